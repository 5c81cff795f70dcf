"""What a message or an event of the official account leads to: the text of the answer."""

from __future__ import annotations

import asyncio
import hashlib
from collections import OrderedDict
from typing import Any, Optional

from prometheus_client import Counter

from bot.channels import wechat_text as text_of
from bot.channels import words
from bot.channels.campaigns import Campaigns
from bot.channels.limiter import SenderLimit
from bot.channels.turns import NotReady, Turns
from bot.service import Conversations

SILENCE = ""

_SUBSCRIBED = ("subscribe", "subscribe_scan")
_SCANNED = ("subscribe_scan", "scan")
_KINDS = (*_SUBSCRIBED, "scan", "unsubscribe", "click", "text", "voice")
_READERS = 1000

Json = dict[str, Any]


def message_key(message: Any) -> str:
    """Names a message among those of its sender; WeChat's repetitions have the same key.

    Messages have a number. Events have none: there it is the second in which they happened, and
    what happened, since one tap can lead to two events.
    """
    if message.id:
        return f"wx-{message.id}"[:64]
    raw = message._data
    parts = (str(message.time), str(raw.get("Event")), str(raw.get("EventKey") or ""))
    return "wxe-" + hashlib.sha256("\0".join(parts).encode()).hexdigest()[:40]


class Desk:
    """Answers for one official account. Keeps in memory who came from which QR code, and who is
    reading a long answer in parts; both only as labels and numbers."""

    def __init__(self, turns: Turns) -> None:
        settings = turns.settings
        self._turns = turns
        self._limit = SenderLimit("wechat", settings.rate_limit, settings.redis_url)
        self._campaigns = Campaigns()
        self._reading: OrderedDict[str, int] = OrderedDict()
        self._received = Counter(
            "luohu_wechat_messages_total",
            "Messages and events of the official account, each once",
            ["kind", "scene"],
            registry=turns.metrics.registry,
        )

    async def answer(self, session_id: str, message: Any) -> str:
        """The answer; the empty string where none is due."""
        kind = message.event if message.type == "event" else message.type
        if message._data.get("MsgType") == "event" and message.type != "event":
            kind = "event"  # one that wechatpy does not know
        scene = message.scene_id if kind in _SCANNED else None
        label = self._campaigns.note(session_id, str(scene) if scene else None)
        self._received.labels(kind if kind in _KINDS else "other", label).inc()
        try:
            return await self._answer(session_id, kind, message)
        except NotReady:
            return words.LOADING

    async def _answer(self, session_id: str, kind: str, message: Any) -> str:
        if kind == "text":
            return await self._text(session_id, message.content or "", message_key(message))
        if kind == "voice":
            if not message.recognition:
                return words.NOT_HEARD
            return await self._text(session_id, message.recognition, message_key(message))
        if kind == "click":
            return await self._click(session_id, message.key or "", message_key(message))
        if kind in _SUBSCRIBED or kind == "scan":
            return await self._welcome(session_id)
        if kind == "unsubscribe":
            await self._erase(session_id)
            return SILENCE
        return SILENCE if message._data.get("MsgType") == "event" else words.TEXT_ONLY

    async def _text(self, session_id: str, text: str, key: str) -> str:
        conversations, text = await self._turns.conversations(), text.strip()
        document = self._turns.document()
        if not self._limit.allows(session_id):
            return words.say(document, "too_fast")
        if not text:
            return words.say(document, "empty")
        if len(text) > self._turns.settings.max_message:
            return words.say(document, "too_long")
        if text == words.ERASE:
            return words.ERASED if await self._erase(session_id) else words.NOTHING_TO_ERASE
        last = await self._last(conversations, session_id)
        if text == text_of.MORE and last is not None:
            more = self._next_part(session_id, last)
            if more is not None:
                return more
        said = text_of.picked(text, last or words.greeting(document))
        response = await self._turns.say(session_id, said, key, self._metadata(session_id))
        self._reading.pop(session_id, None)
        return self._parts(session_id, response)[0]

    async def _click(self, session_id: str, key: str, message_id: str) -> str:
        """A menu button: its key is one of ours, or the sentence that it says."""
        if key == words.CLICK_ERASE:
            return words.ERASE_ASK
        if key == words.CLICK_GREET:
            return await self._welcome(session_id)
        return await self._text(session_id, key, message_id) if key else SILENCE

    async def _welcome(self, session_id: str) -> str:
        """The greeting; for a person who has talked with us, what was said last."""
        conversations = await self._turns.conversations()
        last = await self._last(conversations, session_id)
        if last is None:
            return text_of.render(words.greeting(self._turns.document()))
        self._reading.pop(session_id, None)
        first = self._parts(session_id, last)[0]
        return text_of.led_by(f"{words.BACK}\n{words.LAST_SAID}\n\n", first)

    async def _erase(self, session_id: str) -> bool:
        """Deletes all that is kept of a person: asked for, or required when they unsubscribe."""
        self._campaigns.forget(session_id)
        self._reading.pop(session_id, None)
        return await (await self._turns.conversations()).erase(session_id)

    def _parts(self, session_id: str, response: Json) -> list[str]:
        link = self._link(session_id)
        return text_of.parts(text_of.render(response, link), link)

    def _next_part(self, session_id: str, last: Json) -> Optional[str]:
        """The next part of a long answer; None where there is nothing left to read."""
        pieces = self._parts(session_id, last)
        number = self._reading.get(session_id, 1)
        if number >= len(pieces):
            return None
        self._reading[session_id] = number + 1
        self._reading.move_to_end(session_id)
        while len(self._reading) > _READERS:
            self._reading.popitem(last=False)
        return pieces[number]

    def _link(self, session_id: str) -> Optional[str]:
        base = self._turns.settings.public_url
        return f"{base}/#{session_id}" if base else None

    def _metadata(self, session_id: str) -> Json:
        return {"channel": "wechat", "scene": self._campaigns.of(session_id)}

    @staticmethod
    async def _last(conversations: Conversations, session_id: str) -> Optional[Json]:
        loop = asyncio.get_running_loop()
        turn = await loop.run_in_executor(None, conversations.store.last, session_id)
        return turn.response if turn is not None else None
