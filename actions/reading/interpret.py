"""From an annotated text to facts: the second stage, with the question, the day and the case."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Callable, Mapping

from actions.reading import quantities_of, topics
from actions.reading.annotation import Annotation
from actions.reading.clauses import ASKED, SUPPOSED, TOLD, Clause
from actions.reading.family import read_family
from actions.reading.insurance import read_insurance
from actions.reading.other_cities import asked_cities
from actions.reading.parties import APPLICANT, Parties, find_parties
from actions.reading.place_mentions import PlaceMention
from actions.reading.polarity import DECLINED, NO, UNKNOWN, YES, answer_value, bare, unsaid
from actions.reading.reading import Reading
from actions.reading.rules import RETRACT, matches, settled

SPECIAL = "special_status"
SPECIAL_FACTS = ("graduate", "veteran", "laid_off", "no_hukou")
AREA_OF_TOPIC = {"home": "residence_area", "job": "job_area", "business": "business_area"}
# 门面有,租的,镇街上: the rent is that of the premises and changes no topic.
_OF_THE_PREMISES = re.compile("^(?:也|是|都|就是)*(?:租|赁|买|自己|自家)的?$")
_REST_NOT = re.compile(
    "(?:其他|其它|别的|其余|剩下|另外|余下|旁的|那几样|另外几样|别的几样|其他几个|其他的|剩的|另三样|那三样|另外三)(?:的|几样|几项|几个|都|也|我|俺|全|统统|啥|三个|三样|三项|这些|那些|情况)*(?:没有|没|不是|不沾|无|不占|不符合|不算|不搭|没沾|都不)"
)
_NONE_OF_ALL = re.compile(
    "(?:没有|没|无|不属于|不是|不符合)(?:这|那|你说的|您说的|以上|上述|上面)(?:些|几|四)?(?:样|种|个|类|项)?(?:情况|身份|人员|条件|的)?(?:$|啊|呢)|(?:这|那|以上|上面|上述|你说的|您说的|说的)?(?:几|四|些|三)?(?:样|个|项|种|条|类|种情形|种情况)?(?:均|全|都)?(?:情况|人|里头|里面)?(?:我|俺|咱|全|一样|一个|一项|哪样|哪个|哪一?样|哪一?个|哪一?项|哪种|啥|一条|一点)*(?:都|也|均|全|统统|全都|一概)(?:不是|没有|不沾|没(?!毕业|当|下|交)|不占|不符合|不属于|不搭|沾不上|靠不上|挨不着|不算|轮不上|无|不在|挂不上|挨不上|够不着|不相干|对不上|不对)"
)


@dataclass
class Slate:
    """What has been read so far of one kind of clauses."""

    facts: dict[str, Any] = field(default_factory=dict)
    retracted: set[str] = field(default_factory=set)
    spans: dict[str, tuple[int, int]] = field(default_factory=dict)
    clause_of: dict[str, int] = field(default_factory=dict)
    clause: int = 0

    def retract(self, fact: str, denied: Any) -> None:
        """不是租的: takes ``denied`` back; 是买的不是租的 leaves the other value standing."""
        if self.facts.get(fact, denied) == denied:
            self.facts.pop(fact, None)
            self.retracted.add(fact)

    def put(self, fact: str, value: Any, span: tuple[int, int] | None = None) -> None:
        self.retracted.discard(fact)
        self.facts[fact] = value
        self.clause_of[fact] = self.clause
        self.spans.pop(fact, None)
        if span:
            self.spans[fact] = span


@dataclass(frozen=True)
class Setting:
    awaiting: str | None
    as_of: date
    known: Mapping[str, Any]


def interpret(
    annotation: Annotation,
    *,
    awaiting: str | None,
    as_of: date,
    known: Mapping[str, Any],
    subject: str | None,
) -> Reading:
    """Reads the annotated text as the answer to ``awaiting`` and as free talk."""
    setting = Setting(awaiting, as_of, known)
    clauses = list(annotation.clauses)
    parties = find_parties(annotation.tagged, clauses, awaiting, subject)
    told = _read(annotation, clauses, parties, setting, (TOLD,))
    supposed = _read(annotation, clauses, parties, setting, (SUPPOSED,))
    quantities_of.more_months(annotation, clauses, known, supposed)
    unknown, declined = _unsaid(clauses, awaiting, told)
    family = read_family(
        annotation.tagged,
        [clause for clause, other in zip(clauses, parties.strangers) if not other],
        awaiting,
        parties.applicant,
        known.get("family"),
    )
    if family is not None and (awaiting == "family" or family or not parties.declared):
        told.put("family", family)
    _neither(told, clauses, parties)
    _special(told, clauses, awaiting)
    _consistent(told, setting)
    first = bare(clauses[0].text) if clauses else None
    asked = [clause for clause in clauses if clause.mode == ASKED]
    return Reading(
        facts=told.facts,
        supposed=supposed.facts,
        unknown=frozenset(unknown - set(told.facts)),
        declined=frozenset(declined - set(told.facts)),
        retracted=frozenset(told.retracted - set(told.facts)),
        corrects=any(clause.correction for clause in clauses),
        polarity=first if first in (YES, NO) else None,
        questions=tuple(annotation.said(clause) for clause in asked),
        other_parties=parties.others,
        subject="self" if parties.back_to_self else parties.applicant if parties.declared else None,
        other_cities=asked_cities(annotation),
        spans=told.spans,
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
    alone = len(clauses) == 1
    for number, clause in enumerate(clauses):
        ours = parties.of_clause[number] == APPLICANT
        slate.clause = number
        if clause.mode in modes and _takes_back(clause) and number:
            _undo(slate, number - 1, clauses[number:])
        if clause.mode in modes and unsaid(clause.text):
            if ours and re.search("(?:租|赁)的$", clause.text):
                slate.put("housing", "rented")
        elif clause.mode in modes:
            if ours and clause.mode == TOLD and _opens(clauses, parties, number):
                _bare_answer(slate, annotation, clause, setting, alone)
            _read_rules(slate, annotation, clause, setting, topic, parties, number)
            if ours:
                _read_places(slate, annotation, clause, setting, topic)
                read_insurance(slate, annotation, clause, topic, setting.awaiting)
                quantities_of.read_months(slate, annotation, clause, setting, topic)
        if not (topic == "business" and _OF_THE_PREMISES.match(clause.text)):
            topic = topics.last_topic(clause.text) or topic
    quantities_of.settle(slate, setting)
    if TOLD in modes:
        _leading_polarity(slate, clauses, setting)
    return slate


_STARTS_NO = re.compile(
    "^(?:[我俺咱也都还真就是]|这个|那个|那)*(?:没有|没|不|未|从没|哪有|哪来|并没|并不|尚未|均未|无)(?!知道|清楚|记得|问题|事|错|过多久|多久|多少)"
)
_STARTS_YES = re.compile("^(?:嗯+|对|是的?|有的?|当然|已|已经|早|确实|必须|肯定|昂)")


def _leading_polarity(slate: Slate, clauses: list[Clause], setting: Setting) -> None:
    """没整那玩意, 是的没错: an answer whose first words settle a question that nothing else did."""
    key = setting.awaiting
    if key is None or key in slate.facts or not clauses or clauses[0].mode != TOLD:
        return
    text = clauses[0].text
    if unsaid(text) or answer_value(key, YES) is None:
        return
    # Beside other facts only a short first clause is an answer: 没做,在家种地
    if len(text) > (5 if slate.facts else 12):
        return
    if _STARTS_NO.match(text):
        slate.put(key, answer_value(key, NO))
    elif _STARTS_YES.match(text) and not re.search("[不没未]", text):
        slate.put(key, answer_value(key, YES))


def _opens(clauses: list[Clause], parties: Parties, number: int) -> bool:
    """Whether a clause is where the answer begins: 当兵?没有; 我爸当过,我没有."""
    return all(
        party != APPLICANT or (clause.mode == ASKED and len(clause.text) <= 6)
        for clause, party in zip(clauses[:number], parties.of_clause, strict=False)
    )


def _takes_back(clause: Clause) -> bool:
    return (
        bool(re.search("^(?:哦|噢|啊|呃)?(?:不对|不是不是|不不|不|错了|说错)", clause.text))
        and clause.correction
    )


def _undo(slate: Slate, number: int, after: list[Clause]) -> None:
    """我开店的,不对,是给人打工: what the clause before stated goes, if nothing of it comes again."""
    stated = {fact for fact, clause in slate.clause_of.items() if clause == number}
    again = {
        match.fact for clause in after for match in matches(clause.text) if not match.rule.awaiting
    }
    if stated & again or any(re.search("[\ue001\ue002]", clause.text) for clause in after):
        return
    for fact in stated:
        slate.facts.pop(fact, None)


def _bare_answer(
    slate: Slate, annotation: Annotation, clause: Clause, setting: Setting, alone: bool
) -> None:
    polarity = bare(clause.text)
    if polarity is None or setting.awaiting is None:
        return
    if setting.awaiting == "housing" and not alone:
        return
    value = answer_value(setting.awaiting, polarity)
    if value is not None:
        slate.put(setting.awaiting, value, annotation.span(clause, 0, len(clause.text)))


def _read_rules(
    slate: Slate,
    annotation: Annotation,
    clause: Clause,
    setting: Setting,
    topic: str | None,
    parties: Parties,
    number: int,
) -> None:
    ours = parties.of_clause[number] == APPLICANT
    here = {cue.topic for cue in topics.cues(clause.text)} | {topic}
    allowed = _allowed(
        clause,
        setting,
        parties.applicant,
        parties.after_kin[number],
        topic,
        "business" in slate.facts,
    )
    fitting = [
        match
        for match in matches(clause.text)
        if allowed(match.fact)
        and (not match.rule.topic or match.rule.topic & here)
        and (not match.rule.awaiting or setting.awaiting in match.rule.awaiting)
        and (
            ours
            or (match.rule.any_party and (match.fact == "housing" or not parties.strangers[number]))
        )
        and (clause.wish is None or match.start < clause.wish or clause.mode == SUPPOSED)
        and (match.rule.former or not _former(clause, match.start))
    ]
    for match in settled(fitting):
        if match.value == RETRACT:
            slate.retract(match.fact, match.rule.value)
            continue
        if match.contrast and slate.facts.get(match.fact) == match.rule.value:
            continue  # 是辞职的不是被辞退的: the fact stands, one kind of it is denied
        slate.put(match.fact, match.value, annotation.span(clause, match.start, match.end))


def _allowed(
    clause: Clause,
    setting: Setting,
    applicant: str | None,
    after_kin: bool,
    topic: str | None,
    trades: bool,
) -> Callable[[str], bool]:
    """Which facts a clause may state, given the question.

    An answer about the spouse's unit or about who comes along speaks of those people; a rent
    named with the place of business is not that of the home.
    """
    text = clause.text
    mine = bool(re.search("[我俺咱]|自己", text))
    if setting.awaiting == "spouse_employer" and not mine:
        return lambda fact: fact == "spouse_employer"
    if setting.awaiting == "family" and not mine:
        return lambda fact: False
    barred: set[str] = set()
    if after_kin:
        barred.add("stable_job")
        if text.startswith("住"):
            barred.add("housing")
    if (applicant or "").startswith("spouse"):
        barred.add("spouse_employer")
    if setting.awaiting == "family":
        barred |= {"rental_complete_unit", "graduate"}
    in_trade = (setting.awaiting or "").startswith("business") or (topic == "business" and trades)
    if in_trade and not re.search("住|房(?!东)|屋|家", text):
        barred |= {"housing", "rental_complete_unit"}
    if (setting.awaiting or "").startswith("rental") and not re.search(
        "劳动|单位|公司|厂|班|工", text
    ):
        barred.add("stable_job")  # 签了合同 is the lease
    if setting.awaiting in ("business_premises", "business_license"):
        barred.add("business")  # whoever is asked about premises is known to be in business
    return lambda fact: fact not in barred


def _former(clause: Clause, at: int) -> bool:
    return clause.past is not None and clause.past[0] <= at < clause.past[1]


def _read_places(
    slate: Slate, annotation: Annotation, clause: Clause, setting: Setting, topic: str | None
) -> None:
    expected = topics.TOPIC_OF_FACT.get(setting.awaiting or "")
    for at in range(len(clause.text)):
        place = annotation.tagged.items.get(clause.start + at)
        if not isinstance(place, PlaceMention) or place.area is None:
            continue
        if clause.wish is not None and at > clause.wish and clause.mode == TOLD:
            continue
        if _former(clause, at):
            continue
        before = clause.text[:at]
        if re.search(
            "(?:不|没|非|不是|没有|离|距|靠近|不算|挨着|不属于)(?:在|住|住在|到|是|算|属于)?$",
            before,
        ):
            continue
        about = topics.topic_of_place(clause.text, at, topic, expected)
        if about in (None, "family", "graduate") and expected in AREA_OF_TOPIC:
            about = expected
        if (
            about == "origin"
            and setting.awaiting in ("residence_area", "residence_community")
            and re.search("(?:是|住)?$", before)
        ):
            about = "home" if not re.search("户口|户籍|考|老家|生源", clause.text) else about
        if about not in AREA_OF_TOPIC:
            continue
        if about == "job" and expected != "job" and not _works(clause.text, at, slate):
            continue
        if (
            place.kind == "community"
            and not place.full
            and about != expected
            and not _placed(clause.text, at)
        ):
            continue
        _put_place(slate, str(about), place)


def _works(clause: str, at: int, slate: Slate) -> bool:
    """Whether somebody works at the place; 派出所推村里 only names an office."""
    return (
        slate.facts.get("stable_job") is not None
        or bool(
            re.search("上班|工作|干|打工|当|教书|做|看(?:大)?门|门岗|保安|保洁|给人|值班", clause)
        )
        or bool(
            re.search(
                "(?:单位|厂子?|公司|工厂|仓库|车间)(?:就|是|都|也|[^,]{1,4}在)*(?:在)?$",
                clause[:at],
            )
        )
    )


def _placed(clause: str, at: int) -> bool:
    """A community's name without 社区 is an ordinary word unless something says it is a place."""
    return bool(
        re.search("(?:在|住|租|买|到|是|住的|房子|家|店|门面|去|搬)(?:了|的|着)?$", clause[:at])
    ) or bool(re.match("(?:那边|这边|附近|租|赁|住|买|上班|开)", clause[at + 1 :]))


