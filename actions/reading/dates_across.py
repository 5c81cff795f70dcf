"""Dates told in two places: the month first and the year after it, or a month only pointed at."""

from __future__ import annotations

import re
from dataclasses import replace

from actions.reading.annotation import Annotation
from actions.reading.clauses import Clause
from actions.reading.quantities import Quantity
from actions.reading.tagged import SIGNS

# 四月住进来的,今年: the year as an afterthought
_ONLY_A_YEAR = re.compile(f"^(?:哦|噢|啊|就|都|是|就是|说的是)*{SIGNS['date']}(?:的|的事|吧|呢)*$")
# 租期从二月算,我当月就搬进去了
_SAME_MONTH = re.compile(
    "^(?:也|就|又|而且|[我俺咱]们?)*(?:当月|同月|那个?月|当天|同一天|当日|第二天)[^,没不]{0,4}(?P<act>搬[进来过]|住|入住|开张|开业|营业)"
)


def whole_date(annotation: Annotation, clause: Clause, quantity: Quantity) -> Quantity:
    """``quantity``, or the month told before it in the year that it adds."""
    bare_year = quantity.kind == "date" and quantity.month is None
    year_told = quantity.years_back is not None or quantity.year is not None
    if not bare_year or not year_told or not _ONLY_A_YEAR.match(clause.text):
        return quantity
    before = _dates_before(annotation, clause)
    if not before or before[-1].month is None:
        return quantity
    month = before[-1]
    if month.year is not None or month.years_back is not None:
        return quantity
    return replace(month, year=quantity.year, years_back=quantity.years_back)


def month_pointed_at(annotation: Annotation, clause: Clause) -> tuple[str, Quantity] | None:
    """``rental_months`` or ``business_months`` with the date that 当月 points back to."""
    found = _SAME_MONTH.match(clause.text)
    before = _dates_before(annotation, clause)
    if found is None or not before or before[-1].month is None:
        return None
    trades = found["act"] in ("开张", "开业", "营业")
    return "business_months" if trades else "rental_months", before[-1]


def _dates_before(annotation: Annotation, clause: Clause) -> list[Quantity]:
    return [
        item
        for at, item in sorted(annotation.tagged.items.items())
        if at < clause.start and isinstance(item, Quantity) and item.kind == "date"
    ]
