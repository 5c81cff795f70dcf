"""Answers that are understood from the question: yes, no, not known, not wanted."""

from __future__ import annotations

import re

from actions.reading import topics
from actions.reading.annotation import Annotation
from actions.reading.anothers import NOT_ME
from actions.reading.clause import ASKED, SUPPOSED, TOLD, Clause
from actions.reading.denials import denies_another
from actions.reading.family_members import KIN
from actions.reading.own_kind import told_of_oneself
from actions.reading.party import APPLICANT, Parties
from actions.reading.patterns import compiled
from actions.reading.polarity import DECLINED, NO, UNKNOWN, YES, answer_value, bare, unsaid
from actions.reading.slate import SPECIAL, Setting, Slate
from actions.reading.whole_message import SITUATIONS

_STARTS_NO = compiled(
    "^(?:[我俺咱也都还真就是可]|压根|根本|打小|从小|一直|这个|那个|那)*(?:没有|没|不(?!是[\ue001-\ue014])|未|从没|哪有|哪来|并没|并不|尚未|均未|无)(?!退休?(?:呢|$|[^,]{0,2}哪)|文化|念过?书|读过?书|(?:任何|有)?(?:拖|欠|漏|偷|逃)|用|需|必|到|(?:再|想)?去[\ue010-\ue014]|知道|清楚|记得|问题|事|错|过多久|多久|多少|听|看懂|看明白|弄懂|搞懂|说|讲|表达)"
)
_TAKES_BACK = compiled("^(?:不对|错了?|不是)(?:了|啊|呀|的)*$")
_SAID_BEFORE = compiled(
    "(?:[我俺咱]|刚才?|前[面头]|上[面头]|之前|先前|方才)+(?:的话)?(?:说|讲|答|写|填)"
)
_IS_SOMETHING = compiled("是(?![的啊呀呢嘞哩滴,]|$)")
_STARTS_YES = compiled(
    "^(?:嗯+|对|是的?(?![\ue001-\ue014])|有的?|当然|已|已经|早|确实|必须|肯定|昂)"
)


def leading_polarity(
    slate: Slate, clauses: list[Clause], parties: Parties, setting: Setting
) -> None:
    """没整那玩意, 是的没错: an answer whose first words settle a question that nothing else did."""
    key = setting.awaiting
    _after_all(slate, clauses, parties, key)
    ours = [
        clause
        for number, clause in enumerate(clauses)
        if parties.of_clause[number] == APPLICANT and opens(clauses, parties, number)
    ]
    if key is None or key in slate.facts or not ours or ours[-1].mode != TOLD:
        return
    alone = [
        bare(clause.text)
        for number, clause in enumerate(clauses)
        if clause.mode == TOLD
        and not _takes_back_another(clauses, number, key)
        and not _puts_right(clauses, number)
        and not _of_a_payment(clause.text, key)
        and not told_of_oneself(clauses, number, key)
    ]
    for polarity in alone:  # 上半年辞了,目前没有
        if polarity and answer_value(key, polarity) is not None:
            slate.put(key, answer_value(key, polarity))
            return
    text = ours[-1].text
    slate.clause = clauses.index(ours[-1])
    if _takes_back_another(clauses, slate.clause, key):
        return
    if unsaid(text) or answer_value(key, YES) is None or denies_another(text, key):
        return
    if _speaks_of_another(text, key) and any(c.mode == ASKED for c in clauses[slate.clause :]):
        return  # 没自己房子的,户口能搁单位吗 answers nothing that was asked
    # Beside other facts only a short first clause is an answer: 没做,在家种地
    if len(text) > (5 if slate.facts else 12):
        return
    if _STARTS_NO.match(text):
        slate.put(key, answer_value(key, NO))
    elif slate.facts and _IS_SOMETHING.match(text):
        return  # 是一整套, said to whether there is a job
    elif _STARTS_YES.match(text) and not re.search("[不没未]", text):
        slate.put(key, answer_value(key, YES))


def _takes_back_another(clauses: list[Clause], number: int, key: str) -> bool:
    """刚才说整套不对,不是整套: takes back what is no answer to the question.

    So does 不对,孩子已经结婚了 at the head, where what is put right is something else, and
    不是我,是我对象开的店.
    """
    if NOT_ME.match(clauses[number].text):
        after = clauses[number + 1].text if number + 1 < len(clauses) else ""
        return bool(KIN.search(after)) and _speaks_of_another(after, key)
    if _TAKES_BACK.match(clauses[number].text) is None:
        return False
    if number == 0:
        after = clauses[1].text if clauses[0].correction and len(clauses) > 1 else ""
        return bool(KIN.search(after)) or _speaks_of_another(after, key)
    before = clauses[number - 1].text
    of_key = topics.last_topic(before) == topics.TOPIC_OF_FACT.get(key)
    return _speaks_of_another(before, key) or bool(_SAID_BEFORE.match(before) and not of_key)


def _of_a_payment(text: str, key: str) -> bool:
    """交着呢, said to whether there is a business, tells of something that is paid."""
    return "交" in text and key not in ("social_insurance", "taxes_paid")


def _puts_right(clauses: list[Clause], number: int) -> bool:
    """哦不对,是镇下面的村: 不对 at the head makes way for what is said instead and is no "no"."""
    instead = clauses[1:2]
    return number == 0 and bool(instead) and clauses[0].correction and instead[0].mode == TOLD


