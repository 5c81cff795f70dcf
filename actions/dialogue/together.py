"""Where one's own case fails: that he may come along with a relative who meets a route himself, and
how each of several people stands whom the talk was about."""

from __future__ import annotations

from datetime import date
from typing import Any, Optional

from actions.dialogue.acts import Acts
from actions.dialogue.state import Button, Memory, Reply, State
from actions.dialogue.turn import Turn
from actions.dialogue.verdict import in_short
from actions.dialogue.whose_case import (
    SPEAKER,
    facts_told,
    lives_with_speaker,
    relation_to_speaker,
    shelf,
)
from actions.dialogue.words import Words, joined
from actions.eligibility import assess
from actions.eligibility.assess import verdict_of
from actions.reading import Reading
from actions.reading.kin_mentions import lexicon
from actions.reading.patterns import compiled
from actions.reading.reading import Told
from actions.reading.relations import same_person
from policy_kb.library import Library

_UNMET = ("not_eligible", "undetermined")
_PROMISING = {"housing": ("owned", "rented"), "stable_job": (True,), "business": (True,)}
"""What, told of a relative, makes it worth while to look at his own case."""


def with_a_relative(
    library: Library, state: State, verdict: str, as_of: date
) -> tuple[list[str], list[Button]]:
    """A line that offers to look at the case of the relative with whom the applicant could come
    along, and the button for it; nothing where there is none or the verdict is a yes."""
    if verdict not in _UNMET:
        return [], []
    memory = state.memory
    words = Words(library.local, memory.subject)
    clause = library.local.rules.family.clause
    if memory.subject is None:
        relative = _promising(library, state, as_of)
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


def _promising(library: Library, state: State, as_of: date) -> Optional[str]:
    """The word of a relative of the speaker with whom he could come along: one of whom a home, a
    job or a business was told, or with whom the speaker, who has no home, lives. Not one whose own
    case has failed as well."""
    memory, kin = state.memory, lexicon()["kin"]
    failed, told = set(), []
    for name, known in memory.shelved.items():
        word = name.partition("/")[2]
        if known and assess(library, known, as_of).verdict == "not_eligible":
            failed.add(word)
        elif any(known.get(fact) in values for fact, values in _PROMISING.items()):
            told.append(word)
    if state.facts.get("housing") == "none" and memory.mentioned:
        told.append(memory.mentioned)
    fitting = (word for word in told if word in kin and word not in failed)
    listed = (word for word in fitting if _listed(library, kin[word].relation))
    return next((word for word in listed if kin[word].count == 1), None)


_HE_WITH_ME = compiled(
    "(?:他|她)(?:要是|如果|以后|将来|现在|等)*(?:搬|接|过)(?:到|来|过来)*[^,，。]{0,3}(?:跟|和)(?:着)?[我俺咱](?:们)?(?:一起|一块儿?)?(?:住|过)(?:的话)?(?:呢|行不|行吗|能不|中不|可以吗)"
    "|(?:他|她)(?:也|就|要是)*(?:跟|随|和)(?:着)?[我俺咱](?:们)?(?:一起|一块儿?)?(?:落|迁|办)?(?:户口?)?(?:就)?(?:行|能|可以|中|成|算)(?:不|吗|么|得)"
    "|(?:他|她)(?:能|可以)(?:不能)?(?:跟|随|和)(?:着)?[我俺咱](?:们)?(?:一起|一块儿?)?(?:落|迁|办|走|来|吗|不|$)"
)


def asks_along(library: Library, memory: Memory, text: str) -> bool:
    """Whether somebody who asks for a relative wants to know if that one may come along with
    himself: 他跟着俺行不."""
    relation = relation_to_speaker(memory.subject, memory.called)
    return _listed(library, relation) and _HE_WITH_ME.search(text) is not None


