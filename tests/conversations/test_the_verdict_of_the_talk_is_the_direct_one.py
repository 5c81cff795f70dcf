"""Drawn applicants answer whatever is asked: the talk ends with the verdict of the rules."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from actions.eligibility import assess, missing_facts
from benchmarks.simulation import Talks
from policy_kb import Library

pytestmark = pytest.mark.model

SPECIAL = "special_status"
MOST_QUESTIONS = 20
NOT_KNOWN = "不清楚"
AREAS = {"urban": "市区", "town_seat": "镇街驻地", "rural": "肥城的村里", "outside": "外地"}
SAYS: dict[str, dict[Any, str]] = {
    "residence_area": {area: f"住在{name}" for area, name in AREAS.items()},
    "housing": {"owned": "自己的房", "rented": "租的房", "none": "住单位宿舍"},
    "rental_complete_unit": {True: "租的是一整套", False: "只是其中一间"},
    "social_insurance": {"local": "交在肥城", "elsewhere": "交在外地", "none": "没有交社保"},
    "stable_job": {True: "有稳定工作", False: "没有稳定工作"},
    "job_area": {area: f"工作地点在{name}" for area, name in AREAS.items()},
    "business": {True: "自己做生意", False: "没有做生意"},
    "business_area": {area: f"经营的地方在{name}" for area, name in AREAS.items()},
    "business_premises": {True: "有固定的经营场所", False: "没有固定的经营场所"},
    "business_license": {True: "有营业执照", False: "没有营业执照"},
    "taxes_paid": {True: "税费都按规定交了", False: "欠着税没交"},
    "graduate": {True: "是中专毕业的", False: "只念到高中"},
    "graduate_local_origin": {True: "是从肥城考出去的", False: "不是从肥城考出去的"},
    "veteran": {True: "是退伍军人", False: "不是退伍军人"},
    "laid_off": {True: "下岗了", False: "没有下岗，户口也没有空挂"},
    "spouse_employer": {True: "爱人有单位", False: "爱人没有单位"},
    "no_hukou": {True: "没有户口", False: "有户口"},
}
MONTHS = ("rental_months", "business_months")


def applicants() -> st.SearchStrategy[dict[str, Any]]:
    """Every fact that may be asked; the special situations are rare, as they are in life."""
    values: dict[str, st.SearchStrategy[Any]] = {
        key: st.sampled_from(sorted(says, key=str)) for key, says in SAYS.items()
    }
    values |= {key: st.sampled_from([5, 23, 24, 40]) for key in MONTHS}
    rare = {key: st.sampled_from([False, False, True]) for key in ("veteran", "laid_off")}
    nowhere = st.sampled_from([False] * 5 + [True])
    return st.fixed_dictionaries({**values, **rare, "no_hukou": nowhere})


@dataclass
class Played:
    """A talk from the opening to its verdict."""

    facts: dict[str, Any]
    assessment: dict[str, Any] | None
    asked: list[str] = field(default_factory=list)
    needless: list[str] = field(default_factory=list)


def answer(library: Library, question: str, profile: dict[str, Any]) -> str:
    """What the applicant says to a question."""
    if question == SPECIAL:
        covered = next(c.facts for c in library.local.rules.combined if c.id == SPECIAL)
        said = [SAYS[fact][True] for fact in covered if profile.get(fact)]
        return "，".join(said) or "都不是"
    value = profile.get(question)
    if value is None:
        return NOT_KNOWN
    return f"{value}个月" if question in MONTHS else SAYS[question][value]


def play(talks: Talks, library: Library, profile: dict[str, Any]) -> Played:
    talk = talks.begin()
    response = talk.say("帮我看看能不能落户")
    played = Played({}, None)
    covers = {c.id: set(c.facts) for c in library.local.rules.combined}
    while (question := response["awaiting"]) is not None:
        assert len(played.asked) < MOST_QUESTIONS, played.asked
        known = response["facts"]
        if not covers.get(question, {question}) & set(missing_facts(library.local.rules, known)):
            played.needless.append(question)
        played.asked.append(question)
        response = talk.say(answer(library, question, profile))
    played.facts, played.assessment = response["facts"], response["assessment"]
    return played


held = settings(
    max_examples=30,
    deadline=None,
    derandomize=True,
    suppress_health_check=list(HealthCheck),
)


@held
@given(applicants())
def test_an_applicant_who_knows_everything(
    talks: Talks, library: Library, as_of: date, profile: dict[str, Any]
) -> None:
    played = play(talks, library, profile)
    assert played.assessment is not None
    assert {key: profile[key] for key in played.facts} == played.facts
    assert played.assessment == assess(library, played.facts, as_of).as_json()
    if "no_hukou" in played.facts or not profile["no_hukou"]:
        assert played.assessment["verdict"] == assess(library, profile, as_of).verdict
    assert played.assessment["missing"] == []
    assert len(set(played.asked)) == len(played.asked)
    assert played.needless == []


@held
@given(applicants(), st.sets(st.sampled_from(sorted([*SAYS, *MONTHS])), min_size=1, max_size=6))
def test_an_applicant_who_does_not_know_some_things(
    talks: Talks, library: Library, as_of: date, profile: dict[str, Any], unknown: set[str]
) -> None:
    known = {key: value for key, value in profile.items() if key not in unknown}
    covered = next(c.facts for c in library.local.rules.combined if c.id == SPECIAL)
    if not any(known.get(fact) for fact in covered):
        known = {**known, **dict.fromkeys(covered, False)}
    played = play(talks, library, known)
    assert played.assessment is not None
    assert {key: known.get(key) for key in played.facts} == played.facts
    assert played.assessment == assess(library, played.facts, as_of).as_json()
    assert len(set(played.asked)) == len(played.asked)
    assert played.needless == []
