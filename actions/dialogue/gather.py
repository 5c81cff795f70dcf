"""Which question comes next, and how it is put: one thing, with its reason and its choices."""

from __future__ import annotations

from typing import Any, Iterable, Mapping, Optional

from actions.dialogue.calling import told_apart
from actions.dialogue.state import Button, Reply, State
from actions.dialogue.words import Words, joined, months, one_of
from actions.eligibility.family import assess_family
from actions.eligibility.logic import all_of, any_of, evaluate
from actions.eligibility.missing import gated_facts, usefulness
from policy_kb.library import Library
from policy_kb.models import CombinedQuestion, Question, Rules

FAMILY = "family"
_CHILD = "child"
TRIES = 2
"""Answers that miss the question before it is explained with examples and a way to skip it."""


def next_question(library: Library, state: State) -> Optional[str]:
    """The fact or combined question to ask now, or None when the verdict can be stated.

    Only what can still change the verdict; then, for family members the applicant named, only
    what can still change their standing. Never what was answered or declined.
    """
    questions: dict[str, float] = {}
    for fact, score in _askable(library.local.rules, state).items():
        combined = _combined(library, fact)
        alone = combined is None or combined.id in state.memory.settled
        question = fact if combined is None or alone else combined.id
        questions[question] = questions.get(question, 0.0) + score
    return _foremost(questions, state) or _family_question(library, state)


def only_for_family(library: Library, state: State) -> bool:
    """Whether the applicant's own verdict is settled, so that what is asked is for the family."""
    return bool(state.facts.get(FAMILY)) and not undecided(library, state)


def undecided(library: Library, state: State) -> bool:
    """Whether something not yet known can change the applicant's own verdict."""
    return bool(usefulness(library.local.rules, state.facts, state.memory.unavailable))


def _askable(rules: Rules, state: State) -> dict[str, float]:
    """The facts that can change a verdict by these rules and whose turn has come, with how much
    asking each is worth."""
    worth = usefulness(rules, state.facts, state.memory.unavailable)
    gated = gated_facts(rules, state.facts)
    return {fact: score for fact, score in worth.items() if fact not in gated} or worth


def _foremost(worth: Mapping[str, float], state: State) -> Optional[str]:
    """The open question where it is among these, else the one most worth asking."""
    if state.memory.awaiting in worth:
        return state.memory.awaiting
    order = list(worth)
    return min(order, key=lambda one: (-worth[one], order.index(one)), default=None)


def _family_question(library: Library, state: State) -> Optional[str]:
    """What can still change a named member's standing: how they live, then the routes that let
    family come along, where the applicant's verdict came another way."""
    members = state.facts.get(FAMILY) or []
    rules = library.local.rules
    routes = tuple(route for route in rules.routes if route.id in rules.family.routes)
    routes_open = any_of(
        all_of(evaluate(c.test, state.facts) for c in route.conditions) for route in routes
    )
    results = assess_family(library.local, members, routes_open)
    undecided = [result for result in results if result.truth is None]
    if not undecided:
        return None
    if FAMILY not in state.memory.unavailable and any(result.unknown for result in undecided):
        return FAMILY
    return _foremost(_askable(rules.copy(update={"routes": routes}), state), state)


def settle_combined(library: Library, state: State, answered: str, facts: Iterable[str]) -> None:
    """After a combined question was answered in part, the rest may be asked singly.

    ``facts`` are those of the answer; one that is about something else settles nothing.
    """
    for combined in library.local.rules.combined:
        fitting = combined.id == answered and set(facts) & set(combined.facts)
        if fitting and answered not in state.memory.settled:
            state.memory.settled.append(answered)


def ask(library: Library, state: State, fact: str, lead: str = "") -> Reply:
    """The reply that puts the question, with why it is asked and the buttons."""
    words = Words(library.local, state.memory.subject)
    question = _as_known(library.local.questions[fact], state)
    if fact == FAMILY and state.facts.get(FAMILY):
        text, buttons = _ask_family(library, state, words)
    else:
        text = f"{words.put(question)}\n（{question.why}）"
        if fact in state.memory.rough:
            limit = months(state.memory.rough[fact])
            text = words.say("near_limit", question=words.put(question), limit=limit)
        buttons = tuple(Button(option.title, option.payload) for option in question.options)
    basis = (library.citation(question.why_clause),)
    return Reply("question", f"{lead}{text}", buttons, basis=basis)


