"""Who names the city he comes from and asks nothing but whether he may settle here."""

from __future__ import annotations

import pytest

from actions.reading.other_cities import from_elsewhere
from policy_kb.places import Places


@pytest.mark.parametrize(
    "text",
    [
        "宁阳县人能来肥城落户吗",
        "我是东平的，能落肥城不",
        "从东平迁到肥城要啥条件",
        "俺是河南人能在这落户不",
        "我从济南来的，能落肥城吗",
        "俺老家泰安的，想迁过来行不",
    ],
)
def test_a_stranger_asks_whether_he_may(text: str, places: Places) -> None:
    assert from_elsewhere(text, places)


@pytest.mark.parametrize(
    "text",
    [
        "济南落户啥条件",
        "去青岛落户",
        "我从济南过来打工能落户吗",
        "学籍从济南迁到肥城咋办",
        "公司从济南迁到肥城要啥手续",
        "我是外地的能落吗",
        "我是济南的，户口能迁回去吗",
        "想从济南迁到青岛",
    ],
)
def test_other_questions_that_name_a_city_are_left_alone(text: str, places: Places) -> None:
    assert not from_elsewhere(text, places)
