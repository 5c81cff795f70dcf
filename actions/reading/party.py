"""The parties of a message's clauses, as a value."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Sequence

from actions.reading.clause import TOLD, Clause
from actions.reading.kin_mentions import Person
from actions.reading.relations import Applicant

APPLICANT, SPEAKER, OTHER = "applicant", "speaker", "other"


@dataclass(frozen=True)
class Parties:
    """``applicant`` None: the speaker. ``of_clause[i]``: the party of clause ``i``."""

    applicant: str | None
    called: str | None
    """The word by which this message, or the talk before it, asks for the applicant."""
    declared: bool
    of_clause: tuple[str, ...]
    others: bool
    back_to_self: bool
    strangers: tuple[bool, ...]
    """Clauses about people who are no relatives, or told from hearsay."""
    after_kin: tuple[bool, ...]
    """Clauses without a subject right after one about a relative: whose job it is stays open."""
    means_spouse: tuple[bool, ...]
    """Clauses whose 他 or 她 is the spouse named before."""
    after_children: tuple[bool, ...]
    """Clauses without a subject right after one that names children."""
    of_whom: tuple[Person | str | None, ...] = ()
    """Whom each clause tells of beside the applicant: a relative, SELF for the speaker."""
    at_speakers: bool = False
    """The one who is asked for lives in the speaker's home."""
    assumed: bool = False
    """Nobody was expressly asked for; who the applicant is was inferred."""

    def own(self, clauses: Sequence[Clause], *, plans: bool = True) -> list[Clause]:
        """What the clauses tell of the applicant; ``plans`` False leaves out what is wished for."""
        return [
            clause
            for clause, party in zip(clauses, self.of_clause, strict=False)
            if clause.mode == TOLD and party == APPLICANT and (plans or not clause.wish)
        ]

    @property
    def asked_for(self) -> Applicant | None:
        """The relative the talk is about; None when it is the speaker."""
        return Applicant(self.applicant, self.called) if self.applicant else None
