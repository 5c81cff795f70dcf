"""Clauses of an answer on the family put as they are read: 孩子那个说错了,结婚了 is 孩子结婚了."""

from __future__ import annotations

from dataclasses import replace
from typing import Sequence

from actions.reading.clause import Clause
from actions.reading.family_counting import tells_of_them
from actions.reading.family_members import KIN
from actions.reading.named_wrong import OPENS, POINT, WRONG
from actions.reading.patterns import compiled
from actions.reading.tagged import GROUPS, SIGNS

_KIN_WRONG = compiled(f"^{OPENS}(?P<kin>{GROUPS['kin']})(?:们|俩)?(?:结婚|住)?{POINT}{WRONG}$")
# 爸妈就妈跟我住, 俩孩子就小的跟我住
_PART_OF_THEM = compiled(
    f"^(?P<all>(?:{GROUPS['kin']}[和跟与、]?)+(?:们|俩)?)(?:里头?|当中|其中)?(?P<only>就|只有?|光)(?P<part>(?:有|是)?(?:{GROUPS['kin']}|大的|小的)[^,]*(?:[跟和随]着?[我俺]|住|来|落|迁))"
)
_DIVORCED = compiled("(?<![没未不闹要想])离(?:婚|异|了)|前[夫妻]")
_WITH_PARENT = compiled(
    f"^{SIGNS['kin:child']}(?:们|俩)?(?:就|呢|都|也)*(?:跟|随|归)着?(?:了)?{SIGNS['kin:parent']}$"
)
# 爹跟大哥,娘跟俺: of two alike the one is with me and the other with somebody else
_WITH_ME = compiled(f"^(?P<kin>{GROUPS['kin']})(?:就|呢|都)?(?:跟|随)着?[我俺](?:们)?[住过]?$")
_WITH_ANOTHER = compiled(
    f"^(?P<kin>[{SIGNS['kin:child']}{SIGNS['kin:parent']}])(?:就|呢|都)?(?:跟|随)着?"
    f"(?:{SIGNS['kin:other']}|{SIGNS['person']}|(?<={SIGNS['kin:child']}[跟随])[{SIGNS['kin:parent']}{SIGNS['kin:spouse']}])$"
)


def tells_of_divorce(text: str) -> bool:
    """离了,孩子跟他妈: the mother is no wife any more."""
    return bool(_DIVORCED.search(text))


def as_read(clauses: Sequence[Clause]) -> list[Clause]:
    """The clauses, those joined that tell one thing and those parted that tell two."""
    made: list[Clause] = []
    divorced = any(tells_of_divorce(one.text) for one in clauses)
    for number, clause in enumerate(clauses):
        wrong = _KIN_WRONG.match(made[-1].text) if made else None
        if wrong and not KIN.search(clause.text):
            at = made[-1].start + wrong.start("kin")
            made[-1] = replace(clause, text=wrong["kin"] + clause.text, start=at, correction=True)
            continue
        beside = [*clauses[max(number - 1, 0) : number], *clauses[number + 1 : number + 2]]
        if (divorced and _WITH_PARENT.match(clause.text)) or _with_another(clause, beside):
            clause = replace(clause, text=clause.text + "住")
        if made_of := _next_told(clause):
            made.append(replace(clause, text=clause.text[:made_of], gap=","))
            clause = replace(clause, text=clause.text[made_of:], start=clause.start + made_of)
        parted = _PART_OF_THEM.match(clause.text)
        if parted:
            named = clause.text[parted.end("all") :].find(parted["part"]) + parted.end("all")
            part = clause.text[named:]
            cut = named if part.startswith(("大的", "小的")) else parted.start("only")
            made.append(replace(clause, text=parted["all"], gap=","))
            made.append(replace(clause, text=clause.text[cut:], start=clause.start + cut))
        else:
            made.append(clause)
    return made


def _next_told(clause: Clause) -> int:
    """Where in one breath the next one is told of: 老大结婚了|老二16; 0 where nobody is."""
    for found in KIN.finditer(clause.text, 1):
        left, right = clause.text[: found.start()], clause.text[found.start() :]
        if left[-1] in "跟和与、带领随的在到去给陪是有我俺把让比归靠" or not KIN.search(left):
            continue
        if all(tells_of_them(replace(clause, text=part)) for part in (left, right)):
            return found.start()
    return 0


def _with_another(clause: Clause, beside: Sequence[Clause]) -> bool:
    other = _WITH_ANOTHER.match(clause.text)
    mine = [_WITH_ME.match(one.text) for one in beside]
    return other is not None and any(one and one["kin"] == other["kin"] for one in mine)


_HE_AND_CHILD = compiled("^(?P<who>[他她])(?:也|都)?(?:和|跟|与|还有|带着?)\ue021")


def spouse_and_child(clauses: Sequence[Clause], number: int) -> str | None:
    """他和孩子跟我, where nobody was named before: the husband or wife, by sex; None elsewhere."""
    found = _HE_AND_CHILD.match(clauses[number].text)
    if found is None or any(KIN.search(one.text) for one in clauses[:number]):
        return None
    return "m" if found["who"] == "他" else "f"
