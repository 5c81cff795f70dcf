"""What a message tells of others than the applicant, so that it is known when the talk turns to
them: 我爸没房,我在镇上买的房 keeps the house for the speaker's own case."""

from __future__ import annotations

from actions.reading.annotation import Annotation
from actions.reading.clause import TOLD, Clause
from actions.reading.kin_mentions import Person
from actions.reading.party import Parties
from actions.reading.reading import Told
from actions.reading.subjects import SELF, is_applicant, mentioned_in, party_words, subject_name
from actions.reading.tagged import Tagged


def told_of_each(
    annotation: Annotation, clauses: list[Clause], parties: Parties
) -> tuple[Told, ...]:
    """The told clauses of each person, in the order in which they are named. Nothing of what is
    asked, supposed or planned."""
    texts: dict[tuple[str, str | None], list[str]] = {}
    for clause, whom in zip(clauses, parties.of_whom, strict=True):
        if whom is None or clause.mode != TOLD or clause.wish:
            continue
        key = (SELF, None) if not isinstance(whom, Person) else (subject_name(whom), whom.word)
        texts.setdefault(key, []).append(annotation.said(clause))
    return tuple(Told(*key, "，".join(said)) for key, said in texts.items())


def speaker_registered(clauses: list[Clause], parties: Parties) -> bool:
    """我户口早就在城里了, of the one who asks for somebody else: he needs no settling himself."""
    here = party_words()["registered_here"]
    return parties.applicant is not None and any(
        clause.mode == TOLD and whom == SELF and here.search(clause.text)
        for clause, whom in zip(clauses, parties.of_whom, strict=True)
    )


def named_last(tagged: Tagged, clauses: list[Clause], parties: Parties) -> str | None:
    """The word of the relative named last beside the applicant, whatever was told of him."""
    last: str | None = None
    for clause, whom in zip(clauses, parties.of_whom, strict=True):
        named = whom if isinstance(whom, Person) else mentioned_in(tagged, clause)
        if named is not None and named.count == 1 and not is_applicant(named, parties.applicant):
            last = named.word
    return last
