"""Relatives who live elsewhere: what is told of their dwelling is not the applicant's."""

from __future__ import annotations

import re

from actions.reading.clause import Clause
from actions.reading.family_members import family_words
from actions.reading.kin_mentions import Person
from actions.reading.patterns import compiled
from actions.reading.tagged import GROUPS, expand

# 我妈一年就来住俩月, 老公偶尔过来: comes for a while and lives elsewhere
_VISITS = compiled(
    "(?:一年|每年|偶尔|有时候?|隔三差五|过年|逢年过节|放假|周末|农忙|冬天|夏天)[^,]{0,6}(?:来|回)|来(?:住|待|过)(?:个|了)?(?:\ue001|几天|一阵|一段|俩月|两月)"
)
_STAYS_THERE = compiled(
    expand(
        "^(?:平时|平常|其余|其他|剩下|大部分|多半|一般|常年|长年|一直|时间|时候|的|目前|晚上|白天|天天|也|都|还|又|就|是)*"
        "(?:在|住|回|待在?|跟着?|搁)(?:在|到|着)?(?:他|她|自己)?(?:<kin>|<place>|老家|家里|学校|外地|乡下|村里|农村|那边|娘家|婆家)"
    )
)


def lives_apart(clause: Clause, token: Person | str | None, before: bool) -> bool:
    """Whether a clause tells of a relative who lives elsewhere: 我妈一年就来住俩月,平时在老家.

    ``before`` says whether the clause before it did, so that one without a subject goes on.
    """
    if isinstance(token, Person):
        text = re.sub(f"^{GROUPS['kin']}", "", clause.text)
        tells = "住" in text or "过" in text or "跟" in text
        apart = tells and family_words()["living_no"].search(clause.text)
        return token.relation is not None and bool(apart or _VISITS.search(clause.text))
    goes_on = before and token is None and _STAYS_THERE.match(clause.text)
    return bool(goes_on) and not re.search("[我俺咱]", clause.text)
