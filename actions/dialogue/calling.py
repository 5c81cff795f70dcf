"""What each member of the family is called where one stands otherwise than another of his kind.

父母 says it of both; where the mother may come and the father may not, each is named.
"""

from __future__ import annotations

from typing import Any, Hashable, Mapping, Optional, Sequence

from actions.dialogue.words import Words
from actions.eligibility.result import Assessment
from actions.reading.family_members import GENERAL_CHILD

_BY_SEX = {
    ("parent", "m"): "父亲",
    ("parent", "f"): "母亲",
    ("child", "m"): "儿子",
    ("child", "f"): "女儿",
}
_BY_STATE = {
    ("married", True): "结了婚的孩子",
    ("married", False): "没结婚的孩子",
}


def told_apart(
    members: Sequence[Mapping[str, Any]],
    called: Sequence[str],
    stands: Sequence[Hashable],
) -> list[Optional[str]]:
    """A name for each member; None where the relation alone does. ``stands`` says how each of them
    stands, ``called`` by which word and of what sex the talk knows him (爹/m)."""
    names: list[Optional[str]] = [None] * len(members)
    words = [*called, *[""] * len(members)][: len(members)]
    for relation in {member["relation"] for member in members}:
        alike = [n for n, member in enumerate(members) if member["relation"] == relation]
        if len({stands[n] for n in alike}) < 2:
            continue
        for candidates in _candidates(
            relation, [members[n] for n in alike], [words[n] for n in alike]
        ):
            if _tell_apart(candidates, [stands[n] for n in alike]):
                for n, name in zip(alike, candidates, strict=True):
                    names[n] = name
                break
    return names


def _candidates(
    relation: str, members: Sequence[Mapping[str, Any]], called: Sequence[str]
) -> list[list[Optional[str]]]:
    """The ways to name them, the plainest first: by sex, as they were called, by marriage."""
    parts = [one.partition("/") for one in called]
    return [
        [_BY_SEX.get((relation, sex)) for _, _, sex in parts],
        [
            word if relation == "child" and word not in GENERAL_CHILD else None
            for word, _, _ in parts
        ],
        [
            _BY_STATE.get(("married", one["married"]))
            if relation == "child" and one.get("married") is not None
            else None
            for one in members
        ],
    ]


def _tell_apart(names: Sequence[Optional[str]], stands: Sequence[Hashable]) -> bool:
    """Whether every one has a name, and no two that stand otherwise share it."""
    of_name: dict[str, set[Hashable]] = {}
    for name, stand in zip(names, stands, strict=True):
        if not name:
            return False
        of_name.setdefault(name, set()).add(stand)
    return all(len(one) == 1 for one in of_name.values())


def family_lines(
    assessment: Assessment,
    words: Words,
    name: Optional[str] = None,
    *,
    family: Sequence[Mapping[str, Any]] = (),
    called: Sequence[str] = (),
) -> list[str]:
    """A line for each member; those who stand alike are counted in one. ``name``: what the one
    member is called instead of the relation; ``family`` and ``called``: what is known of each of
    them, and who he is."""
    mark = {True: "family_line_yes", False: "family_line_no", None: "family_line_open"}
    stands = [(mark[member.truth], member.reason) for member in assessment.family]
    names = told_apart(family, called, stands) if family else [None] * len(stands)
    counts: dict[tuple[str, str, str, Optional[str]], int] = {}
    for member, (key, reason), own in zip(assessment.family, stands, names, strict=True):
        kind = (key, member.relation, reason, own)
        counts[kind] = counts.get(kind, 0) + 1
    return [
        words.say(key, name=name or words.member(relation, count, own), reason=reason)
        for (key, relation, reason, own), count in counts.items()
    ]
