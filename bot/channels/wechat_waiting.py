"""The official account's address while the server is starting: never an error to WeChat.

Where it gets no answer or an error, WeChat tells people that the service has broken down. So a
message that comes before the assistant can talk is held for the time that WeChat waits, in case it
is ready by then; else the answer asks to send it again. What a person cannot send again, following,
scanning and leaving, is done once the assistant can. This module imports nothing heavy: it answers
from the first second.
"""

from __future__ import annotations

import asyncio
import contextlib
import time
from typing import Any, Awaitable, Callable, Optional

from starlette.datastructures import QueryParams
from starlette.responses import PlainTextResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from bot.channels.wechat_envelope import Envelope, Forged, Malformed, kind_of
from bot.errors import error_response
from bot.gate import NeverOpens
from bot.settings import WeChatSettings

PATH = "/webhooks/wechat"
ARRIVED = "luohu.arrived"
"""In a request's scope: when it came (``time.monotonic``), where it was held before."""

HELD = 4.0
"""Seconds after which the answer is that the assistant is not ready. WeChat waits 5; while Python
modules are loading in another thread, clocks here ring late."""

SILENCE = ""
LOADING = "助手正在准备，请过几秒钟再发一遍。"
LOADING_WELCOME = "您好！助手正在准备，请过几秒钟，把想问的发给我。"
CLOSED = "助手现在用不了，请过一会儿再发一遍。急的话，请直接问当地派出所户籍窗口。"

_GREETED = ("subscribe", "subscribe_scan", "scan")

Opened = Callable[[Optional[float]], Awaitable[Optional[ASGIApp]]]


def while_loading(message: Any, failed: bool) -> tuple[str, bool]:
    """What to answer before the assistant can talk, and whether the message is to be taken later
    all the same. ``failed``: there will be no later."""
    kind = kind_of(message)
    if kind in _GREETED:
        return (CLOSED, False) if failed else (LOADING_WELCOME, True)
    if kind == "unsubscribe":
        return SILENCE, not failed
    if kind == "click" or message._data.get("MsgType") != "event":
        return (CLOSED if failed else LOADING), False
    return SILENCE, False


class WaitingDoor:
    """Answers the account's address until the application is there to do it."""

    def __init__(self, account: WeChatSettings, max_body: int, held: float = HELD) -> None:
        self._envelope = Envelope(account)
        self._max_body = max_body
        self._held = held
        self._afterwards: set[asyncio.Task[None]] = set()

    async def __call__(self, scope: Scope, receive: Receive, opened: Opened) -> ASGIApp:
        """What answers this request: the application, where ``opened`` gives it in time."""
        arrived = time.monotonic()
        query = QueryParams(scope.get("query_string", b""))
        try:
            if scope["method"] == "GET":
                self._envelope.verify(query)
                return PlainTextResponse(query.get("echostr", ""))
            body = await _body(receive, self._max_body)
            message = self._envelope.open(query, body)
        except Forged:
            return error_response(403, "wrong_signature", "签名不对，请核对 Token 和密钥")
        except Malformed:
            return error_response(400, "malformed", "这不是一条微信消息")
        failed = False
        try:
            app = await opened(self._held)
            if app is not None:
                return _replayed(app, body, arrived)
        except NeverOpens:
            failed = True
        text, kept = while_loading(message, failed)
        if kept:
            task = asyncio.ensure_future(_take_later(dict(scope), body, opened))
            self._afterwards.add(task)
            task.add_done_callback(self._afterwards.discard)
        if text == SILENCE:
            return PlainTextResponse("")
        sealed = self._envelope.seal(query, message, text)
        return Response(sealed, media_type="application/xml")


async def _take_later(scope: Scope, body: bytes, opened: Opened) -> None:
    with contextlib.suppress(Exception):  # it has been logged where it happened
        if (app := await opened(None)) is not None:
            await _replayed(app, body, time.monotonic())(scope, _nothing, _unheard)


async def _body(receive: Receive, limit: int) -> bytes:
    """The request's body. Malformed where it is longer than ``limit`` bytes or breaks off."""
    body, more = b"", True
    while more:
        message = await receive()
        body += message.get("body", b"")
        more = message.get("more_body", False)
        if message["type"] != "http.request" or len(body) > limit:
            raise Malformed("body")
    return body


def _replayed(app: ASGIApp, body: bytes, arrived: float) -> ASGIApp:
    """The application, given a body that has been read already."""

    async def answer(scope: Scope, receive: Receive, send: Send) -> None:
        messages: list[Message] = [{"type": "http.request", "body": body, "more_body": False}]

        async def again() -> Message:
            return messages.pop() if messages else await receive()

        await app({**scope, ARRIVED: arrived}, again, send)

    return answer


async def _nothing() -> Message:
    return {"type": "http.disconnect"}


async def _unheard(message: Message) -> None:
    """Whoever asked has had an answer already."""
