"""Rasa's REST channel, for any client that speaks it."""

from __future__ import annotations

import hmac
from typing import Any, Optional

from fastapi import APIRouter
from pydantic import BaseModel, Field, StrictStr

from bot.deps import ConversationsDep, MetricsDep, SettingsDep
from bot.privacy import printable
from bot.routes.chat import checked_message, count
from bot.service import SESSION_ID, new_session_id

router = APIRouter(tags=["rasa"])


class RestBody(BaseModel):
    """Rasa's own shape; fields we do not know are left aside, as Rasa does."""

    sender: Optional[StrictStr] = Field(None, min_length=1, max_length=255)
    message: StrictStr


def session_of(sender: str, secret: str) -> str:
    """A sender's session id. A sender of another form, which may be a phone number, is hashed
    with our secret, so that nobody can try all numbers."""
    if SESSION_ID.match(sender):
        return sender
    return "rest-" + hmac.new(secret.encode(), sender.encode(), "sha256").hexdigest()[:40]


@router.get("/webhooks/rest")
async def health() -> dict[str, str]:
    """Rasa's channel health check."""
    return {"status": "ok"}


@router.post("/webhooks/rest/webhook")
async def webhook(
    body: RestBody, conversations: ConversationsDep, settings: SettingsDep, metrics: MetricsDep
) -> list[dict[str, Any]]:
    """One message, and the list of the bot's messages.

    Rasa gives all who name no sender the one conversation "default"; here each gets a new one,
    whose id comes back as ``recipient_id``.
    """
    sender = printable(body.sender or "") or new_session_id()
    message = checked_message(body.message, settings.max_message)
    response = await conversations.say(session_of(sender, settings.secret), message)
    count(metrics, response)
    return [rest_message(sender, reply) for reply in response["replies"]]


def rest_message(recipient: str, reply: dict[str, Any]) -> dict[str, Any]:
    """A reply in the shape of Rasa's REST channel."""
    message: dict[str, Any] = {"recipient_id": recipient, "text": reply["text"]}
    if reply["buttons"]:
        message["buttons"] = reply["buttons"]
    message["custom"] = {key: reply[key] for key in ("kind", "citations", "basis")}
    return message
