"""Splits Chinese text into search terms: jieba words and character pairs.

Pairs find what the segmenter cuts differently in a question and in a clause.
"""

from __future__ import annotations

import logging
import re
from functools import lru_cache
from typing import Any

_RUN = re.compile(r"[一-鿿]+|[A-Za-z0-9]+")
_STOP = frozenset("的了吗呢啊吧呀是我你他她和就都也在有要") | {"请问", "什么", "怎么"}


@lru_cache(maxsize=1)
def _segmenter() -> Any:
    import jieba

    jieba.setLogLevel(logging.WARNING)
    jieba.initialize()
    return jieba


def terms(text: str) -> list[str]:
    """The terms of a normalised text, repeats kept so that frequency counts."""
    found: list[str] = []
    for run in _RUN.findall(text):
        if not run[0].isascii():
            words = _segmenter().cut_for_search(run)
            found.extend(word for word in words if len(word) > 1 and word not in _STOP)
            found.extend(run[i : i + 2] for i in range(len(run) - 1))
            if len(run) == 1:
                found.append(run)
        else:
            found.append(run.lower())
    return found
