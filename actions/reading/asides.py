"""Angry talk, comparisons and orders: clauses that tell nothing of anybody's case.

俺赶集卖菜都比这痛快 is no statement of what the speaker lives on. Such a clause is neither told nor
asked nor supposed; what stands beside it is read as ever.
"""

from __future__ import annotations

import re
from dataclasses import replace
from functools import lru_cache

from actions.reading.clauses import TOLD, Clause, ends_sentence
from actions.reading.data_files import load
from actions.reading.patterns import compiled
from actions.reading.tagged import expand

ASIDE = "aside"


@lru_cache(maxsize=1)
def _words() -> dict[str, re.Pattern[str]]:
    raw = load("modes")["aside"]
    return {
        "said": compiled(expand("|".join(f"(?:{one})" for one in raw["said"]))),
        "as_you_do": compiled(expand(raw["as_you_do"])),
        "would": compiled(expand(raw["would"])),
    }


def mark_asides(clauses: list[Clause]) -> list[Clause]:
    """The clauses with those that are said beside the matter marked as ``ASIDE``."""
    words = _words()
    marked: list[Clause] = []
    compared = False
    for clause in clauses:
        as_you_do = bool(words["as_you_do"].search(clause.text))
        # 照你们这么办事,买卖早黄了: what would come of it
        follows = compared and bool(words["would"].search(clause.text))
        if clause.mode == TOLD and (as_you_do or follows or words["said"].search(clause.text)):
            clause = replace(clause, mode=ASIDE)
        marked.append(clause)
        compared = (as_you_do or follows) and not ends_sentence(clause.gap)
    return marked
