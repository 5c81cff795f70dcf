"""A message of one word repeated comes to an end: with two readings at every step it would not."""

from __future__ import annotations

import importlib
import pkgutil
import re
from typing import Iterator

import actions.dialogue
from actions.dialogue.bare_words import several_things
from policy_kb import Library


def _patterns(library: Library) -> Iterator[re.Pattern[str]]:
    for module in pkgutil.iter_modules(actions.dialogue.__path__):
        found = vars(importlib.import_module(f"actions.dialogue.{module.name}")).values()
        for value in found:
            values = value.values() if isinstance(value, dict) else [value]
            yield from (one for one in values if isinstance(one, re.Pattern))
    local = library.local
    assert local.claims is not None
    for claim in local.claims.claims:
        yield re.compile(claim.about)
        yield re.compile(claim.unless or "$")
    for clause in local.clauses.values():
        yield from (re.compile(point.about) for point in clause.points if point.about)


def test_every_pattern_of_the_dialogue(library: Library) -> None:
    for pattern in _patterns(library):
        for word in set(re.findall("[一-鿿]{1,2}", pattern.pattern)):
            pattern.search(f"{word * 40}x")


def test_every_bare_word(library: Library) -> None:
    for word in ("这", "那个", "我", "问问", "想问", "一下", "的", "怎么", "办理", "吗", "看看"):
        assert several_things(library.local.choices, f"{word * 60}x", alone=True) is None
