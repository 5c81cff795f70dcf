"""Socket.IO as rasa-webchat speaks it, by long polling, with ids that the server signs."""

from __future__ import annotations

import queue
import threading
import time
from typing import Any, Iterator, Optional

import httpx
import pytest
import requests
import socketio
from serving import RunningServer, running_server

from .conftest import SAFE_RATE

Message = dict[str, Any]


class Widget:
    """A client with rasa-webchat's events."""

    def __init__(self, base_url: str) -> None:
        session = requests.Session()
        session.trust_env = False
        self._client = socketio.Client(reconnection=False, http_session=session)
        self._said: queue.Queue[Message] = queue.Queue()
        self._confirmed: queue.Queue[str] = queue.Queue()
        self._client.on("bot_uttered", self._said.put)
        self._client.on("session_confirm", self._confirmed.put)
        self._client.connect(base_url, transports=["polling"])

    def request(self, session_id: Optional[str] = None) -> str:
        """Asks for a session as the widget does when it opens."""
        self._client.emit("session_request", {"session_id": session_id})
        return self._confirmed.get(timeout=20)

    def utter(self, message: object, session_id: Optional[str] = None) -> None:
        """Sends what a person typed."""
        data = {"message": message, "customData": {"language": "zh"}, "session_id": session_id}
        self._client.emit("user_uttered", data)

    def emit(self, *event: object) -> None:
        """Sends anything."""
        self._client.emit(*event)

    def hear(self) -> Message:
        """The next message of the bot's."""
        return self._said.get(timeout=20)

    def silent(self, seconds: float = 0.7) -> bool:
        """Whether the bot says nothing for a while."""
        time.sleep(seconds)
        return self._said.empty()

    def close(self) -> None:
        """Leaves. This client would wait until its last poll has timed out; browsers do not."""
        threading.Thread(target=self._client.disconnect, daemon=True).start()


@pytest.fixture
def widget(base_url: str) -> Iterator[Widget]:
    """A widget on the page."""
    client = Widget(base_url)
    yield client
    client.close()


def _conversation(base_url: str, token: str) -> httpx.Response:
    """The conversation behind a signed id."""
    session_id = token.rpartition(".")[0]
    return httpx.get(f"{base_url}/api/sessions/{session_id}", trust_env=False)


def test_a_conversation(widget: Widget, base_url: str) -> None:
    token = widget.request()
    widget.utter("租房能落户吗", token)
    answer = widget.hear()
    assert "依据：" in answer["text"]
    widget.utter("帮我看看能不能落户", token)
    question = widget.hear()
    assert set(question) == {"text", "quick_replies"}
    option = question["quick_replies"][0]
    assert set(option) == {"content_type", "title", "payload"}
    widget.utter(option["payload"], token)
    assert widget.hear()["text"]
    said = [m for m in _conversation(base_url, token).json()["messages"] if m["role"] == "user"]
    assert [m["text"] for m in said] == [
        "租房能落户吗",
        "帮我看看能不能落户",
        option["payload"],
    ]


def test_messages_have_the_keys_that_the_widget_shows(widget: Widget) -> None:
    token = widget.request()
    for text in ("我是毕业生，能落户吗？", "家里人能一起落吗", "谢谢", "今天天气怎么样"):
        widget.utter(text, token)
        message = widget.hear()
        while not widget.silent(0.3):
            message = widget.hear()
        assert set(message) in ({"text"}, {"text", "quick_replies"})


def test_a_session_goes_on_with_a_new_connection(widget: Widget, base_url: str) -> None:
    token = widget.request()
    widget.utter("我在镇上有自己的房", token)
    widget.hear()
    later = Widget(base_url)
    assert later.request(token) == token
    later.utter("谢谢", token)
    later.hear()
    later.close()
    assert _conversation(base_url, token).json()["facts"]["housing"] == "owned"


@pytest.mark.parametrize("forged", ["0123456789abcdef", "a.b", "x" * 300, "会话", 7, {"a": 1}, []])
def test_ids_of_other_making_are_replaced(widget: Widget, forged: Any) -> None:
    token = widget.request(forged)
    assert token != forged
    assert len(token.rpartition(".")[0]) >= 16


