"""Turns about the talk itself: why, on what basis, again, more simply, what if, where we are."""

from __future__ import annotations

from datetime import date
from typing import Any, Mapping

from actions.dialogue.answers import Answerer
from actions.dialogue.state import Button, Reply, State
from actions.dialogue.words import Words
from actions.eligibility import assess
from actions.eligibility.result import Assessment
from policy_kb.library import Library


def why(library: Library, state: State, words: Words) -> Reply:
    """Why the open question is asked, with the clause that needs the fact."""
    fact = state.memory.awaiting
    if fact is None:
        return Reply("smalltalk", words.say("why_nothing_asked"))
    question = library.local.questions[fact]
    citation = library.citation(question.why_clause)
    text = words.say("why", reason=question.why, clause=question.why_clause)
    return Reply("answer", text, (), (citation,))


def basis(answerer: Answerer, state: State, words: Words) -> Reply:
    """The exact words behind what was said last: an answer, or the open question."""
    library = answerer.library
    if state.memory.clause is not None:
        return answerer.basis(words, state.memory.clause, state.memory.point)
    if state.memory.awaiting is not None:
        clause = library.local.questions[state.memory.awaiting].why_clause
        return answerer.basis(words, clause, None)
    return Reply("smalltalk", words.say("basis_nothing", document=library.local.info.number))


def summary(library: Library, state: State, words: Words) -> Reply:
    """Every fact given so far, in the order of the fact table's questions."""
    if not state.facts:
        start = words.say("start_title")
        return Reply("smalltalk", words.say("nothing_known"), (Button(start, start),))
    lines = [words.say("summary")]
    for fact in library.local.questions:
        if fact in state.facts:
            lines.append(f"· {words.label(fact)}：{words.value(fact, state.facts[fact])}")
    for fact in state.memory.unknown:
        lines.append(f"· {words.label(fact)}：{words.say('value_unknown')}")
    return Reply("smalltalk", "\n".join(lines))


def what_if(
    library: Library, state: State, supposed: Mapping[str, Any], as_of: date, words: Words
) -> Reply:
    """The verdict for supposed facts; the facts given stay as they are."""
    now = assess(library, state.facts, as_of)
    then = assess(library, {**state.facts, **supposed}, as_of)
    changes = "、".join(
        f"{words.label(fact)}：{words.value(fact, value)}" for fact, value in supposed.items()
    )
    lines = [words.say("what_if", changes=changes)]
    name = words.say(f"name_{then.verdict}")
    if then.verdict == now.verdict:
        lines.append(words.say("what_if_same", verdict=name))
    else:
        lines.append(words.say("what_if_changed", verdict=name))
    lines.extend(_because(then, supposed, words))
    lines.append(words.say("what_if_end"))
    return Reply("answer", "\n".join(lines), (), then.citations)


def _because(then: Assessment, supposed: Mapping[str, Any], words: Words) -> list[str]:
    """The routes that the supposed facts touch, and how each stands with them."""
    lines = []
    for route in then.routes:
        touched = any(fact in c.facts for c in route.conditions for fact in supposed)
        gate = next(c for c in route.conditions if c.condition.id == route.route.gate)
        if not touched or gate.truth is False:
            continue
        title, clause = route.route.title, route.route.clause
        if route.truth is True:
            lines.append(words.say("what_if_route_met", route=title, clause=clause))
        elif route.truth is None:
            open_ = "、".join(c.condition.text for c in route.conditions if c.truth is None)
            lines.append(words.say("depends_on", route=title, clause=clause, conditions=open_))
        elif route.remedy is not None:
            lines.append(words.say("not_yet", route=title, clause=clause, remedy=route.remedy.text))
    return lines
