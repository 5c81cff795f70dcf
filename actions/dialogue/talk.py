"""The conversation: takes a turn from a message and what is known to replies and what is known."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any, Optional

from actions.dialogue import followups, own_story
from actions.dialogue.answering import about, answer_questions, begins, own_side
from actions.dialogue.answers import Answerer
from actions.dialogue.either import ask_which
from actions.dialogue.explaining import Answer
from actions.dialogue.gather import FAMILY, TRIES, ask_otherwise
from actions.dialogue.hearing import hear, without_answer
from actions.dialogue.plain_questions import (
    asks_of_a_rule,
    is_bare_word,
    of_another_city,
    tells_in_short,
    wants_verdict,
)
from actions.dialogue.remarks import ABOUT_THE_TALK, SAID_AGAIN
from actions.dialogue.state import VERDICT, Memory, Message, Reply, State
from actions.dialogue.steering import (
    ask_right,
    greeting,
    missed,
    pause,
    proceed,
    return_from_pause,
    unclear,
)
from actions.dialogue.taking_in import take_in
from actions.dialogue.together import with_a_relative
from actions.dialogue.turn import Heard, Turn
from actions.dialogue.verdict import leading, verdict_reply
from actions.dialogue.whose_case import new_subject, note_others
from actions.dialogue.words import Words
from actions.eligibility import assess
from actions.reading.family_members import CALLED, without_name
from policy_kb.library import Library
from policy_kb.search import Searcher

_TAKEN_FOR_TELLING = frozenset({"ask_policy", "out_of_scope", "unclear", "other_case", "own_story"})
"""What a few words that tell a fact are taken for by the classifier."""
_NEIGHBOURS = re.compile("邻居|街坊|邻里|隔壁|对门|楼[上下]|[前后]院|物业")
_OWN = re.compile("[我俺咱]")
"""Who speaks of himself tells of his case, even in the subject of a question."""


class Dialogue:
    """The conversation's logic over one library. Holds no state of any conversation."""

    def __init__(self, library: Library, searcher: Searcher) -> None:
        self.library = library
        self.searcher = searcher
        self.answerer = Answerer(library, searcher)
        # 俺孙子没户口 asks how he is registered, not whether he comes along
        self._referring = {r.clause for r in library.local.rules.routes if r.refers}

    def respond(self, state: State, message: Message) -> list[Reply]:
        """Takes the message into ``state`` and returns what to say, in order."""
        heard = hear(self.library, state, message)
        if subject := self._subject_of_question(heard):
            own = _OWN.search(subject) is not None
            heard = without_answer(self.library, state, message, heard, keep=own)
        awaited, turns = state.memory.awaiting or state.memory.paused, state.memory.turns
        if awaited is None and is_bare_word(self.answerer, heard, state):
            heard = without_answer(self.library, state, message, heard, keep=False)
        if asks_of_a_rule(self.answerer, heard, state, awaited is not None):
            heard = replace(heard, acts=replace(heard.acts, main="ask_policy", asks=True))
        heard = self._at_its_word(heard, state, awaited)
        turn = Turn(self.answerer, state, heard, awaited, message.as_of)
        new_subject(state, about(turn), heard.text, heard.reading)
        note_others(self.library, state, heard.reading, message.as_of)
        replies = _turn(turn)
        memory = state.memory
        memory.turns, memory.heard = turns + 1, heard.text
        if heard.acts.main != "repeat":
            memory.said = [reply.as_json() for reply in replies]
        of_settling = memory.clause in self.answerer.weighing.settling - self._referring
        asked_about = heard.reading.family_in_question if of_settling else ()
        memory.relatives = [dict(one) for one in asked_about]  # not 娃在这念书有保障吗
        memory.choices = [b.payload for reply in replies for b in reply.buttons]
        memory.either = {fact: dict(told) for fact, told in heard.reading.either.items()}
        if heard.reading.facts:
            memory.told = sorted(heard.reading.facts)
        return replies

    def _at_its_word(self, heard: Heard, state: State, awaited: Optional[str]) -> Heard:
        """The message as what it plainly is, whatever it was taken for: a few words that tell a
        fact, 能落户吗 as the first thing said, a wish to settle in another city."""
        acts = heard.acts
        if awaited is None and tells_in_short(heard) and acts.main in _TAKEN_FOR_TELLING:
            acts = replace(acts, main="inform", states=True, asks=False)
        elif wants_verdict(self.answerer, heard, state):
            acts = replace(acts, main="start_assessment", asks=False)
        elif (acts.main == "complain" and self._of_neighbours(heard.text)) or (
            acts.main == "pause" and self._asks_elsewhere(heard)
        ):
            acts = replace(acts, main="declined", asks=False)
        elif of_another_city(heard):
            acts = replace(acts, main="ask_policy", asks=True)
        elif acts.main == "start_assessment" and own_side(self.library, heard, state):
            acts = replace(acts, main="ask_policy", asks=True)  # 我哥替我去行不行
        return replace(heard, acts=acts)

    def _asks_elsewhere(self, heard: Heard) -> bool:
        """明天下不下雨,俺还等着晒麦子: a question about something else, not a wish to wait."""
        return bool(heard.reading.questions) and self.answerer.weighing.outside(heard.text)

    def _of_neighbours(self, text: str) -> bool:
        """Whether somebody is angry at his neighbours, which is no fault of the talk's and nothing
        that the documents cover."""
        return bool(_NEIGHBOURS.search(text)) and self.answerer.weighing.outside(text)

    def _subject_of_question(self, heard: Heard) -> str:
        """What stands before a question where it is its subject and no answer to ours
        (低保这些救助,城里乡下是一个样不); else nothing."""
        questions = heard.reading.questions
        if not (questions and heard.reading.facts and heard.acts.main == "ask_policy"):
            return ""
        before = heard.text[: max(0, heard.text.find(questions[0]))].strip()
        return before if before and self.answerer.weighing.of_one_matter(before, heard.text) else ""

    def edit(self, state: State, edits: dict[str, Any], message: Message) -> list[Reply]:
        """Facts changed by hand in the panel; None forgets one. Filling one in is telling it: it
        begins the talk about the case, unless that has been put off."""
        changed = [fact for fact, value in edits.items() if state.facts.get(fact) != value]
        for fact, value in edits.items():
            if value is None:
                state.facts.pop(fact, None)
            else:
                state.facts[fact] = value
            for hidden in (state.memory.unknown, state.memory.declined):
                if fact in hidden:
                    hidden.remove(fact)
        replies = []
        if changed:
            words = Words(self.library.local, state.memory.subject)
            labels = "、".join(words.label(fact) for fact in changed)
            replies.append(Reply("smalltalk", words.say("edited", labels=labels)))
            state.memory.recheck = state.memory.verdict is not None
        if state.memory.paused is None and any(edits[fact] is not None for fact in changed):
            state.memory.gathering = True
        replies.extend(proceed(self.library, state, restart=state.memory.stated))
        state.memory.said = [reply.as_json() for reply in replies]
        state.memory.turns += 1
        return replies

    def conclude(self, state: State, message: Message) -> list[Reply]:
        """The verdict, when the turn before left nothing to ask; nothing otherwise."""
        memory = state.memory
        if not memory.due:
            return []
        assessment = assess(self.library, state.facts, message.as_of)
        along = with_a_relative(self.library, state, assessment.verdict, message.as_of)
        reply = verdict_reply(self.library, assessment, state.facts, memory, memory.verdict, along)
        memory.before, memory.verdict = memory.verdict, assessment.verdict
        memory.due, memory.stated = False, True
        memory.recheck = memory.brief = False
        clauses = [route.route.clause for route in leading(self.library, assessment)]
        memory.basis = list(dict.fromkeys(clauses))
        memory.clause, memory.point, memory.spoke = memory.basis[0], None, VERDICT
        memory.said = [*memory.said, reply.as_json()]
        memory.choices = [button.payload for button in reply.buttons]
        return [reply]


