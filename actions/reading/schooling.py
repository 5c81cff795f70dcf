"""Schooling told in two clauses: which school, and that it is over."""

from __future__ import annotations

import itertools

from actions.reading.clauses import TOLD, Clause
from actions.reading.party import APPLICANT, Parties
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
    ours = [
        clause
        for clause, party in zip(clauses, parties.of_clause, strict=False)
        if clause.mode == TOLD and party == APPLICANT and not clause.wish
    ]
    from_here = slate.facts.get("graduate_local_origin") is True
    if (from_here and any(_FINISHED.match(clause.text) for clause in ours)) or any(
        _AT_COLLEGE.search(one.text) and _OVER.match(two.text)
        for one, two in itertools.pairwise(ours)
    ):
        slate.put("graduate", True)
