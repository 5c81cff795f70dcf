"""What a policy question is about: a clause, an open point, or nothing in the documents."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Iterator

from policy_kb.checks import OUTSIDE
from policy_kb.library import Library, LocalDocument
from policy_kb.search.head import LinearHead


@dataclass(frozen=True)
class Topic:
    """``kind``: clause, open or outside; ``id``: of the clause or open point."""

    kind: str
    id: str
    probability: float


@dataclass(frozen=True)
class Phrasing:
    """One way to ask, who asks so, and its target."""

    target: str
    voice: str
    text: str


DOCUMENT_VOICE = "document"
"""The voice of phrasings that stand beside a clause's points and the open points."""


def phrasings(document: LocalDocument) -> Iterator[Phrasing]:
    """Every known phrasing of the document, of the bank and of its points."""
    for target, voices in document.phrasings.items():
        for voice, texts in voices.items():
            for text in texts:
                yield Phrasing(target, voice, text)
    for clause in document.clauses.values():
        for point in clause.points:
            for text in point.ask:
                yield Phrasing(clause.id, DOCUMENT_VOICE, text)
    for open_point in document.open_points.values():
        for text in open_point.ask:
            yield Phrasing(open_point.id, DOCUMENT_VOICE, text)


def train_topics(document: LocalDocument) -> LinearHead:
    """A head over all targets of the document's phrasings."""
    known = list(phrasings(document))
    return LinearHead.train([p.text for p in known], [p.target for p in known])


def as_topic(library: Library, target: str, probability: float) -> Topic:
    """A head's label as a topic."""
    if target == OUTSIDE:
        return Topic("outside", target, probability)
    kind = "clause" if target in library.local.clauses else "open"
    return Topic(kind, target, probability)
