"""The server is killed in the middle of a talk, and comes back over the same data."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Callable, Iterator

import pytest
from serving import RunningServer, free_port, spawn

from .talk import ASSESS, POLICY_QUESTION, Server, answers, open_page, say, session_of, until

BACK_SECONDS = 90
STATED = "我租的房子，住了三年"


class Mortal:
    """A server that can be killed and started again at the same address."""

    def __init__(self, data: Path) -> None:
        self._data = data
        self._port = str(free_port())
        self.running = self.start()
        self.site = self.running.base_url

    def start(self) -> RunningServer:
        self.running = spawn(self._data, PORT=self._port)
        return self.running

    def kill(self) -> None:
        """SIGKILL: no goodbye, nothing tidied up."""
        self.running.kill()


@pytest.fixture(scope="module")
def mortal(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Mortal]:
    """Every test kills it once and leaves it running again."""
    server = Mortal(tmp_path_factory.mktemp("mortal"))
    try:
        server.running.wait_until_ready()
        yield server
    finally:
        if server.running.process.poll() is None:
            server.kill()


@pytest.fixture
def page(new_context: Callable[..., Any], mortal: Mortal) -> Any:
    """A phone in a talk with the server; the console may report failed requests."""
    page = new_context(has_touch=True).new_page()
    open_page(page, mortal.site)
    say(page, ASSESS)
    say(page, STATED)
    return page


def said_by_person(server: Server, page: Any) -> list[str]:
    messages = server.session(session_of(page) or "")["messages"]
    return [message["text"] for message in messages if message["role"] == "user"]


def until_sent(page: Any) -> None:
    until(page, "localStorage.getItem('luohu.outbox') === null", seconds=BACK_SECONDS)
    until(page, "document.querySelector('.line-state').textContent === ''")


def test_a_message_written_meanwhile_is_sent_once_and_the_talk_goes_on(
    page: Any, mortal: Mortal
) -> None:
    server = Server(mortal.site)
    before = server.session(session_of(page) or "")
    mortal.kill()
    page.fill("#composer", POLICY_QUESTION)
    page.press("#composer", "Enter")
    until(page, "document.querySelector('.line-state').textContent.includes('正在重新连接')")
    waiting = page.locator('[data-role="user"]').last
    assert waiting.locator(".said").inner_text() == POLICY_QUESTION
    assert waiting.locator(".send-state").inner_text() != ""
    assert page.locator("#composer").is_editable()

    mortal.start()
    until_sent(page)
    assert said_by_person(server, page) == [ASSESS, STATED, POLICY_QUESTION]
    assert page.locator('[data-role="user"]').count() == 3
    assert answers(page) == 3

    say(page, "整租的一整套房子")
    after = server.session(session_of(page) or "")
    assert after["session_id"] == before["session_id"]
    assert after["facts"] == {**before["facts"], "rental_complete_unit": True}
    page.reload()
    page.wait_for_selector('[data-role="user"]')
    assert page.locator('[data-role="user"]').count() == 4


def test_the_page_opens_while_the_server_still_loads(page: Any, mortal: Mortal) -> None:
    """It shows what is waiting, takes more, and goes on by itself."""
    mortal.kill()
    page.fill("#composer", POLICY_QUESTION)
    page.press("#composer", "Enter")
    mortal.start().wait_until_alive()
    page.reload()
    page.wait_for_selector("#composer")
    assert page.locator('[data-role="user"] .said').last.inner_text() == POLICY_QUESTION
    until_sent(page)
    assert page.locator('[data-role="user"]').count() == 3
    assert answers(page) == 3
    assert said_by_person(Server(mortal.site), page) == [ASSESS, STATED, POLICY_QUESTION]


def test_killed_while_it_answers(page: Any, mortal: Mortal) -> None:
    """Whether or not the answer had been stored, the message stands once."""
    with page.expect_request(lambda request: request.url.endswith("/api/chat")):
        page.fill("#composer", POLICY_QUESTION)
        page.press("#composer", "Enter")
    mortal.kill()
    until(page, "document.querySelector('.line-state').textContent.includes('正在重新连接')")
    mortal.start()
    until_sent(page)
    assert said_by_person(Server(mortal.site), page) == [ASSESS, STATED, POLICY_QUESTION]
    assert page.locator('[data-role="user"]').count() == 3
    assert answers(page) == 3
