"""From an annotated text to facts: the second stage, with the question, the day and the case."""

from __future__ import annotations

import itertools
import re
from dataclasses import replace
from datetime import date
from typing import Any, Mapping, Sequence

from actions.reading import (
    across_clauses,
    anothers,
    at_relatives,
    marital,
    not_so,
    others_homes,
    own_kind,
    quantities_of,
    schooling,
    soldiers,
    taken_back,
    their_register,
    topics,
    trades,
    whole_message,
)
from actions.reading.annotation import Annotation
from actions.reading.answering import bare_answer, leading_polarity, opens, unsaid_facts
from actions.reading.areas import LONE_PLACE, put_home, read_areas, read_other_community
from actions.reading.asides import ASSENT
from actions.reading.claims import read_rules, told_of_others
from actions.reading.clause import ASKED, SUPPOSED, TOLD, Clause, is_question
from actions.reading.family import read_family
from actions.reading.family_counting import tells_of_them
from actions.reading.family_members import CALLED, KIN, without_name
from actions.reading.insurance import read_insurance, stands_for_itself
from actions.reading.named_wrong import named_wrong
from actions.reading.other_cities import asked_cities
from actions.reading.parties import find_parties
from actions.reading.party import APPLICANT, OTHER, Parties
from actions.reading.patterns import compiled
from actions.reading.polarity import NO, YES, bare, unsaid
from actions.reading.put_right import put_right
from actions.reading.reading import Reading
from actions.reading.relations import Applicant, relation_of_speaker
from actions.reading.rough_lengths import told_roughly
from actions.reading.slate import SPECIAL_FACTS, Setting, Slate
from actions.reading.spouses_home import in_spouses_home
from actions.reading.subjects import SELF, subject_of
from actions.reading.tagged import GROUPS
from actions.reading.told_of_others import named_last, speaker_registered, told_of_each

_I_DO_NOT = compiled("^(?:我|俺|咱)(?:可|就|自己)?(?:没有?|不)(?:开|当|上|做|干|办|下)?过?$")
# 门面有,租的,镇街上: the rent is that of the premises and changes no topic.
_OF_THE_PREMISES = compiled("^(?:也|是|都|就是)*(?:租|赁|买|自己|自家)的?$")


