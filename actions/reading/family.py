"""Who is to come along: one entry a person named, in the order named."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import Any, Mapping, Sequence

from actions.reading.clauses import ASKED, SUPPOSED, Clause
from actions.reading.data_files import load
from actions.reading.kin_mentions import Person
from actions.reading.numbers import NUMBER, whole
from actions.reading.parties import relation_to
from actions.reading.polarity import NO, YES, bare
from actions.reading.tagged import GROUPS, SIGNS, Tagged, expand

_KIN = re.compile(GROUPS["kin"])
_AGE = re.compile(
    rf"({NUMBER})(?:周)?岁(?:多|半)?|(?:才|刚|今年|一个|大的|小的|老大|老二|今年才)({NUMBER})(?:了)?(?=$|一个|小的|大的|,|半|的)"
)
_WITH_KIN_I_LIVE = re.compile(
    f"(?:我|俺|咱|我们|俺们|一直|目前|平时|都|就|是|还)*(?:跟|和|与|同|跟着){GROUPS['kin']}(?:们|都|一直|一起|一块儿?|在一起)*(?:住|过|生活)"
)
_ME_AND_KIN = re.compile(f"(?:我|俺|咱|我们)(?:和|跟|与|同)(?:{GROUPS['kin']}[和跟与、]?)+")
_GOES_ON = re.compile("都|也|一起|一块|跟|全|他|她|们|均|想|要|能")
_PARTS = re.compile("一个|大的|小的|老大|老二|另一个")
MARRIAGE_AGE = 20  # 民法典: women from 20, men from 22; under 20 nobody can be married
MAX_MEMBERS = 20


@dataclass
class Member:
    relation: str
    word: str
    group: int
    clause: int = 0
    living_together: bool | None = None
    married: bool | None = None

    def entry(self) -> dict[str, Any]:
        made: dict[str, Any] = {"relation": self.relation}
        if self.living_together is not None:
            made["living_together"] = self.living_together
        if self.married is not None and self.relation == "child":
            made["married"] = self.married
        return made


@dataclass
class _Gathering:
    members: list[Member] = field(default_factory=list)
    groups: int = 0
    removed: bool = False
    last_group: int = 0


@lru_cache(maxsize=1)
def _data() -> dict[str, re.Pattern[str]]:
    raw = load("family")
    flat = {
        name: raw[name]
        for name in (
            "coming",
            "coming_plainly",
            "not_member_before",
            "with_before",
            "not_member_after",
            "absent",
            "left_out",
            "nobody",
            "nobody_unasked",
            "all",
            "first",
            "second",
        )
    }
    for name in ("living", "married"):
        flat[f"{name}_yes"], flat[f"{name}_no"] = raw[name]["yes"], raw[name]["no"]
    return {name: re.compile(expand(pattern)) for name, pattern in flat.items()}


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
    data = _data()
    asked = awaiting == "family"
    got = _Gathering()
    told = [clause for clause in clauses if clause.mode not in (ASKED, SUPPOSED)]
    coming = asked or _coming(told, awaiting)
    for number, clause in enumerate(told):
        if not (asked or coming):
            break
        if asked or _clause_counts(told, number):
            _take_members(got, tagged, clause, number, applicant, asked)
        if data["left_out"].search(clause.text) and got.members and not _KIN.search(clause.text):
            got.members = [one for one in got.members if one.group != got.last_group]
            got.removed = True
        _take_attributes(got, clause, number)
    if asked and known and (not got.members or _only_completes(got.members, known)):
        completed = _completed(known, got, told)
        if completed is not None:
            return completed
    if got.members:
        return [member.entry() for member in got.members[:MAX_MEMBERS]]
    if asked and got.removed:
        return []
    pattern = data["nobody"] if asked else data["nobody_unasked"]
    if any(pattern.search(clause.text) for clause in told):
        return []
    if asked and told and bare(told[0].text) == NO and not known:
        return []
    return None


def _coming(clauses: Sequence[Clause], awaiting: str | None) -> bool:
    pattern = _data()["coming" if awaiting is None else "coming_plainly"]
    return any(pattern.search(clause.text) for clause in clauses)


def _clause_counts(clauses: Sequence[Clause], number: int) -> bool:
    """Unprompted, relatives count only where the talk is of coming along or living together."""
    data = _data()
    if data["coming"].search(clauses[number].text):
        return True
    for later in range(number + 1, min(number + 4, len(clauses))):
        text = clauses[later].text
        if not _KIN.search(clauses[number].text) or _KIN.search(text):
            break
        if data["living_yes"].search(text) and data["coming"].search(text):
            return True  # 家里还有个母亲,七十六,跟我们住一起
    for near in (number - 1, number + 1):
        if 0 <= near < len(clauses) and _KIN.search(clauses[number].text):
            other = clauses[near].text
            if not data["coming"].search(other):
                continue
            if near < number or (not _KIN.search(other) and _GOES_ON.match(other)):
                return True
    return False


def _take_members(
    got: _Gathering,
    tagged: Tagged,
    clause: Clause,
    number: int,
    applicant: str | None,
    asked: bool,
) -> None:
    data = _data()
    first, doubled = True, 1
    for found in _KIN.finditer(clause.text):
        person = tagged.items.get(clause.start + found.start())
        if not isinstance(person, Person):
            continue
        before, after = clause.text[: found.start()], clause.text[found.end() :]
        if data["not_member_before"].search(before) or data["not_member_after"].search(after):
            continue
        if data["absent"].search(before) or (person.id == "couple" and not asked):
            continue
        if re.search("(?:住|在|去|到|投奔|投靠)$", before) and re.match("家|那|的|这", after):
            continue  # 住我哥家
        if (
            data["with_before"].search(before)
            and _KIN.search(before)
            and data["living_no"].search(clause.text)
        ):
            continue  # 俺娘跟俺弟住: the brother is not named as coming
        if person.id == "child_pair" and after[:1] == SIGNS["kin:child"]:
            doubled = 2  # 双胞胎闺女
            continue
        relation = _relation(tagged, clause, found.start(), person, applicant)
        if relation is None:
            continue
        if _owner_of_next(tagged, clause, found.start()):
            continue  # 媳妇她娘: the wife only says whose mother it is
        repeated = _same_pair(got.members, person, relation) or [
            one for one in got.members if one.word == person.word or _again(one, person, relation)
        ]
        if repeated:
            got.last_group = repeated[-1].group
            for one in repeated:
                one.clause = number
            continue
        if first:
            got.groups += 1
            first = False
        got.last_group = got.groups
        count, doubled = max(person.count, doubled), 1
        for _ in range(count if count < 6 else 1):
            got.members.append(Member(relation, person.word, got.groups, number))


def _owner_of_next(tagged: Tagged, clause: Clause, at: int) -> bool:
    item = tagged.items.get(clause.start + at + 1)
    return isinstance(item, Person) and item.owner == "third"


def _same_pair(members: Sequence[Member], person: Person, relation: str) -> list[Member]:
    """父母 after 父亲 and 母亲 names nobody new."""
    if person.count < 2:
        return []
    same = [one for one in members if one.relation == relation]
    return same if len(same) >= person.count else []


def _relation(
    tagged: Tagged, clause: Clause, at: int, person: Person, applicant: str | None
) -> str | None:
    """媳妇的娘, 弟弟家孩子: somebody else's relative is ``other``."""
    before = clause.text[:at]
    chained = re.search(f"({GROUPS['kin']})(?:的|她|他|家|家的)$", before)
    if chained:
        return "other"
    if person.owner == "third" and applicant is None and at > 0:
        owner = re.search(f"{GROUPS['kin']}$", before)
        if owner:
            return "other"
    return relation_to(applicant, person)


