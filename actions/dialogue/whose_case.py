"""Whose case the talk is about: the speaker's or that of somebody he asks for, one after another.

Each one's facts are kept apart, with what was told of him while the talk was about another.
"""

from __future__ import annotations

import re
from datetime import date
from typing import Optional

from actions.dialogue.gather import FAMILY
from actions.dialogue.state import Memory, State
from actions.reading import Reading, read
from actions.reading.kin_mentions import lexicon
from actions.reading.reading import Told
from actions.reading.relations import Applicant, relation_of_speaker, same_person
from policy_kb.errors import FactError
from policy_kb.facts import with_community_area
from policy_kb.library import Library

SPEAKER = "self"


_NEUTRAL = re.compile("对象|爱人|配偶|那口子|另一半|朋友|同事|同学|邻居|老乡|亲戚")
"""Words that leave open whether a man or a woman is spoken of."""
_SHE, _HE = re.compile("她"), re.compile("他")
_EITHER = frozenset({"spouse", "friend", "other"})


def _kind(subject: Optional[str]) -> str:
    return (subject or "").partition("_")[0]


def _by_pronoun(subject: str, text: str) -> str:
    """The person as the he or she of the message says it: 我对象…她 is a woman."""
    she, he = _SHE.search(text) is not None, _HE.search(text) is not None
    return subject if she == he else f"{_kind(subject)}_{'f' if she else 'm'}"


def as_worded(subject: Optional[str], text: str) -> Optional[str]:
    """The person as the reader names them by the message's words, in which 我对象 is a man."""
    neutral = _kind(subject) in _EITHER and _NEUTRAL.search(text)
    return f"{_kind(subject)}_m" if neutral else subject


def new_subject(state: State, subject: Optional[str], text: str, reading: Reading) -> None:
    """Another person's case begins, or one comes back to a case from before.

    What was said of the one does not hold for the other; each one's facts are kept apart, and what
    each does not know. He or she follows the ``text`` of the message. Where it was only inferred
    that somebody else is meant, and the speaker denies it (我说的是我自己), what was said is his.
    """
    called = reading.called
    before, neutral = state.memory, _NEUTRAL.search(text) is not None
    same = subject is None or (neutral and _kind(subject) == _kind(before.subject))
    another = subject == before.subject and not same_person(called, before.called)
    if before.subject is not None and same and _kind(before.subject) in _EITHER:
        if neutral or before.subject.endswith("_m"):
            before.subject = _by_pronoun(before.subject, text)
        return
    if subject is not None and neutral and _kind(subject) in _EITHER:
        subject = _by_pronoun(subject, text)
    if subject is None or (subject == (before.subject or SPEAKER) and not another):
        before.called = before.called or (called if before.subject else None)
        return
    named = None if subject == SPEAKER else subject
    by_word = neutral and not (_SHE.search(text) or _HE.search(text))
    if not state.facts and before.subject is None:
        before.subject, before.called, before.assumed = named, called, reading.assumed_subject
        state.facts = before.shelved.pop(shelf(before, named, called), {})
        return
    left, taken = shelf(before, before.subject, before.called), shelf(before, named, called)
    shelved = {**before.shelved, left: state.facts}
    if named is None and before.assumed and before.subject and _NOT_HIM.search(text):
        shelved[taken] = {**shelved.get(taken, {}), **shelved.pop(left)}
    if named is not None and _kind(named) == "spouse" and by_word:
        named = taken.partition("/")[0]  # 对象, of whom 她 was said before
    unsaid = {**before.unsaid, left: {key: list(getattr(before, key)) for key in _UNSAID}}
    state.facts = shelved.pop(taken, {})
    state.memory = Memory(
        subject=named,
        called=called if named else None,
        assumed=named is not None and reading.assumed_subject,
        mentioned=before.called if before.subject else before.mentioned,
        housemates=before.housemates,
        speaker_registered=before.speaker_registered,
        shelved=shelved,
        gathering=before.gathering or before.stated,
        said=before.said,
        unsaid=unsaid,
    )
    for key, facts in unsaid.pop(taken, {}).items():
        setattr(state.memory, key, facts)

    if named is None and left in before.housemates:
        _name_housemate(state, before)
    if named is not None and _I_COME.search(text) and not state.facts.get(FAMILY):
        state.facts[FAMILY] = [{"relation": relation_of_speaker(Applicant(named, called))}]
        state.memory.family_called = [""]


def _name_housemate(state: State, before: Memory) -> None:
    """俺爹跟俺住, and then 我自己呢: the father is one who may come along with the speaker."""
    relation = relation_to_speaker(before.subject, before.called)
    if relation is not None and not state.facts.get(FAMILY):
        state.facts[FAMILY] = [{"relation": relation, "living_together": True}]
        state.memory.family_called = [f"{before.called or ''}/u"]


