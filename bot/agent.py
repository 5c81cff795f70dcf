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
from typing import Any, Coroutine, Iterable, Optional, TypeVar

import jsonschema
from rasa.core.actions.action import RemoteAction
from rasa.core.agent import Agent
from rasa.core.channels.channel import OutputChannel
from rasa.core.lock_store import InMemoryLockStore, LockStore, RedisLockStore
from rasa.core.tracker_store import SQLTrackerStore
from rasa.shared.core.trackers import DialogueStateTracker
from rasa.utils.endpoints import EndpointConfig
from rasa_sdk.executor import ActionExecutor
from sqlalchemy.engine import make_url

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
    """Rasa's SQL store, which also remembers what it saved last.

    With ``cached`` the conversations used last stay in memory, so that a turn need not replay the
    whole talk. Only where no other process writes to the same database. A conversation leaves the
    cache while it is worked on: after a failure it is read again as it was saved.
    """

    def __init__(self, url: str, cached: bool, domain: Any = None) -> None:
        where = make_url(url)
        super().__init__(
            domain=domain,
            dialect=where.drivername,
            host=where.host,
            port=where.port,
            db=where.database,
            username=where.username,
            password=where.password,
            query=dict(where.query) or None,
        )
        self._cached = cached
        self._cache: OrderedDict[str, DialogueStateTracker] = OrderedDict()
        self._guard = threading.Lock()
        self.saved: dict[str, DialogueStateTracker] = {}

    async def retrieve(self, sender_id: str) -> Optional[DialogueStateTracker]:
        with self._guard:
            found = self._cache.pop(sender_id, None)
        return found if found is not None else await super().retrieve(sender_id)

    async def save(self, tracker: DialogueStateTracker) -> None:
        await super().save(tracker)
        self.saved[tracker.sender_id] = tracker
        if self._cached:
            with self._guard:
                self._cache[tracker.sender_id] = tracker
                self._cache.move_to_end(tracker.sender_id)
                while len(self._cache) > _CACHED_CONVERSATIONS:
                    self._cache.popitem(last=False)

    async def delete(self, sender_id: str) -> None:
        """Erases a conversation."""
        with self._guard:
            self._cache.pop(sender_id, None)
        self.saved.pop(sender_id, None)
        with self.session_scope() as session:
            session.query(self.SQLEvent).filter(self.SQLEvent.sender_id == sender_id).delete()
            session.commit()


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


def newest_model(folder: Path) -> Path:
    """The model trained last. ModelMissing where there is none."""
    models: Iterable[Path] = folder.glob("*.tar.gz") if folder.is_dir() else ()
    newest = max(models, key=lambda path: path.stat().st_mtime, default=None)
    if newest is None:
        raise ModelMissing(f"{folder} 里没有训练好的模型，请先运行 luohu train")
    return newest


def load_agent(model: Path, database_url: str, redis_url: Optional[str]) -> Agent:
    """Loads exactly this model. ModelMissing where the file is not there.

    Rasa itself would silently take another model from the same folder.
    """
    if not model.is_file():
        raise ModelMissing(f"找不到模型 {model}，请先运行 luohu train")
    _check_action_results_once()
    store = TrackerStore(database_url, cached=database_url.startswith("sqlite"))
    agent: Agent = Agent.load(
        str(model),
        tracker_store=store,
        lock_store=_lock_store(redis_url),
        action_endpoint=InProcessActions(),
    )
    return agent


def _lock_store(redis_url: Optional[str]) -> LockStore:
    if redis_url is None:
        return InMemoryLockStore()
    where = make_url(redis_url)
    return RedisLockStore(
        host=where.host or "localhost",
        port=where.port or 6379,
        db=int(where.database or 0),
        password=where.password,
    )


def _check_action_results_once() -> None:
    """Rasa compiles its JSON schema anew at each action, two thirds of a turn's time; the same
    schema compiled once makes the same check."""

    def _validate(self: RemoteAction, result: dict[str, Any]) -> bool:
        _SCHEMA_CHECK.validate(result)
        return True

    RemoteAction._validate_action_result = _validate
