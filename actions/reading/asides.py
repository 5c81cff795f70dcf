"""Angry talk, comparisons and orders: clauses that tell nothing of anybody's case.

俺赶集卖菜都比这痛快 is no statement of what the speaker lives on. Such a clause is neither told nor
asked nor supposed; what stands beside it is read as ever. So is a word of assent that only takes
the talk on: 中 in 中。那啥时候去办 means "all right" and answers nothing that was asked.
"""

from __future__ import annotations

import re
from dataclasses import replace
from functools import lru_cache

from actions.reading.clause import ASKED, SUPPOSED, TOLD, Clause, ends_sentence, is_question
from actions.reading.data_files import load
from actions.reading.patterns import compiled
from actions.reading.tagged import expand

ASIDE, ASSENT = "aside", "assent"


@lru_cache(maxsize=1)
def _words() -> dict[str, re.Pattern[str]]:
    raw = load("modes")["aside"]
    return {
        "said": compiled(expand("|".join(f"(?:{one})" for one in raw["said"]))),
        "as_you_do": compiled(expand(raw["as_you_do"])),
        "would": compiled(expand(raw["would"])),
        "assent": compiled(raw["assent"]),
        "lets_be": compiled(raw["lets_be"]),
        "never_mind": compiled(raw["never_mind"]),
    }


def mark_asides(clauses: list[Clause]) -> list[Clause]:
    """The clauses with those that are said beside the matter marked as ``ASIDE``, and words of
    assent as ``ASSENT``."""
    words = _words()
    marked: list[Clause] = []
    compared = False
    for number, clause in enumerate(clauses):
        if clause.mode == TOLD and words["never_mind"].match(clause.text):
            clause = replace(clause, mode=ASIDE)
        if clause.mode == TOLD and _only_assents(clauses, number):
            clause = replace(clause, mode=ASSENT)
        as_you_do = bool(words["as_you_do"].search(clause.text))
        # 照你们这么办事,买卖早黄了: what would come of it
        follows = compared and bool(words["would"].search(clause.text))
        if clause.mode == TOLD and (as_you_do or follows or words["said"].search(clause.text)):
            clause = replace(clause, mode=ASIDE)
        marked.append(clause)
        compared = (as_you_do or follows) and not ends_sentence(clause.gap)
    return marked


def _only_assents(clauses: list[Clause], number: int) -> bool:
    """好吧 wherever it stands, 中 and 嗯 right before a question of the speaker's own."""
    words, text = _words(), clauses[number].text
    if words["lets_be"].match(text):
        return True
    if not words["assent"].match(text):
        return False
    for after in clauses[number + 1 :]:
        if after.mode != TOLD or after.gap:
            break  # a statement cut off its question (那社保断过两月|要不要紧) goes with it
    else:
        return False
    return after.mode == ASKED or (after.mode == SUPPOSED and is_question(after))
