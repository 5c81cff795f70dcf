"""Applicants one can picture, with the verdict the document gives them."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from actions.eligibility import assess
from policy_kb import Library
from policy_kb.facts import check_facts

CASES = yaml.safe_load(Path(__file__).with_name("cases.yml").read_text("utf-8"))


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_case(case: dict[str, Any], library: Library, as_of: date) -> None:
    facts = check_facts(case["facts"], library.local.places)
    found = assess(library, facts, as_of).as_json()
    routes = {route["id"]: route for route in found["routes"]}
    assert found["verdict"] == case["verdict"]
    if "met" in case:
        assert [id_ for id_, r in routes.items() if r["status"] == "met"] == case["met"]
    for route in case.get("unmet", []):
        assert routes[route]["status"] == "unmet"
    for route, day in case.get("eligible_from", {}).items():
        assert routes[route]["remedy"]["eligible_from"] == day
    if "family" in case:
        assert [member["status"] for member in found["family"]] == case["family"]


def test_the_last_day_of_a_long_month_is_clamped(library: Library) -> None:
    facts = {
        "housing": "rented",
        "residence_area": "urban",
        "rental_complete_unit": True,
        "rental_months": 21,
        "social_insurance": "local",
    }
    found = assess(library, facts, date(2026, 11, 30)).as_json()
    rented = next(r for r in found["routes"] if r["id"] == "rented_home")
    assert rented["remedy"]["eligible_from"] == "2027-02-28"


def test_a_verdict_names_every_reading_it_rests_on(library: Library, as_of: date) -> None:
    facts = {"laid_off": True, "housing": "rented", "residence_area": "rural"}
    found = assess(library, facts, as_of).as_json()
    route = next(r for r in found["routes"] if r["id"] == "laid_off")
    assert route["status"] == "met"
    assert all(condition["interpretation"] for condition in route["conditions"])


def test_a_placed_veteran_needs_no_reading(library: Library, as_of: date) -> None:
    placed = assess(library, {"veteran": True, "veteran_placed": True}, as_of).as_json()
    unplaced = assess(library, {"veteran": True, "veteran_placed": False}, as_of).as_json()
    of = {r["id"]: r for r in placed["routes"]}["veteran"]
    other = {r["id"]: r for r in unplaced["routes"]}["veteran"]
    assert of["conditions"][0]["interpretation"] is None
    assert other["conditions"][0]["interpretation"]
    assert of["settle_at"] != other["settle_at"]
