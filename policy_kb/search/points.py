"""Which detail of a clause a question asks for; none where the whole clause is the safer answer.

The classifier weighs a question against every point of every clause and against what only a whole
clause answers. A point is said only where the question names what the point is about, the point
stands clear of the clause's next one, and, where it opens with a flat yes or no, is surer still: 不能
said of the wrong relative is worse than the clause in full.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Optional

from policy_kb.library import Library
from policy_kb.models import Point
from policy_kb.search.head import TextClassifier
from policy_kb.text import normalize

LEAST = 4.0
"""The score from which on a point is said. This and the next two leave the fewest wrong answers
among the questions of tests/policy/points.yml that any point answers."""
AHEAD = 0.4
"""How far it must be ahead of the clause's next one that fits."""
FLAT_LEAST = 5.0
"""The score from which on a flat yes or no is said."""
_FLAT = re.compile(
    "^(?:不?能|不?要|不用|不行|不?可以|没?有|不?会|不?管|不是|不分)[^，。]{0,3}[。，]"
)
_WHOLE = ""


class PointModel:
    """``train`` or ``load`` one, then ``point``."""

    def __init__(self, library: Library, classifier: TextClassifier) -> None:
        self._library = library
        self._classifier = classifier

    @classmethod
    def train(cls, library: Library) -> PointModel:
        """Fits the classifier on what the points and the whole clauses are asked with."""
        clauses = library.local.clauses.values()
        known = [(ask, _label(c.id, p.id)) for c in clauses for p in c.points for ask in p.ask]
        known += [(ask, _label(c.id, _WHOLE)) for c in clauses for ask in (c.title, *c.whole)]
        return cls(library, TextClassifier.train([k[0] for k in known], [k[1] for k in known]))

    def save(self, folder: Path) -> None:
        """Writes the model into an existing folder."""
        self._classifier.save(folder, "points")

    @classmethod
    def load(cls, library: Library, folder: Path) -> PointModel:
        """Reads what ``save`` wrote."""
        return cls(library, TextClassifier.load(folder, "points"))

    def point(self, question: str, clause: str) -> Optional[Point]:
        """The point of the clause that surely answers the question."""
        text = normalize(question)
        scores = self._classifier.scores(question)
        fitting: list[tuple[float, Optional[Point]]] = [(scores[_label(clause, _WHOLE)], None)]
        for point in self._library.local.clauses[clause].points:
            label = _label(clause, point.id)
            if label in scores and re.search(point.about, text):
                fitting.append((scores[label], point))
        fitting.sort(key=lambda item: -item[0])
        score, best = fitting[0]
        if best is None or score < (FLAT_LEAST if _FLAT.match(best.answer) else LEAST):
            return None
        return best if score - fitting[1][0] >= AHEAD else None


def _label(clause: str, point: str) -> str:
    return f"{clause}#{point}"
