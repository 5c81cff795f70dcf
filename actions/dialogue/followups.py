"""Turns about the talk itself: why, on what basis, again, more simply, what if, where we are."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any, Mapping, Optional

from actions.dialogue import relatives
from actions.dialogue.calling import family_lines
from actions.dialogue.gather import FAMILY, ask_again
from actions.dialogue.state import POLICY, VERDICT, WHAT_IF, Button, Reply
from actions.dialogue.steering import greeting
from actions.dialogue.supposing import as_supposed, by_then, waited
from actions.dialogue.turn import Turn
from actions.dialogue.verdict import gate_of, in_short, reasons, remedied
from actions.dialogue.words import Words, listed, pronoun
from actions.eligibility import assess
from actions.eligibility.assess import add_months
from actions.eligibility.result import Assessment, ConditionResult, RouteResult
from actions.reading.family_members import without_name
from policy_kb.models import Citation, Rules

_TO_COME = re.compile("以后|将来|往后|到时|明年|下个?月|过来|接来|搬来")
"""Beside one of these, who lives elsewhere is asked about as he will live."""
_BASES = 3
"""How many clauses are quoted at once; more would bury the first."""


def why(turn: Turn) -> list[Reply]:
    """Why the open question is asked, with the clause that needs the fact; after a verdict, why
    it is as it is."""
    fact, words = turn.memory.awaiting, turn.words
    if fact is not None:
        question = turn.library.local.questions[fact]
        text = words.say("why", reason=question.why, clause=question.why_clause)
        return [Reply("answer", text, (), (turn.library.citation(question.why_clause),))]
    if turn.memory.stated and turn.memory.spoke == VERDICT:
        assessment = assess(turn.library, turn.state.facts, turn.as_of)
        lines = reasons(turn.library, assessment, words)
        if lines:
            return [Reply("answer", "\n".join(lines), (), assessment.citations)]
    if turn.memory.basis:
        return basis(turn)
    return [Reply("smalltalk", words.say("why_nothing_asked"))]


def basis(turn: Turn) -> list[Reply]:
    """The exact words behind what was said last: an answer, the verdict, or the open question."""
    memory, library, words = turn.memory, turn.library, turn.words
    if memory.awaiting is not None and memory.spoke is None:
        clauses = [library.local.questions[memory.awaiting].why_clause]
    elif memory.basis:
        clauses = memory.basis[:_BASES]
    else:
        text = words.say("basis_nothing", document=library.local.info.number)
        return [Reply("smalltalk", text)]
    point = memory.point if clauses[0] == memory.clause else None
    citations = [_cited(turn, clause, point) for clause in clauses]
    lines = [
        words.say("basis", clause=c.clause, title=c.title, excerpt=c.excerpt or "")
        for c in citations
    ]
    return [Reply("answer", "\n".join(lines), (), tuple(citations))]


def summary(turn: Turn) -> list[Reply]:
    """Every fact given so far, in the order of the fact table's questions."""
    words, state = turn.words, turn.state
    unavailable = [f for f in turn.library.local.questions if f in state.memory.unavailable]
    if not state.facts and not unavailable:
        start = words.say("start_title")
        return [Reply("smalltalk", words.say("nothing_known"), (Button(start, start),))]
    lines = [words.say("summary")]
    for fact in turn.library.local.questions:
        if fact in state.facts:
            lines.append(f"· {words.label(fact)}：{words.value(fact, state.facts[fact])}")
    for fact in unavailable:
        if fact not in state.facts and not _within(turn.library.local.rules, fact, unavailable):
            lines.append(f"· {words.label(fact)}：{words.say('value_unknown')}")
    return [Reply("smalltalk", "\n".join(lines))]


def so_far(turn: Turn) -> list[Reply]:
    """What is known in one sentence, for going on where the talk was left; nothing without facts."""
    words, facts = turn.words, turn.state.facts
    known = [
        f"{words.label(f)}（{words.value(f, facts[f])}）"
        for f in turn.library.local.questions
        if f in facts
    ]
    return [Reply("smalltalk", words.say("so_far", facts="、".join(known)))] if known else []


def relative(turn: Turn) -> list[Reply]:
    """How a relative of the applicant's own stands by what is known; the facts stay as they are."""
    members = [without_name(member) for member in turn.reading.family_in_question]
    others = turn.memory.subject is None and relatives.of_another(turn.heard.text)
    in_hand = turn.memory.stated or bool(set(turn.state.facts) - {FAMILY})
    if not (in_hand and members) or others:
        return []
    known = turn.state.facts.get(FAMILY) or []
    asked = {member["relation"]: member for member in members}  # 闺女结婚了还能跟不
    told = [{**one, **asked[one["relation"]]} for one in known if one["relation"] in asked]
    then = assess(turn.library, {**turn.state.facts, FAMILY: told or members}, turn.as_of)
    clause = turn.library.local.rules.family.clause
    memory = turn.memory
    memory.clause, memory.point, memory.basis, memory.spoke = clause, None, [clause], POLICY
    memory.question = turn.heard.text
    name = pronoun(None) if turn.heard.of_speaker else None
    lines = family_lines(then, turn.words, name) + _once_here(turn, told or members)
    return [Reply("answer", "\n".join(lines), (), (turn.library.citation(clause),))]


def _once_here(turn: Turn, members: list[dict[str, Any]]) -> list[str]:
    """How those stand who live elsewhere and are to come, once they live with the applicant."""
    apart = [one for one in members if one.get("living_together") is False]
    if not apart or not _TO_COME.search(turn.heard.text):
        return []
    words, here = turn.words, [{**one, "living_together": True} for one in apart]
    changes = f"{words.family(here)}：{words.say('together_yes')}"
    then = assess(turn.library, {**turn.state.facts, FAMILY: here}, turn.as_of)
    return [words.say("what_if", changes=changes), *family_lines(then, words)]


