"""What a message says of facts known before: which was told wrongly, who is excepted, which child."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any, Optional

import pytest
import yaml

from actions.reading import read
from policy_kb.places import Places

AS_OF = date(2026, 11, 24)
CASES = yaml.safe_load(Path(__file__).with_name("told_wrongly.yml").read_text("utf-8"))


@pytest.mark.parametrize(
    ("known", "text", "awaiting", "facts"),
    [pytest.param(*case[1:], id=f"{case[0]}｜{case[2]}") for case in CASES],
)
def test_of_what_is_known(
    known: dict[str, Any],
    text: str,
    awaiting: Optional[str],
    facts: dict[str, Any],
    places: Places,
) -> None:
    reading = read(text, places=places, awaiting=awaiting, as_of=AS_OF, known=known)
    assert dict(reading.facts) == facts


@pytest.mark.parametrize(
    "text", ["当兵那个说错了", "当兵那条填错了，是我弟当的兵", "刚才退伍那个点错了"]
)
def test_a_fact_named_as_wrong_is_not_stated(text: str, places: Places) -> None:
    reading = read(text, places=places, as_of=AS_OF, known={"veteran": True})
    assert "veteran" not in reading.facts
    assert reading.corrects
