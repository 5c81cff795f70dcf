"""Finds the clauses in a document's source text by the document's own numbering.

Chinese government documents number 一、 (一) 1. A clause's id joins the parts: part, section and item, without spaces.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

_NUMERAL = "[一二三四五六七八九十]+"
_PART = re.compile(rf"^\s*({_NUMERAL})、")
_SECTION = re.compile(rf"^\s*[(（]({_NUMERAL})[)）]")
_ITEM = re.compile(r"^\s*(\d+)\s*[.．、]")


@dataclass(frozen=True)
class Span:
    """Characters ``start`` to ``end`` (exclusive) of the source text."""

    start: int
    end: int


def clause_spans(source: str) -> dict[str, Span]:
    """Every numbered clause with its exact span, in document order.

    A section's span covers its own items too; parts (一、) are headings and not clauses.
    """
    part = section = ""
    starts: list[tuple[str, int, int]] = []  # id, level, offset
    offset = 0
    for line in source.splitlines(keepends=True):
        lead = len(line) - len(line.lstrip())
        if match := _PART.match(line):
            part, section = match.group(1), ""
            starts.append((part, 0, offset + lead))
        elif (match := _SECTION.match(line)) and part:
            section = f"{part}({match.group(1)})"
            starts.append((section, 1, offset + lead))
        elif (match := _ITEM.match(line)) and section:
            starts.append((f"{section}{match.group(1)}", 2, offset + lead))
        offset += len(line)
    spans: dict[str, Span] = {}
    for index, (clause, level, start) in enumerate(starts):
        if level == 0:
            continue
        end = next((at for _, lvl, at in starts[index + 1 :] if lvl <= level), len(source))
        spans[clause] = Span(start, start + len(source[start:end].rstrip()))
    return spans
