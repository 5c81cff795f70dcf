"""POST /api/assess: the contract's shape, and nothing coerced."""

from __future__ import annotations

from typing import Any

import pytest

from policy_kb.facts import FACTS

from .conftest import AS_OF, NOTHING, OWNER, RENTER, Api

ROUTES = [
    ("owned_home", "二(一)1"),
    ("rented_home", "二(一)1"),
    ("employment", "二(一)2"),
    ("business", "二(一)3"),
    ("graduate", "二(二)1"),
    ("veteran", "二(二)1"),
    ("laid_off", "二(二)2"),
    ("no_hukou", "二(二)3"),
]
CITATION = {"document", "clause", "title", "excerpt", "summary"}
STATUSES = {"met", "unmet", "unknown"}


@pytest.mark.parametrize(
    "facts", [{}, OWNER, RENTER, NOTHING], ids=["{}", "owner", "renter", "none"]
)
def test_shape(api: Api, facts: dict[str, Any]) -> None:
    found = api.assess(facts)
    assert set(found) >= {"verdict", "routes", "family", "missing", "citations"}
    assert [(route["id"], route["clause"]) for route in found["routes"]] == ROUTES
    for route in found["routes"]:
        assert set(route) >= {"id", "clause", "status", "conditions", "settle_at", "remedy"}
        assert route["status"] in STATUSES
        assert all(isinstance(place, str) for place in route["settle_at"])
        for condition in route["conditions"]:
            wanted = {"id", "text", "status", "facts", "citation", "interpretation"}
            assert set(condition) >= wanted
            assert condition["status"] in STATUSES
            assert set(condition["facts"]) <= set(FACTS)
            assert set(condition["citation"]) >= CITATION
        if route["remedy"] is not None:
            assert set(route["remedy"]) >= {"text", "eligible_from"}
    assert set(found["missing"]) <= set(FACTS)
    for citation in found["citations"]:
        assert set(citation) >= CITATION
        assert citation["excerpt"]


@pytest.mark.parametrize(
    ("facts", "verdict"),
    [
        ({}, "undetermined"),
        (OWNER, "eligible"),
        ({**OWNER, "no_hukou": True}, "referred"),
        (RENTER, "eligible"),
        ({**RENTER, "rental_months": 23}, "undetermined"),
        (NOTHING, "not_eligible"),
        ({**NOTHING, "no_hukou": None}, "undetermined"),
    ],
)
def test_verdict(api: Api, facts: dict[str, Any], verdict: str) -> None:
    assert api.assess(facts)["verdict"] == verdict


def test_null_is_unknown(api: Api) -> None:
    assert api.assess({**OWNER, "no_hukou": None, "family": None}) == api.assess(OWNER)


def test_an_unknown_registration_is_not_missed_by_the_eligible(api: Api) -> None:
    assert "no_hukou" not in api.assess(OWNER)["missing"]
    assert "no_hukou" in api.assess({**NOTHING, "no_hukou": None})["missing"]


def test_a_community_implies_the_urban_area(api: Api) -> None:
    by_name = api.assess({"housing": "owned", "residence_community": "龙山社区"})
    assert by_name["verdict"] == "eligible"
    other = api.assess({"housing": "owned", "residence_community": "某某新村"})
    assert other["verdict"] == "undetermined"


@pytest.mark.parametrize("area", ["town_seat", "rural", "outside"])
def test_a_community_contradicts_any_other_area(api: Api, area: str) -> None:
    facts = {"residence_community": "龙山社区", "residence_area": area}
    message = api.refused("POST", "/api/assess", 422, json={"facts": facts})
    assert "residence_area" in message


def test_the_day_moves_the_remedy(api: Api) -> None:
    facts = {**RENTER, "rental_months": 22}
    for as_of, wanted in (("2026-11-24", "2027-01-24"), ("2026-12-31", "2027-02-28")):
        route = api.assess(facts, as_of)["routes"][1]
        assert route["remedy"]["eligible_from"] == wanted
    today = api.call("POST", "/api/assess", json={"facts": facts})["routes"][1]
    assert today["remedy"]["eligible_from"] > "2026"
    far = api.assess({**RENTER, "rental_months": 0}, "2999-12-31")["routes"][1]
    assert far["remedy"]["eligible_from"] == "3001-12-31"


