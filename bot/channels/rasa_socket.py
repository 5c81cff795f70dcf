"""Socket.IO as rasa-webchat and other Rasa clients speak it, at /socket.io, by long polling.

Events: ``session_request`` {session_id?} is answered with ``session_confirm``; ``user_uttered``
{message, session_id?} with one ``bot_uttered`` {text, quick_replies?} a message. Session ids are
made and signed here: a client can continue only a conversation that it was given.
"""

from __future__ import annotations

from typing import Any, Optional
from urllib.parse import urlsplit

import socketio
from itsdangerous import BadSignature, Signer

from bot.channels import words
from bot.channels.limiter import SenderLimit
from bot.channels.turns import NotReady, Turns, report
from bot.service import new_session_id
from bot.settings import Settings
from bot.terminal import sources

PATH = "/socket.io"
LOADING = "助手正在准备，请过几秒再发一遍。"
EXPIRED = "这个对话接不上了，请刷新页面重新开始。"
NO_TEXT = "没有看到您写的字，请再发一遍。"

# A poll ends with the ping, so a server that is stopping waits no longer than this for one.
_PING_SECONDS = 8


class SignedSessions:
    """Makes session ids and recognises its own: ``<id>.<signature>``."""

    def __init__(self, secret: str) -> None:
        self._signer = Signer(secret, salt="rasa-socket-session", sep=".")

    def new(self) -> str:
        """A new signed id."""
        return self._signer.sign(new_session_id()).decode()

    def session_id(self, token: Any) -> Optional[str]:
        """The conversation's id, or None where the token is not one of ours."""
        if not isinstance(token, str) or len(token) > 256:
            return None
        try:
            return self._signer.unsign(token).decode()
        except (BadSignature, UnicodeError):
            return None


class RasaSocket:
    """The Socket.IO server; ``app`` is mounted at /socket.io."""

    def __init__(self, turns: Turns) -> None:
        settings = turns.settings
        self._turns = turns
        self._sessions = SignedSessions(settings.secret)
        self._limit = SenderLimit("socketio", settings.rate_limit, settings.redis_url)
        self._sio = socketio.AsyncServer(
            async_mode="asgi",
            transports=["polling"],
            allow_upgrades=False,
            cors_allowed_origins=lambda origin, environ: allowed(settings, origin, environ),
            cors_credentials=False,
            max_http_buffer_size=settings.max_body,
            ping_interval=_PING_SECONDS,
            logger=False,
            engineio_logger=False,
        )
        for handler in (self.connect, self.session_request, self.user_uttered):
            self._sio.on(handler.__name__, handler)
        self.app = socketio.ASGIApp(self._sio, socketio_path=None)

    async def connect(self, sid: str, environ: dict[str, Any], auth: Any = None) -> None:
        """A client comes; it has a session of its own until it asks for its former one."""
        client = (environ.get("asgi.scope", {}).get("client") or ("unknown", 0))[0]
        if not self._limit.allows(client):
            raise socketio.exceptions.ConnectionRefusedError("发得太快了，请稍后再试")
        await self._sio.save_session(sid, {"token": self._sessions.new(), "client": client})

    async def session_request(self, sid: str, data: Any = None) -> None:
        """Confirms the session the client names, when it is one of ours; else gives a new one."""
        asked = data.get("session_id") if isinstance(data, dict) else None
        async with self._sio.session(sid) as connection:
            if self._sessions.session_id(asked) is not None:
                connection["token"] = asked
            token = connection["token"]
        await self._sio.emit("session_confirm", token, to=sid)

    async def user_uttered(self, sid: str, data: Any = None) -> None:
        """Takes a message and sends the replies."""
        connection = await self._sio.get_session(sid)
        if not self._limit.allows(connection["client"]):
            await self._say(sid, self._words("too_fast"))
            return
        message = data.get("message") if isinstance(data, dict) else None
        if not isinstance(message, str):
            await self._say(sid, NO_TEXT)
            return
        token = data.get("session_id") or connection["token"]
        session_id = self._sessions.session_id(token)
        if session_id is None:
            await self._say(sid, EXPIRED)
        elif not message.strip():
            await self._say(sid, self._words("empty"))
        elif len(message) > self._turns.settings.max_message:
            await self._say(sid, self._words("too_long"))
        else:
            await self._turn(sid, session_id, message)

    async def _turn(self, sid: str, session_id: str, message: str) -> None:
        try:
            if message.startswith("/"):  # a widget's opening payload; ours never look so
                response = words.greeting(self._turns.document())
            else:
                response = await self._turns.say(session_id, message, None, {"channel": "socketio"})
        except NotReady:
            await self._say(sid, LOADING)
            return
        except Exception as error:  # the person must get an answer
            report("Socket.IO", error)
            await self._say(sid, self._words("error"))
            return
        for reply in response["replies"]:
            await self._reply(sid, reply)

    async def _reply(self, sid: str, reply: dict[str, Any]) -> None:
        """One reply. rasa-webchat shows messages that have these keys and no others."""
        text = "\n".join(line for line in (reply["text"].strip(), sources(reply)) if line)
        *before, last = text.split("\n\n")
        for part in before:
            await self._say(sid, part)
        if not reply["buttons"]:
            await self._say(sid, last)
            return
        quick = [{"content_type": "text", **button} for button in reply["buttons"]]
        await self._sio.emit("bot_uttered", {"text": last, "quick_replies": quick}, to=sid)

    async def _say(self, sid: str, text: str) -> None:
        await self._sio.emit("bot_uttered", {"text": text}, to=sid)

    def _words(self, key: str) -> str:
        """One of the document's sentences; before it is loaded, that it is not."""
        try:
            return words.say(self._turns.document(), key)
        except NotReady:
            return LOADING


def allowed(settings: Settings, origin: Optional[str], environ: dict[str, Any]) -> bool:
    """Whether a page from ``origin`` may connect: our own pages and the hosts that may embed us."""
    if not origin:
        return False
    host = urlsplit(origin).netloc
    own = settings.public_url and urlsplit(settings.public_url)
    if host == environ.get("HTTP_HOST") or (own and origin == f"{own.scheme}://{own.netloc}"):
        return True
    return any(entry.rstrip("/") in (origin, host) for entry in settings.embed_hosts)
