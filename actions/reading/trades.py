"""A trade that a message names, and tells by a licence to be one's own: 卖五金,有营业执照."""

from __future__ import annotations

from typing import Sequence

from actions.reading.clause import Clause
from actions.reading.party import Parties
from actions.reading.patterns import compiled
from actions.reading.slate import Slate

_TRADE = compiled(
    "卖(?!房|掉|了|不|给|力气|苦力)[^,了给]{1,4}"
    "|[理剪]发|修(?:车|鞋|表|锁|手机|家电|电动车|摩托)|配钥匙|裁(?:缝|衣)|摆摊|收废品|弹棉花|蒸馒头|炸油条|打烧饼|(?:干|搞)(?:汽|维|装|家电)修|做(?:早点|早餐|小吃|窗帘|门窗|广告)"
)
_FOR_OTHERS = compiled("[帮给替]|打工|上班|店里|超市|商场|柜台|工资|导购|以前|原来|过去|没|不")
"""在超市卖五金 is a job."""


def plied(slate: Slate, clauses: Sequence[Clause], parties: Parties) -> None:
    """Whoever has the licence and names a trade plies it himself."""
    if slate.facts.get("business_license") is not True or "business" in slate.facts:
        return
    own = parties.own(clauses)
    if any(_TRADE.search(one.text) and not _FOR_OTHERS.search(one.text) for one in own):
        slate.put("business", True)
