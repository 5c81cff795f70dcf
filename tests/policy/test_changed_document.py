"""A threshold and a community changed in a copy of the real folder change what is decided."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from actions.eligibility import assess
from actions.reading import read
from policy_kb import Library
from policy_kb.errors import FactError
from policy_kb.facts import check_facts

from .conftest import Folder

AS_OF = date(2026, 11, 24)
NEW = "新桥社区"
RENTER: dict[str, Any] = {
    "housing": "rented",
    "rental_complete_unit": True,
    "rental_months": 12,
    "social_insurance": "local",
}


def rented(library: Library, **facts: Any) -> dict[str, Any]:
    checked = check_facts({**RENTER, **facts}, library.local.places)
    found = assess(library, checked, AS_OF).as_json()
    route: dict[str, Any] = next(r for r in found["routes"] if r["id"] == "rented_home")
    return {**route, "verdict": found["verdict"]}


def changed(folder: Folder) -> Library:
    folder.edit(
        "routes.yml", "{fact: rental_months, at_least: 24}", "{fact: rental_months, at_least: 12}"
    )
    last = folder.load().local.places.urban_area.communities[-1]
    folder.edit("places.yml", f"    - {last}\n", f"    - {last}\n    - {NEW}\n")
    return folder.load()


def test_the_threshold(library: Library, folder: Folder) -> None:
    before = rented(library, residence_area="urban")
    assert (before["status"], before["verdict"]) == ("unmet", "undetermined")
    assert before["remedy"]["eligible_from"] == "2027-11-24"
    after = rented(changed(folder), residence_area="urban")
    assert (after["status"], after["verdict"]) == ("met", "eligible")


def test_the_threshold_of_another_route_stays(folder: Folder) -> None:
    library = changed(folder)
    facts = {"business": True, "business_months": 12}
    found = assess(library, check_facts(facts, library.local.places), AS_OF).as_json()
    business = next(r for r in found["routes"] if r["id"] == "business")
    assert business["status"] == "unmet"


def test_the_community_decides(library: Library, folder: Folder) -> None:
    assert rented(library, residence_community=NEW)["status"] == "unmet"
    assert check_facts({"residence_community": NEW}, library.local.places) == {
        "residence_community": NEW
    }
    after = changed(folder)
    assert rented(after, residence_community=NEW)["verdict"] == "eligible"


def test_the_community_contradicts_another_area(folder: Folder) -> None:
    places = changed(folder).local.places
    with pytest.raises(FactError) as refused:
        check_facts({"residence_community": NEW, "residence_area": "rural"}, places)
    assert refused.value.field == "residence_area"


def test_the_community_is_understood(library: Library, folder: Folder) -> None:
    said = "我在新桥社区租的房子"
    places = changed(folder).local.places
    told = read(said, places=places, as_of=AS_OF).facts
    assert told == {
        "residence_community": NEW,
        "residence_area": "urban",
        "housing": "rented",
    }
    before = read(said, places=library.local.places, as_of=AS_OF).facts
    assert before.get("residence_area") != "urban"


def test_the_fingerprint_changes_with_the_data(library: Library, folder: Folder) -> None:
    assert folder.load().fingerprint == library.fingerprint
    assert changed(folder).fingerprint != library.fingerprint
