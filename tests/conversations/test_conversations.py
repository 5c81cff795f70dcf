"""Holds every conversation that is written down in this folder, one file an event."""

from __future__ import annotations

import pytest
from conversations.talking import Conversation, conversations, hold

from benchmarks.simulation import Talks

ALL = list(conversations())
LEAST = 120

pytestmark = pytest.mark.model


@pytest.mark.parametrize("conversation", ALL, ids=lambda c: f"{c.event}-{c.number}")
def test_conversation(talks: Talks, conversation: Conversation) -> None:
    hold(talks.begin(), conversation.turns)


def test_there_are_enough_conversations_and_no_two_are_alike() -> None:
    said = [tuple(turn["say"] for turn in conversation.turns) for conversation in ALL]
    assert len(said) >= LEAST
    assert len(set(said)) == len(said)


def test_an_expectation_that_is_not_met_fails(talks: Talks) -> None:
    unmet = {"say": "你好", "kinds": ["assessment"]}
    with pytest.raises(AssertionError, match="the kinds of replies"):
        hold(talks.begin(), [unmet])
