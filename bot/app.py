"""Builds the web application: routes, limits, and the assistant loading behind them."""

from __future__ import annotations

import asyncio
import logging
from contextlib import asynccontextmanager
from pathlib import Path
from typing import AsyncIterator

from fastapi import FastAPI

from bot import errors
from bot.assistant import Assistant
from bot.channels.doors import open_channels
from bot.metrics import Metrics
from bot.middleware import RateLimit, SafetyHeaders, SizeLimit
from bot.routes import assess, chat, knowledge, meta, operations, pages, rest, sessions
from bot.settings import Settings

_CLEANING_INTERVAL = 3600.0

log = logging.getLogger("luohu")


def create_app(settings: Settings, model: Path) -> FastAPI:
    """The application; it answers /healthz at once and /readyz when the model is loaded."""
    assistant = Assistant(settings, model)

    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[None]:
        assistant.start()
        cleaning = asyncio.create_task(_clean(assistant, settings))
        try:
            yield
        finally:
            cleaning.cancel()
            assistant.stop()

    app = FastAPI(
        title="落户问答助手",
        description="能不能落户、还差什么、依据哪一条。",
        version="1",
        lifespan=lifespan,
    )
    app.state.settings = settings
    app.state.assistant = assistant
    app.state.metrics = Metrics()
    errors.install(app)
    app.add_middleware(SizeLimit, limit=settings.max_body)
    app.add_middleware(RateLimit, rate=settings.rate_limit, redis_url=settings.redis_url)
    app.add_middleware(SafetyHeaders, embed_hosts=settings.embed_hosts)
    open_channels(app, settings, assistant, app.state.metrics)
    for module in (chat, sessions, assess, knowledge, meta, operations, rest, pages):
        app.include_router(module.router)
    return app


async def _clean(assistant: Assistant, settings: Settings) -> None:
    """Erases, every hour, conversations older than the retention promised to people."""
    while True:
        await asyncio.sleep(_CLEANING_INTERVAL)
        if assistant.conversations is None:
            continue
        try:
            erased = await assistant.conversations.erase_expired(settings.retention_days)
        except Exception as error:  # the database may be back in an hour
            log.error("清除过期会话没有成功：%s", type(error).__name__)
        else:
            log.info("过期会话已清除：%d", erased)
