"""The assistant with its trained model, in this process, for all conversations of the run."""

from __future__ import annotations

from datetime import date
from typing import Iterator

import pytest

from benchmarks.simulation import Talks
from bot.settings import load_settings
from bot.training import train


@pytest.fixture(scope="session")
def talks(as_of: date) -> Iterator[Talks]:
    """Begins conversations. The model is trained first where its inputs changed."""
    train(load_settings(), print)
    with Talks(as_of) as talks:
        yield talks
