"""Answering in the response to WeChat's request, however often WeChat repeats it.

WeChat closes the connection after 5 seconds without a response and sends the same message again,
three times in all; any response, an empty one too, ends the repeating. So a turn that takes longer
is simply waited for: the first requests are held until WeChat hangs up, the turn goes on, and the
next request gets its result. Only the last request must be answered in time whatever happens, or
people read that the service has broken down: then it gets a "one moment".
"""

from __future__ import annotations

import asyncio
import time
from collections import OrderedDict
from dataclasses import dataclass, field
from typing import Awaitable, Callable, Optional

ATTEMPTS = 3
IN_TIME = 4.3
"""Seconds after which the last request is answered; the rest of the 5 is for the way there."""

_LAST_AFTER = 9.0
_HELD = 30.0
_KEPT = 60.0


@dataclass
class _Delivery:
    task: asyncio.Future[str]
    begun: float = field(default_factory=time.monotonic)
    attempts: int = 0


class Deliveries:
    """One piece of work a message, however often it arrives. ``in_time`` is in seconds."""

    def __init__(self, in_time: float = IN_TIME) -> None:
        self._in_time = in_time
        self._known: OrderedDict[str, _Delivery] = OrderedDict()

    async def answer(
        self,
        key: str,
        sent_at: float,
        work: Callable[[], Awaitable[str]],
        late: str,
        within: Optional[float] = None,
    ) -> str:
        """The text that ``work`` leads to, the same for every request with this key.

        ``sent_at`` (Unix time) is the message's own; with it a request that another process saw
        before is known to be the last. ``late`` is the answer to the last request where the work
        is not done by then, and to any request after ``within`` seconds, where they are given.
        What the work raises is raised here, and the next request tries anew.
        """
        self._drop_old()
        delivery = self._known.get(key)
        if delivery is None:
            delivery = self._known[key] = _Delivery(asyncio.ensure_future(work()))
        delivery.attempts += 1
        old = _LAST_AFTER <= time.time() - sent_at <= _KEPT
        last = delivery.attempts >= ATTEMPTS or old
        usual = self._in_time if last else _HELD
        await asyncio.wait({delivery.task}, timeout=usual if within is None else within)
        if not delivery.task.done():
            return late
        if delivery.task.cancelled() or delivery.task.exception() is not None:
            self._known.pop(key, None)
        return delivery.task.result()

    def _drop_old(self) -> None:
        """Forgets answers that WeChat will not ask for again."""
        now = time.monotonic()
        for key, delivery in list(self._known.items()):
            if now - delivery.begun < _KEPT:
                break
            if delivery.task.done():
                del self._known[key]
