"""What a policy question is about: a clause, an open point, or nothing in the documents."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Iterator

from policy_kb.checks import OUTSIDE
from policy_kb.library import Library, LocalDocument
from policy_kb.search.head import TextClassifier


@dataclass(frozen=True)
class Topic:
    """``kind``: clause, open or outside; ``id``: of the clause or open point.

    ``left_open`` is the share of a clause's probability, 0 to 1, that is for what it leaves open.
    """

    kind: str
    id: str
    probability: float
    left_open: float = 0.0


@dataclass(frozen=True)
class Phrasing:
    """One way to ask, who asks so, and its target."""

    target: str
    voice: str
    text: str


_SET, _OPEN = "set", "open"
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


class TopicModel:
    """Tells what a question is about; what lies outside the documents is one of the topics."""

    def __init__(self, library: Library, classifier: TextClassifier) -> None:
        self._library = library
        self._classifier = classifier
        points = library.local.open_points.values()
        self._rest_of = {point.id: clause for clause, point in library.local.rest.items()}
        self._clause_of = {clause: clause for clause in library.local.clauses}
        self._set_or_open = {
            label: _SET if label in library.local.clauses else _OPEN
            for label in classifier.labels
            if label != OUTSIDE
        }
        self._clause_of.update((p.id, p.nearest[0]) for p in points if len(p.nearest) == 1)
        several = {p.id: p.id for p in points if len(p.nearest) > 1}
        self._matter_of = {**self._clause_of, **several}

    @classmethod
    def train(cls, library: Library) -> TopicModel:
        """Fits the classifier on the document's phrasings."""
        known = list(phrasings(library.local))
        return cls(
            library, TextClassifier.train([p.text for p in known], [p.target for p in known])
        )

    def save(self, folder: Path) -> None:
        """Writes the model into an existing folder."""
        self._classifier.save(folder, "topics")

    @classmethod
    def load(cls, library: Library, folder: Path) -> TopicModel:
        """Reads what ``save`` wrote."""
        return cls(library, TextClassifier.load(folder, "topics"))

    def topics(self, question: str) -> list[Topic]:
        """Every topic, the likeliest first, "outside" among them; they sum to 1."""
        told = self._classifier.probabilities(question)
        rest = {self._rest_of[t]: told.pop(t) for t in [*told] if t in self._rest_of}
        found = []
        for target, probability in told.items():
            if target == OUTSIDE:
                found.append(Topic("outside", target, probability))
            elif target in self._library.local.clauses:
                whole = probability + rest.get(target, 0.0)
                found.append(Topic("clause", target, whole, rest.get(target, 0.0) / whole))
            else:
                found.append(Topic("open", target, probability))
        return sorted(found, key=lambda topic: (-topic.probability, topic.id))

    def left_open(self, question: str) -> float:
        """How likely, 0 to 1, a question about the documents asks for what they do not set,
        weighed over all clauses and open points at once."""
        return self._classifier.grouped(question, self._set_or_open)[_OPEN]

    def clauses(self, question: str) -> dict[str, float]:
        """Every clause with its probability to be the nearest, whatever side of its matter is
        asked for; the likeliest first; they sum to 1."""
        return self._classifier.grouped(question, self._clause_of)

    def matter(self, question: str) -> tuple[str, float]:
        """The likeliest clause with all that it leaves open, or open point that several clauses
        share (社保断过 is a matter of its own), and how likely it is, 0 to 1."""
        return next(iter(self._classifier.grouped(question, self._matter_of).items()))
