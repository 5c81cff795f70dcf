"""What an assessment says, in the contract's terms; ``as_json`` gives its exact shape."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any, Optional

from actions.eligibility.logic import Truth, status
from policy_kb.models import Citation, Condition, Route


@dataclass(frozen=True)
class ConditionResult:
    """One condition's trace: its value, the facts used, and the reading it rests on if any.

    ``months_short`` counts whole months still missing where the test is a duration.
    """

    condition: Condition
    truth: Truth
    facts: tuple[str, ...]
    citation: Citation
    interpretation: Optional[str] = None
    months_short: Optional[int] = None

    def as_json(self) -> dict[str, Any]:
        return {
            "id": self.condition.id,
            "text": self.condition.text,
            "status": status(self.truth),
            "facts": list(self.facts),
            "citation": self.citation.dict(),
            "interpretation": self.interpretation,
        }


@dataclass(frozen=True)
class Remedy:
    """What is still missing for a route; ``eligible_from`` where only time is missing."""

    text: str
    eligible_from: Optional[date]

    def as_json(self) -> dict[str, Any]:
        day = self.eligible_from
        return {"text": self.text, "eligible_from": day.isoformat() if day else None}


@dataclass(frozen=True)
class RouteResult:
    """One route: every condition's result, where the registration would go, what is missing."""

    route: Route
    truth: Truth
    conditions: tuple[ConditionResult, ...]
    settle_at: tuple[str, ...]
    remedy: Optional[Remedy]

    def as_json(self) -> dict[str, Any]:
        return {
            "id": self.route.id,
            "clause": self.route.clause,
            "title": self.route.title,
            "status": status(self.truth),
            "conditions": [condition.as_json() for condition in self.conditions],
            "settle_at": list(self.settle_at),
            "remedy": self.remedy.as_json() if self.remedy else None,
        }


@dataclass(frozen=True)
class FamilyResult:
    """Whether one named family member may come along, and why."""

    relation: str
    truth: Truth
    reason: str
    unknown: tuple[str, ...] = ()

    def as_json(self) -> dict[str, Any]:
        return {
            "relation": self.relation,
            "status": status(self.truth),
            "reason": self.reason,
        }


@dataclass(frozen=True)
class Assessment:
    """The verdict with its whole trace. ``verdict``: eligible, referred, undetermined or
    not_eligible."""

    verdict: str
    routes: tuple[RouteResult, ...]
    family: tuple[FamilyResult, ...]
    missing: tuple[str, ...]
    citations: tuple[Citation, ...]

    @property
    def met(self) -> tuple[RouteResult, ...]:
        """The routes that are met, in the document's order."""
        return tuple(route for route in self.routes if route.truth is True)

    def as_json(self) -> dict[str, Any]:
        return {
            "verdict": self.verdict,
            "routes": [route.as_json() for route in self.routes],
            "family": [member.as_json() for member in self.family],
            "missing": list(self.missing),
            "citations": [citation.dict() for citation in self.citations],
        }
