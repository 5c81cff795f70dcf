"""Whether what people heard is so, in wordings of many kinds: half of them are right."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from actions.dialogue.bare_words import several_things, tells
from actions.dialogue.beliefs import Belief, asked_of_all, asked_why, belief
from actions.dialogue.several_questions import each_question, with_their_matter
from policy_kb.loading import load_library

LOCAL = load_library().local
CASES = yaml.safe_load(Path(__file__).with_name("beliefs.yml").read_text("utf-8"))
RUMOURS = yaml.safe_load(Path(__file__).with_name("rumours.yml").read_text("utf-8"))
STANDING = {True: True, False: False, None: "not_set"}


def standing(found: Belief | None) -> bool | str:
    if found is None:
        return "none"
    if found.claim.kind == "varies":
        return "varies"
    return "in_part" if found.enough and not found.heard else STANDING[found.so]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["say"])
def test_the_document_says_so_or_not(case: dict[str, Any]) -> None:
    assert standing(belief(LOCAL, case["say"])) == case["so"]


def affirmed(said: str) -> bool | str:
    """How a rumour is begun to be answered: with 对的, 不是的, or neither of them."""
    found = belief(LOCAL, said)
    if found is None or found.added:
        return "unset"
    return {"not_set": "unset", "none": "unset"}.get(str(standing(found)), standing(found))


@pytest.mark.parametrize("case", RUMOURS, ids=lambda case: case["say"])
def test_what_no_clause_holds_is_neither_affirmed_nor_denied(case: dict[str, Any]) -> None:
    assert affirmed(case["say"]) == case["so"]


@pytest.mark.parametrize("said", ["为啥要社保", "凭啥非得交社保", "落户为什么要社保"])
def test_why_something_is_asked_for_is_told_with_the_rule(said: str) -> None:
    found = asked_why(LOCAL, said)
    assert found is not None
    assert found.why


@pytest.mark.parametrize(
    "said", ["为啥要问这个", "为啥要问社保", "为啥要填社保", "为啥不办", "为啥要退地", "咋办社保"]
)
def test_no_other_why_is_told_a_rule(said: str) -> None:
    assert asked_why(LOCAL, said) is None


@pytest.mark.parametrize("said", ["落户要社保吗", "落户用不用交社保", "迁户口必须有社保吗"])
def test_what_differs_with_the_rule_is_asked_of_all(said: str) -> None:
    assert asked_of_all(LOCAL, said) is not None


@pytest.mark.parametrize(
    "said", ["租房落户要社保吗", "买了房落户要社保不", "社保能转吗", "落户", "落户以后社保还交吗"]
)
def test_what_is_asked_of_one_rule_is_not(said: str) -> None:
    assert asked_of_all(LOCAL, said) is None


@pytest.mark.parametrize(
    "said", ["我租房", "我买房了", "俺下岗了", "我退伍了", "俺开店", "咱做生意", "下岗了"]
)
def test_few_words_may_tell(said: str) -> None:
    assert tells(said)


@pytest.mark.parametrize(
    "said",
    ["社保", "租房", "下岗", "我社保的事", "俺孩子咋办", "我想知道租房", "老家的地", "我租房行不"],
)
def test_few_words_may_name_a_matter(said: str) -> None:
    assert not tells(said)


@pytest.mark.parametrize(
    ("said", "questions"),
    [
        ("孩子上学咋办还有老家的地要不要收再一个社保能转过来不", 3),
        ("医保咋办养老金咋办", 2),
        ("买房能落吗租房能落吗", 2),
        ("我想问两个事，一个是租房能不能落，一个是孩子上学", 2),
        ("孩子能跟着落吗，老人呢", 2),
        ("要多少钱？要几天？要啥材料？", 3),
        ("我和老婆还有孩子能一起落吗", 1),
        ("再有半年能落吗", 1),
        ("社保怎么办理转移", 1),
    ],
)
def test_the_questions_of_a_message(said: str, questions: int) -> None:
    assert len(each_question(said, [said], case_told=False)) == questions


def test_a_question_is_about_what_was_asked_before() -> None:
    def full(*questions: str) -> list[str]:
        return with_their_matter(questions, LOCAL.choices)

    assert full("租房要住多久", "社保在外地行吗")[1] == "租房落户社保在外地行吗"
    assert full("孩子能跟着落吗", "老人呢")[1] == "老人能跟着一起落户吗"
    assert full("要多少钱", "要几天") == ["落户要多少钱", "落户要几天"]
    assert full("居住证有啥用", "多少钱")[1] == "居住证多少钱"
    assert full("地咋办") == ["老家的地怎么办"]


def test_beside_a_case_only_what_was_heard_is_a_belief() -> None:
    assert belief(LOCAL, "我租了三年房,能落吧", hearsay=True) is None
    heard = belief(LOCAL, "我在龙山社区租的房,听说租房不用社保对吧", hearsay=True)
    assert heard is not None
    assert heard.so is False


@pytest.mark.parametrize(
    "said",
    [
        "户口",
        "社保咋弄",
        "补贴的事",
        "孩子怎么办",
        "老人的事",
        "证怎么弄",
        "地咋办",
        "当兵的",
        "居住证",
    ],
)
def test_bare_words_may_mean_several_things(said: str) -> None:
    assert several_things(LOCAL.choices, said, alone=False) is not None


@pytest.mark.parametrize("said", ["能办吗", "户口落哪", "需要啥条件", "孩子呢"])
def test_words_that_lean_go_on_with_the_talk(said: str) -> None:
    assert several_things(LOCAL.choices, said, alone=True) is not None
    assert several_things(LOCAL.choices, said, alone=False) is None


@pytest.mark.parametrize(
    "said",
    ["租房能落户吗", "社保断了咋办", "孩子能跟着落吗", "老家的地会不会收走", "下岗了户口放哪"],
)
def test_clear_questions_are_no_bare_words(said: str) -> None:
    assert several_things(LOCAL.choices, said, alone=True) is None
