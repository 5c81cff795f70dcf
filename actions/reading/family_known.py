"""An answer about members already named: how they live, whether they are married, who stays."""

from __future__ import annotations

from collections import Counter
from typing import Any, Mapping, Sequence

from actions.reading.clauses import Clause
from actions.reading.family_attributes import marriage
from actions.reading.family_by_age import called_elder, called_younger, meant_of_known
from actions.reading.family_members import GENERAL_CHILD, Gathering, Member, family_words
from actions.reading.patterns import compiled
from actions.reading.polarity import NO, YES, bare
from actions.reading.tagged import GROUPS, SIGNS


def only_completes(members: Sequence[Member], known: Sequence[Mapping[str, Any]]) -> bool:
    have = [one["relation"] for one in known]
    return all(one.relation in have for one in members) and len(members) <= len(have)


_STAYS = compiled(
    f"({GROUPS['kin']})(?:说|又|就|也|都|先|还是)*(?:不(?:来|带|跟(?![^,]{{0,6}}(?:住|过|一块|一起))|随|迁|落|去|办|动)|算了|没打算)"
)
_ONLY = compiled("^(?:就|只|光|仅)(?:是|带|要带|剩|有|给)*(?=[\ue020-\ue024])")
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


def completed(
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
        general = member.relation == "child" and member.word in GENERAL_CHILD and named < len(same)
        told_of = same if len(got.members) == 1 or general else same[place : place + 1]
        if member.relation == "child" and len(same) > 1 and not general:
            if called_younger(member.word):
                told_of = same[-1:]
            elif called_elder(member.word):
                told_of = same[:1]
        for one in told_of:
            for name in ("living_together", "married"):
                said = getattr(member, name)
                if said is not None and not (name == "married" and member.relation != "child"):
                    one[name] = said
                    changed = True
    if got.members:
        return result if changed else None
    children = [one for one in result if one["relation"] == "child"]
    meant: list[dict[str, Any]] = []
    for clause in clauses:
        text = clause.text
        value: bool | None = None
        meant = meant_of_known(children, text, meant)
        one_child = len(meant) == 1 < len(children)
        if data["living_no"].search(text):
            value = False
        elif data["living_yes"].search(text):
            value = True
        elif clause.correction and len(clauses) > 1 and bare(text) == NO:
            pass  # 不对,我妈已经去世了: takes something back and answers nothing
        elif bare(text) in (YES, NO) and any("living_together" not in one for one in result):
            value = bare(text) == YES
        if value is not None:
            for one in meant if one_child else result:
                if "living_together" not in one or bare(text) is None:
                    one["living_together"] = value
                    changed = True
        married = marriage(clause)
        of_whom = children if isinstance(married, list) and len(married) > 1 else meant
        each = married if isinstance(married, list) else [married] * len(of_whom)
        for one, value in zip(of_whom, each, strict=False):
            if value is not None:
                one["married"] = value
                changed = True
    return result if changed else None
