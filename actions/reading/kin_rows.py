"""Rows of relatives in a note, one character each, spelt out: 妻1子2, 父、母、妻、子, 一妻二女.

Only a row of two or more is one, or one that stands where a note names who moves along: 女 alone
tells of what sex somebody is, and 夫妻, 父母, 子女 are words of their own.
"""

from __future__ import annotations

import re

from actions.reading.numbers import whole
from actions.reading.patterns import compiled

_SPELT = {"子女": "孩子", "未婚子女": "未婚孩子", "未成年子女": "未成年孩子"} | {
    "妻": "妻子",
    "夫": "丈夫",
    "子": "儿子",
    "女": "女儿",
    "父": "父亲",
    "母": "母亲",
}
_WORDS = "配偶|妻子|丈夫|儿子|女儿|父母|父亲|母亲|岳父母|岳父|岳母|(?:未婚|未成年)?子女"
_N = "[一二两三四五1-5]"
_COUNT = f"{_N}(?:人|名|个)?(?![\\d岁周年月个多半人名])"
_MEMBER = compiled(
    f"(?P<before>{_N}(?:名|个)?)?(?P<kin>{_WORDS}|[妻夫子女父母])(?(before)|(?P<after>{_COUNT})?)"
    "(?P<note>\\([^()]{1,14}\\)|\\d{1,2}周?岁)?"
)
_SEPARATOR = compiled("[、,/+和及与]")
_STARTS = compiled("(?:^|[,;:。、/+(\n 与和及同]|随迁|携带?|带|[^非]为|家属|迁入)其?$")
_MOVES = compiled(
    "(?:随迁|携带?|家属|迁入)[:为]?其?$|(?:配偶|妻子?|丈夫)[及和与、]$|(?:家属|随迁)[:为][^。\n]*[,;]$"
)
_ENDS = compiled(
    "$|[,;。、)/+\n]|\\d+周?岁|随迁|不随|同住|[均都]|[一共]同|[二三四五六]人|等|已婚|未婚|落户|迁|同来|:"
)
_STATED = compiled(":|(?:不?随迁|[均不]?同住|不随)")


def spell_out_rows(text: str) -> str:
    """The text with every row of relatives as words that are read elsewhere."""
    made, at = "", 0
    while at < len(text):
        row = _row(text, at)
        if row is None:
            made += text[at]
            at += 1
        else:
            said, at = row
            made += said
    return made


def _row(text: str, start: int) -> tuple[str, int] | None:
    """The row that begins at a place, spelt out, and where it ends."""
    if text[start] not in "妻夫子女父母配丈儿岳未一二两三四五12345":
        return None
    if not _STARTS.search(text[:start]):
        return None
    members: list[re.Match[str]] = []
    at, joins = start, [""]
    while found := _MEMBER.match(text, at):
        members.append(found)
        at = found.end()
        sign = _SEPARATOR.match(text, at)
        counted = found["before"] or found["after"]
        joins.append(sign.group() if sign else "、")
        if sign is None and not counted:
            break
        at = sign.end() if sign else at
    if not members or not _ENDS.match(text, members[-1].end()):
        return None
    first = members[0]
    if first["kin"] == "女" and joins[1] == "," and not _MOVES.search(text[:start]):
        return None  # 女,夫随迁: her sex
    short = [one for one in members if len(one["kin"]) == 1 or one["before"] or one["after"]]
    alone = len(members) == 1 and not (
        (_MOVES.search(text[:start]) and first.group() != "女")
        or (_STATED.match(text, first.end()) and first["kin"] in tuple("妻夫子父母"))
    )
    if not short or alone:
        return None
    said = "".join(
        join + _spelt(one, len(members)) for join, one in zip(joins, members, strict=False)
    )
    return said, members[-1].end()


def _spelt(one: re.Match[str], members: int) -> str:
    said = one["before"] or one["after"] or ""
    count = re.sub("[人名个]", "", said)
    of_all = members > 1 and said.endswith("人") and whole(count) == members
    count = said if of_all else count and f"{count}名"  # 父、母、妻、子四人
    return _SPELT.get(one["kin"], one["kin"]) + count + (one["note"] or "")
