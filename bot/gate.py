"""Answers from the first second: Rasa alone takes ten seconds and more to import.

While the application is being built in a thread, /healthz says that the process lives, the web
page opens and waits by itself, and everything else is 503, but for addresses that have a door of
their own. Then all requests go to it.
"""

from __future__ import annotations

import asyncio
import contextlib
import logging
import threading
from typing import Any, Awaitable, Callable, Mapping, Optional, Protocol

from fastapi import FastAPI
from starlette.responses import JSONResponse, Response
from starlette.types import ASGIApp, Receive, Scope, Send

from bot.errors import error_response, install
from bot.middleware import SafetyHeaders
from bot.routes import pages

LOADING = "助手正在准备，请过几秒再试"
_RETRY = {"retry-after": "3"}

log = logging.getLogger("luohu")


class NeverOpens(Exception):
    """The application could not be built."""


class Door(Protocol):
    """Chooses what answers a request that comes too early.

    ``opened`` waits for the application so many seconds, None for as long as it takes, and gives
    None where it is not there by then. It raises NeverOpens where it never will be.
    """

    async def __call__(
        self,
        scope: Scope,
        receive: Receive,
        opened: Callable[[Optional[float]], Awaitable[Optional[ASGIApp]]],
    ) -> ASGIApp: ...


class Gate:
    """An ASGI application that stands before the one ``build`` makes. ``doors`` go by path."""

    def __init__(
        self,
        build: Callable[[], FastAPI],
        embed_hosts: tuple[str, ...] = (),
        doors: Optional[Mapping[str, Door]] = None,
    ) -> None:
        self._build = build
        self._embed_hosts = embed_hosts
        self._doors = doors or {}
        self._settled = asyncio.Event()
        self._page = _page_alone()
        self._app: Optional[ASGIApp] = None
        self._failure: Optional[str] = None
        self._closing = asyncio.Event()
        self._waiting = SafetyHeaders(self._answer, embed_hosts)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "lifespan":
            await self._live(receive, send)
            return
        answer: ASGIApp = self._app or self._waiting
        door = self._doors.get(scope.get("path", "")) if self._app is None else None
        if door is not None and scope["type"] == "http":
            answer = await door(scope, receive, self._opened)
            if isinstance(answer, Response):
                answer = SafetyHeaders(answer, self._embed_hosts)
        await answer(scope, receive, send)

    async def _opened(self, seconds: Optional[float]) -> Optional[ASGIApp]:
        with contextlib.suppress(asyncio.TimeoutError):
            await asyncio.wait_for(self._settled.wait(), seconds)
        if self._failure is not None:
            raise NeverOpens(self._failure)
        return self._app

    async def _live(self, receive: Receive, send: Send) -> None:
        await receive()
        opening = asyncio.create_task(self._open())
        await send({"type": "lifespan.startup.complete"})
        await receive()
        if self._app is None:
            opening.cancel()  # the thread that builds is left behind
        self._closing.set()
        with contextlib.suppress(asyncio.CancelledError):
            await opening
        await send({"type": "lifespan.shutdown.complete"})

    async def _open(self) -> None:
        try:
            app = await _in_daemon_thread(self._build)
        except Exception as error:  # the server stays up and says what is wrong
            self._failure = f"{type(error).__name__}: {error}"
            self._settled.set()
            log.exception("助手没能启动")
            return
        async with app.router.lifespan_context(app):
            self._app = app
            self._settled.set()
            await self._closing.wait()

    async def _answer(self, scope: Scope, receive: Receive, send: Send) -> None:
        await self._response(scope.get("path", ""))(scope, receive, send)

    def _response(self, path: str) -> ASGIApp:
        if path == "/healthz":
            return JSONResponse({"status": "ok"})
        if path == "/" or path.startswith("/assets/") or path.count(".") == path.count("/") == 1:
            return self._page
        if self._failure is not None:
            return error_response(503, "failed", f"助手没能启动：{self._failure}")
        response = error_response(503, "loading", LOADING)
        response.headers.update(_RETRY)
        return response


def _page_alone() -> ASGIApp:
    """The built page and its files, which need nothing of what takes long."""
    app = FastAPI(docs_url=None, redoc_url=None, openapi_url=None)
    install(app)
    app.include_router(pages.router)
    return app


async def _in_daemon_thread(function: Callable[[], Any]) -> Any:
    """The function's result. Unlike the loop's own executor, a daemon thread never holds up the
    end of the process."""
    loop = asyncio.get_running_loop()
    done: asyncio.Future[Any] = loop.create_future()

    def settle(result: Any, error: Optional[BaseException]) -> None:
        if not done.done():
            done.set_exception(error) if error is not None else done.set_result(result)

    def work() -> None:
        result, error = None, None
        try:
            result = function()
        except Exception as raised:
            error = raised
        with contextlib.suppress(RuntimeError):  # the loop ended meanwhile
            loop.call_soon_threadsafe(settle, result, error)

    threading.Thread(target=work, name="building", daemon=True).start()
    return await done
