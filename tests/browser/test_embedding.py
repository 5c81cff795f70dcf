"""One script line in another page; messages only to and from those who are named."""

from __future__ import annotations

from typing import Any, Callable

import pytest

from .talk import ASSESS

BUTTON = "#luohu-embed-button"


def open_frame(page: Any, site: str) -> Any:
    """The demo page with the frame open; returns the frame."""
    page.goto(site + "/embed-demo.html")
    page.locator(BUTTON).click()
    frame = page.frame_locator("iframe")
    frame.locator("#composer").wait_for()
    return frame


def test_the_button_opens_and_closes_the_talk(desktop: Any, site: str) -> None:
    frame = open_frame(desktop, site)
    assert desktop.locator(BUTTON).get_attribute("aria-expanded") == "true"
    assert desktop.locator("iframe").get_attribute("title")
    frame.locator("#composer").fill(ASSESS)
    frame.locator("#composer").press("Enter")
    frame.locator('.turn-slot [data-role="assistant"]').wait_for()
    desktop.locator(BUTTON).click()
    assert desktop.locator("iframe").is_hidden()
    assert desktop.evaluate("document.activeElement.id") == "luohu-embed-button"
    desktop.locator(BUTTON).click()
    assert frame.locator('[data-role="user"]').count() == 1


def test_the_talk_can_close_itself(desktop: Any, site: str) -> None:
    frame = open_frame(desktop, site)
    frame.get_by_role("button", name="收起对话").click()
    desktop.locator("iframe").wait_for(state="hidden")


def test_fills_a_phone_and_leaves_a_way_out(phone: Any, site: str) -> None:
    frame = open_frame(phone, site)
    box = phone.locator("iframe").bounding_box()
    assert (box["width"], box["height"]) == (360, 720)
    assert phone.locator(BUTTON).is_hidden()
    frame.get_by_role("button", name="收起对话").click()
    phone.locator(BUTTON).wait_for()


def test_a_message_from_anybody_else_is_not_heard(desktop: Any, site: str) -> None:
    open_frame(desktop, site)
    desktop.evaluate("window.postMessage({ type: 'luohu:close' }, '*')")
    desktop.wait_for_timeout(300)
    assert desktop.locator("iframe").is_visible()


def test_a_page_that_is_not_named_learns_nothing(
    new_context: Callable[..., Any], site: str
) -> None:
    """Another origin puts the page into a frame: the browser refuses it, or it keeps silent."""
    context = new_context()
    stranger = "http://stranger.test/"
    context.route(
        stranger,
        lambda route: route.fulfill(
            content_type="text/html",
            body=f"""<!doctype html><iframe src="{site}/?embed=1"></iframe>
            <script>
              window.heard = [];
              addEventListener('message', (event) => window.heard.push(event.data));
              document.querySelector('iframe').addEventListener('load', (event) =>
                event.target.contentWindow.postMessage({{ type: 'luohu:hello' }}, '*'));
            </script>""",
        ),
    )
    page = context.new_page()
    page.goto(stranger)
    page.wait_for_timeout(1500)
    frame = page.frames[-1]
    if frame.url.startswith(site):
        close = frame.get_by_role("button", name="收起对话")
        if close.count():
            close.click()
            page.wait_for_timeout(300)
    assert page.evaluate("window.heard") == []


@pytest.mark.parametrize("mode", ["light", "dark"])
def test_a_strict_host_page_still_gets_the_button(
    new_context: Callable[..., Any], site: str, mode: str
) -> None:
    """The host allows scripts from us and frames of us, and no style of ours."""
    context = new_context(color_scheme=mode)
    host = "http://host.test/"
    context.route(
        host,
        lambda route: route.fulfill(
            content_type="text/html",
            headers={
                "Content-Security-Policy": f"default-src 'none'; script-src {site}; "
                f"frame-src {site}"
            },
            body=f'<!doctype html><title>x</title><script src="{site}/embed.js" async></script>',
        ),
    )
    page = context.new_page()
    page.goto(host)
    button = page.locator(BUTTON)
    button.wait_for()
    box = button.bounding_box()
    assert box["height"] >= 44
    assert button.evaluate("(element) => getComputedStyle(element).position") == "fixed"
