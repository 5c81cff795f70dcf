"""The clauses and the search over them."""

from __future__ import annotations

from typing import Any
from urllib.parse import quote

import pytest

from policy_kb import Library

from .conftest import Api

CITATION = {"document", "clause", "title", "excerpt", "summary"}


def path_of(document: str, clause: str) -> str:
    return f"/api/clauses/{quote(document, safe='')}/{quote(clause, safe='')}"


def test_every_clause_of_every_document_is_listed(api: Api, library: Library) -> None:
    listed = api.call("GET", "/api/clauses")
    local = library.local.info.number
    ids = [c["clause"] for c in listed if c["document"] == local]
    assert ids == list(library.local.clauses)
    assert (ids[0], ids[-1]) == ("一(一)", "六(二)")
    assert {(c["document"], c["clause"]) for c in listed if c["document"] != local} == {
        (ref.document, ref.clause) for ref, _ in library.background_refs()
    }
    for clause in listed:
        assert set(clause) >= CITATION
        assert (clause["excerpt"] is None) == (clause["document"] != local)
        assert clause["summary"]


def test_one_clause_is_whole(api: Api, library: Library) -> None:
    number = library.local.info.number
    clause = api.call("GET", path_of(number, "二(一)1"))
    assert clause["clause"] == "二(一)1"
    assert clause["text"] == library.local.text_of("二(一)1")
    assert clause["excerpt"] in clause["text"]
    assert clause["document_title"] == library.local.info.title


def test_every_listed_clause_opens(api: Api) -> None:
    for clause in api.call("GET", "/api/clauses"):
        one = api.call("GET", path_of(clause["document"], clause["clause"]))
        assert {key: one[key] for key in CITATION} == {key: clause[key] for key in CITATION}


@pytest.mark.parametrize(
    ("document", "clause"),
    [
        ("肥政发〔2016〕3号", "七(一)"),
        ("肥政发〔2016〕4号", "二(一)"),
        ("国办发〔2015〕96号", "二(一)9"),
    ],
)
def test_an_unknown_clause_is_not_found(api: Api, document: str, clause: str) -> None:
    assert "没有" in api.refused("GET", path_of(document, clause), 404)


@pytest.mark.parametrize(
    ("question", "clause"),
    [
        ("租房住满两年能落户吗", "二(一)1"),
        ("老家的地还是我的吗", "五(五)"),
        ("孩子上学怎么办", "五(二)"),
        ("集体户", "四(三)"),
        ("土地承包经营权", "五(五)"),
    ],
)
def test_search_finds_the_clause(api: Api, question: str, clause: str) -> None:
    found = api.call("GET", "/api/search", params={"q": question})
    assert 1 <= len(found) <= 5
    assert found[0]["clause"] == clause
    for hit in found:
        assert set(hit) >= {"document", "clause", "title", "excerpt", "score"}
        assert 0 < hit["score"] <= 1
    scores = [hit["score"] for hit in found]
    assert scores == sorted(scores, reverse=True)
    assert len({(hit["document"], hit["clause"]) for hit in found}) == len(found)


def test_search_keeps_to_the_limit_and_repeats_itself(api: Api) -> None:
    def search(limit: int) -> Any:
        return api.call("GET", "/api/search", params={"q": "落户要什么条件", "limit": limit})

    assert len(search(1)) == 1
    assert search(10)[:3] == search(3)
    assert search(10) == search(10)


@pytest.mark.parametrize("q", ["asdfghjkl", "😀😀", "?", '"', "a OR b", "NEAR(", "'; drop table"])
def test_search_takes_any_text(api: Api, q: str) -> None:
    assert isinstance(api.call("GET", "/api/search", params={"q": q}), list)


@pytest.mark.parametrize(
    ("params", "field"),
    [
        ({}, "q"),
        ({"q": ""}, "q"),
        ({"q": "  "}, "q"),
        ({"q": "好" * 501}, "q"),
        ({"q": "租房", "limit": 0}, "limit"),
        ({"q": "租房", "limit": 51}, "limit"),
        ({"q": "租房", "limit": "多"}, "limit"),
    ],
)
def test_a_wrong_search_is_refused_by_name(api: Api, params: dict[str, Any], field: str) -> None:
    assert api.refused("GET", "/api/search", 422, params=params).startswith(f"{field}：")