def along_with_speaker(turn: Turn) -> list[Reply]:
    """Whether the one asked for may come along, by what the speaker told of himself."""
    library, memory, words = turn.library, turn.memory, turn.words
    if memory.speaker_registered:
        return registered(turn)
    family = library.local.rules.family
    own = assess(library, memory.shelved.get(SPEAKER, {}), turn.as_of)
    met = [route.route for route in own.met if route.route.id in family.routes]
    title = words.say("look_at_me")
    child = relation_to_speaker(memory.subject, memory.called) == "child"
    key = "along_with_you_child" if child else "along_with_you"
    text = words.say(key, clause=family.clause)
    if met:
        routes = joined(f"{route.title}（{route.clause}）" for route in met)
        text = words.say("along_yes", routes=routes, clause=family.clause)
    citation = library.citation(family.clause)
    return [Reply("answer", text, (Button(title, title),), (citation,))]


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


_PROTEST = 20
"""我说的是我自己啊, 帮我看看我对象的情况: who says no more than whose case it is."""


def remark(
    library: Library, state: State, reading: Reading, text: str, as_of: date
) -> Optional[Acts]:
    """What a message about the people of the talk does, if it is one."""
    memory, told = state.memory, bool(reading.facts)
    says_more = told or bool(reading.questions or reading.supposed)
    if asks_of_each(state, text):
        return Acts("each_one", told, False, 1.0)
    if reading.speaker_registered and not says_more:
        return Acts("registered", False, False, 1.0)
    if asks_along(library, memory, text):
        return Acts("along_with_speaker", told, True, 1.0)
    in_talk = memory.gathering or memory.stated
    if (
        in_talk
        and not says_more
        and reading.subject is None
        and _news(library, memory, reading, as_of)
    ):
        return Acts("told_of_other", False, False, 1.0)
    names_whose = reading.subject is not None and not reading.assumed_subject
    if names_whose and not says_more and len(text) <= _PROTEST:
        return Acts("start_assessment", False, False, 1.0)
    return None


def _news(library: Library, memory: Memory, reading: Reading, as_of: date) -> Optional[Told]:
    """The first of those beside the applicant of whose case a message tells something. That a
    relative is not registered (俺孙女还没户口) asks how he comes to be."""
    for one in reading.of_others:
        told = facts_told(library, memory, one, as_of) if _apart(memory, one) else {}
        if told and not told.get("no_hukou"):
            return one
    return None


def _apart(memory: Memory, told: Told) -> bool:
    """Whether it is the speaker, or a relative of his who is not the one asked for."""
    return told.subject != memory.subject or not same_person(told.called, memory.called)


def noted(turn: Turn) -> list[Reply]:
    """俺对象在厂里上班, said of no case of hers: that it is kept, and not taken for the
    applicant's; and, where she might apply with the applicant coming along, the offer to look."""
    library, memory, words = turn.library, turn.memory, turn.words
    told = _news(library, memory, turn.reading, turn.as_of)
    if told is None:
        return []
    if told.subject == SPEAKER or not told.called:
        return [Reply("smalltalk", words.say("noted_of_you"))]
    text = words.say("noted_of_relative", relative=told.called)
    facts = facts_told(library, memory, told, turn.as_of)
    worth = any(facts.get(fact) in values for fact, values in _PROMISING.items())
    kin = lexicon()["kin"].get(told.called)
    listed = memory.subject is None and kin is not None and _listed(library, kin.relation)
    if not (worth and listed) or verdict_of(library, turn.state.facts) == "eligible":
        return [Reply("smalltalk", text)]
    clause = library.local.rules.family.clause
    title = words.say("look_at_relative", relative=told.called)
    line = words.say("along_with_relative", relative=told.called, clause=clause)
    citation = library.citation(clause)
    return [Reply("answer", f"{text}\n{line}", (Button(title, title),), (citation,))]


def registered(turn: Turn) -> list[Reply]:
    """我户口早就在城里了,就是给俺妈办: what the document says of moving her alone."""
    relation = relation_to_speaker(turn.memory.subject, turn.memory.called)
    if not _listed(turn.library, relation):
        return [Reply("smalltalk", turn.words.say("noted_of_you"))]
    clause = turn.library.local.rules.family.clause
    return [
        Reply("answer", turn.words.say("along_registered"), (), (turn.library.citation(clause),))
    ]
