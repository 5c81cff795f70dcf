"""While the server starts, WeChat gets an answer that people can read, and nothing is lost."""

from __future__ import annotations

import threading
import time
from dataclasses import dataclass, field
from typing import Any, Iterator, Optional

import httpx
import pytest
from fastapi import FastAPI, Request, Response
from serving import RunningServer, running_server, spawn
from starlette.testclient import TestClient

from bot.channels.wechat_waiting import WaitingDoor
from bot.gate import Gate
from bot.settings import WeChatSettings

from .weixin import AES_KEY, APPID, PATH, TOKEN, Follower, signature

ACCOUNT = {"LUOHU_WECHAT_TOKEN": TOKEN, "LUOHU_WECHAT_APPID": APPID}
HELD = 0.3


class Application:
    """Is built when ``go`` is set; notes the bodies that reach the official account's address."""

    def __init__(self) -> None:
        self.go = threading.Event()
        self.failure: Optional[Exception] = None
        self.bodies: list[bytes] = []

    def __call__(self) -> FastAPI:
        self.go.wait(10)
        if self.failure is not None:
            raise self.failure
        app = FastAPI()
        app.get("/api/meta")(lambda: {"ready": True})

        @app.post(PATH)
        async def receive(request: Request) -> Response:
            self.bodies.append(await request.body())
            return Response("from the application")

        return app


@dataclass
class Loading:
    """An application that is not there yet, and a follower who does not know."""

    application: Application
    client: TestClient
    follower: Follower = field(init=False)

    def __post_init__(self) -> None:
        self.follower = Follower(None, encrypted=True, client=self.client)  # type: ignore[arg-type]

    def open(self) -> None:
        self.application.go.set()
        end = time.monotonic() + 10
        while self.client.get("/api/meta").status_code != 200:
            assert time.monotonic() < end
            time.sleep(0.01)


@pytest.fixture
def loading() -> Iterator[Loading]:
    application = Application()
    door = WaitingDoor(WeChatSettings(TOKEN, APPID, AES_KEY, None), 4096, HELD)
    gate = Gate(application, doors={PATH: door})
    with TestClient(gate, backend_options={"use_uvloop": True}) as client:  # as uvicorn does
        yield Loading(application, client)
        application.go.set()


def test_a_message_is_asked_for_again(loading: Loading) -> None:
    answer = loading.follower.says("租房能落户吗")
    assert "再发一遍" in answer
    loading.open()
    assert loading.application.bodies == []
    assert loading.follower.text("租房能落户吗").text == "from the application"


def test_what_is_ready_in_time_is_answered_for_good(loading: Loading) -> None:
    loading.application.go.set()
    assert loading.follower.text("租房能落户吗").text == "from the application"


@pytest.mark.parametrize(
    ("event", "greeted"), [("subscribe", True), ("SCAN", True), ("unsubscribe", False)]
)
def test_coming_and_leaving_are_taken_later(loading: Loading, event: str, greeted: bool) -> None:
    answer = loading.follower.read(loading.follower.event(event, "qrscene_hall"))
    assert bool(answer) is greeted
    loading.open()
    end = time.monotonic() + 10
    while not loading.application.bodies:
        assert time.monotonic() < end
        loading.client.get("/healthz")
    assert b"Encrypt" in loading.application.bodies[0]


def test_other_events_are_met_with_silence(loading: Loading) -> None:
    response = loading.follower.event("VIEW", "https://luohu.example")
    assert (response.status_code, response.text) == (200, "")


def test_only_wechat_is_answered(loading: Loading) -> None:
    assert loading.follower.text("你好", encrypted=False).status_code == 403
    assert loading.follower.text("你好", query={"msg_signature": "0" * 40}).status_code == 403
    assert loading.client.get(PATH).status_code == 403
    assert loading.follower.text("好" * 4096).status_code == 400
    stamp = str(int(time.time()))
    signed = {"signature": signature(TOKEN, stamp, "7"), "timestamp": stamp, "nonce": "7"}
    response = loading.client.get(PATH, params={**signed, "echostr": "42"})
    assert (response.status_code, response.text) == (200, "42")
    assert "default-src" in response.headers["content-security-policy"]


def test_a_server_that_cannot_start_says_where_else_to_ask(loading: Loading) -> None:
    loading.application.failure = ValueError("没有磁盘空间")
    loading.application.go.set()
    end = time.monotonic() + 10
    while "failed" not in loading.client.get("/readyz").text:
        assert time.monotonic() < end
    answer = loading.follower.says("租房能落户吗")
    assert "窗口" in answer
    assert "磁盘" not in answer


@dataclass
class Restarted:
    """What followers got while the second process over the same data was starting."""

    server: RunningServer
    known: Follower
    texts: list[httpx.Response]
    welcome: str
    newcomer: Follower
    leaver: Follower


@pytest.fixture(scope="module")
def restarted(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Restarted]:
    folder = tmp_path_factory.mktemp("waiting")
    with running_server(folder, **ACCOUNT) as first:
        known, leaver = Follower(first), Follower(first)
        known.event("SCAN", "Hall_3")
        known.says("我在龙山社区租了一整套房")
        leaver.says("我在镇上有自己的房")
        first.kill()
    server = spawn(folder, **ACCOUNT)
    try:
        known.server = leaver.server = server
        server.wait_until_alive()
        newcomer, asking = Follower(server), Follower(server)
        assert leaver.event("unsubscribe", "").text == ""
        welcome = newcomer.read(newcomer.event("subscribe", "qrscene_bus-7"))
        texts: list[httpx.Response] = []
        while not texts or "依据" not in asking.read(texts[-1]):
            assert len(texts) < 60
            texts.append(asking.text("租房能落户吗", timeout=30))
        server.wait_until_ready()
        yield Restarted(server, known, texts, welcome, newcomer, leaver)
    finally:
        if server.process.poll() is None:
            server.kill()


@pytest.mark.model
class TestARealStart:
    """A server that is killed and started again."""

    def test_no_message_meets_an_error(self, restarted: Restarted) -> None:
        assert {response.status_code for response in restarted.texts} == {200}
        *asked_again, answered = [response.text for response in restarted.texts]
        assert all("再发一遍" in text for text in asked_again)
        assert "再发一遍" not in answered  # at once, where the server starts within the wait
        assert "您好" in restarted.welcome

    def test_a_scene_outlives_the_restart(self, restarted: Restarted) -> None:
        restarted.known.says("住了26个月")
        assert _counted(restarted.server, "text", "hall_3") == 1

    def test_who_came_meanwhile_is_known(self, restarted: Restarted) -> None:
        _until(lambda: _counted(restarted.server, "subscribe_scan", "bus-7") == 1)
        restarted.newcomer.says("租房能落户吗")
        assert _counted(restarted.server, "text", "bus-7") == 1

    def test_who_left_meanwhile_is_forgotten(self, restarted: Restarted) -> None:
        _until(lambda: restarted.leaver.conversation() is None)


def _counted(server: RunningServer, kind: str, scene: str) -> float:
    line = f'luohu_wechat_messages_total{{kind="{kind}",scene="{scene}"}} '
    with server.client() as client:
        text = client.get("/metrics").text
    return next((float(r[len(line) :]) for r in text.splitlines() if r.startswith(line)), 0.0)


def _until(true: Any) -> None:
    end = time.monotonic() + 15
    while not true():
        assert time.monotonic() < end
        time.sleep(0.1)
