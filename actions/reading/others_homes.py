"""A home that a relative has bought, rented or been given, and the applicant lives in."""

from __future__ import annotations

import re

from actions.reading.clause import TOLD, Clause
from actions.reading.party import APPLICANT, Parties
from actions.reading.patterns import compiled
from actions.reading.slate import Slate
from actions.reading.tagged import GROUPS, SIGNS, expand

# Not the spouse: a home of husband or wife is no stay with others.
_OTHERS = f"[{SIGNS['kin:parent']}{SIGNS['kin:other']}{SIGNS['kin:child']}]"
_LIVES_IN_WHAT_HE_GOT = compiled(
    expand(
        f"住(?:在|着|的是|的)?(?:<place>)?的?(?P<whose>他|她|{_OTHERS})(?:们)?(?:自己|单位|两口子)?(?:在<place>)?"
        "(?:买|租|赁|盖|置|分|贷款买)(?:了|下|来)?的(?:那|这)?(?:一?套|个|间|处)?(?:新|老|小|旧|商品)*(?:{HOME}|小区|单元)"
    )
)
_KIN = compiled(GROUPS["kin"])


def lives_in_what_he_got(slate: Slate, clauses: list[Clause], parties: Parties) -> None:
    """俺闺女接俺来住,住她买的楼上: who is meant by 她 is the relative named last."""
    if parties.applicant is not None:
        return
    last: str | None = None
    for clause, party in zip(clauses, parties.of_clause, strict=False):
        found = _LIVES_IN_WHAT_HE_GOT.search(clause.text)
        if found and clause.mode == TOLD and party == APPLICANT and not clause.wish:
            before = _KIN.findall(clause.text[: found.start()])
            he = before[-1] if before else last  # 跟着我大儿子住在镇上他买的楼房
            named = he if found["whose"] in ("他", "她") else found["whose"]
            if named is not None and re.match(_OTHERS, named):
                slate.put("housing", "none")
                return
        named_here = _KIN.findall(clause.text)
        last = named_here[-1] if named_here else last
