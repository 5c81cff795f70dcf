"""The shared server, spoken to as any program would."""

from __future__ import annotations

import secrets
from typing import Any, Iterator

import httpx
import pytest
from serving import RunningServer

AS_OF = "2026-11-24"
OWNER: dict[str, Any] = {"housing": "owned", "residence_area": "urban"}
RENTER: dict[str, Any] = {
    "housing": "rented",
    "residence_area": "urban",
    "rental_complete_unit": True,
    "rental_months": 30,
    "social_insurance": "local",
}
NOTHING: dict[str, Any] = {
    "residence_area": "rural",
    "housing": "none",
    "social_insurance": "none",
    "stable_job": False,
    "business": False,
    "graduate": False,
    "veteran": False,
    "laid_off": False,
    "no_hukou": False,
}
"""An applicant whom no route fits."""


class Api:
    """The HTTP interface; answers other than the wanted one fail the test."""

    def __init__(self, client: httpx.Client) -> None:
        self.client = client

    def call(self, method: str, path: str, status: int = 200, **options: Any) -> Any:
        response = self.client.request(method, path, **options)
        assert response.status_code == status, f"{response.status_code}: {response.text}"
        return response.json()

    def refused(self, method: str, path: str, status: int, **options: Any) -> str:
        """The message of an error in the one shape that all errors have."""
        answer = self.call(method, path, status, **options)
        assert set(answer) == {"error"}
        assert set(answer["error"]) == {"code", "message"}
        message = answer["error"]["message"]
        assert isinstance(message, str)
        assert message
        return message

    def assess(self, facts: dict[str, Any], as_of: str = AS_OF) -> Any:
        return self.call("POST", "/api/assess", json={"facts": facts, "as_of": as_of})

    def extract(self, text: str, awaiting: str | None = None, as_of: str = AS_OF) -> dict[str, Any]:
        body = {"text": text, "awaiting": awaiting, "as_of": as_of}
        facts: dict[str, Any] = self.call("POST", "/api/extract", json=body)["facts"]
        return facts

    def say(self, session: str, message: str, **more: Any) -> Any:
        body = {"session_id": session, "message": message, "as_of": AS_OF, **more}
        return self.call("POST", "/api/chat", json=body)

    def edit(self, session: str, facts: dict[str, Any]) -> Any:
        body = {"facts": facts, "as_of": AS_OF}
        return self.call("PATCH", f"/api/sessions/{session}/facts", json=body)

    def until_verdict(self, session: str, answer: Any) -> Any:
        """Declines to know whatever is still asked."""
        for _ in range(25):
            if answer["assessment"] is not None:
                return answer
            assert answer["awaiting"] is not None, answer
            answer = self.say(session, "不清楚")
        raise AssertionError(f"no verdict: {answer}")


def session_id() -> str:
    """A session id as a client makes it."""
    return f"test_{secrets.token_urlsafe(16)}"


@pytest.fixture(scope="session")
def api(shared_server: RunningServer) -> Iterator[Api]:
    with shared_server.client() as client:
        yield Api(client)


@pytest.fixture
def session() -> str:
    """A session that has not begun."""
    return session_id()


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Everything here needs the trained model."""
    for item in items:
        if item.path.is_relative_to(__file__.rpartition("/")[0]):
            item.add_marker(pytest.mark.model)
