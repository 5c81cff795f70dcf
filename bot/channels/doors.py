"""Opens the channels that are configured."""

from __future__ import annotations

from fastapi import FastAPI

from bot.assistant import Assistant
from bot.channels.rasa_socket import PATH, RasaSocket
from bot.channels.turns import Turns
from bot.channels.wechat import wechat_router
from bot.metrics import Metrics
from bot.settings import Settings


def open_channels(app: FastAPI, settings: Settings, assistant: Assistant, metrics: Metrics) -> None:
    """Adds Socket.IO to the application, and WeChat where an account is configured."""
    turns = Turns(settings, assistant, metrics)
    app.mount(PATH, RasaSocket(turns).app)
    if settings.wechat is not None:
        app.include_router(wechat_router(settings.wechat, turns))
