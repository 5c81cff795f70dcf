"""What a page needs to know before the first message."""

from __future__ import annotations

import io
from typing import Annotated, Any

import segno
from fastapi import APIRouter, Query, Request
from fastapi.responses import Response

from actions.dialogue.steering import greeting
from actions.dialogue.words import Words, pronoun
from bot.deps import DialogueDep, SettingsDep, checked_session
from policy_kb.facts import FACTS

SUBJECTS = {
    "father": "您父亲",
    "mother": "您母亲",
    "son": "您孩子",  # also a child of whom nothing more is said
    "daughter": "您女儿",
    "spouse_m": "您爱人",
    "spouse_f": "您爱人",
    "sibling_m": "您兄弟",
    "sibling_f": "您姐妹",
    "friend_m": "这位熟人",
    "friend_f": "这位熟人",
    "other_m": "您亲属",
    "other_f": "您亲属",
}
"""Whom a talk can be about, besides the person who asks."""

router = APIRouter(prefix="/api", tags=["page"])

FEEDBACK_REASONS = {
    "wrong": "说得不对",
    "unclear": "看不明白",
    "not_answered": "没答到点上",
    "other": "别的原因",
}


@router.get("/meta")
def meta(dialogue: DialogueDep, settings: SettingsDep) -> dict[str, Any]:
    """The city, the document, every fact with its wording, the greeting and the notices."""
    local = dialogue.library.local
    words = Words(local, None)
    return {
        "city": local.places.city.name,
        "document": {
            "number": local.info.number,
            "title": local.info.title,
            "year": local.info.year,
        },
        "caution": words.say("caution"),
        "retention_days": settings.retention_days,
        "facts": [_fact(dialogue, key) for key in local.questions if key in FACTS],
        "subjects": {key: {"name": n, "who": pronoun(key)} for key, n in SUBJECTS.items()},
        "embed_hosts": list(settings.embed_hosts),
        "greeting": greeting(words, "greet").as_json(),
        "feedback_reasons": [{"id": k, "title": v} for k, v in FEEDBACK_REASONS.items()],
        "privacy": words.say("ask_privacy"),
        "human": {"text": words.say("request_human")},
    }


@router.get("/qr.svg")
def qr(
    request: Request,
    settings: SettingsDep,
    session: Annotated[str, Query(max_length=128)] = "",
) -> Response:
    """A QR code that leads back to the page, and to a conversation when ``session`` is given."""
    base = settings.public_url or str(request.base_url).rstrip("/")
    target = f"{base}/#{checked_session(session)}" if session else base
    out = io.BytesIO()
    segno.make(target, error="m").save(out, kind="svg", border=2, scale=4)
    return Response(out.getvalue(), media_type="image/svg+xml")


def _fact(dialogue: DialogueDep, key: str) -> dict[str, Any]:
    question, kind = dialogue.library.local.questions[key], FACTS[key]
    return {
        "key": key,
        "label": question.label,
        "kind": kind.kind,
        "values": {_json_key(k): v for k, v in question.values.items()},
        "options": [{"title": o.title, "payload": o.payload} for o in question.options],
    }


def _json_key(value: Any) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)
