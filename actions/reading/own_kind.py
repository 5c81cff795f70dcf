"""退伍兵能落不?我就是: a question about a kind of people, and that the speaker is one of them."""

from __future__ import annotations

from typing import Any

from actions.reading.clause import ASKED, TOLD, Clause
from actions.reading.patterns import compiled
from actions.reading.rules import RETRACT, matches

_I_AM_ONE = compiled(
    "^(?:我|俺|咱|偶)(?:自己|本人)?(?:就|可|便|正好?|恰好?|也)*(?:是|算|属于)(?:这|那)?(?:个|一个|种|样|号|这种|其中)?(?:的|人|情况)*(?:啊|呀|呢|嘛|哩|来)*$"
    "|^(?:我|俺|咱)(?:就|正)(?:这|那)(?:样|种|号|情况|个情况)(?:的|人)?(?:啊|呀|呢)*$"
)
_OWN = compiled("[我俺咱偶]|自己|[\ue020-\ue024]|[他她]")


def told_of_oneself(clauses: list[Clause], number: int, awaiting: str | None) -> dict[str, Any]:
    """What 我就是 tells after a question about a kind: the facts that make one of that kind."""
    if number == 0 or clauses[number].mode != TOLD or not _I_AM_ONE.match(clauses[number].text):
        return {}
    asked = clauses[number - 1]
    if asked.mode != ASKED or _OWN.search(asked.text):
        return {}
    return {
        match.fact: match.value
        for match in matches(asked.text)
        if (not match.rule.awaiting or awaiting in match.rule.awaiting)
        and not match.rule.topic
        and match.value != RETRACT
    }
