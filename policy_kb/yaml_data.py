"""Reads a YAML file into checked values; every mistake becomes a Problem with file and line."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Sequence, TypeVar

import yaml
from pydantic import ValidationError, parse_obj_as

from policy_kb.errors import Problem

T = TypeVar("T")

_SAYS = {
    "value_error.missing": ("缺这一项", "补上这一项"),
    "value_error.extra": ("没有这一项", "删掉这一项，或者改成说明里有的名字"),
    "value_error.any_str.max_length": ("太长了，最多 {limit_value} 个字", "缩短这段文字"),
    "value_error.const": ("只能是 {permitted} 之一", "改成其中一个"),
    "value_error.number.not_ge": ("太小了，至少 {limit_value}", "改大"),
    "value_error.number.not_le": ("太大了，最多 {limit_value}", "改小"),
    "type_error.none.not_allowed": ("是空的", "填上内容"),
    "type_error.str": ("应当是文字", "加上引号，写成文字"),
    "type_error.integer": ("应当是整数", "写成整数"),
    "type_error.float": ("应当是数", "写成数"),
    "type_error.list": ("应当是一个列表", "每一项前面加 - "),
    "type_error.tuple": ("应当是一个列表", "每一项前面加 - "),
    "type_error.dict": ("应当是“名字: 内容”的形式", "检查缩进和冒号"),
}
"""What pydantic's kinds of mistakes are called here, and what to do about each."""


_Base: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # the same, several times faster


class _Loader(_Base):  # type: ignore[misc]
    """Refuses a key that stands twice in a mapping: YAML would silently keep the last."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Any, Any]:
        seen: set[Any] = set()
        for key, _ in node.value:
            if isinstance(key, yaml.ScalarNode):
                if key.value in seen:
                    raise yaml.constructor.ConstructorError(
                        None, None, f"「{key.value}」出现了两次，后一个会盖掉前一个", key.start_mark
                    )
                seen.add(key.value)
        return dict(super().construct_mapping(node, deep))


def read_yaml(path: Path, type_: type[T], problems: list[Problem]) -> T | None:
    """The file's content as ``type_``; None after adding problems when it does not fit."""
    try:
        text = path.read_text(encoding="utf-8")
        data = yaml.load(text, _Loader)  # a SafeLoader
    except FileNotFoundError:
        problems.append(
            Problem(path, "文件", "找不到这个文件", "补上它，格式见 docs/policy-data.md")
        )
        return None
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        mark = getattr(error, "problem_mark", None)
        line = mark.line + 1 if mark is not None else None
        reason = str(getattr(error, "problem", None) or error)
        if not reason.startswith("「"):
            reason = f"这一行附近不成 YAML（{reason}）"
        problems.append(Problem(path, "格式", reason, "检查这一行的缩进、引号和冒号", line))
        return None
    try:
        return parse_obj_as(type_, data)
    except ValidationError as error:
        tree = yaml.compose(text)
        for item in error.errors():
            place = [part for part in item["loc"] if part != "__root__"]
            says, fix = _SAYS.get(item["type"], (item["msg"], "改成正确的值"))
            context = dict(item.get("ctx") or {})
            if "permitted" in context:
                context["permitted"] = "、".join(map(str, context["permitted"]))
            problems.append(
                Problem(
                    path,
                    _name_of(data, place),
                    says.format(**context) if context else says,
                    fix,
                    _line_of(tree, place),
                )
            )
        return None


def _name_of(data: Any, place: Sequence[Any]) -> str:
    """The place in words a clerk finds again: entries of a list by their id where they have one."""
    names = []
    for step in place:
        try:
            data = data[step]
        except (KeyError, IndexError, TypeError):
            data = None
        known = data if isinstance(step, int) and isinstance(data, dict) else {}
        names.append(str(known.get("id") or known.get("fact") or step))
    return ".".join(names) or "文件"


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
