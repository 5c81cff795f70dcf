"""The family in the talk: who its members are, what changed of it, and whom a bare answer is about.

The facts say what relation a member is and no more; who is meant (爹, not 娘) stays in the memory,
so that the next relative named is told from those named before.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any, Mapping, Sequence

from actions.dialogue.calling import told_apart
from actions.dialogue.gather import FAMILY
from actions.dialogue.state import Memory, State
from actions.dialogue.words import Words
from actions.reading import Reading
from actions.reading.family_members import CALLED, without_name

_ONE_OF_EACH = ("spouse", "parent")
"""Relations of whom there is one man and one woman at most: 妈 is the woman of 爹娘."""
_ATTRIBUTES = {
    "living_together": {True: "together_yes", False: "together_no"},
    "married": {True: "married_yes", False: "married_no"},
}


def with_names(state: State) -> dict[str, Any]:
    """The facts, each member of the family with who he is, as the reader takes them."""
    members = state.facts.get(FAMILY)
    if not members or len(state.memory.family_called) != len(members):
        return state.facts
    named = [
        {**member, CALLED: called} if called else member
        for member, called in zip(members, state.memory.family_called, strict=True)
    ]
    return {**state.facts, FAMILY: named}


def said_of_those_asked_about(state: State, reading: Reading, told: Reading) -> Reading:
    """她跟我住着呢, right after 那老婆呢: ``told`` is the message read as an answer about those who
    were asked about. They count as members from the moment on that something is told of them."""
    about, now = state.memory.relatives, told.facts.get(FAMILY)
    if now is None or len(now) < len(about):
        return reading
    known = with_names(state).get(FAMILY) or []
    family = [dict(one) for one in known]
    met: set[int] = set()
    for old, new, called in zip(
        [*about, *({} for _ in now[len(about) :])], now, told.family_called, strict=True
    ):
        said = {**new, CALLED: called} if called else dict(new)
        alike = (n for n, one in enumerate(family) if n not in met and _same(one, old or said))
        at = next(alike, None)
        if at is not None:
            met.add(at)  # 俩娃 are two, each told of once
            family[at] = {**family[at], **said}
        elif said.keys() - {"relation", CALLED} or not old:
            family.append(said)
    if family == known:
        return reading
    return replace(
        reading,
        facts={**reading.facts, FAMILY: [without_name(one) for one in family]},
        family_called=tuple(str(one.get(CALLED, "")) for one in family),
    )


def _same(one: Mapping[str, Any], other: Mapping[str, Any]) -> bool:
    """Whether both entries are the same person."""
    if one["relation"] != other["relation"]:
        return False
    word, _, sex = str(one.get(CALLED, "")).partition("/")
    other_word, _, other_sex = str(other.get(CALLED, "")).partition("/")
    if one["relation"] in _ONE_OF_EACH or not (word and other_word):
        return one["relation"] == "spouse" or "u" in sex + other_sex or sex == other_sex
    return word == other_word


def note_who_they_are(memory: Memory, reading: Reading) -> None:
    """Keeps who the members are that the message leaves as the family."""
    if FAMILY in reading.facts:
        memory.family_called = list(reading.family_called)


def changes_of_family(
    words: Words,
    before: Sequence[Mapping[str, Any]],
    now: Sequence[Mapping[str, Any]],
    called: Sequence[str],
    called_now: Sequence[str],
) -> list[str]:
    """What a message changes of the family known before, to be said back: who comes, and what is
    told otherwise of one of them. Naming the first members changes nothing."""
    if not before or list(before) == list(now):
        return []
    changes = []
    relations = sorted(one["relation"] for one in before)
    if relations != sorted(one["relation"] for one in now):
        changes.append(f"{words.label(FAMILY)}：{words.family(now)}")
    stands = [(one.get("living_together"), one.get("married")) for one in now]
    names = told_apart(now, called_now, stands)
    for old, new in _pairs(before, now, called, called_now):
        for key, says in _ATTRIBUTES.items():
            if new.get(key) is not None and old.get(key) not in (None, new[key]):
                name = names[_place(now, new)] or words.relation(new["relation"])
                changes.append(f"{name}：{words.say(says[new[key]])}")
    return list(dict.fromkeys(changes))


def _place(members: Sequence[Mapping[str, Any]], one: Mapping[str, Any]) -> int:
    return next(n for n, other in enumerate(members) if other is one)


def _pairs(
    before: Sequence[Mapping[str, Any]],
    now: Sequence[Mapping[str, Any]],
    called: Sequence[str],
    called_now: Sequence[str],
) -> list[tuple[Mapping[str, Any], Mapping[str, Any]]]:
    """Each member before with what is now told of the same one, whoever stands between."""
    left = list(zip(now, [*called_now, *[""] * len(now)], strict=False))
    pairs = []
    for old, name in zip(before, [*called, *[""] * len(before)], strict=False):
        alike = [pair for pair in left if pair[0]["relation"] == old["relation"]]
        named = [pair for pair in alike if pair[1] == name] or alike
        if named:
            pairs.append((old, named[0][0]))
            left.remove(named[0])
    return pairs
