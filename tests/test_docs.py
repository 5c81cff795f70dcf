"""The documents name everything people can call or set: commands, settings, addresses, intents."""

from __future__ import annotations

import ast
import re
from functools import lru_cache
from pathlib import Path
from typing import Iterator

import pytest
import typer
import yaml

from bot.cli import app as commands

ROOT = Path(__file__).resolve().parent.parent
DOCS = ROOT / "docs"
_READERS = frozenset({"get", "getenv", "_number"})
_REPORTERS = frozenset({"report", "phrasing", "Problem"})
_LINK = re.compile(r"(?<!!)\[[^\]]*\]\(([^)\s]+)\)|<img src=\"([^\"]+)\"")
_HEADING = re.compile(r"^#+ (.+)$", re.MULTILINE)


@lru_cache(maxsize=1)
def docs() -> str:
    """Everything under docs/ as one text."""
    return "\n".join(path.read_text("utf-8") for path in sorted(DOCS.rglob("*.md")))


def named(name: str, text: str) -> bool:
    """Whether ``name`` stands in the text as a whole, not as a part of a longer one."""
    return re.search(rf"(?<![\w-]){re.escape(name)}(?![\w-])", text, re.ASCII) is not None


def pages() -> list[Path]:
    """The documents a reader can follow links in."""
    return [ROOT / "README.md", ROOT / "CHANGELOG.md", *sorted(DOCS.rglob("*.md"))]


def environment_variables() -> set[str]:
    """Names that the settings and the channels read, taken from their code."""
    files = [ROOT / "bot" / "settings.py", *sorted((ROOT / "bot" / "channels").rglob("*.py"))]
    return {name for file in files for name in _read_names(ast.parse(file.read_text("utf-8")))}


def _read_names(tree: ast.AST) -> Iterator[str]:
    for node in ast.walk(tree):
        strings: list[ast.expr] = []
        if isinstance(node, ast.Call):
            function = node.func
            name = getattr(function, "attr", getattr(function, "id", ""))
            strings = node.args[:2] if name in _READERS else []
        elif isinstance(node, ast.Subscript):
            strings = [node.slice]
        for part in strings:
            # HTTP_ names are a request's headers in a WSGI dictionary
            value = part.value if isinstance(part, ast.Constant) else None
            if isinstance(value, str) and re.fullmatch(r"(?!HTTP_)[A-Z][A-Z_]+", value):
                yield value


def addresses(tmp_path: Path) -> set[str]:
    """Every path of the application with all its channels open."""
    from bot.app import create_app
    from bot.settings import load_settings

    settings = load_settings(
        {
            "LUOHU_DATA": str(tmp_path),
            "LUOHU_WECHAT_TOKEN": "token",
            "LUOHU_WECHAT_APPID": "wx0000000000000000",
        }
    )
    routes = create_app(settings, tmp_path / "no-model.tar.gz").routes
    own = {"/openapi.json", "/docs", "/docs/oauth2-redirect", "/redoc"}
    found = {str(getattr(route, "path", "")) for route in routes} - own
    return {path.replace(":path}", "}") for path in found if path}


def intents() -> list[str]:
    """The intents of domain.yml."""
    listed = yaml.safe_load((ROOT / "domain.yml").read_text("utf-8"))["intents"]
    return [name for item in listed for name in (item if isinstance(item, dict) else [item])]


def error_messages() -> set[str]:
    """The longest fixed part of every message that the checks of the data can give."""
    messages: list[ast.expr] = []
    for name in ("checks", "loading", "places", "yaml_data"):
        for node in ast.walk(ast.parse((ROOT / "policy_kb" / f"{name}.py").read_text("utf-8"))):
            if isinstance(node, ast.Call) and len(node.args) > 2:
                called = getattr(node.func, "attr", getattr(node.func, "id", ""))
                messages += node.args[2:3] if called in _REPORTERS else []
            elif isinstance(node, ast.Dict):  # what pydantic's mistakes are called
                messages += [v.elts[0] for v in node.values if isinstance(v, ast.Tuple)]
    parts = {_longest_fixed_part(message) for message in messages}
    return {part for part in parts if not part.isascii()}


