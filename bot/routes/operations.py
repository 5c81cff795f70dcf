"""Whether the server lives, whether it can talk, and its figures."""

from __future__ import annotations

from fastapi import APIRouter
from fastapi.responses import JSONResponse, Response
from prometheus_client import CONTENT_TYPE_LATEST, generate_latest
from sqlalchemy.exc import SQLAlchemyError

from bot.deps import AssistantDep, MetricsDep, not_ready
from bot.errors import ApiError

router = APIRouter(tags=["operations"])


@router.get("/healthz")
async def healthz() -> dict[str, str]:
    """Answers as soon as the process lives."""
    return {"status": "ok"}


@router.get("/readyz")
def readyz(assistant: AssistantDep) -> JSONResponse:
    """Answers 200 once a conversation can be held, 503 before or while the database is away."""
    if assistant.conversations is None:
        raise not_ready(assistant)
    try:
        assistant.conversations.store.ping()
    except SQLAlchemyError:
        raise ApiError(503, "database", "数据库没有回应") from None
    return JSONResponse({"status": "ready"})


@router.get("/metrics")
def metrics(figures: MetricsDep) -> Response:
    """Prometheus' text format."""
    return Response(generate_latest(figures.registry), media_type=CONTENT_TYPE_LATEST)
