"""Every case under ``cases/``: a sentence why, the message, the question it answers, its facts."""

from __future__ import annotations

from collections import Counter
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from actions.reading import read
from policy_kb.facts import FACTS, check_facts
from policy_kb.places import Places

AS_OF = date(2026, 11, 24)
CASES = sorted((Path(__file__).parent / "cases").glob("*.yml"))


def _cases() -> list[Any]:
    return [
        pytest.param(*case[1:], id=f"{path.stem}: {case[0]}｜{case[1]}")
        for path in CASES
        for case in yaml.safe_load(path.read_text(encoding="utf-8"))
    ]


@pytest.mark.parametrize(("text", "awaiting", "facts"), _cases())
def test_states_exactly(
    text: str, awaiting: str | None, facts: dict[str, Any], places: Places
) -> None:
    reading = read(text, places=places, awaiting=awaiting, as_of=AS_OF)
    assert dict(reading.facts) == facts
    check_facts(reading.facts, places)


def test_every_question_is_answered_in_many_ways() -> None:
    """At least sixty answers to each question, by many people."""
    answers = Counter(case.values[1] for case in _cases())
    short = yaml.safe_load(
        (CASES[0].parents[1] / "lexicon" / "short_answers.yml").read_text("utf-8")
    )
    for fact, meanings in short.items():
        answers[fact] += sum(len(ways) for ways in meanings.values())
    assert {fact: answers[fact] for fact in FACTS if answers[fact] < 60} == {}
