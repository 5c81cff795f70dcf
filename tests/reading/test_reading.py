"""How a message states things: supposing, not knowing, taking back, whom it is about."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from actions.reading import Reading, read
from actions.reading.entities import as_entities
from policy_kb.facts import FACTS, check_facts
from policy_kb.places import Places

AS_OF = date(2026, 11, 24)


@pytest.fixture
def say(places: Places) -> Any:
    def reader(text: str, **asked: Any) -> Reading:
        return read(text, places=places, as_of=asked.pop("as_of", AS_OF), **asked)

    return reader


def test_a_supposition_is_no_fact(say: Any) -> None:
    reading = say("要是我在肥城交社保呢", known={"social_insurance": "elsewhere"})
    assert not reading.facts
    assert reading.supposed == {"social_insurance": "local"}


@pytest.mark.parametrize(
    ("text", "known", "supposed"),
    [
        ("再租半年呢", {"rental_months": 18}, {"rental_months": 24}),
        ("要是我再住三个月够不够", {"rental_months": 20}, {"rental_months": 23}),
        ("要是店再开一年呢", {"business_months": 12, "business": True}, {"business_months": 24}),
    ],
)
def test_so_much_longer_is_added_to_what_is_known(
    say: Any, text: str, known: dict[str, Any], supposed: dict[str, Any]
) -> None:
    reading = say(text, known=known)
    assert not reading.facts
    assert {key: reading.supposed[key] for key in supposed} == supposed


@pytest.mark.parametrize(
    ("text", "awaiting", "unknown"),
    [
        ("社保在哪交的我也不清楚", None, "social_insurance"),
        ("不知道", "taxes_paid", "taxes_paid"),
        ("记不得了", "rental_months", "rental_months"),
        ("这个得问问我老公", "business_license", "business_license"),
        ("哪个社区我真说不上来", "residence_community", "residence_community"),
        ("家里到底上没上过户口我都闹不清", None, "no_hukou"),
        ("我户口有没有自己也搞不清楚", None, "no_hukou"),
    ],
)
def test_says_what_is_not_known(say: Any, text: str, awaiting: str | None, unknown: str) -> None:
    reading = say(text, awaiting=awaiting)
    assert reading.unknown == {unknown}
    assert not reading.facts


@pytest.mark.parametrize("text", ["不想说", "跳过", "这个能不说吗", "保密", "不方便透露"])
def test_declines(say: Any, text: str) -> None:
    assert say(text, awaiting="social_insurance").declined == {"social_insurance"}


def test_takes_back_without_a_new_value(say: Any) -> None:
    reading = say("不是租的", known={"housing": "rented"})
    assert reading.retracted == {"housing"}
    assert not reading.facts


def test_taking_back_one_value_leaves_the_other(say: Any) -> None:
    reading = say("房子是买的不是租的")
    assert reading.facts == {"housing": "owned"}
    assert not reading.retracted


@pytest.mark.parametrize("text", ["刚才说错了，是两年", "哦不对，是买的", "更正一下，社保在济南"])
def test_a_correction_is_marked(say: Any, text: str) -> None:
    assert say(text).corrects


@pytest.mark.parametrize("text", ["户口不对外办理吗", "我在肥城上班"])
def test_not_every_no_is_a_correction(say: Any, text: str) -> None:
    assert not say(text).corrects


@pytest.mark.parametrize(
    ("text", "polarity"),
    [
        ("嗯呢", "yes"), ("中", "yes"), ("对着哩", "yes"), ("木有", "no"), ("没得", "no"),
        ("不是", "no"), ("有的，签合同了", "yes"), ("我住村里", None),
    ],
)  # fmt: skip
def test_bare_yes_and_no(say: Any, text: str, polarity: str | None) -> None:
    assert say(text).polarity == polarity


@pytest.mark.parametrize(
    ("text", "subject"),
    [
        ("替俺爹问一下", "father"), ("帮我妈看看她能不能落", "mother"), ("给我弟打听", "sibling_m"),
        ("我闺女想落户", "daughter"), ("问问俺外甥女的事", "other_f"), ("给我同事问问", "friend_m"),
        ("那是我自己的事", "self"), ("我想落户", None), ("俺男人让俺帮他问", "spouse_m"),
        ("我姐想把户口迁过来", "sibling_f"), ("我得问问我老公", None), ("我妈也想跟我一起落", None),
    ],
)  # fmt: skip
def test_whom_it_is_about(say: Any, text: str, subject: str | None) -> None:
    assert say(text).subject == subject


def test_the_session_tells_who_he_is(say: Any) -> None:
    """After 替俺爹问 the father is the applicant; the speaker's own job is not his."""
    assert say("他在村里住", subject="father").facts == {"residence_area": "rural"}
    assert say("我在济南上班", subject="father").facts == {}


