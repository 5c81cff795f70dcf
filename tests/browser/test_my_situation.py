"""我的情况: every fact given, each changed in place, the verdict following at once."""

from __future__ import annotations

from typing import Any

import pytest

from actions.reading.subjects import _NAMED as NAMED

from .talk import POLICY_QUESTION, RENTER, Server, open_page, say, session_of, until


@pytest.fixture
def panel(phone: Any, site: str, server: Server) -> Any:
    """The open panel of a tenant who meets the conditions; the session id rides along."""
    session_id = server.with_verdict()
    open_page(phone, site, session_id)
    phone.wait_for_selector(".verdict")
    phone.locator(".strip").get_by_role("button", name="我的情况").click()
    phone.wait_for_selector("dialog .fact")
    phone.session_id = session_id
    return phone


def label(server: Server, key: str) -> str:
    facts = server.call("GET", "/api/meta")["facts"]
    return str(next(fact["label"] for fact in facts if fact["key"] == key))


def row(page: Any, name: str) -> Any:
    return page.locator(".fact").filter(has=page.locator(f".fact-label:text-is('{name}')"))


def test_every_fact_is_listed(panel: Any, server: Server) -> None:
    meta = server.call("GET", "/api/meta")
    assert panel.locator(".fact").count() == len(meta["facts"])
    known = panel.locator(".facts").first.locator(".fact").count()
    assert known >= len(RENTER)


def test_a_changed_duration_changes_the_verdict_at_once(panel: Any, server: Server) -> None:
    before = panel.locator(".panel-verdict").inner_text()
    duration = row(panel, label(server, "rental_months"))
    duration.locator(".fact-edit").click()
    duration.locator("input").nth(0).fill("0")
    duration.locator("input").nth(1).fill("5")
    duration.get_by_role("button", name="存好").click()
    duration.locator(".fact-value", has_text="5个月").wait_for()
    state = server.session(panel.session_id)
    assert state["facts"]["rental_months"] == 5
    assert state["assessment"]["verdict"] == "not_eligible"
    until(
        panel, "(before) => document.querySelector('.panel-verdict').innerText !== before", before
    )
    panel.keyboard.press("Escape")
    assert panel.locator(".verdict").last.get_attribute("data-verdict") == "not_eligible"
    assert panel.locator(".verdict").last.locator(".remedy").count() >= 1


def test_a_choice_is_saved_by_one_tap_and_the_focus_stays(panel: Any, server: Server) -> None:
    name = label(server, "social_insurance")
    insurance = row(panel, name)
    insurance.locator(".fact-edit").click()
    insurance.locator(".pick-button[aria-pressed=false]").first.click()
    insurance.locator(".pick").wait_for(state="detached")
    assert server.session(panel.session_id)["facts"]["social_insurance"] != "local"
    until(
        panel, "(name) => document.activeElement.getAttribute('aria-label')?.includes(name)", name
    )


def test_a_fact_can_be_forgotten(panel: Any, server: Server) -> None:
    job = row(panel, label(server, "stable_job"))
    job.locator(".fact-edit").click()
    job.get_by_role("button", name="不清楚").click()
    job.locator(".fact-unknown").wait_for()
    assert server.session(panel.session_id)["facts"].get("stable_job") is None


def test_family_members_are_added(panel: Any, server: Server) -> None:
    family = row(panel, label(server, "family"))
    family.locator(".fact-edit").click()
    family.get_by_role("button", name="添一位家人").click()
    family.get_by_label("和您一起住吗").select_option("true")
    family.get_by_role("button", name="存好").click()
    family.locator(".family-editor").wait_for(state="detached")
    facts = server.session(panel.session_id)["facts"]
    assert facts["family"] == [{"relation": "spouse", "living_together": True}]
    panel.keyboard.press("Escape")
    panel.wait_for_selector(".verdict .family")


def test_a_wrong_number_is_explained_and_not_sent(panel: Any, server: Server) -> None:
    duration = row(panel, label(server, "rental_months"))
    duration.locator(".fact-edit").click()
    duration.locator("input").nth(0).fill("很久")
    duration.get_by_role("button", name="存好").click()
    assert duration.locator(".field-error").is_visible()
    assert server.session(panel.session_id)["facts"]["rental_months"] == 30


def test_facts_can_be_filled_in_before_the_first_word(
    phone: Any, site: str, server: Server
) -> None:
    """The panel begins the talk; what it leads to, question or verdict, stands in the talk."""
    open_page(phone, site)
    phone.locator(".strip").get_by_role("button", name="我的情况").click()
    for key, choice in (("housing", "owned"), ("residence_area", "urban")):
        fact = row(phone, label(server, key))
        fact.locator(".fact-edit").click()
        values = next(f for f in server.call("GET", "/api/meta")["facts"] if f["key"] == key)
        fact.get_by_role("button", name=values["values"][choice], exact=True).click()
        fact.locator(".pick").wait_for(state="detached")
    phone.locator(".panel-verdict", has_text="可以").wait_for()
    state = server.session(session_of(phone) or "")
    assert state["facts"] == {"housing": "owned", "residence_area": "urban"}
    phone.keyboard.press("Escape")
    assert phone.locator(".verdict").get_attribute("data-verdict") == "eligible"
    say(phone, POLICY_QUESTION)
    assert phone.locator('[data-role="user"]').count() == 1


def test_says_whose_situation_it_is(phone: Any, site: str, server: Server) -> None:
    session_id = str(server.call("POST", "/api/sessions", {})["session_id"])
    server.say(session_id, "替俺娘问问，她在市区有自己的房，能落户吗")
    open_page(phone, site, session_id)
    phone.locator(".strip").get_by_role("button", name="她的情况").click()
    panel = phone.get_by_role("dialog", name="您母亲的情况")
    assert "替您母亲问" in panel.inner_text()
    family = row(phone, label(server, "family"))
    family.locator(".fact-edit").click()
    family.get_by_role("button", name="添一位家人").click()
    assert family.get_by_label("和她一起住吗").is_visible()
    phone.keyboard.press("Escape")
    say(phone, "说说我自己的情况吧")
    subject = server.session(session_id)["subject"]
    title = "我的情况" if subject is None else "她的情况"
    assert phone.locator(".strip").get_by_role("button", name=title).is_visible()


def test_everybody_a_talk_can_be_about_has_a_name(server: Server) -> None:
    subjects = server.call("GET", "/api/meta")["subjects"]
    assert set(subjects) == NAMED
    assert {one["who"] for one in subjects.values()} == {"他", "她"}
