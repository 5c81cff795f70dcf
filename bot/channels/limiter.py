"""The rate limit for channels where an address is not a person.

WeChat sends everyone's messages from a few addresses of its own, and a Socket.IO client polls all
the time; there it is messages that are counted, by person.
"""

from __future__ import annotations

from typing import Optional

from limits import parse
from limits.storage import storage_from_string
from limits.strategies import MovingWindowRateLimiter
from redis.exceptions import RedisError


class SenderLimit:
    """At most ``rate`` (as "120/minute") a sender of one channel; None lifts it."""

    def __init__(self, channel: str, rate: Optional[str], redis_url: Optional[str]) -> None:
        self._channel = channel
        self._rate = parse(rate) if rate else None
        self._storage = storage_from_string(redis_url or "memory://")  # the limiter's is weak
        self._limiter = MovingWindowRateLimiter(self._storage)

    def allows(self, sender: str) -> bool:
        """Counts one message; False when it is one too many."""
        if self._rate is None:
            return True
        try:
            return bool(self._limiter.hit(self._rate, self._channel, sender))
        except RedisError:  # better no limit for a while than no answers
            return True
