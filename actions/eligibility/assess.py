"""From facts to a verdict. Stateless: the same facts, date and documents give the same result."""

from __future__ import annotations

import calendar
from datetime import date
from typing import Any, Iterable, Mapping

from actions.eligibility.family import assess_family
from actions.eligibility.logic import Truth, all_of, any_of, evaluate
from actions.eligibility.missing import missing_facts
from actions.eligibility.result import Assessment, ConditionResult, Remedy, RouteResult
from policy_kb.library import Library
from policy_kb.models import Citation, Condition, Destination, Route


def assess(library: Library, facts: Mapping[str, Any], as_of: date) -> Assessment:
    """All routes, the family and the verdict for checked facts on the day ``as_of``."""
    rules = library.local.rules
    routes = tuple(_route(library, route, facts, as_of) for route in rules.routes)
    verdict = _verdict((r.route, r.truth) for r in routes)
    family_open = any_of(r.truth for r in routes if r.route.id in rules.family.routes)
    return Assessment(
        verdict=verdict,
        routes=routes,
        family=assess_family(library.local, facts.get("family") or [], family_open),
        missing=tuple(missing_facts(rules, facts)),
        citations=_citations(library, verdict, routes, bool(facts.get("family"))),
    )


def add_months(day: date, months: int) -> date:
    """The same day of the month ``months`` later, clamped to that month's end."""
    index = day.year * 12 + day.month - 1 + months
    year, month = divmod(index, 12)
    last = calendar.monthrange(year, month + 1)[1]
    return date(year, month + 1, min(day.day, last))


def verdict_of(library: Library, facts: Mapping[str, Any]) -> str:
    """The verdict alone, which no day changes."""
    return _verdict(
        (route, all_of(evaluate(c.test, facts) for c in route.conditions))
        for route in library.local.rules.routes
    )


def _verdict(routes: Iterable[tuple[Route, Truth]]) -> str:
    truths = list(routes)
    if any(truth is True for route, truth in truths if route.refers):
        return "referred"
    if any(truth is True for _, truth in truths):
        return "eligible"
    if any(truth is None for _, truth in truths):
        return "undetermined"
    return "not_eligible"


def _route(library: Library, route: Route, facts: Mapping[str, Any], as_of: date) -> RouteResult:
    conditions = tuple(_condition(library, c, facts) for c in route.conditions)
    truth = all_of(condition.truth for condition in conditions)
    return RouteResult(
        route=route,
        truth=truth,
        conditions=conditions,
        settle_at=tuple(d.text for d in route.settle_at if _applies(d, facts)),
        remedy=None if truth else _remedy(conditions, as_of),
    )


def _applies(destination: Destination, facts: Mapping[str, Any]) -> bool:
    """A destination stays in the list until a fact rules it out."""
    return destination.when is None or evaluate(destination.when, facts) is not False


def _condition(library: Library, condition: Condition, facts: Mapping[str, Any]) -> ConditionResult:
    note = condition.interpretation
    reading = None
    if note is not None and (note.unless is None or evaluate(note.unless, facts) is not True):
        reading = library.local.readings[note.reading].text
    return ConditionResult(
        condition=condition,
        truth=evaluate(condition.test, facts),
        facts=condition.test.facts(),
        citation=library.condition_citation(condition),
        interpretation=reading,
        months_short=_months_short(condition, facts),
    )


def _months_short(condition: Condition, facts: Mapping[str, Any]) -> int | None:
    threshold = condition.test.at_least
    value = facts.get(condition.test.fact or "")
    if threshold is None or value is None or value >= threshold:
        return None
    return int(threshold - value)


def _remedy(conditions: tuple[ConditionResult, ...], as_of: date) -> Remedy | None:
    """What the applicant still lacks; None where something cannot be mended or nothing is known.

    A day is named only where time alone is missing, so that it is never a false promise.
    """
    unmet = [condition for condition in conditions if condition.truth is False]
    if not unmet or any(condition.condition.shortfall is None for condition in unmet):
        return None
    parts = []
    for condition in unmet:
        months = condition.months_short or 0
        parts.append((condition.condition.shortfall or "").format(months=months))
    short = [condition.months_short for condition in unmet]
    day = None
    if all(months is not None for months in short):
        day = add_months(as_of, max(months or 0 for months in short))
        parts.append(f"{day.year}年{day.month}月{day.day}日起可以申请")
    return Remedy("，".join(parts), day)


def _citations(
    library: Library, verdict: str, routes: tuple[RouteResult, ...], family: bool
) -> tuple[Citation, ...]:
    """The clauses the verdict rests on: those of the routes that decide it, each once."""
    if verdict == "referred":
        relevant = [r for r in routes if r.route.refers]
    elif verdict == "eligible":
        relevant = [r for r in routes if r.truth is True]
    elif verdict == "undetermined":
        relevant = [r for r in routes if r.truth is None]
    else:
        relevant = list(routes)
    clauses = [r.route.clause for r in relevant]
    if family:
        clauses.append(library.local.rules.family.clause)
    return tuple(library.citation(clause) for clause in dict.fromkeys(clauses))
