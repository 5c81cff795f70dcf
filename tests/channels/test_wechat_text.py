"""What fits into a text message, and what a number means."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Optional

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.channels.campaigns import NONE, OTHER, Campaigns
from bot.channels.wechat_text import LIMIT, MORE, parts, picked, render
from bot.store import ConversationStore, make_engine

LINK = "https://luohu.example/#0123456789abcdef"


def _reply(text: str, *titles: str, kind: str = "answer") -> dict[str, Any]:
    buttons = [{"title": title, "payload": f"<{title}>"} for title in titles]
    return {"kind": kind, "text": text, "buttons": buttons, "citations": [], "basis": []}


def _response(*replies: dict[str, Any], awaiting: Optional[str] = None) -> dict[str, Any]:
    return {"replies": list(replies), "awaiting": awaiting}


@given(st.text(min_size=1, max_size=3000), st.sampled_from([None, LINK]))
def test_parts_fit_and_lose_nothing(text: str, link: Optional[str]) -> None:
    pieces = parts(text, link)
    assert all(len(piece.encode()) <= LIMIT for piece in pieces)
    assert all(MORE in piece for piece in pieces[:-1])
    tail = "\n\n（还没说完"
    whole = "".join(piece.rsplit(tail, 1)[0] for piece in pieces[:-1]) + pieces[-1]
    assert "".join(whole.split()) == "".join(text.split())


def test_parts_end_where_a_line_ends() -> None:
    text = "\n".join(f"{n}。" + "一" * 40 for n in range(40))
    pieces = parts(text, LINK)
    assert len(pieces) == 3
    assert all(LINK in piece for piece in pieces[:-1])
    assert LINK not in pieces[-1]
    assert next(piece.partition("。")[0] for piece in pieces) == "0"
    assert all(piece.split("\n\n（")[0].endswith("一") for piece in pieces)
    assert all(piece[0].isdigit() for piece in pieces)


@pytest.mark.parametrize(
    "said",
    ["2", " 2 ", "２", "②", "2.", "2、", "选2", "我选2", "第2个", "第二个", "二", "2号", "B"],
)
def test_numbers_as_people_write_them(said: str) -> None:
    assert picked(said, _response(_reply("？", "A", "B"))) == "<B>"


@pytest.mark.parametrize("said", ["3", "0", "22", "2年", "两个", "2个孩子", "12345", "", "C"])
def test_what_is_no_choice_stays(said: str) -> None:
    assert picked(said, _response(_reply("？", "A", "B"))) == said


def test_a_number_answers_a_question_of_duration() -> None:
    response = _response(_reply("多久？", "A", "B", kind="question"), awaiting="rental_months")
    assert picked("2", response) == "2"
    assert picked("A", response) == "<A>"
    assert "1. " not in render(response)


def test_choices_of_the_question_first_then_those_of_a_doubt() -> None:
    response = _response(
        _reply("答", "别的话题"),
        _reply("您是想问哪一个？", "C", kind="clarify"),
        _reply("您住哪里？", "A", "B", kind="question"),
        awaiting="housing",
    )
    assert render(response).endswith("1. A\n2. B\n3. C")
    assert picked("3", response) == "<C>"


def test_the_same_choice_stands_once() -> None:
    response = _response(_reply("一", "A", "B"), _reply("二", "B", "C"))
    assert render(response).endswith("1. A\n2. B\n3. C")
    assert picked("3", response) == "<C>"


@pytest.fixture
def store(tmp_path: Path) -> ConversationStore:
    return ConversationStore(make_engine(f"sqlite:///{tmp_path}/talks.db"))


def test_labels_of_campaigns_are_bounded(store: ConversationStore) -> None:
    campaigns = Campaigns(store)
    labels = {campaigns.label(f"qrscene_{n}") for n in range(200)}
    assert len(labels) == 51
    assert OTHER in labels
    assert campaigns.label("0") == "0"


def test_labels_that_are_kept_count_after_a_restart(store: ConversationStore) -> None:
    before = Campaigns(store)
    for number in range(60):
        before.note(f"session-{number}", f"hall-{number}")
    again = Campaigns(store)
    assert again.of("session-3") == "hall-3"
    assert again.of("session-55") == OTHER
    assert again.label("a-new-one") == OTHER


def test_a_session_keeps_its_newest_scene(store: ConversationStore) -> None:
    campaigns = Campaigns(store)
    assert campaigns.of("s") == NONE
    assert campaigns.note("s", "qrscene_Hall") == "hall"
    assert campaigns.note("s", None) == "hall"
    assert campaigns.note("s", "bus") == "bus"
    assert Campaigns(store).of("s") == "bus"
    store.erase("s")
    assert campaigns.of("s") == NONE
