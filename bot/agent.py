"""The Rasa agent in this process: its actions are called directly, its work has its own thread.

Rasa's work is computation that would block the web server's event loop, health checks included,
so it runs on a loop of its own; ``submit`` hands work over.
"""

from __future__ import annotations

import asyncio
import threading
from collections import OrderedDict
from concurrent.futures import Future
from pathlib import Path
from typing import Any, Coroutine, Optional, TypeVar

import jsonschema
import sqlalchemy as sa
from rasa.core.actions.action import RemoteAction
from rasa.core.agent import Agent
from rasa.core.channels.channel import OutputChannel
from rasa.core.tracker_store import SQLTrackerStore
from rasa.shared.core.trackers import DialogueStateTracker
from rasa.utils.endpoints import EndpointConfig
from rasa_sdk.executor import ActionExecutor
from sqlalchemy.engine import Engine
from sqlalchemy.orm import sessionmaker

from bot.locks import ConversationLocks
from bot.store import create_tables, wipe

T = TypeVar("T")

_CACHED_CONVERSATIONS = 512
_SCHEMA_CHECK = jsonschema.Draft7Validator(RemoteAction.action_response_format_spec())


class ModelMissing(RuntimeError):
    """There is no trained model where one is expected."""


class InProcessActions(EndpointConfig):
    """Stands where Rasa expects the action server and runs the actions here."""

    def __init__(self) -> None:
        super().__init__(url="in-process")
        self._executor = ActionExecutor()
        self._executor.register_package("actions")

    async def request(self, *args: Any, **kwargs: Any) -> Any:
        result = await self._executor.run(kwargs["json"])
        return result.dict() if hasattr(result, "dict") else result


class Collected(OutputChannel):
    """Keeps the turn's messages whole instead of sending them."""

    def __init__(self) -> None:
        self.messages: list[dict[str, Any]] = []

    @classmethod
    def name(cls) -> str:
        return "luohu"

    async def send_response(self, recipient_id: str, message: dict[str, Any]) -> None:
        self.messages.append(message)


class TrackerStore(SQLTrackerStore):
    """Rasa's SQL store over our own engine, which also remembers what it saved last.

    The conversations used last stay in memory, so that a turn need not replay the whole talk. A
    conversation in memory is used only while its newest event in the database is the one we wrote:
    another process may have gone on with it. It leaves the memory while it is worked on, so that
    after a failure it is read again as it was saved.
    """

    def __init__(self, engine: Engine) -> None:
        # Rasa's own constructor would open a second engine without our settings
        super(SQLTrackerStore, self).__init__(domain=None, event_broker=None)
        create_tables(engine, self.Base.metadata)
        self.engine = engine
        self.sessionmaker = sessionmaker(bind=engine)
        self._cache: OrderedDict[str, tuple[int, DialogueStateTracker]] = OrderedDict()
        self._guard = threading.Lock()
        self.saved: dict[str, DialogueStateTracker] = {}

    async def retrieve(self, sender_id: str) -> Optional[DialogueStateTracker]:
        with self._guard:
            found = self._cache.pop(sender_id, None)
        if found is not None and found[0] == self._newest_event(sender_id):
            return found[1]
        return await super().retrieve(sender_id)

    async def save(self, tracker: DialogueStateTracker) -> None:
        await super().save(tracker)
        self.saved[tracker.sender_id] = tracker
        with self._guard:
            self._cache[tracker.sender_id] = (self._newest_event(tracker.sender_id), tracker)
            while len(self._cache) > _CACHED_CONVERSATIONS:
                self._cache.popitem(last=False)

    def _newest_event(self, sender_id: str) -> int:
        events = self.SQLEvent
        query = sa.select(sa.func.max(events.id)).where(events.sender_id == sender_id)
        with self.engine.connect() as connection:
            return int(connection.execute(query).scalar() or 0)

    async def delete(self, sender_id: str) -> None:
        """Erases a conversation."""
        with self._guard:
            self._cache.pop(sender_id, None)
        self.saved.pop(sender_id, None)
        with self.session_scope() as session:
            session.query(self.SQLEvent).filter(self.SQLEvent.sender_id == sender_id).delete()
            session.commit()
        wipe(self.engine)


class AgentThread:
    """An event loop of its own for the agent's work."""

    def __init__(self) -> None:
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, name="agent", daemon=True)
        self._thread.start()

    def submit(self, work: Coroutine[Any, Any, T]) -> Future[T]:
        """Runs a coroutine there; wait with ``asyncio.wrap_future``."""
        return asyncio.run_coroutine_threadsafe(work, self._loop)

    def stop(self) -> None:
        """Ends the loop after the work under way."""
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join(timeout=10)


def load_agent(model: Path, engine: Engine, locks: ConversationLocks) -> Agent:
    """Loads exactly this model. ModelMissing where the file is not there.

    Rasa itself would silently take another model from the same folder, and go on in memory when
    the database fails, which would lose what was said; here a failing database is an error.
    """
    if not model.is_file():
        raise ModelMissing(f"找不到模型 {model}，请先运行 luohu train")
    _check_action_results_once()
    store = TrackerStore(engine)
    agent: Agent = Agent.load(
        str(model),
        tracker_store=store,
        lock_store=locks,
        action_endpoint=InProcessActions(),
    )
    store.domain = agent.domain
    agent.tracker_store = agent.processor.tracker_store = store
    return agent


def _check_action_results_once() -> None:
    """Rasa compiles its JSON schema anew at each action, two thirds of a turn's time; the same
    schema compiled once makes the same check."""

    def _validate(self: RemoteAction, result: dict[str, Any]) -> bool:
        _SCHEMA_CHECK.validate(result)
        return True

    RemoteAction._validate_action_result = _validate