def again(turn: Turn) -> list[Reply]:
    """The last turn once more, word for word."""
    if not turn.memory.said:
        return [greeting(turn.words, "repeat_nothing")]
    first, *rest = [Reply.from_json(data) for data in turn.memory.said]
    lead = turn.words.say("repeat")
    text = first.text if first.text.startswith(lead) else f"{lead}\n{first.text}"
    return [replace(first, text=text), *rest]


def simplify(turn: Turn) -> list[Reply]:
    """The last thing said in fewer and plainer words."""
    memory, words, library = turn.memory, turn.words, turn.library
    if memory.awaiting is not None:
        return [ask_again(library, turn.state, explain=True)]
    if memory.stated and memory.spoke == VERDICT:
        assessment = assess(library, turn.state.facts, turn.as_of)
        text = words.say("simplify", text=in_short(library, assessment, words))
        return [Reply("answer", text, (), assessment.citations)]
    if memory.clause is None:
        return again(turn)
    clause = library.local.clauses[memory.clause]
    point = next((p for p in clause.points if p.id == memory.point), None)
    plain = point.answer if point else clause.plain
    short = "。".join(plain.split("。")[: 1 if point else 2]).strip("。") + "。"
    citation = library.citation(clause.id, point)
    return [Reply("answer", words.say("simplify", text=short), (), (citation,))]


def what_if(turn: Turn) -> list[Reply]:
    """The verdict for supposed facts; the facts given stay as they are."""
    words, facts, library = turn.words, turn.state.facts, turn.library
    now = assess(library, facts, turn.as_of)
    months = waited(facts, turn.reading.supposed, turn.heard.text)
    later_on, day = by_then(facts, turn.as_of, add_months(turn.as_of, months))
    then = assess(library, as_supposed(later_on, turn.reading.supposed, turn.heard.text), day)
    new = {f: v for f, v in turn.reading.supposed.items() if facts.get(f) != v}
    supposed = _telling(new, then) or _telling(turn.reading.supposed, then)
    supposed = supposed or dict(turn.reading.supposed)  # what no route of this case asks
    changes = "、".join(
        f"{words.label(fact)}：{words.value(fact, value)}" for fact, value in supposed.items()
    )
    lines = [words.say("what_if", changes=changes)]
    name = words.say(f"name_{then.verdict}")
    key = "what_if_same" if then.verdict == now.verdict else "what_if_changed"
    lines.append(words.say(key, verdict=name))
    told, clauses = because(then, supposed, words)
    lines.extend(told)
    if FAMILY in supposed:
        lines.extend(family_lines(then, words))
        clauses.append(library.local.rules.family.clause)
    lines.append(words.say("what_if_end"))
    if clauses:
        turn.memory.clause, turn.memory.point, turn.memory.basis = clauses[0], None, clauses
    turn.memory.spoke = WHAT_IF
    cited = [library.citation(clause) for clause in clauses] or list(then.citations)
    return [Reply("answer", "\n".join(lines), (), tuple(cited))]


def _cited(turn: Turn, clause: str, point: Optional[str]) -> Citation:
    points = turn.library.local.clauses[clause].points
    return turn.library.citation(clause, next((p for p in points if p.id == point), None))


def _within(rules: Rules, fact: str, unavailable: list[str]) -> bool:
    """Whether a fact is covered by a combined question that is listed as a whole."""
    return any(fact in c.facts and c.id in unavailable for c in rules.combined)


def _telling(supposed: Mapping[str, Any], then: Assessment) -> dict[str, Any]:
    """The supposed facts that matter: gates, and what a route asks that is not shut at its gate.

    买套房 also says that it is a whole home, which nobody asks of an owner.
    """
    gates = {f for r in then.routes for c in _gate(r) for f in c.facts}
    looked_at = {
        f for r in then.routes if gate_of(r) is not False for c in r.conditions for f in c.facts
    }
    return {f: v for f, v in supposed.items() if f in gates | looked_at | {FAMILY}}


def _gate(route: RouteResult) -> list[ConditionResult]:
    return [c for c in route.conditions if c.condition.id == route.route.gate]


def because(
    then: Assessment, supposed: Mapping[str, Any], words: Words
) -> tuple[list[str], list[str]]:
    """How the routes stand that the supposed facts touch, and their clauses.

    Routes that are the applicant's come alone, where there are any.
    """
    touched = [
        r
        for r in then.routes
        if gate_of(r) is not False and any(f in c.facts for c in r.conditions for f in supposed)
    ]
    own = [r for r in touched if gate_of(r) is True]
    told = [(r.route.clause, _standing(r, words)) for r in own or touched]
    lines = [line for _, line in told if line is not None]
    return lines, list(dict.fromkeys(clause for clause, line in told if line is not None))


def _standing(route: RouteResult, words: Words) -> Optional[str]:
    title, clause = route.route.title, route.route.clause
    if route.truth is True:
        read_so = [c.interpretation for c in route.conditions if c.interpretation]
        met = words.say("what_if_route_met", route=title, clause=clause)
        return "\n".join([met, *read_so])
    if route.truth is None:
        open_ = listed(c.condition.text for c in route.conditions if c.truth is None)
        return words.say("depends_on", route=title, clause=clause, conditions=open_)
    return remedied(route, words) if route.remedy is not None else None
