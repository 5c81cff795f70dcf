"""What the words of a length or a date mean: the fields of a ``Quantity`` for a match.

Every function here takes the match of one pattern of ``duration_grammar`` and returns the fields
(an empty months field when the words leave the month open), or None for no length at all.
"""

from __future__ import annotations

import math
import re
from typing import Any, Callable

from actions.reading.data_files import load
from actions.reading.numbers import number, whole

Parts = dict[str, Any]
Make = Callable[[re.Match[str]], "Parts | None"]

_DAYS_A_MONTH = 30
_CALENDAR = load("calendar")
YEARS_BACK: dict[str, int] = _CALENDAR["years_back"]
"""How many years ago 去年, 前年 and the like are."""
FEASTS = {word: month for month, words in _CALENDAR["feasts"].items() for word in words}
"""The month of each feast and solar term that has one."""


def _year(said: str) -> int | None:
    value = whole(said)
    if value is None or value >= 100:
        return value
    return value + (2000 if value < 60 else 1900)  # 98年 is of the last century


def gap(found: re.Match[str]) -> Parts | None:
    """还差一个月满两年: so many years less the gap, or less the one put right (不对,差俩月)."""
    years = number(found["y"])
    if years is None:
        return None
    months = int(years * 12) + (6 if found["half"] else 0)
    said = found.groupdict()
    if said.get("gap2"):
        other = 0.5 if said["gap2"] == "半" else number(said["gap2"])
        if other is None:
            return None
        size = 12 if said["gapunit2"] == "年" else 1
        return {"months": math.floor(months - other * size)}
    if found["days"]:
        return {"months": months - _months_of_days(found)}
    if found["gap"] == "半" and found["gapunit"] == "月":
        return {"months": months - 1}
    gap = 0.5 if found["gap"] == "半" else number(found["gap"])
    if gap is None:
        return None
    return {"months": int(months - gap * (12 if found["gapunit"] == "年" else 1))}


_WEEKS = re.compile("星期|礼拜|周(?!年)")


def _months_of_days(found: re.Match[str]) -> int:
    """几天 or 四十天 as the months that are not full for their lack."""
    count = number(found["days"])
    if count is None:
        return 1
    weeks = _WEEKS.match(found.string[found.end("days") :].lstrip("个"))
    return max(1, -int(-count * (7 if weeks else 1) // _DAYS_A_MONTH))


def one_month_short(found: re.Match[str]) -> Parts | None:
    """下个月就满两年: one month less than what will be full."""
    years = number(found["y"])
    if years is None:
        return None
    return {"months": int(years * 12) + (6 if found["half"] else 0) - 1}


def full_in(found: re.Match[str]) -> Parts | None:
    """The beginning of what is ``y`` years full in a month to come."""
    years, month = whole(found["y"]), whole(found["month"])
    if years is None or month is None:
        return None
    ahead = 0 if found["ahead"] == "今年" else 1
    return {"kind": "date", "years_back": years - ahead, "month": month}


def length(found: re.Match[str]) -> Parts | None:
    """Years, half a year, months and quarters added up."""
    parts = found.groupdict()
    months = 6.0 if parts.get("half") else 0.0
    for name, size in (("y", 12), ("m", 1), ("pair", 1), ("q", 3)):
        if parts.get(name):
            value = number(parts[name])
            if value is None:
                return None
            months += value * size
    return {"months": int(months)}


def year_and_half(_: re.Match[str]) -> Parts:
    """年半: eighteen months."""
    return {"months": 18}


def short_length(found: re.Match[str]) -> Parts | None:
    """Days and weeks in whole months."""
    count = number(found["d"])
    if count is None:
        return None
    days = int(count * (7 if found["week"] else 1))
    return {"months": days * 12 // 365 if days >= 365 else days // _DAYS_A_MONTH}


def open_length(_: re.Match[str]) -> Parts:
    """A length whose months the words leave open."""
    return {"months": None}


def nothing(_: re.Match[str]) -> None:
    """Something that only looks like a length."""
    return


def open_date(_: re.Match[str]) -> Parts:
    """A date without a month."""
    return {"kind": "date"}


def a_date(found: re.Match[str]) -> Parts | None:
    """A month of a year, told by numbers, by 去年 or by a feast."""
    said = found.groupdict()
    parts: Parts = {"kind": "date"}
    if said.get("year"):
        parts["year"] = _year(said["year"])
        if parts["year"] is None or not 1900 < parts["year"] < 2100:
            return None
    if said.get("back"):
        parts["years_back"] = YEARS_BACK[said["back"]]
    if said.get("ago"):
        parts["years_back"] = whole(said["ago"])
    if said.get("month"):
        parts["month"] = None if said["month"] in ("腊", "正") else whole(said["month"])
    if said.get("feast"):
        parts["month"] = FEASTS[said["feast"]]
    if said.get("year2") and said.get("month2"):
        year2, month2 = _year(said["year2"]), whole(said["month2"])
        if year2 and month2:
            parts["until"] = (year2, month2)
    return parts


def same_time(found: re.Match[str]) -> Parts:
    """去年这时候: whole years back to the day."""
    return {"kind": "date", "months_back": 12 * YEARS_BACK[found["back"]]}


def months_back(found: re.Match[str]) -> Parts:
    """上个月, 上上个月: so many months back."""
    word = found["word"]
    return {
        "kind": "date",
        "months_back": 0
        if word[0] in "这本" or "月" not in word
        else 2
        if word.startswith(("上上", "前", "大上"))
        else 1,
    }