def put(state: State, fact: str) -> None:
    """Records that ``fact`` is the open question now."""
    memory = state.memory
    if memory.awaiting != fact:
        memory.failures = 0
    memory.awaiting = fact
    if fact not in memory.asked:
        memory.asked.append(fact)


def ask_again(library: Library, state: State, explain: bool = False) -> Reply:
    """The open question after an answer that did not answer it.

    The second time, and where the applicant wants it simpler (``explain``), it is explained with
    examples and may be skipped.
    """
    memory = state.memory
    fact = memory.awaiting or ""
    words = Words(library.local, memory.subject)
    question = _as_known(library.local.questions[fact], state)
    again = ask(library, state, fact)
    if explain or memory.failures >= TRIES:
        text = words.say("two_failed", explain=question.explain, question=words.put(question))
        skip = Button(words.say("skip_title"), words.say("skip_payload"))
        buttons = (*(Button(o.title, o.payload) for o in question.options), skip)
        return Reply("clarify", text, buttons, basis=again.basis)
    text = words.say("not_understood", question=words.put(question), hint=question.hint)
    if fact == FAMILY and state.facts.get(FAMILY):
        text = words.say("not_understood", question=again.text, hint="")
    return Reply("clarify", text.strip(), again.buttons, basis=again.basis)


def _as_known(question: Question, state: State) -> Question:
    """The question without what is known of it: a graduate is not asked again whether he is one."""
    named = [option for option in question.options if option.fact is not None]
    open_still = [
        option
        for option in named
        if state.facts.get(option.fact or "") is None
        and option.fact not in state.memory.unavailable
    ]
    if not question.rest or open_still in ([], named):
        return question
    names = one_of(option.name for option in open_still)
    rest = question.rest.replace("{names}", names)
    return question.copy(
        update={
            "question": rest,
            "question_other": question.rest_other.replace("{names}", names),
            "options": tuple(o for o in question.options if o.fact is None or o in open_still),
        }
    )


def ask_otherwise(library: Library, state: State) -> Reply:
    """The open question with what counts in place of why it is asked."""
    fact = state.memory.awaiting or ""
    question, again = _as_known(library.local.questions[fact], state), ask(library, state, fact)
    text = f"{Words(library.local, state.memory.subject).put(question)}\n{question.hint}"
    return Reply("question", text, again.buttons, basis=again.basis)


def _combined(library: Library, fact: str) -> Optional[CombinedQuestion]:
    return next((c for c in library.local.rules.combined if fact in c.facts), None)


def _ask_family(library: Library, state: State, words: Words) -> tuple[str, tuple[Button, ...]]:
    """Asks the one thing still open about the members named: together first, then marriage."""
    members: list[dict[str, Any]] = state.facts[FAMILY]
    relations = {r.relation: r for r in library.local.rules.family.relations}
    apart = [
        m for m in members if m.get("living_together") is None and relations[m["relation"]].may_come
    ]
    if apart:
        names = _names(apart, state, words)
        buttons = (
            Button(words.say("together_yes"), words.say("together_yes")),
            Button(words.say("together_no"), words.say("together_no")),
            Button(words.say("unknown_title"), words.say("unknown_title")),
        )
        return words.say("ask_living_together", names=names), buttons
    buttons = (
        Button(words.say("married_no"), words.say("married_no")),
        Button(words.say("married_yes"), words.say("married_yes")),
        Button(words.say("unknown_title"), words.say("unknown_title")),
    )
    open_ones = [m for m in members if m["relation"] == _CHILD and m.get("married") is None]
    names = _names(open_ones, state, words)
    return words.say("ask_child_married", names=names or words.relation(_CHILD)), buttons


def _names(asked: list[dict[str, Any]], state: State, words: Words) -> str:
    """Those asked about, each by his own name where another of his kind is not asked about."""
    members: list[dict[str, Any]] = state.facts[FAMILY]
    asks = [any(m is one for one in asked) for m in members]
    own = told_apart(members, state.memory.family_called, asks)
    named = zip(members, own, asks, strict=True)
    return joined(
        dict.fromkeys(name or words.relation(m["relation"]) for m, name, open in named if open)
    )
