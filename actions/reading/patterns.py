"""Keeps the patterns of the data files from being slow on any message.

``(?:早|就|早就)*`` can read 早就早就早就 in two ways at every step, and a search that fails tries
them all: time doubles with every repetition, and a message made for it would stop the service. What
other alternatives of a repeated group already spell adds nothing and is left out.
"""

from __future__ import annotations

import re
from typing import Iterator

_LITERAL = re.compile(r"(?:[^\\()\[\]{}|.*+?^$]\??)*\Z")


def compiled(pattern: str) -> re.Pattern[str]:
    """``re.compile`` for the patterns of this package."""
    return re.compile(unambiguous(pattern))


def unambiguous(pattern: str) -> str:
    """The pattern with every repeated group of words freed of what its other words spell."""
    start = 0
    while (start := pattern.find("(?:", start)) >= 0:
        end = _closing(pattern, start)
        if (
            end + 1 < len(pattern)
            and pattern[end + 1] in "*+"
            and pattern[end + 2 : end + 3] != "?"
        ):
            words = _reduced(_alternatives(pattern[start + 3 : end]))
            pattern = f"{pattern[:start]}(?:{'|'.join(words)}{pattern[end:]}"
        start += 3
    return pattern


def _marks(pattern: str, start: int = 0) -> Iterator[tuple[int, str]]:
    """The brackets and bars from ``start`` on that are not escaped nor in a class."""
    at, in_class = start, False
    while at < len(pattern):
        char = pattern[at]
        if char == "\\":
            at += 1
        elif in_class:
            in_class = char != "]"
        elif char == "[":
            in_class = True
        elif char in "(|)":
            yield at, char
        at += 1


def _closing(pattern: str, start: int) -> int:
    """Where the group that opens at ``start`` closes."""
    depth = 0
    for at, mark in _marks(pattern, start):
        depth += {"(": 1, ")": -1}.get(mark, 0)
        if depth == 0:
            return at
    raise re.error("missing ), unterminated group", pattern, start)


def _alternatives(body: str) -> list[str]:
    """The alternatives of a group's body."""
    found, depth, begin = [], 0, 0
    for at, mark in _marks(body):
        depth += {"(": 1, ")": -1}.get(mark, 0)
        if mark == "|" and depth == 0:
            found.append(body[begin:at])
            begin = at + 1
    return [*found, body[begin:]]


def _reduced(alternatives: list[str]) -> list[str]:
    """The alternatives without those that are empty, twice there, or spelt by others."""
    spelt = [one for alternative in alternatives for one in _plain(alternative)]
    spelt = [one for one in dict.fromkeys(spelt) if one]
    words = {one for one in spelt if _LITERAL.match(one)}
    kept = [one for one in spelt if one not in words or not _composed(one, words - {one})]
    return kept or alternatives


def _plain(alternative: str) -> list[str]:
    """What an alternative of a repeated group comes to: a group in it as its alternatives, 嗯+ as
    嗯, 早就? as 早就 and 早."""
    if alternative.startswith("(?:") and _closing(alternative, 0) == len(alternative) - 1:
        return [one for part in _alternatives(alternative[3:-1]) for one in _plain(part)]
    if len(alternative) == 2 and alternative[1] in "+*":
        return [alternative[0]]
    return _variants(alternative) if _LITERAL.match(alternative) else [alternative]


def _variants(word: str) -> list[str]:
    """早就? as 早就 and 早."""
    at = word.find("?")
    if at < 0:
        return [word]
    return [*_variants(word[:at] + word[at + 1 :]), *_variants(word[: at - 1] + word[at + 1 :])]


def _composed(word: str, words: set[str]) -> bool:
    """Whether a word is a row of the others."""
    reached = {0}
    for at in range(len(word)):
        if at in reached:
            reached |= {at + len(one) for one in words if word.startswith(one, at)}
    return len(word) in reached
