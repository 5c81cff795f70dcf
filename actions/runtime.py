"""The one Dialogue of a process, made at first use from the documents and the built index."""

from __future__ import annotations

import os
from functools import lru_cache
from pathlib import Path

from actions.dialogue import Dialogue
from policy_kb import load_library
from policy_kb.loading import documents_folder
from policy_kb.search import Searcher


def data_folder() -> Path:
    """Where everything that lasts is kept: ``LUOHU_DATA``, by default ``./var``."""
    return Path(os.environ.get("LUOHU_DATA") or "var")


@lru_cache(maxsize=1)
def dialogue() -> Dialogue:
    """Loads the library and its index, building the index where it is missing.

    Raises PolicyDataError when the documents do not load.
    """
    library = load_library(documents_folder())
    searcher = Searcher.prepare(library, data_folder() / "knowledge")
    searcher.warm()
    return Dialogue(library, searcher)


__all__ = ["data_folder", "dialogue", "documents_folder"]
