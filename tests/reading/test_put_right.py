"""Every case of ``put_right.yml``: a correction that names the value it replaces."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from actions.reading import read
from policy_kb.places import Places

AS_OF = date(2026, 11, 24)
CASES = yaml.safe_load(Path(__file__).with_name("put_right.yml").read_text(encoding="utf-8"))


@pytest.mark.parametrize(
    ("known", "text", "awaiting", "meant"),
    [pytest.param(*case[1:], id=f"{case[0]}｜{case[2]}") for case in CASES],
)
def test_the_fact_with_the_old_value_is_meant(
    known: dict[str, Any],
    text: str,
    awaiting: str,
    meant: dict[str, Any] | list[str],
    places: Places,
) -> None:
    reading = read(text, places=places, awaiting=awaiting, as_of=AS_OF, known=known)
    open_between = sorted(meant) if isinstance(meant, list) else []
    assert sorted(reading.either) == open_between
    assert dict(reading.facts) == (meant if isinstance(meant, dict) else {})


ROUGHLY = ("两年左右", "大概两年", "好像是两年", "24个月上下", "约有两年吧", "住了两年的样子")
JUST = ("两年", "两年多", "大概两年多", "整两年", "有两年了吧", "两年零一个月", "26个月")


@pytest.mark.parametrize("text", ROUGHLY + JUST)
def test_a_length_told_roughly_is_known_as_such(text: str, places: Places) -> None:
    reading = read(text, places=places, awaiting="rental_months", as_of=AS_OF)
    assert "rental_months" in reading.facts
    assert set(reading.rough) == ({"rental_months"} if text in ROUGHLY else set())
