"""Reload, another tab, no network: nothing is lost and nothing is said twice."""

from __future__ import annotations

from typing import Any, Callable

from .talk import (
    ASSESS,
    POLICY_QUESTION,
    Server,
    answers,
    open_page,
    say,
    session_of,
    settled,
    until,
)


def test_reload_in_the_middle(phone: Any, site: str, server: Server) -> None:
    open_page(phone, site)
    say(phone, ASSESS)
    awaiting = server.session(session_of(phone) or "")["awaiting"]
    said = phone.locator("#log .said").all_inner_texts()
    phone.reload()
    phone.wait_for_selector('[data-role="user"]')
    assert phone.locator("#log .said").all_inner_texts() == said
    say(phone, "租的房子")
    after = server.session(session_of(phone) or "")
    assert after["awaiting"] != awaiting or after["facts"]
    assert len([m for m in after["messages"] if m["role"] == "user"]) == 2


def test_the_address_of_a_code_leads_back_and_is_cleaned(
    phone: Any, site: str, server: Server
) -> None:
    session_id = server.with_verdict()
    open_page(phone, site, session_id)
    phone.wait_for_selector(".verdict")
    assert session_id not in phone.url
    assert session_of(phone) == session_id


def test_the_address_of_a_code_works_where_the_page_is_open(
    phone: Any, site: str, server: Server
) -> None:
    open_page(phone, site)
    say(phone, ASSESS)
    session_id = server.with_verdict()
    phone.goto(f"{site}/#session={session_id}")
    phone.wait_for_selector(".verdict")
    assert session_id not in phone.url
    assert session_of(phone) == session_id


def test_a_conversation_that_is_gone_is_said_to_be_gone(phone: Any, site: str) -> None:
    open_page(phone, site, "gone0000000000000000000000000000")
    until(phone, "document.querySelector('#log').innerText.includes('重新开始')")
    assert session_of(phone) is None
    say(phone, ASSESS)
    assert answers(phone) == 1


def test_offline_messages_wait_and_are_sent_once(phone: Any, site: str, server: Server) -> None:
    open_page(phone, site)
    say(phone, ASSESS)
    phone.context.set_offline(True)
    phone.fill("#composer", POLICY_QUESTION)
    phone.press("#composer", "Enter")
    until(phone, "document.querySelector('.line-state').textContent !== ''")
    assert phone.locator('[data-role="user"]').count() == 2
    phone.context.set_offline(False)
    settled(phone)
    until(phone, "document.querySelector('.line-state').textContent === ''")
    messages = server.session(session_of(phone) or "")["messages"]
    assert [m["text"] for m in messages if m["role"] == "user"] == [ASSESS, POLICY_QUESTION]
    assert phone.locator('[data-role="user"]').count() == 2


def test_a_lost_answer_is_asked_for_again_and_stands_once(
    phone: Any, site: str, server: Server
) -> None:
    open_page(phone, site)
    lost: list[str] = []

    def lose_first(route: Any) -> None:
        if lost:
            route.continue_()
            return
        lost.append(route.request.post_data)
        route.fetch()
        route.abort()

    phone.route("**/api/chat", lose_first)
    say(phone, ASSESS)
    messages = server.session(session_of(phone) or "")["messages"]
    assert len([m for m in messages if m["role"] == "user"]) == 1
    assert phone.locator('[data-role="user"]').count() == 1
    assert answers(phone) == 1


def test_a_message_left_unsent_survives_a_reload(phone: Any, site: str, server: Server) -> None:
    open_page(phone, site)
    phone.route("**/api/chat", lambda route: route.abort())
    phone.fill("#composer", ASSESS)
    phone.press("#composer", "Enter")
    until(phone, "document.querySelector('.line-state').textContent !== ''")
    phone.unroute("**/api/chat")
    phone.reload()
    settled(phone)
    phone.wait_for_selector('.turn-slot [data-role="assistant"]')
    assert phone.locator('[data-role="user"]').count() == 1


def test_a_refused_message_says_why_and_can_be_rewritten(phone: Any, site: str) -> None:
    open_page(phone, site)
    phone.route(
        "**/api/chat",
        lambda route: route.fulfill(
            status=422,
            content_type="application/json",
            body='{"error": {"code": "message", "message": "这句话太长了，请分两次说。"}}',
        ),
    )
    phone.fill("#composer", "很长的话")
    phone.press("#composer", "Enter")
    phone.wait_for_selector(".send-error")
    assert "请分两次说" in phone.locator(".send-error").inner_text()
    phone.get_by_role("button", name="改一改再发").click()
    assert phone.locator("#composer").input_value() == "很长的话"
    assert phone.locator('[data-role="user"]').count() == 0


def test_two_tabs_of_one_session_stay_in_step(
    phone: Any, site: str, server: Server, watched: Callable[[Any], Any]
) -> None:
    open_page(phone, site)
    say(phone, ASSESS)
    other = watched(phone.context.new_page())
    open_page(other, site)
    other.wait_for_selector('[data-role="user"]')
    say(other, POLICY_QUESTION)
    until(phone, "document.querySelectorAll('[data-role=\"user\"]').length === 2")
    until(phone, "document.querySelectorAll('.turn-slot [data-role=\"assistant\"]').length === 2")
    say(phone, "租的房子")
    until(other, "document.querySelectorAll('[data-role=\"user\"]').length === 3")
    assert session_of(phone) == session_of(other)
    messages = server.session(session_of(phone) or "")["messages"]
    assert len([m for m in messages if m["role"] == "user"]) == 3
