"""What every channel does with a message: say it, within the time a turn may take, and count it."""

from __future__ import annotations

import asyncio
import logging
import time
import traceback
from typing import Any, Optional

from bot.assistant import Assistant
from bot.metrics import Metrics
from bot.routes.chat import count
from bot.service import Conversations
from bot.settings import Settings
from policy_kb.library import LocalDocument

_LOOK_EVERY = 0.2


log = logging.getLogger("luohu")


class NotReady(RuntimeError):
    """The assistant did not load within the time of a turn."""


class Turns:
    """Takes messages into the one assistant's conversations."""

    def __init__(self, settings: Settings, assistant: Assistant, metrics: Metrics) -> None:
        self.settings = settings
        self.assistant = assistant
        self.metrics = metrics

    async def conversations(self) -> Conversations:
        """The conversations, waiting for a server that still loads. NotReady when that is long."""
        await self.ready_within(self.settings.turn_timeout)
        if self.assistant.conversations is None:
            raise NotReady
        return self.assistant.conversations

    async def ready_within(self, seconds: float) -> bool:
        """Waits at most so long for a server that still loads; whether it can talk then."""
        end = time.monotonic() + seconds
        while self.assistant.conversations is None:
            left = end - time.monotonic()
            if self.assistant.failure is not None or left <= 0:
                return False
            await asyncio.sleep(min(_LOOK_EVERY, left))
        return True

    def document(self) -> LocalDocument:
        """The city's own document, for its wording. NotReady before it is loaded."""
        if self.assistant.dialogue is None:
            raise NotReady
        return self.assistant.dialogue.library.local

    async def say(
        self,
        session_id: str,
        message: str,
        message_id: Optional[str],
        metadata: dict[str, Any],
    ) -> dict[str, Any]:
        """The response to a message. asyncio.TimeoutError after the turn's time."""
        conversations = await self.conversations()
        started = time.monotonic()
        response = await asyncio.wait_for(
            conversations.say(session_id, message, None, message_id, metadata),
            self.settings.turn_timeout,
        )
        self.metrics.turn_seconds.observe(time.monotonic() - started)
        count(self.metrics, response)
        return response


def report(channel: str, error: BaseException) -> None:
    """Logs where a turn failed: kind and line, never the error's text, which may quote people."""
    frames = traceback.extract_tb(error.__traceback__)
    where = f"{frames[-1].filename}:{frames[-1].lineno}" if frames else "?"
    log.error("%s 的消息没有答成：%s，%s", channel, type(error).__name__, where)
