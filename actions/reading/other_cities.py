"""Other cities whose rules a message asks about.

A city only named as where somebody comes from, works or pays (从河南迁来, 在苏州交的社保) is no
question about that city; where the document's own city is named beside it, the talk is about that.
"""

from __future__ import annotations

import re

from actions.reading.annotation import Annotation, annotate
from actions.reading.patterns import compiled
from actions.reading.place_mentions import PlaceMention
from actions.reading.tagged import SIGNS
from policy_kb.places import Places

_SETTLING = (
    "落户|入户|积分|上户|迁户|落下?户口|居转户|集体户|投靠|投亲|定居|安家|户口(?:随迁|好|难|能|怎|要|咋|政策|开放|放|松|收紧|给|让|准|迁|落|转|网签)|"
    "人才引进|引进人才|优才|居住证|学区房?落|买(?:了)?房[^,]{0,10}(?:落|迁|户口)|买(?:了|的|下)?(?:一?套|个)?[^,]{0,3}房子?,户口(?![^,]{0,8}(?:过来|回来|到这|来))|租房[^,]{0,8}(?:落|迁|户口)|挂户口|送户口|户籍(?:政策|改革)|(?:能|可以|直接|给|随便|先|也|把户口)[^,]{0,6}(?:落|迁|入户|户口)|政策|补贴|公租房|人才|英才|零门槛|招考|(?:迁|落|入)(?:进|到|入|户)?(?:去|来)?(?:吗|不|吧|$)|入深户|给户口|市区|驻地|社区(?:都|有)?(?:包括|哪)|(?:哪几|哪些)个?社区"
)
_RULES_AFTER = compiled(f"[^,]{{0,18}}(?:{_SETTLING})")
_THERE = compiled(
    f"[^,]{{0,10}},(?:(?:他|她|人家|他们)?(?:在)?(?:那里|那边|那儿|当地|那个地方)[^,]{{0,12}}(?:{_SETTLING})"
    "|户口[^,]{0,6}(?:往|到|去|迁|落|转)(?:到|去)?(?:那里|那边|那儿|那(?!个|套|样|时)))"
)
"""我妹在临沂打工,她那边租房子给落户不: pointed back to."""
_TARGET_BEFORE = compiled("(?:落户?|迁|转|挪|安|进|到|去|往)(?:到|去|往|进|在)?$")
_ORIGIN_BEFORE = compiled(
    "(?:(?:社保|保险|养老|医保|工作|单位|公司|厂|房子?|店)(?:交|缴|上|都|也|是|就|一直|还)*(?:在)?|上班在|住|住在|(?:常年|一直|长期|还|都|老|现在|目前|平时)在|人在|家在|户口在|房在|从|由|打|自|是|原籍|来自|回)(?:的)?$"
)
_ORIGIN_AFTER = compiled(
    "(?:那边|这边|那里)?(?:的)?(?:户口(?:$|,|的|[^,]{0,6}[迁转弄落办挪](?:到(?:这|肥)|过?来))|人(?!才)|来的|过来|迁来|转过来|转来|交|缴|上班|工作|打工|考|毕业(?!生)|上(?:大|中|高)?学|读|念|回来|总部|公司|厂|(?:的)?(?:社保|养老|医保)(?:能|转|接|怎么转|可以|交|在|算))"
)
_HERE = compiled("咱们?这|我们这|你们(?:这|那)|本地|当地|这边|这里|这儿|本市|我市|贵市")


def asked_cities(annotation: Annotation) -> tuple[str, ...]:
    """The names of those cities, each once, in order."""
    text = annotation.tagged.text
    places = [
        (at, item) for at, item in annotation.tagged.items.items() if isinstance(item, PlaceMention)
    ]
    if _HERE.search(annotation.text) or any(item.local for _, item in places):
        return ()
    named: list[str] = []
    for at, place in places:
        if place.kind != "city" or place.name is None:
            continue
        before, after = text[:at], text[at + 1 :]
        if _THERE.match(after):
            named.append(place.name)
            continue
        if _ORIGIN_BEFORE.search(before) or _ORIGIN_AFTER.match(after):
            continue
        if _comes_here(before, after, text):
            continue
        if (
            _TARGET_BEFORE.search(before) and re.search("落|户|迁|定居", text)
        ) or _RULES_AFTER.match(after):
            named.append(place.name)
    return tuple(dict.fromkeys(named))


_TOWARDS = compiled("(?:往|到|去|进|回|落|迁|转|买|租)(?:到|去|往|进|在|了|的|下)*$")
_REGISTERED_BEFORE = compiled("(?:户口|户籍)[^, 留落迁转放安想]{0,6}$")
_HERE_TO = compiled(
    "(?<!能)(?<!给)(?<!去)过来|回来|迁来|搬来|(?:跟|和|与|同|随)着?(?:我|俺|咱)们?(?:一|住|落|迁|来|过|户)"
    "|(?:一起|一块儿?|一同|一道)(?:来|过来|落|迁)|(?:到|来|往|落|迁|投靠?)(?:到|来|在|进)?(?:我|俺|咱)(?:们|家)?(?:这|名下|户口|房|城里|家|那)"
    "|(?:我|俺|咱)(?:们|家)?这(?:儿|里|边)?来|(?:能|可以|让)(?:不能|不|他|她)?来|能(?:不能)?过来"
)
"""媳妇在宁阳老家带孩子,以后过来能一起落不: who lives there is to come here."""


def _comes_here(before: str, after: str, text: str) -> bool:
    """Whether a place is only where somebody lives, comes from or is registered, and the question
    is whether he may come here."""
    if _TOWARDS.search(before):
        return False
    if _REGISTERED_BEFORE.search(re.split("[, ]", before)[-1]):
        return True  # 我户口在青岛的集体户,这个算空挂不
    beside = re.split("[, ]", after)[0]
    here = _HERE_TO.search(text) is not None
    return here and not re.search(_SETTLING, _HERE_TO.sub("", beside))


_AWAY = SIGNS["place:away"]
_COMES_FROM = compiled(
    f"(?:从|由|打|自|是|来自|原籍|老家(?:是|在)?){_AWAY}|{_AWAY}[县市区]?(?:那边|那里)?(?:来)?(?:的|人)(?:[,能可想]|$)"
)
_SETTLE_HERE = compiled("落(?:户|到|在|得|不|[^后叶]|$)|迁(?!回|出|走)|入户|户口[^,]{0,8}转|上户")
_OF_SOMETHING_ELSE = compiled(
    "租|买|房|上班|工作|打工|生意|店|社保|毕业|退伍|当兵|下岗|孩子|娃|老婆|老人|地(?!方)|学|医|保险|养老|档案|公积金|驾照|车"
    "|低保|组织|公司|厂|企业|坟|祖|回去|[回到去]老家|身份证|护照|结婚|居住证|补贴"
)
"""A case that tells more, or something else that moves (学籍从外地迁来)."""


def from_elsewhere(text: str, places: Places) -> bool:
    """Whether nothing is asked but whether somebody of another, named city may settle here."""
    annotation = annotate(text, places)
    said = annotation.tagged.text
    whence = _COMES_FROM.search(said) and _SETTLE_HERE.search(said)
    return (
        bool(whence)
        and not _OF_SOMETHING_ELSE.search(annotation.text)
        and not asked_cities(annotation)
    )
