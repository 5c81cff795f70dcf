"""Every button of every question says, sent back as an answer, exactly what its title promises."""

from __future__ import annotations

from typing import Any, Mapping

import pytest

from actions.reading import read
from benchmarks.simulation import Talks
from policy_kb import Library

pytestmark = pytest.mark.model

NOT_KNOWN = "不清楚"
NONE_OF_FOUR = {"graduate": False, "veteran": False, "laid_off": False, "no_hukou": False}
AREAS = ("urban", "town_seat", "rural", "outside")
TOGETHER = {"living_together": True}

EXPECTED: dict[str, list[dict[str, Any]]] = {
    "residence_area": [{"residence_area": area} for area in AREAS],
    "residence_community": [{"residence_area": "urban"}, {"residence_area": "town_seat"}],
    "housing": [{"housing": "owned"}, {"housing": "rented"}, {"housing": "none"}],
    "rental_complete_unit": [{"rental_complete_unit": True}, {"rental_complete_unit": False}],
    "rental_months": [{"rental_months": months} for months in (6, 12, 18, 24)],
    "social_insurance": [{"social_insurance": where} for where in ("local", "elsewhere", "none")],
    "stable_job": [{"stable_job": True}, {"stable_job": False}],
    "job_area": [{"job_area": area} for area in AREAS],
    "business": [{"business": True}, {"business": False}],
    "business_area": [{"business_area": area} for area in AREAS],
    "business_premises": [{"business_premises": True}, {"business_premises": False}],
    "business_license": [{"business_license": True}, {"business_license": False}],
    "business_months": [{"business_months": months} for months in (6, 12, 18, 24)],
    "taxes_paid": [{"taxes_paid": True}, {"taxes_paid": False}],
    "graduate": [{"graduate": True}, {"graduate": False}],
    "graduate_local_origin": [{"graduate_local_origin": True}, {"graduate_local_origin": False}],
    "veteran": [{"veteran": True}, {"veteran": False}],
    "veteran_placed": [{"veteran_placed": True}, {"veteran_placed": False}],
    "laid_off": [{"laid_off": True}, {"laid_off": False}],
    "spouse_employer": [{"spouse_employer": True}, {"spouse_employer": False}],
    "no_hukou": [{"no_hukou": False}, {"no_hukou": True}],
    "family": [
        {"family": []},
        {"family": [{"relation": "spouse", **TOGETHER}]},
        {
            "family": [
                {"relation": "spouse", **TOGETHER},
                {"relation": "child", **TOGETHER, "married": False},
            ]
        },
        {"family": [{"relation": "parent", **TOGETHER}, {"relation": "parent", **TOGETHER}]},
    ],
    "special_status": [
        NONE_OF_FOUR,
        {"graduate": True},
        {"veteran": True},
        {"laid_off": True},
        {"no_hukou": True},
    ],
}
"""What the options of each question say, in the order in which they are offered."""

ALREADY_KNOWN: dict[str, dict[str, Any]] = {
    "job_area": {"stable_job": True},
    "business_area": {"business": True},
    "rental_complete_unit": {"housing": "rented"},
    "rental_months": {"housing": "rented"},
}
"""What an answer may say once more because the question is only put where it holds."""

QUESTIONS = sorted(EXPECTED)


def offered(library: Library, question: str) -> list[str]:
    """The payloads of a question's buttons, without "not known"."""
    options = library.local.questions[question].options
    return [option.payload for option in options if option.payload != NOT_KNOWN]


def without_known(question: str, facts: Mapping[str, Any]) -> dict[str, Any]:
    """The facts of an answer, without those that its question takes for granted."""
    known = ALREADY_KNOWN.get(question, {})
    return {key: value for key, value in facts.items() if (key, value) not in known.items()}


def test_every_question_is_covered(library: Library) -> None:
    assert set(library.local.questions) == set(EXPECTED)
    for question, expected in EXPECTED.items():
        assert len(offered(library, question)) == len(expected), question


@pytest.mark.parametrize("question", QUESTIONS)
def test_each_button_gives_its_fact(talks: Talks, library: Library, question: str) -> None:
    answers = {payload: talks.extract(payload, question) for payload in offered(library, question)}
    said = [without_known(question, facts) for facts in answers.values()]
    assert said == EXPECTED[question], answers


OF_A_RELATIVE = [
    pytest.param(
        question,
        marks=pytest.mark.xfail(question == "family", reason="爱人 is read as the speaker's"),
    )
    for question in QUESTIONS
]


@pytest.mark.parametrize("question", OF_A_RELATIVE)
def test_each_button_gives_the_same_fact_of_a_relative(
    library: Library, as_of: Any, question: str
) -> None:
    for payload, expected in zip(offered(library, question), EXPECTED[question], strict=True):
        reading = read(
            payload, places=library.local.places, awaiting=question, as_of=as_of, subject="mother"
        )
        assert without_known(question, reading.facts) == expected, payload


@pytest.mark.parametrize("question", QUESTIONS)
def test_not_known_gives_no_fact_and_is_understood(
    library: Library, as_of: Any, question: str
) -> None:
    assert NOT_KNOWN in [o.payload for o in library.local.questions[question].options]
    reading = read(NOT_KNOWN, places=library.local.places, awaiting=question, as_of=as_of)
    assert dict(reading.facts) == {}
    assert question in reading.unknown


def test_every_follow_up_under_a_clause_is_answered(talks: Talks, library: Library) -> None:
    titles = sorted({title for c in library.local.clauses.values() for title in c.next})
    lost = {}
    for title in titles:
        response = talks.once(title)
        kinds = {reply["kind"] for reply in response["replies"]}
        if not kinds & {"answer", "question"}:
            lost[title] = kinds
    assert lost == {}


def test_every_starter_leads_somewhere(talks: Talks, library: Library) -> None:
    wording = library.local.wording
    assert talks.once(wording["start_title"])["awaiting"] is not None
    for title in wording["starters"].split("|"):
        assert [r["kind"] for r in talks.once(title)["replies"]] == ["answer"], title


@pytest.mark.parametrize(("key", "together"), [("together_yes", True), ("together_no", False)])
def test_the_buttons_about_living_together(
    talks: Talks, library: Library, key: str, together: bool
) -> None:
    talk = talks.begin()
    assert talk.say("我在龙山社区有自己的房，我爱人要一起落户")["awaiting"] == "family"
    family = talk.say(library.local.wording[key])["facts"]["family"]
    assert family == [{"relation": "spouse", "living_together": together}]


@pytest.mark.parametrize(("key", "married"), [("married_no", False), ("married_yes", True)])
def test_the_buttons_about_marriage(
    talks: Talks, library: Library, key: str, married: bool
) -> None:
    talk = talks.begin()
    opening = "我在龙山社区有自己的房，我女儿要一起落户，跟我住在一起"
    assert talk.say(opening)["awaiting"] == "family"
    family = talk.say(library.local.wording[key])["facts"]["family"]
    assert family == [{"relation": "child", **TOGETHER, "married": married}]
