"""Every mistake in a document's folder is named with its file, its line and what to do about it."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import pytest
import yaml

from policy_kb import PolicyDataError, load_library

from .conftest import Folder

MISTAKES = yaml.safe_load(Path(__file__).with_name("mistakes.yml").read_text("utf-8"))


@pytest.mark.parametrize("case", MISTAKES, ids=[case["name"] for case in MISTAKES])
def test_a_mistake_is_named(case: dict[str, Any], other_city: Folder) -> None:
    file, find = case["file"], case["find"]
    lead = len(find) - len(find.lstrip("\n"))
    start = other_city.line(file, find[lead:].splitlines()[0]) - lead
    other_city.edit(file, find, case["slip"])
    problems = other_city.problems()
    told = [p for p in problems if all(words in str(p) for words in case["says"])]
    assert told, "\n".join(map(str, problems))
    assert told[0].fix
    assert told[0].file.is_relative_to(other_city.root)
    if "line" in case:
        assert told[0].file == other_city.local / file
        assert told[0].line == start + case["line"]


def test_all_mistakes_are_reported_together(other_city: Folder) -> None:
    other_city.edit("routes.yml", "gate: business", "gate: shop")
    other_city.edit("clauses.yml", "户口登记在住房所在社区", "户口登记在房子")
    other_city.edit("wording.yml", "\nthanks:", "\nthank_you:")
    problems = other_city.problems()
    assert {p.file.name for p in problems} >= {"routes.yml", "clauses.yml", "wording.yml"}


FILES = ["clauses", "open_points", "questions", "readings", "wording", "routes", "places"]


@pytest.mark.parametrize("file", [*(f"{name}.yml" for name in FILES), "source.txt"])
def test_a_missing_file_is_named(file: str, other_city: Folder) -> None:
    (other_city.local / file).unlink()
    problem = next(p for p in other_city.problems() if p.file.name == file)
    assert "找不到" in problem.message
    assert problem.fix


def test_an_empty_file_is_named(other_city: Folder) -> None:
    (other_city.local / "routes.yml").write_text("", "utf-8")
    assert [p.file.name for p in other_city.problems()] == ["routes.yml"]


def test_a_file_that_is_no_text_is_named(other_city: Folder) -> None:
    (other_city.local / "wording.yml").write_bytes("greet: 您好".encode("gb18030"))
    assert other_city.problems()[0].file.name == "wording.yml"


def test_a_folder_without_documents_is_named(tmp_path: Path) -> None:
    for root in (tmp_path, tmp_path / "nowhere"):
        with pytest.raises(PolicyDataError, match="有且只有一份本地文件"):
            load_library(root)


def test_two_local_documents_are_too_many(other_city: Folder) -> None:
    shutil.copytree(other_city.local, other_city.root / "another")
    messages = " ".join(map(str, other_city.problems()))
    assert "现在有 2 份" in messages
    assert "出现了两次" in messages


def test_a_background_fact_supports_a_real_clause(other_city: Folder) -> None:
    facts = next(other_city.root.glob("*/facts.yml"))
    facts.write_text(facts.read_text("utf-8").replace("二(二)", "二(八)"), "utf-8")
    problem = other_city.problems()[0]
    assert problem.file == facts
    assert "二(八)" in problem.message


@pytest.mark.parametrize("start", [True, False])
def test_every_excerpt_is_checked_against_the_source(folder: Folder, start: bool) -> None:
    """One character changed in the source of the real document makes quotations false."""
    source = folder.local / "source.txt"
    text = source.read_text("utf-8")
    clause = folder.load().local.clauses
    excerpt = next(iter(clause.values())).excerpt
    at = excerpt[:1] if start else excerpt[-1:]
    changed = excerpt.replace(at, "〇", 1)
    source.write_text(text.replace(excerpt, changed), "utf-8")
    assert any("引文不在" in p.message for p in folder.problems())


def test_the_repository_has_no_problem(folder: Folder) -> None:
    assert folder.load().local.clauses