def interpret(
    annotation: Annotation,
    *,
    awaiting: str | None,
    as_of: date,
    known: Mapping[str, Any],
    subject: str | None,
    called: str | None,
    mentioned: str | None,
    housemate: bool,
) -> Reading:
    """Reads the annotated text as the answer to ``awaiting`` and as free talk."""
    wrong, kept = named_wrong(annotation.clauses, known)
    awaiting = wrong or awaiting
    setting = Setting(awaiting, as_of, known)
    clauses = [_as_answer(clause, awaiting) for clause in kept]
    of_a_kind = awaiting is None and across_clauses.asks_of_a_kind(clauses)
    if of_a_kind or across_clauses.asks_by_which_rule(clauses):
        clauses = [replace(clause, mode=ASKED) for clause in clauses]
    parties = find_parties(
        annotation.tagged, clauses, awaiting, subject, known, called, mentioned, housemate
    )
    told = _read(annotation, clauses, parties, setting, (TOLD,))
    supposed = _read(annotation, clauses, parties, setting, (SUPPOSED,))
    either = put_right(told, annotation, clauses, parties, setting)
    if not either:
        quantities_of.other_months(annotation, setting, told)
    quantities_of.more_months(annotation, clauses, known, supposed)
    of_kin = [one for one, other in zip(clauses, parties.strangers, strict=False) if not other]
    family = read_family(
        annotation.tagged, of_kin, awaiting, parties.asked_for, known.get("family")
    )
    if family is not None:
        told.put("family", [without_name(member) for member in family])
    whole_message.neither_home(told, clauses, parties)
    whole_message.lives_at_somebodys(told, clauses)
    across_clauses.stays_with_others(told, clauses, parties)
    across_clauses.in_anothers_name(told, clauses, parties)
    across_clauses.lives_with_them(told, clauses, parties)
    others_homes.lives_in_what_he_got(told, clauses, parties)
    left_open = in_spouses_home(annotation, told, clauses, parties, awaiting)
    across_clauses.drop_the_job_lost(told, clauses)
    across_clauses.drop_the_job_left(told, clauses, parties)
    across_clauses.only_lacks_a_contract(told, annotation.text)
    across_clauses.place_of_own_company(told, clauses)
    taken_back.gave_up_rent(told, clauses, parties)
    not_so.let_out(told, clauses, parties)
    not_so.insurance_under_way(told, clauses)
    not_so.not_going_there(told, annotation, clauses, setting)
    not_so.drop_the_community_nearby(told, annotation, clauses)
    if place := at_relatives.at_their_place(told, annotation, clauses, parties):
        put_home(told, place)
    soldiers.told_by_placement(told, clauses, parties)
    schooling.finished_there(told, clauses, parties)
    schooling.still_studies(told, clauses, parties)
    trades.plied(told, clauses, parties)
    their_register.of_the_child(told, clauses, parties, awaiting)
    of_the_status = [
        clause
        for number, clause in enumerate(clauses)  # 不是我,是我对象开的店 denies the shop alone
        if set(_not_mine(clauses, parties, number, setting)) <= set(SPECIAL_FACTS)
        and not (number and bare(clause.text) and taken_back.takes_back(clauses, parties, number))
    ]
    whole_message.special_status(told, of_the_status, awaiting, known)
    marital.no_spouse(told, clauses, parties, known)
    whole_message.drop_doubted(told, clauses, awaiting)
    whole_message.drop_excuse(told, clauses, awaiting)
    whole_message.place_of_employers_shop(told, clauses, setting)
    whole_message.make_consistent(told, setting)
    whole_message.drop_presupposed(told, clauses, setting)
    if wrong and clauses and not told.facts:
        told.retract(wrong, None)
    unknown, declined = unsaid_facts(clauses, awaiting, told)
    first = bare(clauses[0].text) if clauses and clauses[0].mode != ASSENT else None
    asked = [
        clause
        for clause in clauses
        if clause.mode == ASKED
        # 要是推来推去我找谁去: supposes nothing of the case, and asks
        or (clause.mode == SUPPOSED and not supposed.facts and is_question(clause))
    ]
    return Reading(
        facts=told.facts,
        supposed=supposed.facts,
        unknown=frozenset(unknown - set(told.facts)),
        declined=frozenset(declined - set(told.facts)),
        retracted=frozenset(told.retracted - set(told.facts)),
        corrects=any(clause.correction for clause in annotation.clauses),
        polarity=first if first in (YES, NO) else None,
        questions=tuple(annotation.said(clause) for clause in asked),
        other_parties=parties.others,
        subject="self" if parties.back_to_self else parties.applicant if parties.declared else None,
        called=parties.called,
        other_cities=asked_cities(annotation),
        family_in_question=_family_in_question(annotation, clauses, parties.asked_for),
        family_called=tuple(str(one.get(CALLED, "")) for one in family or ()),
        either=either,
        rough=told_roughly(annotation, told),
        left_open=frozenset({"housing"} if left_open and "housing" not in told.facts else ()),
        assumed_subject=parties.assumed,
        of_others=told_of_each(annotation, clauses, parties),
        mentioned=named_last(annotation.tagged, clauses, parties),
        housemate=parties.at_speakers,
        speaker_registered=speaker_registered(clauses, parties),
        spans=told.spans if annotation.aligned else {},
    )


_ASKS = compiled("^(?:顺便|顺带|再|也|想|就|我|俺)*(?:问问|问一下|问下|打听一下|打听)(?:一下)?")
_ONE = compiled("(?:他|她)(?!们|俩)")


def _up_to_the_first(clause: Clause) -> Clause:
    """A clause cut after the first relative it names."""
    first = KIN.search(clause.text)
    return replace(clause, text=clause.text[: first.end()]) if first else clause


_HIM = compiled("[捎带领把让给][着上]?[他她](?!们?[爸妈爹娘家])")
_I_AND = compiled(f"[我俺咱](?:和|跟|与|、|还有|带着?){GROUPS['kin']}")
_WITH_THEM = compiled("(?:跟|和|与|随|同)着?(?:他|她)|跟着|随着|随迁|一(?:块|起|同|并)")
_ONE_MORE = compiled(
    f"^(?:哦|对了?|那)?(?:还有|另外还?有|再加上?)[^,]{{0,8}}{GROUPS['kin']}(?:们|俩|呢)?$"
)
_THEIR_EMPLOYER = compiled(
    f"{GROUPS['kin']}(?:那个?|的|所在的?|他|她|上班的?)*(?:单位|公司|厂|学校|矿)"
)
"""老婆那个单位收不收户口 asks of the employer, not whether she comes along."""
_TOGETHER = compiled("跟着|一(?:块|起|同|并)|随迁|^(?:他|她)们?(?:也)?(?:能|可以|行|算)")


