"""The best possible order of questions: no order takes fewer on average over the population.

Exact, by going back from the verdict (dynamic programming). What matters of all that is known is
which requirements each route still has; the best next question is the one that leaves the fewest
expected questions after each answer.
"""

from __future__ import annotations

from typing import Any, Iterable, Iterator, Mapping, Optional

from actions.eligibility.logic import evaluate
from benchmarks.population import answers, shares
from policy_kb.models import Rules, Test

Way = dict[str, frozenset[Any]]
"""One way to be eligible: for each fact the answers that will do."""
Open = tuple[Optional[frozenset[str]], ...]
"""For each way the facts it still needs; None once it is lost."""
Known = tuple[Optional[bool], Optional[bool]]
"""Business and job, where knowing the one still tells something of the other."""
Counts = tuple[float, ...]
"""The share of people who are asked none, one, two … questions."""


def _ways(test: Test, wanted: bool = True) -> Iterator[Way]:
    """The test (or its denial) as a choice of ways."""
    if test.not_ is not None:
        yield from _ways(test.not_, not wanted)
    elif test.fact is not None:
        fact = test.fact
        fitting = frozenset(v for v in shares(fact, {}) if evaluate(test, {fact: v}) is wanted)
        yield {fact: fitting}
    elif (test.all_ is not None) is wanted:
        yield from _together(list(_ways(part, wanted)) for part in test.all_ or test.any_ or ())
    else:
        for part in test.all_ or test.any_ or ():
            yield from _ways(part, wanted)


def _together(parts: Iterator[list[Way]]) -> list[Way]:
    found: list[Way] = [{}]
    for choices in parts:
        found = [_both(one, two) for one in found for two in choices]
    return [way for way in found if all(way.values())]


def _both(one: Way, two: Way) -> Way:
    joined = dict(one)
    for fact, fitting in two.items():
        joined[fact] = joined[fact] & fitting if fact in joined else fitting
    return joined


class BestOrder:
    """The best order for the rules and the population; ``counts`` of an opening is its figure."""

    def __init__(self, rules: Rules) -> None:
        self._ways = [
            way
            for route in rules.routes
            for way in _together(list(_ways(c.test)) for c in route.conditions)
        ]
        self._combined = [combined.facts for combined in rules.combined]
        self._found: dict[tuple[Open, Known], tuple[float, Counts]] = {}

    def counts(self, opening: Mapping[str, Any]) -> Counts:
        """How many questions the people with this opening are asked."""
        start: Open = tuple(frozenset(way) for way in self._ways)
        return self._best(self._after(start, opening), self._told(opening))[1]

    def _after(self, still: Open, told: Mapping[str, Any]) -> Open:
        return tuple(
            None
            if needed is None or any(f in needed and told[f] not in way[f] for f in told)
            else needed.difference(told)
            for needed, way in zip(still, self._ways, strict=True)
        )

    @staticmethod
    def _told(known: Mapping[str, Any]) -> Known:
        return known.get("business"), known.get("stable_job")

    def _best(self, still: Open, told: Known) -> tuple[float, Counts]:
        """The expected number of questions from here and its spread."""
        needed = {fact for facts in still if facts is not None for fact in facts}
        if not needed or frozenset() in still:
            return 0.0, (1.0,)
        business, job = told
        told = (business if "stable_job" in needed else None, job if "business" in needed else None)
        if (still, told) not in self._found:
            options = [self._asked(facts, still, told) for facts in self._questions(needed)]
            self._found[still, told] = min(options)
        return self._found[still, told]

    def _questions(self, needed: set[str]) -> Iterator[tuple[str, ...]]:
        together = {fact for facts in self._combined for fact in facts}
        for facts in self._combined:
            if asked := tuple(fact for fact in facts if fact in needed):
                yield asked
        for fact in sorted(needed - together):
            yield (fact,)

    def _asked(self, facts: tuple[str, ...], still: Open, told: Known) -> tuple[float, Counts]:
        known = {
            fact: value
            for fact, value in zip(("business", "stable_job"), told, strict=True)
            if value is not None
        }
        mean, parts = 1.0, []
        for chance, given in answers(facts, known):
            more, counts = self._best(self._after(still, given), self._told({**known, **given}))
            mean += chance * more
            parts.append((chance, counts))
        return mean, one_later(parts)


def one_later(parts: Iterable[tuple[float, Counts]]) -> Counts:
    """The spread before a question, from those after each of its answers."""
    spread = [0.0]
    for chance, counts in parts:
        spread += [0.0] * (len(counts) + 1 - len(spread))
        for number, share in enumerate(counts):
            spread[number + 1] += chance * share
    return tuple(spread)
