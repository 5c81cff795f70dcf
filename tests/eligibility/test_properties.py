"""What must hold of every verdict, whatever the facts."""

from __future__ import annotations

from datetime import date
from typing import Any

from facts_strategy import complete, facts
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from actions.eligibility import assess
from actions.eligibility.assess import add_months
from policy_kb import load_library
from policy_kb.facts import FACTS

LIBRARY = load_library()
DAY = date(2026, 11, 24)
RANK = {"unmet": 0, "unknown": 1, "met": 2}

thorough = settings(max_examples=300, deadline=None, suppress_health_check=list(HealthCheck))


def result(given_facts: dict[str, Any]) -> dict[str, Any]:
    return assess(LIBRARY, given_facts, DAY).as_json()


def statuses(given_facts: dict[str, Any]) -> dict[str, str]:
    return {route["id"]: route["status"] for route in result(given_facts)["routes"]}


@thorough
@given(facts, st.sampled_from(["rental_months", "business_months"]), st.integers(1, 600))
def test_more_months_never_turn_met_into_unmet(given_facts: dict, key: str, more: int) -> None:
    before = statuses({**given_facts, key: min(given_facts.get(key, 0), 600)})
    after = statuses({**given_facts, key: min(given_facts.get(key, 0), 600) + more})
    for route, status in before.items():
        assert RANK[after[route]] >= RANK[status]


@thorough
@given(facts, st.randoms(use_true_random=False))
def test_the_order_of_the_facts_never_matters(given_facts: dict, random: Any) -> None:
    items = list(given_facts.items())
    random.shuffle(items)
    assert result(dict(items)) == result(given_facts)


@thorough
@given(facts, st.data())
def test_learning_a_fact_never_reverses_what_was_firm(given_facts: dict, data: Any) -> None:
    everything = {**data.draw(complete), **given_facts}
    known = data.draw(st.sets(st.sampled_from(sorted(FACTS))))
    less = {key: value for key, value in everything.items() if key in known}
    before, after = statuses(less), statuses(everything)
    for route, status in before.items():
        if status != "unknown":
            assert after[route] == status


@thorough
@given(facts)
def test_a_route_is_met_exactly_when_all_its_conditions_are(given_facts: dict) -> None:
    for route in result(given_facts)["routes"]:
        found = [condition["status"] for condition in route["conditions"]]
        expected = "unmet" if "unmet" in found else "unknown" if "unknown" in found else "met"
        assert route["status"] == expected


@thorough
@given(facts)
def test_an_unknown_fact_alone_never_decides_a_condition(given_facts: dict) -> None:
    for route in result(given_facts)["routes"]:
        for condition in route["conditions"]:
            if not set(condition["facts"]) & set(given_facts):
                assert condition["status"] == "unknown"


@thorough
@given(facts)
def test_every_condition_and_verdict_quotes_its_clause(given_facts: dict) -> None:
    found = result(given_facts)
    assert found["citations"]
    for route in found["routes"]:
        for condition in route["conditions"]:
            citation = condition["citation"]
            assert citation["excerpt"] in LIBRARY.local.text_of(citation["clause"])


@thorough
@given(facts)
def test_a_day_is_promised_only_where_time_alone_is_missing(given_facts: dict) -> None:
    for route in result(given_facts)["routes"]:
        remedy = route["remedy"]
        if remedy is None or remedy["eligible_from"] is None:
            continue
        unmet = [c for c in route["conditions"] if c["status"] == "unmet"]
        months = {"rental_months", "business_months"}
        assert unmet
        assert all(set(c["facts"]) <= months for c in unmet)
        assert date.fromisoformat(remedy["eligible_from"]) > DAY


@thorough
@given(st.dates(date(1990, 1, 1), date(2090, 12, 31)), st.integers(0, 600))
def test_adding_months_keeps_the_day_or_clamps_to_the_months_end(day: date, months: int) -> None:
    later = add_months(day, months)
    assert (later.year * 12 + later.month) - (day.year * 12 + day.month) == months
    assert later.day == day.day or (later.day < day.day and add_one(later).day == 1)


def add_one(day: date) -> date:
    return date.fromordinal(day.toordinal() + 1)