def test_the_family_comes_in_the_order_given(api: Api) -> None:
    family = [
        {"relation": "other", "living_together": True},
        {"relation": "child", "living_together": True, "married": False},
        {"relation": "child", "living_together": True, "married": True},
        {"relation": "spouse", "living_together": False},
        {"relation": "parent"},
    ]
    found = api.assess({**OWNER, "family": family})["family"]
    assert [(m["relation"], m["status"]) for m in found] == [
        ("other", "unmet"),
        ("child", "met"),
        ("child", "unmet"),
        ("spouse", "unmet"),
        ("parent", "unknown"),
    ]
    assert all(member["reason"] for member in found)
    assert all(set(member) >= {"relation", "status", "reason"} for member in found)


WRONG: list[tuple[str, Any]] = [
    ("residence_area", "city"),
    ("residence_area", ""),
    ("residence_area", 1),
    ("residence_area", ["urban"]),
    ("residence_community", 3),
    ("residence_community", ""),
    ("residence_community", "社" * 200),
    ("housing", "Owned"),
    ("housing", True),
    ("rental_complete_unit", "yes"),
    ("rental_complete_unit", "true"),
    ("rental_complete_unit", 1),
    ("rental_complete_unit", 0),
    ("rental_months", "24"),
    ("rental_months", 3.7),
    ("rental_months", 24.0),
    ("rental_months", -1),
    ("rental_months", 1201),
    ("rental_months", True),
    ("rental_months", [24]),
    ("business_months", "两年"),
    ("business_months", 10**30),
    ("social_insurance", "yes"),
    ("social_insurance", False),
    ("stable_job", {}),
    ("taxes_paid", "no"),
    ("family", {}),
    ("family", "spouse"),
    ("family", ["spouse"]),
    ("family", [{}]),
    ("family", [{"relation": "wife"}]),
    ("family", [{"relation": "spouse", "living_together": "yes"}]),
    ("family", [{"relation": "child", "married": 0}]),
    ("family", [{"relation": "child", "age": 3}]),
    ("age", 30),
    ("residence", "urban"),
]


@pytest.mark.parametrize(("key", "value"), WRONG, ids=[f"{k}={v!r:.30}" for k, v in WRONG])
def test_a_wrong_value_is_refused_by_name(api: Api, key: str, value: Any) -> None:
    message = api.refused("POST", "/api/assess", 422, json={"facts": {**OWNER, key: value}})
    assert key in message


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({}, "facts"),
        ({"facts": None}, "facts"),
        ({"facts": []}, "facts"),
        ({"facts": [["housing", "owned"]]}, "facts"),
        ({"facts": "owned"}, "facts"),
        ({"facts": {}, "asof": AS_OF}, "asof"),
        ({"facts": {}, "as_of": ""}, "as_of"),
        ({"facts": {}, "as_of": "2026-02-30"}, "as_of"),
        ({"facts": {}, "as_of": "2026-2-3"}, "as_of"),
        ({"facts": {}, "as_of": "20261124"}, "as_of"),
        ({"facts": {}, "as_of": "2026-11-24T00:00:00"}, "as_of"),
        ({"facts": {}, "as_of": "9999-12-31"}, "as_of"),
        ({"facts": {}, "as_of": 20261124}, "as_of"),
    ],
)
def test_a_wrong_body_is_refused_by_name(api: Api, body: dict[str, Any], field: str) -> None:
    assert field in api.refused("POST", "/api/assess", 422, json=body)


def test_a_null_day_is_today(api: Api) -> None:
    assert api.call("POST", "/api/assess", json={"facts": OWNER, "as_of": None})


def test_it_is_stateless(api: Api) -> None:
    first = api.assess(RENTER)
    api.assess(NOTHING)
    assert api.assess(RENTER) == first
