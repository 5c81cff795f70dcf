"""Understands a message in the light of the talk: what it states, and what it does.

The reader sees one message, the classifier another view of it. What was asked and told before
decides what a short message leans on.
"""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from typing import Any, Mapping, Optional

from actions.dialogue import (
    either,
    leaning,
    of_the_case,
    of_the_verdict,
    other_facts,
    own_story,
    pairs,
    plain_words,
    relatives,
    remarks_made,
    rough,
    together,
)
from actions.dialogue.acts import Acts, decide, in_words
from actions.dialogue.bare_words import only_announces
from actions.dialogue.gather import FAMILY
from actions.dialogue.kinfolk import said_of_those_asked_about, with_names
from actions.dialogue.no_sentence import (
    FOLLOW_UP,
    is_keywords,
    is_noise,
    is_sounds,
    off_the_point,
)
from actions.dialogue.orders import is_order
from actions.dialogue.several_questions import with_their_matter
from actions.dialogue.state import CHOICE, POLICY, Memory, Message, State
from actions.dialogue.supposing import all_supposed, goes_on
from actions.dialogue.turn import Heard
from actions.dialogue.whose_case import (
    as_worded,
    facts_of,
    lives_with_speaker,
    turns_to_another,
)
from actions.dialogue.words import Words
from actions.reading import Reading, read
from actions.reading.place_mentions import find_places
from actions.reading.topics import cues
from policy_kb.library import Library

UNSAID = 0.7
"""The classifier alone is believed that an answer is not known or not told from here on."""
SHORT = 12
"""没听懂 said of the question is a short message; in a longer one it is about something else."""
_PREMISE = re.compile(
    "(?:^|[，,。、 ])(?:我|俺)?(?:听说|听人说|都说|人家说|别人说|有人说|网上说|据说|不是说)|(?:对吧|是吧|对不对|没错吧|真的假的|是真的吗)[?？。!！]*$"
)
"""听说不用社保也能落户对吧: a belief put up for confirmation."""
_MAY_BELIEVE = frozenset({"other_case", "own_story", "unclear", "inform", "start_assessment"})
"""What a belief is taken for by the classifier."""
_JUDGE = re.compile(
    "(?:看看|判断|评估|算算|评评|看一?下)(?:一下)?[我俺他她]|有没有资格|够不够(?:格|资格|条件)"
)
"""先别讲条文,看看我有没有资格: wants the verdict, though it speaks of the document."""
_NOT_UNDERSTOOD = re.compile(
    "(?:没|不)(?:太|大)?(?:听|看|弄|搞)?(?:得)?(?:懂|明白)|(?:啥|什么|甚么)意思|听不清"
)
_WHETHER = re.compile(r"([算是有该])(?:不|没)\1")
"""不懂这算不算成套 is no question what the words mean."""
_PAYS = re.compile(
    "[交缴](?:着|的|了)(?:呢|哩|嘞)?[。!！]*$|^(?:都|一直|也|正)*[交缴](?:着|的)(?:呢|哩|嘞|来)?[ ,，、]*(?:就|都|是)*在"
)
"""这边交着呢, 交着呢 在这边: said of insurance while something else is asked."""
_INSURANCE, _TAXED = "social_insurance", "business"
_BACK = re.compile("回来了|忙完了?|继续|接着(?:[说问来看办填弄]|$)|接上")
_LATER = re.compile("一会|待会|等会|改天|明天|晚点|晚上|回头|下次|再(?:说|来|接着|继续)")


