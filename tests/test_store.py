"""Conversations in a database of their own: kept, found, rated, erased, expired."""

from __future__ import annotations

import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa

from bot.store import ConversationStore, IntegrityError, make_engine

RESPONSE: dict[str, Any] = {"replies": [], "facts": {"housing": "owned"}, "awaiting": None}
A, B = "session-number-one", "session-number-two"


@pytest.fixture
def store(tmp_path: Path) -> ConversationStore:
    return ConversationStore(make_engine(f"sqlite:///{tmp_path}/talks.db"))


def test_turns_come_back_in_order(store: ConversationStore) -> None:
    first = store.add(A, "我买了房", RESPONSE)
    store.add(B, "别人的话", RESPONSE)
    second = store.add(A, None, {**RESPONSE, "awaiting": "housing"})
    turns = store.turns(A)
    assert [turn.id for turn in turns] == [first, second]
    assert [turn.message for turn in turns] == ["我买了房", None]
    assert turns[0].response == RESPONSE
    assert store.last(A) == turns[1]
    assert store.last("session-that-never-was") is None


def test_a_clients_id_is_found_in_its_session_only(store: ConversationStore) -> None:
    number = store.add(A, "我买了房", RESPONSE, "one")
    found = store.find(A, "one")
    assert found is not None
    assert found.id == number
    assert store.find(B, "one") is None
    store.add(B, "我买了房", RESPONSE, "one")
    with pytest.raises(IntegrityError):
        store.add(A, "又一遍", RESPONSE, "one")


def test_a_rating_is_of_ones_own_turn(store: ConversationStore) -> None:
    number = store.add(A, "我买了房", RESPONSE)
    assert not store.rate(B, number, "up", None)
    assert store.rate(A, number, "up", None)
    assert store.rate(A, number, "down", "wrong")
    assert store.ratings(A) == {number: "down"}
    assert store.ratings(B) == {}


def test_erasing_takes_one_conversation_whole(store: ConversationStore) -> None:
    store.rate(A, store.add(A, "我买了房", RESPONSE), "up", None)
    store.add(B, "别人的话", RESPONSE)
    assert store.erase(A)
    assert not store.erase(A)
    assert (store.turns(A), store.ratings(A)) == ([], {})
    assert len(store.turns(B)) == 1


def test_erased_words_are_not_in_the_files(store: ConversationStore, tmp_path: Path) -> None:
    words = "紫藤巷尽头那户"
    for _ in range(50):
        store.add(A, words, RESPONSE)
    store.erase(A)
    for path in tmp_path.iterdir():
        assert words.encode() not in path.read_bytes()


def test_a_conversation_expires_by_its_newest_turn(store: ConversationStore) -> None:
    store.add(A, "我买了房", RESPONSE)
    time.sleep(0.02)
    between = time.time()
    time.sleep(0.02)
    store.add(B, "别人的话", RESPONSE)
    assert store.expired(between) == [A]
    store.add(A, "还在", RESPONSE)
    assert store.expired(between) == []


def test_a_scene_is_kept_and_goes_with_its_conversation(store: ConversationStore) -> None:
    assert (store.scene(A), store.scenes()) == (None, [])
    store.note_scene(A, "hall")
    store.note_scene(B, "bus")
    store.note_scene(A, "desk")
    assert store.scene(A) == "desk"
    assert sorted(store.scenes()) == ["bus", "desk"]
    assert not store.erase(A)
    assert store.scenes() == ["bus"]


def test_a_scene_without_a_word_expires_too(store: ConversationStore) -> None:
    store.note_scene(A, "hall")
    assert store.expired(time.time() - 60) == []
    assert store.expired(time.time() + 60) == [A]
    store.note_scene(B, "bus")
    store.add(B, "我买了房", RESPONSE)
    assert sorted(store.expired(time.time() + 60)) == [A, B]


def test_scenes_may_be_noted_at_once(store: ConversationStore) -> None:
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda n: store.note_scene(A, f"hall-{n}"), range(32)))
    assert len(store.scenes()) == 1


def test_many_write_at_once(store: ConversationStore) -> None:
    with ThreadPoolExecutor(8) as pool:
        numbers = list(pool.map(lambda n: store.add(A, str(n), RESPONSE), range(64)))
    assert len(set(numbers)) == 64
    assert len(store.turns(A)) == 64


def test_processes_may_make_the_tables_at_once(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path}/new.db"
    with ThreadPoolExecutor(4) as pool:
        stores = list(pool.map(lambda _: ConversationStore(make_engine(url)), range(4)))
    stores[0].add(A, "我买了房", RESPONSE)
    assert len(stores[3].turns(A)) == 1


def test_an_error_does_not_quote_what_was_said(store: ConversationStore) -> None:
    store.add(A, "我买了房", RESPONSE, "one")
    with pytest.raises(IntegrityError) as raised:
        store.add(A, "紫藤巷尽头那户", RESPONSE, "one")
    assert "紫藤巷" not in str(raised.value)


def test_a_database_that_is_away_is_noticed(tmp_path: Path) -> None:
    engine = make_engine(f"sqlite:///{tmp_path}/gone/talks.db")
    with pytest.raises(sa.exc.OperationalError):
        engine.connect()
