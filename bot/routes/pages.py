"""The built web page: hashed assets for long, the page itself fresh each time."""

from __future__ import annotations

from pathlib import Path

from fastapi import APIRouter
from fastapi.responses import FileResponse, HTMLResponse

from bot.errors import ApiError

router = APIRouter(include_in_schema=False)

DIST = Path(__file__).resolve().parent.parent / "web" / "dist"
_FOREVER = "public, max-age=31536000, immutable"
_FRESH = "no-cache"


@router.get("/")
def index() -> HTMLResponse:
    """The chat page; where it was not built, a page that says so."""
    page = DIST / "index.html"
    if not page.is_file():
        text = "<!doctype html><meta charset=utf-8><title>落户问答</title><p>网页还没有构建，请运行 make web。"
        return HTMLResponse(text, status_code=503)
    return HTMLResponse(page.read_text("utf-8"), headers={"cache-control": _FRESH})


@router.get("/assets/{name:path}")
def asset(name: str) -> FileResponse:
    """A file whose name carries its hash."""
    return FileResponse(_file(f"assets/{name}"), headers={"cache-control": _FOREVER})


@router.get("/{name}")
def page(name: str) -> FileResponse:
    """The other built files: print page, embed script, icons."""
    return FileResponse(_file(name), headers={"cache-control": _FRESH})


def _file(name: str) -> Path:
    """A built file; never anything outside the build."""
    path = (DIST / name).resolve()
    if not path.is_relative_to(DIST) or not path.is_file():
        raise ApiError(404, "not_found", "没有这个地址")
    return path
