"""One turn of a conversation at a time, in the order in which they came."""

from __future__ import annotations

import asyncio
import time

import pytest
from rasa.core.lock_store import LockStore

from bot.locks import ConversationLocks, locks_for


async def _turn(locks: LockStore, session: str, name: str, done: list[str]) -> None:
    async with locks.lock(session):
        done.append(f"{name} begins")
        await asyncio.sleep(0.01)
        done.append(f"{name} ends")


def test_turns_of_one_conversation_wait_in_line() -> None:
    async def talk() -> list[str]:
        locks, done = ConversationLocks(), list[str]()
        await asyncio.gather(*(_turn(locks, "one", str(n), done) for n in range(5)))
        return done

    assert asyncio.run(talk()) == [f"{n} {what}" for n in range(5) for what in ("begins", "ends")]


def test_conversations_do_not_wait_for_each_other() -> None:
    async def talk() -> float:
        locks, done = ConversationLocks(), list[str]()
        started = time.monotonic()
        await asyncio.gather(*(_turn(locks, str(n), "", done) for n in range(50)))
        return time.monotonic() - started

    assert asyncio.run(talk()) < 0.4


def test_a_failed_turn_lets_the_next_one_in() -> None:
    async def talk() -> list[str]:
        locks, done = ConversationLocks(), list[str]()

        async def failing() -> None:
            async with locks.lock("one"):
                raise ValueError

        results = await asyncio.gather(
            failing(), _turn(locks, "one", "next", done), return_exceptions=True
        )
        assert isinstance(results[0], ValueError)
        assert locks._locks == {}
        return done

    assert asyncio.run(talk()) == ["next begins", "next ends"]


def test_a_turn_given_up_while_waiting_leaves_nothing() -> None:
    async def talk() -> None:
        locks, done = ConversationLocks(), list[str]()
        async with locks.lock("one"):
            waiting = asyncio.create_task(_turn(locks, "one", "late", done))
            await asyncio.sleep(0.01)
            waiting.cancel()
            with pytest.raises(asyncio.CancelledError):
                await waiting
        assert (done, locks._locks) == ([], {})

    asyncio.run(talk())


def test_without_redis_locks_are_this_processs_own() -> None:
    assert type(locks_for(None)) is ConversationLocks
