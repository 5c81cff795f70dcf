"""Bare answers: yes, no, not known, not wanted. Only a clause that is nothing else counts."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Any

from actions.reading.data_files import load
from actions.reading.patterns import compiled
from actions.reading.tagged import expand

YES, NO, UNKNOWN, DECLINED = "yes", "no", "unknown", "declined"


@lru_cache(maxsize=1)
def _patterns() -> dict[str, re.Pattern[str]]:
    raw = load("answers")
    filler, tail = raw["filler"], raw["tail"]
    return {
        YES: compiled(f"^{filler}(?:{expand(raw['yes'])})+(?:{raw['tail']})$"),
        NO: compiled(f"^{filler}(?:{expand(raw['no'])})(?:{tail})对?$"),
        UNKNOWN: compiled(expand(raw["unknown"])),
        DECLINED: compiled(expand(raw["declined"])),
    }


@lru_cache(maxsize=4096)
def bare(clause: str) -> str | None:
    """``yes``, ``no`` when the clause says just that."""
    patterns = _patterns()
    if patterns[NO].match(clause):
        return NO
    if patterns[YES].match(clause):
        return YES
    return None


@lru_cache(maxsize=4096)
def unsaid(clause: str) -> str | None:
    """``unknown`` or ``declined`` when the clause says that the speaker cannot or will not tell."""
    patterns = _patterns()
    if patterns[DECLINED].search(clause):
        return DECLINED
    if patterns[UNKNOWN].search(clause):
        return UNKNOWN
    return None


def answer_value(key: str, polarity: str) -> Any:
    """What yes or no means as an answer to the question about ``key``; None when nothing."""
    entry: dict[Any, Any] = load("answers")["keys"].get(key, {})
    return entry.get(polarity)
