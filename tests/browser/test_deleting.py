"""The plain notice about what is kept, and the button that ends it."""

from __future__ import annotations

from typing import Any

from .talk import ASSESS, Server, open_page, say, session_of, until


def test_delete_erases_here_and_on_the_server_and_says_so(
    phone: Any, site: str, server: Server
) -> None:
    open_page(phone, site)
    say(phone, ASSESS)
    session_id = session_of(phone) or ""
    phone.get_by_role("button", name="更多").click()
    phone.get_by_role("dialog").get_by_role("button", name="怎么存、怎么删").click()
    sheet = phone.get_by_role("dialog")
    days = str(server.call("GET", "/api/meta")["retention_days"])
    assert days in sheet.inner_text()
    sheet.get_by_role("button", name="删除这次对话").click()
    sheet.get_by_role("button", name="确定删除").click()
    until(phone, "document.querySelector('#log').innerText.includes('已经全部删除')")
    assert server.session(session_id) is None
    assert session_of(phone) is None
    assert phone.locator('[data-role="user"]').count() == 0
    kept = phone.evaluate("JSON.stringify(localStorage)")
    assert ASSESS not in kept
    assert session_id not in kept
    phone.reload()
    phone.wait_for_selector(".quick-reply")
    assert phone.locator('[data-role="user"]').count() == 0


def test_changing_ones_mind_keeps_everything(phone: Any, site: str, server: Server) -> None:
    open_page(phone, site)
    say(phone, ASSESS)
    phone.locator(".system-note .text-button").click()
    phone.get_by_role("button", name="删除这次对话").click()
    phone.get_by_role("button", name="先不删").click()
    phone.keyboard.press("Escape")
    assert server.session(session_of(phone) or "") is not None


def test_another_tab_follows_the_deletion(phone: Any, site: str) -> None:
    open_page(phone, site)
    say(phone, ASSESS)
    other = phone.context.new_page()
    open_page(other, site)
    other.wait_for_selector('[data-role="user"]')
    phone.locator(".system-note .text-button").first.click()
    phone.get_by_role("button", name="删除这次对话").click()
    phone.get_by_role("button", name="确定删除").click()
    other.wait_for_selector('[data-role="user"]', state="detached")
    assert session_of(other) is None


def test_without_network_nothing_claims_to_be_deleted(
    phone: Any, site: str, server: Server
) -> None:
    open_page(phone, site)
    say(phone, ASSESS)
    session_id = session_of(phone) or ""
    phone.locator(".system-note .text-button").first.click()
    phone.get_by_role("button", name="删除这次对话").click()
    phone.context.set_offline(True)
    phone.get_by_role("button", name="确定删除").click()
    phone.get_by_role("dialog").locator(".field-error").wait_for()
    phone.context.set_offline(False)
    assert session_of(phone) == session_id
    assert server.session(session_id) is not None
