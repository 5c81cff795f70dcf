"""Every error leaves the server as ``{"error": {"code", "message"}}``, in words one can act on."""

from __future__ import annotations

import logging
from typing import Any, Mapping

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from redis.exceptions import RedisError
from sqlalchemy.exc import SQLAlchemyError
from starlette.exceptions import HTTPException

from policy_kb.errors import FactError

_WORDS = {
    "value_error.missing": "缺少这一项",
    "value_error.extra": "没有这一项",
    "type_error.none.not_allowed": "不能为空",
    "type_error.dict": "应当是一个 JSON 对象",
    "type_error.str": "应当是文字",
    "type_error.integer": "应当是整数",
    "json_invalid": "请求不是有效的 JSON",
    "value_error.const": "不是能用的值",
    "value_error.any_str.min_length": "不能是空的",
    "value_error.any_str.max_length": "太长了",
    "value_error.number.not_ge": "太小了",
    "value_error.number.not_le": "太大了",
}
_STATUS = {
    400: "bad_request",
    404: "not_found",
    405: "method_not_allowed",
    413: "too_large",
    429: "too_many",
}

_MESSAGES = {
    400: "读不懂这个请求，请用 UTF-8 的 JSON",
    404: "没有这个地址",
    405: "这个地址不支持这种请求",
}

log = logging.getLogger("luohu")


class UnknownSession(LookupError):
    """No conversation has this id."""


class ApiError(Exception):
    """An answer other than success, with its HTTP status, code and message."""

    def __init__(self, status: int, code: str, message: str) -> None:
        self.status = status
        self.code = code
        self.message = message
        super().__init__(message)


def error_response(status: int, code: str, message: str) -> JSONResponse:
    """The one shape of all errors."""
    return JSONResponse({"error": {"code": code, "message": message}}, status_code=status)


def install(app: FastAPI) -> None:
    """Registers the handlers."""

    @app.exception_handler(ApiError)
    async def _api(request: Request, error: ApiError) -> JSONResponse:
        return error_response(error.status, error.code, error.message)

    @app.exception_handler(FactError)
    async def _fact(request: Request, error: FactError) -> JSONResponse:
        return error_response(422, "invalid_fact", f"{error.field}：{error.message}")

    @app.exception_handler(UnknownSession)
    async def _session(request: Request, error: UnknownSession) -> JSONResponse:
        return error_response(404, "unknown_session", "没有这个会话，可能已经删除或过期")

    @app.exception_handler(RequestValidationError)
    async def _invalid(request: Request, error: RequestValidationError) -> JSONResponse:
        parts = [_words(item) for item in error.errors()]
        return error_response(422, "invalid_request", "；".join(dict.fromkeys(parts)))

    @app.exception_handler(SQLAlchemyError)
    @app.exception_handler(RedisError)
    async def _store(request: Request, error: Exception) -> JSONResponse:
        log.error("数据库或 Redis 出错：%s", type(error).__name__)
        return error_response(503, "database", "数据库没有回应，请过一会儿再发一遍")

    @app.exception_handler(HTTPException)
    async def _http(request: Request, error: HTTPException) -> JSONResponse:
        code = _STATUS.get(error.status_code, "error")
        message = _MESSAGES.get(error.status_code, str(error.detail))
        response = error_response(error.status_code, code, message)
        response.headers.update(error.headers or {})
        return response

    @app.exception_handler(Exception)
    async def _unexpected(request: Request, error: Exception) -> JSONResponse:
        return error_response(500, "internal", "服务器出了点毛病，请稍后再试；话没有丢，可以重发")


def _words(item: Mapping[str, Any]) -> str:
    """One validation error, led by the field it is about."""
    words = _WORDS.get(item["type"], str(item["msg"]))
    if item["type"] == "json_invalid":
        return words
    place = [str(part) for part in item["loc"] if part not in ("body", "query", "path")]
    return f"{'.'.join(place) or '请求'}：{words}"
