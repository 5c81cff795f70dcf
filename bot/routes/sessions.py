"""A conversation as a whole: begin, read again, edit its facts, rate, erase."""

from __future__ import annotations

from typing import Any, Literal, Optional

from fastapi import APIRouter
from pydantic import StrictInt

from bot.deps import (
    Body,
    ConversationsDep,
    DatedBody,
    DialogueDep,
    JsonObject,
    MetricsDep,
    checked_session,
)
from bot.errors import ApiError
from bot.routes.chat import count
from bot.service import new_session_id
from policy_kb.facts import check_facts

router = APIRouter(prefix="/api/sessions", tags=["conversation"])


class FactsBody(DatedBody):
    """Facts edited by hand; null forgets one."""

    facts: JsonObject


class FeedbackBody(Body):
    """A rating of one turn; a reason may go with "down"."""

    message_id: StrictInt
    rating: Literal["up", "down"]
    reason: Optional[Literal["wrong", "unclear", "not_answered", "other"]] = None


@router.post("")
async def begin() -> dict[str, str]:
    """A new, unguessable session id. The conversation begins with its first message."""
    return {"session_id": new_session_id()}


@router.get("/{session_id}")
async def read(session_id: str, conversations: ConversationsDep) -> dict[str, Any]:
    """The conversation so far."""
    return await conversations.conversation(checked_session(session_id))


@router.delete("/{session_id}")
async def erase(session_id: str, conversations: ConversationsDep) -> dict[str, bool]:
    """Erases the conversation and everything stored with it."""
    if not await conversations.erase(checked_session(session_id)):
        raise ApiError(404, "unknown_session", "没有这个会话，可能已经删除或过期")
    return {"deleted": True}


@router.patch("/{session_id}/facts")
async def edit(
    session_id: str,
    body: FactsBody,
    conversations: ConversationsDep,
    dialogue: DialogueDep,
    metrics: MetricsDep,
) -> dict[str, Any]:
    """Changes facts by hand; the verdict, once stated, follows."""
    places = dialogue.library.local.places
    checked = check_facts(body.facts, places)
    forgotten = {key: None for key, value in body.facts.items() if value is None}
    response = await conversations.edit_facts(
        checked_session(session_id), {**forgotten, **checked}, body.day
    )
    count(metrics, response)
    return response


@router.post("/{session_id}/feedback")
def rate(
    session_id: str, body: FeedbackBody, conversations: ConversationsDep, metrics: MetricsDep
) -> dict[str, bool]:
    """Keeps the newest rating of a turn."""
    known = conversations.store.rate(
        checked_session(session_id), body.message_id, body.rating, body.reason
    )
    if not known:
        raise ApiError(404, "unknown_message", "没有这条消息")
    metrics.ratings.labels(body.rating).inc()
    return {"saved": True}
