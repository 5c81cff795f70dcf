"""Whose missing registration is told of: 我闺女十三了,没户口 is hers."""

from __future__ import annotations

from typing import Sequence

from actions.reading.clause import TOLD, Clause
from actions.reading.party import Parties
from actions.reading.patterns import compiled
from actions.reading.slate import SPECIAL, Slate
from actions.reading.tagged import expand

_OF_A_CHILD = compiled(
    expand(
        "^(?!.*(?:[我俺咱](?!们?家?的?(?:那|这|个|小|大)*<kin:child>)))"
        "(?:[我俺咱]们?家?的?|[路道]边|捡(?:来|到|回)?的?|领养的?|抱(?:来|养)的?|养的?|那|这|个|小|大)*<kin:child>(?:们)?[^,]*"
    )
)
_OF_HIM_STILL = compiled("^(?!.*[我俺咱])(?!(?:他|她)?(?:爸|妈|爹|娘|爷|奶))[^,]+$")


def of_the_child(
    slate: Slate, clauses: Sequence[Clause], parties: Parties, awaiting: str | None
) -> None:
    """Drops no_hukou where a clause without a subject tells it of the child named just before;
    whoever was asked for it tells it of himself (捡来的孩子,一直没给上)."""
    if slate.facts.get("no_hukou") is not True or parties.applicant is not None:
        return
    if awaiting in ("no_hukou", SPECIAL):
        return
    told_in = slate.clause_of.get("no_hukou", -1)
    if not 0 < told_in < len(clauses) or not _OF_HIM_STILL.match(clauses[told_in].text):
        return
    for clause in reversed(clauses[:told_in]):
        if clause.mode != TOLD:
            return
        if _OF_A_CHILD.fullmatch(clause.text):
            slate.facts.pop("no_hukou")
            return
        if not _OF_HIM_STILL.match(clause.text):
            return