def _family_in_question(
    annotation: Annotation, clauses: list[Clause], applicant: Applicant | None
) -> tuple[Mapping[str, Any], ...]:
    """The relatives a question names (老婆孩子能跟着落吗), as if they had been told.

    A question that names nobody (老公也在,能一块落吗) asks about those of the clause before it.
    """
    told: list[Clause] = []
    before: Clause | None = None
    named: Clause | None = None
    for clause in clauses:
        if told and _ONE_MORE.match(clause.text):
            told.append(clause)  # 我对象能跟着落不?还有个上初三的儿子
        if clause.mode == ASKED and not _THEIR_EMPLOYER.search(clause.text):
            him = applicant is None and _HIM.search(clause.text)
            if before is not None and not KIN.search(before.text) and him:
                before = named or before  # 女朋友快领证了,她老家不在这,能捎上她吗
            nobody = not KIN.search(clause.text)
            if before is not None and _ONE.match(clause.text):
                before = _up_to_the_first(before)  # 婆婆帮我看孩子,她能跟着落吗
            together = _TOGETHER.search(clause.text) or him
            if before is not None and nobody and (together or not before.gap):
                told.append(before)
            told.extend(_row_before(clauses, clause))
            asking = _ASKS.match(clause.text)
            skip = asking.end() if asking else 0
            told.append(
                replace(clause, mode=TOLD, text=clause.text[skip:], start=clause.start + skip)
            )
        before = clause
        if KIN.search(clause.text):
            named = clause
    members = read_family(annotation.tagged, told, "family", applicant, None) if told else None
    kept = ("relation", "married", CALLED)
    relatives = [{key: one[key] for key in kept if key in one} for one in members or ()]
    if relatives and (after := _told_of_them_after(annotation, clauses)):
        relatives = list(
            read_family(annotation.tagged, after, "family", applicant, relatives) or relatives
        )
    asks = applicant is not None and _speaker_asks(annotation, clauses)
    if applicant is not None and asks and (not relatives or _I_AND.search(told[-1].text)):
        relatives = [{"relation": relation_of_speaker(applicant)}, *relatives]
    return tuple(relatives)


def _told_of_them_after(annotation: Annotation, clauses: list[Clause]) -> list[Clause]:
    """媳妇和俩娃能跟着落不,大的二年级小的幼儿园: what follows the question goes on about them."""
    last = max(number for number, one in enumerate(clauses) if one.mode == ASKED)
    going_on = itertools.takewhile(
        lambda one: (
            one.mode == TOLD and tells_of_them(one) and subject_of(annotation.tagged, one) != SELF
        ),
        clauses[last + 1 :],
    )
    return list(going_on)


def _row_before(clauses: list[Clause], asked: Clause) -> list[Clause]:
    """老婆、二年级的儿子和丈母娘能一起迁吗: the row that the asked clause ends."""
    row: list[Clause] = []
    for clause in reversed(clauses[: clauses.index(asked)]):
        if clause.gap != "、" or clause.mode == ASKED:
            break
        row.insert(0, clause)
    return row


def _speaker_asks(annotation: Annotation, clauses: list[Clause]) -> bool:
    """那我能跟着她落吗: whether who asks for a relative may come along with her."""
    return any(
        clause.mode == ASKED
        and _WITH_THEM.search(clause.text)
        and subject_of(annotation.tagged, clause) == SELF
        for clause in clauses
    )


