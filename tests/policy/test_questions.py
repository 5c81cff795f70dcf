"""Every button of every question is understood as an answer to that question."""

from __future__ import annotations

from datetime import date

import pytest

from actions.reading import read
from policy_kb import Library, load_library
from policy_kb.facts import FACTS

AS_OF = date(2026, 11, 24)
LIBRARY = load_library()
QUESTIONS = LIBRARY.local.questions
BUTTONS = [
    pytest.param(question.fact, option.payload, id=f"{question.fact}: {option.payload}")
    for question in QUESTIONS.values()
    for option in question.options
]


@pytest.mark.parametrize(("fact", "payload"), BUTTONS)
def test_a_button_answers_its_question(library: Library, fact: str, payload: str) -> None:
    local = library.local
    reading = read(payload, places=local.places, awaiting=fact, as_of=AS_OF)
    combined = {c.id: set(c.facts) for c in local.rules.combined}
    answered = {*reading.facts, *reading.unknown, *reading.declined}
    if fact == "residence_community":
        assert answered & {"residence_community", "residence_area"}
    else:
        assert answered & (combined.get(fact) or {fact}) or fact in answered
    assert not reading.questions


@pytest.mark.parametrize("fact", [f for f, k in FACTS.items() if k.kind in ("choice", "bool")])
def test_every_value_has_a_button(fact: str) -> None:
    """What the buttons say covers the whole range of the fact."""
    local = LIBRARY.local
    said = {
        read(o.payload, places=local.places, awaiting=fact, as_of=AS_OF).facts.get(fact)
        for o in QUESTIONS[fact].options
    }
    kind = FACTS[fact]
    wanted: set[object] = set(kind.values) if kind.kind == "choice" else {True, False}
    assert said - {None} == wanted


@pytest.mark.parametrize("fact", list(QUESTIONS))
def test_a_question_is_put_in_plain_words(fact: str) -> None:
    question = QUESTIONS[fact]
    assert question.question.endswith(("？", "?"))
    assert len(question.question) <= 30
    assert "{he}" in question.question_other
    assert "您" not in question.question_other
    titles = [option.title for option in question.options]
    assert len(titles) == len(set(titles))
    assert len(titles) <= 6
