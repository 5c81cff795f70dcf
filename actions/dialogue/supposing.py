"""What a supposition says in full: everything it supposes, read as if it had come about.

The reader takes 要是 for the sign that nothing is told, and reads of a case only what is said as
a fact would be. A supposition names what is yet to be done (买房, 找到工作, 把社保交上), so it is put
as done before it is read; what stays as it is need not be said.
"""

from __future__ import annotations

import re
from datetime import date
from typing import Any, Callable, Mapping

from actions.dialogue.gather import FAMILY
from actions.eligibility.assess import add_months
from actions.reading import Reading
from actions.reading.patterns import compiled
from actions.reading.quantities_of import MORE
from policy_kb.library import Library

Read = Callable[[str], Reading]
"""Reads a text as one that answers no question."""

_MARK = compiled(
    "要是|如果|假如|假使|假设|倘若|若是|万一|(?:换成|改成|改为|变成)(?=买|租|有|在|去|交|自己|开)"
    "|(?=(?:转|换|改|挪)(?:到|回|成|在)[^,，。 ]{1,6}[交缴])"
    "|(?=再[住干交租做开](?:上|满|够)?[0-9一二两三四五六七八九十半])"
)
"""From here on a sentence supposes: 要是我把社保交上, 换成买房, 再住半年."""
BARE = compiled(
    "(?:[呢嘞哩]|的话|[行中成]吗|行不行|中不中?|[行成]不成?|落户?[吗不么]|(?:更|要|快|早)(?:快|早|点|些)+[吗不么]?)[?？。!！]*(?:$|[,，、 ])"
)
"""A supposition of which nothing else is asked than what would become of the case."""
_END = compiled(
    "(?:的话)?(?:是不是|会不会|能不能|可不可以)?(?:就|也|还)*(?:更|能|要|可以)*(?:快|早)?(?:点|些|一些)?"
    "(?:行不行|中不中|成不成|[行中成][不吗么]?|[吗么不])?(?:[啊呀了])*[呢嘞哩咧]?[?？。!！]*$"
)
_THEN = compiled("(?:了|的话)?[呢嘞哩咧](?=[,，、 ])")
"""如果找到工作了呢,在厂里: the supposition goes on."""
_HOME = "(?:上|下|了|个|一|两|几|套|处|座|间|新|二手|商品|小|大|的)*(?:房|楼)"
_DONE = (
    # 在那上班又交了社保: two things, each a clause
    (
        compiled(
            "(?<=[^,保险税费照])(?:又|再|还|并|并且|而且|同时|然后)(?=[交缴办租买住开找在有把])"
        ),
        ",",
    ),
    (compiled("[,，、 ]+"), ","),
    (
        compiled("(?:下个?月|明年|后年|年底|以后|将来|往后|过(?:几个月|一阵|阵子|段时间))(?!再住)"),
        "",
    ),
    # 转到这边交: what is paid is the insurance
    (
        compiled(
            "(?:把)?(?:社保|保险|养老|五险)?(?:也|都|给|再|就)*(?:转|换|改|挪)(?:到|回|成|在)(?P<place>[^,]{1,6}?)(?:来|去)?[交缴]"
        ),
        r"社保交在\g<place>",
    ),
    # 去镇上租房 is living there; 搬到 tells it by itself
    (
        compiled(
            "(?<![搬来回出过])(?:去|到)(?=[^,去到]{1,10}(?:租|买|住|上班|干活|工作|开|办|盖))"
        ),
        "在",
    ),
    (compiled(f"买(?:上|下)?(?!了)(?={_HOME})"), "买了"),
    (compiled(f"租(?:上|下)?(?!了|的|住)(?={_HOME})"), "租了"),
    (
        compiled(
            "(?:找|有|换|干)(?:到|上|着|了|个|份|一)+(?:正式|稳定|固定|长期|正经|好)?的?(?:工作|单位|班)(?:了|上|干)?"
        ),
        "有稳定工作",
    ),
    (compiled("税(?:费|款)?(?:也|都|给|再|就)*(?:补|交|缴)(?:上|齐|清|全)了?"), "税都交了"),
    (compiled("(?:补|交|缴)(?:上|齐|清|全)了?税(?:费|款)?"), "税都交了"),
    (compiled("执?照(?:也|都|给|再|就)*办(?:下来|好|出来|上|了)+"), "执照办下来了"),
)
"""What is to be done, put as done."""
_PAID = (
    compiled("(?:社保|保险|养老金?|五险(?:一金)?)(?:也|都|给|再|就)*(?=[交缴补续参][上齐起])"),
    compiled("(?=(?:交|缴|补|续|参加?|上|办)(?:上|齐|着|起|了)*(?:社保|保险|养老|五险))"),
)
"""社保交上, 交上社保: paid, and no place named."""


