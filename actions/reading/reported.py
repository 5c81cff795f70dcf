"""What others told the speaker about the applicant's own affairs: 老公说我的社保在老家交."""

from __future__ import annotations

from actions.reading.clause import ASKED, Clause
from actions.reading.subjects import party_words

# What somebody at home may know better than the one who answers; a job or a status one knows.
_LOOKED_UP = frozenset(
    {
        "residence_area",
        "residence_community",
        "housing",
        "rental_complete_unit",
        "rental_months",
        "social_insurance",
        "business_license",
        "business_months",
        "business_area",
        "business_premises",
        "taxes_paid",
    }
)


def told_by_another(clause: Clause, awaiting: str | None, *, for_another: bool) -> bool:
    """Whether a clause hands on what a relative said of the applicant.

    老婆说租了两年, in answer to a question, speaks of what was asked; unasked only what names the
    speaker counts (老公说我的社保停了), and where one asks for somebody else that is not he.
    """
    data = party_words()
    said = data["told_by"].match(clause.text)
    if said is None or clause.mode == ASKED:
        return False
    rest = clause.text[said.end() :]
    if not rest or data["told_of_them"].search(rest):
        return False
    if awaiting in _LOOKED_UP:
        return True
    return not for_another and bool(data["told_of_me"].match(rest))
