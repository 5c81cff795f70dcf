"""What the speaker answered of himself, and later words that do not overturn it."""

from __future__ import annotations

import re

from actions.reading.party import APPLICANT, Parties
from actions.reading.patterns import compiled
from actions.reading.rules import Match
from actions.reading.slate import Slate
from actions.reading.tagged import GROUPS

# 没做过生意,就是有时候卖点鸡蛋: how little there is to it
_ONLY_A_LITTLE = compiled(
    "^(?:也|不过|可)?(?:就是|只是|也就|顶多|无非|充其量|不过是|偶尔|有时候?|捎带|闲(?:了|着)的?时候)"
)


_SELDOM = compiled("偶尔|有时候?|闲|捎带|顶多|几个|[卖干做摆]点")


def only_qualifies(match: Match, text: str, slate: Slate) -> bool:
    """Whether a clause only says how little there is to what the one before denied."""
    denied = slate.facts.get(match.fact) is False
    just_before = slate.clause_of.get(match.fact, -1) == slate.clause - 1
    seldom = bool(match.rule.awaiting) or bool(_SELDOM.search(text))  # 就是开了个超市 is a shop
    return (
        match.value is True
        and denied
        and just_before
        and seldom
        and bool(_ONLY_A_LITTLE.match(text))
    )


_ANOTHER_BEGINS = compiled(f"{GROUPS['kin']}(?:们)?(?=[在是有也都上当做干开])")


def goes_on_to_another(match: Match, text: str, found: list[Match]) -> bool:
    """没固定的就打零工老公在学校上班: the job after the relative's name is his, mine was told."""
    if match.value is not True or not _ANOTHER_BEGINS.search(text):
        return False
    mine = [one.end for one in found if one.fact == match.fact and one.value is False]
    return any(
        end <= begins.start() < match.end
        for begins in _ANOTHER_BEGINS.finditer(text)
        for end in mine
        if begins.start() > 2
    )


def undone_by_anothers(
    match: Match, text: str, slate: Slate, parties: Parties, number: int
) -> bool:
    """我没上班,老公在上班,单位交社保: what is said once the talk has passed to another does not
    overturn the speaker's own answer."""
    said_in = slate.clause_of.get(match.fact, number)
    if not match.rule.awaiting or slate.facts.get(match.fact, match.value) == match.value:
        return False
    passed_on = any(party != APPLICANT for party in parties.of_clause[said_in + 1 : number])
    return passed_on and not re.search("[我俺咱]|自己", text)
