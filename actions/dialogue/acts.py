"""What a message does. The classifier proposes; what was read and what was asked decide.

The acts are the intents of the NLU model. A message may do two things at once: state facts and
ask a question. ``Acts`` then has both.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Mapping, Optional

from actions.reading import Reading

ASK = frozenset({"ask_policy", "out_of_scope"})
"""Both are questions; the topics of the documents decide which of them are covered."""

META = frozenset(
    {
        "start_over",
        "pause",
        "request_human",
        "repeat",
        "simplify",
        "ask_summary",
        "ask_basis",
        "ask_why",
        "ask_privacy",
        "ask_identity",
        "complain",
        "greet",
        "thanks",
        "goodbye",
        "acknowledge",
    }
)
"""Acts about the talk itself, which need no fact and no clause."""

STATING = frozenset({"inform", "correct", "affirm", "deny", "dont_know", "decline"})

SURE = 0.5
"""An act about the talk is taken only when it is at least this likely."""
SURE_QUESTION = 0.7
"""A message that states facts without a question's form asks as well from this likelihood on."""
QUESTION_WHILE_ASKED = 0.55
"""While a question is open, an unmarked message counts as a question from this likelihood on."""
WANTED = 0.3
"""Facts with a question want a verdict from this likelihood on, whatever else they may ask."""


@dataclass(frozen=True)
class Acts:
    """``main`` is an intent or "unclear"; ``states`` facts come along; ``asks`` a question too.

    ``outside`` is how likely the message is about something else altogether, 0 to 1.
    """

    main: str
    states: bool
    asks: bool
    confidence: float
    outside: float = 0.0


def decide(
    acts: Mapping[str, float],
    reading: Reading,
    awaiting: Optional[str] = None,
    assessed: bool = False,
    answered: bool = False,
) -> Acts:
    """What the message does, given the question it may answer.

    ``assessed``: the applicant has given facts before, so that a supposition is a what-if.
    ``answered``: the message answers the open question, so that little else can be meant by it.
    """
    decided = _decide(acts, reading, awaiting, assessed, answered)
    return replace(decided, outside=acts.get("out_of_scope", 0.0))


def _decide(
    acts: Mapping[str, float],
    reading: Reading,
    awaiting: Optional[str],
    assessed: bool,
    answered: bool,
) -> Acts:
    states = bool(reading.facts or reading.retracted)
    answers = states or bool(reading.unknown or reading.declined)
    asking = sum(acts.get(act, 0.0) for act in ASK)
    top, chance = _top(acts)

    if reading.supposed and not states and (assessed or awaiting):
        return Acts("what_if", False, False, acts.get("what_if", 0.0))
    gives_way = (answers and top in _WEAK_META) or (answered and top not in _STRONG_META)
    if top in META and chance >= SURE and not gives_way:
        return Acts(top, states, bool(reading.questions), chance)
    asks_policy = acts.get("ask_policy", 0.0)
    if states and not answered and not reading.questions and asks_policy >= SURE_QUESTION:
        return Acts("ask_policy", states, True, asks_policy)
    if answers and not reading.questions:
        main = "correct" if reading.corrects else _stated(reading, awaiting, states)
        if top == "start_assessment" and states:
            main = "start_assessment"
        return Acts(main, states, False, chance)
    if reading.questions:
        wants = acts.get("start_assessment", 0.0)
        wanted = wants > asking or (states and wants >= WANTED)
        if wanted and wants > acts.get("what_if", 0.0):
            return Acts("start_assessment", states, states or wants < SURE_QUESTION, wants)
        if top == "other_case" and not states:
            return Acts("other_case", False, True, chance)
        return Acts("ask_policy", states, True, asking)
    if awaiting:
        if max(acts.get(act, 0.0) for act in ASK) >= QUESTION_WHILE_ASKED:
            return Acts("ask_policy", states, True, asking)
        if top in ("other_case", "start_assessment", "what_if") and chance >= SURE:
            return Acts(top, states, False, chance)
        return Acts("unclear", states, False, chance)
    if asking >= chance or top in ASK:
        return Acts("ask_policy", states, True, asking)
    if top in META:
        return Acts(top, states, False, chance)
    if top in STATING:
        return Acts("unclear", states, False, chance)
    return Acts(top, states, False, chance)


_WEAK_META = frozenset(
    {"greet", "thanks", "acknowledge", "complain", "ask_summary", "ask_basis", "repeat"}
)
"""Acts that give way when the same message answers or states something."""
_STRONG_META = frozenset({"start_over", "request_human"})
"""Acts that stand even beside the answer to the open question."""


def _top(acts: Mapping[str, float]) -> tuple[str, float]:
    if not acts:
        return "unclear", 0.0
    return min(acts.items(), key=lambda item: (-item[1], item[0]))


def _stated(reading: Reading, awaiting: Optional[str], states: bool) -> str:
    if states:
        return "inform"
    if awaiting in reading.declined:
        return "decline"
    return "dont_know"
