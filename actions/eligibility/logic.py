"""Kleene's three values over the facts: True met, False unmet, None unknown."""

from __future__ import annotations

from typing import Any, Iterable, Mapping, Optional

from policy_kb.models import Test

Truth = Optional[bool]


def all_of(parts: Iterable[Truth]) -> Truth:
    """Unmet as soon as one part is unmet, unknown as long as one part is unknown."""
    values = list(parts)
    if False in values:
        return False
    return None if None in values else True


def any_of(parts: Iterable[Truth]) -> Truth:
    """Met as soon as one part is met, unknown as long as one part is unknown."""
    values = list(parts)
    if True in values:
        return True
    return None if None in values else False


def evaluate(test: Test, facts: Mapping[str, Any]) -> Truth:
    """The test's value for the facts; an absent fact is unknown."""
    if test.all_ is not None:
        return all_of(evaluate(part, facts) for part in test.all_)
    if test.any_ is not None:
        return any_of(evaluate(part, facts) for part in test.any_)
    if test.not_ is not None:
        inner = evaluate(test.not_, facts)
        return None if inner is None else not inner
    value = facts.get(test.fact or "")
    if value is None:
        return None
    if test.at_least is not None:
        return bool(value >= test.at_least)
    if test.in_ is not None:
        return value in test.in_
    return bool(value == test.is_)


def deciding_facts(test: Test, facts: Mapping[str, Any]) -> list[str]:
    """The unknown facts on which an unknown test still hangs, in the test's order.

    Parts that are already settled do not hang on anything any more.
    """
    if evaluate(test, facts) is not None:
        return []
    if test.fact is not None:
        return [test.fact]
    parts = test.all_ or test.any_ or ((test.not_,) if test.not_ else ())
    found = [fact for part in parts for fact in deciding_facts(part, facts)]
    return list(dict.fromkeys(found))


def status(truth: Truth) -> str:
    """The contract's word: met, unmet or unknown."""
    return "unknown" if truth is None else "met" if truth else "unmet"
