"""Which length of time is the time rented, and which the time in business."""

from __future__ import annotations

import re
from typing import Any, Mapping, Sequence

from actions.reading import topics
from actions.reading.annotation import Annotation
from actions.reading.clause import SUPPOSED, TOLD, Clause
from actions.reading.companions import tells_of_him
from actions.reading.dates_across import fulfilled, month_pointed_at, renewed, whole_date
from actions.reading.lengths_beside import of_another_thing, paused
from actions.reading.numbers import NUMBER, whole
from actions.reading.patterns import compiled
from actions.reading.quantities import MAX_MONTHS, Quantity
from actions.reading.slate import Setting, Slate
from actions.reading.tagged import SIGNS

_BARE = compiled(
    rf"^(?:大概|大约|约|有|得|也就|就|整整?|都|已经|一共|总共|共|才|刚好|正好|满|应该|是|我|俺|嗯|住了|租了|开了|干了|了|满了)*(?P<n>{NUMBER})(?:个|个来)?(?:吧|了|啊|呢|哈|来|哩|呀|多|的)*$"
)
MORE = "(?:再|多)(?:住|租|等|干|交|过|熬|攒|开|待|经营)?(?:上|够|个|满|了)?"
"""再租半年: before a length, so much more of it."""
_MORE = compiled(f"{MORE}$")
# 两年后房子到期了咋办: when it may come about
_LATER = compiled("(?:以|之)?后")
# 不是两年, 差仨月, 必须满两年: what is denied, lacking or demanded
_NO_LENGTH = compiled(
    "(?:非|(?:没有?|未|不)(?:住|租|干|开|满|够|到|经营)+|不是(?:住了|租了)?|(?:还)?(?:差|缺|少)(?:了|着)?|(?:必须|至少|起码|非得|要求|需要|得|要)(?:住|满|够|干|租|交|开|经营|住满)*)$"
)

_OF_MONEY = compiled("的?(?:工资|工钱|薪水|奖金|房租|租金|押金|话费|生活费|利息)")
"""压我俩月工资: what is paid for so long, not how long something has lasted."""
# 房子2010年盖的: the age of the house
_BUILT = compiled(
    "^(?:就|才|刚|新)*(?:盖|翻盖|建|建成|造|竣工|交付|修)(?:好|成|起来|完)?的(?:房|楼|$)"
)
_MOVED = compiled("(?:搬|挪|换)(?:到|来|进|至)[^,]*$")
_AGE = compiled("大(?:的|了|$)")
"""孩子两个月大, 带着领养两年的闺女: how old somebody is, or what he is like."""
_LIVED = compiled("[住租](?:了|有|过)+$")


def read_months(
    slate: Slate, annotation: Annotation, clause: Clause, setting: Setting, topic: str | None
) -> None:
    """Puts ``rental_months`` or ``business_months`` for the lengths and dates of a clause."""
    text = clause.text
    awaiting = setting.awaiting
    if awaiting in ("rental_months", "business_months"):
        bare = _BARE.match(text)
        if bare and text[-1:] != "多":
            value = whole(bare["n"])
            if value is not None and 0 <= value <= MAX_MONTHS:
                slate.put(awaiting, value, annotation.span(clause, 0, len(text)))
                return
    if fulfilled(annotation, clause):
        return
    pointed = month_pointed_at(annotation, clause)
    if pointed is not None and not clause.wish:
        _put(slate, *pointed, setting)
    for at in range(len(text)):
        quantity = annotation.tagged.items.get(clause.start + at)
        if not isinstance(quantity, Quantity):
            continue
        if renewed(clause) and quantity.kind == "date":
            continue  # 今年又住了十个月
        if renewed(clause) and "rental_months" in slate.facts and quantity.months is not None:
            both = slate.facts["rental_months"] + quantity.months
            slate.put("rental_months", min(both, MAX_MONTHS))
            continue
        if clause.mode == TOLD and clause.in_wish(at):
            continue
        if clause.past and clause.past[0] <= at < clause.past[1] and quantity.kind == "span":
            continue
        if clause.mode == SUPPOSED and (_MORE.search(text[:at]) or _LATER.match(text[at + 1 :])):
            continue
        if _NO_LENGTH.search(text[:at]) or paused(text, at) or _BUILT.match(text[at + 1 :]):
            continue
        if _AGE.match(text[at + 1 :]) or tells_of_him(text, at, at + 1):
            continue
        if _OF_MONEY.match(text[at + 1 :]) and not _LIVED.search(text[:at]):
            continue
        key = _key(text, at, setting, topic, slate)
        if key in slate.facts and of_another_thing(text, at):
            continue  # 三年了,我妈来帮着带了半年孩子
        if key == "business_months" and key in slate.facts and _MOVED.search(text[:at]):
            continue  # 开店三年,搬到这门面才八个月
        if key is not None:
            _put(slate, key, whole_date(annotation, clause, quantity), setting)


def _put(slate: Slate, key: str, quantity: Quantity, setting: Setting) -> None:
    """A length whose month is open takes back the one read before it."""
    months = quantity.months_until(setting.as_of)
    if quantity.kind == "span" and _rounds(slate.facts.get(key), months):
        return  # 二三年六月开的,三年多了: the same time, told more roughly
    if months is None:
        slate.facts.pop(key, None)
    else:
        slate.put(key, months, (quantity.start, quantity.end))


