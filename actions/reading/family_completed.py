"""住一起, 都没结婚, 一个二十五,一个十六: an answer that names nobody, told of those asked about."""

from __future__ import annotations

import re
from typing import Sequence

from actions.reading.clause import Clause
from actions.reading.family_attributes import marriage
from actions.reading.family_by_age import meant_of_known
from actions.reading.family_members import Gathering, Member, family_words
from actions.reading.polarity import NO, YES, bare


def complete(got: Gathering, clauses: Sequence[Clause], *, alone: bool) -> None:
    """住一起, 都没结婚: an answer that names nobody tells of those whom the question was about.

    None of the ``clauses`` names somebody; ``alone`` says that the message is a single clause.
    """
    data = family_words()
    children = [one for one in got.known if one.relation == "child"]
    untold = [one for one in got.known if one.living_together is None]
    meant: list[Member] = []
    told_apart = -1
    for clause in clauses:
        text = clause.text
        value: bool | None = None
        meant = meant_of_known(children, text, meant)
        if data["parted"].match(text):
            told_apart += 1  # 一个二十五,一个十六
            alike = len({(one.word, one.married) for one in children[told_apart:]}) < 2
            meant = children[told_apart : told_apart + 1] if alike else []
            if not meant:
                continue
        one_child = len(meant) == 1 < len(children)
        apart, together = data["living_no"].search(text), data["living_yes"].search(text)
        if apart and not (together and _holds(together, apart)):
            value = False
        elif together:
            value = True
        elif clause.correction and not alone and bare(text) == NO:
            pass  # 不对,我妈已经去世了: takes something back and answers nothing
        elif bare(text) in (YES, NO) and untold:
            value = bare(text) == YES
        if value is not None:
            for one in meant if one_child else untold or got.known:
                one.living_together = value
        married = marriage(clause)
        of_whom = children if isinstance(married, list) and len(married) > 1 else meant
        each = married if isinstance(married, list) else [married] * len(of_whom)
        for one, said in zip(of_whom, each, strict=False):
            if said is not None:
                one.married = said


def _holds(one: re.Match[str], other: re.Match[str]) -> bool:
    """Whether the other lies within the one: 分开过 in 没分开过."""
    longer = one.end() - one.start() > other.end() - other.start()
    return longer and one.start() <= other.start()
