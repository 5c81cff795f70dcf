"""The facts that can still change the verdict, held against trying every answer."""

from __future__ import annotations

import itertools
from datetime import date
from typing import Any

from facts_strategy import facts
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from actions.eligibility import assess, missing_facts
from actions.eligibility.logic import all_of, evaluate
from actions.eligibility.missing import gated_facts
from policy_kb import load_library

LIBRARY = load_library()
RULES = LIBRARY.local.rules
DAY = date(2026, 11, 24)

SAMPLES: dict[str, tuple[Any, ...]] = {
    "residence_area": ("urban", "rural", "outside"),
    "housing": ("owned", "rented", "none"),
    "rental_complete_unit": (True, False),
    "rental_months": (0, 24),
    "social_insurance": ("local", "elsewhere", "none"),
    "stable_job": (True, False),
    "job_area": ("urban", "rural", "outside"),
    "business": (True, False),
    "business_area": ("urban", "rural"),
    "business_premises": (True, False),
    "business_license": (True, False),
    "business_months": (0, 24),
    "taxes_paid": (True, False),
    "graduate": (True, False),
    "graduate_local_origin": (True, False),
    "veteran": (True, False),
    "laid_off": (True, False),
    "spouse_employer": (True, False),
    "no_hukou": (True, False),
}
"""Enough values of each fact to tell apart everything a condition can."""


def verdict(known: dict[str, Any]) -> str:
    """The verdict alone, straight from the contract's words."""
    truths = {r.id: all_of(evaluate(c.test, known) for c in r.conditions) for r in RULES.routes}
    if truths["no_hukou"] is True:
        return "referred"
    if True in truths.values():
        return "eligible"
    return "undetermined" if None in truths.values() else "not_eligible"


def settled(known: dict[str, Any]) -> bool:
    return missing_facts(RULES, known) == []


few_open = facts.map(
    lambda f: {key: value for key, value in f.items() if key in SAMPLES and key != "family"}
)


@settings(max_examples=120, deadline=None, suppress_health_check=list(HealthCheck))
@given(few_open, st.sets(st.sampled_from(sorted(SAMPLES)), max_size=4), st.data())
def test_missing_is_exactly_what_some_answers_let_change_the_verdict(
    known: dict[str, Any], open_keys: set[str], data: Any
) -> None:
    full = {key: data.draw(st.sampled_from(values)) for key, values in SAMPLES.items()}
    known = {key: value for key, value in {**full, **known}.items() if key not in open_keys}
    names = sorted(open_keys)
    outcomes = {}
    for values in itertools.product(*(SAMPLES[name] for name in names)):
        outcomes[values] = verdict({**known, **dict(zip(names, values, strict=True))})
    if verdict(known) in ("eligible", "referred"):
        assert missing_facts(RULES, known) == []
        return
    matters = set()
    for index, name in enumerate(names):
        for values, outcome in outcomes.items():
            for other in SAMPLES[name]:
                changed = (*values[:index], other, *values[index + 1 :])
                if outcomes[changed] != outcome:
                    matters.add(name)
    assert set(missing_facts(RULES, known)) == matters


@settings(max_examples=200, deadline=None, suppress_health_check=list(HealthCheck))
@given(few_open, st.sets(st.sampled_from(sorted(SAMPLES))))
def test_what_will_not_be_told_is_never_asked(known: dict, unavailable: set[str]) -> None:
    assert not set(missing_facts(RULES, known, unavailable)) & unavailable


@settings(max_examples=200, deadline=None, suppress_health_check=list(HealthCheck))
@given(few_open)
def test_no_known_fact_is_missing(known: dict) -> None:
    assert not set(missing_facts(RULES, known)) & set(known)


@settings(max_examples=200, deadline=None, suppress_health_check=list(HealthCheck))
@given(few_open)
def test_something_is_always_askable_before_the_verdict(known: dict) -> None:
    missing = missing_facts(RULES, known)
    if missing:
        assert set(missing) - gated_facts(RULES, known)


@settings(max_examples=200, deadline=None, suppress_health_check=list(HealthCheck))
@given(few_open)
def test_a_firm_verdict_misses_nothing(known: dict) -> None:
    found = assess(LIBRARY, known, DAY)
    if found.verdict != "undetermined":
        assert found.missing == ()


def test_nobody_is_asked_how_long_they_rent_before_they_said_that_they_rent() -> None:
    assert "rental_months" in gated_facts(RULES, {})
    assert "rental_months" not in gated_facts(RULES, {"housing": "rented"})
