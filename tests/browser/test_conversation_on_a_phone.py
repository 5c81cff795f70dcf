"""A whole conversation on a screen 360 px wide."""

from __future__ import annotations

import re
from typing import Any

from .talk import (
    ASSESS,
    POLICY_QUESTION,
    Server,
    answers,
    news_while_reading_further_up,
    open_page,
    overflow,
    say,
    session_of,
    settled,
    talk_to_verdict,
    until,
)


def test_first_screen_says_what_it_is_and_offers_beginnings(phone: Any, site: str) -> None:
    open_page(phone, site)
    meta = phone.evaluate("fetch('/api/meta').then((answer) => answer.json())")
    assert meta["city"] in phone.title()
    note = phone.locator(".system-note").first.inner_text()
    assert meta["document"]["number"] in note
    assert str(meta["retention_days"]) in note
    assert phone.locator(".quick-reply").count() >= 1
    for words in ("长辈版", "我的情况", "找人问"):
        assert phone.get_by_role("button", name=words).is_visible()
    assert overflow(phone) <= 0


def test_nothing_is_stored_before_the_first_word(phone: Any, site: str) -> None:
    open_page(phone, site)
    assert session_of(phone) is None


def test_whole_conversation_to_the_verdict(phone: Any, site: str, server: Server) -> None:
    open_page(phone, site)
    talk_to_verdict(phone, server)
    card = phone.locator(".verdict")
    assessment = server.session(session_of(phone) or "")["assessment"]
    assert card.get_attribute("data-verdict") == assessment["verdict"]
    words = card.locator(".verdict-word").inner_text()
    assert words in {"可以", "还差一步", "看情况", "目前不行", "另有办法"}
    assert card.locator(".verdict-sign").inner_text() != ""
    assert card.locator(".route").count() >= 1
    assert card.locator(".condition").count() >= 1
    assert card.locator(".chip").count() >= 1
    assert overflow(phone) <= 0


def test_a_quick_reply_is_sent_and_goes_away(phone: Any, site: str) -> None:
    open_page(phone, site)
    first = phone.locator(".quick-reply").first
    first.click()
    settled(phone)
    assert phone.locator('[data-role="user"]').count() == 1
    assert answers(phone) == 1
    focused = phone.evaluate("document.activeElement.id")
    assert focused == "log"


def test_a_quick_reply_tapped_twice_is_sent_once(phone: Any, site: str, server: Server) -> None:
    open_page(phone, site)
    phone.locator(".quick-reply").first.dblclick()
    settled(phone)
    messages = server.session(session_of(phone) or "")["messages"]
    assert [m["role"] for m in messages] == ["user", "assistant"]


def test_how_much_is_left_is_said_and_goes_down(phone: Any, site: str, server: Server) -> None:
    def left() -> int:
        words = phone.locator(".progress-words").inner_text()
        return int(re.search(r"还要问 (\d+) 个", words).group(1))  # type: ignore[union-attr]

    open_page(phone, site)
    say(phone, ASSESS)
    until(phone, "document.querySelector('.progress-words')?.innerText.includes('还要问')")
    before = left()
    assert 1 <= before <= 10
    say(phone, "租的房子，整租的，住了三年，没有稳定工作")
    until(phone, "(n) => !document.querySelector('.progress-words').innerText.includes(n)", before)
    assert left() < before
    talk_to_verdict(phone, server)
    assert "还要问" not in phone.locator(".progress-words").inner_text()


def test_enter_that_ends_the_choice_of_characters_does_not_send(phone: Any, site: str) -> None:
    open_page(phone, site)
    phone.fill("#composer", "租房")
    for event in ({"isComposing": True}, {"keyCode": 229}):
        phone.locator("#composer").dispatch_event(
            "keydown", {"key": "Enter", "bubbles": True, "cancelable": True, **event}
        )
    assert phone.locator('[data-role="user"]').count() == 0
    assert phone.locator("#composer").input_value() == "租房"


def test_a_policy_answer_shows_its_clause_word_for_word(phone: Any, site: str) -> None:
    open_page(phone, site)
    say(phone, POLICY_QUESTION)
    chip = phone.locator(".turn-slot .chip").first
    chip.click()
    sheet = phone.get_by_role("dialog")
    sheet.locator(".source-facts").wait_for()
    meta = phone.evaluate("fetch('/api/meta').then((answer) => answer.json())")
    assert meta["document"]["number"] in sheet.inner_text()
    assert str(meta["document"]["year"]) in sheet.inner_text()
    assert len(sheet.locator(".source").inner_text()) > 10
    phone.keyboard.press("Escape")
    assert phone.get_by_role("dialog").count() == 0
    assert chip.evaluate("(element) => element === document.activeElement")


def test_the_reason_of_a_question_opens_its_clause(phone: Any, site: str) -> None:
    open_page(phone, site)
    say(phone, ASSESS)
    asked = phone.locator('[data-role="assistant"]', has_text="所以要问")
    asked.locator(".chip").click()
    sheet = phone.get_by_role("dialog")
    sheet.locator(".source-facts").wait_for()
    assert "合法稳定住所" in sheet.locator(".source").inner_text()


