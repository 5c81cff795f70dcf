"""Questions and remarks on the case in hand are known by their own words, and others are not."""

from __future__ import annotations

from pathlib import Path
from typing import Optional

import pytest
import yaml

from actions.dialogue import pairs, refusals, remarks_made, supposing
from actions.dialogue.of_the_verdict import asks_where
from actions.dialogue.state import Memory, State

SAID = yaml.safe_load(Path(__file__).with_name("of_the_case.yml").read_text("utf-8"))
CASES = [(text, kind) for kind, texts in SAID.items() for text in texts]


@pytest.mark.parametrize(("text", "kind"), CASES)
def test_each_is_known_for_what_it_is(text: str, kind: str) -> None:
    assert (_kind(text) or "none") == kind


@pytest.mark.parametrize(
    ("text", "is_his"),
    [
        ("他要是来这里打工交社保呢", True), ("我弟弟要是来镇上上班呢", True),
        ("要是俺哥来镇上买套房呢", True), ("如果他自己租房住呢", True),
        ("要是我来镇上上班呢", False), ("要是俺媳妇跟我住一块呢", False),
        ("如果下个月找到工作了呢", False), ("要是我把社保交上呢", False),
    ],
)  # fmt: skip
def test_a_supposition_about_another_is_his(text: str, is_his: bool) -> None:
    assert pairs.supposes_of_another(State(), text, {"stable_job": True}) is is_his


def _kind(text: str) -> Optional[str]:
    memory = Memory(stated=True, relatives=[{"relation": "spouse"}])
    state = State(facts={"housing": "owned"}, memory=memory)
    if refusals.asked(memory, text):
        return "refused"
    if pairs.brought_here(state, text):
        return "brought"
    if pairs.which_of_us(state, text):
        return "two"
    if remarks_made.worries(memory, text):
        return "worried"
    if asks_where(text):
        return "where"
    return "thanks_with" if remarks_made.asked_beside(text) else None


@pytest.mark.parametrize(
    ("text", "goes"),
    [
        ("如果下个月找到工作了呢 在镇上的厂里 给交五险", True),
        ("要是我开个店呢，在镇上，有门面", True), ("万一我租了房呢 整租的", True),
        ("要是我开个店呢 我现在打零工", False), ("我租的房 住了两年", False),
        ("如果找到工作了呢 现在还没有", False), ("要是买套房呢 行不行?", False),
    ],
)  # fmt: skip
def test_what_follows_a_supposition_belongs_to_it(text: str, goes: bool) -> None:
    assert supposing.goes_on(text) is goes
