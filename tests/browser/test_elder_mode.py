"""长辈版: large, high contrast, one question at a time, and found on the first screen."""

from __future__ import annotations

from typing import Any

import pytest

from .accessibility import violations
from .talk import ASSESS, POLICY_QUESTION, Server, open_page, overflow, say, until

SMALLEST_TARGET = 60
SMALLEST_TEXT = 18

SMALL_TARGETS = """(smallest) => [...document.querySelectorAll(
    'button, a[href], textarea, select, input')].filter((element) => {
      const box = element.getBoundingClientRect();
      const style = getComputedStyle(element);
      const host = element.matches('textarea') ? element.closest('.composer-box') : element;
      const size = host.getBoundingClientRect();
      const shown = box.width > 1 && style.visibility !== 'hidden' && style.opacity !== '0';
      return shown && !element.matches('.skip-link')
        && (size.height < smallest - 0.5 || size.width < smallest - 0.5);
    }).map((element) => element.outerHTML.slice(0, 120))"""

SMALL_TEXTS = """(smallest) => {
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    const small = [];
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      if (!node.textContent.trim()) continue;
      const box = node.parentElement.getBoundingClientRect();
      if (box.width <= 1) continue;
      if (parseFloat(getComputedStyle(node.parentElement).fontSize) < smallest - 0.01)
        small.push(node.textContent);
    }
    return small;
}"""


def assert_large(page: Any) -> None:
    assert page.evaluate(SMALL_TARGETS, SMALLEST_TARGET) == []
    assert page.evaluate(SMALL_TEXTS, SMALLEST_TEXT) == []
    assert overflow(page) <= 0


def test_the_switch_is_on_the_first_screen_and_is_remembered(phone: Any, site: str) -> None:
    open_page(phone, site)
    phone.get_by_role("button", name="长辈版").click()
    assert phone.evaluate("document.documentElement.dataset.mode") == "elder"
    phone.reload()
    phone.wait_for_selector(".quick-reply")
    assert phone.evaluate("document.documentElement.dataset.mode") == "elder"
    assert_large(phone)
    phone.get_by_role("button", name="普通版").click()
    assert phone.evaluate("document.documentElement.dataset.mode") == "normal"


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_sizes_and_contrast_in_every_state(
    phone: Any, site: str, server: Server, scheme: str
) -> None:
    phone.emulate_media(color_scheme=scheme)
    open_page(phone, site, mode="elder")
    assert_large(phone)
    assert violations(phone, enhanced=True) == []
    say(phone, ASSESS)
    assert_large(phone)
    assert violations(phone, enhanced=True) == []
    say(phone, POLICY_QUESTION)
    assert_large(phone)
    assert violations(phone, enhanced=True) == []
    open_page(phone, site, server.with_verdict())
    phone.wait_for_selector(".verdict")
    assert_large(phone)
    assert violations(phone, enhanced=True) == []
    phone.locator(".strip").get_by_role("button", name="我的情况").click()
    phone.locator(".fact-edit").first.click()
    assert_large(phone)
    assert violations(phone, enhanced=True) == []
    phone.keyboard.press("Escape")
    phone.get_by_role("button", name="更多").click()
    assert_large(phone)
    assert violations(phone, enhanced=True) == []


def test_one_question_a_screen_with_the_rest_a_tap_away(phone: Any, site: str) -> None:
    open_page(phone, site, mode="elder")
    say(phone, ASSESS)
    say(phone, POLICY_QUESTION)
    assert phone.locator('[data-role="user"]').count() == 1
    assert phone.locator('[data-role="user"] .said').inner_text() == POLICY_QUESTION
    phone.get_by_role("button", name="看前面说过的").click()
    assert phone.locator('[data-role="user"]').count() == 2


