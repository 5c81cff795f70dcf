"""What holds for every address: one shape of errors, readable UTF-8, safe headers, OpenAPI."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest

from .conftest import Api

ENDPOINTS = {
    ("post", "/api/chat"),
    ("get", "/api/sessions/{session_id}"),
    ("delete", "/api/sessions/{session_id}"),
    ("post", "/api/assess"),
    ("post", "/api/extract"),
    ("get", "/api/clauses"),
    ("get", "/api/clauses/{document}/{clause}"),
    ("get", "/api/search"),
    ("post", "/webhooks/rest/webhook"),
    ("get", "/healthz"),
    ("get", "/readyz"),
    ("get", "/metrics"),
}


def test_alive_and_ready(api: Api) -> None:
    assert api.call("GET", "/healthz")["status"] == "ok"
    assert api.call("GET", "/readyz")["status"] == "ready"


def test_metrics_are_prometheus_text(api: Api, session: str) -> None:
    api.say(session, "租房能落户吗，我叫王小明")
    response = api.client.get("/metrics")
    assert response.status_code == 200
    assert response.headers["content-type"].startswith("text/plain")
    lines = [line for line in response.text.splitlines() if not line.startswith("#")]
    assert all(re.fullmatch(r"[a-z_]+(\{[^}]*\})? \S+", line) for line in lines)
    assert re.search(r'luohu_replies_total\{kind="answer"\} [1-9]', response.text)
    assert "王小明" not in response.text
    assert session not in response.text


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [
        ("GET", "/api/nothing", 404),
        ("GET", "/nothing.html", 404),
        ("GET", "/assets/../../settings.py", 404),
        ("GET", "/..%2f..%2fsettings.py", 404),
        ("GET", "/api/chat", 405),
        ("DELETE", "/api/assess", 405),
        ("PUT", "/webhooks/rest/webhook", 405),
    ],
)
def test_errors_have_one_shape(api: Api, method: str, path: str, status: int) -> None:
    api.refused(method, path, status)


@pytest.mark.parametrize(
    ("content", "status"),
    [
        (b"", 422),
        (b"{", 422),
        (b"[]", 422),
        (b"null", 422),
        (b'"text"', 422),
        (b'{"facts": {"housing": "owned"}', 422),
        ('{"facts": {"housing": "有"}}'.encode("gb18030"), 400),
        (b'{"facts": ' + b"[" * 20000 + b"]" * 20000 + b"}", 400),
        (b'{"facts": {"rental_months": NaN}}', 422),
    ],
    ids=["empty", "half", "list", "null", "text", "unclosed", "gbk", "deep", "NaN"],
)
def test_what_is_no_request_is_refused(api: Api, content: bytes, status: int) -> None:
    headers = {"content-type": "application/json"}
    message = api.refused("POST", "/api/assess", status, content=content, headers=headers)
    assert re.search("[一-鿿]", message)


def test_chinese_is_not_escaped(api: Api, session: str) -> None:
    body = {"session_id": session, "message": "你好"}
    response = api.client.post("/api/chat", content=json.dumps(body))
    assert response.headers["content-type"].startswith("application/json")
    assert "您好".encode() in response.content
    assert b"\\u" not in response.content
    error = api.client.get("/api/nothing")
    assert "没有这个地址".encode() in error.content


@pytest.mark.parametrize("path", ["/healthz", "/api/clauses", "/api/nothing", "/api/meta"])
def test_headers_of_safety(api: Api, path: str) -> None:
    headers = api.client.get(path).headers
    assert headers["x-content-type-options"] == "nosniff"
    assert "default-src 'self'" in headers["content-security-policy"]
    assert "frame-ancestors 'self'" in headers["content-security-policy"]
    assert headers["referrer-policy"] == "no-referrer"
    assert "permissions-policy" in headers
    assert "server" not in headers


def test_everything_is_described(api: Api) -> None:
    described = api.call("GET", "/openapi.json")
    known = {(method, path) for path, methods in described["paths"].items() for method in methods}
    assert known >= ENDPOINTS
    for method, path in ENDPOINTS:
        operation: dict[str, Any] = described["paths"][path][method]
        assert operation.get("description"), path
    chat = described["components"]["schemas"]["ChatBody"]
    assert set(chat["required"]) == {"session_id", "message"}
    assert api.client.get("/docs").status_code == 200


def test_the_page_gets_what_it_needs(api: Api) -> None:
    meta = api.call("GET", "/api/meta")
    assert {"city", "document", "facts", "greeting", "privacy", "caution"} <= set(meta)
    assert meta["document"]["number"] == "肥政发〔2016〕3号"
    svg = api.client.get("/api/qr.svg")
    assert svg.headers["content-type"].startswith("image/svg+xml")
    assert "session_id" in api.refused("GET", "/api/qr.svg", 422, params={"session": "x"})
