"""What being single or divorced tells where a spouse is at issue."""

from __future__ import annotations

from typing import Any, Mapping

from actions.reading.clause import Clause
from actions.reading.party import Parties
from actions.reading.patterns import compiled
from actions.reading.slate import Slate
from actions.reading.tagged import GROUPS

_NO_SPOUSE = compiled(
    "^(?!.*(?:快|想|准备|打算|要|闹|没|不)离)(?:我|俺|咱|早|早就|早都|已经|现在|目前|前年|去年|今年|后来|又|是|也|一直|还|就|跟他|跟她|跟前夫|跟前妻|和他|和她|<date>)*"
    "(?:离(?:了)?婚|离异|单身|未婚|没(?:有)?结(?:过)?婚|没成家|没娶|没嫁|没对象|丧偶|光棍|打光棍)(?:多年|好几年|很多年|了|的|着|呢|啊|过|好久|<span>)*$".replace(
        "<date>", GROUPS["when"]
    ).replace("<span>", GROUPS["when"])
)


def no_spouse(
    slate: Slate, clauses: list[Clause], parties: Parties, known: Mapping[str, Any]
) -> None:
    """我是下岗的,离婚了: who has no spouse has none with a work unit, where that is at issue."""
    laid_off = slate.facts.get("laid_off", known.get("laid_off"))
    if laid_off is not True or "spouse_employer" in slate.facts:
        return
    for clause in parties.own(clauses):
        if _NO_SPOUSE.match(clause.text):
            slate.put("spouse_employer", False)
