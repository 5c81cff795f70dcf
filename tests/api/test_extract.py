"""POST /api/extract: exactly what one message states, and nothing stored."""

from __future__ import annotations

from typing import Any

import pytest

from .conftest import Api


@pytest.mark.parametrize(
    ("text", "awaiting", "facts"),
    [
        ("你好", None, {}),
        (
            "我在龙山社区买了房",
            None,
            {"housing": "owned", "residence_area": "urban", "residence_community": "龙山社区"},
        ),
        ("租房能落户吗", None, {}),
        ("要是我买了房呢", None, {}),
        ("有", "stable_job", {"stable_job": True}),
        ("没有", "stable_job", {"stable_job": False}),
        ("三年", "rental_months", {"rental_months": 36}),
        ("26", "rental_months", {"rental_months": 26}),
        ("不知道", "rental_months", {}),
    ],
)
def test_what_is_stated(api: Api, text: str, awaiting: str | None, facts: dict[str, Any]) -> None:
    assert api.extract(text, awaiting) == facts


def test_a_date_is_counted_to_the_day_asked_about(api: Api) -> None:
    said = "2024年10月搬进来的"
    assert api.extract(said, "rental_months") == {"rental_months": 25}
    assert api.extract(said, "rental_months", "2025-10-01") == {"rental_months": 12}


def test_the_shape_is_exact(api: Api) -> None:
    assert api.call("POST", "/api/extract", json={"text": "你好"}) == {"facts": {}}


def test_the_combined_question_may_be_awaited(api: Api) -> None:
    facts = api.extract("都不是", "special_status")
    assert facts == {"graduate": False, "veteran": False, "laid_off": False, "no_hukou": False}


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({}, "text"),
        ({"text": None}, "text"),
        ({"text": 24}, "text"),
        ({"text": ""}, "message"),
        ({"text": "好" * 3000}, "message"),
        ({"text": "有", "awaiting": "nothing"}, "awaiting"),
        ({"text": "有", "awaiting": 1}, "awaiting"),
        ({"text": "有", "as_of": "昨天"}, "as_of"),
        ({"text": "有", "session_id": "x"}, "session_id"),
    ],
)
def test_a_wrong_body_is_refused_by_name(api: Api, body: dict[str, Any], field: str) -> None:
    message = api.refused("POST", "/api/extract", 422, json=body)
    assert field in message or (field == "message" and "text" in message)