def _turn(turn: Turn) -> list[Reply]:
    """Whatever the message does, what it states counts first."""
    main = turn.acts.main
    if main == "start_over":
        return _start_over(turn)
    begun = turn.memory.gathering or turn.memory.stated
    if main not in _LEANING:
        turn.memory.spoke = None
    known = _known(turn.state)
    replies = take_in(turn)
    told = _known(turn.state) != known
    if main == "return":
        return replies + _go_on(turn)
    if turn.memory.paused is not None and _returns(turn):
        return_from_pause(turn.state)
        return replies + proceed(turn.library, turn.state)
    if main in _PAUSING:
        pause(turn.state)
        return [*replies, Reply("smalltalk", turn.words.say(main))]
    if main in _NO_ANSWER and not told and _misses(turn):
        return replies + missed(turn)
    if main == "plans" and _open_still(turn):
        return [*replies, *ABOUT_THE_TALK[main](turn), ask_otherwise(turn.library, turn.state)]
    if main in ABOUT_THE_TALK:
        return [*replies, *ABOUT_THE_TALK[main](turn), *proceed(turn.library, turn.state)]
    if main == "which_of":
        return replies + ask_which(turn)
    if main == "take_back":
        return replies + ask_right(turn.library, turn.state, min(turn.reading.retracted))
    if main in SAID_AGAIN:
        return replies + SAID_AGAIN[main](turn)
    return replies + _case_or_question(turn, begun, told)


def _misses(turn: Turn) -> bool:
    """Whether a remark left the open question unanswered for the last time it is put."""
    if not _open_still(turn) or turn.acts.asks:
        return False
    if turn.memory.failures < TRIES:
        turn.memory.failures += 1
        return False
    return True


