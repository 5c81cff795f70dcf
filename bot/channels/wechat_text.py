"""A response as WeChat's text messages can hold it: numbered choices, one line of sources, parts.

A text message takes at most 2048 bytes, some 680 Chinese characters.
"""

from __future__ import annotations

import re
import unicodedata
from typing import Any, Mapping, Optional, Sequence

from bot.terminal import sources
from policy_kb.facts import FACTS

LIMIT = 2048
MORE = "更多"

_PICK = re.compile(
    r"(?:我?选|第)?\s*(\d{1,2}|[一二三四五六七八九十])\s*(?:个|项|号)?\s*[.。、,，!！)）]*"
)
_CHINESE = {sign: n for n, sign in enumerate("一二三四五六七八九十", start=1)}
_STOPS = "。！？；"
_POINTS_AT_BUTTONS = ("点下面的按钮", "回复下面的数字")

Json = Mapping[str, Any]


def render(response: Json, link: Optional[str] = None) -> str:
    """All replies of a turn. ``link`` leads to the same conversation on the web page."""
    blocks = []
    for reply in response["replies"]:
        lines = [reply["text"].strip().replace(*_POINTS_AT_BUTTONS), sources(reply)]
        if link and reply["kind"] == "assessment":
            lines.append(anchor(link, "逐条对照、打印告知单"))
        blocks.append("\n".join(line for line in lines if line))
    titles = list(offered(response))
    if titles:
        blocks.append(choices(titles, numbered=not wants_number(response.get("awaiting"))))
    return "\n\n".join(block for block in blocks if block)


def offered(response: Json) -> dict[str, str]:
    """The choices of a turn, title → payload, each once.

    Those of the open question come first; beside one, suggestions of other topics are left out.
    """
    replies = list(response["replies"])
    if response.get("awaiting") and replies[-1]["buttons"]:
        replies = [replies[-1], *(r for r in replies[:-1] if r["kind"] == "clarify")]
    found: dict[str, str] = {}
    for reply in replies:
        for button in reply["buttons"]:
            found.setdefault(button["title"], button["payload"])
    return found


def choices(titles: Sequence[str], numbered: bool) -> str:
    """The quick replies as lines; without numbers where a number answers the question itself."""
    if not numbered:
        return "可以这样答：" + "、".join(titles)
    return "\n".join(["回复数字就行：", *(f"{n}. {t}" for n, t in enumerate(titles, start=1))])


def wants_number(awaiting: Optional[str]) -> bool:
    """Whether a bare number is a duration, the answer to the open question, and no choice."""
    return awaiting in FACTS and FACTS[awaiting].kind == "months"


def picked(text: str, response: Json) -> str:
    """What a bare number or a choice's title stands for after this response; other text stays."""
    choices_ = offered(response)
    if text in choices_:
        return choices_[text]
    found = _PICK.fullmatch(unicodedata.normalize("NFKC", text).strip())
    if found is None or wants_number(response.get("awaiting")):
        return text
    number = _CHINESE.get(found.group(1)) or int(found.group(1))
    return list(choices_.values())[number - 1] if 1 <= number <= len(choices_) else text


def anchor(link: str, title: str) -> str:
    """A link as WeChat shows it in text messages."""
    return f'<a href="{link}">{title}</a>'


def parts(text: str, link: Optional[str] = None, limit: int = LIMIT) -> list[str]:
    """The text in pieces of at most ``limit`` bytes; all but the last say how to read on."""
    if _size(text) <= limit:
        return [text]
    tail = f"\n\n（还没说完，回复“{MORE}”接着看）"
    if link:
        tail += "\n" + anchor(link, "在网页上看全文")
    pieces, rest = [], text
    while _size(rest) > limit:
        cut = _cut(rest, limit - _size(tail))
        pieces.append(rest[:cut].rstrip() + tail)
        rest = rest[cut:].lstrip()
    return [*pieces, rest]


def led_by(lead: str, part: str) -> str:
    """The part with a lead before it, where both fit."""
    return lead + part if _size(lead + part) <= LIMIT else part


def _cut(text: str, limit: int) -> int:
    """How many characters to take: up to a line's end, else a sentence's, else what fits."""
    fits = len(text.encode()[:limit].decode(errors="ignore"))
    for ends in ("\n", _STOPS):
        at = max(text.rfind(sign, 0, fits) for sign in ends) + 1
        if at > fits // 2:
            return at
    return fits


def _size(text: str) -> int:
    return len(text.encode())
