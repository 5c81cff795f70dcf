"""Whether the relative somebody asks for lives in the speaker's home: 替俺爹问,他跟着俺住."""

from __future__ import annotations

from actions.reading.clause import TOLD, Clause
from actions.reading.patterns import compiled
from actions.reading.subjects import party_words

_NOT_SO = compiled("(?:不|没|没有|未|别)(?:再|跟|和|与|随|住|在|想|肯|愿意?|能|一直)")
_TO_COME = compiled(
    "以后|将来|往后|过了?年|明年|下[个半]?月|年底|打算|准备|[想要盼让叫]|等|再接|才能"
)


def stays_at_speakers(applicant: str | None, clauses: list[Clause], of_him: list[Clause]) -> bool:
    """Whether who is asked for lives with the speaker, being no spouse of his; not what is only
    wished, denied or to come (想叫他跟我住, 他不跟我住, 过了年跟我住).

    ``of_him``: the clauses in which 跟我住 without a subject can be told of him.
    """
    if applicant is None or applicant.startswith("spouse"):
        return False
    data = party_words()
    if any(data["stays_at_speakers"].search(clause.text) for clause in clauses):
        return True
    for clause in of_him:
        found = data["lives_with_speaker"].search(clause.text)
        if found is None or clause.mode != TOLD or clause.in_wish(found.start()):
            continue
        before = clause.text[: found.end()]
        if not (clause.in_past(found.start()) or _NOT_SO.search(before) or _TO_COME.search(before)):
            return True
    return False