def _open_still(turn: Turn) -> bool:
    """Whether what was asked before the message is still to be answered."""
    return turn.awaited is not None and turn.memory.awaiting == turn.awaited


def _returns(turn: Turn) -> bool:
    """Whether a message after a pause takes the talk up again: an answer, or a word of return."""
    reading = turn.reading
    answered = {*reading.facts, *reading.unknown, *reading.declined}
    return not turn.acts.asks and (bool(answered) or turn.acts.main in _RETURNING)


def _known(state: State) -> tuple[dict[str, Any], set[str]]:
    return dict(state.facts), state.memory.unavailable


def _case_or_question(turn: Turn, begun: bool, told: bool) -> list[Reply]:
    """Facts, questions, or both. ``begun``: a verdict was wanted before this message; ``told``:
    it brought something new."""
    main, memory = turn.acts.main, turn.memory
    asked = turn.acts.asks or main in _QUESTIONS
    answers = answer_questions(turn) if asked else []
    set_by_rule = any(one.covered and not one.open for one in answers)
    if answers and not set_by_rule and own_story.of_a_life(turn):
        return [*own_story.calm(turn), *proceed(turn.library, turn.state)]
    replies = _of_relatives(turn, answers) or [answer.reply for answer in answers]
    answered = memory.stated and bool(answers) and not told  # the verdict stands as it was said
    if main == "start_assessment" or (begins(turn, answers) and not answered):
        if asked and not any(answer.covered for answer in answers):
            replies = []  # a wish to settle that no rule answers needs no refusal
        memory.gathering = True
        if not begun:
            _name_family(turn, answers)
    if main == "unclear" and not turn.acts.states:
        return replies + unclear(turn)
    waved_through = main == "start_assessment" or (asked and turn.heard.text != memory.heard)
    if turn.awaited is not None and not (told or waved_through):
        return replies + missed(turn)
    changed = begun and not answered and (turn.acts.states or not asked)
    memory.brief = told or memory.stated
    replies += proceed(turn.library, turn.state, restart=changed)
    if not replies and not memory.due:
        return [greeting(turn.words, "how_to_start")]
    return replies


def _of_relatives(turn: Turn, answers: list[Answer]) -> list[Reply]:
    """Who of those asked about may come (那我爹娘能一起不), where a verdict was said and nothing more
    is asked; nothing else."""
    family = turn.library.local.rules.family.clause
    if len(answers) != 1 or answers[0].clause != family:
        return []
    if set(turn.reading.facts) - {FAMILY}:
        return []
    if answers[0].open or answers[0].belief or len(turn.reading.questions) > 1:
        return []
    return followups.relative(turn)


def _name_family(turn: Turn, answers: list[Answer]) -> None:
    """Opening with 老婆孩子能跟着落吗 names whom the verdict must speak of."""
    asked_about = turn.reading.family_in_question
    about_it = not answers or any(answer.settles for answer in answers)
    if asked_about and about_it and not turn.state.facts.get(FAMILY):
        turn.state.facts[FAMILY] = [without_name(member) for member in asked_about]
        turn.memory.family_called = [str(member.get(CALLED, "")) for member in asked_about]


def _start_over(turn: Turn) -> list[Reply]:
    """Forgets everything but what this very message says."""
    state, reading = turn.state, turn.reading
    subject = state.memory.subject if reading.subject not in (None, "self") else None
    called = reading.called if subject else None
    state.facts = {}
    state.memory = Memory(subject=subject, called=called, gathering=bool(reading.facts))
    fresh = Turn(turn.answerer, state, turn.heard, None, turn.as_of)
    begun = greeting(fresh.words, "started_over")
    return [begun, *take_in(fresh), *proceed(fresh.library, state)]


def _go_on(turn: Turn) -> list[Reply]:
    """Takes the talk up again, on another day as well: what is known in short and the open
    question, or the verdict where that was said."""
    memory = turn.memory
    known = followups.so_far(turn)
    return_from_pause(turn.state)
    if memory.stated:
        memory.due = True
        return known
    if not (known or memory.gathering):
        return followups.summary(turn)
    memory.gathering = True
    return known + proceed(turn.library, turn.state)


_NO_ANSWER = frozenset(
    {
        "other_case",
        "own_story",
        "acknowledge",
        "greet",
        "thanks",
        "complain",
        "declined",
        "told_of_other",
    }
)
"""Acts that put off the open question; they may not do so for ever."""
_LEANING = frozenset({*SAID_AGAIN, "ask_why", "ask_basis", "thanks", "acknowledge"})
"""Acts that lean on what the turn before told, or let it stand."""
_QUESTIONS = frozenset({"ask_policy"})
_PAUSING = frozenset({"pause", "goodbye"})
_RETURNING = frozenset({"return", "greet", "acknowledge", "start_assessment", "unclear"})
