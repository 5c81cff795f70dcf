"""Who is to come along: one entry a person named, in the order named."""

from __future__ import annotations

import re
from collections import Counter
from typing import Any, Mapping, Sequence

from actions.reading.clauses import ASKED, SUPPOSED, Clause
from actions.reading.family_attributes import marriage, take_attributes
from actions.reading.family_members import KIN, Gathering, Member, family_words, take_members
from actions.reading.polarity import NO, YES, bare
from actions.reading.tagged import GROUPS, SIGNS, Tagged

MAX_MEMBERS = 20
# 户口跟我爸在一起: where a register is, not who comes along
_REGISTER = re.compile(f"户口(?:还|就|也|是|一直)*(?:跟|和|与|随|在){GROUPS['kin']}")
_MEANT = re.compile(
    "(?:把|让|连|带|给|接|跟|和)(?:上|着)?(?:他|她)(?:们|俩)?|^(?:想)?(?:把|让|连)?俩老"
    "|^(?:他|她)(?:们|俩)?也(?:想|要|跟|一)|^(?:我|俺|咱)们?(?:俩|仨|两个|两口子?)(?:都|也|就)?(?:想|要|一起|一块)"
)
_NOT_BROUGHT = re.compile("不(?:带|来|迁|动|落|跟来|随迁|跟着)")
_GOES_ON = re.compile("都|也|一起|一块|跟|全|他|她|们|均|想|要|能")


def read_family(
    tagged: Tagged,
    clauses: Sequence[Clause],
    awaiting: str | None,
    applicant: str | None,
    known: Sequence[Mapping[str, Any]] | None,
) -> list[dict[str, Any]] | None:
    """The family as the message states it; None when it states nothing about who comes along.

    ``known`` are the members already named: an answer that only tells how they live or whether
    they are married completes that list.
    """
    data = family_words()
    asked = awaiting == "family"
    got = Gathering()
    told = [
        clause
        for clause in clauses
        if clause.mode not in (ASKED, SUPPOSED) and not _REGISTER.search(clause.text)
    ]
    coming = asked or _coming(told, awaiting)
    for number, clause in enumerate(told):
        if not (asked or coming):
            break
        if asked or _clause_counts(told, number):
            take_members(got, tagged, clause, number, applicant, asked)
            if not asked and _MEANT.search(clause.text) and not KIN.search(clause.text):
                _take_those_named_before(got, tagged, told, number, applicant)
        if _one_left_out(got, clause):
            continue
        if data["left_out"].search(clause.text) and got.members and not KIN.search(clause.text):
            got.members = [one for one in got.members if one.group != got.last_group]
            got.removed = True
        take_attributes(got, clause, number)
    _live_as_said_before(got, told)
    if asked and not got.members and not known:
        got.members = _children_by_age(told)
    if asked and known and (not got.members or _only_completes(got.members, known)):
        completed = _completed(known, got, told)
        if completed is not None:
            return completed
    if asked and any(data["only_me"].search(clause.text) for clause in told):
        return []
    if got.members:
        return [member.entry() for member in got.members[:MAX_MEMBERS]]
    if asked and got.removed:
        return []
    pattern = data["nobody"] if asked else data["nobody_unasked"]
    if any(pattern.search(clause.text) for clause in told):
        return []
    left = any(_NOT_BROUGHT.search(one.text) and KIN.search(one.text) for one in told)
    if left and any(data["only_me"].search(clause.text) for clause in told):
        return []  # 老婆孩子这次不带,就我自己
    if asked and told and bare(told[0].text) == NO and not known:
        return []
    return None


def _take_those_named_before(
    got: Gathering,
    tagged: Tagged,
    clauses: Sequence[Clause],
    number: int,
    applicant: str | None,
) -> None:
    """爸妈出钱给我买的,想把他俩也迁来: the pronoun means whoever was named last."""
    before = (at for at in range(number - 1, -1, -1) if KIN.search(clauses[at].text))
    last = next(before, None)
    if last is not None and not got.members:
        take_members(got, tagged, clauses[last], last, applicant, asked=False)
        take_attributes(got, clauses[last], last)


def _one_left_out(got: Gathering, clause: Clause) -> bool:
    """大的出嫁了不带: one of several children does not come."""
    data = family_words()
    children = [one for one in got.members if one.relation == "child"]
    if len(children) < 2 or not _NOT_BROUGHT.search(clause.text):
        return False
    text = re.sub("^(?:算了|不过|但是?)", "", clause.text)
    first, second = data["first"].search(text), data["second"].search(text)
    if bool(first) == bool(second):
        return False
    got.members.remove(children[0] if first else children[-1])
    return True


def _live_as_said_before(got: Gathering, clauses: Sequence[Clause]) -> None:
    """都住一起,孩子没结婚: what was said of all before anybody was named."""
    first = min((one.clause for one in got.members), default=0)
    data = family_words()
    if any(
        data["all"].match(clause.text)
        and data["living_yes"].search(clause.text)
        and not KIN.search(clause.text)
        for clause in clauses[:first]
    ):
        for member in got.members:
            if member.living_together is None:
                member.living_together = True