def hear(library: Library, state: State, message: Message) -> Heard:
    """The message as this talk understands it. ``state`` stays as it is."""
    memory = state.memory
    text = _chosen(memory, message.text)
    if memory.spoke == CHOICE and text.strip() == Words(library.local, None).say("choice_none"):
        return Heard(text, Reading(), Acts("none_of_them", False, False, 1.0))
    if is_order(text):
        return Heard(text, Reading(), Acts("declined", False, False, 1.0))
    awaited = memory.awaiting or memory.paused
    if awaited is None and is_noise(text):
        return Heard(text, Reading(), Acts("declined", False, False, 1.0))
    if awaited is not None and _not_understood(memory, text):
        return Heard(text, Reading(), Acts("simplify", False, False, 1.0))
    act = plain_words.said(text)
    if act == "start_over":
        reading = _read(library, State(), text, None, message.as_of)  # what was asked is no more
        return Heard(text, reading, Acts(act, bool(reading.facts), False, 1.0))
    reading = _read(library, state, text, awaited, message.as_of)
    if act is not None and not (act == "ask_basis" and _answers(library, awaited, reading)):
        reading = replace(reading, unknown=frozenset(), declined=frozenset(), questions=())
        return Heard(text, reading, Acts(act, False, False, 1.0))
    if picked := either.answered(state, text, reading):
        facts = {**reading.facts, **picked}  # 我住那里,租的房
        reading = replace(reading, facts=facts, either={}, questions=(), retracted=frozenset())
        return Heard(text, reading, Acts("correct", True, False, 1.0))
    if reading.either:
        return Heard(text, reading, Acts("which_of", False, False, 1.0))
    if reading.corrects:
        reading = _correction(library, state, text, message.as_of, reading)
    if reading.near and not (reading.facts or reading.questions):
        return Heard(text, reading, Acts("inform", True, False, 1.0))

    def read_as(said: str, question: Optional[str]) -> Reading:
        return _read(library, state, said, question, message.as_of)

    reading = other_facts.with_length(state, text, reading, read_as)
    if memory.paused is not None and _BACK.search(text) and not _LATER.search(text):
        return Heard(text, reading, Acts("return", bool(reading.facts), False, 1.0))
    real = tuple(one for one in reading.questions if not only_announces(one))
    if reading.facts or real:
        reading = replace(reading, questions=real)  # 我想问问,我没有户口
    answered = _answers(library, awaited, reading)
    of_whom = together.remark(library, state, reading, text, message.as_of)
    if of_whom and not relatives.asks_beside(state, reading, text):
        return Heard(text, reading, of_whom)
    if relatives.only_may(state, reading):
        reading = replace(reading, questions=(), family_in_question=())
        return Heard(text, reading, Acts("start_assessment", bool(reading.facts), False, 1.0))
    of_verdict = of_the_verdict.asked(library, state, text, message.as_of)
    if of_verdict is not None and not reading.facts:
        return Heard(text, replace(reading, supposed={}), Acts(of_verdict, False, True, 1.0))
    if of_case := of_the_case.heard(state, text, reading, answered):
        return of_case

    if other_facts.planned_work(state, text, reading, read_as):
        reading = other_facts.without_work(reading)
        return Heard(text, reading, Acts("plans", bool(reading.facts), False, 1.0))

    def alone(said: str) -> Reading:
        return _read(library, state, said, None, message.as_of)

    if relative := leaning.relative_asked(library, memory, text):
        reading = replace(alone(relative), facts={}, subject=None)
        relative = relatives.as_named(library, memory, reading, relative)
        return Heard(relative, reading, Acts("relative", False, True, 1.0))
    if of_him := relatives.told_and_asked(state, reading, text, alone):
        return Heard(text, of_him, Acts("relative", False, True, 1.0))
    if relatives.turns_to_self(memory, reading, text):
        reading = replace(reading, questions=(), family_in_question=())
        return Heard(text, reading, Acts("start_assessment", False, False, 1.0))
    if comes := relatives.whether_comes(library, state, reading, text):
        as_family = _read(library, state, text, FAMILY, message.as_of).facts.get(FAMILY) or ()
        reading = relatives.asked_of(reading, comes, as_family)
        acts = Acts("relative", False, True, 1.0)
        return Heard(comes.question, reading, acts, of_speaker=comes.speaker)
    supposed = leaning.supposition(library, state, awaited, text, alone)
    supposed = supposed or leaning.other_case(state, answered, text, alone)
    if state.facts:
        if goes_on(text):
            reading = replace(reading, facts={}, subject=None)
        if his := pairs.supposition_of_another(state, text):
            case = all_supposed(library, his, alone(his), alone)
            if set(case) - {FAMILY}:
                reading = replace(reading, facts={}, supposed=case, questions=(), subject=None)
                return Heard(text, reading, Acts("of_another", False, True, 1.0))
        everything = all_supposed(library, text, supposed or reading, alone)
        reading = replace(reading, supposed=everything)
    if supposed is not None:
        supposed = replace(supposed, supposed=reading.supposed)
        return Heard(text, supposed, Acts("what_if", False, False, 1.0))
    if other := other_facts.other_fact(state, text, reading, answered, read_as):
        main = "take_back" if other.retracted else "correct"
        return Heard(text, other, Acts(main, True, False, 1.0))
    if spot := either.place_alone(state, text, reading, read_as):
        return Heard(text, spot, Acts("which_of", False, False, 1.0))
    in_talk = memory.gathering or memory.stated
    if in_talk and not (answered or reading.facts) and other_facts.nothing_said_instead(text):
        return Heard(text, reading, Acts("which_wrong", False, False, 1.0))
    if awaited is None and is_keywords(text):
        reading = replace(reading, facts={}, subject=None)  # 大中专 技工院校 毕业生 生源
    if own_story.ashamed(text) and not answered:
        return Heard(text, reading, Acts("ashamed", bool(reading.facts), False, 1.0))
    acts = decide(message.acts, reading, text, awaited, bool(state.facts), answered)
    acts = own_story.as_told(acts, text)
    if awaited is None and acts.main == "complain" and is_sounds(text):
        return Heard(text, reading, Acts("declined", False, False, 1.0))
    if awaited is None and acts.main == "unclear" and is_keywords(text):
        acts = replace(acts, main="ask_policy", asks=True)
    if acts.main in remarks_made.COURTESIES and (rest := remarks_made.asked_beside(text)):
        rest = with_their_matter([rest])[0]  # 得花多少钱, of settling
        return Heard(rest, reading, Acts("ask_policy", acts.states, True, acts.confidence))
    if (
        acts.main in _MAY_BELIEVE
        and _PREMISE.search(text)
        and not (acts.main == "start_assessment" and reading.facts)
    ):
        acts = Acts("ask_policy", acts.states, True, acts.confidence, acts.outside)
    if acts.main == "ask_policy" and _tells_of_family(state, reading):
        acts = replace(acts, main="inform", asks=False)
    if acts.main in _TAKEN_FOR_ASKING and _opens_a_case(memory, reading):
        acts = replace(acts, main="start_assessment", states=True, asks=False)
    if reading.left_open and not reading.questions:
        acts = replace(acts, main="inform", states=True, asks=False)
    leans = memory.question and FOLLOW_UP.search(text) and _leans(memory, reading)
    if leans and not (acts.main == "what_if" and reading.supposed):
        reading = replace(reading, facts={}, subject=None)
        return Heard(text, reading, Acts("ask_policy", False, True, acts.confidence, acts.outside))
    if acts.main == "ask_basis" and memory.clause is None and _JUDGE.search(text):
        acts = replace(acts, main="start_assessment")
    if awaited is not None and acts.main == "ask_policy" and off_the_point(text, reading, acts):
        return Heard(text, replace(reading, questions=()), Acts("unclear", False, False, 0.0))
    if acts.main == "ask_policy" and _names_a_spot(library, text, awaited, reading):
        return Heard(text, reading, Acts("unclear", False, False, 0.0))
    return Heard(text, *_unsaid(message, reading, acts, awaited))


