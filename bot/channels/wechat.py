"""The WeChat official account: /webhooks/wechat, where LUOHU_WECHAT_TOKEN is set.

WeChat's id of a person (OpenID) is used to address the response and is otherwise kept nowhere: the
conversation goes by a keyed hash of it.
"""

from __future__ import annotations

import asyncio
import base64
import hashlib
import hmac
import time
from typing import Any, Optional

from fastapi import APIRouter, Request
from fastapi.responses import PlainTextResponse, Response

from bot.channels import words
from bot.channels.passive import Deliveries
from bot.channels.turns import Turns, report
from bot.channels.wechat_desk import Desk, message_key
from bot.channels.wechat_envelope import Envelope, Forged, Malformed
from bot.channels.wechat_waiting import ARRIVED, HELD, PATH, SILENCE, while_loading
from bot.errors import ApiError
from bot.settings import WeChatSettings

_PATIENCE = 60.0


def session_of(secret: str, appid: str, openid: str) -> str:
    """A follower's session id: the same every time, and of no use to who lacks the secret."""
    name = "\0".join(("wechat", appid, openid)).encode()
    digest = hmac.new(secret.encode(), name, hashlib.sha256).digest()
    return "wx-" + base64.urlsafe_b64encode(digest).decode().rstrip("=")


def wechat_router(account: WeChatSettings, turns: Turns) -> APIRouter:
    """The routes of one official account."""
    router = APIRouter(tags=["wechat"])
    envelope, desk, deliveries = Envelope(account), Desk(turns), Deliveries()
    afterwards: set[asyncio.Task[str]] = set()

    @router.get(PATH)
    async def verify(request: Request) -> PlainTextResponse:
        """WeChat's question, at set-up, whether this address belongs to the account."""
        try:
            envelope.verify(request.query_params)
        except Forged:
            raise _refusal() from None
        return PlainTextResponse(request.query_params.get("echostr", ""))

    @router.post(PATH)
    async def receive(request: Request) -> Response:
        """A message or an event; the response is the answer."""
        query = request.query_params
        try:
            message = envelope.open(query, await request.body())
        except Forged:
            raise _refusal() from None
        except Malformed:
            raise ApiError(400, "malformed", "这不是一条微信消息") from None
        text = await _answer(message, request.scope.get(ARRIVED))
        if text == SILENCE:
            return PlainTextResponse("")
        return Response(envelope.seal(query, message, text), media_type="application/xml")

    async def _answer(message: Any, arrived: Optional[float]) -> str:
        """``arrived``: when the request came, where it was held before (``time.monotonic``)."""
        if arrived is None and turns.assistant.conversations is not None:
            return await _deliver(message)
        end = (arrived or time.monotonic()) + HELD
        if await turns.ready_within(end - time.monotonic()):
            return await _deliver(message, max(0.0, end - time.monotonic()))
        text, kept = while_loading(message, failed=turns.assistant.failure is not None)
        if kept:
            task = asyncio.ensure_future(_deliver_when_ready(message))
            afterwards.add(task)
            task.add_done_callback(afterwards.discard)
        return text

    async def _deliver(message: Any, within: Optional[float] = None) -> str:
        session_id = session_of(turns.settings.secret, account.appid, message.source)

        async def work() -> str:
            return await desk.answer(session_id, message)

        key, sent_at = f"{session_id} {message_key(message)}", float(message.time or 0)
        try:
            return await deliveries.answer(key, sent_at, work, words.LATE, within)
        except Exception as error:  # WeChat must get an answer that people can read
            report("微信", error)
            return words.BROKEN

    async def _deliver_when_ready(message: Any) -> str:
        while not await turns.ready_within(_PATIENCE):
            if turns.assistant.failure is not None:
                return SILENCE
        return await _deliver(message)

    return router


def _refusal() -> ApiError:
    return ApiError(403, "wrong_signature", "签名不对，请核对公众平台里填的 Token 和密钥")