def _put_place(slate: Slate, topic: str, place: PlaceMention) -> None:
    key = AREA_OF_TOPIC[topic]
    if key == "residence_area":
        if place.kind == "community":
            slate.put("residence_community", place.name)
        elif place.area != "urban":
            slate.facts.pop("residence_community", None)
    slate.put(key, place.area, (place.start, place.end))


def _unsaid(clauses: list[Clause], awaiting: str | None, slate: Slate) -> tuple[set[str], set[str]]:
    unknown: set[str] = set()
    declined: set[str] = set()
    topic_facts = {"insurance": "social_insurance", "job": "stable_job"}
    last: str | None = None
    for clause in clauses:
        about = topics.last_topic(clause.text)
        said = unsaid(clause.text)
        if said is not None and clause.mode != SUPPOSED:
            key = topic_facts.get(about or last or "") if about or awaiting is None else awaiting
            key = (
                awaiting
                if awaiting
                and (
                    key is None
                    or (
                        awaiting in topics.TOPIC_OF_FACT
                        and topics.TOPIC_OF_FACT[awaiting] == (about or last)
                    )
                )
                else key
            )
            if key and key not in slate.facts:
                (unknown if said == UNKNOWN else declined).add(key)
            elif awaiting and said == DECLINED:
                declined.add(awaiting)
        last = about or last
    return unknown, declined


