"""Lengths told roughly that lie right on a limit of the rules: 两年左右, where two years are asked.

A month more or less would turn the verdict, so the month is asked for, once.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Optional

from actions.dialogue.state import State
from actions.reading import Reading
from actions.reading.patterns import compiled
from policy_kb.library import Library
from policy_kb.text import normalize

_REACHED = compiled(
    "^(?:已经?|早|早就|都|刚|刚刚|肯定|是|嗯|那|有|也|应该|我|俺)*(?:满|够|过|超过?|到)(?:得有|住|干|开)*了(?:的|呢|啊|吧)*$"
)


def left_open(
    library: Library, state: State, text: str, reading: Reading, awaited: Optional[str]
) -> Reading:
    """The reading without a length told roughly that is just a limit; told so twice, it is not
    known. After the month was asked for, 满了 tells that the limit is reached."""
    near = {fact for fact in reading.rough if reading.facts[fact] in _limits(library, fact)}
    if not near:
        reached = awaited in state.memory.rough and _REACHED.match(normalize(text).strip("。! "))
        if awaited is None or not reached:
            return replace(reading, rough=frozenset())
        limit = state.memory.rough[awaited]
        return replace(reading, facts={**reading.facts, awaited: limit}, rough=frozenset())
    return replace(
        reading,
        facts={fact: value for fact, value in reading.facts.items() if fact not in near},
        retracted=reading.retracted | {fact for fact in near if fact in state.facts},
        unknown=reading.unknown | {fact for fact in near if fact in state.memory.rough},
        rough=frozenset(near),
        near={fact: reading.facts[fact] for fact in near},
    )


def _limits(library: Library, fact: str) -> set[int]:
    """The months that a rule asks of the fact."""
    return {
        leaf.at_least
        for route in library.local.rules.routes
        for condition in route.conditions
        for leaf in condition.test.leaves()
        if leaf.fact == fact and leaf.at_least is not None
    }
