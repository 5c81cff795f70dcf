"""How the page arrives: small, cached, from one address, under a strict policy."""

from __future__ import annotations

import gzip
import re
import urllib.error
import urllib.request
from typing import Any

import pytest

from .talk import open_page

FIRST_LOAD_BYTES = 200_000


def fetch(address: str, **headers: str) -> tuple[bytes, dict[str, str]]:
    """The body as it came over the line, and the headers in small letters."""
    asked = {name.replace("_", "-"): value for name, value in headers.items()}
    request = urllib.request.Request(address, headers=asked)
    with urllib.request.urlopen(request, timeout=30) as response:
        return response.read(), {k.lower(): v for k, v in response.headers.items()}


def assets(html: str) -> list[str]:
    return re.findall(r'(?:src|href)="(/[^"]+\.(?:js|css|svg))"', html)


def test_first_load_is_at_most_two_hundred_kilobytes(site: str) -> None:
    """As a browser gets it: whatever the server sends compressed counts so."""
    page, _ = fetch(site + "/", accept_encoding="gzip, deflate, br")
    total = len(page)
    for path in assets(gzip.decompress(page).decode()):
        total += len(fetch(site + path, accept_encoding="gzip, deflate, br")[0])
    assert total <= FIRST_LOAD_BYTES


def test_a_browser_measures_the_same(phone: Any, site: str) -> None:
    """Everything until the page can be used, scripts, styles and data together."""
    open_page(phone, site)
    phone.wait_for_load_state("networkidle")
    sent = phone.evaluate(
        """[...performance.getEntriesByType('navigation'),
            ...performance.getEntriesByType('resource')]
            .reduce((sum, entry) => sum + entry.transferSize, 0)"""
    )
    assert 10_000 < sent <= FIRST_LOAD_BYTES


def test_what_the_page_waits_for_is_asked_for_at_once_and_once(phone: Any, site: str) -> None:
    asked: list[str] = []
    phone.on("request", lambda request: asked.append(request.url.removeprefix(site)))
    open_page(phone, site)
    assert asked.count("/api/meta") == 1
    page = gzip.decompress(fetch(site + "/", accept_encoding="gzip")[0]).decode()
    assert '"/api/meta" as="fetch"' in page


@pytest.mark.parametrize("path", ["/", "/embed.js", "/print.html", "/favicon.svg"])
def test_text_is_compressed_for_those_who_take_it(site: str, path: str) -> None:
    plain, headers = fetch(site + path)
    assert "content-encoding" not in headers
    refused, headers = fetch(site + path, accept_encoding="br, gzip;q=0")
    assert (refused, headers.get("content-encoding")) == (plain, None)
    packed, headers = fetch(site + path, accept_encoding="br;q=1, gzip;q=0.8")
    assert headers["content-encoding"] == "gzip"
    assert headers["vary"] == "accept-encoding"
    assert gzip.decompress(packed) == plain


def test_what_the_browser_has_is_not_sent_again(site: str) -> None:
    for encoding in ("identity", "gzip"):
        _, headers = fetch(site + "/", accept_encoding=encoding)
        with pytest.raises(urllib.error.HTTPError) as unchanged:
            fetch(site + "/", accept_encoding=encoding, if_none_match=headers["etag"])
        assert unchanged.value.code == 304
        assert unchanged.value.read() == b""
    assert fetch(site + "/", if_none_match='"of another build"')[0]


def test_hashed_assets_are_kept_long_and_the_page_is_not(site: str) -> None:
    page, headers = fetch(site + "/")
    assert "max-age=31536000" not in headers.get("cache-control", "")
    hashed = [path for path in assets(page.decode()) if path.startswith("/assets/")]
    assert hashed
    for path in hashed:
        _, kept = fetch(site + path)
        assert "max-age=" in kept.get("cache-control", "")


@pytest.mark.parametrize("path", ["/", "/print.html", "/embed-demo.html"])
def test_the_policy_is_strict(site: str, path: str) -> None:
    page, headers = fetch(site + path)
    policy = headers["content-security-policy"]
    assert "default-src 'self'" in policy
    assert "unsafe-inline" not in policy
    assert "unsafe-eval" not in policy
    # The demo shows the line to copy; that is text and loads nothing.
    html = re.sub(r"<code>.*?</code>", "", page.decode(), flags=re.DOTALL)
    assert not re.search(r"<style|\sstyle=|\son\w+=|<script(?![^>]*\bsrc=)", html)
    assert not re.search(r'(?:src|href)="(?:https?:)?//', html)


def test_readable_before_the_script_has_run(site: str) -> None:
    html = fetch(site + "/")[0].decode()
    for words in ("<title>落户问答</title>", "户籍窗口", "<noscript>"):
        assert words in html


def test_embed_script_has_an_address_that_stays(site: str) -> None:
    script, headers = fetch(site + "/embed.js")
    assert "javascript" in headers["content-type"]
    assert len(script) < 10_000


def test_an_unknown_page_is_refused(site: str) -> None:
    with pytest.raises(urllib.error.HTTPError) as refused:
        fetch(site + "/no-such-page.html")
    assert refused.value.code == 404
