"""Whether what people heard is so, in wordings of many kinds: half of them are right."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from actions.dialogue.bare_words import several_things
from actions.dialogue.beliefs import belief
from policy_kb.loading import load_library

LOCAL = load_library().local
CASES = yaml.safe_load(Path(__file__).with_name("beliefs.yml").read_text("utf-8"))
STANDING = {True: True, False: False, None: "not_set"}


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["say"])
def test_the_document_says_so_or_not(case: dict[str, Any]) -> None:
    found = belief(LOCAL.claims, case["say"])
    assert (STANDING[found.so] if found else "none") == case["so"]


def test_beside_a_case_only_what_was_heard_is_a_belief() -> None:
    assert belief(LOCAL.claims, "我租了三年房,能落吧", hearsay=True) is None
    heard = belief(LOCAL.claims, "我在龙山社区租的房,听说租房不用社保对吧", hearsay=True)
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
