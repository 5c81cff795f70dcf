"""Two servers with an official account: one in plain mode, one in safe mode and with a limit."""

from __future__ import annotations

from typing import Iterator

import pytest
from serving import RunningServer, running_server

from .weixin import AES_KEY, APPID, TOKEN, Follower

PUBLIC_URL = "https://luohu.example"
SAFE_RATE = 8


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Marks everything in this folder that starts a server ``model``."""
    for item in items:
        fixtures = getattr(item, "fixturenames", ())
        if {"plain_server", "safe_server", "shared_server", "base_url"} & set(fixtures):
            item.add_marker(pytest.mark.model)


@pytest.fixture(scope="session")
def plain_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningServer]:
    """An account in plain mode, and a web page of its own."""
    with running_server(
        tmp_path_factory.mktemp("plain"),
        LUOHU_WECHAT_TOKEN=TOKEN,
        LUOHU_WECHAT_APPID=APPID,
        LUOHU_PUBLIC_URL=PUBLIC_URL,
        LUOHU_EMBED_HOSTS="https://www.gov.example",
    ) as server:
        yield server


@pytest.fixture(scope="session")
def safe_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningServer]:
    """An account in safe mode, where a person may send eight messages a minute."""
    with running_server(
        tmp_path_factory.mktemp("safe"),
        LUOHU_WECHAT_TOKEN=TOKEN,
        LUOHU_WECHAT_APPID=APPID,
        LUOHU_WECHAT_AES_KEY=AES_KEY,
        LUOHU_RATE_LIMIT=f"{SAFE_RATE}/minute",
    ) as server:
        yield server


@pytest.fixture
def follower(plain_server: RunningServer) -> Follower:
    """A new follower of the account in plain mode."""
    return Follower(plain_server)


@pytest.fixture
def safe_follower(safe_server: RunningServer) -> Follower:
    """A new follower of the account in safe mode."""
    return Follower(safe_server, encrypted=True)
