"""What all tests share: the documents, the day the samples are dated, the one dialogue."""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path

import pytest

from policy_kb import Library, load_library

sys.path.insert(0, str(Path(__file__).parent))

AS_OF = date(2026, 11, 24)


@pytest.fixture(scope="session")
def library() -> Library:
    """The documents of the repository."""
    return load_library()


@pytest.fixture(scope="session")
def as_of() -> date:
    """The day on which the tests' talks take place."""
    return AS_OF