def test_a_relative_of_the_applicant_is_named_from_his_side(say: Any) -> None:
    reading = say("俺娘也一块，跟他住", awaiting="family", subject="father")
    assert reading.facts["family"] == [{"relation": "spouse", "living_together": True}]


def test_others_are_noticed(say: Any) -> None:
    assert say("我同事租房落成了").other_parties
    assert not say("我租房三年了").other_parties


@pytest.mark.parametrize(
    ("text", "cities"),
    [
        ("济南买房能落户吗", ("济南",)), ("青岛落户要啥条件", ("青岛",)),
        ("社保能从济南转到肥城吗", ()), ("我在济南上班能在肥城落户吗", ()), ("能落户吗", ()),
        ("我妹在临沂打工，她那边租房子给落户不", ("临沂",)),
        ("新泰的市区都包括哪几个社区", ("新泰",)),
        ("我在济南上班，房在肥城，能落到这儿不", ()),
    ],
)  # fmt: skip
def test_another_citys_rules(say: Any, text: str, cities: tuple[str, ...]) -> None:
    assert say(text).other_cities == cities


OTHER_CITIES = yaml.safe_load(Path(__file__).with_name("other_cities.yml").read_text("utf-8"))


@pytest.mark.parametrize(("text", "cities"), OTHER_CITIES)
def test_whoever_asks_of_another_city_is_understood(say: Any, text: str, cities: str) -> None:
    assert "、".join(say(text).other_cities) == cities


def test_questions_are_kept_in_order(say: Any) -> None:
    reading = say("我租房两年了，能落户吗？孩子能上学不？")
    assert reading.questions == ("能落户吗?", "孩子能上学不?")
    assert reading.facts == {"housing": "rented", "rental_months": 24}


KNOWN = [{"relation": "spouse"}, {"relation": "child", "married": False}]


@pytest.mark.parametrize(
    ("text", "together"),
    [
        ("住一起", [True, True]), ("不住一起", [False, False]), ("都跟我住", [True, True]),
        ("老婆跟我住，孩子在老家", [True, False]), ("是的", [True, True]), ("没有", [False, False]),
    ],
)  # fmt: skip
def test_an_answer_completes_the_family_already_named(
    say: Any, text: str, together: list[bool]
) -> None:
    reading = say(text, awaiting="family", known={"family": KNOWN})
    assert [one["living_together"] for one in reading.facts["family"]] == together
    assert reading.facts["family"][1]["married"] is False


def test_two_of_a_kind_are_each_completed(say: Any) -> None:
    known = {"family": [{"relation": "parent"}, {"relation": "parent"}]}
    reading = say("爹和娘都跟我住", awaiting="family", known=known)
    assert [member["living_together"] for member in reading.facts["family"]] == [True, True]


def test_the_day_of_the_talk_counts(say: Any) -> None:
    assert say("2024年10月租的", as_of=date(2026, 11, 24)).facts["rental_months"] == 25
    assert say("2024年10月租的", as_of=date(2025, 1, 1)).facts["rental_months"] == 3
    assert "rental_months" not in say("2024年10月租的", as_of=date(2024, 9, 30)).facts


def test_same_in_same_out(say: Any) -> None:
    text = "我在向阳社区租了套两居室，整租，两年零三个月，社保肥城交"
    assert say(text) == say(text)


