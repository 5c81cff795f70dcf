"""One turn of a conversation at a time, in this process or over all processes that share a Redis.

Rasa's own lock stores poll once a second, and its Redis store reads and writes a lock in separate
steps, so that two servers can both believe to hold it. Here waiting ends when the turn before
ends, and Redis decides in one step.
"""

from __future__ import annotations

import asyncio
from contextlib import asynccontextmanager, suppress
from typing import Any, AsyncIterator, Optional

import redis
from rasa.core.lock_store import InMemoryLockStore
from redis.exceptions import LockError as NotOurs
from redis.lock import Lock

LOCK_SECONDS = 15.0
"""After this long a lock counts as left behind by a process that died."""
_POLL_SECONDS = 0.02


class ConversationLocks(InMemoryLockStore):
    """A queue for each conversation. Use within one event loop only."""

    def __init__(self) -> None:
        super().__init__()
        self._locks: dict[str, tuple[asyncio.Lock, list[None]]] = {}

    @asynccontextmanager
    async def lock(self, conversation_id: str, *args: Any, **kwargs: Any) -> AsyncIterator[None]:
        """Holds the conversation; those who wait get it in the order in which they came."""
        lock, users = self._locks.setdefault(conversation_id, (asyncio.Lock(), []))
        users.append(None)
        try:
            async with lock:
                yield
        finally:
            users.pop()
            if not users:
                del self._locks[conversation_id]

    def ping(self) -> None:
        """Locks within the process always answer."""


class SharedConversationLocks(ConversationLocks):
    """The same over several processes. redis.RedisError where Redis does not answer."""

    def __init__(self, url: str) -> None:
        super().__init__()
        self._redis: Any = redis.Redis.from_url(url, socket_timeout=5, socket_connect_timeout=5)

    @asynccontextmanager
    async def lock(self, conversation_id: str, *args: Any, **kwargs: Any) -> AsyncIterator[None]:
        """Holds the conversation in all processes for at most ``LOCK_SECONDS``."""
        async with super().lock(conversation_id):
            shared = Lock(
                self._redis, f"luohu:lock:{conversation_id}", LOCK_SECONDS, thread_local=False
            )
            while not shared.acquire(blocking=False):
                await asyncio.sleep(_POLL_SECONDS)
            try:
                yield
            finally:
                _release(shared)

    def ping(self) -> None:
        """redis.RedisError where Redis does not answer."""
        self._redis.ping()


def locks_for(redis_url: Optional[str]) -> ConversationLocks:
    """Locks over Redis where an address is given, within this process otherwise."""
    return ConversationLocks() if redis_url is None else SharedConversationLocks(redis_url)


def _release(shared: Lock) -> None:
    # NotOurs: the turn took longer than the lock lives; somebody else may hold it now
    with suppress(NotOurs):
        shared.release()