_TAKEN_FOR_ASKING = frozenset({"ask_policy", "out_of_scope", "other_case"})


def _opens_a_case(memory: Memory, reading: Reading) -> bool:
    """Whether a message only tells of somebody who is asked for: 替俺妈问下 她跟着我 她没房."""
    for_another = reading.subject is not None or memory.subject is not None
    return for_another and bool(reading.facts) and not (reading.questions or reading.supposed)


def _tells_of_family(state: State, reading: Reading) -> bool:
    """Whether a message only goes on telling of the family: 老公不迁了, 她跟我住着呢."""
    going_on = bool(state.facts.get(FAMILY) or state.memory.relatives)
    return going_on and set(reading.facts) == {FAMILY} and not reading.questions


def _names_a_spot(library: Library, text: str, awaited: Optional[str], reading: Reading) -> bool:
    """Whether a message, asked for a place, names one of which the document does not say whether
    it is in the urban area: an answer that does not do, and no question of a rule."""
    if not (awaited or "").endswith("_area") or reading.facts or reading.questions:
        return False
    if {cue.topic for cue in cues(text)} - {"home", "job", "business"}:
        return False  # 户口迁到老城的办法
    return any(place.local for place in find_places(text, library.local.places))


def without_answer(
    library: Library, state: State, message: Message, heard: Heard, keep: bool
) -> Heard:
    """The message as one that answers nothing: with only those facts that it would state without
    a question before it, and with none unless ``keep``."""
    free = _read(library, state, heard.text, None, message.as_of).facts if keep else {}
    facts = {fact: value for fact, value in heard.reading.facts.items() if free.get(fact) == value}
    acts = replace(heard.acts, states=bool(facts))
    return Heard(heard.text, replace(heard.reading, facts=facts), acts)


