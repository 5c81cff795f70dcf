"""Cuts a text at its signs and breaths into pieces, each of them still without a mode."""

from __future__ import annotations

import itertools
import re
from dataclasses import replace

from actions.reading.breaths import breaks
from actions.reading.clause import Clause, is_question
from actions.reading.patterns import compiled
from actions.reading.polarity import unsaid
from actions.reading.standings import belong_together, is_asked_back
from actions.reading.tagged import GROUPS, SIGNS

# 老公、儿子、闺女: a list of relatives is one clause.
# 房:自有/社保:无; 5/1 is a date.
_BREAK = compiled(
    rf"(?:[,。;!?:\n…~()\"'\[\]<>| ]|(?<!{GROUPS['kin']})、|、(?!{GROUPS['kin']})"
    r"|(?<![\da-z])[/+]|[/+](?![\da-z]))+"
)
# A topic left standing alone belongs to what follows: 社保 没交.
_BARE_TOPIC = compiled(
    "^(?:{ME}的?)?(?:文化程度|文化水平|教育程度|最高学历|社保|五险一金|五险|养老保险|保险|执照|营业执照|证照|户口|工作|单位|门面|店面|铺面|税|税费|税款|房子|房|房本|租房|租期|学历|生意|买卖|(?:做|干|搞)(?:生意|买卖)|开(?:店|公司)|经商|办厂|个体户?|经营|摆摊|住的?|住处|住房|租的房子?|"
    "目前|职业|居住地|地(?:点|址)?|地址|住址|户籍|婚姻|时间|租住时间|年限|开店时间|经营时间|经营场所|参军|当兵|生源|毕业|安置|配偶单位|上班|纳税|交税|所有权人|产权人|权利人|坐落)(?:的话|嘛|么|呢|方面|这块|情况|是)?$".replace(
        "{ME}", "(?:我|俺|咱)"
    )
)
_ANOTHER = compiled(f"[他她]|人家|{SIGNS['person']}|{GROUPS['kin']}")  # 俺租房,他买了房
_OWN = compiled("[我俺咱偶]|本人|自己|[\ue020-\ue024]")


def pieces_of(text: str) -> list[Clause]:
    """The pieces of a text in order; a topic left standing alone is joined to what is said of it."""
    return _join_bare_topics(_at_signs(text))


def _at_signs(text: str) -> list[Clause]:
    pieces: list[Clause] = []
    at = 0
    for found in [*_BREAK.finditer(text), None]:
        end = found.start() if found else len(text)
        gap = found.group() if found else ""
        if end > at:
            pieces.extend(_word_pieces(text[at:end], at, gap))
        elif pieces and found:
            pieces[-1] = replace(pieces[-1], gap=pieces[-1].gap + gap)
        at = found.end() if found else end
    return pieces


def _word_pieces(text: str, start: int, gap: str) -> list[Clause]:
    cuts = [0, *breaks(text), len(text)]
    return [
        Clause(text[low:high], start + low, gap if high == len(text) else "")
        for low, high in itertools.pairwise(cuts)
        if high > low
    ]


def _join_bare_topics(pieces: list[Clause]) -> list[Clause]:
    joined: list[Clause] = []
    for piece in pieces:
        last = joined[-1] if joined else None
        asked_back = last and "?" in last.gap and re.match("没|有|不|交|办|在|早", piece.text)
        answers = len(piece.text) <= 10 and not is_question(piece) and unsaid(piece.text) is None
        if last and last.gap == ":" and _BARE_TOPIC.match(last.text) and is_question(piece):
            answers = True  # 经商:是否要执照 states no trade
        if (
            last
            and not (_OWN.match(last.text) and _ANOTHER.match(piece.text))
            and answers
            and not re.match("房东[有是开做当]", piece.text)
            and (
                ((last.gap in (" ", ",", ":") or asked_back) and _BARE_TOPIC.match(last.text))
                or (asked_back and is_asked_back(last.text))
                or belong_together(last.text, last.gap, piece.text)
            )
        ):
            joined[-1] = Clause(
                last.text + " " * (piece.start - last.end) + piece.text, last.start, piece.gap
            )
        else:
            joined.append(piece)
    return joined
