"""A conversation as a whole: read again, edited, rated, erased."""

from __future__ import annotations

from typing import Any

import pytest

from .conftest import OWNER, RENTER, Api

ASSESS = "帮我看看我能不能落户"


def test_ids_that_the_server_makes(api: Api) -> None:
    made = {api.call("POST", "/api/sessions")["session_id"] for _ in range(20)}
    assert len(made) == 20
    assert all(16 <= len(id_) <= 128 for id_ in made)
    session = made.pop()
    api.refused("GET", f"/api/sessions/{session}", 404)
    assert api.say(session, "你好")["session_id"] == session


def test_a_conversation_is_read_again_in_the_same_terms(api: Api, session: str) -> None:
    first = api.say(session, ASSESS)
    last = api.say(session, "我在龙山社区租了套房")
    again = api.call("GET", f"/api/sessions/{session}")
    assert set(again) >= {"session_id", "messages", "facts", "awaiting", "assessment"}
    for key in ("session_id", "facts", "awaiting", "assessment"):
        assert again[key] == last[key]
    assert [m["role"] for m in again["messages"]] == ["user", "assistant"] * 2
    assert again["messages"][0]["text"] == ASSESS
    assert again["messages"][1]["replies"] == first["replies"]
    assert again["messages"][3]["replies"] == last["replies"]
    assert again["messages"][3]["message_id"] == last["message_id"]
    assert all(message["at"] > 1_700_000_000 for message in again["messages"])


def test_an_unknown_session_is_not_found(api: Api, session: str) -> None:
    assert "会话" in api.refused("GET", f"/api/sessions/{session}", 404)
    assert "会话" in api.refused("DELETE", f"/api/sessions/{session}", 404)
    rating = {"message_id": 1, "rating": "up"}
    api.refused("POST", f"/api/sessions/{session}/feedback", 404, json=rating)


@pytest.mark.parametrize("session", ["short", "a" * 129, "%E4%BD%A0" * 16, "0123456789abcdef%0A"])
def test_an_impossible_id_is_refused(api: Api, session: str) -> None:
    assert "session_id" in api.refused("GET", f"/api/sessions/{session}", 422)
    assert "session_id" in api.refused("DELETE", f"/api/sessions/{session}", 422)


def test_erased_is_gone(api: Api, session: str) -> None:
    api.say(session, "我在龙山社区租了套房")
    assert api.call("DELETE", f"/api/sessions/{session}") == {"deleted": True}
    api.refused("GET", f"/api/sessions/{session}", 404)
    answer = api.say(session, "你好")
    assert answer["facts"] == {}
    assert len(api.call("GET", f"/api/sessions/{session}")["messages"]) == 2


