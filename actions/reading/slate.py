"""What has been read so far, and what it is read for."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Any, Mapping

SPECIAL = "special_status"
SPECIAL_FACTS = ("graduate", "veteran", "laid_off", "no_hukou")


@dataclass
class Slate:
    """The facts read so far of one kind of clauses (told, or supposed).

    ``clause_of`` tells in which clause a fact was put, ``spans`` where in the normalised text.
    """

    facts: dict[str, Any] = field(default_factory=dict)
    retracted: set[str] = field(default_factory=set)
    spans: dict[str, tuple[int, int]] = field(default_factory=dict)
    clause_of: dict[str, int] = field(default_factory=dict)
    clause: int = 0

    def retract(self, fact: str, denied: Any) -> None:
        """不是租的: takes ``denied`` back; 是买的不是租的 leaves the other value standing."""
        if self.facts.get(fact, denied) == denied:
            self.facts.pop(fact, None)
            self.retracted.add(fact)

    def put(self, fact: str, value: Any, span: tuple[int, int] | None = None) -> None:
        self.retracted.discard(fact)
        self.facts[fact] = value
        self.clause_of[fact] = self.clause
        self.spans.pop(fact, None)
        if span:
            self.spans[fact] = span


@dataclass(frozen=True)
class Setting:
    """The question that was asked, the day of the talk, the facts known before."""

    awaiting: str | None
    as_of: date
    known: Mapping[str, Any]
