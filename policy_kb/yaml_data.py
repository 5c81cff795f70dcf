"""Reads a YAML file into checked values; every mistake becomes a Problem with file and line."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Sequence, TypeVar

import yaml
from pydantic import ValidationError, parse_obj_as

from policy_kb.errors import Problem

T = TypeVar("T")

_ADVICE = {
    "value_error.missing": "补上这一项",
    "value_error.extra": "删掉这一项，或者改成说明里有的名字",
    "value_error.any_str.max_length": "缩短这段文字",
}


def read_yaml(path: Path, type_: type[T], problems: list[Problem]) -> T | None:
    """The file's content as ``type_``; None after adding problems when it does not fit."""
    try:
        text = path.read_text(encoding="utf-8")
        data = yaml.safe_load(text)
    except FileNotFoundError:
        problems.append(
            Problem(path, "文件", "找不到这个文件", "补上它，格式见 docs/policy-data.md")
        )
        return None
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        mark = getattr(error, "problem_mark", None)
        line = mark.line + 1 if mark is not None else None
        reason = getattr(error, "problem", None) or "不是有效的 YAML"
        problems.append(Problem(path, "格式", str(reason), "检查缩进、引号和冒号", line))
        return None
    try:
        return parse_obj_as(type_, data)
    except ValidationError as error:
        tree = yaml.compose(text)
        for item in error.errors():
            place = [part for part in item["loc"] if part != "__root__"]
            problems.append(
                Problem(
                    path,
                    ".".join(str(part) for part in place) or "文件",
                    item["msg"],
                    _ADVICE.get(item["type"], "改成正确的值"),
                    _line_of(tree, place),
                )
            )
        return None


def line_of(path: Path, needle: str) -> int | None:
    """The first line of the file that holds ``needle``, counted from 1."""
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
        if needle in line:
            return number
    return None


def _line_of(node: yaml.Node | None, place: Sequence[Any]) -> int | None:
    """The line of the deepest existing node on the way ``place`` into the document."""
    line = node.start_mark.line + 1 if node is not None else None
    for step in place:
        child: yaml.Node | None = None
        if isinstance(node, yaml.SequenceNode) and isinstance(step, int):
            child = node.value[step] if step < len(node.value) else None
        elif isinstance(node, yaml.MappingNode):
            child = next((value for key, value in node.value if key.value == str(step)), None)
        if child is None:
            break
        node, line = child, child.start_mark.line + 1
    return line