def _read(
    library: Library, state: State, text: str, awaited: Optional[str], as_of: date
) -> Reading:
    """The message as an answer to ``awaited``. What it says of the family is set beside the
    members named before, whom it need not name again; what it says without a name, right after
    a relative was asked about, is of him."""

    memory = state.memory

    def as_answer(question: Optional[str], known: Optional[Mapping[str, Any]] = None) -> Reading:
        return read(
            text,
            places=library.local.places,
            awaiting=question,
            as_of=as_of,
            known=with_names(state) if known is None else known,
            subject=as_worded(memory.subject, text),
            called=memory.called,
            mentioned=memory.mentioned,
            housemate=lives_with_speaker(memory),
        )

    reading = as_answer(awaited)
    if awaited is not None and turns_to_another(state, reading):
        # The open question was about somebody else.
        free = read(
            text,
            places=library.local.places,
            as_of=as_of,
            known=facts_of(memory, reading),
            subject=reading.subject,
            called=reading.called,
        )
        return replace(free, **{key: getattr(reading, key) for key in _WHOSE})
    reading = rough.left_open(library, state, text, reading, awaited)
    if awaited != _INSURANCE and not reading.facts and not state.facts.get(_TAXED):
        paid = as_answer(_INSURANCE).facts if _PAYS.search(text.strip()) else {}
        if _INSURANCE in paid:
            return replace(reading, facts=paid, questions=())
    asked_about = state.memory.relatives
    if not asked_about or awaited not in (None, FAMILY):
        return reading
    told = as_answer(FAMILY, {**state.facts, FAMILY: asked_about})
    return said_of_those_asked_about(state, reading, told)


_WHOSE = ("subject", "called", "assumed_subject")


def _answers(library: Library, awaited: Optional[str], reading: Reading) -> bool:
    """Whether the message answers the open question, if only in part."""
    if awaited is None:
        return False
    covers = next((c.facts for c in library.local.rules.combined if c.id == awaited), ())
    said = {*reading.facts, *reading.unknown, *reading.declined}
    return bool(said & {awaited, *covers})


def _correction(
    library: Library, state: State, text: str, as_of: date, reading: Reading
) -> Reading:
    """Reads "不对，是26个月" as a new answer to what was told last.

    Where it may answer the open question as well, 不对 alone must not be the whole correction.
    """
    lengths = [fact for fact in state.facts if fact.endswith("_months")]
    told = {*state.memory.told, *(lengths if len(lengths) == 1 else ())}
    for fact in sorted(told, key=lambda one: (not one.endswith("_months"), one)):
        again = _read(library, state, text, fact, as_of)
        value = again.facts.get(fact, again.near.get(fact))
        if value is not None and (not reading.facts or type(value) is int):
            return again
    if reading.facts or reading.unknown or reading.retracted:
        return reading
    # 更正:租房的不是我,我住村里自建房, said while it is asked who comes along
    free = _read(library, state, text, None, as_of)
    return free if free.facts else reading


def _unsaid(
    message: Message, reading: Reading, acts: Acts, awaited: Optional[str]
) -> tuple[Reading, Acts]:
    """Believes the classifier that the open question cannot or will not be answered."""
    if awaited is None or acts.main != "unclear" or acts.states:
        return reading, acts
    unknown, declined = message.acts.get("dont_know", 0.0), message.acts.get("decline", 0.0)
    if unknown >= UNSAID:
        changed = replace(reading, unknown=frozenset({awaited}))
        return changed, Acts("dont_know", False, False, unknown)
    if declined >= UNSAID and in_words("decline", message.text):
        changed = replace(reading, declined=frozenset({awaited}))
        return changed, Acts("decline", False, False, declined)
    return reading, acts


def _not_understood(memory: Memory, text: str) -> bool:
    """Whether a short message asks what the question means. Said again after the explanation it
    tells that the answer is not known."""
    short = len(text) <= SHORT and bool(_NOT_UNDERSTOOD.search(text))
    return short and text != memory.heard and not _WHETHER.search(text)


def _leans(memory: Memory, reading: Reading) -> bool:
    """Whether a short question goes on with the one before. While something is asked it must
    follow right on its answer, and not be the answer itself (还没有呢)."""
    if reading.facts.get(FAMILY):
        return False  # 她跟我住着呢, after 那老婆呢
    if memory.awaiting is None:
        return True
    answered = {*reading.facts, *reading.unknown, *reading.declined}
    return memory.spoke == POLICY and not answered


def _chosen(memory: Memory, text: str) -> str:
    """A bare number picks the choice of that number, for channels without buttons."""
    stripped = text.strip().rstrip(".、)")
    if memory.awaiting is None and stripped.isdigit() and memory.choices:
        number = int(stripped)
        if 1 <= number <= len(memory.choices):
            return memory.choices[number - 1]
    return text
