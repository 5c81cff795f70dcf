"""Whose affairs each clause tells.

``Party`` of a clause: ``applicant``, ``speaker`` (the one who types, when he asks for somebody
else) or ``other``. Asking for a relative (替俺爹问) makes the relative the applicant; a message
that only tells of a relative and of nothing else is read as asking for him, unless it tells how
his case ended (我表弟开饭店的都没落成).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any, Mapping

from actions.reading import topics
from actions.reading.clauses import ASKED, Clause, ends_sentence
from actions.reading.declarations import declared_subject, implied_subject
from actions.reading.kin_mentions import Person
from actions.reading.living_apart import lives_apart
from actions.reading.patterns import compiled
from actions.reading.relations import Applicant
from actions.reading.reported import told_by_another
from actions.reading.subjects import (
    OWN,
    PRONOUN,
    SELF,
    asked_about,
    called_by_pronoun,
    is_another,
    is_applicant,
    is_declared,
    is_young_one,
    mentioned_in,
    party_words,
    subject_of,
)
from actions.reading.tagged import GROUPS, SIGNS, Tagged, expand

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

    @property
    def asked_for(self) -> Applicant | None:
        """The relative the talk is about; None when it is the speaker."""
        return Applicant(self.applicant, self.called) if self.applicant else None


# 媳妇在卫生院,有编
_IN_POST = compiled(
    "^(?:也|都|还)?(?:是)?(?:有(?:正式|事业)?编|有(?:正式|固定|稳定)工作|有(?:个|正式|固定|正经)?(?:的)?单位|在编|事业编|(?:单位|那边)?(?:也|都|说|讲|答应|表示|已经)*(?:能|可以|肯|同意)(?:接收|收)"
    "|(?:矿上|单位|厂里?|公司|学校|医院|局里|所里)(?:也|都|说|答应|已经|人事科?|同意|表示|那边)*"
    "(?:有集体户|设有集体户|可(?:以)?(?:接|落|收|挂)|(?:答应|同意)(?:了|接|收|落|给)|接户口|开了?(?:接收)?(?:证明|函)|(?:能|可以|肯|同意|愿意)(?:给|让)?[我俺]?(?:接收|收|落)))"
    "|^(?:他|她)?(?:们)?单位(?:那边)?(?:也|又|说|倒)*(?:不|没)(?:肯|愿意?|能|给|让|同意|接收|收)"
)
# 媳妇的社保,在外地交
_THEIR_INSURANCE = compiled(expand(f"{GROUPS['kin']}的(?:{{SI}})"))
_PAID_THERE = compiled(f"[交缴停断]|^(?:就|是|都|也|还)*在?{GROUPS['place']}(?:那边|的)?$")
# 老公有单位 is said for the applicant's own sake: what follows is the applicant's again.
_OF_SPOUSE_UNIT = compiled(f"{SIGNS['kin:spouse']}[^,]{{0,6}}(?:没|有)[^,]{{0,4}}(?:单位|工作)")
_SPOUSE_HAS_UNIT = compiled(f"{SIGNS['kin:spouse']}[^,没]{{0,6}}有[^,没]{{0,4}}(?:单位|工作)")


# 我买的房,我妹租的房,都在这个社区: 都 after one other means the speaker, too
_BOTH = compiled(f"^(?:都|均)(?:是|住|买|租)?在?{GROUPS['place']}")


def find_parties(
    tagged: Tagged,
    clauses: list[Clause],
    awaiting: str | None,
    subject: str | None,
    known: Mapping[str, Any],
    called: str | None,
) -> Parties:
    """Works out the applicant and the party of each clause. ``known``: the facts of the case at
    hand, which is not left for another by a mere question; ``called``: how ``subject`` was asked
    for."""
    data = party_words()
    at_hand = bool(known)
    declared_person = declared_subject(tagged, clauses, awaiting, at_hand=at_hand)
    back = bool(data["self"].search(tagged.text))
    applicant = None if subject in (None, SELF) else subject
    declared = False
    if back:
        applicant = None
    elif declared_person is not None:
        applicant, declared = called_by_pronoun(declared_person, tagged.text), True
    elif applicant is None and not at_hand:
        implied = implied_subject(tagged, clauses, awaiting)
        if implied is not None:
            applicant = called_by_pronoun(implied, tagged.text)
            declared_person, declared = implied, True
    if declared or applicant is None:
        called = declared_person.word if declared and declared_person else None
    tokens = [
        OWN
        if told_by_another(clause, awaiting, for_another=applicant is not None)
        else subject_of(tagged, clause)
        for clause in clauses
    ]
    at_speakers = stays_at_speakers(applicant, clauses)
    apart = False
    parties: list[str] = []
    means_spouse: list[bool] = []
    strangers: list[bool] = []
    others = False
    last_other: Person | None = None
    previous = APPLICANT
    sticky = False
    seen_kin = False
    soft: str | None = None
    new_sentence = False
    asked_of: Person | None = None
    for clause, token in zip(clauses, tokens, strict=False):
        party, held = _party(
            clause, token, applicant, declared_person, previous, sticky, last_other
        )
        if isinstance(token, Person) and party == OTHER and is_young_one(token, called):
            party, held = APPLICANT, False  # 替孙子问 once, and now 娃没户口
        if token == PRONOUN and party == APPLICANT and is_another(clause, applicant, asked_of):
            party, held = OTHER, True
        if clause.mode == ASKED:
            asked_of = (
                asked_about(tagged, clause, token, applicant)
                if party == OTHER or token is None
                else None
            )
            held = held or (token is asked_of is not None)  # 那俺闺女呢,上高中
        if awaiting and isinstance(token, Person) and token.id == "crowd":
            held = False
            if awaiting in ("social_insurance", "spouse_employer"):
                party = APPLICANT  # 人家给交着呢,就在本地: an answer goes on about the speaker
        spouse = last_other is not None and last_other.relation == "spouse"
        means_spouse.append(
            spouse and ((token == PRONOUN and party == OTHER) or bool(_IN_POST.match(clause.text)))
        )
        if isinstance(token, Person) and party == OTHER:
            last_other = token
            soft = None if _OF_SPOUSE_UNIT.search(clause.text) else topics.last_topic(clause.text)
            if soft == "insurance" and not _THEIR_INSURANCE.search(clause.text):
                soft = None  # 老公给我交着社保
            others = others or clause.mode != ASKED
        elif (
            token is None
            and soft
            and party == APPLICANT
            and not new_sentence
            and _continues(clause.text, soft)
        ):
            party = OTHER  # 老公开了家店,执照有,干了四年
        elif token is None and _of_him(clause, previous, parties, tokens, new_sentence):
            party = OTHER
        else:
            soft = None
        if data["hearsay"].search(clause.text) and not isinstance(token, str):
            party, held, others = OTHER, True, True
        if at_speakers and data["home_of_speaker"].search(clause.text):
            party = APPLICANT  # 他住我屋里,我那房在镇上: his dwelling is there, too
        if data["their_affair"].search(clause.text):
            party, held, others = OTHER, False, True
        if data["story"].search(clause.text):
            party, held, others = OTHER, True, True
        if token is None and seen_kin and data["one_of_them"].match(clause.text):
            party, held = OTHER, False
        one_other = last_other is not None and last_other.count == 1
        if (
            one_other
            and token is None
            and parties[-2:-1] == [APPLICANT]
            and _BOTH.match(clause.text)
        ):
            party, held = APPLICANT, False
        apart = applicant is None and lives_apart(clause, token, apart)
        if apart and token is None:
            party, held = OTHER, False  # 孩子不跟我住,在他奶奶家
        mentioned = mentioned_in(tagged, clause)
        if mentioned is not None and last_other is None and not is_applicant(mentioned, applicant):
            last_other = mentioned
        seen_kin = seen_kin or bool(re.search(GROUPS["kin"], clause.text))
        parties.append(party)
        stranger = party == OTHER and (
            (isinstance(token, Person) and token.relation is None)
            or bool(data["hearsay"].search(clause.text))
            or (bool(strangers) and strangers[-1] and _goes_on_about_him(clause, token))
        )
        strangers.append(stranger)
        previous, sticky = party, held
        new_sentence = ends_sentence(clause.gap)
    after_kin = tuple(
        number > 0
        and not ends_sentence(clauses[number - 1].gap)
        and not _SPOUSE_HAS_UNIT.search(clauses[number - 1].text)
        and tokens[number] is None
        and _about_family(tokens[number - 1], parties[number - 1])
        for number in range(len(clauses))
    )
    after_children: list[bool] = []
    for number, token in enumerate(tokens):
        named = number > 0 and SIGNS["kin:child"] in clauses[number - 1].text
        # 两个孩子,一个18,在外地上高三
        goes_on = number > 0 and after_children[-1] and parties[number - 1] == OTHER
        after_children.append(token is None and (named or goes_on))
    return Parties(
        applicant,
        called,
        declared,
        tuple(parties),
        others,
        back,
        tuple(strangers),
        after_kin,
        tuple(means_spouse),
        tuple(after_children),
    )


def stays_at_speakers(applicant: str | None, clauses: list[Clause]) -> bool:
    """替孙子问,他住我家: one who is asked for lives with the speaker, no spouse of his."""
    if applicant is None or applicant.startswith("spouse"):
        return False
    return any(party_words()["stays_at_speakers"].search(clause.text) for clause in clauses)


def _goes_on_about_him(clause: Clause, token: Person | str | None) -> bool:
    """他在镇上买了房,媳妇孩子都落了: a stranger's family, unless the speaker names himself."""
    if isinstance(token, Person):
        return token.owner != "self" and not re.search("[我俺咱]", clause.text)
    return token in (None, PRONOUN)