def test_the_question_and_its_answers_are_on_one_screen(phone: Any, site: str) -> None:
    open_page(phone, site, mode="elder")
    say(phone, ASSESS)
    log = phone.locator("#log").bounding_box()
    question = phone.locator('.turn-slot [data-role="assistant"] .said').last.bounding_box()
    assert question["y"] >= log["y"]
    for answer in phone.locator(".quick-reply").all():
        box = answer.bounding_box()
        assert box["y"] + box["height"] <= log["y"] + log["height"]


def test_a_long_turn_is_shown_from_its_beginning(phone: Any, site: str) -> None:
    open_page(phone, site, mode="elder")
    say(phone, ASSESS)
    say(phone, POLICY_QUESTION)
    top = phone.locator('.turn-slot [data-role="assistant"]').last.bounding_box()["y"]
    assert top >= phone.locator("#log").bounding_box()["y"]


def test_the_way_to_a_human_never_moves(phone: Any, site: str) -> None:
    open_page(phone, site, mode="elder")
    human = phone.get_by_role("button", name="找人问")
    place = human.bounding_box()
    say(phone, ASSESS)
    assert human.bounding_box() == place
    say(phone, POLICY_QUESTION)
    assert human.bounding_box() == place


def test_the_text_grows_to_thirty_pixels(phone: Any, site: str) -> None:
    open_page(phone, site, mode="elder")
    phone.get_by_role("button", name="更多").click()
    phone.get_by_role("button", name="30", exact=True).click()
    phone.keyboard.press("Escape")
    said = phone.locator(".said").first
    assert said.evaluate("(element) => getComputedStyle(element).fontSize") == "30px"
    assert_large(phone)
    phone.reload()
    phone.wait_for_selector(".quick-reply")
    assert said.evaluate("(element) => getComputedStyle(element).fontSize") == "30px"


def test_the_keyboard_is_there_beside_the_microphone(phone: Any, site: str) -> None:
    phone.add_init_script(
        """window.SpeechRecognition = window.webkitSpeechRecognition = class {
          start() {
            setTimeout(() => {
              this.onresult({ results: [[{ transcript: '我租房住' }]] });
              this.onend();
            }, 50);
          }
          stop() {}
          abort() {}
        };"""
    )
    open_page(phone, site, mode="elder")
    assert phone.locator("#composer").is_visible()
    phone.get_by_role("button", name="按一下说话").click()
    until(phone, "document.querySelector('#composer').value === '我租房住'")
    assert phone.locator("#composer").is_editable()


def test_an_answer_is_read_aloud_and_can_be_stopped(phone: Any, site: str) -> None:
    phone.add_init_script(
        """window.spoken = [];
        speechSynthesis.speak = (utterance) => window.spoken.push(utterance.text);
        speechSynthesis.cancel = () => window.spoken.push('');"""
    )
    open_page(phone, site, mode="elder")
    say(phone, ASSESS)
    text = phone.locator('.turn-slot [data-role="assistant"] .said').first.inner_text()
    phone.locator(".action", has_text="念给我听").click()
    assert text[:10] in phone.evaluate("window.spoken.join('')")
    phone.locator(".action", has_text="停下").click()
    phone.locator(".action", has_text="念给我听").wait_for()


def test_follows_the_font_size_of_wechat(phone: Any, site: str) -> None:
    phone.add_init_script(
        """window.asked = [];
        window.WeixinJSBridge = {
          invoke: (name, parameters) => window.asked.push([name, parameters.fontSize]),
          on: (name, listener) => { if (name === 'menu:setfont') window.setFont = listener; },
        };"""
    )
    open_page(phone, site)
    size = "parseFloat(getComputedStyle(document.querySelector('.said')).fontSize)"
    before = phone.evaluate(size)
    phone.evaluate("window.setFont({ fontSize: 5 })")
    assert phone.evaluate(size) > before * 1.2
    assert phone.evaluate("window.asked[0]") == ["setFontSizeCallback", 0]
    assert overflow(phone) <= 0