_GOES_ON = compiled(
    "^[^,，、。 ]*(?:要是|如果|假如|假使|倘若|若是|万一)[^,，、。?？]*[呢嘞哩咧][?？,，、 ]+(?P<rest>[^?？]{2,30})$"
)
_AS_IT_IS = compiled("[我俺咱]|现在|目前|已经|其实|确实|一直|[过着]的?$|不对|说错")
"""如果找到工作了呢,我现在打零工: what follows is told after all."""


def goes_on(text: str) -> bool:
    """Whether what stands after a supposition belongs to it (如果找到工作了呢,在镇上的厂里)."""
    found = _GOES_ON.match(text.strip())
    return found is not None and not _AS_IT_IS.search(found["rest"])


def all_supposed(library: Library, text: str, reading: Reading, read: Read) -> Mapping[str, Any]:
    """Everything that a sentence supposes from its 要是 on, though only the first clause says so
    (如果在镇上开个店,开三年) and none as of something done (要是在镇上买房呢)."""
    mark = _MARK.search(text)
    nothing_yet = not reading.supposed and not BARE.search(text)
    if mark is None or reading.facts or nothing_yet:
        return reading.supposed
    case = _END.sub("", _THEN.sub("", text[: mark.start()] + text[mark.end() :]))
    told = _as_done(library, case, read)
    plain = {f: value for f, value in told.facts.items() if f != FAMILY}
    supposed = {**plain, **told.supposed, **reading.supposed}
    if _QUITS.search(case):
        supposed.pop("laid_off", None)  # he comes back from elsewhere
        supposed.setdefault("stable_job", False)
        if supposed["stable_job"] is False:
            supposed.pop("job_area", None)
    if not supposed and told.facts:
        return dict(told.facts)  # 要是我媳妇跟我住呢
    return supposed


def _as_done(library: Library, case: str, read: Read) -> Reading:
    """The case read as told; what is paid with no place named is paid here."""
    for pattern, done in _DONE:
        case = pattern.sub(done, case)
    told = read(case)
    if told.facts.get("social_insurance") not in (None, "none"):
        return told
    here = f"在{library.local.places.city.name}"
    for pattern in _PAID:
        found = pattern.search(case)
        if found is not None and not re.search("[没不断停]", case[: found.end()][-4:]):
            return read(case[: found.end()] + here + case[found.end() :])
    return told


_QUITS = compiled(
    "(?:辞(?:职|了|掉|工)|不干|不(?:在|搁)[^,，。 ]{1,6}(?:干|做|上班|工作))+了?[^,，。 ]{0,4}[,，、 ]?[^,，。 ]{0,3}(?:回|来)"
)
"""干半年辞职回来: the job elsewhere is no more."""
_OF_A_HOME = compiled("房|楼|宅|院")
_RENTED = ("rental_complete_unit", "rental_months")


def as_supposed(facts: Mapping[str, Any], supposed: Mapping[str, Any], text: str) -> dict[str, Any]:
    """The facts of the supposed case. Who moves elsewhere leaves the home he has: whether the one
    there would be his own or rented, and how long he has rented it, is not known of it yet."""
    then = {**facts, **supposed}
    if supposed.get("stable_job") is False:
        then.pop("job_area", None)
    if supposed.get("residence_community", facts.get("residence_community")) != facts.get(
        "residence_community"
    ) or supposed.get("residence_area") not in (None, facts.get("residence_area")):
        left = ["residence_community", *_RENTED]
        if not _OF_A_HOME.search(text):
            left.append("housing")
        for fact in left:
            if fact not in supposed:
                then.pop(fact, None)
    return then


_WAITED = compiled(f"{MORE}(?:半|[0-9一二两俩三仨四五六七八九十几]+)个?[年月]")
"""再租半年: that time goes by until then."""


def waited(facts: Mapping[str, Any], supposed: Mapping[str, Any], text: str) -> int:
    """The months that go by before the supposed case is there."""
    if not _WAITED.search(text):
        return 0
    lengths = [f for f, value in supposed.items() if f.endswith("_months") and type(value) is int]
    more: list[int] = [supposed[f] - facts[f] for f in lengths if type(facts.get(f)) is int]
    return max(0, *more) if more else 0


def by_then(facts: Mapping[str, Any], as_of: date, day: date) -> tuple[dict[str, Any], date]:
    """The facts on a later day, where what is counted in whole months has gone on, and the day on
    which the last of these months was full."""
    months = 0
    while add_months(as_of, months + 1) <= day:
        months += 1
    grown = {
        fact: value + months if fact.endswith("_months") and type(value) is int else value
        for fact, value in facts.items()
    }
    return grown, add_months(as_of, months)
