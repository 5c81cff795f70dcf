"""The people a message names as coming along, one entry a person."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any, Mapping

from actions.reading.data_files import load
from actions.reading.kin_mentions import Person, lexicon
from actions.reading.patterns import compiled
from actions.reading.tagged import GROUPS, expand

KIN = compiled(GROUPS["kin"])
GENERAL_CHILD = frozenset({"孩子", "小孩", "娃", "娃娃", "孩儿", "子女"})
"""Words that mean a child of either sex and, uncounted, as many as there are."""
CALLED = "called"
"""The key beside a member's facts that holds the word for him and his sex; no fact itself."""
BEFORE = -1
"""Where one named in an earlier message stands, before every clause of this one."""
_PATTERNS = (
    "wants_to_settle",
    "beside_me",
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
    "all_of_them",
    "meant",
    "goes_on",
    "at_that_time",
    "speaker_comes",
    "group_lives",
    "if_settling",
    "another_if",
    "drops",
    "settled_already",
    "will_live",
    "several_younger",
    "several_elder",
    "elders",
    "takes_one",
    "brings",
    "living_list",
    "list_goes_on",
    "likewise",
    "of_course",
    "one_more",
    "wrong",
    "parted",
    "how_many_after_all",
    "replaces",
    "adds",
    "comes_later",
    "just_us",
    "first",
    "second",
)


def without_name(member: Mapping[str, Any]) -> dict[str, Any]:
    """The member as a fact, without who he is."""
    return {key: value for key, value in member.items() if key != CALLED}


@dataclass
class Member:
    relation: str
    word: str
    group: int
    clause: int = 0
    living_together: bool | None = None
    married: bool | None = None
    sex: str = "u"

    def be_called(self, person: Person) -> None:
        """俩孩子, then 儿子: the general word is filled in."""
        if self.word in GENERAL_CHILD and person.id in ("son", "daughter"):
            self.word, self.sex = person.word, person.sex

    @classmethod
    def known(cls, number: int, entry: Mapping[str, Any]) -> Member:
        """A member named in an earlier message; ``number`` counts them from 0."""
        word, _, sex = str(entry.get(CALLED, "")).partition("/")
        kin = lexicon()["kin"].get(word)
        return cls(
            entry["relation"],
            word,
            -1 - number,
            BEFORE,
            entry.get("living_together"),
            entry.get("married"),
            sex or (kin.sex if kin else "u"),
        )

    def entry(self) -> dict[str, Any]:
        """The member as a fact, and beside it how he was called."""
        made: dict[str, Any] = {"relation": self.relation}
        if self.word:
            made[CALLED] = f"{self.word}/{self.sex}"
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
    staying: set[str] = field(default_factory=set)
    """The words for those who are said not to come: what is told of them later names nobody."""
    aside_sex: str = "u"
    """Of what sex the one is who was last said not to come."""
    aside: int = -1
    """The last clause that only told of somebody who does not come."""
    listing: int = -1
    """The last clause of a list of those who live with the applicant."""
    elder_told: bool = False
    """Whether 大的 was told of where one general word (孩子) names the children."""
    known: list[Member] = field(default_factory=list)
    """Those named in earlier messages; whom this one speaks of stands in ``members`` as well."""
    left: list[Member] = field(default_factory=list)
    """Those of them who are said to come no longer."""
    spoken_of: list[Member] = field(default_factory=list)
    """Whom 他 or 她 may mean: those known whom this message named last, at first an only one."""
    told: bool = False
    """Whether something is told of one who was named in an earlier message."""
    only_these: bool = False
    """Whether nobody comes but those named in this message: 就带媳妇."""
    parts_told: int = 0
    """How many of the children were told of one by one: 一个住校, 一个跟我."""


@lru_cache(maxsize=1)
def family_words() -> dict[str, re.Pattern[str]]:
    """The patterns of ``data/family.yml``."""
    raw = load("family")
    flat = {name: raw[name] for name in _PATTERNS}
    for name in ("living", "married"):
        flat[f"{name}_yes"], flat[f"{name}_no"] = raw[name]["yes"], raw[name]["no"]
    flat["married_not_yet"] = raw["married"]["not_yet"]
    flat["living_yes"] = f"{raw['group_lives']}|{flat['living_yes']}"
    return {name: compiled(expand(pattern)) for name, pattern in flat.items()}
