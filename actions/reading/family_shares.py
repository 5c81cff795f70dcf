"""An answer that shares the question out among those known: 媳妇和小的跟俺住,大的在老家; 除了老大都在.

Every clause is taken apart into whom it is about (``Share.whom``) and what it tells of them. One
who is neither known nor told apart from another leaves the answer to the general reading, as does a
clause that says that somebody comes no longer.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import Sequence

from actions.reading.clause import Clause
from actions.reading.family_attributes import describe, marriage
from actions.reading.family_by_age import eldest, of_the_two, youngest
from actions.reading.family_known import call_up, meant_by
from actions.reading.family_members import BEFORE, KIN, Gathering, Member
from actions.reading.family_share_words import (
    ALL,
    ALL_IN,
    AND,
    COUNTED,
    COUNTED_ALONE,
    EXCEPT,
    HERE,
    LEAVES,
    MARKED,
    NEXT,
    NOT_HERE,
    NOT_SO,
    ONE_OF_THEM,
    ONLY,
    REST,
    SAME,
    START,
    WITH_OTHERS,
    WITH_US,
)
from actions.reading.kin_mentions import Person
from actions.reading.numbers import whole
from actions.reading.relations import Applicant, relation_to
from actions.reading.tagged import Tagged


@dataclass
class _Told:
    """What the clauses have told so far: the attribute and its value, and of whom."""

    about: str = ""
    value: bool | None = None
    whom: list[Member] = field(default_factory=list)
    of_all: bool = False
    excepted: list[Member] | None = None


class _NotShared(Exception):
    """The answer is not of this kind."""


class _CannotTell(Exception):
    """Which of them is meant stays open, as in 有一个不跟我住 of a son and a daughter."""


def take_shares(
    got: Gathering, tagged: Tagged, clauses: Sequence[Clause], applicant: Applicant | None
) -> bool:
    """Tells of those known what the answer says of each. False, and nothing told, when it is not
    such an answer."""
    if any(one.correction or LEAVES.search(one.text) for one in clauses):
        return False
    kept = [replace(one) for one in got.known]
    got.known = got.known or _named_here(tagged, clauses, applicant)
    if len(got.known) > 1 and any(MARKED.search(one.text) for one in clauses):
        reader = _Reader(got, tagged, applicant)
        try:
            for clause in clauses:
                reader.read(clause)
            reader.finish()
            return True
        except _CannotTell:
            got.known, got.members = kept, []
            return True
        except _NotShared:
            pass
    got.known, got.members = kept, []
    return False


def tells_of_the_two(known: Sequence[Member], clauses: Sequence[Clause]) -> bool:
    """大的成家了,小的没有, though nobody asked: told of two of the children known."""
    children = [one for one in known if one.relation == "child"]
    told = [one for one in clauses if of_the_two(children, one.text)]
    return len(told) > 1 and any(marriage(one) is not None for one in told)


def _named_here(
    tagged: Tagged, clauses: Sequence[Clause], applicant: Applicant | None
) -> list[Member]:
    """媳妇和小的跟俺住,大的在老家, said to the question who comes along: 大的 and 小的 are two."""
    named: list[Member] = []
    found = [(one, hit) for one in clauses for hit in NEXT.finditer(one.text)]
    if not ({"elder", "younger"} <= {hit.lastgroup for _, hit in found}):
        return []
    for clause, hit in found:
        word, relation, sex = hit.group(), "child", "u"
        if hit["kin"]:
            item = tagged.items.get(clause.start + hit.start())
            if not isinstance(item, Person) or item.owner == "third":
                continue
            his = relation_to(applicant, item, beside=False)
            if his is None or his == "child" or item.count > 1:
                return []
            word, relation, sex = item.word, his, item.sex
        if not any(one.word == word for one in named):
            named.append(Member(relation, word, -1 - len(named), BEFORE, sex=sex))
    # 大的跟他爸,小的跟我 alone names nobody who comes along
    return named if any(one.relation != "child" for one in named) else []


class _Reader:
    def __init__(self, got: Gathering, tagged: Tagged, applicant: Applicant | None) -> None:
        self.got, self.tagged, self.applicant = got, tagged, applicant
        self.told = _Told()
        self.changed = False
        self.before: list[Member] = []
        """Everybody of whom something was told."""
        self.counted: list[tuple[list[Member], int, str, Clause]] = []
        """How many of some were told of; which ones, is seen when the others are told of."""

    def finish(self) -> None:
        self._settle_counted()
        if self.told.excepted or not self.changed:
            raise _NotShared

    def read(self, clause: Clause) -> None:
        at = _match_end(START, clause.text, 0)
        text, known = clause.text, self.got.known
        if found := EXCEPT.match(text, at):
            whom, end = self._those(clause, found.end())
            if not whom:
                raise _NotShared
            rest = ALL_IN.match(text, end)
            before = rest["whom"] if rest else re.sub("(?:以外|之外|外)$", "", text[end:])
            if self.told.of_all and not rest:
                self._only(whom, before, clause)
                return
            self.told = _Told(excepted=whom)
            if before:
                self._say(whom, before, clause)
            if rest:
                self._all_but(rest["said"], clause)
            return
        if found := REST.match(text, at):
            if self.told.excepted is not None:
                self._all_but(text[found.end() :], clause)
            else:
                self._settle_counted()
                rest_of_them = [one for one in known if one not in self.before]
                self._say(rest_of_them, text[found.end() :], clause)
            return
        if found := ALL.match(text, at):
            if self.told.excepted is not None:
                self._all_but(text[found.end() :], clause)
            else:
                self._say(list(known), text[found.end() :], clause)
                self.told.of_all, self.before = True, []
            return
        only = ONLY.match(text, at)
        whom, end = self._those(clause, only.end() if only else at)
        if only and whom:
            self._only(whom, text[end:], clause)
            return
        children = [one for one in known if one.relation == "child"]
        counted = COUNTED.match(text, end) if whom else COUNTED_ALONE.match(text, at)
        if counted and len(whom or children) > (count := whole(counted["n"]) or 2):
            for said in ONE_OF_THEM.split(counted["said"]):
                self.counted.append((whom or children, count, said, clause))
            return
        if not whom:
            self._goes_on(clause)
        while whom:
            cut = self._next_start(clause, end)
            self._say(whom, text[end:cut], clause)
            whom, end = self._those(clause, cut) if cut < len(text) else ([], cut)

    def _those(self, clause: Clause, at: int) -> tuple[list[Member], int]:
        """Whom a row of names at a place means, and where it ends."""
        whom: list[Member] = []
        end = at
        while found := NEXT.match(clause.text, at):
            if found["kin"] and self._is_elsewhere(clause, found.start()):
                break
            whom += [one for one in self._who(clause, found) if one not in whom]
            end = found.end()
            beside = clause.text[end : end + 1]
            at = _match_end(AND, clause.text, end)
            after = NEXT.match(clause.text, at)
            if beside in ("跟", "和") and after is not None and after["kin"]:
                item = self.tagged.items.get(clause.start + at)
                if not isinstance(item, Person) or item.relation not in ("child", "spouse"):
                    break  # 小的跟俺娘住
        return whom, end

    def _who(self, clause: Clause, found: re.Match[str]) -> list[Member]:
        children = [one for one in self.got.known if one.relation == "child"]
        if not found["kin"]:
            if len(children) < 2:
                raise _NotShared
            return [eldest(children) if found["elder"] else youngest(children)]
        item = self.tagged.items.get(clause.start + found.start())
        if not isinstance(item, Person) or item.relation is None:
            raise _NotShared
        relation = relation_to(self.applicant, item, beside=False)
        self.got.members = []
        meant = meant_by(self.got, item, relation, clause.text[: found.start()]) if relation else []
        if not meant or (relation == "child" and item.id == "child" and len(meant) < item.count):
            raise _NotShared
        call_up(self.got, meant, item)
        self.got.members = []
        return meant

    def _is_elsewhere(self, clause: Clause, at: int) -> bool:
        """他姥姥家, 他奶奶: at whose place somebody is, and nobody the clause is about."""
        item = self.tagged.items.get(clause.start + at)
        return not isinstance(item, Person) or item.owner == "third"

    def _next_start(self, clause: Clause, at: int) -> int:
        """Where the next one is told of in the same breath: 大的结婚了|小的没有."""
        for found in NEXT.finditer(clause.text, at):
            before = clause.text[found.start() - 1]
            begins = found.start() > at and before not in "跟和与在到去回给陪随带是有、"
            if begins and not (found["kin"] and self._is_elsewhere(clause, found.start())):
                return found.start()
        return len(clause.text)

    def _say(self, whom: Sequence[Member], said: str, clause: Clause) -> None:
        """Tells of those what the words say."""
        if not whom:
            raise _NotShared
        about, value = self._meaning(said, clause, whom)
        if about:
            for one in whom:
                setattr(one, about, value)
            self.told.about, self.told.value = about, value
        self.changed = self.changed or bool(about)
        self.told.whom = list(whom)
        self.before += [one for one in whom if one not in self.before]

    def _meaning(
        self, said: str, clause: Clause, whom: Sequence[Member]
    ) -> tuple[str, bool | None]:
        """What the words tell; whether a child is married is put down at once beside it."""
        if SAME.match(said) and self.told.about:
            return self.told.about, self.told.value
        if NOT_SO.match(said) and self.told.about:
            return self.told.about, not self.told.value
        if WITH_US.match(said) or HERE.match(said):
            return "living_together", True
        if NOT_HERE.match(said) or WITH_OTHERS.match(said):
            return "living_together", False
        probe = [Member(one.relation, one.word, one.group) for one in whom]
        describe(probe, replace(clause, text=said))
        for one, seen in zip(whom, probe, strict=True):
            if seen.married is not None and one.relation == "child":
                one.married = seen.married
                self.changed = True
                self.told.about, self.told.value = "married", seen.married
        lives = {one.living_together for one in probe} - {None}
        if len(lives) == 1:
            return "living_together", lives.pop()
        return "", None

    def _all_but(self, said: str, clause: Clause) -> None:
        """除了老大都在: so it is with all the others, and otherwise with him."""
        whom = self.told.excepted or []
        others = [one for one in self.got.known if one not in whom]
        self.told.excepted = None
        self._say(others, said, clause)
        self._otherwise(whom)

    def _otherwise(self, whom: Sequence[Member]) -> None:
        about, value = self.told.about, self.told.value
        for one in whom:
            if about == "living_together" or (about == "married" and one.relation == "child"):
                setattr(one, about, not value)

    def _only(self, whom: list[Member], said: str, clause: Clause) -> None:
        """都跟我住,就大闺女嫁出去了; 就老二不跟我住: those alone, and the others otherwise."""
        of_all = self.told.about if self.told.of_all else ""
        value = self.told.value
        self.told = replace(self.told, about="", value=None)
        self._say(whom, said, clause)
        if of_all:
            if self.told.about != of_all:
                self.told.about, self.told.value = of_all, value
                self._otherwise(whom)
            return
        if self.told.value is not False:
            return  # 就媳妇跟我住 leaves open how the others live
        others = [one for one in self.got.known if one not in self.before]
        if self.told.about == "married":
            others = [one for one in others if one.relation == "child"]
        self._otherwise([one for one in others if getattr(one, self.told.about or "word") is None])

    def _goes_on(self, clause: Clause) -> None:
        """大的三年级了,在老家上学: still of the one before."""
        if any(not self._is_elsewhere(clause, one.start()) for one in KIN.finditer(clause.text)):
            raise _NotShared
        if self.told.whom and not self.told.of_all:
            self._say(self.told.whom, clause.text, clause)

    def _settle_counted(self) -> None:
        """仨孩子俩跟我: as many of those alike; which ones nobody can tell where they differ."""
        for whom, count, said, clause in self.counted:
            left = [one for one in whom if one not in self.before]
            alike = len({(one.word, one.married, one.living_together) for one in left}) == 1
            if (not alike and count < len(left)) or count > len(left):
                raise _CannotTell
            self._say(left[:count], said, clause)
        self.counted = []


def _match_end(pattern: re.Pattern[str], text: str, at: int) -> int:
    found = pattern.match(text, at)
    return found.end() if found else at
