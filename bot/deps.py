"""What routes ask for."""

from __future__ import annotations

import re
from datetime import date
from typing import Annotated, Any, Callable, Iterator, Optional

from fastapi import Depends, Request
from pydantic import BaseModel, Extra, StrictStr, validator

from actions.dialogue import Dialogue
from bot.assistant import Assistant
from bot.errors import ApiError
from bot.metrics import Metrics
from bot.service import SESSION_ID, Conversations
from bot.settings import Settings

_ISO_DAY = re.compile(r"[12]\d{3}-\d{2}-\d{2}\Z", re.ASCII)


class Body(BaseModel):
    """A request body: an unknown key is an error, nothing is coerced."""

    class Config:
        extra = Extra.forbid


class JsonObject(dict[str, Any]):
    """A JSON object as it came; pydantic alone would make one of a list of pairs too."""

    @classmethod
    def __get_validators__(cls) -> Iterator[Callable[[Any], dict[str, Any]]]:
        yield cls._check

    @classmethod
    def __modify_schema__(cls, schema: dict[str, Any]) -> None:
        schema.update(type="object")

    @staticmethod
    def _check(value: Any) -> dict[str, Any]:
        if not isinstance(value, dict):
            raise TypeError("应当是一个对象")
        return value


class DatedBody(Body):
    """A body that may name the day the answer is for (default: today in Asia/Shanghai)."""

    as_of: Optional[StrictStr] = None

    @validator("as_of")
    def _a_day(cls, value: Optional[str]) -> Optional[str]:
        if value is None:
            return None
        try:
            if not _ISO_DAY.match(value):
                raise ValueError
            date.fromisoformat(value)
        except ValueError:
            raise ValueError("应当是 YYYY-MM-DD 的日期") from None
        return value

    @property
    def day(self) -> Optional[date]:
        return date.fromisoformat(self.as_of) if self.as_of else None


def get_settings(request: Request) -> Settings:
    settings: Settings = request.app.state.settings
    return settings


def get_metrics(request: Request) -> Metrics:
    metrics: Metrics = request.app.state.metrics
    return metrics


def get_assistant(request: Request) -> Assistant:
    assistant: Assistant = request.app.state.assistant
    return assistant


def get_dialogue(assistant: Annotated[Assistant, Depends(get_assistant)]) -> Dialogue:
    if assistant.dialogue is None:
        raise not_ready(assistant)
    return assistant.dialogue


def get_conversations(assistant: Annotated[Assistant, Depends(get_assistant)]) -> Conversations:
    if assistant.conversations is None:
        raise not_ready(assistant)
    return assistant.conversations


def not_ready(assistant: Assistant) -> ApiError:
    """503, with the reason where loading failed."""
    if assistant.failure:
        return ApiError(503, "failed", f"助手没能启动：{assistant.failure}")
    return ApiError(503, "loading", "助手正在准备，请过几秒再试")


def checked_session(session_id: str) -> str:
    """The id when it has the agreed form; ApiError 422 otherwise."""
    if not SESSION_ID.match(session_id):
        raise ApiError(422, "invalid_session", "session_id：应当是 16 到 128 个字母、数字、_ 或 -")
    return session_id


SettingsDep = Annotated[Settings, Depends(get_settings)]
MetricsDep = Annotated[Metrics, Depends(get_metrics)]
AssistantDep = Annotated[Assistant, Depends(get_assistant)]
DialogueDep = Annotated[Dialogue, Depends(get_dialogue)]
ConversationsDep = Annotated[Conversations, Depends(get_conversations)]
