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
    scores = usefulness(rules, facts, unavailable)
    order = list(scores)
    return sorted(order, key=lambda fact: (-scores[fact], order.index(fact)))


def usefulness(
    rules: Rules, facts: Mapping[str, Any], unavailable: AbstractSet[str] = frozenset()
) -> dict[str, float]:
    """Each fact that can still change the verdict, with how much asking it is worth."""
    truths = [all_of(evaluate(c.test, facts) for c in route.conditions) for route in rules.routes]
    if any_of(truths) is True:
        return {}
    scores: dict[str, float] = {}
    for route, truth in zip(rules.routes, truths, strict=True):
        if truth is None:
            for fact, score in _scores(route, rules, facts, unavailable).items():
                scores[fact] = scores.get(fact, 0.0) + score
    change = Change(rules, facts, unavailable)
    return {fact: score for fact, score in scores.items() if change.possible(fact)}


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
    """How much each open fact of a pending route is worth asking.

    A route is worth its chance of being met per question it is expected to take. Within it the
    condition likeliest to fail comes first, after the gate, so that a hopeless route ends early;
    the facts of later conditions are worth less, as they may never be asked.
    """
    gate = next(c for c in route.conditions if c.id == route.gate)
    conditions = [c for c in route.conditions if evaluate(c.test, facts) is None]
    conditions.sort(key=lambda c: (c is not gate, rules.likelihood[c.id]))
    chance, cost = 1.0, 0.0
    for condition in conditions:
        cost += chance
        chance *= rules.likelihood[condition.id]
    scores: dict[str, float] = {}
    worth = chance / cost * (_BEGUN if evaluate(gate.test, facts) else 1.0)
    for condition in conditions:
        for fact in deciding_facts(condition.test, facts):
            if fact not in unavailable:
                scores.setdefault(fact, worth)
        worth *= _LATER
    return scores


_LATER = 0.5
_BEGUN = 1.6
"""A route whose gate is passed is what the person talks about; leaving it would seem deaf."""
