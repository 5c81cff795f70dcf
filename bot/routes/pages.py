"""The built web page: hashed assets for long, the page itself asked for again each time.

Text is sent compressed to whoever takes it, a third of its size: on a slow line that is seconds.
"""

from __future__ import annotations

import gzip
import hashlib
import mimetypes
from functools import lru_cache
from pathlib import Path
from typing import Optional

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, Response

from bot.errors import ApiError

router = APIRouter(include_in_schema=False)

DIST = Path(__file__).resolve().parent.parent / "web" / "dist"
_FOREVER = "public, max-age=31536000, immutable"
_FRESH = "no-cache"
_TEXT = (".html", ".js", ".css", ".svg")
_TYPES = {".js": "text/javascript", ".svg": "image/svg+xml"}


@router.get("/")
def index(request: Request) -> Response:
    """The chat page; where it was not built, a page that says so."""
    page = DIST / "index.html"
    if not page.is_file():
        text = "<!doctype html><meta charset=utf-8><title>落户问答</title><p>网页还没有构建，请运行 make web。"
        return HTMLResponse(text, status_code=503)
    return _response(request, page, _FRESH)


@router.get("/assets/{name:path}")
def asset(request: Request, name: str) -> Response:
    """A file whose name carries its hash."""
    return _response(request, _file(f"assets/{name}"), _FOREVER)


@router.get("/{name}")
def page(request: Request, name: str) -> Response:
    """The other built files: print page, embed script, icons."""
    return _response(request, _file(name), _FRESH)


def _file(name: str) -> Path:
    """A built file; never anything outside the build."""
    path = (DIST / name).resolve()
    if not path.is_relative_to(DIST) or not path.is_file():
        raise ApiError(404, "not_found", "没有这个地址")
    return path


def _response(request: Request, path: Path, caching: str) -> Response:
    """The file, compressed where the browser takes that; 304 where the browser has it already."""
    content, packed, tag = _read(path, path.stat().st_mtime_ns)
    compressed = packed is not None and _takes_gzip(request.headers.get("accept-encoding", ""))
    tag = f'"{tag}-gzip"' if compressed else f'"{tag}"'
    headers = {"cache-control": caching, "etag": tag, "vary": "accept-encoding"}
    if request.headers.get("if-none-match") == tag:
        return Response(status_code=304, headers=headers)
    if compressed and packed is not None:
        content, headers["content-encoding"] = packed, "gzip"
    kind = _TYPES.get(path.suffix) or mimetypes.guess_type(path.name)[0]
    return Response(content, media_type=kind or "application/octet-stream", headers=headers)


@lru_cache(maxsize=64)
def _read(path: Path, changed: int) -> tuple[bytes, Optional[bytes], str]:
    """The file's bytes, those compressed where it is text, and a hash. ``changed`` is its time."""
    content = path.read_bytes()
    packed = gzip.compress(content, 9, mtime=0) if path.suffix in _TEXT else None
    return content, packed, hashlib.sha256(content).hexdigest()[:20]


def _takes_gzip(accepted: str) -> bool:
    """Whether Accept-Encoding names gzip and does not refuse it."""
    for part in accepted.lower().split(","):
        name, _, weight = part.partition(";")
        if name.strip() == "gzip":
            return weight.replace(" ", "") not in ("q=0", "q=0.0", "q=0.00", "q=0.000")
    return False
