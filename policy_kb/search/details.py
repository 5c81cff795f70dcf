"""Finds the background fact behind a clause that a question is about."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Callable

import numpy as np

from policy_kb.library import Library
from policy_kb.search.embedding import Vector, embed, embed_all
from policy_kb.search.tokens import terms
from policy_kb.text import normalize

BACKGROUND_THRESHOLD = 0.62
_MEANING_SHARE = 0.6


@dataclass(frozen=True)
class Detail:
    """A phrasing and what it leads to: ``background:<doc>#<id>``."""

    key: str
    text: str


def background_key(document: str, clause: str) -> str:
    """The key of a fact of another document."""
    return f"background:{document}#{clause}"


class DetailMatcher:
    """Similarity of a question to every known phrasing of a background fact."""

    def __init__(self, details: list[Detail], vectors: Vector) -> None:
        self._details = details
        self._vectors = vectors
        self._terms = [frozenset(terms(detail.text)) for detail in details]

    @classmethod
    def build(cls, library: Library) -> DetailMatcher:
        """Embeds every phrasing of the library's background facts."""
        details = _details(library)
        return cls(details, embed_all([detail.text for detail in details]))

    def save(self, file: Path) -> None:
        """Writes the vectors; the phrasings themselves stand in the library."""
        np.save(file, self._vectors, allow_pickle=False)

    @classmethod
    def load(cls, library: Library, file: Path) -> DetailMatcher:
        """Reads what ``save`` wrote for the same library."""
        vectors = np.load(file, allow_pickle=False)
        return cls(_details(library), vectors)

    def best(self, question: str, wanted: Callable[[str], bool]) -> tuple[str, float] | None:
        """The likeliest key among those wanted, with its similarity from 0 to 1."""
        text = normalize(question)
        meaning = self._vectors @ embed(text)
        words = frozenset(terms(text))
        found: tuple[str, float] | None = None
        for position, detail in enumerate(self._details):
            if not wanted(detail.key):
                continue
            other = self._terms[position]
            overlap = 2 * len(words & other) / max(1, len(words) + len(other))
            score = _MEANING_SHARE * float(meaning[position]) + (1 - _MEANING_SHARE) * overlap
            if found is None or score > found[1]:
                found = (detail.key, score)
        return found


def _details(library: Library) -> list[Detail]:
    return [
        Detail(background_key(ref.document, ref.clause), normalize(ask))
        for ref, fact in library.background_refs()
        for ask in (fact.title, *fact.ask)
    ]
