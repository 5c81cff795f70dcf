"""Whose affairs each clause tells.

``Party`` of a clause: ``applicant``, ``speaker`` (the one who types, when he asks for somebody
else) or ``other``. Asking for a relative (替俺爹问) makes the relative the applicant; a message
that only tells of a relative and of nothing else is read as asking for him, unless it tells how
his case ended (我表弟开饭店的都没落成).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from actions.reading import topics
from actions.reading.clauses import ASKED, TOLD, Clause
from actions.reading.data_files import load
from actions.reading.kin_mentions import Person
from actions.reading.polarity import unsaid
from actions.reading.tagged import GROUPS, SIGNS, Tagged, expand

APPLICANT, SPEAKER, OTHER = "applicant", "speaker", "other"
SELF, OWN = "self", "own"
_SUBJECTS = {
    "siblings": "sibling_m",
    "parents": "father",
    "others": "other_m",
    "child_pair": "child",
}
_NAMED = {
    "father",
    "mother",
    "son",
    "daughter",
    "spouse_m",
    "spouse_f",
    "sibling_m",
    "sibling_f",
    "friend_m",
    "friend_f",
    "other_m",
    "other_f",
}
_TOKEN = re.compile(
    f"(?P<kin>{GROUPS['kin']})|(?P<person>{SIGNS['person']})"
    "|(?P<self>我们|俺们|咱们|我|俺|咱(?!们?这|这)|本人|来电人|来访人|申请人|当事人)"
    "|(?P<pronoun>他们?|她们?)|(?P<own>^自己)"
)


@dataclass(frozen=True)
class Parties:
    """``applicant`` None: the speaker. ``of_clause[i]``: the party of clause ``i``."""

    applicant: str | None
    declared: bool
    of_clause: tuple[str, ...]
    others: bool
    back_to_self: bool
    strangers: tuple[bool, ...]
    """Clauses about people who are no relatives, or told from hearsay."""
    after_kin: tuple[bool, ...]
    """Clauses without a subject right after one about a relative: whose job it is stays open."""


@lru_cache(maxsize=1)
def _data() -> dict[str, Any]:
    raw = load("parties")
    return {
        "declares": [re.compile(expand(one)) for one in raw["subject"]["declares"]],
        "self": re.compile(expand(raw["subject"]["self"])),
        "back": re.compile(expand(raw["subject"]["back"])),
        "outcome": re.compile(expand(raw["subject"]["outcome"])),
        **{
            name: re.compile(expand(raw[name]))
            for name in (
                "preposition",
                "possessed",
                "hearsay",
                "aside",
                "with_me",
                "one_of_them",
                "whose_fellow",
                "story",
            )
        },
        "kin_of": raw["kin_of"],
    }


def subject_name(person: Person) -> str:
    """The name of the subject that replies use to choose 他 or 她."""
    if person.id in _NAMED:
        return person.id
    female = person.sex == "f"
    if person.relation is None or person.id == "partner":
        return "friend_f" if female else "friend_m"
    if person.relation == "spouse":
        return "spouse_f" if female else "spouse_m"
    if person.relation == "child":
        return "daughter" if female else "son"
    return "other_f" if female else "other_m"


def find_parties(
    tagged: Tagged, clauses: list[Clause], awaiting: str | None, subject: str | None
) -> Parties:
    """Works out the applicant and the party of each clause."""
    data = _data()
    declared_person = _declared(tagged, clauses)
    back = bool(data["self"].search(tagged.text))
    applicant = None if subject in (None, SELF) else subject
    declared = False
    if back:
        applicant = None
    elif declared_person is not None:
        applicant, declared = subject_name(declared_person), True
    elif applicant is None:
        implied = _implied(tagged, clauses, awaiting)
        if implied is not None:
            applicant, declared_person, declared = subject_name(implied), implied, True
    tokens = [_token(tagged, clause) for clause in clauses]
    parties: list[str] = []
    strangers: list[bool] = []
    others = False
    last_other: Person | None = None
    previous = APPLICANT
    sticky = False
    seen_kin = False
    soft: str | None = None
    for clause, token in zip(clauses, tokens):
        party, held = _party(
            clause, token, applicant, declared_person, previous, sticky, last_other
        )
        if awaiting and isinstance(token, Person) and token.id == "crowd":
            held = False  # 人家给交着呢,就在本地: an answer goes on about the speaker
        if isinstance(token, Person) and party == OTHER:
            last_other = token
            soft = topics.last_topic(clause.text)
            others = others or clause.mode != ASKED
        elif token is None and soft and party == APPLICANT and _continues(clause.text, soft):
            party = OTHER  # 老公开了家店,执照有,干了四年
        else:
            soft = None
        if data["hearsay"].search(clause.text) and not isinstance(token, str):
            party, held, others = OTHER, True, True
        if data["story"].search(clause.text):
            party, held, others = OTHER, True, True
        if token is None and seen_kin and data["one_of_them"].match(clause.text):
            party, held = OTHER, False
        mentioned = _mentioned(tagged, clause)
        if mentioned is not None and last_other is None and not _is_applicant(mentioned, applicant):
            last_other = mentioned
        seen_kin = seen_kin or bool(re.search(GROUPS["kin"], clause.text))
        parties.append(party)
        stranger = party == OTHER and (
            (isinstance(token, Person) and token.relation is None)
            or bool(data["hearsay"].search(clause.text))
            or (token in (None, "pronoun") and bool(strangers) and strangers[-1])
        )
        strangers.append(stranger)
        previous, sticky = party, held
    after_kin = tuple(
        number > 0
        and tokens[number] is None
        and _about_family(tokens[number - 1], parties[number - 1])
        for number in range(len(clauses))
    )
    return Parties(applicant, declared, tuple(parties), others, back, tuple(strangers), after_kin)


def _continues(clause: str, topic: str) -> bool:
    """Whether a clause without a subject goes on about a relative's job or business."""
    if topic not in ("business", "job"):
        return False
    found = {cue.topic for cue in topics.cues(clause)}
    alike = {"business"} if topic == "business" else {"job", "insurance"}
    if not found:
        return topic == "business" and bool(re.search("[照税\ue001\ue002]", clause))
    return found <= alike


