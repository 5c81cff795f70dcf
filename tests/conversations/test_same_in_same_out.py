"""The same messages with the same facts and documents give byte-identical replies."""

from __future__ import annotations

import json
from typing import Any

import pytest
from conversations.talking import Conversation, conversations

from benchmarks.simulation import Talks

pytestmark = pytest.mark.model

EVERY = 4
SOME = list(conversations())[::EVERY]


def as_bytes(response: dict[str, Any]) -> bytes:
    """All that a client gets, but for what names the conversation itself."""
    kept = {k: v for k, v in response.items() if k not in ("session_id", "message_id")}
    return json.dumps(kept, ensure_ascii=False).encode()


def whole(talks: Talks, conversation: Conversation) -> list[bytes]:
    talk = talks.begin()
    return [as_bytes(talk.say(turn["say"])) for turn in conversation.turns]


@pytest.mark.parametrize("conversation", SOME, ids=lambda c: f"{c.event}-{c.number}")
def test_held_twice_a_conversation_comes_out_the_same(
    talks: Talks, conversation: Conversation
) -> None:
    assert whole(talks, conversation) == whole(talks, conversation)


def test_another_conversation_in_between_changes_nothing(talks: Talks) -> None:
    question, other = "孩子上学怎么办", "我在龙山社区有自己的房，能落户吗"
    before = as_bytes(talks.once(question))
    talks.once(other)
    assert as_bytes(talks.once(question)) == before


def test_two_conversations_side_by_side_keep_apart(talks: Talks) -> None:
    mine, yours = talks.begin(), talks.begin()
    mine.say("我在龙山社区租的房，想落户")
    assert yours.say("帮我看看能不能落户")["facts"] == {}
    assert mine.say("孩子上学怎么办")["facts"]["housing"] == "rented"
    assert as_bytes(mine.say("你好")) != as_bytes(yours.say("你好"))
