"""How the tests speak: to the server directly, and to the page as a person would."""

from __future__ import annotations

import json
import secrets
import time
import urllib.error
import urllib.parse
import urllib.request
from typing import Any, Optional

# What a person would answer to each question; anything else is 不知道.
ANSWERS = {
    "housing": "租的房子",
    "residence_area": "住在市区",
    "residence_community": "不清楚",
    "rental_complete_unit": "是整租的一整套房子",
    "rental_months": "住了三年",
    "social_insurance": "社保在本市交",
    "stable_job": "没有稳定工作",
    "business": "没有做生意",
    "special_status": "都不是",
}
DONT_KNOW = "不知道"
ASSESS = "帮我看看我能不能落户"
POLICY_QUESTION = "孩子能不能跟着一起落户？"

RENTER: dict[str, Any] = {
    "residence_area": "urban",
    "housing": "rented",
    "rental_complete_unit": True,
    "rental_months": 30,
    "social_insurance": "local",
    "stable_job": False,
    "business": False,
    "graduate": False,
    "veteran": False,
    "laid_off": False,
    "no_hukou": False,
}


class Server:
    """The HTTP interface, for what a test prepares or checks behind the page."""

    def __init__(self, site: str) -> None:
        self.site = site

    def call(self, method: str, path: str, body: Optional[object] = None) -> Any:
        """The decoded answer; urllib's HTTPError for a refusal."""
        request = urllib.request.Request(
            self.site + path,
            method=method,
            data=None if body is None else json.dumps(body).encode(),
            headers={"Content-Type": "application/json"},
        )
        with urllib.request.urlopen(request, timeout=30) as response:
            return json.load(response)

    def session(self, session_id: str) -> Any:
        """The conversation, or None where there is none."""
        try:
            return self.call("GET", f"/api/sessions/{session_id}")
        except urllib.error.HTTPError as error:
            if error.code == 404:
                return None
            raise

    def with_verdict(self, facts: Optional[dict[str, Any]] = None) -> str:
        """A new session in which the verdict for ``facts`` has been stated."""
        session_id = str(self.call("POST", "/api/sessions", {})["session_id"])
        self.say(session_id, ASSESS)
        body = {"facts": RENTER if facts is None else facts}
        self.call("PATCH", f"/api/sessions/{session_id}/facts", body)
        for _ in range(12):
            state = self.session(session_id)
            if state["assessment"] is not None:
                return session_id
            self.say(session_id, ANSWERS.get(state["awaiting"] or "", DONT_KNOW))
        raise AssertionError(f"no verdict after twelve answers: {self.session(session_id)}")

    def say(self, session_id: str, message: str) -> Any:
        """One turn by the interface alone."""
        return self.call(
            "POST",
            "/api/chat",
            {
                "session_id": session_id,
                "message": message,
                "client_message_id": secrets.token_hex(16),
            },
        )


def open_page(page: Any, site: str, session_id: Optional[str] = None, mode: str = "") -> None:
    """Opens the conversation and waits until it can be used."""
    query = f"/?mode={mode}" if mode else "/"
    page.goto(site + query + (f"#session={session_id}" if session_id else ""))
    page.wait_for_selector("#composer")
    page.wait_for_selector('#log[aria-busy="false"]')
    page.wait_for_selector("#log .Bubble, #log .verdict")
    until(page, "document.querySelector('.system-note, .turn-slot') !== null")


def news_while_reading_further_up(page: Any, site: str, server: Server) -> Any:
    """An answer arrives from elsewhere while the page is scrolled up; gives its notice."""
    session_id = server.with_verdict()
    open_page(page, site, session_id)
    page.wait_for_selector(".verdict")
    page.locator("#log").evaluate("(log) => { log.scrollTop = 0; }")
    page.wait_for_timeout(200)
    server.say(session_id, POLICY_QUESTION)
    page.evaluate("window.dispatchEvent(new Event('focus'))")
    return page.locator(".unseen")


def session_of(page: Any) -> Optional[str]:
    """The session that the page holds."""
    found = page.evaluate("localStorage.getItem('luohu.session')")
    return str(found) if found else None


def until(page: Any, expression: str, argument: object = None, seconds: float = 15) -> None:
    """Waits until ``expression`` is true in the page. Playwright's own ``wait_for_function``
    needs ``eval`` inside the page, which the content policy rightly forbids."""
    end = time.monotonic() + seconds
    while not page.evaluate(expression, argument):
        assert time.monotonic() < end, f"still not true: {expression}"
        page.wait_for_timeout(50)


def answers(page: Any) -> int:
    """How many answers stand on the page."""
    return int(page.locator('.turn-slot [data-role="assistant"]').count())


def settled(page: Any) -> None:
    """Waits until nothing is on its way."""
    until(
        page, "localStorage.getItem('luohu.outbox') === null && !document.querySelector('.typing')"
    )


def say(page: Any, text: str) -> None:
    """Writes, presses Enter and waits for the answer."""
    page.fill("#composer", text)
    page.press("#composer", "Enter")
    settled(page)


def talk_to_verdict(page: Any, server: Server, first: str = ASSESS) -> None:
    """Asks for an assessment and answers whatever is asked, until the card is there."""
    say(page, first)
    for _ in range(20):
        if page.locator(".verdict").count():
            return
        state = server.session(session_of(page) or "")
        say(page, ANSWERS.get(state["awaiting"] or "", DONT_KNOW))
    raise AssertionError("twenty answers and no verdict")


def overflow(page: Any) -> int:
    """CSS pixels by which the page is wider than its window."""
    return int(
        page.evaluate(
            "Math.max(document.documentElement.scrollWidth, document.body.scrollWidth)"
            " - document.documentElement.clientWidth"
        )
    )
