"""Every case of ``whose_case.yml``: whose affairs the talk is about after a message."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from actions.reading import read
from actions.reading.relations import same_person
from policy_kb.facts import check_facts
from policy_kb.places import Places

AS_OF = date(2026, 11, 24)
CASES = yaml.safe_load((Path(__file__).parent / "whose_case.yml").read_text(encoding="utf-8"))


@pytest.mark.parametrize(
    ("text", "awaiting", "subject", "known", "turns_to", "facts"),
    [pytest.param(*case[1:], id=f"{case[0]}｜{case[1]}") for case in CASES],
)
def test_turns_to(
    text: str,
    awaiting: str | None,
    subject: str | None,
    known: dict[str, Any],
    turns_to: str | None,
    facts: dict[str, Any],
    places: Places,
) -> None:
    reading = read(
        text, places=places, awaiting=awaiting, as_of=AS_OF, known=known, subject=subject
    )
    assert (reading.subject, dict(reading.facts)) == (turns_to, facts)
    check_facts(reading.facts, places)


@pytest.mark.parametrize(
    ("subject", "text", "relation"),
    [
        ("mother", "那我爸呢", "spouse"),
        ("daughter", "女婿能跟着不", "spouse"),
        ("spouse_f", "那我能跟着她落吗", "spouse"),
        ("father", "俺能随他落户吗", "child"),
        ("daughter", "那我能跟着落不", "parent"),
        ("sibling_m", "那俺爹能跟着他不", "parent"),
        ("spouse_m", "那我和孩子能跟着不", "spouse child"),
        (None, "女朋友快领证了，能捎上她吗", "other"),
    ],
)
def test_relatives_are_seen_from_whom_the_talk_is_about(
    subject: str | None, text: str, relation: str, places: Places
) -> None:
    known = {"housing": "owned"}
    reading = read(text, places=places, as_of=AS_OF, known=known, subject=subject)
    assert [one["relation"] for one in reading.family_in_question] == relation.split()


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("弟", "弟弟", True),
        ("弟", "哥", False),
        ("孙子", "大孙子", True),
        ("大儿子", "小儿子", False),
        ("儿子", "小儿子", True),
        ("岳父", "老丈人", True),
        ("孙子", "侄子", False),
        (None, "弟", True),
    ],
)
def test_two_words_for_one_person(one: str | None, other: str, same: bool) -> None:
    assert same_person(one, other) is same


@pytest.mark.parametrize(
    ("subject", "mentioned", "text", "facts", "told_of"),
    [
        (None, "对象", "她也签合同了，社保肥城交，三年了", {}, ["spouse_m"]),
        (None, "老公", "他在镇上有门面，干了四年", {}, ["spouse_m"]),
        (None, "媳妇", "他们给我交社保，在肥城", {"social_insurance": "local"}, []),
        (
            None,
            None,
            "他在城里租房住了两年",
            {"housing": "rented", "residence_area": "urban", "rental_months": 24},
            [],
        ),
        (
            None,
            "妻子",
            "来电人是男的，他在镇上租房",
            {"housing": "rented", "residence_area": "town_seat"},
            [],
        ),
        ("father", None, "我在城里桃都社区买的房", {}, ["self"]),
        ("mother", None, "俺在镇上开了个超市，执照也有", {}, ["self"]),
        (
            "father",
            None,
            "他租的房，在镇上",
            {"housing": "rented", "residence_area": "town_seat"},
            [],
        ),
    ],
)
def test_what_is_told_of_others_is_kept_apart(
    subject: str | None,
    mentioned: str | None,
    text: str,
    facts: dict[str, Any],
    told_of: list[str],
    places: Places,
) -> None:
    reading = read(
        text,
        places=places,
        as_of=AS_OF,
        subject=subject,
        mentioned=mentioned,
        known={"no_hukou": False},
    )
    assert dict(reading.facts) == facts
    assert [told.subject for told in reading.of_others] == told_of


@pytest.mark.parametrize(
    ("text", "registered"),
    [
        ("我户口早就在城里了，就是给俺妈办", True),
        ("我不用落户，我本来就是肥城户口", True),
        ("俺自己的户口已经迁过来了", True),
        ("我户口在老家", False),
        ("他户口早就在城里了", False),
        ("我户口想迁过来", False),
    ],
)
def test_who_asks_for_another_may_be_registered_here(
    text: str, registered: bool, places: Places
) -> None:
    reading = read(text, places=places, as_of=AS_OF, subject="mother", known={"housing": "none"})
    assert reading.speaker_registered is registered