_NOT_OWNED = re.compile(
    "(?:没|没有|不是|无|未)(?:买|购|自己|有)?(?:有)?(?:自己的?|个人的?|自家)?(?:买)?(?:的|房|楼)"
)
_NOT_RENTED = re.compile("(?:没|没有|不是|不|未|无)(?:在外|去|有)?(?:租|赁)")


def _neither(slate: Slate, clauses: list[Clause], parties: Parties) -> None:
    """没有自己的,也没租: both denied leaves the third."""
    if "housing" in slate.facts:
        return
    ours = [
        clause.text
        for clause, party in zip(clauses, parties.of_clause)
        if clause.mode == TOLD and party == APPLICANT and clause.wish is None
    ]
    if any(_NOT_OWNED.search(text) for text in ours) and any(
        _NOT_RENTED.search(text) for text in ours
    ):
        slate.put("housing", "none")


def _special(slate: Slate, clauses: list[Clause], awaiting: str | None) -> None:
    """都没有, 其他没有: the four facts of one question, where nothing else was said of them."""
    texts = [clause.text for clause in clauses if clause.mode == TOLD]
    rest = any(_REST_NOT.search(text) for text in texts)
    if awaiting == SPECIAL:
        first = bare(texts[0]) if texts else None
        rest = rest or first == NO or any(_NONE_OF_ALL.search(text) for text in texts)
        rest = rest or (len(texts) > 1 and any(bare(text) == NO for text in texts[1:]))
    elif not any(fact in slate.facts for fact in SPECIAL_FACTS):
        rest = False
    if rest:
        for fact in SPECIAL_FACTS:
            if fact not in slate.facts:
                slate.put(fact, False)


def _consistent(slate: Slate, setting: Setting) -> None:
    """Facts that cannot stand beside what the same message ended up saying."""
    if slate.facts.get("housing") in ("owned", "none"):
        for fact in ("rental_months", "rental_complete_unit"):
            slate.facts.pop(fact, None)
    asked = setting.awaiting or ""
    trade = asked.startswith("business") or asked == "taxes_paid" or slate.facts.get("business")
    if slate.facts.get("business_premises") is False and asked and not trade:
        slate.facts.pop("business_premises")  # 没固定地方 said of a job
    if "residence_community" in slate.facts:
        slate.facts["residence_area"] = "urban"
    # 安置 is said of houses, too: it counts beside a soldier only.
    soldier = slate.facts.get("veteran", setting.known.get("veteran"))
    about_soldiers = asked in ("veteran", "veteran_placed", SPECIAL)
    if "veteran_placed" in slate.facts and (soldier is False or not (soldier or about_soldiers)):
        slate.facts.pop("veteran_placed")
