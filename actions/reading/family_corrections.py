"""Words that mend what was just said of who comes along: 带俺爹,不对,带俺娘; 俩孩子,说错了,一个."""

from __future__ import annotations

from dataclasses import replace
from typing import Sequence

from actions.reading.clause import Clause
from actions.reading.family_members import KIN, Gathering, Member, family_words
from actions.reading.numbers import whole
from actions.reading.patterns import compiled

_DENIES_THE_COUNT = compiled("^(?:也)?不是[一两俩二仨三四五1-5]个")


def mends(clauses: Sequence[Clause], number: int) -> bool:
    """Whether a clause says anew what the one before it said wrongly."""
    if number == 0:
        return False
    clause, before = clauses[number], clauses[number - 1]
    only_mark = before.correction and not KIN.search(before.text)
    only_mark = only_mark or (number > 1 and bool(family_words()["wrong"].match(before.text)))
    return only_mark or clause.correction or bool(_DENIES_THE_COUNT.match(before.text))


def take_correction(got: Gathering, earlier: Sequence[Member], group: int, clause: Clause) -> bool:
    """Takes out whom the clause replaces; ``earlier`` and ``group`` are those named before it.

    True when the clause tells a number and nothing else.
    """
    counted = family_words()["how_many_after_all"].match(clause.text)
    if counted:
        _count_anew(got, whole(counted["n"]) or 1)
        return True
    if family_words()["adds"].search(clause.text):
        return False  # 带俺爹,不对,还有俺娘
    new = [one for one in got.members if not any(one is old for old in earlier)]
    last = [one for one in earlier if one.group == group]
    again = [one for one in last if new and one.clause == new[0].clause]
    wrong = [one for one in last if one not in again]
    alike = [one for one in wrong if one.relation in {other.relation for other in new}]
    if new:
        wrong = alike or ([] if again else wrong)
    elif family_words()["replaces"].match(clause.text):
        said = max((one.clause for one in last), default=-1)
        named = [one for one in last if one.clause == said]
        wrong = [one for one in wrong if one not in named]
    else:
        wrong = []
    got.members = [one for one in got.members if not any(one is other for other in wrong)]
    return False


def _count_anew(got: Gathering, count: int) -> None:
    """三个孩子,说错了,是两个: as many of those named last as are counted now."""
    last = [one for one in got.members if one.group == got.last_group]
    if not last or any(one.word != last[0].word for one in last):
        return
    at = got.members.index(last[0])
    rest = [one for one in got.members if one.group != got.last_group]
    got.members = [*rest[:at], *(replace(last[0]) for _ in range(count)), *rest[at:]]
