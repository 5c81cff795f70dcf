"""除了老婆都不带, 除了我爸全家都迁: whom an answer takes out of all those known, or who alone comes."""

from __future__ import annotations

from typing import Sequence

from actions.reading.clause import Clause
from actions.reading.family_known import call_up, meant_by
from actions.reading.family_members import KIN, Gathering, Member
from actions.reading.kin_mentions import Person
from actions.reading.patterns import compiled
from actions.reading.relations import Applicant, relation_to
from actions.reading.tagged import GROUPS, Tagged

_EXCEPT = compiled(
    f"^(?:那|这次|这回|就|我们?|俺们?)*除(?:了|开)(?:{GROUPS['kin']}(?:们|俩)?[和跟与、]?)+(?:以外|之外|外)?(?:,)?"
)
_WHO = "(?:其[他它余]的?|剩下的?|别的?|全家|一家|大家|人|几个|几口|[我俺]们?|[他她]们)*"
_COME = compiled(
    f"^{_WHO}(?:都|全都?|均)(?:跟着?我?|一起|一块儿?|想|要|能|随我?)*(?:迁|落|来|带|办|随迁|跟着)"
)
_STAY = compiled(
    f"^{_WHO}(?:谁|一个)?(?:都|全都?|也)(?:先|暂时)?不(?:想|打算|用)?(?:带|迁|落|来|办|动|跟|随迁)"
)


def take_excepted(
    got: Gathering, tagged: Tagged, clauses: Sequence[Clause], applicant: Applicant | None
) -> bool:
    """Takes out of those known whom the answer excepts, or all others. Says whether it does."""
    for clause, after in zip(clauses, [*clauses[1:], None], strict=False):
        found = _EXCEPT.match(clause.text)
        if found is None:
            continue
        rest = clause.text[found.end() :] or (after.text if after else "")
        come, stay = _COME.match(rest), _STAY.match(rest)
        if not (come or stay) or KIN.search(rest):
            return False
        whom = _whom(got, tagged, clause, found.end(), applicant)
        if not whom:
            return False
        others = [one for one in got.known if not any(one is other for other in whom)]
        got.left.extend(whom if come else others)
        return True
    return False


def _whom(
    got: Gathering, tagged: Tagged, clause: Clause, end: int, applicant: Applicant | None
) -> list[Member]:
    whom: list[Member] = []
    for found in KIN.finditer(clause.text, 0, end):
        item = tagged.items.get(clause.start + found.start())
        if not isinstance(item, Person) or item.owner == "third":
            return []
        relation = relation_to(applicant, item, beside=False)
        meant = meant_by(got, item, relation, "") if relation else []
        if not meant:
            return []
        call_up(got, meant, item)
        whom += meant
    got.members = []
    return whom
