"""大的, 小的: which of several children is meant, and one more who is only called so."""

from __future__ import annotations

from dataclasses import replace
from typing import Sequence

from actions.reading.clause import Clause
from actions.reading.family_members import (
    GENERAL_CHILD,
    KIN,
    Gathering,
    Member,
    family_words,
)
from actions.reading.patterns import compiled

_ELDER = compiled("^(?:老大|长|大的?(?=[儿子女闺丫妮小娃宝孩姑]|$))")
_YOUNGER = compiled(
    "^(?:老[二三小]|次|幼|幺|么|小的$|二|小(?=[儿子女闺丫妮小娃宝孩姑]).{2}|小[妮女娃宝]$)"
)
# 小的上高中 beside one child named by another word; 小的很 tells how small
_CALLED_YOUNGER = compiled("^(?:那)?(?:小的(?:那个)?|小点的|小一点的|二的)(?![很狠]|时候|呢|着)")
_CALLED_ELDER = compiled("^(?:那)?(?:大的(?:那个)?|大点的|大一点的)(?![很狠]|呢|着)")
_NOT_OF_AGE = frozenset({"小孩", "小孩子", "小孩儿", "小家伙", "小棉袄", "小子", "小儿"})


def called_elder(word: str) -> bool:
    """老大, 大闺女, 长子."""
    return bool(_ELDER.match(word))


def called_younger(word: str) -> bool:
    """老二, 小闺女, 次女; 小孩 is a child of any age."""
    return word not in _NOT_OF_AGE and bool(_YOUNGER.match(word))


def eldest(children: Sequence[Member]) -> Member:
    """The one called by a word for the elder, else the first who is not called the younger."""
    named = [one for one in children if called_elder(one.word)]
    rest = [one for one in children if not called_younger(one.word)]
    return (named or rest or list(children))[0]


def youngest(children: Sequence[Member]) -> Member:
    """The one called by a word for the younger, else the last who is not called the elder."""
    named = [one for one in children if called_younger(one.word)]
    rest = [one for one in children if not called_elder(one.word)]
    return (named or rest or list(children))[-1]


def of_the_two(children: Sequence[Member], text: str) -> Member | None:
    """Which of several children known before 大的 or 小的 at the head of a clause means."""
    if len(children) > 1 and _CALLED_YOUNGER.match(text):
        return youngest(children)
    if len(children) > 1 and _CALLED_ELDER.match(text):
        return eldest(children)
    return None


def meant_of_known(children: Sequence[Member], text: str, before: Sequence[Member]) -> list[Member]:
    """Which of the children known before a clause tells of that names none of them by a word.

    ``before`` are those the clause before told of: what has no word for anybody goes on about them.
    """
    if one := of_the_two(children, text):
        return [one]
    anew = not before or KIN.search(text) or family_words()["all"].search(text)
    return list(children if anew else before)


def take_the_other(got: Gathering, clause: Clause, number: int) -> None:
    """大闺女出嫁了,小的上高中跟我住: 小的 is a second child, named by nothing else.

    After 孩子 it is so only where 大的 was told of before: 孩子跟我,大的初三,小的二年级.
    """
    children = [one for one in got.members if one.relation == "child"]
    stayed = [word for word in got.staying if called_elder(word) or called_younger(word)]
    younger, elder = _CALLED_YOUNGER.match(clause.text), _CALLED_ELDER.match(clause.text)
    words = [one.word for one in children] or stayed
    if len(words) != 1 or not (younger or elder):
        return
    if KIN.search(clause.text) or family_words()["left_out"].search(clause.text):
        return
    if words[0] in GENERAL_CHILD:
        if younger and got.elder_told and children:
            got.members.append(replace(children[0], word="小的", clause=number, married=None))
        got.elder_told = got.elder_told or bool(elder)
        return
    same = called_younger(words[0]) if younger else called_elder(words[0])
    if not same:
        got.groups += 1
        got.last_group = got.groups
        got.members.append(Member("child", "小的" if younger else "大的", got.groups, number))
