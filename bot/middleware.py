"""What every request passes: a limit on its size, one on its rate, and headers of safety."""

from __future__ import annotations

from typing import Optional

from limits import RateLimitItem, parse
from limits.storage import storage_from_string
from limits.strategies import MovingWindowRateLimiter
from redis.exceptions import RedisError
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from bot.errors import error_response

CONTENT_SECURITY_POLICY = (
    "default-src 'self'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; "
    "connect-src 'self'; font-src 'self'; object-src 'none'; base-uri 'none'; "
    "form-action 'self'; frame-ancestors {ancestors}"
)
_LIMITED = ("/api/", "/webhooks/")
# All of WeChat's messages come from a few addresses; that channel counts by person.
_COUNTED_BY_PERSON = "/webhooks/wechat"


class SafetyHeaders:
    """Adds the Content-Security-Policy and its companions; ``embed_hosts`` may frame the page."""

    def __init__(self, app: ASGIApp, embed_hosts: tuple[str, ...]) -> None:
        self._app = app
        ancestors = " ".join(("'self'", *embed_hosts))
        policy = CONTENT_SECURITY_POLICY.format(ancestors=ancestors)
        self._headers = [
            (b"content-security-policy", policy.encode()),
            (b"x-content-type-options", b"nosniff"),
            (b"referrer-policy", b"no-referrer"),
            (b"permissions-policy", b"camera=(), geolocation=(), microphone=(self)"),
        ]

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        async def with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                message["headers"] = [*message.get("headers", []), *self._headers]
            await send(message)

        path = scope.get("path", "")
        plain = scope["type"] != "http" or path in ("/docs", "/redoc")
        await self._app(scope, receive, send if plain else with_headers)


class SizeLimit:
    """Refuses bodies over ``limit`` bytes, whether announced or only streamed."""

    def __init__(self, app: ASGIApp, limit: int) -> None:
        self._app = app
        self._limit = limit

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        headers = dict(scope.get("headers", []))
        announced = headers.get(b"content-length", b"0")
        if announced.isdigit() and int(announced) > self._limit:
            await self._refuse(scope, receive, send)
            return
        body, more = b"", True
        while more:
            message = await receive()
            if message["type"] != "http.request":
                return
            body += message.get("body", b"")
            more = message.get("more_body", False)
            if len(body) > self._limit:
                await self._refuse(scope, receive, send)
                return
        sent = False

        async def replay() -> Message:
            nonlocal sent
            if sent:
                return await receive()
            sent = True
            return {"type": "http.request", "body": body, "more_body": False}

        await self._app(scope, replay, send)

    async def _refuse(self, scope: Scope, receive: Receive, send: Send) -> None:
        message = f"内容太大，最多 {self._limit} 字节，请分几次发"
        await error_response(413, "too_large", message)(scope, receive, send)


class RateLimit:
    """At most ``rate`` requests a client address, over a moving window; None lifts it."""

    def __init__(self, app: ASGIApp, rate: Optional[str], redis_url: Optional[str]) -> None:
        self._app = app
        self._rate = parse(rate) if rate else None
        self._storage = storage_from_string(redis_url or "memory://")  # the limiter's is weak
        self._limiter = MovingWindowRateLimiter(self._storage)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        path = scope.get("path", "") if scope["type"] == "http" else ""
        limited = path.startswith(_LIMITED) and path != _COUNTED_BY_PERSON
        if self._rate is not None and limited:
            client = (scope.get("client") or ("unknown", 0))[0]
            if not self._allows(self._rate, client):
                wait = str(self._rate.get_expiry())
                response = error_response(429, "too_many", f"发得太快了，请过 {wait} 秒再试")
                response.headers["retry-after"] = wait
                await response(scope, receive, send)
                return
        await self._app(scope, receive, send)

    def _allows(self, rate: RateLimitItem, client: str) -> bool:
        try:
            return bool(self._limiter.hit(rate, client))
        except RedisError:  # better no limit for a while than no answers
            return True
