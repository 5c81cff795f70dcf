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
from bot.channels.wechat_envelope import kind_of
from bot.channels.wechat_waiting import LOADING, SILENCE
from bot.service import Conversations

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
    """Answers for one official account. Keeps in memory who is reading a long answer in parts,
    only as numbers; who came from which QR code is in the store, only as labels."""

    def __init__(self, turns: Turns) -> None:
        settings = turns.settings
        self._turns = turns
        self._limit = SenderLimit("wechat", settings.rate_limit, settings.redis_url)
        self._campaigns: Optional[Campaigns] = None
        self._reading: OrderedDict[str, int] = OrderedDict()
        self._received = Counter(
            "luohu_wechat_messages_total",
            "Messages and events of the official account, each once",
            ["kind", "scene"],
            registry=turns.metrics.registry,
        )

    async def answer(self, session_id: str, message: Any) -> str:
        """The answer; the empty string where none is due."""
        kind = kind_of(message)
        scene = message.scene_id if kind in _SCANNED else None
        try:
            label = await self._note(session_id, str(scene) if scene else None)
            self._received.labels(kind if kind in _KINDS else "other", label).inc()
            return await self._answer(session_id, kind, message, label)
        except NotReady:
            return LOADING

    async def _note(self, session_id: str, scene: Optional[str]) -> str:
        """The label of the scene that led a person here, kept where the event names one."""
        store = (await self._turns.conversations()).store

        def note() -> str:
            self._campaigns = self._campaigns or Campaigns(store)
            return self._campaigns.note(session_id, scene)

        label: str = await asyncio.get_running_loop().run_in_executor(None, note)
        return label

    async def _answer(self, session_id: str, kind: str, message: Any, scene: str) -> str:
        if kind == "text":
            said = message.content or ""
            return await self._text(session_id, said, message_key(message), scene)
        if kind == "voice":
            if not message.recognition:
                return words.NOT_HEARD
            return await self._text(session_id, message.recognition, message_key(message), scene)
        if kind == "click":
            return await self._click(session_id, message.key or "", message_key(message), scene)
        if kind in _SUBSCRIBED or kind == "scan":
            return await self._welcome(session_id)
        if kind == "unsubscribe":
            await self._erase(session_id)
            return SILENCE
        return SILENCE if message._data.get("MsgType") == "event" else words.TEXT_ONLY

    async def _text(self, session_id: str, text: str, key: str, scene: str) -> str:
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
        response = await self._turns.say(session_id, said, key, _metadata(scene))
        self._reading.pop(session_id, None)
        return self._parts(session_id, response)[0]

    async def _click(self, session_id: str, key: str, message_id: str, scene: str) -> str:
        """A menu button: its key is one of ours, or the sentence that it says."""
        if key == words.CLICK_ERASE:
            return words.ERASE_ASK
        if key == words.CLICK_GREET:
            return await self._welcome(session_id)
        return await self._text(session_id, key, message_id, scene) if key else SILENCE

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

    @staticmethod
    async def _last(conversations: Conversations, session_id: str) -> Optional[Json]:
        loop = asyncio.get_running_loop()
        turn = await loop.run_in_executor(None, conversations.store.last, session_id)
        return turn.response if turn is not None else None


def _metadata(scene: str) -> Json:
    """What Rasa's tracker keeps beside each message."""
    return {"channel": "wechat", "scene": scene}
