"""The places of the repository's own local document, whichever city that is."""

from __future__ import annotations

from pathlib import Path

import pytest

from policy_kb.places import Places, load_places

DOCUMENTS = Path(__file__).parents[2] / "policy_kb" / "documents"


@pytest.fixture(scope="session")
def places() -> Places:
    return load_places(next(DOCUMENTS.glob("*/places.yml")))
