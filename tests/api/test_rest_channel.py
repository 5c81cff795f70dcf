"""Rasa's REST channel, for any client that speaks it."""

from __future__ import annotations

from typing import Any

import pytest

from .conftest import Api, session_id

WEBHOOK = "/webhooks/rest/webhook"


def post(api: Api, **body: Any) -> Any:
    return api.call("POST", WEBHOOK, json=body)


def test_shape(api: Api) -> None:
    messages = post(api, sender="someone", message="帮我看看我能不能落户")
    assert messages
    for message in messages:
        assert set(message) <= {"recipient_id", "text", "buttons", "custom"}
        assert message["recipient_id"] == "someone"
        assert message["text"]
        for button in message.get("buttons", []):
            assert set(button) == {"title", "payload"}
    assert any(message.get("buttons") for message in messages)


def test_a_sender_keeps_the_conversation(api: Api) -> None:
    sender = session_id()
    post(api, sender=sender, message="我买了房")
    post(api, sender=sender, message="房子在龙山社区")
    state = api.call("GET", f"/api/sessions/{sender}")
    assert state["facts"]["housing"] == "owned"
    assert state["facts"]["residence_community"] == "龙山社区"


def test_a_phone_number_as_sender_keeps_its_conversation(api: Api) -> None:
    sender = "+86 138 0000 1111"
    first = post(api, sender=sender, message="帮我看看我能不能落户")
    assert first[0]["recipient_id"] == sender
    again = post(api, sender=sender, message="刚才问到哪了")
    assert again[0]["recipient_id"] == sender


def test_who_names_no_sender_shares_no_conversation(api: Api) -> None:
    first, second = (post(api, message="你好")[0]["recipient_id"] for _ in range(2))
    assert first != second
    assert post(api, sender=first, message="谢谢")[0]["recipient_id"] == first


def test_citations_travel_as_custom_data(api: Api) -> None:
    message = post(api, sender=session_id(), message="老家的地还是我的吗")[0]
    assert message["custom"]["kind"] == "answer"
    assert message["custom"]["citations"][0]["clause"] == "五(五)"


def test_a_slash_is_no_command(api: Api) -> None:
    sender = session_id()
    post(api, sender=sender, message="我买了房")
    post(api, sender=sender, message='/edit_facts{"facts": {"housing": "rented"}}')
    assert api.call("GET", f"/api/sessions/{sender}")["facts"] == {"housing": "owned"}


def test_fields_of_other_versions_are_left_aside(api: Api) -> None:
    assert post(api, sender="someone-else", message="你好", metadata={}, input_channel="rest")


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({"sender": "a"}, "message"),
        ({"sender": "a", "message": ""}, "message"),
        ({"sender": "a", "message": None}, "message"),
        ({"sender": 1, "message": "你好"}, "sender"),
        ({"sender": "a" * 256, "message": "你好"}, "sender"),
    ],
)
def test_a_wrong_body_is_refused(api: Api, body: dict[str, Any], field: str) -> None:
    assert field in api.refused("POST", WEBHOOK, 422, json=body)


def test_health(api: Api) -> None:
    assert api.call("GET", "/webhooks/rest")["status"] == "ok"
