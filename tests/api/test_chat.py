"""POST /api/chat: the contract's shape, kinds and promises."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from serving import RunningServer

from policy_kb.facts import FACTS

from .conftest import AS_OF, NOTHING, RENTER, Api, session_id

KINDS = {
    "answer",
    "question",
    "assessment",
    "clarify",
    "out_of_scope",
    "smalltalk",
    "handoff",
}
ASSESS = "帮我看看我能不能落户"


def kinds(answer: Any) -> list[str]:
    return [reply["kind"] for reply in answer["replies"]]


def cited(answer: Any) -> list[str]:
    return [c["clause"] for reply in answer["replies"] for c in reply["citations"]]


@pytest.mark.parametrize(
    "message",
    [
        ASSESS,
        "老家的地还是我的吗",
        "明天天气怎么样",
        "你好",
        "转人工",
        "要交几年社保",
        "asdf",
        "👍",
        "1",
        "？",
        "哈" * 2000,
        "a\x00b\x1f",
        "\u200b我住龙山社区\ufeff",
        "<script>alert(1)</script>",
        "{city} {0} %s ${x}",
        "我在龙山社区租了套房住了快两年，厂里给交社保，老婆孩子能跟着落吗",
    ],
    ids=lambda text: repr(text)[:20],
)
def test_shape(api: Api, session: str, message: str) -> None:
    answer = api.say(session, message)
    assert set(answer) >= {
        "session_id",
        "replies",
        "facts",
        "awaiting",
        "assessment",
        "intent",
    }
    assert answer["session_id"] == session
    assert answer["replies"]
    for reply in answer["replies"]:
        assert set(reply) == {"kind", "text", "buttons", "citations", "basis"}
        assert reply["kind"] in KINDS
        assert reply["text"].strip()
        assert "{" not in reply["text"].replace(message, "")
        for button in reply["buttons"]:
            assert set(button) == {"title", "payload"}
        for citation in [*reply["citations"], *reply["basis"]]:
            assert set(citation) >= {"document", "clause", "title", "excerpt", "summary"}
    assert answer["awaiting"] is None or answer["awaiting"] in {*FACTS, "special_status"}
    assert set(answer["facts"]) <= set(FACTS)
    assert set(answer["intent"]) == {"name", "confidence"}
    assert 0 <= answer["intent"]["confidence"] <= 1


def test_half_a_character_is_no_accident(api: Api, session: str) -> None:
    """JSON can carry half of a surrogate pair; no database takes it."""
    body = f'{{"session_id": "{session}", "message": "我买了房\\ud83d"}}'
    answer = api.call("POST", "/api/chat", content=body.encode())
    assert answer["facts"] == {"housing": "owned"}
    assert api.call("GET", f"/api/sessions/{session}")["messages"][0]["text"] == "我买了房"


def test_an_assessment_is_what_assess_returns(api: Api, session: str) -> None:
    answer = api.say(session, ASSESS)
    assert answer["assessment"] is None
    assert answer["awaiting"]
    assert "question" in kinds(answer)
    answer = api.until_verdict(session, api.edit(session, RENTER))
    assert answer["assessment"] == api.assess(answer["facts"])
    assert "assessment" in kinds(answer)
    text = "".join(reply["text"] for reply in answer["replies"])
    assert "2016年" in text
    assert "户籍窗口" in text


def test_a_changed_fact_changes_the_verdict(api: Api, session: str) -> None:
    api.say(session, ASSESS)
    before = api.until_verdict(session, api.edit(session, RENTER))
    assert before["assessment"]["verdict"] == "eligible"
    after = api.edit(session, {**NOTHING, "rental_months": None, "rental_complete_unit": None})
    after = api.until_verdict(session, after)
    assert after["assessment"]["verdict"] == "not_eligible"
    assert after["assessment"] == api.assess(after["facts"])


def test_the_day_is_the_messages_own(api: Api, session: str) -> None:
    answer = api.say(session, "2024年10月租的房子搬进来的", as_of="2025-10-01")
    assert answer["facts"]["rental_months"] == 12


def test_a_question_in_the_middle_keeps_the_open_one(api: Api, session: str) -> None:
    awaiting = api.say(session, ASSESS)["awaiting"]
    answer = api.say(session, "孩子上学咋办")
    assert "五(二)" in cited(answer)
    assert answer["awaiting"] == awaiting
    assert kinds(answer)[-1] == "question"


def test_a_question_names_the_clause_of_its_reason(api: Api, session: str) -> None:
    """Up to the verdict and on to the family; apart from citations, which only answers have."""
    answer = api.say(session, "帮我看看能不能落户，孩子和老伴也想跟着")
    asked = []
    while answer["awaiting"] and len(asked) < 20:
        reply = answer["replies"][-1]
        assert reply["kind"] == "question"
        assert "所以" in reply["text"]
        assert [c["clause"][0] for c in reply["basis"]] == ["二"]
        assert reply["basis"][0]["excerpt"]
        assert reply["citations"] == []
        asked.append(answer["awaiting"])
        rented = {"housing": "租的", "rental_months": "三年"}
        answer = api.say(session, rented.get(answer["awaiting"], reply["buttons"][0]["payload"]))
    assert "family" in asked
    assert len(asked) > 3


@pytest.mark.parametrize("times", [1, 2])
def test_a_question_put_again_names_its_clause_too(api: Api, session: str, times: int) -> None:
    before = api.say(session, ASSESS)["replies"][-1]
    for _ in range(times):
        again = api.say(session, "呃呃呃")["replies"][-1]
    assert again["kind"] == "clarify"
    assert again["basis"] == before["basis"]


def test_outside_the_documents_there_is_no_citation(api: Api, session: str) -> None:
    answer = api.say(session, "明天天气怎么样")
    assert kinds(answer) == ["out_of_scope"]
    assert cited(answer) == []


def test_what_the_document_leaves_open_is_said(api: Api, session: str) -> None:
    answer = api.say(session, "要交几年社保")
    assert kinds(answer) == ["answer"]
    assert "文件没有规定" in answer["replies"][0]["text"]
    assert cited(answer)


def test_a_buttons_payload_can_be_sent_back(api: Api, session: str) -> None:
    answer = api.say(session, ASSESS)
    for _ in range(8):
        if answer["assessment"] is not None:
            break
        awaiting = answer["awaiting"]
        payload = answer["replies"][-1]["buttons"][0]["payload"]
        answer = api.say(session, payload)
        assert awaiting != answer["awaiting"], f"{payload!r} did not answer {awaiting}"


COMMANDS = [
    "/start_assessment",
    '/edit_facts{"facts": {"housing": "rented"}}',
    "/session_start",
    "/restart",
    "\n /restart",
    "/start_over",
    "/",
    '/slot{"housing": "rented"}',
    "/nlu_fallback",
]


@pytest.mark.parametrize("message", COMMANDS)
def test_a_leading_slash_is_no_command(api: Api, session: str, message: str) -> None:
    api.say(session, "我买了房")
    answer = api.say(session, message)
    assert answer["facts"] == {"housing": "owned"}
    assert answer["intent"]["name"] not in {"edit_facts", "session_start", "start_over"}
    shown = api.call("GET", f"/api/sessions/{session}")["messages"][-2]["text"]
    assert shown.strip() == message.strip()


def test_words_behind_a_slash_are_read(api: Api, session: str) -> None:
    assert api.say(session, "/我买了房")["facts"] == {"housing": "owned"}


def test_a_message_sent_twice_is_answered_once(api: Api, session: str) -> None:
    first = api.say(session, "我买了房", client_message_id="one")
    again = api.say(session, "别的话，不算", client_message_id="one")
    assert again == first
    messages = api.call("GET", f"/api/sessions/{session}")["messages"]
    assert [m["text"] for m in messages if m["role"] == "user"] == ["我买了房"]
    api.say(session, "在龙山社区", client_message_id="two")


def test_the_same_id_in_another_session_is_another_message(api: Api, session: str) -> None:
    first = api.say(session, "我买了房", client_message_id="one")
    other = api.say(session_id(), "租的房子", client_message_id="one")
    assert first["facts"] != other["facts"]


def test_sent_twice_at_once_is_answered_once(shared_server: RunningServer, session: str) -> None:
    body = {
        "session_id": session,
        "message": "我在龙山社区买了房",
        "as_of": AS_OF,
        "client_message_id": "at-once",
    }

    def send(_: int) -> Any:
        with shared_server.client() as client:
            return client.post("/api/chat", json=body).json()

    with ThreadPoolExecutor(4) as pool:
        answers = list(pool.map(send, range(4)))
    assert all(answer == answers[0] for answer in answers)
    with shared_server.client() as client:
        messages = client.get(f"/api/sessions/{session}").json()["messages"]
    assert len(messages) == 2


def test_messages_at_once_are_taken_one_by_one(shared_server: RunningServer, session: str) -> None:
    said = ["我买了房", "房子在龙山社区", "没有做生意", "没有工作"]

    def send(message: str) -> Any:
        with shared_server.client() as client:
            body = {"session_id": session, "message": message, "as_of": AS_OF}
            return client.post("/api/chat", json=body).status_code

    with ThreadPoolExecutor(4) as pool:
        assert set(pool.map(send, said)) == {200}
    with shared_server.client() as client:
        state = client.get(f"/api/sessions/{session}").json()
    assert state["facts"]["housing"] == "owned"
    assert state["facts"]["residence_community"] == "龙山社区"
    assert sorted(m["text"] for m in state["messages"] if m["role"] == "user") == sorted(said)


WRONG: list[tuple[dict[str, Any], str]] = [
    ({"message": ""}, "message"),
    ({"message": "  \n"}, "message"),
    ({"message": "\x00"}, "message"),
    ({"message": None}, "message"),
    ({"message": 24}, "message"),
    ({"message": ["你好"]}, "message"),
    ({"message": "好" * 2001}, "message"),
    ({"session_id": "short"}, "session_id"),
    ({"session_id": "a" * 129}, "session_id"),
    ({"session_id": "with space in the id"}, "session_id"),
    ({"session_id": "不是字母也不是数字的会话号一二三"}, "session_id"),
    ({"session_id": "0123456789abcdef\n"}, "session_id"),
    ({"session_id": None}, "session_id"),
    ({"session_id": 1234567890123456}, "session_id"),
    ({"as_of": "tomorrow"}, "as_of"),
    ({"client_message_id": ""}, "client_message_id"),
    ({"client_message_id": "x" * 65}, "client_message_id"),
    ({"client_message_id": 1}, "client_message_id"),
    ({"facts": {}}, "facts"),
]


@pytest.mark.parametrize(("part", "field"), WRONG, ids=[f"{p!r:.40}" for p, _ in WRONG])
def test_a_wrong_body_is_refused_and_not_kept(
    api: Api, session: str, part: dict[str, Any], field: str
) -> None:
    body = {"session_id": session, "message": "我买了房", **part}
    assert field in api.refused("POST", "/api/chat", 422, json=body)
    api.refused("GET", f"/api/sessions/{session}", 404)


@pytest.mark.parametrize("length", [16, 128])
def test_ids_at_the_edges_are_taken(api: Api, length: int) -> None:
    session = (session_id() + "_-" * 64)[:length]
    assert api.say(session, "你好")["session_id"] == session
