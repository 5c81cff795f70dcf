"""Stateless: the verdict for facts, and the facts of a message."""

from __future__ import annotations

from typing import Any, Optional

from fastapi import APIRouter
from pydantic import StrictStr

from actions.clock import today
from actions.eligibility import assess as assess_facts
from actions.reading import read
from bot.deps import DatedBody, DialogueDep, JsonObject, SettingsDep
from bot.errors import ApiError
from bot.routes.chat import checked_message
from policy_kb.facts import FACTS, check_facts

router = APIRouter(prefix="/api", tags=["eligibility"])


class AssessBody(DatedBody):
    """An applicant's facts; absent or null is unknown."""

    facts: JsonObject


class ExtractBody(DatedBody):
    """One message, and the question it answers if any."""

    text: StrictStr
    awaiting: Optional[StrictStr] = None


@router.post("/assess")
def assess(body: AssessBody, dialogue: DialogueDep) -> dict[str, Any]:
    """All routes with every condition, the family, the verdict and what is missing."""
    facts = check_facts(body.facts, dialogue.library.local.places)
    return assess_facts(dialogue.library, facts, body.day or today()).as_json()


@router.post("/extract")
def extract(body: ExtractBody, dialogue: DialogueDep, settings: SettingsDep) -> dict[str, Any]:
    """Exactly what one message states about the applicant."""
    text = checked_message(body.text, settings.max_message)
    local = dialogue.library.local
    askable = {*FACTS, *(combined.id for combined in local.rules.combined)}
    if body.awaiting is not None and body.awaiting not in askable:
        raise ApiError(422, "invalid_request", "awaiting：没有这个问题")
    reading = read(text, places=local.places, awaiting=body.awaiting, as_of=body.day or today())
    return {"facts": reading.facts}
