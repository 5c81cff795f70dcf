"""告知单: a page of A4 and a picture."""

from __future__ import annotations

import re
from typing import Any

import pytest

from .talk import Server, open_page, until


@pytest.fixture
def paper(phone: Any, site: str, server: Server) -> Any:
    session_id = server.with_verdict()
    phone.goto(f"{site}/print.html#session={session_id}")
    phone.wait_for_selector(".paper-code img")
    phone.session_id = session_id
    return phone


def test_the_card_leads_to_the_paper(phone: Any, site: str, server: Server) -> None:
    open_page(phone, site, server.with_verdict())
    phone.wait_for_selector(".verdict")
    with phone.context.expect_page() as opened:
        phone.locator(".verdict").get_by_role("button", name="告知单").click()
    opened.value.wait_for_selector(".paper-verdict")


def test_says_everything_that_the_window_needs(paper: Any, server: Server) -> None:
    text = paper.locator(".paper").inner_text()
    meta = server.call("GET", "/api/meta")
    assessment = server.session(paper.session_id)["assessment"]
    assert re.search(r"\d{4}年\d{1,2}月\d{1,2}日", text)
    for words in (
        meta["city"],
        meta["document"]["number"],
        meta["document"]["title"],
        str(meta["document"]["year"]),
        "由户籍窗口按文件审核后决定",
        "依据的条款",
        assessment["citations"][0]["clause"],
        assessment["citations"][0]["excerpt"] or "",
    ):
        assert words in text


def test_says_whom_it_is_about(phone: Any, site: str, server: Server) -> None:
    assert_about = {"我在市区有自己的房，能落户吗": "本人"}
    assert_about["替俺爹问问，他在市区有自己的房，能落户吗"] = "您父亲"
    for said, name in assert_about.items():
        session_id = str(server.call("POST", "/api/sessions", {})["session_id"])
        server.say(session_id, said)
        phone.goto("about:blank")
        phone.goto(f"{site}/print.html#session={session_id}")
        phone.wait_for_selector(".paper-verdict")
        text = phone.locator(".paper").inner_text()
        assert f"说的是谁：{name}" in text
        assert ("您父亲的情况" in text) is (name != "本人")


def test_the_code_is_drawn(paper: Any) -> None:
    code = paper.locator(".paper-code img")
    until(paper, "document.querySelector('.paper-code img').naturalWidth > 0")
    assert paper.session_id in code.get_attribute("src")


def test_prints_on_a4_without_the_buttons(paper: Any) -> None:
    paper.emulate_media(media="print")
    assert paper.locator(".paper-tools").is_hidden()
    assert paper.locator(".paper-verdict").is_visible()
    pdf = paper.pdf(prefer_css_page_size=True)
    boxes = re.findall(rb"/MediaBox\s*\[\s*0 0 ([\d.]+) ([\d.]+)", pdf)
    assert boxes
    width, height = (float(side) for side in boxes[0])
    assert width == pytest.approx(595, abs=2)
    assert height == pytest.approx(842, abs=2)
    assert len(boxes) <= 2


def test_prints_dark_on_white_from_a_dark_screen(paper: Any) -> None:
    paper.emulate_media(media="print", color_scheme="dark")
    colours = paper.locator(".paper").evaluate(
        "(element) => [getComputedStyle(element).color, getComputedStyle(element).backgroundColor]"
    )
    assert colours == ["rgb(0, 0, 0)", "rgb(255, 255, 255)"]


def test_is_saved_as_a_picture(paper: Any) -> None:
    paper.get_by_role("button", name="存成图片").click()
    link = paper.locator("a[download]")
    link.wait_for()
    canvas = paper.locator("canvas").evaluate(
        """(canvas) => {
          const pixels = canvas.getContext('2d')
            .getImageData(0, 0, canvas.width, canvas.height).data;
          let dark = 0;
          for (let at = 0; at < pixels.length; at += 4) if (pixels[at] < 100) dark += 1;
          return { width: canvas.width, height: canvas.height, dark };
        }"""
    )
    assert 1000 <= canvas["width"] < canvas["height"]
    assert canvas["dark"] > 5000
    with paper.expect_download() as saved:
        link.click()
    assert saved.value.suggested_filename.endswith(".png")


def test_without_a_conversation_it_leads_back(phone: Any, site: str) -> None:
    phone.goto(f"{site}/print.html")
    phone.get_by_role("link", name="回到对话").wait_for()


def test_the_talk_itself_can_be_printed(phone: Any, site: str, server: Server) -> None:
    open_page(phone, site, server.with_verdict())
    phone.wait_for_selector(".verdict")
    phone.emulate_media(media="print", color_scheme="dark")
    assert phone.locator("footer").is_hidden()
    assert phone.locator(".verdict .card-button").first.is_hidden()
    assert phone.locator(".verdict").is_visible()
    colours = phone.locator(".verdict .condition-text").first.evaluate(
        "(element) => [getComputedStyle(element).color, getComputedStyle(document.body)"
        ".backgroundColor]"
    )
    assert colours == ["rgb(0, 0, 0)", "rgb(255, 255, 255)"]
