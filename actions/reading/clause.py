"""A clause of a text: where it stands and in what mode."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from actions.reading.data_files import load
from actions.reading.patterns import compiled
from actions.reading.tagged import expand

TOLD, ASKED, SUPPOSED = "told", "asked", "supposed"


@dataclass(frozen=True)
class Clause:
    """``start``: position of the clause in the tagged text; ``gap``: the signs that follow it."""

    text: str
    start: int
    gap: str
    mode: str = TOLD
    wish: tuple[int, int] | None = None
    past: tuple[int, int] | None = None
    correction: bool = False
    closed: bool = False

    @property
    def end(self) -> int:
        return self.start + len(self.text)

    def in_past(self, at: int) -> bool:
        """Whether position ``at`` tells of former times (以前在外地上班)."""
        return self.past is not None and self.past[0] <= at < self.past[1]

    def in_wish(self, at: int) -> bool:
        """Whether position ``at`` tells of plans (打算明年买房)."""
        return self.wish is not None and self.wish[0] < at < self.wish[1]


@lru_cache(maxsize=1)
def modes() -> dict[str, Any]:
    """The patterns by which a mode is told (``data/modes.yml``)."""
    raw = load("modes")
    asked = raw["question"]
    return {
        "whole": [compiled(expand(one)) for one in asked["whole"]],
        "start": compiled(expand(asked["start"])),
        "premise": compiled(expand(asked["premise"])),
        "never": [compiled(expand(one)) for one in asked["never"]],
        "marker": compiled(expand(raw["supposition"]["marker"])),
        "reset": compiled(expand(raw["supposition"]["reset"])),
        **{
            name: compiled(expand(raw[name]))
            for name in ("wish", "past", "now", "correction", "generic", "generic_head")
        },
    }


def ends_sentence(gap: str) -> bool:
    """Whether the signs after a clause close the sentence."""
    return any(sign in gap for sign in "。!?\n;")


def is_question(clause: Clause) -> bool:
    """Whether a clause is in a question's form, with the sign that follows it."""
    patterns = modes()
    text = clause.text + ("?" if "?" in clause.gap else "")
    if any(pattern.search(text) for pattern in patterns["never"]):
        return False
    return any(pattern.search(text) for pattern in patterns["whole"])
