"""Place names with one wrong character of the same sound: 特刚社区 is put right before reading.

So are slips of the pen around a home that spell no other word there (往在, 租地房).
A community is recognised with 社区 behind it, or bare where somebody says that he lives, rents
or bought there (租在同园); a town only with 镇 or 街道. Signs keep their number.
"""

from __future__ import annotations

import re
from functools import lru_cache

from actions.reading.data_files import load
from actions.reading.patterns import compiled
from policy_kb.places import COMMUNITY_SUFFIX, Places, bare_community, bare_town

_AT_HOME = "(?:[住租买搬家房人店开]|房子)(?:在|到|着|的是|的)?|(?:^|[,。;!?\n 我俺咱])在"
_ENDS = "(?=$|[,。;!?\n 的住租买开上那这里有])"


# 同园社区(音): a note on the name by whoever took the call, no words of the caller
_NOTE = compiled(r"[(\[](?:谐|同|读|听|近|译)?音(?:译|似|同|近)?[^()\[\]]{0,8}[)\]]")


def mend_places(text: str, places: Places) -> str:
    """``text`` with the names of the document's places put right and notes on them left out."""
    pattern, right = _misspelt(places)
    return pattern.sub(lambda found: _right(found, right), _mend_slips(_NOTE.sub("", text)))


def _mend_slips(text: str) -> str:
    for slip, meant in _slips():
        text = slip.sub(meant, text)
    return text


@lru_cache(maxsize=1)
def _slips() -> tuple[tuple[re.Pattern[str], str], ...]:
    return tuple((compiled(one["said"]), one["meant"]) for one in load("slips"))


def _right(found: re.Match[str], right: dict[str, str]) -> str:
    said = found.group()
    for name, wrong in found.groupdict().items():
        if wrong is not None and name != "before":
            said = said.replace(wrong, right.get(wrong, COMMUNITY_SUFFIX), 1)
    return said


@lru_cache(maxsize=8)
def _misspelt(places: Places) -> tuple[re.Pattern[str], dict[str, str]]:
    communities = [bare_community(name) for name in places.urban_area.communities]
    towns = [bare_town(name) for name in (*places.towns, *places.sub_districts)]
    known = {*communities, *towns}
    right = {wrong: name for name in (*communities, *towns) for wrong in _near(name) - known}
    near = "|".join(wrong for wrong, name in right.items() if name in communities)
    near_towns = "|".join(wrong for wrong, name in right.items() if name in towns)
    suffix = "|".join(_near(COMMUNITY_SUFFIX))
    exact = "|".join(communities)
    pattern = (
        rf"(?P<name>{near})(?:{COMMUNITY_SUFFIX}|(?P<suffix>{suffix}))"
        rf"|(?:{exact})(?P<only_suffix>{suffix})"
        rf"|(?P<before>{_AT_HOME})(?P<bare>{near}){_ENDS}"
        rf"|(?<![省市县州])(?P<town>{near_towns})(?=镇|街道)"
    )
    return compiled(pattern), right


def _near(name: str) -> set[str]:
    """``name`` with each one of its characters replaced by others of the same sound."""
    sounds = _same_sound()
    return {
        name[:at] + other + name[at + 1 :]
        for at, char in enumerate(name)
        for other in sounds.get(char, "")
        if other != char
    }


@lru_cache(maxsize=1)
def _same_sound() -> dict[str, str]:
    groups: dict[str, str] = load("syllables")
    return {char: chars for chars in groups.values() for char in chars}
