"""The people a message names as coming along, one entry a person."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any, Sequence

from actions.reading.clauses import Clause
from actions.reading.data_files import load
from actions.reading.kin_mentions import Person
from actions.reading.numbers import whole
from actions.reading.subjects import relation_to
from actions.reading.tagged import GROUPS, SIGNS, Tagged, expand

KIN = re.compile(GROUPS["kin"])
_ORDINALS = {"老大", "老二", "老三", "大娃", "二娃", "小娃", "大宝", "二宝", "小宝"}
_ONLY = re.compile("^(?:就|只|光|仅)(?:是|带|要带|想带|有|给)*(?:{ME})?".replace("{ME}", "我|俺"))
_COUNTED = re.compile("^([一二两三四五]|[1-5])(?:名|个|位|口(?!人))(?!人都)")
_LIST = re.compile(f"^(?:[和跟与、]?{GROUPS['kin']})+")


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
class Gathering:
    members: list[Member] = field(default_factory=list)
    groups: int = 0
    removed: bool = False
    last_group: int = 0


@lru_cache(maxsize=1)
def family_words() -> dict[str, re.Pattern[str]]:
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
            "only_me",
            "all",
            "first",
            "second",
        )
    }
    for name in ("living", "married"):
        flat[f"{name}_yes"], flat[f"{name}_no"] = raw[name]["yes"], raw[name]["no"]
    return {name: re.compile(expand(pattern)) for name, pattern in flat.items()}


def take_members(
    got: Gathering,
    tagged: Tagged,
    clause: Clause,
    number: int,
    applicant: str | None,
    asked: bool,
) -> None:
    data = family_words()
    first, doubled = True, 1
    only = KIN.search(clause.text) and re.search("带|迁|落|来|办", clause.text)
    if asked and only and _ONLY.match(clause.text):
        got.members = []  # 就带老伴: nobody named before comes
    for found in KIN.finditer(clause.text):
        person = tagged.items.get(clause.start + found.start())
        if not isinstance(person, Person):
            continue
        before, after = clause.text[: found.start()], clause.text[found.end() :]
        beyond = _LIST.sub("", after)  # 老婆孩子不过来: said of both
        if data["not_member_before"].search(before) or data["not_member_after"].search(beyond):
            continue
        if data["absent"].search(before):
            continue
        if person.id == "couple" and (not asked or got.members):
            for one in got.members:
                one.clause = number  # 俺娘也来,老两口住一起: nobody new
            continue
        if re.search("(?:住|在|去|到|投奔|投靠)$", before) and re.match("家|那|的|这", after):
            continue  # 住我哥家
        if (
            data["with_before"].search(before)
            and KIN.search(before)
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
        said = _COUNTED.match(after)  # 子女两名
        after_count = (whole(said[1]) or 1) if said else 1
        count, doubled = max(person.count, doubled, after_count), 1
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
        named = [
            item
            for place in range(clause.start, clause.start + at)
            if isinstance(item := tagged.items.get(place), Person) and item.relation
        ]
        if named and named[-1].relation == "child" and person.relation == "parent":
            return "spouse"  # 孩子跟她爸
        if named and named[-1].relation != "child":
            return "other"  # 老公还有他妈
    return relation_to(applicant, person)


def _again(member: Member, person: Person, relation: str) -> bool:
    """孩子 after 儿子, 老大 after 俩娃: a general word for children already named."""
    if relation != "child" or member.relation != "child":
        return False
    if person.count > 1:
        return False
    if person.word in _ORDINALS:
        return member.word not in _ORDINALS
    return (
        person.id == "child"
        or member.word.endswith(person.word)
        or person.word.endswith(member.word)
    )
