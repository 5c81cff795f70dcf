"""Another city's folder works end to end, and no line of code knows about it."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any, Iterator

import httpx
import pytest
from serving import running_server

from actions.eligibility import assess
from actions.reading import read
from policy_kb import Library, load_library
from policy_kb.facts import check_facts
from policy_kb.search import Searcher

from .conftest import OTHER_CITY

AS_OF = date(2031, 8, 31)
RENTER = {
    "residence_community": "青石社区",
    "housing": "rented",
    "rental_complete_unit": True,
}


@pytest.fixture(scope="module")
def city() -> Library:
    return load_library(OTHER_CITY)


@pytest.fixture(scope="module")
def searcher(city: Library, tmp_path_factory: pytest.TempPathFactory) -> Searcher:
    return Searcher.prepare(city, tmp_path_factory.mktemp("knowledge"))


def verdict(city: Library, **facts: Any) -> dict[str, Any]:
    return assess(city, check_facts(facts, city.local.places), AS_OF).as_json()


def test_its_own_threshold_decides(city: Library) -> None:
    assert verdict(city, **RENTER, rental_months=6)["verdict"] == "eligible"
    short = verdict(city, **RENTER, rental_months=4)
    rented = next(route for route in short["routes"] if route["id"] == "rented_home")
    assert rented["status"] == "unmet"
    assert rented["remedy"]["eligible_from"] == "2031-10-31"
    assert rented["clause"] == "一(一)2"
    assert rented["conditions"][-1]["citation"]["document"] == "云政发〔2031〕7号"


def test_its_own_relations_come_along(city: Library) -> None:
    family = [
        {"relation": "spouse", "living_together": True},
        {"relation": "parent", "living_together": True},
    ]
    found = verdict(city, housing="owned", residence_area="urban", family=family)
    assert [member["status"] for member in found["family"]] == ["met", "unmet"]


def test_its_own_communities_are_understood(city: Library) -> None:
    told = read("我住青石社区，租的房", places=city.local.places, as_of=AS_OF).facts
    assert told == {
        "residence_community": "青石社区",
        "residence_area": "urban",
        "housing": "rented",
    }
    assert "residence_area" not in read("我住贵和社区", places=city.local.places, as_of=AS_OF).facts


@pytest.mark.parametrize(
    ("question", "clause"),
    [
        ("租房能不能迁户口", "一(一)2"),
        ("开店的能落户吗", "一(一)3"),
        ("孩子在哪上学", "二(一)"),
        ("村里会收我的承包地吗", "二(二)"),
    ],
)
def test_its_own_clauses_are_found(searcher: Searcher, question: str, clause: str) -> None:
    assert searcher.search(question)[0][:2] == ("云政发〔2031〕7号", clause)
    assert searcher.topics(question)[0].id == clause


def test_what_it_does_not_cover_is_outside(searcher: Searcher) -> None:
    assert searcher.topics("明天天气好吗")[0].kind == "outside"
    assert searcher.topics("办户口要收钱吗")[0].kind == "open"


@pytest.mark.model
class TestServed:
    """The whole way of a message, over HTTP, with the folder named by the environment."""

    @pytest.fixture(scope="class")
    def client(self, tmp_path_factory: pytest.TempPathFactory) -> Iterator[httpx.Client]:
        data: Path = tmp_path_factory.mktemp("other-city")
        own = {"LUOHU_DOCUMENTS": str(OTHER_CITY)}
        with running_server(data, **own) as server, server.client() as client:
            yield client

    def say(self, client: httpx.Client, message: str, session: str) -> dict[str, Any]:
        body = {"session_id": session, "message": message, "as_of": AS_OF.isoformat()}
        response = client.post("/api/chat", json=body)
        assert response.status_code == 200, response.text
        answer: dict[str, Any] = response.json()
        return answer

    def test_the_knowledge_is_its_own(self, client: httpx.Client) -> None:
        clauses = client.get("/api/clauses").json()
        assert {c["document"] for c in clauses} == {"云政发〔2031〕7号", "国土发〔2029〕1号"}
        assert client.get("/api/meta").json()["city"] == "云溪"
        assert client.get("/api/search", params={"q": "租房"}).json()[0]["clause"] == "一(一)2"

    def test_a_question_is_answered(self, client: httpx.Client) -> None:
        answer = self.say(client, "老家的地还是我的吗", "other-city-question")
        cited = [(c["document"], c["clause"]) for r in answer["replies"] for c in r["citations"]]
        assert ("云政发〔2031〕7号", "二(二)") in cited

    def test_a_conversation_reaches_its_verdict(self, client: httpx.Client) -> None:
        session = "other-city-conversation"
        answer = self.say(client, "帮我看看能不能落户", session)
        assert answer["awaiting"]
        answer = self.say(client, "我在望江社区租了一整套房，住了8个月", session)
        for _ in range(12):
            if answer["assessment"] is not None:
                break
            assert answer["awaiting"], answer
            answer = self.say(client, "不清楚", session)
        assert answer["assessment"]["verdict"] == "eligible"
        body = {"facts": answer["facts"], "as_of": AS_OF.isoformat()}
        assert client.post("/api/assess", json=body).json() == answer["assessment"]
        text = "".join(reply["text"] for reply in answer["replies"])
        assert "2031年" in text
        assert "肥" not in text

    def test_the_repositorys_own_places_mean_nothing_here(self, client: httpx.Client) -> None:
        body = {"facts": {"residence_community": "贵和社区", "residence_area": "rural"}}
        assert client.post("/api/assess", json=body).status_code == 200
        body = {"facts": {"residence_community": "梧桐社区", "residence_area": "rural"}}
        assert client.post("/api/assess", json=body).status_code == 422
