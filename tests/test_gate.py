"""What is answered before the application is there, and when it never comes."""

from __future__ import annotations

import threading
import time
from contextlib import asynccontextmanager
from typing import AsyncIterator

import pytest
from fastapi import FastAPI
from starlette.testclient import TestClient

from bot.gate import Gate


class Building:
    """An application that is built when ``go`` is set; notes what its lifespan saw."""

    def __init__(self) -> None:
        self.go = threading.Event()
        self.seen: list[str] = []
        self.failure: Exception | None = None

    def __call__(self) -> FastAPI:
        self.go.wait(10)
        if self.failure is not None:
            raise self.failure

        @asynccontextmanager
        async def lifespan(app: FastAPI) -> AsyncIterator[None]:
            self.seen.append("began")
            yield
            self.seen.append("ended")

        app = FastAPI(lifespan=lifespan)
        app.get("/api/meta")(lambda: {"ready": True})
        return app


@pytest.fixture
def building() -> Building:
    return Building()


def until(client: TestClient, path: str, status: int) -> None:
    end = time.monotonic() + 10
    while client.get(path).status_code != status:
        assert time.monotonic() < end
        time.sleep(0.01)


def test_before_and_after(building: Building) -> None:
    with TestClient(Gate(building)) as client:
        assert client.get("/healthz").json() == {"status": "ok"}
        waiting = client.get("/api/meta")
        assert waiting.status_code == 503
        assert waiting.json()["error"]["code"] == "loading"
        assert waiting.headers["retry-after"]
        assert "落户问答" in client.get("/").text
        assert client.get("/no-such-page.html").status_code == 404
        building.go.set()
        until(client, "/api/meta", 200)
        assert building.seen == ["began"]
    assert building.seen == ["began", "ended"]


def test_the_end_may_come_first(building: Building) -> None:
    started = time.monotonic()
    with TestClient(Gate(building)) as client:
        assert client.get("/readyz").status_code == 503
    assert time.monotonic() - started < 5
    building.go.set()
    assert building.seen == []


def test_a_failure_is_said(building: Building) -> None:
    building.failure = ValueError("没有磁盘空间")
    building.go.set()
    with TestClient(Gate(building)) as client:
        end = time.monotonic() + 10
        while "failed" not in (answer := client.get("/readyz").text):
            assert time.monotonic() < end
        assert "没有磁盘空间" in answer
        assert client.get("/healthz").status_code == 200
