"""WCAG 2.2 AA in every state; the keyboard alone; zoom; reduced motion; no script."""

from __future__ import annotations

from typing import Any, Callable

import pytest

from .accessibility import violations
from .talk import (
    ASSESS,
    POLICY_QUESTION,
    Server,
    news_while_reading_further_up,
    open_page,
    overflow,
    say,
    talk_to_verdict,
    until,
)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_in_a_conversation(
    phone: Any, site: str, server: Server, scheme: str
) -> None:
    phone.emulate_media(color_scheme=scheme)
    open_page(phone, site)
    assert violations(phone) == []
    say(phone, POLICY_QUESTION)
    phone.locator(".action", has_text="没用").click()
    phone.wait_for_selector(".reasons")
    assert violations(phone) == []
    talk_to_verdict(phone, server)
    assert violations(phone) == []
    rest = phone.locator(".verdict .text-button", has_text="条路")
    if rest.count():
        rest.first.click()
        assert violations(phone) == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(
    "facts",
    [
        {"housing": "owned", "residence_area": "urban"},
        {"no_hukou": True},
        {"housing": "rented", "residence_area": "urban"},
        {
            "housing": "none",
            "stable_job": False,
            "business": False,
            "graduate": False,
            "veteran": False,
            "laid_off": False,
            "no_hukou": False,
        },
    ],
    ids=["eligible", "referred", "open", "not-eligible"],
)
def test_axe_finds_nothing_on_any_verdict(
    phone: Any, site: str, server: Server, facts: dict[str, Any], scheme: str
) -> None:
    phone.emulate_media(color_scheme=scheme)
    open_page(phone, site, server.with_verdict(facts))
    phone.wait_for_selector(".verdict")
    assert violations(phone) == []
    assert overflow(phone) <= 0


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_on_the_sheets(
    phone: Any, site: str, server: Server, scheme: str
) -> None:
    phone.emulate_media(color_scheme=scheme)
    open_page(phone, site, server.with_verdict())
    phone.wait_for_selector(".verdict")
    for opener in (
        phone.locator(".verdict .chip").first,
        phone.get_by_role("button", name="找人问"),
        phone.get_by_role("button", name="更多"),
        phone.locator(".strip").get_by_role("button", name="我的情况"),
    ):
        opener.click()
        phone.wait_for_selector("dialog[open]")
        phone.wait_for_load_state("networkidle")
        for editor in phone.locator(".fact-edit").all():
            editor.click()
            assert violations(phone) == []
        assert violations(phone) == []
        phone.keyboard.press("Escape")
    phone.locator(".system-note .text-button").first.click()
    phone.get_by_role("button", name="删除这次对话").click()
    assert violations(phone) == []


def test_axe_finds_nothing_while_offline(phone: Any, site: str) -> None:
    open_page(phone, site)
    phone.context.set_offline(True)
    phone.fill("#composer", ASSESS)
    phone.press("#composer", "Enter")
    phone.wait_for_selector(".send-state")
    assert violations(phone) == []


@pytest.mark.parametrize("mode", ["", "elder"])
def test_axe_finds_nothing_where_something_went_wrong(
    phone: Any, site: str, server: Server, mode: str
) -> None:
    enhanced = mode == "elder"
    phone.route("**/api/meta", lambda route: route.fulfill(status=503, body="{}"))
    phone.goto(f"{site}/?mode={mode or 'normal'}")
    phone.wait_for_selector("#composer")
    assert violations(phone, enhanced) == []
    phone.unroute("**/api/meta")
    open_page(phone, site, "gone0000000000000000000000000000", mode=mode)
    until(phone, "document.querySelector('#log').innerText.includes('重新开始')")
    assert violations(phone, enhanced) == []
    refusal = '{"error": {"code": "message_too_long", "message": "太长了，请分几句发。"}}'
    phone.route(
        "**/api/chat",
        lambda route: route.fulfill(status=422, content_type="application/json", body=refusal),
    )
    phone.fill("#composer", ASSESS)
    phone.press("#composer", "Enter")
    phone.wait_for_selector(".send-error")
    assert violations(phone, enhanced) == []
    phone.unroute("**/api/chat")
    phone.get_by_role("button", name="改一改再发").click()
    say(phone, POLICY_QUESTION)
    phone.route("**/api/clauses/**", lambda route: route.abort())
    phone.locator(".turn-slot .chip").first.click()
    until(phone, "document.querySelector('dialog').innerText.includes('取不到')")
    assert violations(phone, enhanced) == []
    phone.keyboard.press("Escape")
    phone.route("**/api/chat", lambda route: route.abort())
    phone.fill("#composer", ASSESS)
    phone.press("#composer", "Enter")
    until(phone, "document.querySelector('.line-state').textContent.includes('重新连接')")
    assert violations(phone, enhanced) == []


