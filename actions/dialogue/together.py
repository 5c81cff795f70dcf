"""Where one's own case fails: that he may come along with a relative who meets a route himself, and
how each of several people stands whom the talk was about."""

from __future__ import annotations

from datetime import date
from typing import Any, Mapping, Optional

from actions.dialogue.state import Button, Memory, Reply, State
from actions.dialogue.turn import Turn
from actions.dialogue.verdict import in_short
from actions.dialogue.whose_case import (
    SPEAKER,
    lives_with_speaker,
    relation_to_speaker,
    shelf,
)
from actions.dialogue.words import Words
from actions.eligibility import assess
from actions.reading.kin_mentions import lexicon
from actions.reading.patterns import compiled
from policy_kb.library import Library

_UNMET = ("not_eligible", "undetermined")
_PROMISING = {"housing": ("owned", "rented"), "stable_job": (True,), "business": (True,)}
"""What, told of a relative, makes it worth while to look at his own case."""


def with_a_relative(
    library: Library, memory: Memory, facts: Mapping[str, Any], verdict: str
) -> tuple[list[str], list[Button]]:
    """A line that offers to look at the case of the relative with whom the applicant could come
    along, and the button for it; nothing where there is none or the verdict is a yes."""
    if verdict not in _UNMET:
        return [], []
    words = Words(library.local, memory.subject)
    clause = library.local.rules.family.clause
    if memory.subject is None:
        relative = _promising(memory, facts)
        if verdict != "not_eligible" or relative is None:
            return [], []
        title = words.say("look_at_relative", relative=relative)
        line = words.say("along_with_relative", relative=relative, clause=clause)
        return [line], [Button(title, title)]
    relation = relation_to_speaker(memory.subject, memory.called)
    if not _listed(library, relation):
        return [], []
    if verdict == "undetermined" and not lives_with_speaker(memory):
        return [], []
    if memory.speaker_registered:
        return [words.say("along_registered")], []
    key = "along_with_you_child" if relation == "child" else "along_with_you"
    title = words.say("look_at_me")
    return [words.say(key, clause=clause)], [Button(title, title)]


def _listed(library: Library, relation: Optional[str]) -> bool:
    """Whether the document lets such a relative come along at all."""
    return any(
        one.relation == relation and one.may_come for one in library.local.rules.family.relations
    )


def _promising(memory: Memory, facts: Mapping[str, Any]) -> Optional[str]:
    """The word of a listed relative of the speaker of whom a home, a job or a business was told,
    or with whom the speaker, who has no home, lives."""
    kin = lexicon()["kin"]
    told = [
        name.partition("/")[2]
        for name, known in memory.shelved.items()
        if any(known.get(fact) in values for fact, values in _PROMISING.items())
    ]
    if facts.get("housing") == "none" and memory.mentioned:
        told.append(memory.mentioned)
    fitting = (word for word in told if word in kin and kin[word].relation != "other")
    return next((word for word in fitting if kin[word].count == 1), None)


_WHO_OF_THEM = compiled(
    "(?:几个|俩|仨|两个|三个|[二两三四五]个?人|几口)(?:人|里头|里面|中间|到底)*(?:谁|哪个|哪些)[^,，。]{0,4}(?:能|可以|行|够|办|落)"
    "|[我俺咱](?:们)?(?:自己)?(?:跟|和|与)[^,，。]{1,5}(?:谁|哪个)[^,，。]{0,4}(?:能|可以|行|先|够|办|落)"
    "|(?:到底|究竟|那|给[^,，。]{0,6}准话)[^,，。]{0,6}谁(?:能|可以|够|符合)(?:办|落|迁|申请)"
)


def asks_of_each(state: State, text: str) -> bool:
    """Whether a message asks who of those talked about may settle: 他们仨谁能办."""
    return any(state.memory.shelved.values()) and _WHO_OF_THEM.search(text) is not None


def how_each_stands(turn: Turn) -> list[Reply]:
    """The verdict of each one the talk was about, in a line."""
    memory, words, lines, clauses = turn.memory, turn.words, [], []
    cases = dict(memory.shelved)
    cases[shelf(memory, memory.subject, memory.called)] = turn.state.facts
    for name, facts in cases.items():
        if facts:
            subject, _, called = name.partition("/")
            lines.append(_stands(turn.library, subject, called, facts, turn.as_of))
            assessment = assess(turn.library, facts, turn.as_of)
            clauses += [citation.clause for citation in assessment.citations]
    cited = tuple(
        turn.library.citation(clause)
        for clause in dict.fromkeys(clauses)
        if clause in turn.library.local.clauses
    )
    text = "\n".join([words.say("each_one"), *lines, words.say("caution")])
    return [Reply("answer", text, (), cited)]


def _stands(library: Library, subject: str, called: str, facts: dict[str, Any], as_of: date) -> str:
    words = Words(library.local, None if subject == SPEAKER else subject)
    name = words.who if subject == SPEAKER or not called else f"您{called}"
    return f"{name}：{in_short(library, assess(library, facts, as_of), words)}"


def registered(turn: Turn) -> list[Reply]:
    """我户口早就在城里了,就是给俺妈办: what the document says of moving her alone."""
    relation = relation_to_speaker(turn.memory.subject, turn.memory.called)
    if not _listed(turn.library, relation):
        return []
    clause = turn.library.local.rules.family.clause
    return [
        Reply("answer", turn.words.say("along_registered"), (), (turn.library.citation(clause),))
    ]