def _read(
    annotation: Annotation,
    clauses: list[Clause],
    parties: Parties,
    setting: Setting,
    modes: tuple[str, ...],
) -> Slate:
    slate = Slate()
    topic = topics.TOPIC_OF_FACT.get(setting.awaiting or "")
    others: list[str] = []
    gone: list[str] = []
    for number, clause in enumerate(clauses):
        goes_on = APPLICANT in parties.of_clause[number + 1 : number + 2]
        if (
            topic is None
            and goes_on
            and (LONE_PLACE.match(clause.text) or _LEASE.match(clause.text))
        ):
            topic = _told_next(clauses[number + 1 :], parties.of_clause[number + 1 :])
        if topic == "home" and setting.awaiting == "housing" and _place_of_shop(clauses, number):
            topic = "business"
        ours = parties.of_clause[number] == APPLICANT
        slate.clause = number
        if topic == "insurance" and stands_for_itself(slate, annotation, clauses, number, setting):
            topic = "home" if slate.facts.get("housing") in ("owned", "rented") else None
        if clause.mode in modes and number and taken_back.takes_back(clauses, parties, number):
            gone = taken_back.undone(slate, clauses, parties, number)
        if clause.mode in modes and unsaid(clause.text):
            if ours and re.search("(?:租|赁)的$", clause.text):
                slate.put("housing", "rented")
        elif clause.mode in modes:
            after = clauses[number + 1] if number + 1 < len(clauses) else None
            denied = anothers.not_mine(clause, after) if parties.applicant is None else []
            for fact in denied or (_not_mine(clauses, parties, number, setting) if ours else ()):
                slate.put(fact, False)
            if denied:
                continue
            kind = own_kind.told_of_oneself(clauses, number, setting.awaiting) if ours else {}
            for fact, value in kind.items():
                slate.put(fact, value)
            if kind:
                continue
            if ours and clause.mode == TOLD and opens(clauses, parties, number):
                bare_answer(slate, annotation, clauses, number, setting)
            if ours and others and (gone or setting.awaiting in (None, *others)):
                for fact in _also(clause.text, others):
                    slate.put(fact, anothers.holds_of_me(fact, clause.text))
            others = [] if ours else told_of_others(clause)
            if ours:
                others = anothers.give_away(slate, clauses, number)
            others = others or anothers.handed_on(gone, clause, ours=ours)
            read_rules(slate, annotation, clause, setting, topic, parties, number)
            if ours:
                read_areas(slate, annotation, clause, setting, topic)
                read_other_community(slate, clause, setting)
                read_insurance(slate, annotation, clause, topic, setting.awaiting)
                quantities_of.read_months(slate, annotation, clause, setting, topic)
        if not (topic == "business" and _OF_THE_PREMISES.match(clause.text)):
            topic = topics.last_topic(clause.text) or _of_a_job(slate, number, topic) or topic
    quantities_of.settle(slate, setting)
    if TOLD in modes:
        leading_polarity(slate, clauses, parties, setting)
    return slate


def _not_mine(clauses: list[Clause], parties: Parties, number: int, setting: Setting) -> list[str]:
    """What a clause like 不是我 says is not the speaker's: told of another in the next one."""
    if OTHER not in parties.of_clause[number + 1 : number + 2]:
        return []
    of_job = setting.awaiting in ("stable_job", "job_area") or bool(setting.known.get("stable_job"))
    return anothers.theirs_alone(clauses[number], clauses[number + 1], of_job=of_job)


def _told_next(clauses: list[Clause], parties: Sequence[str]) -> str | None:
    """同圆社区,攒了十年换的小两居: what the first clause with a topic tells of the applicant."""
    told = (
        topics.first_topic(clause.text)
        for clause, party in zip(clauses, parties, strict=False)
        if party == APPLICANT and clause.mode == TOLD and not clause.wish
    )
    return next((topic for topic in told if topic), None)


def _place_of_shop(clauses: list[Clause], number: int) -> bool:
    """在某某社区这边,门面是租的: a place alone does not say whose home it is, and is the shop's."""
    after = clauses[number + 1] if number + 1 < len(clauses) else None
    if after is None or not LONE_PLACE.match(clauses[number].text):
        return False
    return topics.first_topic(after.text) == "business" and not re.search("住|房子", after.text)


def _of_a_job(slate: Slate, number: int, topic: str | None) -> str | None:
    """在编,在石横镇上: a clause that tells of a job without a word for it makes it the topic."""
    told = slate.facts.get("stable_job") is True and slate.clause_of["stable_job"] == number
    return "job" if told and topic not in ("home", "business") else None


def _also(text: str, facts: list[str]) -> list[str]:
    """我妈是下岗的,我不是: yes or no to what was just said of somebody else."""
    if bare(text) in (YES, NO) and re.search("[我俺咱]", text):
        return facts
    return facts if _I_DO_NOT.match(text) else []


# 签了三年合同,住进来才半年: which contract comes only after it
_LEASE = compiled(
    "^(?:我|俺|当时|跟房东|一次|就|是|光)*签(?:了|的|过)?(?:是)?\ue001?(?:的)?合同(?:签?(?:了|的)?\ue001)?(?:了|的)*$"
    "|^合同(?:就|是)*签(?:了|的)\ue001(?:了|的)*$"
)
_COUNTS = compiled("(?:这|这样|这种|那)?(?:也)?算(?:不算|吗|不|么|嘛)?(?:啊|呢)?$")
_OFTEN_DOUBTED = ("special_status", "graduate", "veteran", "laid_off", "housing", "stable_job")


def _as_answer(clause: Clause, awaiting: str | None) -> Clause:
    """中专毕业算不算, said to the question about schooling, tells that one has it."""
    found = _COUNTS.search(clause.text)
    if clause.mode != ASKED or awaiting not in _OFTEN_DOUBTED or not found or found.start() < 2:
        return clause
    return replace(clause, text=clause.text[: found.start()], mode=TOLD)
