"""Errors of the policy data.

PolicyDataError   a document folder cannot be used; carries every Problem found, not only the first
FactError         a fact given by a caller lies outside the table of facts
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Sequence


@dataclass(frozen=True)
class Problem:
    """One thing wrong in the data: where it stands, what it is, what to do about it."""

    file: Path
    place: str
    message: str
    fix: str
    line: int | None = None

    def __str__(self) -> str:
        where = f"{self.file}:{self.line}" if self.line else str(self.file)
        return f"{where} [{self.place}] {self.message} → {self.fix}"


class PolicyDataError(Exception):
    """Raised when documents do not load; ``problems`` lists everything found in one pass."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        self.problems = list(problems)
        super().__init__("\n".join(str(problem) for problem in self.problems))


class FactError(ValueError):
    """A fact with an unknown key or a value outside the table; ``field`` names it."""

    def __init__(self, field: str, message: str) -> None:
        self.field = field
        self.message = message
        super().__init__(f"{field}: {message}")