def test_axe_finds_nothing_in_somebody_elses_case(phone: Any, site: str, server: Server) -> None:
    session_id = str(server.call("POST", "/api/sessions", {})["session_id"])
    server.say(session_id, "替俺爹问问，他在市区有自己的房，俺娘跟他一起住，能落户吗")
    open_page(phone, site, session_id)
    phone.locator(".strip-button").first.click()
    phone.wait_for_selector("dialog .fact")
    assert violations(phone) == []
    phone.goto(f"{site}/print.html#session={session_id}")
    phone.get_by_role("button", name="存成图片").click()
    phone.locator("a[download]").wait_for()
    assert violations(phone) == []
    assert overflow(phone) <= 0


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_on_news_from_elsewhere(
    phone: Any, site: str, server: Server, scheme: str
) -> None:
    phone.emulate_media(color_scheme=scheme)
    news_while_reading_further_up(phone, site, server).wait_for()
    assert violations(phone) == []


@pytest.mark.parametrize("path", ["/print.html", "/embed-demo.html"])
def test_axe_finds_nothing_on_the_other_pages(
    phone: Any, site: str, server: Server, path: str
) -> None:
    session_id = server.with_verdict()
    phone.goto(f"{site}{path}#session={session_id}")
    phone.wait_for_load_state("networkidle")
    assert violations(phone) == []
    assert overflow(phone) <= 0


def test_the_talk_is_a_polite_log(phone: Any, site: str) -> None:
    open_page(phone, site)
    log = phone.get_by_role("log")
    assert log.get_attribute("aria-live") == "polite"
    assert log.get_attribute("aria-label")
    say(phone, ASSESS)
    assert phone.locator('[role="alert"], [aria-live="assertive"]').count() == 0


def test_the_keyboard_alone_is_enough(desktop: Any, site: str) -> None:
    open_page(desktop, site)
    desktop.keyboard.press("Tab")
    assert desktop.evaluate("document.activeElement.className") == "skip-link"
    desktop.keyboard.press("Enter")
    assert desktop.evaluate("document.activeElement.id") == "composer"
    desktop.keyboard.type(POLICY_QUESTION)
    desktop.keyboard.press("Enter")
    desktop.wait_for_selector(".turn-slot .chip")
    desktop.wait_for_selector(".typing", state="detached")
    for _ in range(30):
        desktop.keyboard.press("Shift+Tab")
        if desktop.evaluate("document.activeElement.classList.contains('chip')"):
            break
    desktop.keyboard.press("Enter")
    desktop.wait_for_selector("dialog[open]")
    assert desktop.evaluate("document.activeElement.closest('dialog') !== null")
    for _ in range(6):
        desktop.keyboard.press("Tab")
        inside = desktop.evaluate(
            "document.activeElement === document.body"
            " || document.activeElement.closest('dialog') !== null"
        )
        assert inside
    desktop.keyboard.press("Escape")
    assert desktop.evaluate("document.activeElement.classList.contains('chip')")


def test_every_stop_of_the_keyboard_is_visible(desktop: Any, site: str) -> None:
    open_page(desktop, site)
    say(desktop, POLICY_QUESTION)
    desktop.evaluate("document.activeElement.blur()")
    for _ in range(25):
        desktop.keyboard.press("Tab")
        seen = desktop.evaluate(
            """() => {
              const element = document.activeElement;
              if (element === document.body) return true;
              const style = getComputedStyle(element);
              const box = element.getBoundingClientRect();
              const ring = style.outlineStyle !== 'none' || element.id === 'composer';
              return ring && style.opacity !== '0' && box.width > 0 && box.bottom > 0;
            }"""
        )
        assert seen, desktop.evaluate("document.activeElement.outerHTML")


