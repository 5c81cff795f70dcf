"""Many ways to say one thing: short answers, statements, families, areas, lengths of time."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from actions.reading import read
from policy_kb.places import Places

AS_OF = date(2026, 11, 24)
LEXICON = Path(__file__).parent / "lexicon"
MEANING: dict[str, Any] = {"yes": True, "no": False, "nobody": []}
RELATION = {"s": "spouse", "c": "child", "p": "parent", "o": "other"}


def _load(name: str) -> Any:
    return yaml.safe_load((LEXICON / f"{name}.yml").read_text(encoding="utf-8"))


def _said(name: str) -> list[Any]:
    return [
        pytest.param(fact, str(said), MEANING.get(meaning, meaning), id=f"{fact}={meaning}｜{said}")
        for fact, meanings in _load(name).items()
        for meaning, ways in meanings.items()
        for said in ways
    ]


@pytest.mark.parametrize(("fact", "said", "meaning"), _said("short_answers"))
def test_answers(fact: str, said: str, meaning: Any, places: Places) -> None:
    facts = read(said, places=places, awaiting=fact, as_of=AS_OF).facts
    if meaning == "unclear":
        assert fact not in facts
    else:
        assert facts[fact] == meaning


@pytest.mark.parametrize(("fact", "said", "meaning"), _said("statements"))
def test_states(fact: str, said: str, meaning: Any, places: Places) -> None:
    assert read(said, places=places, as_of=AS_OF).facts[fact] == meaning


@pytest.mark.parametrize(("fact", "said", "meaning"), _said("statements"))
@pytest.mark.parametrize(
    "talk", ["要是{}能落户吗", "万一{}咋办", "如果{}呢"], ids=["要是", "万一", "如果"]
)
def test_supposes_nothing_as_fact(
    talk: str, fact: str, said: str, meaning: Any, places: Places
) -> None:
    assert not read(talk.format(said), places=places, as_of=AS_OF).facts


@pytest.mark.parametrize(("fact", "said", "meaning"), _said("statements"))
def test_another_persons_case_is_nothing(
    fact: str, said: str, meaning: Any, places: Places
) -> None:
    if said.startswith("我"):
        assert not read("我同事" + said[1:], places=places, as_of=AS_OF).facts


def _member(code: str) -> dict[str, Any]:
    member: dict[str, Any] = {"relation": RELATION[code[0]]}
    if "T" in code or "F" in code:
        member["living_together"] = "T" in code
    if "m" in code or "u" in code:
        member["married"] = "m" in code
    return member


@pytest.mark.parametrize(("said", "codes"), _load("families"))
def test_family(said: str, codes: str, places: Places) -> None:
    facts = read(said, places=places, awaiting="family", as_of=AS_OF).facts
    assert facts == {"family": [_member(code) for code in codes.split()]}


@pytest.mark.parametrize(("said", "area"), _load("areas"))
@pytest.mark.parametrize("asked", ["residence_area", "job_area", "business_area"])
def test_area(said: str, area: str | None, asked: str, places: Places) -> None:
    if asked != "residence_area" and "住" in said:
        return
    expected: dict[str, Any] = {}
    if area is not None:
        community = places.full_community(area)
        expected = {asked: "urban" if community else area}
        if community and asked == "residence_area":
            expected["residence_community"] = community
    assert read(said, places=places, awaiting=asked, as_of=AS_OF).facts == expected


LENGTHS = {
    "两年": 24, "两年半": 30, "一年半": 18, "半年": 6, "十个月": 10, "22个月": 22, "一年零三个月": 15, "1年8个月": 20,
    "俩月": 2, "仨月": 3, "俩年": 24, "两年多": 24, "半年多": 6, "两年整": 24, "刚满两年": 24, "两年出头": 24, "三个半月": 3,
    "一个多月": 1, "差一个月两年": 23, "差俩月就三年": 34, "再有一个月就两年": 23, "快两年": None, "不到两年": None, "两三年": None,
    "好几年": None, "大半年": None, "两年不到": None, "十几年": None, "2024年11月": 24, "去年7月": 16, "前年3月": 32, "今年3月": 8,
    "24年10月": 25, "2024.10": 25, "上个月": 1, "去年这个时候": 12, "去年秋天": None, "2023年": None,
}  # fmt: skip


@pytest.mark.parametrize(("said", "months"), LENGTHS.items())
@pytest.mark.parametrize("asked", ["rental_months", "business_months"])
def test_length(said: str, months: int | None, asked: str, places: Places) -> None:
    facts = read(said, places=places, awaiting=asked, as_of=AS_OF).facts
    assert facts == ({} if months is None else {asked: months})