def test_enter_sends_and_shift_enter_breaks_the_line(phone: Any, site: str) -> None:
    open_page(phone, site)
    box = phone.locator("#composer")
    before = box.bounding_box()["height"]
    box.fill("第一行")
    box.press("Shift+Enter")
    box.type("第二行")
    box.press("Shift+Enter")
    box.type("第三行")
    assert box.bounding_box()["height"] > before
    assert phone.locator('[data-role="user"]').count() == 0
    box.press("Enter")
    settled(phone)
    assert phone.locator('[data-role="user"] .said').inner_text() == "第一行\n第二行\n第三行"
    assert box.input_value() == ""


def test_own_bubble_stands_right_and_typing_is_shown(phone: Any, site: str) -> None:
    open_page(phone, site)
    phone.evaluate(
        """() => {
          window.sawTyping = false;
          new MutationObserver(() => {
            if (document.querySelector('.Typing')) window.sawTyping = true;
          }).observe(document.body, { childList: true, subtree: true });
        }"""
    )
    say(phone, ASSESS)
    assert phone.evaluate("window.sawTyping")
    own = phone.locator('[data-role="user"] .Bubble').bounding_box()
    answer = phone.locator('.turn-slot [data-role="assistant"] .Bubble').first.bounding_box()
    assert own["x"] > answer["x"]
    assert phone.locator(".turn-time").count() == 1


def test_the_time_stands_after_a_pause_only(phone: Any, site: str, server: Server) -> None:
    """Said days ago, an hour after that, and at once after that."""
    session_id = server.with_verdict({"housing": "owned", "residence_area": "urban"})
    server.say(session_id, POLICY_QUESTION)
    body = server.session(session_id)
    began = body["messages"][0]["at"] - 3 * 86400
    for place, message in enumerate(body["messages"]):
        message["at"] = began + 10 * place + (3600 if place >= 2 else 0)
    phone.route(f"**/api/sessions/{session_id}", lambda route: route.fulfill(json=body))
    open_page(phone, site, session_id)
    times = phone.locator(".turn-time").all_inner_texts()
    assert len(times) == 2
    assert not any(re.fullmatch(r"\d{1,2}:\d{2}", words) for words in times), times


def test_a_long_answer_is_folded_and_unfolded(phone: Any, site: str, server: Server) -> None:
    session_id = str(server.call("POST", "/api/sessions", {})["session_id"])
    server.say(session_id, POLICY_QUESTION)
    body = server.session(session_id)
    body["messages"][1]["replies"][0]["text"] = "这是很长的一句话，说了又说。" * 40
    phone.route(f"**/api/sessions/{session_id}", lambda route: route.fulfill(json=body))
    open_page(phone, site, session_id)
    said = phone.locator('.turn-slot [data-role="assistant"] .said').first
    folded = len(said.inner_text())
    phone.get_by_role("button", name="展开全文").click()
    assert len(said.inner_text()) > 2 * folded
    phone.get_by_role("button", name="收起", exact=True).click()
    assert len(said.inner_text()) == folded


def test_answers_that_come_while_reading_further_up_are_announced(
    phone: Any, site: str, server: Server
) -> None:
    notice = news_while_reading_further_up(phone, site, server)
    notice.wait_for()
    notice.click()
    notice.wait_for(state="detached")
    assert phone.locator("#log").evaluate("(log) => log.scrollTop") > 0


def test_a_bubble_is_copied_after_a_long_press(phone: Any, site: str) -> None:
    open_page(phone, site)
    phone.context.grant_permissions(["clipboard-read", "clipboard-write"], origin=site)
    say(phone, ASSESS)
    phone.locator('[data-role="user"] .Bubble').dispatch_event(
        "pointerdown", {"pointerType": "touch", "clientX": 10, "clientY": 10, "bubbles": True}
    )
    phone.locator(".menu-open .copy-button").click()
    phone.wait_for_selector(".toast-shown")
    assert phone.evaluate("navigator.clipboard.readText()") == ASSESS


def test_a_thumb_down_asks_for_one_of_four_reasons(phone: Any, site: str) -> None:
    open_page(phone, site)
    say(phone, POLICY_QUESTION)
    with phone.expect_response(lambda answer: "/feedback" in answer.url) as first:
        phone.locator(".action", has_text="没用").click()
    assert first.value.ok
    reasons = phone.locator(".reasons .chip")
    assert reasons.count() == 4
    with phone.expect_response(lambda answer: "/feedback" in answer.url) as second:
        reasons.first.click()
    assert second.value.ok
    assert phone.locator(".action[aria-pressed=true]", has_text="没用").count() == 1
    phone.wait_for_selector(".toast-shown")


def test_the_way_to_a_human(phone: Any, site: str) -> None:
    open_page(phone, site)
    phone.get_by_role("button", name="找人问").click()
    meta = phone.evaluate("fetch('/api/meta').then((answer) => answer.json())")
    assert meta["human"]["text"].split("\n")[0][:10] in phone.get_by_role("dialog").inner_text()
