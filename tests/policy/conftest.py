"""Copies of the documents that a test may change as a clerk would."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Callable

import pytest

from policy_kb import Library, PolicyDataError, Problem, load_library
from policy_kb.loading import DOCUMENTS

OTHER_CITY = Path(__file__).parent / "other_city"


class Folder:
    """A copy of some documents, with the local document's files at hand."""

    def __init__(self, root: Path, local: str) -> None:
        self.root = root
        self.local = root / local

    def edit(self, file: str, old: str, new: str, count: int = 1) -> None:
        """Replaces words in a file of the local document; they must be there."""
        path = self.local / file
        text = path.read_text("utf-8")
        assert old in text, f"{old!r} is not in {file}"
        path.write_text(text.replace(old, new, count), "utf-8")

    def line(self, file: str, words: str) -> int:
        """The number of the first line that holds the words."""
        lines = (self.local / file).read_text("utf-8").splitlines()
        return next(n for n, line in enumerate(lines, start=1) if words in line)

    def load(self) -> Library:
        return load_library(self.root)

    def problems(self) -> list[Problem]:
        """What is wrong; AssertionError where nothing is."""
        with pytest.raises(PolicyDataError) as raised:
            self.load()
        return raised.value.problems


@pytest.fixture
def copy_of(tmp_path: Path) -> Callable[[Path], Folder]:
    """Makes a copy of a documents folder."""

    def make(source: Path) -> Folder:
        root = tmp_path / "documents"
        shutil.copytree(source, root)
        local = next(path.parent for path in root.glob("*/clauses.yml"))
        return Folder(root, local.name)

    return make


@pytest.fixture
def folder(copy_of: Callable[[Path], Folder]) -> Folder:
    """A copy of the repository's own documents."""
    return copy_of(DOCUMENTS)


@pytest.fixture
def other_city(copy_of: Callable[[Path], Folder]) -> Folder:
    """A copy of the small invented city's document."""
    return copy_of(OTHER_CITY)