def _again(member: Member, person: Person, relation: str) -> bool:
    """孩子 after 儿子, 老大 after 俩娃: a general word for children already named."""
    if relation != "child" or member.relation != "child":
        return False
    if person.count > 1:
        return False
    return (
        person.id == "child"
        or member.word.endswith(person.word)
        or person.word.endswith(member.word)
    )


def _take_attributes(got: _Gathering, clause: Clause, number: int) -> None:
    if not got.members:
        return
    data = _data()
    targets = _targets(got, clause, number)
    parts = _PARTS.split(clause.text)[1:] if len(_PARTS.findall(clause.text)) > 1 else []
    children = [one for one in got.members if one.relation == "child"]
    if len(parts) > 1 and len(children) >= len(parts) and not _AGE.search(clause.text):
        # 一个工作了一个上学, 大的出嫁了小的上初中
        for child, part in zip(children, parts):
            _describe([child], replace(clause, text=part))
        return
    _describe(targets, clause, children)


def _describe(
    targets: Sequence[Member], clause: Clause, all_children: Sequence[Member] = ()
) -> None:
    data = _data()
    living_no = data["living_no"].search(clause.text)
    if living_no and (
        re.search("户口|户籍|学籍", clause.text)
        or _WITH_KIN_I_LIVE.match(clause.text)
        or _ME_AND_KIN.search(clause.text)
    ):
        living_no = None  # 户口还在老家 says where the register is
    living_yes = data["living_yes"].search(clause.text) or _WITH_KIN_I_LIVE.match(clause.text)
    if living_no and not (
        living_yes
        and living_yes.end() - living_yes.start() > living_no.end() - living_no.start()
        and living_yes.start() <= living_no.start()
    ):
        _set(targets, "living_together", False)
    elif living_yes:
        _set(targets, "living_together", True)
    children = [one for one in targets if one.relation == "child"]
    if not children and not _KIN.search(clause.text):
        children = list(all_children)
    married = _married(clause)
    if isinstance(married, list):
        for member, value in zip(children[-len(married) :], married):
            if value is not None:
                member.married = value
    elif married is not None:
        _set(children, "married", married)


