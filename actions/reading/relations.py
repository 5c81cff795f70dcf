"""What a relative named by the speaker is to the person the talk is about.

Who asks for somebody else (替俺爹问) names relatives in two ways: from himself (俺娘, who is the
father's wife; 外孙 of the daughter asked for, who is her child) or from the one he asks for (他媳妇,
带着媳妇). His own words are put on a tree of the speaker's family (``data/relations.yml``).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from actions.reading.data_files import load
from actions.reading.kin_mentions import Person, lexicon
from actions.reading.subjects import names_of

ME = "me"
BOTH = "both"
"""The applicant together with the spouse: 爹娘 where one asks for 爹."""


@dataclass(frozen=True)
class Applicant:
    """The relative asked for; ``called`` is the word by which this message asks for him."""

    name: str
    called: str | None = None

    @property
    def is_spouse(self) -> bool:
        """Whether the speaker asks for his or her own spouse."""
        return self.name.startswith("spouse")


@lru_cache(maxsize=1)
def _families() -> list[tuple[frozenset[str], frozenset[str], frozenset[str]]]:
    return [
        (frozenset(one["couple"][0]), frozenset(one["couple"][1]), frozenset(one["children"]))
        for one in load("relations")["families"]
    ]


def _names(applicant: Applicant) -> frozenset[str]:
    """The names under which the applicant may stand on the tree."""
    if applicant.called is not None:
        kin = lexicon()["kin"].get(applicant.called)
        ids = {kin.id} if kin else set()
        return frozenset({applicant.called} | ids | _unnumbered(applicant.called))
    by_name: dict[str, Any] = load("relations")["called_by_name"]
    return frozenset({applicant.name, *by_name.get(applicant.name, ())})


def _on_the_tree(applicant: frozenset[str], other: frozenset[str]) -> str:
    for men, women, children in _families():
        for one, two in ((men, women), (women, men)):
            if applicant & one and other & two and applicant.isdisjoint(other):
                return "spouse"
        if applicant & (men | women) and other & children:
            return "child"
        if applicant & children and other & (men | women):
            return "parent"
    return "other"


def relation_to(applicant: Applicant | None, person: Person, *, beside: bool) -> str | None:
    """What ``person`` is to the applicant; None for the applicant himself.

    ``beside`` says that the person is named as one more (他带着儿子). Without an owner a word for
    wife, husband or child is the applicant's own.
    """
    if applicant is None or person.owner == "third" or person.relation is None:
        return person.relation
    own = not person.owner and person.relation in ("spouse", "child")
    if _is_himself(applicant, person) and not (own and beside):
        return None
    if own:
        return person.relation
    if person.id == "parents" and applicant.name in ("father", "mother"):
        return BOTH
    where = _on_the_tree(_names(applicant), _of_person(person))
    if where == "other" and not person.owner:
        return person.relation
    return where


def relation_of_speaker(applicant: Applicant) -> str:
    """What the speaker is to the relative he asks for."""
    return _on_the_tree(_names(applicant), frozenset({ME}))


def same_person(one: str | None, other: str | None) -> bool:
    """Whether two words for one kind of relative may mean the same: 弟 and 弟弟, not 弟 and 哥."""
    if one is None or other is None or one == other:
        return True
    numbers = {word[0] for word in (one, other) if word[0] in "大二三四小"}
    if len(numbers) > 1:
        return False
    here, there = _places(one), _places(other)
    return not (here and there) or bool(here & there)


def _places(word: str) -> set[tuple[int, int]]:
    """Where on the tree of the speaker's family a word stands."""
    words = {word} | _unnumbered(word)
    return {
        (family, side)
        for family, sides in enumerate(_families())
        for side, names in enumerate(sides)
        if words & names
    }


def _of_person(person: Person) -> frozenset[str]:
    both = {"parents": {"father", "mother"}, "couple": {ME}}.get(person.id, set())
    return frozenset({person.word, person.id} | both | _unnumbered(person.word))


@lru_cache(maxsize=1)
def _tree_words() -> frozenset[str]:
    return frozenset(word for one in _families() for side in one for word in side)


def _unnumbered(word: str) -> set[str]:
    """二叔 is a 叔; 大爷, himself on the tree, is no 爷."""
    plain = re.sub("^[大二三四五小老]", "", word)
    return {plain} if word not in _tree_words() and plain in _tree_words() else set()


def _is_himself(applicant: Applicant, person: Person) -> bool:
    if applicant.name not in names_of(person) or person.count > 1 or person.id == "couple":
        return False
    return person.relation != "other" or applicant.called in (None, person.word)
