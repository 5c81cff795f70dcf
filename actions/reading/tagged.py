"""A text in which every recognised thing is one sign, so that patterns stay short.

``我在某某社区租房两年了`` becomes ``我在◇租房◆了``: patterns in the data files write ``<place>``,
``<span>``, ``<date>``, ``<kin>``, ``<person>`` for those signs. Double negations are resolved
(不是没交 → 交) and words whose 不 negates nothing (差不多, 不止, 不错) are masked, so that what
follows can take every remaining negator at its word.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Union

from actions.reading.data_files import load
from actions.reading.kin_mentions import Person
from actions.reading.patterns import compiled
from actions.reading.place_mentions import PlaceMention
from actions.reading.quantities import Quantity

Item = Union[PlaceMention, Quantity, Person]

# One sign for each sort of thing; a name without a sort stands for all its sorts.
SIGNS = {
    "span": "\ue001",
    "date": "\ue002",
    "person": "\ue004",
    "mask": "\ue005",
    "place:local": "\ue010",
    "place:town": "\ue011",
    "place:village": "\ue012",
    "place:away": "\ue013",
    "place:hometown": "\ue014",
    "kin:spouse": "\ue020",
    "kin:child": "\ue021",
    "kin:parent": "\ue022",
    "kin:other": "\ue023",
    "kin:couple": "\ue024",
}
GROUPS = {"place": "[\ue010-\ue014]", "kin": "[\ue020-\ue024]", "when": "[\ue001\ue002]"}
_PLACE_SORT = {
    "community": "local",
    "urban": "local",
    "home": "local",
    "town": "town",
    "seat": "town",
    "village": "village",
    "city": "away",
    "away": "away",
    "hometown": "hometown",
}


def sign_of(item: Item) -> str:
    """The sign that stands for ``item``."""
    if isinstance(item, PlaceMention):
        return SIGNS[f"place:{_PLACE_SORT[item.kind]}"]
    if isinstance(item, Quantity):
        return SIGNS[item.kind]
    if item.id == "couple":
        return SIGNS["kin:couple"]
    return SIGNS[f"kin:{item.relation}" if item.relation else "person"]


@dataclass
class Tagged:
    """``starts[i]``/``ends[i]``: where sign ``i`` stands in the normalised text."""

    text: str
    starts: list[int]
    ends: list[int]
    items: dict[int, Item] = field(default_factory=dict)


def tag(text: str, items: list[Item]) -> Tagged:
    """Puts signs for ``items`` (which must not overlap), then rewrites negations."""
    signs: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    kept: dict[int, Item] = {}
    at = 0
    for item in sorted(items, key=lambda one: one.start):
        for position in range(at, item.start):
            signs.append(text[position])
            starts.append(position)
            ends.append(position + 1)
        kept[len(signs)] = item
        signs.append(sign_of(item))
        starts.append(item.start)
        ends.append(item.end)
        at = item.end
    for position in range(at, len(text)):
        signs.append(text[position])
        starts.append(position)
        ends.append(position + 1)
    return _rewrite(Tagged("".join(signs), starts, ends, kept))


def expand(pattern: str) -> str:
    """A pattern of the data files with its ``<names>`` and ``{WORDS}`` filled in."""
    for name, words in load("words")["macros"].items():
        pattern = pattern.replace("{" + name + "}", "(?:" + words + ")")
    # <kin> in a pattern is a relative; 两口子 are the applicant and the spouse.
    for name, sign in {**SIGNS, **GROUPS, "kin": "[\ue020-\ue023]"}.items():
        pattern = pattern.replace(f"<{name}>", sign)
    return pattern


_REWRITES: list[tuple[re.Pattern[str], str]] = []


def _rewrites() -> list[tuple[re.Pattern[str], str]]:
    if not _REWRITES:
        for entry in load("words")["rewrites"]:
            _REWRITES.append((compiled(expand(entry["said"])), expand(entry["meant"])))
    return _REWRITES


def _rewrite(tagged: Tagged) -> Tagged:
    if not re.search(
        "[不没未别无非否现实搁再组谁哪正官管般和通铺\ue002]|怎么|咋|啥|什么", tagged.text
    ):
        return tagged
    for pattern, meant in _rewrites():
        while True:
            found = pattern.search(tagged.text)
            if not found or found.group() == found.expand(meant):
                break
            tagged = _replace(tagged, found.start(), found.end(), found.expand(meant))
    return tagged


def _replace(tagged: Tagged, start: int, end: int, meant: str) -> Tagged:
    """``meant`` in place of [start, end); its signs take the place of the whole stretch."""
    low, high = tagged.starts[start], tagged.ends[end - 1]
    shift = len(meant) - (end - start)
    items = {
        (at if at < start else at + shift): item
        for at, item in tagged.items.items()
        if at < start or at >= end
    }
    return Tagged(
        tagged.text[:start] + meant + tagged.text[end:],
        tagged.starts[:start] + [low] * len(meant) + tagged.starts[end:],
        tagged.ends[:start] + [high] * len(meant) + tagged.ends[end:],
        items,
    )