def relation_to_speaker(subject: Optional[str], called: Optional[str]) -> Optional[str]:
    """What the person asked for is to the speaker: spouse, child, parent or other."""
    kin = lexicon()["kin"].get(called or "")
    if kin is not None:
        return str(kin.relation)
    return {"father": "parent", "mother": "parent", "son": "child", "daughter": "child"}.get(
        subject or "", "spouse" if _kind(subject) == "spouse" else None
    )


_I_COME = re.compile("[我俺咱](?:就|再|也|能|可以)*(?:跟着|随着?(?![便时])|跟[他她])")
"""让俺对象办,俺跟着: the speaker is the one who comes along."""
_NOT_HIM = re.compile(
    "(?:什么|啥|哪来的?|哪有|谁是)[他她]|不是[他她]|(?:说|问|讲|办)的(?:就|都|一直|可)?是[我俺咱]|没(?:有)?(?:替|帮|给)"
)
"""什么他,我说的是我自己: the talk was about the speaker all along."""
_UNSAID = ("unknown", "declined", "settled")


def _same_name(kept: str, subject: str) -> bool:
    """Whether both name one person: a spouse may have been taken for a man at first."""
    return kept == subject or _kind(kept) == _kind(subject) == "spouse"


def shelf(memory: Memory, subject: Optional[str], called: Optional[str]) -> str:
    """Under which name somebody's facts are kept: brothers apart, one called two ways together."""
    if subject is None:
        return SPEAKER
    kept = (name for name in memory.shelved if _same_name(name.partition("/")[0], subject))
    known = (name for name in kept if same_person(name.partition("/")[2] or None, called))
    return next(known, f"{subject}/{called}" if called else subject)


def lives_with_speaker(memory: Memory) -> bool:
    """Whether the one the talk is about is known to live in the speaker's home."""
    return shelf(memory, memory.subject, memory.called) in memory.housemates


def turns_to_another(state: State, reading: Reading) -> bool:
    """Whether a message turns from the case at hand to that of somebody else."""
    memory = state.memory
    if reading.subject is None or not (state.facts or memory.subject):
        return False
    name = None if reading.subject == SPEAKER else reading.subject
    return shelf(memory, name, reading.called) != shelf(memory, memory.subject, memory.called)


def facts_of(memory: Memory, reading: Reading) -> dict[str, object]:
    """What is known of the one a message turns to."""
    name = None if reading.subject == SPEAKER else reading.subject
    return memory.shelved.get(shelf(memory, name, reading.called), {})


def note_others(library: Library, state: State, reading: Reading, as_of: date) -> None:
    """Keeps what a message tells of others than the one the talk is about, for their own case:
    我爸没房,我在镇上买的房 of the speaker, 俺媳妇在电厂上班 of the wife."""
    memory = state.memory
    here = shelf(memory, memory.subject, memory.called)
    memory.mentioned = reading.mentioned or memory.mentioned
    memory.speaker_registered = memory.speaker_registered or reading.speaker_registered
    if reading.housemate and here not in (SPEAKER, *memory.housemates):
        memory.housemates = [*memory.housemates, here]
    for told in reading.of_others:
        subject = None if told.subject == SPEAKER else _by_pronoun(told.subject, told.text)
        name = shelf(memory, subject, told.called)
        if _same_name(name.partition("/")[0], here.partition("/")[0]):
            continue
        facts = facts_told(library, memory, told, as_of)
        if facts:
            others = {key: value for key, value in memory.shelved.items() if key != name}
            if subject is not None and _SHE.search(told.text):
                name = "/".join(filter(None, (subject, told.called)))  # 对象 is a woman after all
            memory.shelved = {**others, name: facts}


def facts_told(library: Library, memory: Memory, told: Told, as_of: date) -> dict[str, object]:
    """What is known of somebody beside the applicant with what a message tells of him; nothing
    where it tells nothing of a case."""
    subject = None if told.subject == SPEAKER else told.subject
    known = memory.shelved.get(shelf(memory, subject, told.called), {})
    said = read(
        told.text,
        places=library.local.places,
        as_of=as_of,
        known=known,
        subject=subject,
        called=told.called,
    )
    facts = {fact: value for fact, value in said.facts.items() if fact != FAMILY}
    if not facts or said.subject not in (None, told.subject):
        return {}
    return _joined(library, {**known, **facts})


def _joined(library: Library, facts: dict[str, object]) -> dict[str, object]:
    try:
        return with_community_area(facts, library.local.places)
    except FactError:
        return {key: value for key, value in facts.items() if key != "residence_community"}
