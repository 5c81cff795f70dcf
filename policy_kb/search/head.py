"""A linear classifier over a sentence's embedding and its character n-grams.

Both parts have unit length, so neither swamps the other. Saved as plain arrays and JSON: a
model file is data and never runs code when it is read.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, Sequence

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix, hstack
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression

from policy_kb.search.embedding import embed, embed_all
from policy_kb.text import normalize

Floats = NDArray[np.float64]

NGRAMS = (1, 3)
EMBEDDING_WEIGHT = 1.0
NGRAM_WEIGHT = 1.0
DEFAULT_C = 20.0
"""Inverse regularisation strength; chosen by cross-validation over writers (docs/learning.md)."""


class LinearHead:
    """``train`` or ``load`` one, then ``probabilities``. Labels are strings."""

    def __init__(
        self,
        labels: Sequence[str],
        vocabulary: dict[str, int],
        idf: Floats,
        coefficients: Floats,
        intercepts: Floats,
    ) -> None:
        self.labels = list(labels)
        self._vocabulary = vocabulary
        self._idf = idf
        self._coefficients = coefficients
        self._intercepts = intercepts
        self._ngrams = _vectorizer(vocabulary)
        self._ngrams.idf_ = idf

    @classmethod
    def train(
        cls,
        texts: Sequence[str],
        labels: Sequence[str],
        c: float = DEFAULT_C,
        balanced: bool = True,
    ) -> LinearHead:
        """Fits on normalised texts. Deterministic for the same input.

        ``balanced`` gives every label the same weight however many examples it has.
        Raises ValueError with fewer than two different labels.
        """
        if len(set(labels)) < 2:
            raise ValueError("要有至少两类例句才能训练")
        clean = [normalize(text) for text in texts]
        vectorizer = _vectorizer(None)
        ngrams = vectorizer.fit_transform(clean)
        features = _features(embed_all(clean), ngrams)
        weights = "balanced" if balanced else None
        model = LogisticRegression(C=c, max_iter=300, class_weight=weights, tol=1e-3)
        model.fit(features, list(labels))
        coefficients, intercepts = model.coef_, model.intercept_
        if len(model.classes_) == 2:
            coefficients = np.vstack([-coefficients[0], coefficients[0]]) / 2
            intercepts = np.array([-intercepts[0], intercepts[0]]) / 2
        return cls(
            [str(label) for label in model.classes_],
            {term: int(column) for term, column in vectorizer.vocabulary_.items()},
            np.asarray(vectorizer.idf_, dtype=np.float64),
            np.asarray(coefficients, dtype=np.float64),
            np.asarray(intercepts, dtype=np.float64),
        )

    def probabilities(self, text: str) -> dict[str, float]:
        """Label → probability, the likeliest first."""
        clean = normalize(text)
        features = _features(embed(clean).reshape(1, -1), self._ngrams.transform([clean]))
        scores = np.asarray(features @ self._coefficients.T).ravel() + self._intercepts
        weights = np.exp(scores - scores.max())
        weights /= weights.sum()
        order = np.argsort(-weights, kind="stable")
        return {self.labels[i]: float(weights[i]) for i in order}

    def save(self, folder: Path, name: str) -> None:
        """Writes ``name.npz`` and ``name.json`` into an existing folder."""
        np.savez_compressed(
            folder / f"{name}.npz",
            idf=self._idf,
            coefficients=self._coefficients.astype(np.float32),
            intercepts=self._intercepts,
        )
        data = {"labels": self.labels, "vocabulary": self._vocabulary}
        (folder / f"{name}.json").write_text(json.dumps(data, ensure_ascii=False), "utf-8")

    @classmethod
    def load(cls, folder: Path, name: str) -> LinearHead:
        """Reads what ``save`` wrote. FileNotFoundError where it was never written."""
        data = json.loads((folder / f"{name}.json").read_text("utf-8"))
        with np.load(folder / f"{name}.npz", allow_pickle=False) as arrays:
            return cls(
                data["labels"],
                data["vocabulary"],
                arrays["idf"],
                arrays["coefficients"].astype(np.float64),
                arrays["intercepts"],
            )


def _vectorizer(vocabulary: dict[str, int] | None) -> TfidfVectorizer:
    return TfidfVectorizer(
        analyzer="char",
        ngram_range=NGRAMS,
        sublinear_tf=True,
        min_df=1 if vocabulary is not None else 2,
        vocabulary=vocabulary,
    )


def _features(embeddings: Any, ngrams: Any) -> csr_matrix:
    return hstack([csr_matrix(embeddings * EMBEDDING_WEIGHT), ngrams * NGRAM_WEIGHT], format="csr")
