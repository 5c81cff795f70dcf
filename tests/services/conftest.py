"""Real PostgreSQL and Redis: a throw-away database, and two servers that share them.

Skipped where no service answers; with LUOHU_REQUIRE_SERVICES=1 that is a failure.
"""

from __future__ import annotations

import os
import secrets
from pathlib import Path
from typing import Any, Iterator

import psycopg2
import pytest
import redis
from needs import missing
from serving import RunningServer, spawn

POSTGRES = os.environ.get("LUOHU_TEST_POSTGRES", "postgresql://postgres@127.0.0.1:5432")
REDIS = os.environ.get("LUOHU_TEST_REDIS", "redis://127.0.0.1:6379/9")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Marks everything in this folder."""
    here = Path(__file__).parent
    for item in items:
        if here in item.path.parents:
            item.add_marker(pytest.mark.service)
            item.add_marker(pytest.mark.model)


def admin(statement: str) -> None:
    """Runs one statement outside any transaction."""
    connection = psycopg2.connect(f"{POSTGRES}/postgres", connect_timeout=5)
    connection.autocommit = True
    with connection.cursor() as cursor:
        cursor.execute(statement)
    connection.close()


@pytest.fixture(scope="session")
def database() -> Iterator[str]:
    """The address of an empty database that goes away afterwards."""
    name = f"luohu_test_{secrets.token_hex(6)}"
    try:
        admin(f"create database {name} encoding 'UTF8' template template0")
    except psycopg2.OperationalError as error:
        missing(f"PostgreSQL does not answer: {error}")
    yield f"{POSTGRES}/{name}"
    admin(f"drop database {name} with (force)")


@pytest.fixture(scope="session")
def redis_url() -> str:
    try:
        redis.Redis.from_url(REDIS, socket_connect_timeout=5).ping()
    except redis.RedisError as error:
        missing(f"Redis does not answer: {error}")
    return REDIS


@pytest.fixture(scope="session")
def settings(database: str, redis_url: str) -> dict[str, str]:
    """What all servers share, as every replica must."""
    return {
        "LUOHU_DATABASE_URL": database,
        "LUOHU_REDIS_URL": redis_url,
        "LUOHU_SECRET": secrets.token_urlsafe(24),
    }


class Pair:
    """Two servers over one database."""

    def __init__(self, root: Path, settings: dict[str, str]) -> None:
        self._root = root
        self._settings = settings
        self.servers = [self._spawn(0), self._spawn(1)]
        for server in self.servers:
            server.wait_until_ready()

    def _spawn(self, number: int) -> RunningServer:
        return spawn(self._root / str(number), **self._settings)

    def restart(self, number: int) -> None:
        """Kills one of the servers and starts it anew on an empty data folder's logs."""
        self.servers[number].kill()
        self.servers[number] = self._spawn(number)
        self.servers[number].wait_until_ready()

    def call(self, number: int, method: str, path: str, **options: Any) -> Any:
        with self.servers[number].client() as client:
            response = client.request(method, path, **options)
        assert response.status_code == 200, response.text
        return response.json()

    def say(self, number: int, session: str, message: str, **more: Any) -> Any:
        body = {"session_id": session, "message": message, "as_of": "2026-11-24", **more}
        return self.call(number, "POST", "/api/chat", json=body)


@pytest.fixture(scope="session")
def pair(settings: dict[str, str], tmp_path_factory: pytest.TempPathFactory) -> Iterator[Pair]:
    """Both are started at once, so both make the tables at once."""
    pair = Pair(tmp_path_factory.mktemp("services"), settings)
    yield pair
    for server in pair.servers:
        assert server.stop() == 0, server.tail()
