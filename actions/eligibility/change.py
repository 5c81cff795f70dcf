"""Whether an answer can still change the verdict: exact, and without trying every combination.

The verdict is the highest level any route reaches: referred 3, eligible 2, undetermined 1, not
eligible 0. A fact matters if two answers to it, all else equal, give different levels. Routes
share a few facts (the dwelling, the insurance, the job); once those are fixed, routes no longer
depend on each other, and each route's pairs of levels are found by going through its tests.
"""

from __future__ import annotations

import itertools
from collections import Counter
from typing import AbstractSet, Any, Iterable, Iterator, Mapping, Optional

from actions.eligibility.logic import Truth, all_of, any_of, evaluate
from policy_kb.facts import FACTS
from policy_kb.models import Route, Rules, Test

Pair = tuple[Truth, Truth]
"""A value under the one and under the other answer."""


class Change:
    """Answers ``possible`` for one state of knowledge."""

    def __init__(
        self, rules: Rules, facts: Mapping[str, Any], unavailable: AbstractSet[str]
    ) -> None:
        self._routes = rules.routes
        self._facts = facts
        self._unavailable = unavailable
        self._values = _telling_values(rules)
        uses = Counter(
            fact
            for route in rules.routes
            for fact in {f for c in route.conditions for f in c.test.facts()}
        )
        self._uses = {
            route.id: {f for c in route.conditions for f in c.test.facts()}
            for route in rules.routes
        }
        self._known_levels: dict[tuple[Any, ...], set[tuple[int, int]]] = {}
        self._shared = [
            fact
            for fact in self._values
            if uses[fact] > 1 and fact not in facts and fact not in unavailable
        ]

    def possible(self, fact: str) -> bool:
        """Whether some answer to ``fact`` changes the verdict for some answers to the others."""
        if fact in self._unavailable or fact in self._facts or fact not in self._values:
            return False
        others = [other for other in self._shared if other != fact]
        for values in itertools.product(*(self._values[other] for other in others)):
            fixed = dict(zip(others, values, strict=True))
            for one, two in itertools.permutations(self._values[fact], 2):
                first, second = {**fixed, fact: one}, {**fixed, fact: two}
                if self._differs([self._levels(r, first, second) for r in self._routes]):
                    return True
        return False

    @staticmethod
    def _differs(levels: list[set[tuple[int, int]]]) -> bool:
        """Whether a choice of one pair a route makes the first maximum exceed the second."""
        lowest = [min(second for _, second in pairs) for pairs in levels]
        for index, pairs in enumerate(levels):
            rest = max((low for i, low in enumerate(lowest) if i != index), default=0)
            if any(first > max(second, rest) for first, second in pairs):
                return True
        return False

    def _levels(
        self, route: Route, first: Mapping[str, Any], second: Mapping[str, Any]
    ) -> set[tuple[int, int]]:
        """The pairs of levels of one route; most combinations differ in facts it does not read."""
        used = self._uses[route.id]
        key = (route.id, *((f, first[f], second[f]) for f in first if f in used))
        if key not in self._known_levels:
            level = {True: 3 if route.refers else 2, None: 1, False: 0}
            pairs = _combine(
                (self._pairs(c.test, first, second) for c in route.conditions), conjunction=True
            )
            self._known_levels[key] = {(level[one], level[two]) for one, two in pairs}
        return self._known_levels[key]

    def _pairs(self, test: Test, first: Mapping[str, Any], second: Mapping[str, Any]) -> set[Pair]:
        """The pairs of values a test can take; facts in neither answer are free but the same."""
        if test.not_ is not None:
            return {(_not(a), _not(b)) for a, b in self._pairs(test.not_, first, second)}
        if test.all_ is not None or test.any_ is not None:
            parts = (self._pairs(p, first, second) for p in test.all_ or test.any_ or ())
            return _combine(parts, conjunction=test.all_ is not None)
        fact = test.fact or ""
        if fact in self._facts:
            truth = evaluate(test, self._facts)
            return {(truth, truth)}
        if fact in first:
            return {(evaluate(test, first), evaluate(test, second))}
        if fact in self._unavailable:
            return {(None, None)}
        return {(True, True), (False, False)}


def _combine(parts: Iterable[set[Pair]], conjunction: bool) -> set[Pair]:
    join = all_of if conjunction else any_of
    found: set[Pair] = {(conjunction, conjunction)}
    for pairs in parts:
        found = {(join((a, c)), join((b, d))) for (a, b), (c, d) in itertools.product(found, pairs)}
    return found


def _not(truth: Truth) -> Truth:
    return None if truth is None else not truth


def _telling_values(rules: Rules) -> dict[str, list[Any]]:
    """For each fact the values that the rules can tell apart, one of each kind."""
    leaves: dict[str, list[Test]] = {}
    for route in rules.routes:
        for condition in route.conditions:
            for leaf in condition.test.leaves():
                leaves.setdefault(leaf.fact or "", []).append(leaf)
    values: dict[str, list[Any]] = {}
    for fact, tests in leaves.items():
        kinds: dict[tuple[Truth, ...], Any] = {}
        for value in _candidates(fact, tests):
            signature = tuple(evaluate(test, {fact: value}) for test in tests)
            kinds.setdefault(signature, value)
        values[fact] = list(kinds.values())
    return values


def _candidates(fact: str, tests: list[Test]) -> Iterator[Any]:
    kind = FACTS[fact]
    if kind.kind == "bool":
        yield from (False, True)
    elif kind.kind == "choice":
        yield from reversed(kind.values)
    else:
        thresholds: list[Optional[int]] = [test.at_least for test in tests]
        yield from (0, *(threshold for threshold in thresholds if threshold))
