"""Whole numbers as people say them: 24, 二十四, 廿四, 两, 俩, 仨, 2.5."""

from __future__ import annotations

from functools import lru_cache

import cn2an

NUMBER = r"(?:\d+(?:\.\d+)?|[零〇一二两三四五六七八九十百廿卅]+|[俩仨])"
_SPOKEN = {"俩": 2, "仨": 3, "两": 2}
_TENS = str.maketrans({"〇": "零", "廿": "二十", "卅": "三十"})
_DIGITS = {char: str(value) for value, char in enumerate("零一二三四五六七八九")} | {"〇": "0"}


@lru_cache(maxsize=2048)
def number(said: str) -> float | None:
    """The value of one number, or None when the characters make no number (百百)."""
    if said in _SPOKEN:
        return _SPOKEN[said]
    if said[:1].isdigit():
        return float(said)
    if len(said) > 1 and all(char in _DIGITS for char in said):
        return float("".join(_DIGITS[char] for char in said))  # 二零二四
    try:
        return float(cn2an.cn2an(said.translate(_TENS), "smart"))
    except (ValueError, KeyError):
        return None


def whole(said: str) -> int | None:
    """As ``number``, but None for a fraction."""
    value = number(said)
    return int(value) if value is not None and value == int(value) else None