# 老伴以前有单位,退休了
_RETIRED = compiled("^(?:也|都|早就?|已经|后来|去年|今年|前年|刚)*退休(?:了|啦)*$")


def _of_him(
    clause: Clause,
    previous: str,
    parties: list[str],
    tokens: list[Person | str | None],
    new_sentence: bool,
) -> bool:
    """Whether who has retired is the relative of the clause before, in the same sentence."""
    if not parties or new_sentence or previous != OTHER or not _RETIRED.match(clause.text):
        return False
    before = tokens[len(parties) - 1]
    return isinstance(before, Person) and before.relation is not None


def _continues(clause: str, topic: str) -> bool:
    """Whether a clause without a subject goes on about a relative's job, business or insurance."""
    if topic not in ("business", "job", "insurance"):
        return False
    found = {cue.topic for cue in topics.cues(clause)}
    if topic == "insurance":
        return found <= {topic} and bool(found or _PAID_THERE.search(clause))
    alike = {"business"} if topic == "business" else {"job", "insurance"}
    if not found:
        return topic == "business" and bool(re.search("[照税\ue001\ue002]", clause))
    return found <= alike


# 他们家在城里买的房: of people nobody has named
_HIS_HOUSEHOLD = compiled(
    "^(?:可|但|那|人|要说|像|就)*[他她](?:们)?家(?!里人?(?:都|也)?(?:是)?[我俺])"
)


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
    if token == PRONOUN:
        of_them = _HIS_HOUSEHOLD.match(clause.text) or (sticky and previous == OTHER)
        if applicant is None and last_other is None and of_them:
            return OTHER, True
        if applicant or last_other is None:
            return APPLICANT, False
        return OTHER, True
    if isinstance(token, Person):
        if applicant and is_declared(token, applicant, declared):
            return APPLICANT, False
        for_me = re.search("[我俺](?!们?(?:厂|单位|村|小区|公司|车间))", clause.text)
        return OTHER, token.relation in (None, "other") and not for_me  # 朋友不收我钱,上班在镇上
    if sticky and previous == OTHER:
        return OTHER, True
    return APPLICANT, False
