"""Limits and headers, in front of an application that only counts."""

from __future__ import annotations

import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse
from starlette.routing import Route
from starlette.testclient import TestClient

from bot.middleware import RateLimit, SafetyHeaders, SizeLimit


async def _size(request: Request) -> PlainTextResponse:
    return PlainTextResponse(str(len(await request.body())))


PATHS = ("/api/chat", "/webhooks/rest/webhook", "/healthz", "/docs")
APP = Starlette(routes=[Route(path, _size, methods=["GET", "POST"]) for path in PATHS])


def test_a_body_up_to_the_limit_arrives_whole() -> None:
    client = TestClient(SizeLimit(APP, limit=1024))
    assert client.post("/api/chat", content=b"x" * 1024).text == "1024"
    assert client.post("/api/chat", content=iter([b"x" * 500, b"x" * 500])).text == "1000"
    assert client.get("/api/chat").text == "0"


@pytest.mark.parametrize("streamed", [True, False])
def test_a_longer_body_is_refused(streamed: bool) -> None:
    client = TestClient(SizeLimit(APP, limit=1024))
    content = b"x" * 1025
    response = client.post("/api/chat", content=iter([content]) if streamed else content)
    assert response.status_code == 413
    assert response.json()["error"]["code"] == "too_large"


def test_requests_over_the_rate_are_refused() -> None:
    client = TestClient(RateLimit(APP, rate="3/minute", redis_url=None))
    codes = [client.post("/api/chat").status_code for _ in range(5)]
    assert codes == [200, 200, 200, 429, 429]
    assert client.post("/webhooks/rest/webhook").status_code == 429
    assert client.get("/healthz").status_code == 200


def test_each_client_has_a_rate_of_its_own() -> None:
    app = RateLimit(APP, rate="1/minute", redis_url=None)
    one, other = TestClient(app, client=("10.0.0.1", 1)), TestClient(app, client=("10.0.0.2", 1))
    assert [c.post("/api/chat").status_code for c in (one, one, other)] == [200, 429, 200]


def test_no_rate_is_no_limit() -> None:
    client = TestClient(RateLimit(APP, rate=None, redis_url=None))
    assert {client.post("/api/chat").status_code for _ in range(200)} == {200}


def test_a_store_of_rates_that_is_away_lets_people_through() -> None:
    """Nothing listens on the discard port."""
    client = TestClient(RateLimit(APP, rate="1/minute", redis_url="redis://127.0.0.1:9/0"))
    assert [client.post("/api/chat").status_code for _ in range(2)] == [200, 200]


def test_hosts_that_may_frame_the_page_are_named() -> None:
    client = TestClient(SafetyHeaders(APP, embed_hosts=("https://www.example.gov.cn",)))
    policy = client.get("/healthz").headers["content-security-policy"]
    assert policy.endswith("frame-ancestors 'self' https://www.example.gov.cn")
    assert "unsafe" not in policy
