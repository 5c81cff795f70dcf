"""The question at the end of a story, with as much of the story as it takes to understand it.

辞了职的,社保断了俩月,去窗口人家要原单位证明,这证明找谁开: weighed as a whole it is about those who
left their firm, and what the clause says of them is not what is asked.
"""

from __future__ import annotations

import re

from actions.dialogue.no_sentence import is_keywords

_BREAK = re.compile("[,，。?？!！;；、:：~…\n ]+")
_MOST = 3
"""So many parts, the question's own among them, are taken with it; more is the story again."""
_TAG = re.compile(
    "(?:文件|政策|条文|规定|上头|上面)[^,，]{0,8}(?:有|提|说|写|讲|兜底|列|规定)|(?:有|写|提|说)(?:没有?|不)(?:有|写|提|说)|有(?:个)?说法|准话|准信|符合|合不?合(?:规|法|理|适)|对不对|(?:急|气|愁|烦|冤)死|难为人|讲理"
)
"""文件上有这话没, 急死我了: the question stands before it."""
_TAG_LENGTH = 16
_LEAST = 5
"""Signs below which an ending (行不行) asks nothing by itself."""


def endings(question: str, whole: str) -> list[str]:
    """The question alone and with one or two of the parts told before it, the shortest first;
    nothing where that is the whole message already or the message is a row of search words."""
    parts = [part for part in _BREAK.split(whole) if part]
    if len(parts) < 2 or is_keywords(whole):
        return []
    last = max(
        (at for at, part in enumerate(parts) if part in question or question in part), default=None
    )
    if last is None:
        return []
    while last and len(parts[last]) <= _TAG_LENGTH and _TAG.search(parts[last]):
        last -= 1
    found = []
    for first in range(last, max(-1, last - _MOST), -1):
        if first == 0:
            break  # the story begins here
        ending = "，".join(parts[first : last + 1])
        if len(ending) >= _LEAST:
            found.append(ending)
    return found
