"""POST /api/chat: one message, its replies."""

from __future__ import annotations

import asyncio
import time
from typing import Any, Optional

from fastapi import APIRouter
from pydantic import Field, StrictStr

from bot.deps import ConversationsDep, DatedBody, MetricsDep, SettingsDep, checked_session
from bot.errors import ApiError
from bot.metrics import Metrics
from bot.privacy import printable

router = APIRouter(tags=["conversation"])


class ChatBody(DatedBody):
    """``client_message_id``: the client's name for this message; sent twice, it is answered once."""

    session_id: StrictStr
    message: StrictStr
    client_message_id: Optional[StrictStr] = Field(None, min_length=1, max_length=64)


@router.post("/api/chat")
async def chat(
    body: ChatBody, conversations: ConversationsDep, settings: SettingsDep, metrics: MetricsDep
) -> dict[str, Any]:
    """Takes a message into the conversation; a new session id begins one."""
    session_id = checked_session(body.session_id)
    message = checked_message(body.message, settings.max_message)
    started = time.monotonic()
    try:
        response = await asyncio.wait_for(
            conversations.say(session_id, message, body.day, body.client_message_id),
            settings.turn_timeout,
        )
    except asyncio.TimeoutError:
        raise ApiError(503, "busy", "现在问的人多，请过一会儿再发一遍") from None
    metrics.turn_seconds.observe(time.monotonic() - started)
    count(metrics, response)
    return response


def checked_message(message: str, limit: int) -> str:
    """The printable message when it is neither empty nor too long; ApiError 422 otherwise."""
    message = printable(message)
    if not message.strip():
        raise ApiError(422, "empty_message", "message：还没有写字")
    if len(message) > limit:
        raise ApiError(422, "message_too_long", f"message：最多 {limit} 个字，请分成几句发")
    return message


def count(metrics: Metrics, response: dict[str, Any]) -> None:
    """Adds a response to the figures."""
    for reply in response["replies"]:
        metrics.replies.labels(reply["kind"]).inc()
        if reply["kind"] == "assessment" and response["assessment"]:
            metrics.verdicts.labels(response["assessment"]["verdict"]).inc()
