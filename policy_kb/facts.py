"""The table of an applicant's facts: keys, kinds and ranges, and the check of what callers send.

A key that is absent or null is *unknown*, which is never the same as false. Nothing is coerced.
The only inference from one fact to another: one of the urban area's communities implies ``urban``.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Mapping

from policy_kb.errors import FactError
from policy_kb.places import Places

Facts = dict[str, Any]

MAX_MONTHS = 1200
MAX_COMMUNITY_LENGTH = 40
MAX_FAMILY = 20
AREAS = ("urban", "town_seat", "rural", "outside")
RELATIONS = ("spouse", "child", "parent", "other")


@dataclass(frozen=True)
class FactKind:
    """How one fact is spelt. ``kind``: choice, bool, months (0–1200), text or family."""

    key: str
    kind: str
    values: tuple[str, ...] = ()


_KINDS = (
    FactKind("residence_area", "choice", AREAS),
    FactKind("residence_community", "text"),
    FactKind("housing", "choice", ("owned", "rented", "none")),
    FactKind("rental_complete_unit", "bool"),
    FactKind("rental_months", "months"),
    FactKind("social_insurance", "choice", ("local", "elsewhere", "none")),
    FactKind("stable_job", "bool"),
    FactKind("job_area", "choice", AREAS),
    FactKind("business", "bool"),
    FactKind("business_area", "choice", AREAS),
    FactKind("business_premises", "bool"),
    FactKind("business_license", "bool"),
    FactKind("business_months", "months"),
    FactKind("taxes_paid", "bool"),
    FactKind("graduate", "bool"),
    FactKind("graduate_local_origin", "bool"),
    FactKind("veteran", "bool"),
    FactKind("veteran_placed", "bool"),
    FactKind("laid_off", "bool"),
    FactKind("spouse_employer", "bool"),
    FactKind("no_hukou", "bool"),
    FactKind("family", "family"),
)
FACTS: dict[str, FactKind] = {kind.key: kind for kind in _KINDS}


def check_facts(raw: Mapping[str, Any], places: Places) -> Facts:
    """The facts as the rules read them: nulls dropped, the community's area filled in.

    Raises FactError naming the field for an unknown key, a value outside the table, or a
    community of the urban area beside another ``residence_area``.
    """
    if not isinstance(raw, Mapping):
        raise FactError("facts", "应当是一个对象")
    facts: Facts = {}
    for key, value in raw.items():
        kind = FACTS.get(str(key))
        if kind is None:
            raise FactError(str(key)[:60], "没有这一项事实")
        if value is None:
            continue
        facts[kind.key] = _check_value(kind, value)
    return with_community_area(facts, places)


def with_community_area(facts: Facts, places: Places) -> Facts:
    """Adds ``residence_area: urban`` for a community of the urban area; a contradiction raises."""
    community = facts.get("residence_community")
    if community is None or not places.is_urban_community(community):
        return facts
    area = facts.get("residence_area")
    if area not in (None, "urban"):
        raise FactError("residence_area", f"{community}在市区，居住地区应当是 urban，不是 {area}")
    return {**facts, "residence_area": "urban"}


def _check_value(kind: FactKind, value: Any) -> Any:
    if kind.kind == "bool":
        if not isinstance(value, bool):
            raise FactError(kind.key, "应当是 true 或 false")
        return value
    if kind.kind == "months":
        if isinstance(value, bool) or not isinstance(value, int):
            raise FactError(kind.key, f"应当是 0 到 {MAX_MONTHS} 的整数（月）")
        if not 0 <= value <= MAX_MONTHS:
            raise FactError(kind.key, f"应当在 0 到 {MAX_MONTHS} 个月之间")
        return value
    if kind.kind == "choice":
        if not isinstance(value, str) or value not in kind.values:
            raise FactError(kind.key, "应当是 " + "、".join(kind.values) + " 之一")
        return value
    if kind.kind == "text":
        if not isinstance(value, str) or not value.strip():
            raise FactError(kind.key, "应当是文字")
        if len(value) > MAX_COMMUNITY_LENGTH:
            raise FactError(kind.key, f"最多 {MAX_COMMUNITY_LENGTH} 个字")
        return value.strip()
    return _check_family(value)


def _check_family(value: Any) -> list[dict[str, Any]]:
    if not isinstance(value, list):
        raise FactError("family", "应当是一个列表")
    if len(value) > MAX_FAMILY:
        raise FactError("family", f"最多 {MAX_FAMILY} 人")
    members = []
    for position, member in enumerate(value):
        field = f"family[{position}]"
        if not isinstance(member, Mapping):
            raise FactError(field, "应当是一个对象")
        unknown = set(member) - {"relation", "living_together", "married"}
        if unknown:
            raise FactError(field, f"没有 {'、'.join(sorted(map(str, unknown)))} 这一项")
        if member.get("relation") not in RELATIONS:
            raise FactError(f"{field}.relation", "应当是 " + "、".join(RELATIONS) + " 之一")
        clean: dict[str, Any] = {"relation": member["relation"]}
        for key in ("living_together", "married"):
            answer = member.get(key)
            if answer is None:
                continue
            if not isinstance(answer, bool):
                raise FactError(f"{field}.{key}", "应当是 true 或 false")
            clean[key] = answer
        members.append(clean)
    return members
