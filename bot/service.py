"""One conversation turn from outside: lock, mask, understand, answer, keep.

What was answered is stored before it is handed out, so a process that dies then loses nothing.
"""

from __future__ import annotations

import asyncio
import json
import re
import secrets
import time
from datetime import date, datetime
from typing import Any, Optional

from rasa.core.agent import Agent
from rasa.core.channels.channel import UserMessage
from rasa.shared.core.trackers import DialogueStateTracker

from actions.eligibility import assess
from actions.rasa_actions import TIME_ZONE, state_of
from actions.runtime import dialogue
from bot.agent import AgentThread, Collected, TrackerStore
from bot.privacy import mask
from bot.store import ConversationStore, Turn

SESSION_ID = re.compile(r"^[A-Za-z0-9_-]{16,128}$")

Json = dict[str, Any]


class UnknownSession(LookupError):
    """No conversation has this id."""


class Conversations:
    """Holds conversations over one agent and one database. Safe for concurrent use."""

    def __init__(self, agent: Agent, store: ConversationStore, thread: AgentThread) -> None:
        self.agent = agent
        self.store = store
        self._thread = thread

    async def say(
        self,
        session_id: str,
        message: str,
        as_of: Optional[date] = None,
        client_message_id: Optional[str] = None,
    ) -> Json:
        """The response to a message. A client id seen before returns the response it had."""
        text = mask(message)
        sent = "／" + text[1:] if text.startswith("/") else text  # only we send payloads
        return await self._run(self._turn(session_id, sent, text, as_of, client_message_id))

    async def edit_facts(self, session_id: str, facts: Json, as_of: Optional[date]) -> Json:
        """Facts changed by hand; None forgets one. UnknownSession where there is no talk yet."""
        if await self._in_thread(self.store.last, session_id) is None:
            raise UnknownSession(session_id)
        payload = json.dumps({"facts": facts}, ensure_ascii=False)
        return await self._run(self._turn(session_id, f"/edit_facts{payload}", None, as_of, None))

    async def conversation(self, session_id: str) -> Json:
        """The whole conversation for a page that was reloaded. UnknownSession where none is."""
        turns = await self._in_thread(self.store.turns, session_id)
        if not turns:
            raise UnknownSession(session_id)
        ratings = await self._in_thread(self.store.ratings, session_id)
        last = turns[-1].response
        return {
            "session_id": session_id,
            "messages": [m for turn in turns for m in _messages(turn, ratings)],
            **{key: last[key] for key in ("facts", "awaiting", "assessment", "subject")},
        }

    async def erase(self, session_id: str) -> bool:
        """Deletes the conversation and everything stored with it."""
        return bool(await self._run(self._erase(session_id)))

    async def erase_expired(self, days: int) -> int:
        """Deletes conversations that were silent for longer; returns how many."""
        expired = await self._in_thread(self.store.expired, time.time() - days * 86400)
        for session_id in expired:
            await self.erase(session_id)
        return len(expired)

    async def parse(self, text: str) -> Json:
        """The NLU model's reading of one masked text, outside any conversation."""
        return dict(await self._run(self.agent.parse_message(mask(text))))

    # -- on the agent's own loop ---------------------------------------------------------

    async def _turn(
        self,
        session_id: str,
        sent: str,
        shown: Optional[str],
        as_of: Optional[date],
        client_message_id: Optional[str],
    ) -> Json:
        async with self.agent.lock_store.lock(session_id):
            if client_message_id is not None:
                known = self.store.find(session_id, client_message_id)
                if known is not None:
                    return _with_id(known.response, known.id)
            channel = Collected()
            metadata = {"as_of": as_of.isoformat()} if as_of else {}
            await self.agent.processor.handle_message(
                UserMessage(sent, channel, session_id, metadata=metadata)
            )
            tracker = _tracker_store(self.agent).saved.pop(session_id)
            response = self._response(session_id, channel, tracker, as_of)
            number = self.store.add(session_id, shown, response, client_message_id)
            return _with_id(response, number)

    def _response(
        self,
        session_id: str,
        channel: Collected,
        tracker: DialogueStateTracker,
        as_of: Optional[date],
    ) -> Json:
        slots = tracker.current_slot_values()
        state = state_of(slots)
        day = as_of or datetime.now(TIME_ZONE).date()
        assessment = None
        if state.memory.stated:
            assessment = assess(dialogue().library, state.facts, day).as_json()
        intent = tracker.latest_message.intent if tracker.latest_message else {}
        return {
            "session_id": session_id,
            "replies": [_reply(message) for message in channel.messages],
            "facts": state.facts,
            "awaiting": state.memory.awaiting,
            "assessment": assessment,
            "intent": {
                "name": intent.get("name") or "unknown",
                "confidence": round(float(intent.get("confidence") or 0.0), 4),
            },
            "subject": state.memory.subject,
        }

    async def _erase(self, session_id: str) -> bool:
        async with self.agent.lock_store.lock(session_id):
            await _tracker_store(self.agent).delete(session_id)
            return self.store.erase(session_id)

    async def _run(self, work: Any) -> Any:
        return await asyncio.wrap_future(self._thread.submit(work))

    @staticmethod
    async def _in_thread(function: Any, *args: Any) -> Any:
        return await asyncio.get_running_loop().run_in_executor(None, function, *args)


def new_session_id() -> str:
    """An unguessable session id."""
    return secrets.token_urlsafe(24)


def _tracker_store(agent: Agent) -> TrackerStore:
    store = agent.tracker_store
    return getattr(store, "_tracker_store", store)  # Rasa wraps it to survive failures


def _reply(message: Json) -> Json:
    custom = message.get("custom") or {}
    return {
        "kind": custom.get("kind", "answer"),
        "text": message.get("text") or "",
        "buttons": message.get("buttons") or [],
        "citations": custom.get("citations") or [],
    }


def _with_id(response: Json, number: int) -> Json:
    return {**response, "message_id": number}


def _messages(turn: Turn, ratings: dict[int, str]) -> list[Json]:
    messages: list[Json] = []
    if turn.message is not None:
        messages.append({"role": "user", "text": turn.message, "at": turn.at})
    messages.append(
        {
            "role": "assistant",
            "replies": turn.response["replies"],
            "at": turn.at,
            "message_id": turn.id,
            "rating": ratings.get(turn.id),
        }
    )
    return messages


__all__ = ["SESSION_ID", "Conversations", "UnknownSession", "new_session_id"]
