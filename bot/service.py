"""One conversation turn from outside: lock, mask, understand, answer, keep.

What was answered is stored before it is handed out, so a process that dies then loses nothing.
"""

from __future__ import annotations

import asyncio
import json
import re
import secrets
import time
from datetime import date
from typing import Any, Optional

from rasa.core.agent import Agent
from rasa.core.channels.channel import UserMessage
from rasa.shared.core.trackers import DialogueStateTracker

from actions.clock import today
from actions.eligibility import assess
from actions.rasa_actions import state_of
from actions.runtime import dialogue
from bot.agent import AgentThread, Collected
from bot.errors import UnknownSession
from bot.privacy import mask, printable
from bot.store import ConversationStore, IntegrityError, Turn

_COMMAND = re.compile(r"\A\s*/\w*", re.ASCII)
SESSION_ID = re.compile(r"[A-Za-z0-9_-]{16,128}\Z")

Json = dict[str, Any]


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
        metadata: Optional[Json] = None,
    ) -> Json:
        """The response to a message. A client id seen before returns the response it had.

        ``metadata`` is what the channel knows of the message; nothing of it names a person.
        """
        text = mask(printable(message))
        sent = _COMMAND.sub("／", text)  # only we send payloads, and /start… is no "start over"
        turn = self._turn(session_id, sent, text, as_of, client_message_id, metadata)
        return dict(await self._run(turn))

    async def edit_facts(self, session_id: str, facts: Json, as_of: Optional[date]) -> Json:
        """Checked facts changed by hand; None forgets one. A new session id begins a talk."""
        last = await self._in_thread(self.store.last, session_id)
        known = last.response["facts"] if last is not None else {}
        payload = json.dumps({"facts": _edited(known, facts)}, ensure_ascii=False)
        sent = f"/edit_facts{payload}"
        return dict(await self._run(self._turn(session_id, sent, None, as_of, None)))

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

    def ping(self) -> None:
        """Raises SQLAlchemyError or RedisError where the database or Redis does not answer."""
        self.store.ping()
        self.agent.lock_store.ping()

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
        metadata: Optional[Json] = None,
    ) -> Json:
        async with self.agent.lock_store.lock(session_id):
            if client_message_id is not None:
                known = self.store.find(session_id, client_message_id)
                if known is not None:
                    return _with_id(known.response, known.id)
            channel = Collected()
            day = {"as_of": as_of.isoformat()} if as_of else {}
            await self.agent.processor.handle_message(
                UserMessage(sent, channel, session_id, metadata={**(metadata or {}), **day})
            )
            tracker = self.agent.tracker_store.saved.pop(session_id)
            if not channel.messages:
                raise RuntimeError("no action answered the message")
            response = self._response(session_id, channel, tracker, as_of)
            try:
                number = self.store.add(session_id, shown, response, client_message_id)
            except IntegrityError:  # another server without our locks was faster
                known = self.store.find(session_id, client_message_id or "")
                if known is None:
                    raise
                return _with_id(known.response, known.id)
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
        day = as_of or today()
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
            await self.agent.tracker_store.delete(session_id)
            return self.store.erase(session_id)

    async def _run(self, work: Any) -> Any:
        """The result of work on the agent's loop. A caller who gives up does not stop the work: a
        turn half done would be worse than one whose answer is fetched later."""
        return await asyncio.shield(asyncio.wrap_future(self._thread.submit(work)))

    @staticmethod
    async def _in_thread(function: Any, *args: Any) -> Any:
        return await asyncio.get_running_loop().run_in_executor(None, function, *args)


def new_session_id() -> str:
    """An unguessable session id."""
    return secrets.token_urlsafe(24)


def _edited(known: Json, edits: Json) -> Json:
    """The edits, masked, with what they bring along: a new area forgets a community elsewhere."""
    edits = {key: mask(v) if isinstance(v, str) else v for key, v in edits.items()}
    if "residence_area" in edits and "residence_community" not in edits:
        places = dialogue().library.local.places
        area, community = edits["residence_area"], known.get("residence_community")
        if community is not None and places.is_urban_community(community) and area != "urban":
            edits["residence_community"] = None
    return edits


def _reply(message: Json) -> Json:
    custom = message.get("custom") or {}
    return {
        "kind": custom.get("kind", "answer"),
        "text": message.get("text") or "",
        "buttons": message.get("buttons") or [],
        "citations": custom.get("citations") or [],
        "basis": custom.get("basis") or [],
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
