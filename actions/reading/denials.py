"""A denial of something other than what was asked.

没有工作, said to whether the rented home is a complete unit, tells that there is no work and
leaves the question open; 没有, 没整那玩意 and 没独立厨房 are answers.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Any

from actions.reading.data_files import load
from actions.reading.patterns import compiled
from actions.reading.polarity import bare
from actions.reading.tagged import expand


@lru_cache(maxsize=1)
def _words() -> dict[str, Any]:
    raw = load("denials")
    head, no, filler, after = (expand(raw[name]) for name in ("head", "not", "filler", "after"))
    things = {kind: expand(words) for kind, words in raw["things"].items()}
    return {
        # 没有工作; 工作没有, 孩子也没有
        "denied": {
            kind: compiled(f"{head}(?:{no}{filler}(?:{words})|(?:{words}){after}{no})")
            for kind, words in things.items()
        },
        "things": {kind: compiled(words) for kind, words in {**things, **raw["parts"]}.items()},
        "asks": raw["asks"],
    }


@lru_cache(maxsize=4096)
def denies_another(text: str, key: str | None) -> bool:
    """Whether a clause denies a thing that the question about ``key`` does not ask for."""
    words = _words()
    own = words["asks"].get(key or "")
    if own is None or not re.search("[没不未无]", text) or bare(text) is not None:
        return False
    if any(words["things"][kind].search(text) for kind in own):
        return False  # 没孩子也没工作, to whether there is work
    return any(pattern.match(text) for pattern in words["denied"].values())
