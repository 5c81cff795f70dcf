"""Every error leaves the server as ``{"error": {"code", "message"}}``, in words one can act on."""

from __future__ import annotations

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from starlette.exceptions import HTTPException

from bot.service import UnknownSession
from policy_kb.errors import FactError

_WORDS = {
    "value_error.missing": "缺少这一项",
    "value_error.extra": "没有这一项",
    "type_error.none.not_allowed": "不能为空",
    "value_error.jsondecode": "不是有效的 JSON",
    "value_error.date": "应当是 YYYY-MM-DD 的日期",
}
_STATUS = {404: "not_found", 405: "method_not_allowed", 413: "too_large", 429: "too_many"}


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
        parts = []
        for item in error.errors():
            place = ".".join(str(part) for part in item["loc"] if part not in ("body", "query"))
            parts.append(f"{place or '请求'}：{_WORDS.get(item['type'], item['msg'])}")
        return error_response(422, "invalid_request", "；".join(parts))

    @app.exception_handler(HTTPException)
    async def _http(request: Request, error: HTTPException) -> JSONResponse:
        code = _STATUS.get(error.status_code, "error")
        message = {404: "没有这个地址", 405: "这个地址不支持这种请求"}.get(
            error.status_code, str(error.detail)
        )
        return error_response(error.status_code, code, message)

    @app.exception_handler(Exception)
    async def _unexpected(request: Request, error: Exception) -> JSONResponse:
        return error_response(500, "internal", "服务器出了点毛病，请稍后再试；话没有丢，可以重发")