class TestFacts:
    """PATCH /api/sessions/{id}/facts: the panel where people mend what was understood."""

    def test_a_fact_is_set_and_forgotten(self, api: Api, session: str) -> None:
        api.say(session, "我买了房")
        assert api.edit(session, {"housing": "rented"})["facts"] == {"housing": "rented"}
        answer = api.edit(session, {"housing": None, "rental_months": 7})
        assert answer["facts"] == {"rental_months": 7}

    def test_it_may_be_the_first_thing_that_happens(self, api: Api, session: str) -> None:
        edited = api.edit(session, {"housing": "owned"})
        assert edited["session_id"] == session
        assert edited["facts"] == {"housing": "owned"}
        assert edited["awaiting"] is not None
        again = api.call("GET", f"/api/sessions/{session}")
        assert again["facts"] == edited["facts"]
        assert [m["role"] for m in again["messages"]] == ["assistant"]
        assert api.say(session, "我住在龙山社区")["facts"]["housing"] == "owned"

    def test_the_verdict_follows_a_first_edit(self, api: Api, session: str) -> None:
        answer = api.until_verdict(session, api.edit(session, OWNER))
        assert answer["assessment"]["verdict"] == "eligible"
        assert answer["assessment"] == api.assess(answer["facts"])
        answer = api.edit(session, {"residence_area": "outside"})
        answer = api.until_verdict(session, answer)
        assert answer["assessment"]["verdict"] != "eligible"

    def test_a_wrong_first_edit_begins_nothing(self, api: Api, session: str) -> None:
        path = f"/api/sessions/{session}/facts"
        assert "housing" in api.refused("PATCH", path, 422, json={"facts": {"housing": "bought"}})
        api.refused("GET", f"/api/sessions/{session}", 404)
        api.refused("PATCH", "/api/sessions/short/facts", 422, json={"facts": OWNER})

    def test_an_edit_after_the_end_begins_anew(self, api: Api, session: str) -> None:
        api.say(session, "我在龙山社区租了套房")
        api.call("DELETE", f"/api/sessions/{session}")
        assert api.edit(session, {"stable_job": True})["facts"] == {"stable_job": True}

    def test_it_is_a_turn_without_a_message(self, api: Api, session: str) -> None:
        api.say(session, "你好")
        edited = api.edit(session, {"housing": "owned"})
        assert edited["replies"]
        messages = api.call("GET", f"/api/sessions/{session}")["messages"]
        assert [m["role"] for m in messages] == ["user", "assistant", "assistant"]

    def test_the_verdict_follows(self, api: Api, session: str) -> None:
        api.say(session, ASSESS)
        api.until_verdict(session, api.edit(session, RENTER))
        answer = api.edit(session, {"rental_months": 3})
        answer = api.until_verdict(session, answer)
        assert answer["facts"]["rental_months"] == 3
        assert answer["assessment"] == api.assess(answer["facts"])

    def test_a_community_brings_its_area(self, api: Api, session: str) -> None:
        api.say(session, "你好")
        facts = api.edit(session, {"residence_community": "龙山社区"})["facts"]
        assert facts == {"residence_community": "龙山社区", "residence_area": "urban"}

    def test_another_area_forgets_the_community(self, api: Api, session: str) -> None:
        api.say(session, "我住在龙山社区")
        facts = api.edit(session, {"residence_area": "rural"})["facts"]
        assert facts == {"residence_area": "rural"}
        assert api.assess(facts)["verdict"] == "undetermined"

    @pytest.mark.parametrize(
        ("facts", "field"),
        [
            ({"housing": "bought"}, "housing"),
            ({"rental_months": "24"}, "rental_months"),
            ({"stable_job": "yes"}, "stable_job"),
            ({"age": 30}, "age"),
            ({"residence_community": "龙山社区", "residence_area": "rural"}, "residence_area"),
            ([], "facts"),
            (None, "facts"),
        ],
    )
    def test_a_wrong_fact_is_refused_and_not_kept(
        self, api: Api, session: str, facts: Any, field: str
    ) -> None:
        api.say(session, "我买了房")
        before = api.call("GET", f"/api/sessions/{session}")
        path = f"/api/sessions/{session}/facts"
        assert field in api.refused("PATCH", path, 422, json={"facts": facts})
        assert api.call("GET", f"/api/sessions/{session}") == before

    def test_a_personal_number_in_a_fact_is_masked(self, api: Api, session: str) -> None:
        api.say(session, "你好")
        answer = api.edit(session, {"residence_community": "某小区13812345678"})
        assert "13812345678" not in str(answer)


class TestFeedback:
    """POST /api/sessions/{id}/feedback."""

    def rate(self, api: Api, session: str, status: int = 200, **body: Any) -> Any:
        return api.call("POST", f"/api/sessions/{session}/feedback", status, json=body)

    def test_the_newest_rating_counts(self, api: Api, session: str) -> None:
        number = api.say(session, "租房能落户吗")["message_id"]
        assert self.rate(api, session, message_id=number, rating="up")
        assert self.rate(api, session, message_id=number, rating="down", reason="unclear")
        messages = api.call("GET", f"/api/sessions/{session}")["messages"]
        assert messages[-1]["rating"] == "down"

    def test_another_sessions_message_is_not_rated(self, api: Api, session: str) -> None:
        number = api.say(session, "你好")["message_id"]
        other = api.call("POST", "/api/sessions")["session_id"]
        api.say(other, "你好")
        self.rate(api, other, 404, message_id=number, rating="up")

    @pytest.mark.parametrize(
        ("part", "field"),
        [
            ({"rating": "maybe"}, "rating"),
            ({"rating": None}, "rating"),
            ({"message_id": "1"}, "message_id"),
            ({"message_id": True}, "message_id"),
            ({"reason": "because"}, "reason"),
            ({"comment": "好"}, "comment"),
        ],
    )
    def test_a_wrong_rating_is_refused(
        self, api: Api, session: str, part: dict[str, Any], field: str
    ) -> None:
        number = api.say(session, "你好")["message_id"]
        body = {"message_id": number, "rating": "up", **part}
        path = f"/api/sessions/{session}/feedback"
        assert field in api.refused("POST", path, 422, json=body)
