"""Whether the server lives, whether it can talk, and its figures."""

from __future__ import annotations

from fastapi import APIRouter
from fastapi.responses import JSONResponse, Response
from prometheus_client import CONTENT_TYPE_LATEST, generate_latest

from bot.deps import AssistantDep, MetricsDep, not_ready

router = APIRouter(tags=["operations"])


@router.get("/healthz")
async def healthz() -> dict[str, str]:
    """Answers as soon as the process lives."""
    return {"status": "ok"}


@router.get("/readyz")
def readyz(assistant: AssistantDep) -> JSONResponse:
    """Answers 200 once a conversation can be held, 503 before and while a store is away."""
    if assistant.conversations is None:
        raise not_ready(assistant)
    assistant.conversations.ping()
    return JSONResponse({"status": "ready"})


@router.get("/metrics")
def metrics(figures: MetricsDep) -> Response:
    """Prometheus' text format."""
    return Response(generate_latest(figures.registry), media_type=CONTENT_TYPE_LATEST)
