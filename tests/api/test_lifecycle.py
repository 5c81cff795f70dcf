"""From the first second to the last: alive, ready, killed, back again, erased, ended, limited."""

from __future__ import annotations

import time
from pathlib import Path
from typing import Any, Iterator

import pytest
from serving import RunningServer, running_server, spawn

from bot.routes import pages

from .conftest import AS_OF, Api, session_id

ASSESS = "帮我看看我能不能落户"
STATED = "我在龙山社区租了一整套房"
SECRET_WORDS = "紫藤巷尽头那户"


class Life:
    """One data folder over the lives of two processes."""

    def __init__(self, data: Path) -> None:
        self.data = data
        self.session = session_id()
        self.erased = session_id()
        self.while_loading: dict[str, Any] = {}
        self.before: Any = None
        self.answer: Any = None


@pytest.fixture(scope="module")
def life(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Life]:
    """The first process: asked before it is ready, talked to, killed right after an answer."""
    life = Life(tmp_path_factory.mktemp("life"))
    server = spawn(life.data)
    try:
        server.wait_until_alive()
        with server.client() as client:
            for path in ("/healthz", "/readyz", "/api/clauses", "/"):
                life.while_loading[path] = client.get(path)
            body = {"session_id": life.session, "message": "你好"}
            life.while_loading["chat"] = client.post("/api/chat", json=body)
        server.wait_until_ready()
        with server.client() as client:
            api = Api(client)
            api.say(life.erased, f"我住在{SECRET_WORDS}")
            api.say(life.session, ASSESS)
            api.edit(life.session, {"stable_job": False})
            life.answer = api.say(life.session, STATED, client_message_id="the-last")
        server.kill()
        yield life
    finally:
        if server.process.poll() is None:
            server.kill()


@pytest.fixture(scope="module")
def second(life: Life) -> Iterator[RunningServer]:
    """The second process over the same data, with limits."""
    limits = {"LUOHU_RATE_LIMIT": "60/minute", "LUOHU_MAX_BODY": "4096"}
    with running_server(life.data, LUOHU_MAX_MESSAGE="50", **limits) as server:
        yield server


@pytest.fixture(scope="module")
def api(second: RunningServer) -> Iterator[Api]:
    with second.client() as client:
        yield Api(client)


def test_alive_before_it_is_ready(life: Life) -> None:
    answers = life.while_loading
    assert answers["/healthz"].status_code == 200
    for path in ("/readyz", "/api/clauses", "chat"):
        assert answers[path].status_code == 503
        assert answers[path].json()["error"]["code"] == "loading"
        assert "准备" in answers[path].json()["error"]["message"]
        assert answers[path].headers["retry-after"]
    assert "落户问答" in answers["/"].text
    assert answers["/"].status_code == (200 if (pages.DIST / "index.html").is_file() else 503)
    assert "default-src 'self'" in answers["/"].headers["content-security-policy"]


def test_the_conversation_is_there_again(life: Life, api: Api) -> None:
    again = api.call("GET", f"/api/sessions/{life.session}")
    for key in ("facts", "awaiting", "assessment"):
        assert again[key] == life.answer[key]
    assert again["messages"][-1]["replies"] == life.answer["replies"]
    assert [m["text"] for m in again["messages"] if m["role"] == "user"] == [ASSESS, STATED]


def test_the_last_message_sent_again_is_not_taken_twice(life: Life, api: Api) -> None:
    assert api.say(life.session, STATED, client_message_id="the-last") == life.answer


def test_the_conversation_goes_on(life: Life, api: Api) -> None:
    """What was known is still known to the dialogue, not only to the page."""
    known = life.answer["facts"]
    assert known["residence_community"] == "龙山社区"
    assert known["stable_job"] is False
    answer = api.say(life.session, "住了26个月了")
    assert answer["facts"] == {**known, "rental_months": 26}


def test_erased_leaves_no_trace(life: Life, api: Api) -> None:
    def holders(needle: str) -> list[str]:
        """Files of the data folder that hold the text as it is or as JSON escapes it."""
        forms = (needle.encode(), needle.encode("unicode_escape"))
        return [
            path.name
            for path in life.data.iterdir()
            if path.is_file() and any(form in path.read_bytes() for form in forms)
        ]

    assert "conversations.db" in holders(life.erased)
    assert holders(SECRET_WORDS)
    number = api.call("GET", f"/api/sessions/{life.erased}")["messages"][-1]["message_id"]
    rating = {"message_id": number, "rating": "down"}
    api.call("POST", f"/api/sessions/{life.erased}/feedback", json=rating)
    api.call("DELETE", f"/api/sessions/{life.erased}")
    assert holders(life.erased) == []
    assert holders(SECRET_WORDS) == []
    assert holders(life.session)


def test_limits_are_set_by_environment(api: Api) -> None:
    message = {"session_id": session_id(), "message": "好" * 51, "as_of": AS_OF}
    assert "50" in api.refused("POST", "/api/chat", 422, json=message)
    big = {"text": "好" * 3000}
    assert "4096" in api.refused("POST", "/api/extract", 413, json=big)
    chunks = (b"x" * 1000 for _ in range(10))
    api.refused("POST", "/api/extract", 413, content=chunks)


def test_too_many_requests_are_refused(api: Api) -> None:
    for _ in range(70):
        response = api.client.get("/api/search", params={"q": "租房"})
        if response.status_code == 429:
            break
    assert response.status_code == 429
    assert response.json()["error"]["code"] == "too_many"
    assert "秒" in response.json()["error"]["message"]
    assert int(response.headers["retry-after"]) > 0
    assert api.client.get("/healthz").status_code == 200
    assert api.client.get("/readyz").status_code == 200


def test_sigterm_ends_it_while_it_still_loads(tmp_path: Path) -> None:
    server = spawn(tmp_path)
    server.wait_until_alive()
    started = time.monotonic()
    assert server.stop() == 0, server.tail()
    assert time.monotonic() - started < 10