def _set(members: Sequence[Member], name: str, value: bool) -> None:
    for member in members:
        setattr(member, name, value)


def _married(clause: Clause) -> bool | list[bool | None] | None:
    data = _data()
    ages = [whole(found[1] or found[2]) for found in _AGE.finditer(clause.text)]
    if ages:
        verdicts = [False if age is not None and age < MARRIAGE_AGE else None for age in ages]
        if len(verdicts) > 1:
            return verdicts
        if verdicts[0] is False:
            return False
    if data["married_yes"].search(clause.text):
        return True
    if data["married_no"].search(clause.text):
        return False
    return None


def _targets(got: _Gathering, clause: Clause, number: int) -> list[Member]:
    data = _data()
    text = clause.text
    children = [one for one in got.members if one.relation == "child"]
    if len(children) > 1 and len(_AGE.findall(text)) < 2:
        if data["second"].search(text) and not data["first"].search(text):
            return [children[-1]]
        if data["first"].search(text) and not text.startswith("一个"):
            return [children[0]]
    here = [one for one in got.members if one.clause == number]
    if _KIN.search(text):
        return here
    if data["all"].search(text):
        return list(got.members)
    return [one for one in got.members if one.group == got.last_group]


def _only_completes(members: Sequence[Member], known: Sequence[Mapping[str, Any]]) -> bool:
    have = [one["relation"] for one in known]
    return all(one.relation in have for one in members) and len(members) <= len(have)


def _completed(
    known: Sequence[Mapping[str, Any]], got: _Gathering, clauses: Sequence[Clause]
) -> list[dict[str, Any]] | None:
    data = _data()
    result = [dict(one) for one in known]
    changed = False
    for member in got.members:
        same = [one for one in result if one["relation"] == member.relation]
        for one in same if len(got.members) == 1 or len(same) == 1 else same[:1]:
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
        married = _married(clause)
        if isinstance(married, bool):
            for one in result:
                if one["relation"] == "child":
                    one["married"] = married
                    changed = True
    return result if changed else None
