"""What is answered to a remark about the talk, the verdict or somebody beside the case."""

from __future__ import annotations

import re
from typing import Callable

from actions.dialogue import followups, of_the_verdict, own_story, pairs, refusals, together
from actions.dialogue.answering import answer_questions
from actions.dialogue.state import VERDICT, Reply
from actions.dialogue.steering import greeting
from actions.dialogue.supposing import BARE
from actions.dialogue.turn import Turn
from actions.dialogue.verdict import gate_of, in_short, of_own_ways, planned_lines
from actions.dialogue.weighing import APART, CHOICE_BELOW, PLAIN
from actions.eligibility import assess
from actions.reading.patterns import compiled

_UNDONE = compiled(
    "户口[^,，。?？]{0,8}(?:撤|注销|收回|取消|退回|打回|吊销|没了|作废)|(?:撤|注销|取消|收回|吊销)[^,，。?？]{0,4}户口"
)
"""店要是不开了,户口会不会给我撤了: asks what becomes of the registration, not of a verdict."""


_OF_TALK = re.compile("[我俺](?:刚才|在这儿?|跟你)?(?:说|写|发|讲|填|打)的|聊天|对话|聊的")
"""我说的这些会不会泄露: asks of what was told here, not of the register."""


def _courtesy(turn: Turn) -> list[Reply]:
    kind = "handoff" if turn.acts.main == "request_human" else "smalltalk"
    return [Reply(kind, turn.words.say(turn.acts.main))]


def _privacy(turn: Turn) -> list[Reply]:
    """What is kept of the talk; and the rule, where the question may as well be about that."""
    of_talk = _OF_TALK.search(turn.heard.text) is not None
    return _courtesy(turn) + ([] if of_talk else _behind(turn, PLAIN))


def _greet(turn: Turn) -> list[Reply]:
    return [greeting(turn.words, "greet")]


def _calm(turn: Turn) -> list[Reply]:
    """Calms, and answers what lies behind the anger where it is a clear question."""
    return _courtesy(turn) + _behind(turn, CHOICE_BELOW if turn.acts.asks else APART)


def _behind(turn: Turn, clear: float) -> list[Reply]:
    """The answer to what a remark is about, where that is at least so clear."""
    topic = turn.answerer.searcher.topics(turn.heard.text)[0]
    if topic.probability < clear or topic.kind == "outside":
        return []
    return [answer.reply for answer in answer_questions(turn)]


def _summary(turn: Turn) -> list[Reply]:
    """What was said so far; after a verdict that too, before one the way to it."""
    if turn.memory.stated:
        turn.memory.due = True
        return []
    if not turn.state.facts:
        turn.memory.gathering = True
        return []
    return followups.summary(turn)


def _what_if(turn: Turn) -> list[Reply]:
    text = turn.heard.text
    aside = turn.answerer.weighing.aside(text) and not BARE.search(text)
    aside = aside or _UNDONE.search(text) is not None
    if turn.reading.supposed and turn.state.facts and not aside:
        return followups.what_if(turn)
    return [answer.reply for answer in answer_questions(turn)]


def _plans(turn: Turn) -> list[Reply]:
    """下个月去外地上班: what will become of a verdict that stands; else it is kept for that, and said
    so."""
    memory = turn.memory
    told_before = bool(memory.planned)
    memory.planned = dict(turn.reading.supposed)
    if not memory.stated:
        key = "plan_noted_again" if told_before else "plan_noted"
        return [Reply("smalltalk", turn.words.say(key))]
    now = assess(turn.library, turn.state.facts, turn.as_of)
    lines = planned_lines(turn.library, now, turn.state.facts, memory)
    if not lines:
        return followups.what_if(turn)
    memory.basis = [route.route.clause for route in now.met]
    memory.clause, memory.point, memory.spoke = memory.basis[0], None, VERDICT
    first = turn.words.say("what_if_same", verdict=turn.words.say(f"name_{now.verdict}"))
    cited = tuple(turn.library.citation(clause) for clause in dict.fromkeys(memory.basis))
    return [Reply("answer", "\n".join([first, *lines]), (), cited)]


def _worried(turn: Turn) -> list[Reply]:
    """A word of comfort, and where the case stands."""
    words = turn.words
    assessment = assess(turn.library, turn.state.facts, turn.as_of)
    if turn.memory.stated or assessment.met:
        lines = [in_short(turn.library, assessment, words)]
    else:
        lines = of_own_ways(assessment, words)
    cited = [r.route.clause for r in assessment.met] or [
        r.route.clause for r in assessment.routes if gate_of(r) is True
    ]
    text = "\n".join([words.say("worried"), *lines])
    cited = list(dict.fromkeys(cited)) if lines else []
    kind = "answer" if cited else "smalltalk"
    return [Reply(kind, text, (), tuple(map(turn.library.citation, cited)))]


def _which_wrong(turn: Turn) -> list[Reply]:
    return [Reply("smalltalk", turn.words.say("which_wrong"))]


def _relative(turn: Turn) -> list[Reply]:
    """那我妈呢: how the one asked about stands beside the verdict, else what the clause says."""
    lines = followups.relative(turn)
    return lines or [answer.reply for answer in answer_questions(turn)]


def _other_case(turn: Turn) -> list[Reply]:
    if turn.acts.asks:
        return [answer.reply for answer in answer_questions(turn)]
    return [Reply("smalltalk", turn.words.say("other_case"))]


def _ashamed(turn: Turn) -> list[Reply]:
    """A kind word, and the answer to what is asked beside."""
    asked = own_story.asks_beside(turn.reading.questions)
    turn.memory.gathering = turn.memory.gathering or turn.acts.states
    answers = answer_questions(turn) if asked else []
    return [own_story.kind_word(turn), *(a.reply for a in answers if a.covered)]


def _none_of_them(turn: Turn) -> list[Reply]:
    """None of the offered readings was meant."""
    return [] if turn.memory.gathering else [greeting(turn.words, "how_to_start")]


def _declined(turn: Turn) -> list[Reply]:
    return [turn.answerer.explainer.declined(turn.words)]


Part = Callable[[Turn], list[Reply]]

ABOUT_THE_TALK: dict[str, Part] = {
    **dict.fromkeys(("thanks", "ask_identity", "acknowledge", "request_human"), _courtesy),
    "ask_privacy": _privacy,
    "greet": _greet,
    "complain": _calm,
    "ask_why": followups.why,
    "ask_basis": followups.basis,
    "ask_summary": _summary,
    "ask_verdict": _summary,
    "what_if": _what_if,
    "plans": _plans,
    "which_wrong": _which_wrong,
    "ask_when": of_the_verdict.when,
    "worried": _worried,
    "refused": refusals.answer,
    "of_us_two": pairs.of_us_two,
    "of_another": pairs.of_another,
    "ask_where": of_the_verdict.where,
    "ask_lacking": of_the_verdict.what_is_lacking,
    "ask_changed": of_the_verdict.changed,
    "ask_later": of_the_verdict.later,
    "relative": _relative,
    "each_one": together.how_each_stands,
    "registered": together.registered,
    "along_with_speaker": together.along_with_speaker,
    "told_of_other": together.noted,
    "other_case": _other_case,
    "own_story": own_story.calm,
    "ashamed": _ashamed,
    "none_of_them": _none_of_them,
    "declined": _declined,
}
"""Acts after which the open question is put again."""
SAID_AGAIN: dict[str, Part] = {"repeat": followups.again, "simplify": followups.simplify}
"""Acts that say the last turn once more, with nothing added."""