def _speaks_of_another(text: str, key: str) -> bool:
    """Whether a clause is about something else than the fact asked for."""
    about = topics.last_topic(text)
    return about is not None and about != topics.TOPIC_OF_FACT.get(key)


_INQUIRES = compiled("问(?:一下|问|下)|打听|咨询")
"""我问一下,单位交着社保能落吗 asks; it does not say that something is not known."""
_WHO_KNOWS = compiled(
    "问(?:问|一?下)?(?:一下)?(?:单位|公司|厂里|会计|老板|房东|社区|[我俺咱他她]?[^,]{1,3}再[说答讲])"
)
"""得问问单位 names who knows, not what is not known."""
_REGISTER_OPEN = compiled(
    "户口[^,没]{0,4}(?:有没有|还?在不在|有无|是不是(?:没|注销)|报没报|上没上|[销注]没|还有没)|(?:有没有|有无|报没报过?|上没上过?)户口"
)
# What a clause may name as not known: which community, whether the insurance has come over
_NAMED_UNKNOWN = {
    "insurance": ("social_insurance", compiled("到[账帐]|转(?:过来|过去|完|好|成)了?(?:没|吗)")),
    "home": (
        "",
        compiled("(?:哪|啥|什么)(?:一?个)?(?:社区|小区|居委会?)|社区[^,]{0,4}(?:叫|是)(?:啥|什么)"),
    ),
}


def _not_known_beside(text: str, awaiting: str | None) -> str | None:
    """What 具体哪个社区不知道 says is not known, where the open question asks for something else: a
    fact, or nothing that is asked for at all; None where it may be the answer."""
    if awaiting is None or unsaid(text) != UNKNOWN:
        return None
    asked = topics.TOPIC_OF_FACT.get(awaiting)
    of_a_status = any(words.search(text) for words in SITUATIONS.values())
    if awaiting == "graduate_local_origin" or (awaiting in (SPECIAL, "no_hukou") and of_a_status):
        return None
    for topic, (fact, words) in _NAMED_UNKNOWN.items():
        if topic != asked and words.search(text):
            return fact
    return None


_OF_COURSE = compiled("^(?:那|我|俺|咱)*(?:当然|肯定|必须|自然)(?!不(?:知|清))")


def _after_all(slate: Slate, clauses: list[Clause], parties: Parties, awaiting: str | None) -> None:
    """没个固定地方,那机器往哪摆?当然有: the answer to one's own question is the one that counts."""
    if awaiting is None or len(clauses) < 2:
        return
    last, before = clauses[-1], clauses[-2]
    ours = last.mode == TOLD and before.mode == ASKED and parties.of_clause[-1] == APPLICANT
    if ours and _OF_COURSE.match(last.text) and bare(last.text) is not None:
        value = answer_value(awaiting, bare(last.text) or "")
        if value is not None:
            slate.put(awaiting, value)


def opens(clauses: list[Clause], parties: Parties, number: int) -> bool:
    """Whether a clause is where the answer begins: 当兵?没有; 我爸当过,我没有."""
    return all(
        party != APPLICANT
        or bare(clause.text) is not None
        or (clause.mode == ASKED and len(clause.text) <= 6)
        for clause, party in zip(clauses[:number], parties.of_clause, strict=False)
    )


def bare_answer(
    slate: Slate, annotation: Annotation, clauses: list[Clause], number: int, setting: Setting
) -> None:
    """Puts what a clause that is only yes or no means for the question."""
    clause, key = clauses[number], setting.awaiting
    polarity = bare(clause.text)
    if polarity is None or key is None or (key == "housing" and len(clauses) > 1):
        return
    if _of_a_payment(clause.text, key):
        return
    if _takes_back_another(clauses, number, key) or _puts_right(clauses, number):
        return
    value = answer_value(key, polarity)
    if value is not None:
        slate.put(key, value, annotation.span(clause, 0, len(clause.text)))


def unsaid_facts(
    clauses: list[Clause], awaiting: str | None, slate: Slate
) -> tuple[set[str], set[str]]:
    unknown: set[str] = set()
    declined: set[str] = set()
    topic_facts = {"insurance": "social_insurance", "job": "stable_job"}
    last: str | None = None
    for clause in clauses:
        about = topics.last_topic(_WHO_KNOWS.sub("", clause.text))
        said = unsaid(clause.text)
        inquires = clause.mode == ASKED and _INQUIRES.search(_WHO_KNOWS.sub("", clause.text))
        beside = _not_known_beside(clause.text, awaiting)
        if beside is not None:
            unknown.update({beside} - {"", *slate.facts})
        elif said is not None and clause.mode != SUPPOSED and not inquires:
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
            if awaiting == "spouse_employer" and (about or last) == "job":
                key = awaiting
            if _REGISTER_OPEN.search(clause.text):
                key = "no_hukou"
            if awaiting == SPECIAL:
                key = next((f for f, named in SITUATIONS.items() if named.search(clause.text)), key)
            if key and key not in slate.facts:
                (unknown if said == UNKNOWN else declined).add(key)
            elif awaiting and said == DECLINED:
                declined.add(awaiting)
        last = about or last
    return unknown, declined
