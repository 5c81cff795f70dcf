"""Words that give what was told to somebody else: 当兵的是我哥; 我说有执照,那是我爸的."""

from __future__ import annotations

import re

from actions.reading.clauses import Clause
from actions.reading.slate import Slate
from actions.reading.tagged import expand

# 当兵的那个是我哥; not 租的是我哥, which names the landlord
_IT_WAS = re.compile(
    expand(
        "(?<![租赁住])的(?:那个?|那位|那人|人|个)?(?:就|其实|才|都)?是(?:<kin>|<person>)(?:$|[呢啊吧嘛]|不是)"
    )
)
_THAT_IS_THEIRS = re.compile(
    expand(
        "^(?:可|其实|不过|但)?(?:那|这)(?:个|些|套|间|本)?(?:其实|都|可|才)?是(?:<kin>|<person>)(?:们)?(?:家)?的(?:名(?:字|下)?)?$"
    )
)
# What a person can have that may turn out to be another's
_HELD = (
    "business",
    "business_license",
    "business_premises",
    "business_area",
    "veteran",
    "graduate",
)


def tells_who(clause: Clause) -> bool:
    """当兵的是我哥: the clause says whose it is, and not the speaker's."""
    return _IT_WAS.search(clause.text) is not None


def give_away(slate: Slate, clause: Clause) -> list[str]:
    """那是我爸的: takes back what the clause before told; the facts that were so given away."""
    if not _THAT_IS_THEIRS.match(clause.text):
        return []
    told = [
        fact
        for fact in (*_HELD, "housing")
        if slate.facts.get(fact) and slate.clause_of.get(fact) == slate.clause - 1
    ]
    for fact in told:
        slate.facts.pop(fact)
    return [fact for fact in told if fact != "housing"]
