"""Beliefs put up for confirmation: whether the document says so.

听说租房不用社保也能落户对吧 is answered 不是的, and then with what the rule says. What a belief is
about and what the document says of it stands in ``claims.yml``; how it is put is read here.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import Optional

from actions.dialogue.additions import SHORT, left_over
from actions.dialogue.losing import said_lost
from actions.reading.patterns import compiled
from actions.reading.quantities import find_quantities
from policy_kb.everyday import Claim
from policy_kb.library import LocalDocument
from policy_kb.text import normalize

_HEARSAY = compiled(
    "(?:^|(?<=[,。!?;、 ]))(?:但|可|那|不过|我|俺|咱)*(?:都)?(?:听(?:说|讲|人说|别人说|他们说|[^,。]{1,6}?(?:说|讲))"
    "|(?:(?:大家|别人|人家|有人|网上|村里|庄里|外面|外头|他们|邻居|同事|工友|老乡|朋友|亲戚|中介|房东|老板|老师|[表堂][姐哥弟妹]|嫂子|工头)(?:们|人)?(?:都|总|老|也|跟我|给我|笑话(?:我|俺)?|吓唬(?:我|俺)?)*"
    "|[我俺咱](?:家)?(?!想|就|要|再|只|是|先|还|刚|没|不|也|自)[^,。?我俺]{1,4}?(?:都|也)?|(?:都|总|老))"
    "(?:说|讲|传)(?!了算|法|明|清|好|过话|啥|什么|几)(?:是|过)?|据说|以为|还以为|记得)[,:]?"
)
_CONFIRM = compiled(
    "(?:,)?(?:对吧|是吧|对不(?:对)?|是不(?:是)?|对吗|是吗|是真的?[吗不]|真的[吗不]|真的假的|真假|是真是假|没错吧|没(?:说|记)?错|有这(?:回)?事(?:吗|没|么)?"
    "|是(?:不是)?(?:这样|这么(?:回事)?)(?:的)?(?:吗|吧)?|是不是(?:真的?|这样)|可是?真的?|靠谱吗|靠不靠谱|准不准|(?:[他她这]话)?有(?:没有)?[准谱](?:没(?:有)?[准谱]?)?|吧|咋回事|的吧)[?。!]*$"
)
_CONFIRM_FIRST = compiled(
    "[, ]?(?:是不是真的?|是真的?(?:吗|不|么|假的?)?|真的(?:吗|不|么)|真的?假的?|有(?:没有)?这(?:回)?事(?:吗|没|么|不)?|对不对|靠谱(?:吗|不))(?=[?,。! ])"
)
"""不给落户真的吗,俺孙子就没户口: what is believed comes before it."""
_RHETORICAL = compiled("^[^,。?]{0,10}?不是(?:都)?(?:说|讲)?.{3,}(?:吗|么|嘛)[?。!]*$")
_IS_NOT = compiled(
    "不是(?:都)?(?:说|讲)(?:好)?(?:了)?[,]?|不是(?=.{3,}(?:吗|么|嘛)[?。!]*$)|是不是"
)
_TAIL = compiled("(?:吗|么|嘛|呢|啊|呀|(?<![不没])了)*[?。!]*$")

_REFUSED = (
    "不(?:能|可以|可|行|让|给|许|准|得|算|成|中|会)|没(?:法|份|资格|戏|门)|没(?:有)?(?:学上|书[念读])|甭想|别想|免谈|白搭|不办"
    "|[落迁带跟上办报享读进转](?:户)?不(?:了|成|来|上|进|到)"
)
_CANNOT = compiled(_REFUSED)
_WITHOUT_CANNOT = compiled(
    f"(?:没|不|未|无|缺|少|小|便宜|旧|短|低于)[^,。]{{0,14}},?[^,。]{{0,4}}(?:{_REFUSED})|(?:才|方)(?:能|可以|给|行|让|准|算|落|办)"
)
_NEEDLESS = compiled(
    "(?:没|不|未|无|哪怕|就算|即使|多)[^,。]{0,14},?[^,。]{0,4}(?:也|都|照样|照|还|就)(?:是)?(?:能|行|可以|中|成|给|落|让|上)"
    "|不用|不需要|不必|用不着|不要|不看|不查|不管|不限|不问|不非得|不一定|无需|甭|省了|马上|立马|立刻|当天|随便"
    "|没(?:有)?(?:啥|什么)?(?:要求|限制|规定|关系|影响)|与[^,。]*无关"
)
_NEEDED = compiled("只有|只能|只许|必须|得|要|需|非|先|够|满|限|才|以上|看")
_NO_WAIT = compiled(
    "不用(?:住|租|等|满|够|干|开|做|经营)|不需要(?:住|租|等|满)|不必|用不着|马上|立马|立刻|当天|随时|刚(?:租|开|住)|年限"
)
_STRICT = compiled("必须|得|要|需|才|最少|至少|起码|非")
_ENOUGH = compiled("就(?:是|也|都)?(?:能|可以|可|行|中|成|给|让|准|落|办|算|够)|只要|光(?!棍)|单凭")


_PLAIN_FORMS = frozenset({"allowed", "period"})


@dataclass(frozen=True)
class Belief:
    """A claim that somebody believes. ``so``: the document says so, does not, or (None) sets
    nothing of it, or not the same for all. ``enough``: what is so is believed to be all that is
    asked (租满两年就能落), though there is more. ``why``: it is asked why that is so;
    ``heard``: others say so, rather than one takes it for granted of oneself;
    ``asked``: nothing is believed, it is asked whether it is so. ``added``: it has something beside
    what the claim is about (租房落户得房东同意), so that the claim neither affirms nor denies it;
    ``demand``: what it adds is said to be asked for."""

    claim: Claim
    so: Optional[bool]
    enough: bool = False
    why: bool = False
    asked: bool = False
    heard: bool = False
    added: bool = False
    demand: bool = False


_WHY = compiled(
    "(?:那|这|可|但)?(?:落户)?(?:为(?:啥|什么|何)|凭(?:啥|什么)|干(?:啥|嘛))(?:还|就|都|也|落户|非|一定)*(?P<needs>(?:必须|得|要|需要|让|非)(?!问|填|知道|告诉|说).{2,10}?)[呢啊?。!]*"
)


def asked_why(document: LocalDocument, text: str) -> Optional[Belief]:
    """What the document does ask for, where 为啥要社保 asks why; None for any other message."""
    found = _WHY.fullmatch(normalize(text).strip())
    said = _claim(document, f"落户{found['needs']}") if found else None
    if said is None or not (said.so or said.claim.kind == "varies"):
        return None
    return replace(said, why=True)


_ASKED = compiled("(?:吗|嘛|不|没)[?。!]*$|要不要|用不用|需不需要")


def asked_of_all(document: LocalDocument, text: str) -> Optional[Belief]:
    """What is asked of all alike (落户要社保吗), though the rules differ in it."""
    said = normalize(text).strip()
    found = _claim(document, said) if _ASKED.search(said) else None
    return replace(found, asked=True) if found and found.claim.kind == "varies" else None


def belief(document: LocalDocument, text: str, hearsay: bool = False) -> Optional[Belief]:
    """The claim that a message puts up for confirmation; None where it does no such thing.

    ``hearsay``: only one that was heard (听说) counts, since the rest of the message tells a case
    (我租了三年,能落吧).
    """
    for said in _contents(text, hearsay):
        found = _claim(document, said)
        if found is not None:
            return replace(found, heard=_HEARSAY.search(normalize(text)) is not None)
    return None


def _claim(document: LocalDocument, said: str) -> Optional[Belief]:
    """The first claim that is all that is said; else the first one that something is added to,
    unless a later one tells that the document leaves that open."""
    added: Optional[Belief] = None
    for claim in document.claims.claims if document.claims else ():
        if not re.search(claim.about, said) or (claim.unless and re.search(claim.unless, said)):
            continue
        so = None
        if claim.kind == "period" or claim.holds is not None:
            so = _true(claim, said)
            if so is None:
                continue  # told of something else of this matter
        if so is not None and left_over(document, claim, said):
            demand = _NEEDED.search(said) is not None
            added = added or Belief(claim, so, added=True, demand=demand)
            continue
        if added is not None and (so is not None or claim.open is None):
            continue
        alone = claim.more and claim.kind in _PLAIN_FORMS and bool(_ENOUGH.search(said))
        return Belief(claim, so, bool(so and alone and not _CANNOT.search(said)))
    return added


def _contents(text: str, hearsay: bool) -> list[str]:
    """What is believed, without 听说 and 对吧: from 听说 on, or else with what stands before it;
    nothing where nothing is put up for confirmation."""
    said = normalize(text).strip()
    heard = _HEARSAY.search(said)
    confirmed = _CONFIRM.search(said)
    if not (heard or confirmed or _CONFIRM_FIRST.search(said) or _RHETORICAL.match(said)) or (
        hearsay and not heard
    ):
        return []
    if confirmed:
        said = said[: confirmed.start()]
    elif beside := _CONFIRM_FIRST.search(said):
        said = said[: beside.start()]  # what comes after it is told of oneself
    parts = [said[heard.end() :], said] if heard else [said]
    return [_TAIL.sub("", _HEARSAY.sub("", _IS_NOT.sub("", part))) for part in parts]


def _true(claim: Claim, said: str) -> Optional[bool]:
    """Whether the document says what is said; None where the claim is not what is said."""
    if claim.kind == "period":
        return _period(claim.months or 0, said)
    if claim.kind == "needed":
        plain = _needed(said)
    elif claim.kind == "lost":
        plain = said_lost(said)
    else:
        plain = not _CANNOT.search(said)
    return None if plain is None else plain == claim.holds


def _needed(said: str) -> Optional[bool]:
    """Whether something is said to be needed (没社保落不了) or not (没社保也能落)."""
    if _NEEDLESS.search(said) and not _WITHOUT_CANNOT.search(said):
        return False
    if _WITHOUT_CANNOT.search(said):
        return True
    return True if _NEEDED.search(said) else None


def _period(months: int, said: str) -> Optional[bool]:
    """Whether the time said to be enough, or to be needed, is the one that is set."""
    spans = [
        q.months
        for q in find_quantities(SHORT.sub("", said))
        if q.kind == "span" and q.months is not None
    ]
    if not spans:
        if not _NO_WAIT.search(said):
            return None
        return bool(_CANNOT.search(said))
    told = spans[0]
    refused = bool(_CANNOT.search(said))
    if _NO_WAIT.search(said):
        return told > months
    if SHORT.search(said):
        return (told <= months) == refused
    if refused:
        return told < months
    return told == months if _STRICT.search(said) else told >= months
