"""Times told in two places: month and year apart, a month pointed at, a lease renewed."""

from __future__ import annotations

from dataclasses import replace

from actions.reading.annotation import Annotation
from actions.reading.clause import Clause
from actions.reading.patterns import compiled
from actions.reading.quantities import Quantity
from actions.reading.tagged import SIGNS

# 四月住进来的,今年; 前年的事,三月份: one half of the date as an afterthought
_ONLY_A_DATE = compiled(
    f"^(?:哦|噢|啊|就|都|是|好像|大概|大约|应该|估计|可能|具体|记得|说的|得有|得是|有)*{SIGNS['date']}(?:的|的事|吧|呢|左右|前后)*$"
)
# 去年十二月,不是,是十月: the month put right, the year left standing
_PUT_RIGHT = compiled("(?:不对|不是|[哦噢啊呃]不|错了|不不|说错|记错|更正|应该是)")
# 先租了一年,后来又续了一年半
_RENEWED = compiled(
    f"^(?:后来|之后|接着|今年|去年|{SIGNS['date']})*又(?:接着)?(?:住|租)了{SIGNS['span']}(?:了)?$"
    f"|^(?:到期)?(?:后来|后头|之后|然后|接着|到期)(?:又|再|就)*(?:接着|继续)?续(?:租|签|住)?(?:了|上)+{SIGNS['span']}(?:了)?$"
)
# 23年3月签的,5月才住进来: of two dates the second follows the first
_PREPARED = compiled(
    f"{SIGNS['date']}(?:[^,]{{0,3}}(?:签|定|看|盘|交房|拿房|买|注册|装修|办)|交的?房)"
)
_BEGAN = compiled(
    f"{SIGNS['date']}(?:份)?(?:才|就|又|再|真正|正式)*(?:住|搬|入住|开业|开张|开的|营业)"
)
# 整三年,上个月满的: when a length became full, not when it began
_FULFILLED = compiled(
    f"^(?:也|就是?|是|在|刚好|正好|恰好|刚|才|到)*{SIGNS['date']}(?:份|里)?(?:刚刚?|才|正好|刚好|恰好|就|整)*"
    "(?:满|够|到)(?:了|的)*(?:期|头|数|整)?(?:了|的)*$"
)
# 租期从二月算,我当月就搬进去了
_SAME_MONTH = compiled(
    "^(?:也|就|又|而且|[我俺咱]们?)*(?:当月|同月|那个?月|当天|同一天|当日|第二天)[^,没不]{0,4}(?P<act>搬[进来过]|住|入住|开张|开业|营业)"
)


def whole_date(annotation: Annotation, clause: Clause, quantity: Quantity) -> Quantity:
    """``quantity`` with the year or the month that the date told before it adds."""
    before = _dates_before(annotation, clause)
    if quantity.kind != "date" or not before:
        return quantity
    last = before[-1]
    if _half(last) is None and last.month is not None and _put_right(annotation, last, quantity):
        if _half(quantity) == "month":
            return replace(quantity, year=last.year, years_back=last.years_back)
        if _half(quantity) == "year" and annotation.text[quantity.end - 1] == "年":
            return replace(last, year=quantity.year, years_back=quantity.years_back)
    if _half(last) is None and last.month and quantity.month and _half(quantity) == "month":
        between = annotation.tagged.text[: clause.end].rsplit(SIGNS["date"], 2)
        first = SIGNS["date"] + between[-2] if len(between) > 2 else ""
        if _PREPARED.match(first) and _BEGAN.search(clause.text):
            later = int(quantity.month < last.month)
            return replace(
                quantity,
                year=None if last.year is None else last.year + later,
                years_back=None if last.years_back is None else last.years_back - later,
            )
    if not _ONLY_A_DATE.match(clause.text):
        return quantity
    halves = {_half(quantity): quantity, _half(before[-1]): before[-1]}
    if None in halves or len(halves) < 2:
        return quantity
    year = halves["year"]
    return replace(halves["month"], year=year.year, years_back=year.years_back)


def _put_right(annotation: Annotation, last: Quantity, quantity: Quantity) -> bool:
    return bool(_PUT_RIGHT.search(annotation.text[last.end : quantity.start]))


def _half(date: Quantity) -> str | None:
    """``year`` or ``month`` when the date tells only that."""
    if date.months_back is not None:
        return None
    has_year = date.year is not None or date.years_back is not None
    if has_year == (date.month is not None):
        return None
    return "year" if has_year else "month"


def month_pointed_at(annotation: Annotation, clause: Clause) -> tuple[str, Quantity] | None:
    """``rental_months`` or ``business_months`` with the date that 当月 points back to."""
    found = _SAME_MONTH.match(clause.text)
    before = _dates_before(annotation, clause)
    if found is None or not before or before[-1].month is None:
        return None
    trades = found["act"] in ("开张", "开业", "营业")
    return "business_months" if trades else "rental_months", before[-1]


def fulfilled(annotation: Annotation, clause: Clause) -> bool:
    """Whether the clause dates the end of a length told before it (刚好两年,这个月到的)."""
    return bool(_FULFILLED.match(clause.text)) and any(
        at < clause.start and isinstance(item, Quantity) and item.kind == "span"
        for at, item in annotation.tagged.items.items()
    )


def renewed(clause: Clause) -> bool:
    """Whether the clause tells of a further length after the first one, both of them lived."""
    return bool(_RENEWED.match(clause.text))


def _dates_before(annotation: Annotation, clause: Clause) -> list[Quantity]:
    return [
        item
        for at, item in sorted(annotation.tagged.items.items())
        if at < clause.start and isinstance(item, Quantity) and item.kind == "date"
    ]