def _children_by_age(clauses: Sequence[Clause]) -> list[Member]:
    """一个八岁一个十二, said to the question who comes along."""
    for number, clause in enumerate(clauses):
        ages = marriage(clause)
        if isinstance(ages, list) and all(value is False for value in ages):
            return [Member("child", "娃", 1, number, None, False) for _ in ages]
    return []


def _coming(clauses: Sequence[Clause], awaiting: str | None) -> bool:
    pattern = family_words()["coming" if awaiting is None else "coming_plainly"]
    return any(pattern.search(clause.text) for clause in clauses)


def _clause_counts(clauses: Sequence[Clause], number: int) -> bool:
    """Unprompted, relatives count only where the talk is of coming along or living together."""
    data = family_words()
    if data["coming"].search(clauses[number].text):
        return True
    for later in range(number + 1, min(number + 4, len(clauses))):
        text = clauses[later].text
        if not KIN.search(clauses[number].text) or KIN.search(text):
            break
        if data["living_yes"].search(text) and data["coming"].search(text):
            return True  # 家里还有个母亲,七十六,跟我们住一起
    for near in (number - 1, number + 1):
        if 0 <= near < len(clauses) and KIN.search(clauses[number].text):
            other = clauses[near].text
            if not data["coming"].search(other):
                continue
            if near < number or (not KIN.search(other) and _GOES_ON.match(other)):
                return True
    return False


def _only_completes(members: Sequence[Member], known: Sequence[Mapping[str, Any]]) -> bool:
    have = [one["relation"] for one in known]
    return all(one.relation in have for one in members) and len(members) <= len(have)


_CHILDREN = frozenset({"孩子", "小孩", "娃", "娃娃", "孩儿", "子女"})
"""Words that mean all the children, however many were named before."""
_STAYS = re.compile(
    f"({GROUPS['kin']})(?:说|又|就|也|都|先|还是)*(?:不(?:来|带|跟(?![^,]{{0,6}}(?:住|过|一块|一起))|随|迁|落|去|办|动)|算了|没打算)"
)
_ONLY = re.compile("^(?:就|只|光|仅)(?:是|带|要带|剩|有|给)*(?=[\ue020-\ue024])")
_RELATION = {SIGNS[f"kin:{name}"]: name for name in ("spouse", "child", "parent", "other")}


def _drop_those_who_stay(
    result: list[dict[str, Any]], got: Gathering, clauses: Sequence[Clause]
) -> bool:
    """我妈不来了,就带媳妇: takes out those who no longer come. Says whether any was taken out."""
    before = len(result)
    for clause in clauses:
        for found in _STAYS.finditer(clause.text):
            relation = _RELATION.get(found[1])
            leaving = next((one for one in result if one["relation"] == relation), None)
            if leaving is not None:
                result.remove(leaving)
        if _ONLY.match(clause.text):
            staying = Counter(member.relation for member in got.members)
            for one in list(result):
                staying[one["relation"]] -= 1
                if staying[one["relation"]] < 0:
                    result.remove(one)
    return len(result) != before


def _completed(
    known: Sequence[Mapping[str, Any]], got: Gathering, clauses: Sequence[Clause]
) -> list[dict[str, Any]] | None:
    data = family_words()
    result = [dict(one) for one in known]
    changed = _drop_those_who_stay(result, got, clauses)
    places: Counter[str] = Counter()
    for member in got.members:
        same = [one for one in result if one["relation"] == member.relation]
        place = places[
            member.relation
        ]  # 俺爹俺娘都跟俺住: the second parent told is the second known
        places[member.relation] += 1
        named = sum(one.relation == member.relation for one in got.members)
        general = member.relation == "child" and member.word in _CHILDREN and named < len(same)
        for one in same if len(got.members) == 1 or general else same[place : place + 1]:
            for name in ("living_together", "married"):
                said = getattr(member, name)
                if said is not None and not (name == "married" and member.relation != "child"):
                    one[name] = said
                    changed = True
    if got.members:
        return result if changed else None
    for clause in clauses:
        text = clause.text
        value: bool | None = None
        if data["living_no"].search(text):
            value = False
        elif data["living_yes"].search(text):
            value = True
        elif bare(text) in (YES, NO) and any("living_together" not in one for one in result):
            value = bare(text) == YES
        if value is not None:
            for one in result:
                if "living_together" not in one or bare(text) is None:
                    one["living_together"] = value
                    changed = True
        married = marriage(clause)
        children = [one for one in result if one["relation"] == "child"]
        each = married if isinstance(married, list) else [married] * len(children)
        for one, value in zip(children, each, strict=False):
            if value is not None:
                one["married"] = value
                changed = True
    return result if changed else None
