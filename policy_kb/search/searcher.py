"""The one face of search: topics of a question, details within a clause, ranked clauses."""

from __future__ import annotations

import hashlib
import os
import re
import shutil
import tempfile
import time
from contextlib import suppress
from pathlib import Path
from typing import Sequence

from policy_kb.library import Library
from policy_kb.models import Aspect, BackgroundRef, Point
from policy_kb.search.details import (
    BACKGROUND_THRESHOLD,
    DetailMatcher,
    background_key,
)
from policy_kb.search.embedding import embed
from policy_kb.search.index import Passage, PassageIndex
from policy_kb.search.points import PointModel
from policy_kb.search.topics import Topic, TopicModel
from policy_kb.text import normalize

_SEPARATOR = "\n"
_LOCAL_LEAD = 0.25
"""Added to the local document's clauses, so that background ranks behind them."""
_TOPIC_SHARE = 0.6
_STANDS_OUT = 0.5
"""The share among the clauses from which on a question is about that one in particular."""
_NAMED = 0.35
"""Below this probability it is about none of them in particular, however far the rest lie behind."""
_PLAIN = 0.8
"""The probability from which on it is, whatever open point it resembles."""
_KEPT_INDEXES = 2
_GOING = ".going-"
_BUILDING = ".building-"
_ABANDONED_SECONDS = 3600.0


class Searcher:
    """Built once per state of the documents; read-only, deterministic, safe to share."""

    def __init__(
        self,
        library: Library,
        index: PassageIndex,
        topics: TopicModel,
        points: PointModel,
        details: DetailMatcher,
    ) -> None:
        self.library = library
        self._index = index
        self._topics = topics
        self._points = points
        self._details = details

    @classmethod
    def prepare(cls, library: Library, folder: Path) -> Searcher:
        """Opens the index for this library under ``folder``, building it where it is missing.

        Each state of the documents and of this code has its own folder, so a stale index is
        never read.
        """
        place = folder / f"{library.fingerprint}-{_code_fingerprint()}"
        if not place.is_dir():
            folder.mkdir(parents=True, exist_ok=True)
            work = Path(tempfile.mkdtemp(prefix=_BUILDING, dir=folder))
            try:
                cls._build(library, work)
                os.replace(work, place)
            except OSError:
                if not place.is_dir():  # not merely another process that was faster
                    raise
            finally:
                shutil.rmtree(work, ignore_errors=True)
            _remove_old(folder, keep=place)
        with suppress(OSError):
            os.utime(place)  # an index in use is not an old one
        return cls(
            library,
            PassageIndex.open(place / "clauses.db"),
            TopicModel.load(library, place),
            PointModel.load(library, place),
            DetailMatcher.load(library, place / "details.npy"),
        )

    @staticmethod
    def _build(library: Library, folder: Path) -> None:
        PassageIndex.build(folder / "clauses.db", _passages(library)).close()
        TopicModel.train(library).save(folder)
        PointModel.train(library).save(folder)
        DetailMatcher.build(library).save(folder / "details.npy")

    def warm(self) -> None:
        """Loads the embedding model, which takes a second at its first use."""
        embed("热身")

    def topics(self, question: str) -> list[Topic]:
        """Every topic with its probability, the likeliest first; they sum to 1."""
        return self._topics.topics(question)

    def nearest_clause(
        self, question: str, among: Sequence[str] = (), otherwise: str | None = None
    ) -> str | None:
        """The likeliest clause, of all or of those named.

        Where none stands out among them it is ``otherwise``, or the first of those named.
        """
        found = self._topics.clauses(question)
        inside = {clause: found[clause] for clause in found if not among or clause in among}
        if not inside:
            return otherwise
        best = next(iter(inside))
        default = otherwise or (among[0] if among else None)
        clear = inside[best] >= max(_STANDS_OUT * sum(inside.values()), _NAMED)
        return best if clear or default is None else default

    def plain_clause(self, question: str) -> str | None:
        """The clause that a question is about without doubt, whatever side of it it asks for."""
        best, probability = self._topics.matter(question)
        clear = probability >= _PLAIN and best in self.library.local.clauses
        return best if clear else None

    def left_open(self, question: str) -> float:
        """How likely, 0 to 1, a question about the documents asks for what they do not set."""
        return self._topics.left_open(question)

    def aspect(self, question: str, clause: str) -> Aspect | None:
        """The side of the clause's matter that the question asks for and nothing sets, if any."""
        text = normalize(question)
        asked = (a for a in self.library.local.aspects if re.search(a.signs, text))
        return next((a for a in asked if not a.is_set_by(clause, text)), None)

    def point(self, question: str, clause: str) -> Point | None:
        """The detail of the clause that surely answers the question, if any."""
        return self._points.point(question, clause)

    def background(self, question: str, clause: str) -> BackgroundRef | None:
        """A fact behind the clause that answers the question itself, where one is near enough."""
        keys = {
            background_key(ref.document, ref.clause): ref
            for ref, fact in self.library.background_refs()
            if clause in fact.supports
        }
        found = self._details.best(question, keys.__contains__)
        if found is None or found[1] < BACKGROUND_THRESHOLD:
            return None
        return keys[found[0]]

    def search(self, question: str, limit: int = 5) -> list[tuple[str, str, float]]:
        """Document, clause and score of the best clauses, the local document's first choice."""
        local = self.library.local.info.number
        scores: dict[tuple[str, str], float] = {}
        for hit in self._index.search(question, limit=50):
            document, clause = hit.key.split(_SEPARATOR)
            lead = _LOCAL_LEAD if document == local else 0.0
            scores[(document, clause)] = (1 - _TOPIC_SHARE) * hit.score + lead
        for topic in self.topics(question):
            if topic.kind == "clause":
                key = (local, topic.id)
                scores[key] = scores.get(key, 0.0) + _TOPIC_SHARE * topic.probability
        ranked = sorted(scores.items(), key=lambda item: (-item[1], item[0]))
        return [(d, c, round(min(1.0, s), 4)) for (d, c), s in ranked[:limit] if s > 0.05]


