"""A soldier by what he served as and that he was, or was not, given work afterwards."""

from __future__ import annotations

from actions.reading.clause import Clause
from actions.reading.party import Parties
from actions.reading.patterns import compiled
from actions.reading.slate import Slate
from actions.reading.tagged import expand

_SERVED = compiled(
    expand(
        "^(?:{ME}|他|她|是|当的|干的|个|一个|名|老|<span>|<date>|的|以前|原来)*(?:(?:{ARM})(?:来|的|出身)*|<span>(?:的)?兵)$"
    )
)
_PLACED = compiled("(?:安置|安排|分配)(?:工作|单位|$|[,了的])|自谋职业|自主(?:择业|就业)")
_STILL = compiled("现役|在役|还在部队|服役(?:中|呢|着)")


def told_by_placement(slate: Slate, clauses: list[Clause], parties: Parties) -> None:
    """士官,不给安置工作: who speaks of his placement has left the army."""
    if "veteran" in slate.facts:
        return
    ours = [clause.text for clause in parties.own(clauses)]
    served = any(_SERVED.match(text) for text in ours)
    if served and any(map(_PLACED.search, ours)) and not any(map(_STILL.search, ours)):
        slate.put("veteran", True)