def _longest_fixed_part(message: ast.expr) -> str:
    texts = [node.value for node in ast.walk(message) if isinstance(node, ast.Constant)]
    parts = [p for text in texts if isinstance(text, str) for p in re.split(r"\{\w+\}", text)]
    return max((part.strip(" ：，「」") for part in parts), key=len, default="")


def anchors(page: Path) -> set[str]:
    """The anchors of a page's headings, as code hosts make them."""
    found = set()
    for heading in _HEADING.findall(page.read_text("utf-8")):
        text = re.sub(r"[`*]", "", heading).strip().lower()
        found.add(re.sub(r"[^\w\- ]", "", text).replace(" ", "-"))
    return found


def test_every_command_is_named() -> None:
    group = typer.main.get_command(commands)
    missing = [name for name in group.commands if not named(f"luohu {name}", docs())]
    assert missing == []


def test_every_command_in_the_documents_exists() -> None:
    known = set(typer.main.get_command(commands).commands)
    text = docs() + (ROOT / "README.md").read_text("utf-8")
    said = set(re.findall(r"(?:^|`|/)luohu ([a-z][a-z-]*)", text, re.MULTILINE))
    assert said <= known


def test_every_make_target_in_the_documents_exists() -> None:
    targets = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE))
    text = docs() + (ROOT / "README.md").read_text("utf-8")
    said = {
        target
        for line in re.findall(r"(?:^|`|[A-Z]=\S+ )make ((?:[a-z-]+ ?)+)", text, re.MULTILINE)
        for target in line.split()
    }
    assert said <= targets


def test_every_environment_variable_is_named() -> None:
    names = environment_variables()
    assert {"HOST", "PORT", "LUOHU_DATA", "LUOHU_WECHAT_TOKEN"} <= names
    text = (DOCS / "administrator.md").read_text("utf-8")
    assert [name for name in sorted(names) if not named(name, text)] == []


def test_every_variable_in_the_documents_is_read_somewhere() -> None:
    code = "\n".join(
        path.read_text("utf-8")
        for folder, pattern in (
            ("bot", "*.py"),
            ("actions", "*.py"),
            ("policy_kb", "*.py"),
            ("tests", "*.py"),
            ("scripts", "*.sh"),
            (".ci", "run"),
            ("bot/web", "vite.config.ts"),
        )
        for path in (ROOT / folder).rglob(pattern)
        if "node_modules" not in path.parts
    )
    said = set(re.findall(r"\bLUOHU_[A-Z_]+\b", docs()))
    assert [name for name in sorted(said) if not named(name, code)] == []


def test_every_address_is_named(tmp_path: Path) -> None:
    found = addresses(tmp_path)
    assert {"/api/chat", "/healthz", "/webhooks/wechat"} <= found
    text = (DOCS / "api.md").read_text("utf-8")
    assert [path for path in sorted(found) if f"{path}`" not in text] == []


def test_every_intent_is_named() -> None:
    text = (DOCS / "developer.md").read_text("utf-8")
    assert [name for name in intents() if f"`{name}`" not in text] == []


def test_every_error_of_the_policy_data_is_explained() -> None:
    found = error_messages()
    assert {"缺这句话", "缺这一项"} <= found
    text = (DOCS / "policy-data.md").read_text("utf-8")
    assert [message for message in sorted(found) if message not in text] == []


@pytest.mark.parametrize("page", pages(), ids=lambda page: str(page.relative_to(ROOT)))
def test_links_lead_somewhere(page: Path) -> None:
    broken = []
    for link, image in _LINK.findall(page.read_text("utf-8")):
        target, _, anchor = (link or image).partition("#")
        if re.match(r"[a-z]+:", target):
            continue
        place = (page.parent / target) if target else page
        if not place.exists() or (anchor and anchor not in anchors(place)):
            broken.append(link or image)
    assert broken == []
