"""Which facts can still change the verdict, and which of them is best asked next.

A fact that the applicant does not know stays unknown.
"""

from __future__ import annotations

from typing import AbstractSet, Any, Mapping

from actions.eligibility.change import Change
from actions.eligibility.logic import all_of, any_of, deciding_facts, evaluate
from policy_kb.models import Route, Rules


def missing_facts(
    rules: Rules, facts: Mapping[str, Any], unavailable: AbstractSet[str] = frozenset()
) -> list[str]:
    """Keys of the facts that can still change the verdict, the most useful first.

    ``unavailable`` are facts the applicant cannot or will not give. Empty once the verdict is
    firm; an unknown registration never stands in the way of a route that is met.
    """
    truths = {
        route.id: all_of(evaluate(c.test, facts) for c in route.conditions)
        for route in rules.routes
    }
    if any_of(truths.values()) is True:
        return []
    scores: dict[str, float] = {}
    for route in rules.routes:
        if truths[route.id] is None:
            for fact, score in _scores(route, rules, facts, unavailable).items():
                scores[fact] = scores.get(fact, 0.0) + score
    change = Change(rules, facts, unavailable)
    order = [fact for fact in scores if change.possible(fact)]
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


def _scores(
    route: Route, rules: Rules, facts: Mapping[str, Any], unavailable: AbstractSet[str]
) -> dict[str, float]:
    """How much each fact of a pending route decides.

    The route weighs by its chance of being met per question; within it the fact most likely to
    end it comes first. The gate leads, since the other facts are not asked before it.
    """
    conditions = [c for c in route.conditions if evaluate(c.test, facts) is None]
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
