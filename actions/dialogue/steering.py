"""Where the talk goes next: the open question again, the next one, or the verdict."""

from __future__ import annotations

from actions.dialogue.gather import (
    FAMILY,
    TRIES,
    ask,
    ask_again,
    next_question,
    only_for_family,
    put,
    undecided,
)
from actions.dialogue.state import Button, Reply, State
from actions.dialogue.taking_in import covered
from actions.dialogue.turn import Turn
from actions.dialogue.whereabouts import which_part
from actions.dialogue.words import Words
from actions.eligibility.assess import verdict_of
from actions.eligibility.missing import usefulness
from policy_kb.library import Library


def proceed(library: Library, state: State, restart: bool = False) -> list[Reply]:
    """The next question; where nothing is left to ask, the verdict is due.

    ``restart``: facts changed after the talk had begun, so a verdict said before is said again
    with what changed.
    """
    memory = state.memory
    if not (memory.gathering or restart):
        return []
    fact = next_question(library, state)
    if fact is not None:
        lead = _lead(library, state, fact)
        memory.gathering, memory.stated, memory.paused = True, False, None
        put(state, fact)
        return [ask(library, state, fact, lead)]
    memory.gathering, memory.awaiting, memory.paused, memory.due = False, None, None, True
    return []


def ask_right(library: Library, state: State, fact: str) -> list[Reply]:
    """Asks for what was just taken back, where it can change the verdict; else as usual."""
    memory = state.memory
    if fact not in usefulness(library.local.rules, state.facts, memory.unavailable):
        return proceed(library, state, restart=True)
    words = Words(library.local, memory.subject)
    memory.gathering, memory.stated, memory.paused = True, False, None
    put(state, fact)
    return [ask(library, state, fact, words.say("ask_right", label=words.label(fact)))]


def pause(state: State) -> None:
    """Puts the talk off; the open question is kept for later."""
    memory = state.memory
    if memory.gathering:
        memory.paused = memory.awaiting
    memory.gathering, memory.awaiting = False, None


def return_from_pause(state: State) -> None:
    """Takes the talk up where it was put off."""
    memory = state.memory
    if memory.paused is not None:
        memory.gathering, memory.awaiting, memory.paused = True, memory.paused, None


def unclear(turn: Turn) -> list[Reply]:
    """A message that neither answers nor asks: the open question more plainly, or how to begin."""
    state, memory, words = turn.state, turn.memory, turn.words
    if turn.awaited is None or not memory.gathering:
        return [Reply("clarify", words.say("unclear"), starters(words))]
    if memory.awaiting is None or turn.awaited in memory.unavailable:
        return proceed(turn.library, state)
    memory.failures += 1
    if memory.failures > TRIES:
        return _give_up(turn, turn.awaited)
    return [which_part(turn) or ask_again(turn.library, state)]


def missed(turn: Turn) -> list[Reply]:
    """An answer that brought nothing new. The open question is put again, but not for ever."""
    memory, awaited = turn.memory, turn.awaited
    if not turn.acts.states or awaited is None or memory.awaiting != awaited:
        return unclear(turn)
    memory.failures += 1
    if memory.failures <= TRIES:
        part = which_part(turn)
        return [part] if part is not None else proceed(turn.library, turn.state)
    return _give_up(turn, awaited)


def greeting(words: Words, key: str) -> Reply:
    """A sentence of courtesy with the ways to begin."""
    return Reply("smalltalk", words.say(key), starters(words))


def starters(words: Words) -> tuple[Button, ...]:
    """The ways to begin: the assessment, and what is asked most."""
    titles = [words.say("start_title"), *words.say("starters").split("|")]
    return tuple(Button(title, title) for title in titles)


def _give_up(turn: Turn, question: str) -> list[Reply]:
    turn.memory.unknown.extend(covered(turn.library, turn.state, question))
    given_up = Reply("smalltalk", turn.words.say("given_up"))
    return [given_up, *proceed(turn.library, turn.state)]


def _lead(library: Library, state: State, fact: str) -> str:
    """What goes before a question: back to it, that an earlier verdict waits for it, or that it is
    asked for the family's sake."""
    memory = state.memory
    words = Words(library.local, memory.subject)
    if _open(state, fact):
        return words.say("resume")
    if memory.stated and memory.verdict is not None and undecided(library, state):
        return words.say("verdict_lapsed")
    if fact == FAMILY or memory.for_family or not only_for_family(library, state):
        return ""
    memory.for_family = True
    verdict = verdict_of(library, state.facts)
    if verdict == "undetermined":
        return words.say("for_family_open")
    return words.say("for_family", verdict=words.say(f"name_{verdict}"))


def _open(state: State, fact: str) -> bool:
    return fact in (state.memory.awaiting, state.memory.paused)