def _mentioned(tagged: Tagged, clause: Clause) -> Person | None:
    """A relative named anywhere in the clause, for the 他 or 她 that follows."""
    for at in range(clause.start, clause.end):
        item = tagged.items.get(at)
        if isinstance(item, Person) and item.relation and item.id != "couple":
            return item
    return None


def _is_applicant(person: Person, applicant: str | None) -> bool:
    return applicant is not None and subject_name(person) == applicant


def _about_family(token: Person | str | None, party: str) -> bool:
    return isinstance(token, Person) and token.relation is not None and party == OTHER


def _party(
    clause: Clause,
    token: Person | str | None,
    applicant: str | None,
    declared: Person | None,
    previous: str,
    sticky: bool,
    last_other: Person | None,
) -> tuple[str, bool]:
    """The clause's party and whether it carries over to clauses without a subject."""
    if token == OWN:
        return APPLICANT, False
    if token == SELF:
        return (SPEAKER if applicant else APPLICANT), False
    if token == "pronoun":
        if applicant or last_other is None:
            return APPLICANT, False
        return OTHER, True
    if isinstance(token, Person):
        if applicant and _same(token, applicant, declared):
            return APPLICANT, False
        return OTHER, token.relation in (None, "other")
    if sticky and previous == OTHER:
        return OTHER, True
    return APPLICANT, False


def _same(person: Person, applicant: str, declared: Person | None) -> bool:
    if person.owner == "third":
        return False
    if declared is not None and (person.word == declared.word or _general_word(person, declared)):
        return True
    return subject_name(person) == applicant


def _general_word(person: Person, declared: Person) -> bool:
    """孩子 for the son asked for."""
    return person.id == "child" and declared.relation == "child"


def _token(tagged: Tagged, clause: Clause) -> Person | str | None:
    """The grammatical subject of a clause, as far as words show it."""
    data = _data()
    for found in _TOKEN.finditer(clause.text):
        before, after = clause.text[: found.start()], clause.text[found.end() :]
        if found.start() > 8 and not found["pronoun"]:
            break
        if data["preposition"].search(before) and not (found["pronoun"] and before.endswith("是")):
            continue
        if found["kin"] or found["person"]:
            item = tagged.items.get(clause.start + found.start())
            owner = re.search(f"{SIGNS['person']}(?:家|的|家的)$", before)
            if owner:
                item = tagged.items.get(clause.start + owner.start())
            if not isinstance(item, Person) or (item.relation and data["possessed"].search(after)):
                continue
            return SELF if item.id == "couple" else item
        if found["self"] and data["whose_fellow"].match(after):
            continue
        if found["self"] and re.match("(?:称|说|讲)", after):
            continue
        if found["self"] and re.match("(?:社区|小区|村|庄|这片|这边)", after):
            continue
        return OWN if found["own"] else SELF if found["self"] else "pronoun"
    return None


def _declared(tagged: Tagged, clauses: list[Clause]) -> Person | None:
    for pattern in _data()["declares"]:
        found = pattern.search(tagged.text)
        if found and not _asks_him(clauses, found.start("who")):
            item = tagged.items.get(found.start("who"))
            if isinstance(item, Person) and item.id != "crowd":
                return item
    if _data()["back"].search(tagged.text):
        first = min(
            (at for at, item in tagged.items.items() if isinstance(item, Person)), default=None
        )
        item = tagged.items[first] if first is not None else None
        return item if isinstance(item, Person) and item.id != "crowd" else None
    return None


def _asks_him(clauses: list[Clause], at: int) -> bool:
    """我得问问老公: he is asked, not asked for."""
    return any(
        clause.start <= at < clause.end and unsaid(clause.text) is not None for clause in clauses
    )


def _implied(tagged: Tagged, clauses: list[Clause], awaiting: str | None) -> Person | None:
    """A relative whom the whole message tells of and then asks about."""
    data = _data()
    if awaiting is not None or not clauses or data["outcome"].search(tagged.text):
        return None
    if not any(clause.mode == ASKED for clause in clauses) or data["with_me"].search(tagged.text):
        return None
    first = _token(tagged, clauses[0])
    if not isinstance(first, Person) or first.relation is None or first.count > 1:
        return None
    if first.relation == "spouse" or first.owner == "third" or first.id == "child":
        return None
    for clause in clauses[1:]:
        token = _token(tagged, clause)
        if token == SELF and clause.mode == TOLD:
            return None
        if isinstance(token, Person) and token.word != first.word:
            return None
    rest = clauses[0].text[clauses[0].text.find(SIGNS["kin:" + first.relation]) + 1 :]
    if data["aside"].search(rest):
        return None
    return first


def relation_to(applicant: str | None, person: Person) -> str | None:
    """What ``person`` is to the applicant; None for the applicant himself."""
    if applicant is None or person.owner == "third" or person.relation is None:
        return person.relation
    table: dict[str, str] = _data()["kin_of"].get(applicant, {})
    if subject_name(person) == applicant and person.count == 1:
        return None
    if person.id in table:
        return table[person.id]
    return person.relation
