"""Who may come along: a relation the clause lists, living together, a child also unmarried."""

from __future__ import annotations

from typing import Any, Mapping, Sequence

from actions.eligibility.logic import Truth, all_of
from actions.eligibility.result import FamilyResult
from policy_kb.library import LocalDocument
from policy_kb.models import FamilyRelation


def assess_family(
    document: LocalDocument, family: Sequence[Mapping[str, Any]], routes_open: Truth
) -> tuple[FamilyResult, ...]:
    """The standing of each member in the order given.

    ``routes_open`` is whether one of the routes that let family come along is met.
    """
    relations = {r.relation: r for r in document.rules.family.relations}
    return tuple(
        _member(document, relations[member["relation"]], member, routes_open) for member in family
    )


def _member(
    document: LocalDocument,
    relation: FamilyRelation,
    member: Mapping[str, Any],
    routes_open: Truth,
) -> FamilyResult:
    words = document.wording
    if not relation.may_come:
        return FamilyResult(relation.relation, False, words["family_not_listed"])
    together: Truth = member.get("living_together")
    married: Truth = member.get("married")
    unmarried: Truth = None if married is None else not married
    parts: dict[str, Truth] = {"living_together": together}
    if relation.unmarried:
        parts["married"] = unmarried
    truth = all_of([routes_open, *parts.values()])
    unknown = tuple(key for key, value in parts.items() if value is None)
    if together is False:
        reason = "family_apart"
    elif relation.unmarried and unmarried is False:
        reason = "family_child_married"
    elif routes_open is False:
        reason = "family_route_closed"
    elif truth is True:
        reason = "family_met"
    elif unknown:
        reason = f"family_ask_{unknown[0]}"
    else:
        reason = "family_waits"
    return FamilyResult(relation.relation, truth, words[reason], unknown)
