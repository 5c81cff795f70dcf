"""What all tests share: the documents, the day the samples are dated, one running server."""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path
from typing import Iterator

import pytest

sys.path.insert(0, str(Path(__file__).parent))

from serving import RunningServer, running_server

from policy_kb import Library, load_library

AS_OF = date(2026, 11, 24)


SLOW_LAST = ("api", "channels", "services", "browser")
"""Folders whose tests start servers; the browser comes last, because Playwright leaves an event
loop running in the tests' own thread."""


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Fast tests first."""
    here = Path(__file__).parent

    def place(item: pytest.Item) -> int:
        folder = item.path.relative_to(here).parts[0]
        return SLOW_LAST.index(folder) + 1 if folder in SLOW_LAST else 0

    items.sort(key=place)


@pytest.fixture(scope="session")
def library() -> Library:
    """The documents of the repository."""
    return load_library()


@pytest.fixture(scope="session")
def as_of() -> date:
    """The day on which the tests' talks take place."""
    return AS_OF


@pytest.fixture(scope="session")
def shared_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningServer]:
    """One server for all tests that leave it as they found it. It logs all it ever would."""
    with running_server(tmp_path_factory.mktemp("server"), LUOHU_LOG_LEVEL="DEBUG") as running:
        yield running


@pytest.fixture(scope="session")
def server(shared_server: RunningServer) -> RunningServer:
    """The shared server under its short name."""
    return shared_server


@pytest.fixture(scope="session")
def base_url(shared_server: RunningServer) -> str:
    """Where the shared server answers."""
    return shared_server.base_url