def _rounds(exact: object, months: int | None) -> bool:
    """Whether whole years are the exact length told before, the odd months left out."""
    if not isinstance(exact, int) or months is None:
        return False
    return months > 0 and months % 12 == 0 and months < exact < months + 12


def _key(text: str, at: int, setting: Setting, topic: str | None, slate: Slate) -> str | None:
    in_trade = bool(slate.facts.get("business") or setting.known.get("business"))
    rents = slate.facts.get("housing") == "rented"
    patterns = topics.time_patterns()
    let = _premises_let(text)
    dated = text[at] == SIGNS["date"] and setting.awaiting != "business_months"
    nearest: tuple[int, str] | None = None
    for name, pattern in patterns.items():
        for hit in pattern.finditer(text):
            if (name == "rental" or (name == "trade" and dated)) and any(
                low <= hit.start() < high for low, high in let
            ):
                continue  # 又租了个门面: neither the home nor the day the shop opened
            distance = at - hit.end() if hit.end() <= at else hit.start() - at
            # What stands before the length (租了◆) outweighs what follows it.
            weight = distance * 2 if hit.end() <= at else distance * 2 + 1
            if hit.start() <= at < hit.end():
                weight = 0
            if nearest is None or weight < nearest[0]:
                nearest = (weight, name)
    awaiting = setting.awaiting
    if nearest is None and let:
        return awaiting if awaiting == "business_months" else None
    if nearest is None:
        if awaiting in ("rental_months", "business_months"):
            return awaiting
        if topic == "home" and (rents or awaiting in (None, "housing", "rental_complete_unit")):
            return "rental_months"
        if topic == "business" and awaiting in (None, "business", "business_area"):
            return "business_months"
        return None
    if nearest[1] == "not_lived":
        return None
    if nearest[1] == "rental":
        if topic == "business" and not re.search("住|房|屋", text) and awaiting != "rental_months":
            return None
        return "rental_months"
    told_here = slate.clause_of.get("business") == slate.clause and slate.facts.get("business")
    if awaiting != "business_months" and not _trades(text) and _works(text) and not told_here:
        return None  # 在煤矿干了十年; 厂子办了一年半 is told of a business
    if awaiting == "rental_months" or not (topic == "business" or in_trade or _trades(text)):
        return None
    return "business_months"


def _premises_let(text: str) -> list[tuple[int, int]]:
    """Where a clause tells that premises were rented (租了个门面)."""
    return [
        (cue.start, cue.end)
        for cue in topics.cues(text)
        if cue.topic == "business" and text[cue.start] in "租赁"
    ]


def _trades(text: str) -> bool:
    return any(cue.topic == "business" for cue in topics.cues(text))


def _works(text: str) -> bool:
    return any(cue.topic == "job" for cue in topics.cues(text))


def settle(slate: Slate, setting: Setting) -> None:
    """A time lived counts only where the home is rented."""
    asked = setting.awaiting or ""
    if "rental_months" not in slate.facts or asked in ("rental_months", "rental_complete_unit"):
        return
    housing = slate.facts.get("housing", setting.known.get("housing"))
    if housing != "rented" or "housing" in slate.retracted:
        slate.facts.pop("rental_months")


_OTHER_LENGTH = compiled(
    r"(?:\ue001[^\ue001]{0,4}(?:啊不|哦不|噢不|不对)[^\ue001]{0,8}?是|(?:不是|没到|不到|没有)\ue001|\ue001(?:说)?(?:不对|错了|说错|记错|算错))[^\ue001]{0,6}?(?:是|才|就|只有?|而是|算下来)*(\ue001)"
)


def other_months(annotation: Annotation, setting: Setting, slate: Slate) -> None:
    """我媳妇说不是二十个月,是二十六个月: another length in place of the one known before."""
    found = _OTHER_LENGTH.search(annotation.tagged.text)
    quantity = annotation.tagged.items.get(found.start(1)) if found else None
    if not isinstance(quantity, Quantity) or quantity.months is None:
        return
    known = [fact for fact in ("rental_months", "business_months") if fact in setting.known]
    asked = setting.awaiting if (setting.awaiting or "").endswith("_months") else None
    key = asked or (known[0] if len(known) == 1 else None)
    if key is not None and key not in slate.facts:
        slate.put(key, quantity.months, (quantity.start, quantity.end))


def more_months(
    annotation: Annotation, clauses: Sequence[Clause], known: Mapping[str, Any], slate: Slate
) -> None:
    """再租半年呢: the known months and so many more."""
    for clause in clauses:
        if clause.mode != SUPPOSED:
            continue
        for at in range(len(clause.text)):
            quantity = annotation.tagged.items.get(clause.start + at)
            if (
                not isinstance(quantity, Quantity)
                or quantity.kind != "span"
                or quantity.months is None
            ):
                continue
            if not _MORE.search(clause.text[:at]):
                continue
            trade = _trades(clause.text) or re.search("[干开营]", clause.text)
            key = "business_months" if trade else "rental_months"
            base = known.get(key)
            if isinstance(base, int):
                slate.put(key, min(base + quantity.months, MAX_MONTHS))
