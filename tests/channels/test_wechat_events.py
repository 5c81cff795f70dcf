"""Events: greeting, menu, QR codes of campaigns, and leaving."""

from __future__ import annotations

import json
import os
import re
import subprocess
import time

import pytest
from serving import LUOHU, ROOT

from policy_kb import Library

from .weixin import Follower, choices


def _figures(follower: Follower, scene: str) -> dict[str, float]:
    """Messages received by kind, for one scene."""
    with follower.server.client() as client:
        text = client.get("/metrics").text
    found = re.findall(
        rf'luohu_wechat_messages_total{{kind="(\w+)",scene="{scene}"}} ([\d.]+)', text
    )
    return {kind: float(value) for kind, value in found}


def test_following_is_greeted_in_the_documents_words(follower: Follower, library: Library) -> None:
    answer = follower.read(follower.event("subscribe", ""))
    local = library.local
    greeting = local.wording["greet"].format(
        city=local.places.city.name, document=local.info.number, year=local.info.year, who="您"
    )
    assert greeting in answer
    starters = [local.wording["start_title"], *local.wording["starters"].split("|")]
    assert list(choices(answer)) == starters
    assert follower.conversation() is None


def test_a_number_after_the_greeting_is_its_choice(follower: Follower) -> None:
    answer = follower.read(follower.event("subscribe"))
    first = next(iter(choices(answer)))
    assert "？" in follower.says("1")
    assert follower.turns() == [first]


def test_one_event_sent_again_is_counted_once(follower: Follower) -> None:
    created = int(time.time())
    answers = {
        follower.read(follower.event("subscribe", "qrscene_once-1", created=created))
        for _ in range(3)
    }
    assert len(answers) == 1
    assert _figures(follower, "once-1") == {"subscribe_scan": 1}


def test_two_events_of_one_second_are_two(follower: Follower) -> None:
    created = int(time.time())
    assert follower.read(follower.event("CLICK", "租房能落户吗", created=created))
    assert follower.event("VIEW", "https://luohu.example", created=created).text == ""
    assert follower.turns() == ["租房能落户吗"]


def test_a_menu_click_sent_again_is_answered_once(follower: Follower) -> None:
    created = int(time.time())
    responses = [follower.event("CLICK", "租房能落户吗", created=created) for _ in range(2)]
    first, second = map(follower.read, responses)
    assert first == second
    assert follower.turns() == ["租房能落户吗"]


def test_a_campaigns_scene_goes_along(follower: Follower) -> None:
    follower.event("subscribe", "qrscene_Hall_3")
    follower.says("租房能落户吗")
    follower.event("SCAN", "bus-7")
    follower.says("孩子上学怎么办")
    assert _figures(follower, "hall_3") == {"subscribe_scan": 1, "text": 1}
    assert _figures(follower, "bus-7") == {"scan": 1, "text": 1}
    database = b"".join(f.read_bytes() for f in follower.server.data.glob("conversations.db*"))
    assert re.search(rb'"scene": "hall_3"', database)
    assert re.search(rb'"channel": "wechat"', database)


@pytest.mark.parametrize("scene", ["窗口三", "x" * 33, 'a"b', "a b", "none"])
def test_other_scenes_have_one_label(follower: Follower, scene: str) -> None:
    before = _figures(follower, "other").get("scan", 0)
    follower.event("SCAN", scene)
    assert _figures(follower, "other")["scan"] == before + 1


def test_scanning_again_takes_up_the_talk(follower: Follower) -> None:
    asked = choices(follower.says("帮我看看能不能落户"))
    answer = follower.read(follower.event("SCAN", "again"))
    assert "又见面了" in answer
    assert choices(answer) == asked
    follower.says("1")
    assert len(follower.turns()) == 2


@pytest.mark.parametrize("event", ["VIEW", "LOCATION", "TEMPLATESENDJOBFINISH", "made_up"])
def test_other_events_are_met_with_silence(follower: Follower, event: str) -> None:
    response = follower.event(event, "x")
    assert (response.status_code, response.text) == (200, "")


def test_leaving_deletes_everything(follower: Follower) -> None:
    follower.says("我在镇上有自己的房")
    assert follower.event("unsubscribe", "").text == ""
    assert follower.conversation() is None


def _menu(**env: str) -> subprocess.CompletedProcess[str]:
    kept = {k: v for k, v in os.environ.items() if not k.startswith("LUOHU_")}
    return subprocess.run(
        [str(LUOHU), "wechat-menu"],
        cwd=ROOT,
        env={**kept, "LUOHU_SECRET": "x", **env},
        capture_output=True,
        text=True,
        timeout=120,
        check=True,
    )


def test_the_menu_keeps_to_wechats_limits(library: Library) -> None:
    menu = json.loads(_menu(LUOHU_PUBLIC_URL="https://luohu.example").stdout)
    assert list(menu) == ["button"]
    assert len(menu["button"]) <= 3
    leaves = []
    for button in menu["button"]:
        assert len(button["name"].encode()) <= 16
        assert len(button.get("sub_button", [])) <= 5
        leaves += button.get("sub_button", [button])
    for leaf in leaves:
        assert len(leaf["name"].encode()) <= 60
        if leaf["type"] == "click":
            assert len(leaf["key"].encode()) <= 128
        else:
            assert leaf["url"].startswith("https://luohu.example")
    keys = [leaf.get("key") for leaf in leaves]
    assert library.local.wording["start_title"] in keys


def test_the_menu_without_a_page_has_no_links() -> None:
    assert "view" not in _menu().stdout


def test_each_menu_button_is_answered(follower: Follower) -> None:
    for button in json.loads(_menu().stdout)["button"]:
        for leaf in button.get("sub_button", [button]):
            assert follower.read(follower.event("CLICK", leaf["key"])), leaf
