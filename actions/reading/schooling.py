"""Schooling told in two clauses: which school, and that it is over."""

from __future__ import annotations

import itertools

from actions.reading.clause import Clause
from actions.reading.party import Parties
from actions.reading.patterns import compiled
from actions.reading.slate import Slate
from actions.reading.tagged import expand

# 中专学幼教的, 在技校念的汽修
_AT_COLLEGE = compiled(
    "(?:大学|大专|专科|本科|中专|技校|职专|高职|师范|师专|卫校|护校|研究生)(?:里)?(?:学|读|念|上)(?:的|过|了)?"
    "(?!没|不|一年|两年|几天)[^,不没在]{1,6}$"
)
_OVER = compiled(
    expand(
        "^(?:我|俺|早就?|都|也|已经|<date>)*(?:毕业|毕了业)(?:<span>|<date>|好几年|多年|就|后|了|都|的|啦|回来)*$"
    )
)
# 从咱一中考走的,现在毕业回来了
_FINISHED = compiled(
    expand(
        "^(?:我|俺|他|她|目前|今年|去年|早就?|都|也|已经|已|刚|才|<date>)*(?:毕业|毕了业)(?:<span>|了|回来?|就|后|<date>)*$"
    )
)


def finished_there(slate: Slate, clauses: list[Clause], parties: Parties) -> None:
    """中专学幼教的,毕业两年了: a graduate, though neither clause says so alone."""
    if "graduate" in slate.facts:
        return
    ours = parties.own(clauses, plans=False)
    from_here = slate.facts.get("graduate_local_origin") is True
    if (from_here and any(_FINISHED.match(clause.text) for clause in ours)) or any(
        _AT_COLLEGE.search(one.text) and _OVER.match(two.text)
        for one, two in itertools.pairwise(ours)
    ):
        slate.put("graduate", True)


_COLLEGE = compiled("大学|大专|专科|本科|中专|技校|职专|高职|师范|师专|卫校|护校|研究生|硕士|学院")
_STILL_THERE = compiled(
    expand(
        "^(?:准确说|应该说|确切说|不对|不是|其实|现在|目前|人|{ME})*(?:还|正|仍)在?(?:[念读上](?:着|书|学)?|学校|校)(?:呢|哩|着|里)*$"
        "|(?:今年|明年|后年)[^,]{0,6}才(?:能|可以)?毕业"
    )
)


_PUT_RIGHT = compiled("^(?:准确说|应该说|确切说|不对|不是|错了|其实)|才(?:能|可以)?毕业")


def still_studies(slate: Slate, clauses: list[Clause], parties: Parties) -> None:
    """大专毕业,准确说还在念: no graduate yet, whatever was said before it."""
    ours = [clause.text for clause in parties.own(clauses)]
    still = [text for text in ours if _STILL_THERE.search(text)]
    finished = slate.facts.get("graduate") is True and not any(map(_PUT_RIGHT.search, still))
    if still and not finished and any(_COLLEGE.search(text) for text in ours):
        slate.put("graduate", False)  # but not 大学毕业,现在读研,还在读