def test_each_widget_has_its_own_session(widget: Widget, base_url: str) -> None:
    other = Widget(base_url)
    assert other.request() != widget.request()
    other.close()


def test_a_changed_signature_opens_nothing(widget: Widget, base_url: str) -> None:
    token = widget.request()
    widget.utter("租房能落户吗", token)
    widget.hear()
    session_id, _, signature = token.rpartition(".")
    for bad in (session_id, f"{session_id}.{signature[::-1]}", f"x{token}"):
        widget.utter("谢谢", bad)
        assert "接不上" in widget.hear()["text"]
    assert len(_conversation(base_url, token).json()["messages"]) == 2


def test_without_a_session_request_the_connection_is_the_session(
    widget: Widget, base_url: str
) -> None:
    widget.emit("user_uttered", {"message": "我在镇上有自己的房"})
    widget.hear()
    assert _conversation(base_url, widget.request()).json()["facts"]["housing"] == "owned"


def test_an_opening_payload_is_greeted_and_not_kept(widget: Widget, base_url: str) -> None:
    token = widget.request()
    widget.utter("/get_started", token)
    greeting = widget.hear()
    assert greeting["text"].startswith("您好")
    assert greeting["quick_replies"]
    assert _conversation(base_url, token).status_code == 404


@pytest.mark.parametrize("data", [None, "text", 5, [], {}, {"message": None}, {"message": ["a"]}])
def test_odd_data_is_answered_in_words(widget: Widget, data: object) -> None:
    widget.emit("user_uttered", data)
    assert set(widget.hear()) == {"text"}


def test_empty_and_long_messages(widget: Widget) -> None:
    widget.utter("  ")
    assert "还没写字" in widget.hear()["text"]
    widget.utter("好" * 2001)
    assert "太长" in widget.hear()["text"]


def test_a_body_over_the_limit_is_refused(base_url: str) -> None:
    opened = _open(base_url)
    url = f"{base_url}/socket.io/?EIO=4&transport=polling&sid={opened}"
    assert httpx.post(url, content=b"4" * 70_000, trust_env=False).status_code == 413


def _open(base_url: str) -> str:
    response = httpx.get(f"{base_url}/socket.io/?EIO=4&transport=polling", trust_env=False)
    assert '"upgrades":[]' in response.text
    return response.text.split('"sid":"')[1].split('"')[0]


def test_messages_are_limited(safe_server: RunningServer) -> None:
    widget = Widget(safe_server.base_url)
    token = widget.request()
    for _ in range(SAFE_RATE + 1):
        widget.utter("你好", token)
    heard = [widget.hear()["text"] for _ in range(SAFE_RATE + 1)]
    assert any("有点快" in text for text in heard)
    assert any("有点快" not in text for text in heard)
    widget.close()


@pytest.mark.parametrize(
    ("origin", "status"),
    [
        ("https://www.gov.example", 200),
        ("https://luohu.example", 200),
        ("https://other.example", 400),
        ("null", 400),
        (None, 200),
    ],
)
def test_only_pages_that_may_embed_us_connect(
    plain_server: RunningServer, origin: Optional[str], status: int
) -> None:
    response = httpx.get(
        f"{plain_server.base_url}/socket.io/?EIO=4&transport=polling",
        headers={"origin": origin} if origin else {},
        trust_env=False,
    )
    assert response.status_code == status
    assert response.headers.get("access-control-allow-origin") == (
        origin if status == 200 else None
    )


def test_a_waiting_widget_does_not_hold_up_the_end(
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    with running_server(tmp_path_factory.mktemp("ending")) as server:
        widget = Widget(server.base_url)
        widget.request()
        time.sleep(0.5)
        started = time.monotonic()
        assert server.stop() == 0
        assert time.monotonic() - started < 12
    widget.close()


def test_our_own_pages_connect(base_url: str) -> None:
    response = httpx.get(
        f"{base_url}/socket.io/?EIO=4&transport=polling",
        headers={"origin": base_url},
        trust_env=False,
    )
    assert response.status_code == 200
