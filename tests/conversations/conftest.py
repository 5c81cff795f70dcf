"""The assistant with its trained model, in this process, for all conversations of the run."""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path
from typing import Iterator

import pytest

from benchmarks.simulation import Talks
from bot.settings import load_settings
from bot.training import train

TESTS = str(Path(__file__).parent.parent)


@pytest.fixture(scope="session")
def talks(as_of: date) -> Iterator[Talks]:
    """Begins conversations. The model is trained first where its inputs changed."""
    train(load_settings(), print)
    # rasa_sdk looks our packages up by their last name, and tests has folders of the same names
    kept = sys.path.copy()
    sys.path[:] = [entry for entry in kept if entry != TESTS]
    talks = Talks(as_of)
    sys.path[:] = kept
    with talks:
        yield talks
