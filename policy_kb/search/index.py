"""A searchable set of passages in one SQLite file: full text and embeddings, fused.

FTS5's BM25 finds the words, the embedding finds the meaning; their scores, each scaled to the
best of its list, are added with fixed weights.
"""

from __future__ import annotations

import sqlite3
import threading
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import Iterable

import numpy as np
from sqlite_utils import Database

from policy_kb.search.embedding import DIMENSIONS, embed, embed_all
from policy_kb.search.tokens import terms
from policy_kb.text import normalize

WORD_WEIGHT = 0.7
MEANING_WEIGHT = 0.3
_CANDIDATES = 60
_EMBEDDED_CHARACTERS = 300
"""A longer passage is embedded by its beginning; the words of the rest are still found."""


@dataclass(frozen=True)
class Passage:
    """A text to be found; several passages may share a ``key``, the best of them counts."""

    key: str
    text: str


@dataclass(frozen=True)
class Hit:
    """A found key. ``score`` runs from 0 to 1; 1 is best in both words and meaning."""

    key: str
    score: float


class PassageIndex:
    """Open with ``build`` or ``open``; read-only afterwards and safe to share."""

    def __init__(self, database: sqlite3.Connection) -> None:
        self._database = database
        self._guard = threading.Lock()
        rows = database.execute("select key, embedding from passages order by id").fetchall()
        self._keys = [row[0] for row in rows]
        blob = b"".join(row[1] for row in rows)
        self._vectors = np.frombuffer(blob, dtype=np.float32).reshape(-1, DIMENSIONS)

    @classmethod
    def build(cls, path: Path | None, passages: Iterable[Passage]) -> PassageIndex:
        """Writes a new index file (None: in memory). An existing file is replaced."""
        if path is not None:
            path.unlink(missing_ok=True)
        database = Database(str(path) if path else ":memory:", recreate=False)
        items = [(p.key, normalize(p.text)) for p in passages]
        vectors = embed_all([text[:_EMBEDDED_CHARACTERS] for _, text in items])
        table = database.table("passages")
        rows = (
            {
                "id": number,
                "key": key,
                "terms": " ".join(terms(text)),
                "embedding": vector.tobytes(),
            }
            for number, ((key, text), vector) in enumerate(
                zip(items, vectors, strict=True), start=1
            )
        )
        table.insert_all(rows, pk="id")
        table.enable_fts(["terms"], tokenize="unicode61")
        connection: sqlite3.Connection = database.conn
        connection.commit()
        return cls(connection)

    @classmethod
    def open(cls, path: Path) -> PassageIndex:
        """Opens a built file read-only. sqlite3.OperationalError where there is none."""
        uri = f"file:{path}?mode=ro"
        return cls(sqlite3.connect(uri, uri=True, check_same_thread=False))

    def close(self) -> None:
        """Releases the file."""
        self._database.close()

    def search(self, query: str, limit: int = 10) -> list[Hit]:
        """The best keys for a question, best first; nothing for a text without any term."""
        text = normalize(query)
        words = self._by_words(text)
        meaning = self._by_meaning(text)
        scores: dict[str, float] = {}
        for weight, found in ((WORD_WEIGHT, words), (MEANING_WEIGHT, meaning)):
            for key, score in found.items():
                scores[key] = scores.get(key, 0.0) + weight * score
        ranked = sorted(scores.items(), key=lambda item: (-item[1], item[0]))
        return [Hit(key, round(score, 4)) for key, score in ranked[:limit]]

    def _by_words(self, text: str) -> dict[str, float]:
        counts = Counter(terms(text))
        if not counts:
            return {}
        query = " OR ".join(f'"{term}"' for term in counts)
        with self._guard:
            rows = self._database.execute(
                "select rowid, bm25(passages_fts) from passages_fts"
                " where passages_fts match ? order by bm25(passages_fts), rowid limit ?",
                (query, _CANDIDATES),
            ).fetchall()
        best: dict[str, float] = {}
        for number, rank in rows:
            best.setdefault(self._keys[number - 1], -rank)
        top = max(best.values(), default=0.0)
        return {key: score / top for key, score in best.items()} if top > 0 else {}

    def _by_meaning(self, text: str) -> dict[str, float]:
        if not len(self._keys) or not text.strip():
            return {}
        similarity = self._vectors @ embed(text)
        order = np.argsort(-similarity, kind="stable")[:_CANDIDATES]
        best: dict[str, float] = {}
        for position in order:
            best.setdefault(self._keys[position], max(0.0, float(similarity[position])))
        return best
