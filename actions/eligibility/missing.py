"""Which facts can still change the verdict, and which of them is best asked next.

A fact that the applicant does not know stays unknown. A route that hangs on such a fact can no
longer be met, only ruled out, and ruling it out matters only while every open route can be.
"""

from __future__ import annotations

from typing import AbstractSet, Any, Mapping

from policy_kb.models import Condition, Route, Rules

from actions.eligibility.logic import all_of, any_of, deciding_facts, evaluate


def missing_facts(
    rules: Rules, facts: Mapping[str, Any], unavailable: AbstractSet[str] = frozenset()
) -> list[str]:
    """Keys of the facts that can still change the verdict, the most useful first.

    ``unavailable`` are facts the applicant cannot or will not give. Empty once the verdict is
    firm; an unknown registration never stands in the way of a route that is met.
    """
    truths = {route.id: _truth(route, facts) for route in rules.routes}
    if any_of(truths.values()) is True:
        return []
    pending = [route for route in rules.routes if truths[route.id] is None]
    winnable = [route for route in pending if _can_be(True, route, facts, unavailable)]
    ruled_out = all(_can_be(False, route, facts, unavailable) for route in pending)
    relevant = pending if ruled_out else winnable
    scores: dict[str, float] = {}
    for route in relevant:
        for fact, score in _scores(route, rules, facts, unavailable).items():
            scores[fact] = scores.get(fact, 0.0) + score
    order = list(scores)
    return sorted(order, key=lambda fact: (-scores[fact], order.index(fact)))


def gated_facts(rules: Rules, facts: Mapping[str, Any]) -> set[str]:
    """Facts that no open route asks for yet, because the route's gate is not met.

    Nobody is asked how long they have rented before they said that they rent.
    """
    ready: set[str] = set()
    waiting: set[str] = set()
    for route in rules.routes:
        gate = next(c for c in route.conditions if c.id == route.gate)
        passed = evaluate(gate.test, facts) is True
        for condition in route.conditions:
            group = ready if passed or condition.id == route.gate else waiting
            group.update(deciding_facts(condition.test, facts))
    return waiting - ready


def _truth(route: Route, facts: Mapping[str, Any]) -> bool | None:
    return all_of(evaluate(c.test, facts) for c in route.conditions)


def _open_conditions(route: Route, facts: Mapping[str, Any]) -> list[Condition]:
    return [c for c in route.conditions if evaluate(c.test, facts) is None]


def _can_be(
    outcome: bool, route: Route, facts: Mapping[str, Any], unavailable: AbstractSet[str]
) -> bool:
    """Whether available answers could make the pending route met (True) or unmet (False)."""
    conditions = _open_conditions(route, facts)
    reachable = [_reachable(c, facts, unavailable) for c in conditions]
    if outcome:
        return all(True in outcomes for outcomes in reachable)
    return any(False in outcomes for outcomes in reachable)


def _reachable(
    condition: Condition, facts: Mapping[str, Any], unavailable: AbstractSet[str]
) -> set[bool]:
    """The firm values a pending condition can still take by available answers."""
    return _outcomes(condition.test, facts, unavailable)


def _outcomes(test: Any, facts: Mapping[str, Any], unavailable: AbstractSet[str]) -> set[bool]:
    settled = evaluate(test, facts)
    if settled is not None:
        return {settled}
    if test.fact is not None:
        return set() if test.fact in unavailable else {True, False}
    if test.not_ is not None:
        return {not value for value in _outcomes(test.not_, facts, unavailable)}
    parts = [_outcomes(part, facts, unavailable) for part in (test.all_ or test.any_)]
    strong = test.any_ is not None  # one part decides "any" by True, "all" by False
    found = set()
    if any(strong in part for part in parts):
        found.add(strong)
    if all((not strong) in part for part in parts):
        found.add(not strong)
    return found


def _scores(
    route: Route, rules: Rules, facts: Mapping[str, Any], unavailable: AbstractSet[str]
) -> dict[str, float]:
    """How much each fact of a pending route decides.

    The route weighs by its chance of being met per question; within it the fact most likely to
    end it comes first. The gate leads, since the other facts are not asked before it.
    """
    conditions = _open_conditions(route, facts)
    chance = 1.0
    for condition in conditions:
        chance *= rules.likelihood[condition.id]
    weight = chance / len(conditions)
    scores: dict[str, float] = {}
    for condition in conditions:
        fails = 1.0 - rules.likelihood[condition.id]
        lead = 2.0 if condition.id == route.gate else 1.0
        for fact in deciding_facts(condition.test, facts):
            if fact not in unavailable:
                scores[fact] = max(scores.get(fact, 0.0), lead * weight * (0.1 + fails))
    return scores
