"""A browser for the page, and a few ways to get to where a test begins.

The server's address comes from BASE_URL where that is set, else from the suite's own running
server (the fixture ``base_url``).
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any, Callable, Iterator

import pytest
from needs import missing

from .talk import Server

sync_api = pytest.importorskip("playwright.sync_api")

CHROMIUM = os.environ.get("CHROMIUM", "/usr/bin/chromium")
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    # A made-up host page may load our script although the server under test is on this machine.
    "--disable-features=LocalNetworkAccessChecks,BlockInsecurePrivateNetworkRequests",
]
PHONE = {"width": 360, "height": 720}


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Marks everything in this folder ``browser``."""
    here = Path(__file__).parent
    for item in items:
        if here in item.path.parents:
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def site(request: pytest.FixtureRequest) -> str:
    """The address of the running server, without a slash at its end."""
    given = os.environ.get("BASE_URL")
    return (given or str(request.getfixturevalue("base_url"))).rstrip("/")


@pytest.fixture(scope="session")
def server(site: str) -> Server:
    """The server, spoken to without a browser."""
    return Server(site)


@pytest.fixture(scope="session")
def browser() -> Iterator[Any]:
    if not Path(CHROMIUM).exists():
        missing(f"no browser at {CHROMIUM}")
    with sync_api.sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        yield chromium
        chromium.close()


@pytest.fixture
def new_context(browser: Any) -> Iterator[Callable[..., Any]]:
    """Makes browser contexts, each with a memory of its own, and closes them."""
    contexts: list[Any] = []

    def make(**options: Any) -> Any:
        settings: dict[str, Any] = {
            "viewport": PHONE,
            "locale": "zh-CN",
            "timezone_id": "Asia/Shanghai",
            **options,
        }
        context = browser.new_context(**settings)
        context.set_default_timeout(15_000)
        contexts.append(context)
        return context

    yield make
    for context in contexts:
        context.close()


@pytest.fixture
def watched(site: str) -> Iterator[Callable[[Any], Any]]:
    """Watches pages: an error in a script, a breach of the content policy or a request to
    another host fails the test at its end."""
    faults: list[str] = []

    def watch(page: Any) -> Any:
        page.on("pageerror", lambda error: faults.append(f"script: {error}"))

        def heard(message: Any) -> None:
            if "Content Security Policy" in message.text:
                faults.append(f"policy: {message.text}")

        def asked(request: Any) -> None:
            if not request.url.startswith((site, "data:", "blob:", "about:")):
                faults.append(f"foreign address: {request.url}")

        page.on("console", heard)
        page.on("request", asked)
        return page

    yield watch
    assert faults == []


@pytest.fixture
def phone(new_context: Callable[..., Any], watched: Callable[[Any], Any]) -> Any:
    """A page on a phone 360 px wide."""
    return watched(new_context(has_touch=True).new_page())


@pytest.fixture
def desktop(new_context: Callable[..., Any], watched: Callable[[Any], Any]) -> Any:
    """A page in an ordinary window."""
    return watched(new_context(viewport={"width": 1280, "height": 720}).new_page())
