"""What a belief adds to the claim that it is about: 租房落户得房东同意.

That a claim is found in a sentence does not make the sentence the claim. It is only affirmed or
denied where every word of it is the claim's own, or one that adds nothing (``plain`` in
``claims.yml``). The claim's own words are those of its pattern and those that the point is
asked for with. What is then left over (房东, 押金, 学区) no clause holds.
"""

from __future__ import annotations

import re
from functools import lru_cache

from actions.dialogue.losing import LOSING
from actions.reading.patterns import compiled
from actions.reading.quantities import find_quantities
from policy_kb.everyday import Claim, Claims
from policy_kb.library import LocalDocument
from policy_kb.text import normalize

SHORT = compiled("不到|没满|不满|未满|不够|没够|没到|没住满|没住够|没干满|没干够|不足")
"""What makes a length one that is not reached (不满两年)."""
_HAN_OR_NUMBER = re.compile("[\u4e00-\u9fff0-9]")


def left_over(document: LocalDocument, claim: Claim, said: str) -> str:
    """The characters of a belief that belong neither to the claim nor to everyday speech."""
    if document.claims is None:
        return ""
    text = _without_a_time(normalize(said), _times(document.claims, claim))
    own = _own_words(_texts(document, claim))
    rest = re.sub(document.claims.plain, " ", text)
    return "".join(sign for sign in _HAN_OR_NUMBER.findall(rest) if sign not in own)


_ANY = frozenset(range(1201))


def _times(claims: Claims, claim: Claim) -> frozenset[int]:
    """The lengths in months that may stand in a belief of this claim: any where it is compared by
    itself, or where what is said not to be needed is none however long (买房得交三年社保); the
    rule's own beside another of its conditions (租满两年,交着社保)."""
    if claim.kind in ("period", "varies") or (claim.kind == "needed" and claim.holds is False):
        return _ANY
    if not claim.more:
        return frozenset()
    same = (c.months for c in claims.claims if c.clause == claim.clause)
    return frozenset(months for months in same if months is not None)


def _without_a_time(text: str, allowed: frozenset[int]) -> str:
    """The text without its first length of time; a second one is of something else."""
    text = SHORT.sub("", text)
    spans = [found for found in find_quantities(text) if found.kind == "span"]
    if not spans or spans[0].months not in allowed:
        return text
    return text[: spans[0].start] + " " + text[spans[0].end :]


def _texts(document: LocalDocument, claim: Claim) -> str:
    texts = [claim.about, LOSING if claim.kind == "lost" else ""]
    if claim.clause is not None:
        for point in document.clauses[claim.clause].points:
            if point.id == claim.point:
                texts += point.ask
    return "".join(texts)


@lru_cache(maxsize=256)
def _own_words(texts: str) -> frozenset[str]:
    return frozenset(_HAN_OR_NUMBER.findall(texts))
