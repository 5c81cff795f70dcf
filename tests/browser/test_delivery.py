"""How the page arrives: small, cached, from one address, under a strict policy."""

from __future__ import annotations

import gzip
import re
import urllib.error
import urllib.request

import pytest

FIRST_LOAD_BYTES = 200_000


def fetch(address: str) -> tuple[bytes, dict[str, str]]:
    with urllib.request.urlopen(address, timeout=30) as response:
        return response.read(), {k.lower(): v for k, v in response.headers.items()}


def assets(html: str) -> list[str]:
    return re.findall(r'(?:src|href)="(/[^"]+\.(?:js|css|svg))"', html)


def test_first_load_is_at_most_two_hundred_kilobytes(site: str) -> None:
    page, _ = fetch(site + "/")
    total = len(gzip.compress(page))
    for path in assets(page.decode()):
        total += len(gzip.compress(fetch(site + path)[0]))
    assert total <= FIRST_LOAD_BYTES


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