def _remove_old(folder: Path, keep: Path) -> None:
    """Leaves the newest indexes only. One that goes is renamed first, so that none is ever found
    half removed; whoever has its files open reads on."""
    for left in folder.glob(f"{_GOING}*"):
        shutil.rmtree(left, ignore_errors=True)
    for left in folder.glob(f"{_BUILDING}*"):
        if time.time() + _age(left) > _ABANDONED_SECONDS:
            shutil.rmtree(left, ignore_errors=True)
    built = [p for p in folder.iterdir() if p.is_dir() and not p.name.startswith(".")]
    for old in sorted(built, key=_age)[_KEPT_INDEXES:]:
        if old != keep:
            going = folder / f"{_GOING}{old.name}"
            with suppress(OSError):  # another process is doing the same
                os.replace(old, going)
            shutil.rmtree(going, ignore_errors=True)


def _age(place: Path) -> float:
    try:
        return -place.stat().st_mtime
    except FileNotFoundError:
        return 0.0


def _code_fingerprint() -> str:
    """A hash over the code that builds the index."""
    here = Path(__file__).parent
    digest = hashlib.sha256()
    for file in sorted([*here.glob("*.py"), *here.parent.glob("text*")]):
        digest.update(file.read_bytes())
    return digest.hexdigest()[:8]


def _passages(library: Library) -> list[Passage]:
    local = library.local
    number = local.info.number
    found = []
    for clause in local.clauses.values():
        key = f"{number}{_SEPARATOR}{clause.id}"
        found.append(Passage(key, f"{clause.title}。{clause.plain}"))
        found.append(Passage(key, local.text_of(clause.id)))
        found.extend(Passage(key, ask) for point in clause.points for ask in point.ask)
        for texts in local.phrasings.get(clause.id, {}).values():
            found.extend(Passage(key, text) for text in texts)
    for ref, fact in library.background_refs():
        key = f"{ref.document}{_SEPARATOR}{ref.clause}"
        found.append(Passage(key, f"{fact.title}。{fact.summary}"))
        found.extend(Passage(key, ask) for ask in fact.ask)
    return found
