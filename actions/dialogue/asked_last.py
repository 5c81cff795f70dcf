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
    found = []
    for first in range(last, max(-1, last - _MOST), -1):
        if last - first + 1 == len(parts):
            break
        ending = "，".join(parts[first : last + 1])
        if len(ending) >= _LEAST:
            found.append(ending)
    return found
