"""What a test needs of the machine: without it the test is left out, but never in CI."""

from __future__ import annotations

import os
from typing import NoReturn

import pytest


def missing(message: str) -> NoReturn:
    """Leaves the test out; where ``LUOHU_REQUIRE_SERVICES`` is 1, as in CI, it fails instead."""
    if os.environ.get("LUOHU_REQUIRE_SERVICES") == "1":
        pytest.fail(message)
    pytest.skip(message)
