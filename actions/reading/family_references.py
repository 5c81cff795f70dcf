"""Which of those already named a word means: 老大 after 俩娃, 我爸 after 爸妈, 孩子 after 儿子."""

from __future__ import annotations

from functools import lru_cache
from typing import Sequence

from actions.reading.family_by_age import called_elder, called_younger
from actions.reading.family_members import GENERAL_CHILD, Member, family_words
from actions.reading.kin_mentions import Person, lexicon

# Which of several children a word means; -1 is the last.
_ORDINALS = {
    **dict.fromkeys(("老大", "大娃", "大宝"), 0),
    **dict.fromkeys(("老二", "二娃", "二宝"), 1),
    "老三": 2,
    **dict.fromkeys(("小娃", "小宝"), -1),
}


def named_before(
    members: Sequence[Member], person: Person, relation: str, clause: int
) -> list[Member]:
    """The members that ``person``, named in ``clause``, is; none when he is new."""
    same = [one for one in members if one.relation == relation]
    return (
        (
            same if 1 < person.count <= len(same) and relation == person.relation else []
        )  # 父母 after 父亲 and 母亲
        or _elders(members, person, clause)
        or _part_of_a_pair(same, person)
        or _by_number(same, person)
        or _of_the_children(same, person, clause)
        or [
            one
            for one in members
            if person.word in (one.word, one.word.removeprefix("孩子"))  # 姥姥 after 孩子姥姥
            or _again(one, person, relation)
        ]
        or _by_another_word(same, person, clause)
    )


def _by_another_word(same: Sequence[Member], person: Person, clause: int) -> list[Member]:
    """带俺儿一块迁,儿子成家了: the only son, by another word for a son."""
    if person.id not in ("son", "daughter") or person.count > 1 or not _plain(person.word):
        return []
    alike = [one for one in same if one.sex == person.sex]
    only = alike[0] if len(alike) == 1 else None
    return [only] if only and only.clause < clause and _plain(only.word) else []


def _plain(word: str) -> bool:
    """Whether a word for a child leaves open which one: 儿子, unlike 大儿子."""
    return not (called_elder(word) or called_younger(word))


def _elders(members: Sequence[Member], person: Person, clause: int) -> list[Member]:
    """俺娘跟俺丈母娘都带着,俩老太太都住俺家: as many old people as were named before."""
    if person.count < 2 or person.owner or person.id not in ("father", "mother", "parents"):
        return []
    old = [one for one in members if family_words()["elders"].search(one.word)]
    before = [one for one in old if one.relation != "child" and one.clause < clause]
    return before if len(before) == person.count else []


@lru_cache(maxsize=1)
def _pair_words() -> frozenset[str]:
    """爸妈, 公婆: words that mean two."""
    return frozenset(word for word, kin in lexicon()["kin"].items() if kin.count == 2)


def _part_of_a_pair(same: Sequence[Member], person: Person) -> list[Member]:
    """我爸 after 爸妈, 婆婆 after 公婆."""
    if person.count > 1 or person.sex == "u":
        return []
    pair = [one for one in same if one.sex == person.sex and one.word in _pair_words()]
    if len(pair) != 1 or pair[0].word == person.word:
        return []
    near = pair[0].relation != "other" or person.word[0] in pair[0].word
    return pair if near else []


def _by_number(same: Sequence[Member], person: Person) -> list[Member]:
    """老二 after 仨孩子."""
    at = _ORDINALS.get(person.word)
    named = [one for one in same if one.word not in _ORDINALS]
    if at is None or person.count > 1 or len(named) < 2 or at >= len(named):
        return []
    return [named[at]]


def _of_the_children(same: Sequence[Member], person: Person, clause: int) -> list[Member]:
    """俩孩子都带,儿子十岁闺女五岁: the general word is filled in one by one."""
    if person.id not in ("son", "daughter"):
        return []
    general = [one for one in same if one.word in GENERAL_CHILD]
    if len(general) == 1 and general[0].clause == clause:
        return []
    return general[: person.count] if len(general) >= person.count else []


def is_one_more(members: Sequence[Member], person: Person) -> bool:
    """孩子都带,老大十二,老二七岁: with the second the general word turns out to mean two."""
    general = any(one.word in GENERAL_CHILD for one in members)
    return general and _ORDINALS.get(person.word, 0) > 0


def _again(member: Member, person: Person, relation: str) -> bool:
    """孩子 after 儿子, 老大 after 闺女: a general word for a child already named."""
    if relation != "child" or member.relation != "child" or person.count > 1:
        return False
    if person.word in _ORDINALS:
        return member.word not in _ORDINALS and not is_one_more([member], person)
    return (
        person.id == "child"
        or member.word.endswith(person.word)
        or person.word.endswith(member.word)
    )
