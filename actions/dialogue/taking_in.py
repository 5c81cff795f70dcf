"""Takes what a message states into the talk: facts, corrections, what is not known, whose case."""

from __future__ import annotations

from actions.dialogue.gather import FAMILY, settle_combined
from actions.dialogue.kinfolk import changes_of_family, note_who_they_are
from actions.dialogue.state import Reply, State
from actions.dialogue.turn import Turn
from actions.reading import Reading
from policy_kb.errors import FactError
from policy_kb.facts import with_community_area
from policy_kb.library import Library


def take_in(turn: Turn) -> list[Reply]:
    """Puts what was read into the facts; acknowledges corrections and what is not known."""
    state, reading = turn.state, turn.reading
    corrected = _corrected(state, reading)
    gone = [fact for fact in reading.retracted if fact in state.facts]
    moved = _family_changes(turn)
    note_who_they_are(turn.memory, reading)
    _put_facts(turn.library, state, reading, corrected)
    replies = _note_unsaid(turn) + _left_open(turn)
    turn.memory.rough.update(reading.near)
    if turn.awaited is not None:
        settle_combined(turn.library, state, turn.awaited, reading.facts)
    if turn.memory.verdict is not None and (corrected or gone or moved):
        turn.memory.recheck = True
    words = turn.words
    if turn.memory.planned and "job_area" in reading.retracted:
        turn.memory.planned = {}  # 不去外地上班了
        turn.memory.recheck = turn.memory.verdict is not None
        replies.append(Reply("smalltalk", words.say("plan_dropped")))
    changes = [f"{words.label(f)}：{words.value(f, state.facts[f])}" for f in corrected] + moved
    if changes and (turn.memory.stated or turn.memory.gathering):
        replies.append(Reply("smalltalk", words.say("correction_ack", changes="、".join(changes))))
    return replies


def covered(library: Library, state: State, question: str) -> list[str]:
    """The facts a question covers: itself, or those of a combined question still open."""
    combined = next((c for c in library.local.rules.combined if c.id == question), None)
    if combined is None:
        return [question]
    return [question, *(fact for fact in combined.facts if fact not in state.facts)]


def _corrected(state: State, reading: Reading) -> list[str]:
    return [
        fact
        for fact, value in reading.facts.items()
        if fact in state.facts and state.facts[fact] != value and fact != FAMILY
    ]


def _family_changes(turn: Turn) -> list[str]:
    """What the message changes of the family named before."""
    now = turn.reading.facts.get(FAMILY)
    if now is None:
        return []
    before, called = turn.state.facts.get(FAMILY) or [], turn.memory.family_called
    return changes_of_family(turn.words, before, now, called, turn.reading.family_called)


def _put_facts(library: Library, state: State, reading: Reading, corrected: list[str]) -> None:
    for fact in (*reading.retracted, *corrected):
        state.facts.pop(fact, None)
    facts = {**state.facts, **reading.facts}
    if "residence_area" in reading.facts and "residence_community" not in reading.facts:
        facts.pop("residence_community", None)
    try:
        state.facts = with_community_area(facts, library.local.places)
    except FactError:
        facts.pop("residence_community", None)
        state.facts = facts
    for fact in reading.facts:
        for hidden in (state.memory.unknown, state.memory.declined):
            if fact in hidden:
                hidden.remove(fact)


_OWNED_TITLE = "owned_title"
"""The open point of which homes count as one's own."""


def _left_open(turn: Turn) -> list[Reply]:
    """住媳妇买的房: says that the document leaves open how it counts, and leaves the fact unknown."""
    state, point = turn.state, turn.library.local.open_points.get(_OWNED_TITLE)
    facts = [fact for fact in turn.reading.left_open if state.facts.get(fact, "none") == "none"]
    new = [fact for fact in facts if fact not in state.memory.unknown]
    if not new or point is None:
        return []
    for fact in new:
        state.facts.pop(fact, None)
        state.memory.unknown.append(fact)
    found = turn.answerer.explainer.open_point(turn.words, point, turn.heard.text)
    return [found.reply]


def _note_unsaid(turn: Turn) -> list[Reply]:
    memory, reading = turn.memory, turn.reading
    replies = []
    for unsaid, listed, key in (
        (reading.unknown, memory.unknown, "unknown_ack"),
        (reading.declined, memory.declined, "declined_ack"),
    ):
        new = [f for f in sorted(unsaid) if f not in listed and f not in reading.facts]
        for fact in new:
            listed.extend(covered(turn.library, turn.state, fact))
        if turn.awaited is not None and turn.awaited in new:
            replies.append(Reply("smalltalk", turn.words.say(key)))
    return replies
