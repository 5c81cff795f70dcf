"""Whose affairs each clause tells.

``Party`` of a clause: ``applicant``, ``speaker`` (the one who types, when he asks for somebody
else) or ``other``. Asking for a relative (替俺爹问) makes the relative the applicant; a message
that only tells of a relative and of nothing else is read as asking for him, unless it tells how
his case ended (我表弟开饭店的都没落成).
"""

from __future__ import annotations

import re
from typing import Any, Mapping

from actions.reading import topics
from actions.reading.clause import ASKED, Clause, ends_sentence
from actions.reading.declarations import declared_subject, implied_subject, own_case
from actions.reading.going_on import (
    BOTH,
    IN_POST,
    OF_SPOUSE_UNIT,
    SPOUSE_HAS_UNIT,
    THEIR_INSURANCE,
    continues,
    goes_on_about_him,
    has_retired,
    means_the_one_before,
    still_of_speaker,
    tells_of_home,
    told_of,
    topic_of_speaker,
)
from actions.reading.housemates import stays_at_speakers
from actions.reading.kin_mentions import Person, person_called
from actions.reading.living_apart import lives_apart
from actions.reading.party import APPLICANT, OTHER, SPEAKER, Parties
from actions.reading.patterns import compiled
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
from actions.reading.tagged import GROUPS, SIGNS, Tagged


def find_parties(
    tagged: Tagged,
    clauses: list[Clause],
    awaiting: str | None,
    subject: str | None,
    known: Mapping[str, Any],
    called: str | None,
    mentioned: str | None = None,
    housemate: bool = False,
) -> Parties:
    """Works out the applicant and the party of each clause. ``known``: the facts of the case at
    hand, which is not left for another by a mere question; ``called``: how ``subject`` was asked
    for; ``mentioned``: the relative the talk named last; ``housemate``: the subject is known to
    live with the speaker."""
    data = party_words()
    at_hand = bool(known)
    declared_person = declared_subject(tagged, clauses, awaiting, at_hand=at_hand)
    back = bool(data["self"].search(tagged.text))
    applicant = None if subject in (None, SELF) else subject
    antecedent = person_called(mentioned) if mentioned else None
    declared = False
    if back:
        applicant = None
    elif declared_person is not None:
        applicant, declared = called_by_pronoun(declared_person, tagged.text), True
    elif case := own_case(tagged, clauses, applicant, antecedent):
        applicant, declared = called_by_pronoun(case, tagged.text), True
        declared_person = case
    elif applicant is None and not at_hand:
        implied = implied_subject(tagged, clauses, awaiting)
        if implied is not None:
            applicant = called_by_pronoun(implied, tagged.text)
            declared_person, declared = implied, True
    assumed = declared and not at_hand
    if assumed:  # 俺爸也想落 is no request for him, as 替俺爸问 is
        assumed = declared_subject(tagged, clauses, awaiting, at_hand=True) is None
    if declared or applicant is None:
        called = declared_person.word if declared and declared_person else None
    tokens = [
        OWN
        if told_by_another(clause, awaiting, for_another=applicant is not None)
        else subject_of(tagged, clause)
        for clause in clauses
    ]
    others_named = any(
        isinstance(one, Person) and not is_declared(one, applicant or "", declared_person)
        for one in tokens
    )
    of_him = [
        clause
        for clause, one in zip(clauses, tokens, strict=True)
        if not others_named
        or (isinstance(one, Person) and is_declared(one, applicant or "", declared_person))
    ]
    at_speakers = stays_at_speakers(applicant, clauses, of_him) or (
        housemate and applicant == subject and applicant is not None
    )
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
    own: str | None = None
    of_whom: list[Person | str | None] = []
    for clause, token in zip(clauses, tokens, strict=False):
        if (
            token == PRONOUN
            and last_other is None
            and means_the_one_before(antecedent, applicant, clause)
        ):
            last_other = antecedent
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
            spouse and ((token == PRONOUN and party == OTHER) or bool(IN_POST.match(clause.text)))
        )
        if isinstance(token, Person) and party == OTHER:
            last_other = token
            soft = None if OF_SPOUSE_UNIT.search(clause.text) else topics.last_topic(clause.text)
            if soft == "insurance" and not THEIR_INSURANCE.search(clause.text):
                soft = None  # 老公给我交着社保
            others = others or clause.mode != ASKED
        elif (
            token is None
            and soft
            and party == APPLICANT
            and not new_sentence
            and continues(clause.text, soft)
        ):
            party = OTHER  # 老公开了家店,执照有,干了四年
        elif (
            token is None
            and previous == OTHER
            and not new_sentence
            and has_retired(clause, tokens[len(parties) - 1])
        ):
            party = OTHER
        else:
            soft = None
        if data["hearsay"].search(clause.text) and not isinstance(token, str):
            party, held, others = OTHER, True, True
        if party == SPEAKER:
            own = topic_of_speaker(clause)
        elif token is not None:
            own = None
        elif party == APPLICANT and previous == SPEAKER and clauses[len(parties) - 1].gap == "":
            party = SPEAKER  # 我都办好了户口早就在城里了, in one breath
        elif own is not None and party == APPLICANT and still_of_speaker(clause, own):
            party = SPEAKER  # 房子是我的,在城里
        of_home = party == SPEAKER and tells_of_home(clause, own)
        if at_speakers and (of_home or data["home_of_speaker"].search(clause.text)):
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
            and BOTH.match(clause.text)
        ):
            party, held = APPLICANT, False
        apart = applicant is None and lives_apart(clause, token, apart)
        if apart and token is None:
            party, held = OTHER, False  # 孩子不跟我住,在他奶奶家
        named = mentioned_in(tagged, clause)
        if named is not None and last_other is None and not is_applicant(named, applicant):
            last_other = named
        seen_kin = seen_kin or bool(re.search(GROUPS["kin"], clause.text))
        parties.append(party)
        stranger = party == OTHER and (
            (isinstance(token, Person) and token.relation is None)
            or bool(data["hearsay"].search(clause.text))
            or (bool(strangers) and strangers[-1] and goes_on_about_him(clause, token))
        )
        strangers.append(stranger)
        of_whom.append(SELF if of_home else told_of(party, token, last_other, stranger))
        previous, sticky = party, held
        new_sentence = ends_sentence(clause.gap)
    after_kin = tuple(
        number > 0
        and not ends_sentence(clauses[number - 1].gap)
        and not SPOUSE_HAS_UNIT.search(clauses[number - 1].text)
        and tokens[number] is None
        and _about_family(tokens[number - 1], parties[number - 1])
        for number in range(len(clauses))
    )
    after_children: list[bool] = []
    for number, token in enumerate(tokens):
        of_child = number > 0 and SIGNS["kin:child"] in clauses[number - 1].text
        # 两个孩子,一个18,在外地上高三
        goes_on = number > 0 and after_children[-1] and parties[number - 1] == OTHER
        after_children.append(token is None and (of_child or goes_on))
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
        tuple(of_whom),
        at_speakers,
        assumed,
    )


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
