"""A turn that somebody gives up on, that fails, or that another server was faster with."""

from __future__ import annotations

import asyncio
from pathlib import Path
from types import SimpleNamespace
from typing import Any, Iterator

import pytest

from bot.agent import AgentThread
from bot.locks import ConversationLocks
from bot.service import Conversations
from bot.store import ConversationStore, make_engine

SESSION = "session-number-one"


class SlowAgent:
    """Stands where Rasa's agent stands: takes its time, then says one thing, or nothing."""

    def __init__(self) -> None:
        self.lock_store = ConversationLocks()
        self.tracker_store = SimpleNamespace(saved={})
        self.processor = self
        self.says = ["好"]
        self.seconds = 0.1
        self.meanwhile: Any = lambda: None
        self.turns = 0

    async def handle_message(self, message: Any) -> None:
        await asyncio.sleep(self.seconds)
        self.turns += 1
        self.meanwhile()
        message.output_channel.messages.extend({"text": text} for text in self.says)
        tracker = SimpleNamespace(current_slot_values=lambda: {}, latest_message=None)
        self.tracker_store.saved[message.sender_id] = tracker


@pytest.fixture
def agent() -> SlowAgent:
    return SlowAgent()


@pytest.fixture
def talks(agent: SlowAgent, tmp_path: Path) -> Iterator[Conversations]:
    thread = AgentThread()
    store = ConversationStore(make_engine(f"sqlite:///{tmp_path}/talks.db"))
    yield Conversations(agent, store, thread)
    thread.stop()
    store.close()


def test_a_turn_given_up_is_finished_and_found_again(
    talks: Conversations, agent: SlowAgent
) -> None:
    async def talk() -> Any:
        with pytest.raises(asyncio.TimeoutError):
            await asyncio.wait_for(talks.say(SESSION, "你好", None, "one"), 0.02)
        return await talks.say(SESSION, "你好", None, "one")

    answer = asyncio.run(talk())
    assert answer["replies"][0]["text"] == "好"
    assert agent.turns == 1
    assert len(talks.store.turns(SESSION)) == 1


def test_a_turn_without_an_answer_is_a_failure_and_not_kept(
    talks: Conversations, agent: SlowAgent
) -> None:
    agent.says = []
    with pytest.raises(RuntimeError):
        asyncio.run(talks.say(SESSION, "你好"))
    assert talks.store.turns(SESSION) == []
    agent.says = ["好"]
    assert asyncio.run(talks.say(SESSION, "你好"))["replies"]


def test_an_answer_of_another_server_is_the_answer(talks: Conversations, agent: SlowAgent) -> None:
    theirs = {"replies": [{"text": "先到的"}]}
    agent.meanwhile = lambda: talks.store.add(SESSION, "你好", theirs, "one")
    answer = asyncio.run(talks.say(SESSION, "你好", None, "one"))
    assert answer["replies"] == theirs["replies"]
    assert len(talks.store.turns(SESSION)) == 1


def test_old_conversations_are_erased(talks: Conversations, agent: SlowAgent) -> None:
    gone: list[str] = []

    async def delete(session: str) -> None:
        gone.append(session)

    agent.tracker_store.delete = delete
    asyncio.run(talks.say(SESSION, "你好"))
    assert asyncio.run(talks.erase_expired(days=1)) == 0
    assert asyncio.run(talks.erase_expired(days=-1)) == 1
    assert gone == [SESSION]
    assert talks.store.turns(SESSION) == []