def test_two_hundred_per_cent_zoom(
    new_context: Callable[..., Any], watched: Callable[[Any], Any], site: str, server: Server
) -> None:
    """A window of 1280 × 720 at 200 % has 640 × 360 CSS pixels."""
    page = watched(
        new_context(viewport={"width": 640, "height": 360}, device_scale_factor=2).new_page()
    )
    open_page(page, site, server.with_verdict())
    page.wait_for_selector(".verdict")
    assert overflow(page) <= 0
    assert page.locator("#log").bounding_box()["height"] > 160
    say(page, POLICY_QUESTION)
    for words in ("我的情况", "找人问", "发送"):
        assert page.get_by_role("button", name=words).first.is_visible()
    assert violations(page) == []


def test_text_alone_at_two_hundred_per_cent(phone: Any, site: str, server: Server) -> None:
    open_page(phone, site, server.with_verdict())
    phone.wait_for_selector(".verdict")
    phone.evaluate("document.documentElement.style.fontSize = '200%'")
    assert overflow(phone) <= 0
    assert phone.locator("#composer").is_visible()


@pytest.mark.parametrize("mode", ["", "elder"])
def test_room_for_wider_letters_and_lines(phone: Any, site: str, server: Server, mode: str) -> None:
    """WCAG 1.4.12: what a person sets for reading cuts nothing off."""
    open_page(phone, site, server.with_verdict(), mode=mode)
    phone.evaluate(
        """() => {
          const sheet = new CSSStyleSheet();
          sheet.replaceSync(`* { line-height: 1.5 !important; letter-spacing: 0.12em !important;
            word-spacing: 0.16em !important; } p { margin-bottom: 2em !important; }`);
          document.adoptedStyleSheets = [sheet];
        }"""
    )
    assert overflow(phone) <= 0
    phone.locator(".strip-button").first.click()
    phone.locator(".fact-edit").first.click()
    assert overflow(phone) <= 0
    cut = phone.evaluate(
        """[...document.querySelectorAll('button, .said, .fact-value')]
          .filter((element) => element.scrollWidth > element.clientWidth + 1)
          .map((element) => element.outerHTML.slice(0, 100))"""
    )
    assert cut == []


def test_what_is_chosen_shows_in_the_systems_own_colours(
    phone: Any, site: str, server: Server
) -> None:
    phone.emulate_media(forced_colors="active")
    open_page(phone, site, server.with_verdict())
    assert _edge(phone.locator(".send")) > 0
    phone.locator(".strip-button").first.click()
    phone.locator(".fact-edit").first.click()
    grounds = "(button) => getComputedStyle(button).backgroundColor"
    chosen = phone.locator(".pick-button[aria-pressed=true]").first.evaluate(grounds)
    assert chosen != phone.locator(".pick-button[aria-pressed=false]").first.evaluate(grounds)


def _edge(found: Any) -> float:
    return float(
        found.evaluate("(element) => parseFloat(getComputedStyle(element).borderTopWidth)")
    )


def test_reflows_at_three_hundred_and_twenty_pixels(
    new_context: Callable[..., Any], watched: Callable[[Any], Any], site: str, server: Server
) -> None:
    page = watched(new_context(viewport={"width": 320, "height": 640}).new_page())
    open_page(page, site, server.with_verdict())
    page.wait_for_selector(".verdict")
    assert overflow(page) <= 0
    page.locator(".strip").get_by_role("button", name="我的情况").click()
    assert overflow(page) <= 0


def test_nothing_moves_for_those_who_asked_for_that(phone: Any, site: str) -> None:
    phone.emulate_media(reduced_motion="reduce")
    open_page(phone, site)
    phone.route("**/api/chat", lambda route: None)
    phone.fill("#composer", ASSESS)
    phone.press("#composer", "Enter")
    dot = phone.locator(".Typing-dot").first
    dot.wait_for()
    assert dot.evaluate("(element) => getComputedStyle(element).animationName") == "none"


def test_readable_without_any_script(
    new_context: Callable[..., Any], watched: Callable[[Any], Any], site: str
) -> None:
    page = watched(new_context(java_script_enabled=False).new_page())
    page.goto(site + "/")
    text = page.locator("body").inner_text()
    for words in ("落户问答", "户籍窗口", "派出所", "不能对话"):
        assert words in text
