"""Places that only point back: 店在王瓜店街上,住也住那条街; 在该社区购房.

Such words become a mention of the place named last before them, so that whoever reads areas
finds a place there. Where the last place has no area of its own the words stay what they are.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Sequence

from actions.reading.patterns import compiled
from actions.reading.place_mentions import PlaceMention

_SPOT = "(?:社区|小区|街道|街|镇子?|村子?|庄|地方|地儿|块儿?|条街|个[社小]区|个镇|个村|个庄|个地方)"
_POINTS = compiled(
    f"(?:该|本(?=社区))(?:社区|小区|镇|街道|村|地址)|同一?个?(?:社区|小区|镇|村|条街)"
    f"|(?<=[住在租买家到是])(?:就|也)?(?!一块)(?:那|这|同一?|一)(?:一)?{_SPOT}(?:上|里|头)?"
    "|(?<=在)(?:那儿|那里|那边|那块儿?)(?!的|租户|[^,]{0,3}[交缴]过)|(?<=住)(?:那儿|那里|那边)(?!的|租户)"
)
# 店在某某街上,住也在街上: the same street
_SAME_STREET = compiled("(?<=住在|也在|都在|住也|也住)街(?:上|里)")


def point_back(text: str, found: Sequence[PlaceMention]) -> list[PlaceMention]:
    """``found`` and with it the places that only point back to one of them."""
    mentions = list(found)
    for pattern in (_POINTS, _SAME_STREET):
        for match in pattern.finditer(text):
            start, end = match.span()
            before = [one for one in found if one.end <= start]
            over = [one for one in mentions if one.start < end and start < one.end]
            if not before or before[-1].area is None or any(one.area for one in over):
                continue
            if pattern is _SAME_STREET and before[-1].area != "town_seat":
                continue
            mentions = [one for one in mentions if one not in over]
            mentions.append(replace(before[-1], start=start, end=end, full=True))
    return sorted(mentions, key=lambda one: one.start)
