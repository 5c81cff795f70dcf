"""WeChat asks again after 5 seconds, three times in all; a message is answered once."""

from __future__ import annotations

import contextlib
import sqlite3
import time
from concurrent.futures import ThreadPoolExecutor
from typing import Iterator

import httpx
from serving import RunningServer, running_server

from .weixin import APPID, TOKEN, Follower, new_id


@contextlib.contextmanager
def _held_up(server: RunningServer) -> Iterator[sqlite3.Connection]:
    """While another process writes to the database, no turn can be stored."""
    other = sqlite3.connect(server.data / "conversations.db", isolation_level=None)
    other.execute("begin immediate")
    try:
        yield other
    finally:
        if other.in_transaction:
            other.execute("rollback")
        other.close()


def test_a_message_sent_again_is_answered_once(follower: Follower) -> None:
    number = new_id()
    first = follower.read(follower.text("租房能落户吗", number))
    assert follower.read(follower.text("租房能落户吗", number)) == first
    assert follower.turns() == ["租房能落户吗"]
    follower.says("租房能落户吗")
    assert len(follower.turns()) == 2


def test_three_at_once_are_answered_once(follower: Follower) -> None:
    number = new_id()
    with ThreadPoolExecutor(3) as pool:
        sent = [pool.submit(follower.text, "租房能落户吗", number) for _ in range(3)]
        answers = {follower.read(response.result()) for response in sent}
    assert len(answers) == 1
    assert follower.turns() == ["租房能落户吗"]


def test_a_number_picked_twice_is_one_pick(follower: Follower) -> None:
    follower.says("帮我看看能不能落户")
    number = new_id()
    answers = {follower.read(follower.text("1", number)) for _ in range(2)}
    assert len(answers) == 1
    assert len(follower.turns()) == 2


def test_a_slow_turn_is_handed_over_on_the_retry(follower: Follower) -> None:
    number = new_id()
    with _held_up(follower.server) as other:
        with contextlib.suppress(httpx.ReadTimeout):
            raise AssertionError(follower.text("租房能落户吗", number, timeout=1.5).text)
        with ThreadPoolExecutor(1) as pool:
            again = pool.submit(follower.text, "租房能落户吗", number)
            time.sleep(0.5)
            other.execute("rollback")
            answer = follower.read(again.result())
    assert "依据" in answer
    assert follower.read(follower.text("租房能落户吗", number)) == answer
    assert follower.turns() == ["租房能落户吗"]


def test_the_last_retry_is_answered_within_five_seconds(follower: Follower) -> None:
    number = new_id()
    with _held_up(follower.server):
        for _ in range(2):
            with contextlib.suppress(httpx.ReadTimeout):
                raise AssertionError(follower.text("租房能落户吗", number, timeout=0.7).text)
        started = time.monotonic()
        answer = follower.read(follower.text("租房能落户吗", number))
        assert time.monotonic() - started < 5
    assert "再说一遍" in answer
    assert "依据" in follower.says("再说一遍")
    assert follower.turns()[0] == "租房能落户吗"


def test_an_old_message_is_taken_for_the_last_retry(follower: Follower) -> None:
    with _held_up(follower.server):
        started = time.monotonic()
        response = follower.text("租房能落户吗", created=int(time.time()) - 11)
        assert time.monotonic() - started < 5
    assert "再说一遍" in follower.read(response)


def test_a_retry_after_a_restart_is_answered_from_the_store(
    tmp_path_factory: object, plain_server: RunningServer
) -> None:
    folder = tmp_path_factory.mktemp("restarted")  # type: ignore[attr-defined]
    account = {"LUOHU_WECHAT_TOKEN": TOKEN, "LUOHU_WECHAT_APPID": APPID}
    number = new_id()
    with running_server(folder, **account) as server:
        follower = Follower(server)
        first = follower.read(follower.text("租房能落户吗", number))
        server.kill()
    with running_server(folder, **account) as server:
        follower = Follower(server, openid=follower.openid)
        assert follower.read(follower.text("租房能落户吗", number)) == first
        assert follower.turns() == ["租房能落户吗"]
