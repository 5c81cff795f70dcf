"""Words that by themselves may mean several things: 社保, 孩子的事怎么弄, 能办吗."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Container, Iterable, Optional

from actions.reading.patterns import compiled
from policy_kb.everyday import Choice
from policy_kb.text import normalize

_LEAD = (
    "(?:你好|您好|请问|问下|问一下|问问|想问下?|想问一下|想问问|打听下|打听一下|我?想知道|咨询下?|咨询一下|了解下?|关于|那|就是"
    "|我|俺|咱|他|她|您|俺家|我家|家里|这个?|那个|这|说说|讲讲|看看|一下|帮我|[,: ])*"
)
_TAIL = (
    "(?:的|滴|这个?|那个?|这块|这方面|方面|问题|事|事儿|事情|情况|政策|规定|一下"
    "|(?:该|要|能|可)?(?:怎么|咋|如何|怎样)(?:个)?(?:办理|办|弄|整|搞|说|样|处理|解决|回事|算)?(?:法)?|啥样|行不行|能不能办|有说法(?:吗|没|不)?|怎么说"
    "|了|啊|呀|吗|嘛|么|不|呗|吧|哈|呢|[,.。!?~ ])*"
)
_SAYS = compiled(
    "(?:你好|您好|[,。! ])*(?:[我俺咱](?:们|家)?(?!想知道)[^,。?]{1,10}|[^,。?我俺咱]{1,8}了)[。! ]*"
)
_ASKS = compiled(
    "事|问|咋|怎|如何|啥|什么|吗|嘛|么|呢|[行能]不|政策|规定|情况|方面|关于|说说|讲讲|看看|一下|不$"
)


_ANNOUNCED = compiled(
    "(?:你好|您好|同志|老师|[,。! ])*(?:(?:替|帮|给|代)[^,。!? ]{1,5}?|[我俺咱])?(?:就|是|想|要|来|先)*(?:问问?|打听打?听?|咨询|请教)(?:下|一下|一声|个事|恁|您|你)*(?:[,。!: ]+|(?=[我俺咱]))"
)
"""我想问问 我没有户口, 替我侄子问一下: that something is going to be asked, before one's case is told."""


def only_announces(question: str) -> bool:
    """Whether a question is but the announcement of one (我想问问)."""
    return _ANNOUNCED.fullmatch(f"{normalize(question).strip()},") is not None


def tells(text: str) -> bool:
    """Whether a message of a few words tells of oneself (我租房, 买房了) rather than names a
    matter (租房, 我社保的事)."""
    said = normalize(text).strip()
    if announced := _ANNOUNCED.match(said):
        said = said[announced.end() :]
    return _SAYS.fullmatch(said) is not None and not _ASKS.search(said)


_WHERE_OR_HOW_LONG = compiled("哪|几|多")


@lru_cache(maxsize=256)
def _nothing_but(words: str) -> re.Pattern[str]:
    return compiled(f"{_LEAD}(?:{words}){_TAIL}")


def several_things(choices: Iterable[Choice], text: str, alone: bool) -> Optional[Choice]:
    """The entry for a message that is but such a word. ``alone``: nothing was said before that
    it could go on with (能办吗)."""
    said = normalize(text).strip()
    for choice in choices:
        leans = choice.leans or said.rstrip("?。!").endswith("呢")
        if leans and not alone:
            continue
        if _nothing_but(choice.words).fullmatch(said):
            return choice
    return None


def asked_within(choices: Iterable[Choice], text: str, routes: Container[str]) -> str:
    """What such a word asks in a case to which ``routes`` are open (那社保呢, of a tenant); else
    nothing."""
    choice = several_things(choices, text, alone=True)
    if choice is None or not (_ASKS.search(text) or _WHERE_OR_HOW_LONG.search(text)):
        return ""
    return next((ask for route, ask in choice.within.items() if route in routes), "")
