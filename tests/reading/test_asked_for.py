"""Every case of ``asked_for.yml``: what is told of whom one asks for, or adds to what is known."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from actions.reading import read
from policy_kb.facts import check_facts
from policy_kb.places import Places

AS_OF = date(2026, 11, 24)
CASES = yaml.safe_load((Path(__file__).parent / "asked_for.yml").read_text(encoding="utf-8"))


@pytest.mark.parametrize(
    ("text", "awaiting", "subject", "known", "facts"),
    [pytest.param(*case[1:], id=f"{case[0]}｜{case[1]}") for case in CASES],
)
def test_states_exactly(
    text: str,
    awaiting: str | None,
    subject: str,
    known: dict[str, Any],
    facts: dict[str, Any],
    places: Places,
) -> None:
    whom = None if subject == "self" else subject
    reading = read(text, places=places, awaiting=awaiting, as_of=AS_OF, known=known, subject=whom)
    assert dict(reading.facts) == facts
    check_facts(reading.facts, places)
