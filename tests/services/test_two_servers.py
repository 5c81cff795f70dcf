"""A conversation over PostgreSQL and Redis: shared, restarted, erased, interrupted."""

from __future__ import annotations

import secrets
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from typing import Any

import psycopg2
import pytest
import redis

from .conftest import Pair, admin


@pytest.fixture
def session() -> str:
    return f"shared_{secrets.token_hex(12)}"


def rows(database: str, query: str, *values: Any) -> list[Any]:
    connection = psycopg2.connect(database)
    with connection.cursor() as cursor:
        cursor.execute(query, values)
        found: list[Any] = cursor.fetchall()
    connection.close()
    return found


def test_a_conversation_goes_on_at_the_other_server(pair: Pair, session: str) -> None:
    first = pair.say(0, session, "帮我看看我能不能落户")
    assert first["awaiting"]
    second = pair.say(1, session, "我在龙山社区租了一整套房")
    assert second["facts"]["housing"] == "rented"
    third = pair.say(0, session, "住了26个月，社保交在肥城")
    assert third["facts"]["residence_community"] == "龙山社区"
    assert third["facts"]["rental_months"] == 26
    for number in (0, 1):
        state = pair.call(number, "GET", f"/api/sessions/{session}")
        assert state["facts"] == third["facts"]
        assert len(state["messages"]) == 6


def test_facts_edited_at_one_server_are_known_to_the_other(pair: Pair, session: str) -> None:
    pair.say(0, session, "我买了房")
    path = f"/api/sessions/{session}/facts"
    pair.call(1, "PATCH", path, json={"facts": {"housing": "rented"}})
    assert pair.say(0, session, "在龙山社区")["facts"]["housing"] == "rented"


def test_it_is_kept_in_the_database(pair: Pair, session: str, database: str) -> None:
    pair.say(0, session, "我叫王小明，电话13800001111，在龙山社区租房")
    kept = rows(database, "select message from turns where session_id = %s", session)
    assert kept == [("我叫＊＊，电话＊＊＊＊，在龙山社区租房",)]
    assert rows(database, "select count(*) from events where sender_id = %s", session)[0][0] > 0


def test_it_survives_a_killed_server(pair: Pair, session: str) -> None:
    last = pair.say(1, session, "我在龙山社区租了一整套房", client_message_id="last")
    pair.restart(1)
    assert pair.call(1, "GET", f"/api/sessions/{session}")["facts"] == last["facts"]
    assert pair.say(1, session, "别的", client_message_id="last") == last
    answer = pair.say(1, session, "住了26个月")
    assert answer["facts"] == {**last["facts"], "rental_months": 26}


def test_erased_at_one_is_gone_at_both(pair: Pair, session: str, database: str) -> None:
    number = pair.say(0, session, "我买了房")["message_id"]
    pair.say(1, session, "在龙山社区")
    rating = {"message_id": number, "rating": "up"}
    pair.call(1, "POST", f"/api/sessions/{session}/feedback", json=rating)
    assert pair.call(1, "DELETE", f"/api/sessions/{session}") == {"deleted": True}
    for table, column in (
        ("turns", "session_id"),
        ("feedback", "session_id"),
        ("events", "sender_id"),
    ):
        assert rows(database, f"select * from {table} where {column} = %s", session) == []
    assert pair.say(0, session, "你好")["facts"] == {}


def test_messages_to_both_at_once_are_taken_one_by_one(pair: Pair, session: str) -> None:
    said = ["我买了房", "房子在龙山社区", "没有做生意", "没有工作", "不是退伍军人", "社保交在肥城"]
    with ThreadPoolExecutor(len(said)) as pool:
        list(pool.map(lambda item: pair.say(item[0] % 2, session, item[1]), enumerate(said)))
    state = pair.call(0, "GET", f"/api/sessions/{session}")
    assert sorted(m["text"] for m in state["messages"] if m["role"] == "user") == sorted(said)
    assert state["facts"]["housing"] == "owned"
    assert state["facts"]["residence_community"] == "龙山社区"
    assert state["facts"]["social_insurance"] == "local"
    assert pair.say(1, session, "好的")["facts"] == state["facts"]


def test_the_same_message_to_both_at_once_is_answered_once(pair: Pair, session: str) -> None:
    def send(turn: int, number: int) -> Any:
        said = f"我租的房，住了{turn + 1}个月"
        return pair.say(number % 2, session, said, client_message_id=f"id-{turn}")

    for turn in range(4):
        with ThreadPoolExecutor(4) as pool:
            answers = list(pool.map(partial(send, turn), range(4)))
        assert all(answer == answers[0] for answer in answers)
    state = pair.call(0, "GET", f"/api/sessions/{session}")
    assert len(state["messages"]) == 8


def test_no_lock_is_left_behind(pair: Pair, session: str, redis_url: str) -> None:
    pair.say(0, session, "你好")
    assert redis.Redis.from_url(redis_url).keys("*lock*") == []


def test_lost_connections_are_made_again(pair: Pair, session: str, database: str) -> None:
    """As after a restart of PostgreSQL: nothing is forgotten and nobody sees an error."""
    known = pair.say(0, session, "我在龙山社区租了一整套房")["facts"]
    name = database.rpartition("/")[2]
    admin(
        "select pg_terminate_backend(pid) from pg_stat_activity "
        f"where datname = '{name}' and pid <> pg_backend_pid()"
    )
    assert pair.say(0, session, "住了26个月")["facts"] == {**known, "rental_months": 26}
    assert pair.call(1, "GET", "/readyz") == {"status": "ready"}
