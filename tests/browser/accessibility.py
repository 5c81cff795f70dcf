"""axe-core, run inside a page."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import Any

import axe_core_python
from needs import missing

WEB = Path(__file__).resolve().parents[2] / "bot" / "web"
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


@lru_cache(maxsize=1)
def _axe() -> str:
    """axe's source: the page's own development dependency, else the Python package's copy."""
    own = WEB / "node_modules" / "axe-core" / "axe.min.js"
    if own.exists():
        return own.read_text("utf-8")
    copies = Path(axe_core_python.__file__).parent.rglob("axe.min.js")
    found = next(copies, None)
    if found is None:
        missing("axe-core is not installed: run make web")
    return found.read_text("utf-8")


def violations(page: Any, enhanced: bool = False) -> list[str]:
    """What axe finds, one line a rule; ``enhanced`` also asks for a contrast of 7:1."""
    page.evaluate(_axe())
    options: dict[str, Any] = {"runOnly": {"type": "tag", "values": RULES}}
    if enhanced:
        options["rules"] = {"color-contrast-enhanced": {"enabled": True}}
    result = page.evaluate("(options) => axe.run(document, options)", options)
    return [
        f"{found['id']}: {found['help']}: "
        + "; ".join(node["html"][:160] for node in found["nodes"][:4])
        for found in result["violations"]
    ]
