"""What a message says of a family named before: one more, one less, and how each of them lives."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any, Optional

import pytest
import yaml

from actions.reading import read
from policy_kb.places import Places

AS_OF = date(2026, 11, 24)
CASES = yaml.safe_load(Path(__file__).with_name("family_added.yml").read_text(encoding="utf-8"))
_SAID = {
    "同住": {"living_together": True},
    "分开": {"living_together": False},
    "已婚": {"married": True},
    "未婚": {"married": False},
}


def _member(written: str) -> dict[str, Any]:
    relation, *rest = written.split()
    member: dict[str, Any] = {"relation": relation}
    for word in rest:
        member.update(_SAID.get(word) or {"called": word})
    return member


@pytest.mark.parametrize(
    ("known", "text", "awaiting", "family"),
    [pytest.param(*case[1:], id=f"{case[0]}｜{case[2]}") for case in CASES],
)
def test_each_relative_stands_alone(
    known: list[str],
    text: str,
    awaiting: Optional[str],
    family: Optional[list[str]],
    places: Places,
) -> None:
    facts = {"family": [_member(one) for one in known]}
    reading = read(text, places=places, awaiting=awaiting, as_of=AS_OF, known=facts)
    wanted = None if family is None else [_member(one) for one in family]
    assert reading.facts.get("family") == wanted
    assert len(reading.family_called) == len(wanted or ())


OWN = {
    "residence_area": "urban", "housing": "rented", "rental_months": 30,
    "family": [{"relation": "parent", "called": "妈/f"}],
}  # fmt: skip


@pytest.mark.parametrize(
    "text",
    [
        "我妈一年就来住俩月，平时在老家河南", "我妈不跟我住，在我弟家", "俺娘偶尔来住几天，一般在老家，不跟俺过",
        "我妈不迁，她户口留老家", "我妈跟我弟住，平时在镇上", "我妈没跟我住，住在他们村里",
        "俺妈冬天来住仨月，其余时间在乡下",
    ],
)  # fmt: skip
def test_how_a_relative_lives_is_not_how_the_applicant_does(text: str, places: Places) -> None:
    reading = read(text, places=places, as_of=AS_OF, known=OWN)
    assert set(reading.facts) <= {"family"}
    assert not reading.retracted


@pytest.mark.parametrize(
    ("text", "facts"),
    [
        ("老婆跟我住，在村里", {"residence_area": "rural"}),
        ("闺女在济南，我在村里住", {"residence_area": "rural"}),
        ("我跟丈母娘住，在村里", {"residence_area": "rural"}),
        ("我妈不跟我住，我住宿舍", {"housing": "none"}),
    ],
)
def test_where_they_live_together_is_the_applicants(
    text: str, facts: dict[str, Any], places: Places
) -> None:
    reading = read(text, places=places, as_of=AS_OF)
    assert {key: reading.facts.get(key) for key in facts} == facts


@pytest.mark.parametrize(
    ("text", "awaiting"),
    [
        ("我住我老婆的房子", None), ("住我媳妇的房子，算自己家的吧", None), ("是我媳妇的房子", "housing"),
        ("媳妇买的房我们一家都住那", None), ("我们一家住媳妇买的房", None), ("老婆名下的房", "housing"),
        ("房子写的俺老婆的名，俺都住那", None), ("我老公婚前买的房，我们都住那", None),
    ],
)  # fmt: skip
def test_a_home_of_husband_or_wife_is_left_open(
    text: str, awaiting: Optional[str], places: Places
) -> None:
    reading = read(text, places=places, awaiting=awaiting, as_of=AS_OF)
    assert "housing" not in reading.facts
    assert reading.left_open == {"housing"}


@pytest.mark.parametrize(
    ("text", "housing"),
    [
        ("我住丈母娘家", "none"), ("老婆买了房租出去了，我住宿舍", "none"), ("我跟媳妇一块买的房", "owned"),
        ("妻子婚前有房", None), ("住我爹的房子", "none"), ("房产证写的是我和老婆", "owned"),
        ("我媳妇想买房，我们住租的房", "rented"),
    ],
)  # fmt: skip
def test_other_homes_are_read_as_they_are(
    text: str, housing: Optional[str], places: Places
) -> None:
    reading = read(text, places=places, as_of=AS_OF)
    assert reading.facts.get("housing") == housing
    assert not reading.left_open