@pytest.mark.parametrize(
    "text",
    ["", " ", "？", "😀", "。。。", "a" * 5000, "租" * 3000, "\n\n"],
    ids=["nothing", "blank", "sign", "emoji", "stops", "letters", "one word", "lines"],
)
def test_anything_can_be_read(say: Any, text: str) -> None:
    say(text)
    for awaiting in ("rental_months", "family", "special_status"):
        say(text, awaiting=awaiting)


def test_entities_point_at_the_words(say: Any) -> None:
    text = "社保在肥城交"
    (entity,) = as_entities(say(text))
    assert entity["entity"] == "social_insurance"
    assert entity["value"] == "local"
    assert text[entity["start"] : entity["end"]] == "肥城"


def test_entities_point_nowhere_where_the_words_were_moved(say: Any) -> None:
    """The note on the name is dropped, so what comes after it stands elsewhere."""
    for entity in as_entities(say("同园社区(音),租了一套")):
        assert "start" not in entity


FRAGMENTS = (
    "我", "俺媳妇", "爸 妈", "在", "肥城", "济南", "向阳社区", "镇上", "租房", "两年半", "去年7月", "社保", "没交",
    "，", "。", "？", " ", "、", "不对", "要是", "执照", "有", "没有", "孩子", "六岁", "跟我住", "开店", "下岗", "黑户", "都",
    "3", "年", "个月", "哪", "老李", "他", "不知道", "\n", "“", "”",
)  # fmt: skip


@given(
    st.lists(st.sampled_from(FRAGMENTS), max_size=14),
    st.sampled_from([None, *FACTS, "special_status"]),
)
@settings(max_examples=300, deadline=None)
def test_whatever_is_said_the_facts_are_those_of_the_table(
    places: Places, pieces: list[str], awaiting: str | None
) -> None:
    reading = read("".join(pieces), places=places, awaiting=awaiting, as_of=AS_OF)
    check_facts(reading.facts, places)
    check_facts(reading.supposed, places)
    assert not set(reading.facts) & set(reading.unknown)


_TWO = [
    {"relation": "spouse", "living_together": True},
    {"relation": "child", "living_together": True, "married": False},
]


@pytest.mark.parametrize("awaiting", [None, "stable_job", "special_status", "family"])
@pytest.mark.parametrize(
    ("text", "facts"),
    [
        ("不对，闺女已经出嫁了", {"family": [_TWO[0], {**_TWO[1], "married": True}]}),
        ("说错了，我媳妇没跟我住", {"family": [{**_TWO[0], "living_together": False}, _TWO[1]]}),
        ("不对，媳妇是东平的", {}),
        ("不对，我妈已经去世了", {}),
        ("不对，我是租的房", {"housing": "rented"}),
    ],
)
def test_what_is_put_right_of_a_relative_touches_nothing_else(
    say: Any, text: str, awaiting: str | None, facts: dict[str, Any]
) -> None:
    """不对 before a relative answers no open question and takes back no other fact."""
    reading = say(text, awaiting=awaiting, known={"family": _TWO, "housing": "owned"})
    assert dict(reading.facts) == facts
    assert not reading.retracted


def test_a_denial_of_something_else_says_not_how_they_live(say: Any) -> None:
    known = {"family": [{"relation": "spouse"}]}
    assert not say("不对，我妈已经去世了", awaiting="family", known=known).facts
    apart = {"family": [{"relation": "spouse", "living_together": False}]}
    for text in ("不对", "不住一起", "不对，她不跟我住"):
        assert dict(say(text, awaiting="family", known=known).facts) == apart


@pytest.mark.parametrize(
    ("text", "subject"),
    [
        ("替我对象问，她在镇上租房", "spouse_f"),
        ("替我对象问，他在镇上租房", "spouse_m"),
        ("替孩子问一下，她大专毕业", "daughter"),
        ("替我老公问，他在镇上租房，跟她姐没关系", "spouse_m"),
    ],
)
def test_the_pronoun_tells_man_or_woman(say: Any, text: str, subject: str) -> None:
    assert say(text).subject == subject


def test_one_called_by_a_word_for_both_stays_the_subject(say: Any) -> None:
    assert dict(say("我对象没当过兵", subject="spouse_f").facts) == {"veteran": False}
