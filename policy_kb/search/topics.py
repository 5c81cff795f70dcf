"""What a policy question is about: a clause, an open point, or nothing in the documents."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
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


class TopicModel:
    """Two linear heads: whether the documents cover a question at all, and what it is about.

    One head over everything would have to learn the endless outside as one topic among many;
    told apart first, refusal has a probability of its own that can be calibrated.
    """

    def __init__(self, library: Library, gate: LinearHead, head: LinearHead) -> None:
        self._library = library
        self._gate = gate
        self._head = head

    @classmethod
    def train(cls, library: Library) -> TopicModel:
        """Fits both heads on the document's phrasings."""
        known = list(phrasings(library.local))
        inside = [p for p in known if p.target != OUTSIDE]
        gate = LinearHead.train(
            [p.text for p in known],
            [OUTSIDE if p.target == OUTSIDE else _INSIDE for p in known],
            balanced=False,
        )
        head = LinearHead.train([p.text for p in inside], [p.target for p in inside])
        return cls(library, gate, head)

    def save(self, folder: Path) -> None:
        """Writes both heads into an existing folder."""
        self._gate.save(folder, "gate")
        self._head.save(folder, "topics")

    @classmethod
    def load(cls, library: Library, folder: Path) -> TopicModel:
        """Reads what ``save`` wrote."""
        return cls(library, LinearHead.load(folder, "gate"), LinearHead.load(folder, "topics"))

    def topics(self, question: str) -> list[Topic]:
        """Every topic, the likeliest first, "outside" among them; they sum to 1."""
        outside = self._gate.probabilities(question).get(OUTSIDE, 0.0)
        found = [Topic("outside", OUTSIDE, outside)]
        for target, probability in self._head.probabilities(question).items():
            kind = "clause" if target in self._library.local.clauses else "open"
            found.append(Topic(kind, target, (1 - outside) * probability))
        return sorted(found, key=lambda topic: (-topic.probability, topic.id))


_INSIDE = "inside"
