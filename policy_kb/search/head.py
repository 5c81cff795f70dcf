"""A classifier of short texts: kernel ridge regression over embedding and character n-grams.

Two texts are alike as the mean of two cosines, that of their sentence embeddings and that of
their character 1–3-gram tf-idf; the kernel is the Gaussian of it. A class with few examples
counts more for each of them. The constants were chosen by leave-one-out error and beat a linear
head over the same features (docs/learning.md has both curves). Training solves one linear
system, so the same examples always give the same model. Saved as plain arrays and JSON: a model
file is data and never runs code when it is read.
"""

from __future__ import annotations

import json
import re
from functools import lru_cache
from pathlib import Path
from typing import Any, Mapping, Sequence

import numpy as np
from numpy.typing import NDArray
from scipy.linalg import cho_factor, cho_solve
from scipy.sparse import csr_matrix
from sklearn.feature_extraction.text import TfidfVectorizer
from threadpoolctl import threadpool_limits

from policy_kb.search.embedding import Vector, embed, embed_all
from policy_kb.text import normalize

Floats = NDArray[np.float32]

_ANONYMOUS = re.compile(r"(?<![A-Za-z0-9])[A-Z]\d{0,2}(?=[市县区镇乡村街])")

NGRAMS = (1, 3)
MEANING_SHARE = 0.7
WIDTH = 0.7
RIDGE = 0.1
RARITY = 0.5
"""The power with which a class's examples gain weight as the class gets rarer."""
_REMEMBERED = 256
"""Texts whose scores are kept: a turn asks for those of one message several times."""
SHARPNESS = 10.0
"""Scores times this go through softmax; the value with the least leave-one-out log loss."""


class TextClassifier:
    """``train`` or ``load`` one, then ``probabilities``. Labels are strings."""

    def __init__(
        self,
        labels: Sequence[str],
        vocabulary: dict[str, int],
        idf: NDArray[np.float64],
        embeddings: Vector,
        ngrams: csr_matrix,
        weights: Floats,
    ) -> None:
        self.labels = list(labels)
        self._vocabulary = vocabulary
        self._idf = idf
        self._embeddings = embeddings
        self._ngrams = ngrams
        self._weights = weights
        self._vectorizer = _vectorizer(vocabulary)
        self._vectorizer.idf_ = idf
        self._scores = lru_cache(maxsize=_REMEMBERED)(self._computed)

    @classmethod
    def train(cls, texts: Sequence[str], labels: Sequence[str]) -> TextClassifier:
        """Fits on the texts. ValueError with fewer than two different labels.

        Memory grows with the square of the number of texts: 8 bytes times 10,000 squared is 800 MB.
        """
        names = sorted(set(labels))
        if len(names) < 2:
            raise ValueError("要有至少两类例句才能训练")
        clean = [_clean(text) for text in texts]
        embeddings = embed_all(clean)
        vectorizer = _vectorizer(None)
        ngrams = csr_matrix(vectorizer.fit_transform(clean), dtype=np.float32)
        positions = {name: index for index, name in enumerate(names)}
        classes = np.array([positions[label] for label in labels])
        kernel = _kernel(embeddings @ embeddings.T, (ngrams @ ngrams.T).toarray())
        counts = np.bincount(classes)
        importance = (counts[classes] / np.median(counts)) ** -RARITY
        system = kernel.astype(np.float64)
        system[np.diag_indices(len(clean))] += RIDGE / importance
        targets = np.zeros((len(clean), len(names)))
        targets[np.arange(len(clean)), classes] = 2.0
        weights = _solved(system, targets)
        vocabulary = {term: int(column) for term, column in vectorizer.vocabulary_.items()}
        return cls(
            names,
            vocabulary,
            np.asarray(vectorizer.idf_, dtype=np.float64),
            embeddings,
            ngrams,
            np.asarray(weights, dtype=np.float32),
        )

    def probabilities(self, text: str) -> dict[str, float]:
        """Label → probability, the likeliest first; they sum to 1."""
        return _probabilities(self.labels, self._scores(text))

    def scores(self, text: str) -> dict[str, float]:
        """Label → score: near 2 * SHARPNESS at an example of the label, near 0 far from all."""
        return dict(zip(self.labels, map(float, self._scores(text)), strict=True))

    def grouped(self, text: str, groups: Mapping[str, str]) -> dict[str, float]:
        """Group → probability, as if trained on ``groups`` of labels instead of the labels.

        The regression is linear in its targets, so a group's score is the sum of its labels'.
        Labels without a group take no part.
        """
        names = sorted(set(groups.values()))
        scores = np.zeros(len(names), dtype=np.float32)
        for label, score in zip(self.labels, self._scores(text), strict=True):
            if label in groups:
                scores[names.index(groups[label])] += score
        return _probabilities(names, scores)

    def _computed(self, text: str) -> Floats:
        clean = _clean(text)
        ngrams = csr_matrix(self._vectorizer.transform([clean]), dtype=np.float32)
        meaning = self._embeddings @ embed(clean)
        letters = (self._ngrams @ ngrams.T).toarray().ravel()
        return np.asarray(SHARPNESS * (_kernel(meaning, letters) @ self._weights))

    def save(self, folder: Path, name: str) -> None:
        """Writes ``name.npz`` and ``name.json`` into an existing folder."""
        np.savez_compressed(
            folder / f"{name}.npz",
            idf=self._idf,
            embeddings=self._embeddings.astype(np.float16),
            weights=self._weights,
            data=self._ngrams.data,
            indices=self._ngrams.indices,
            indptr=self._ngrams.indptr,
        )
        data = {"labels": self.labels, "vocabulary": self._vocabulary}
        (folder / f"{name}.json").write_text(json.dumps(data, ensure_ascii=False), "utf-8")

    @classmethod
    def load(cls, folder: Path, name: str) -> TextClassifier:
        """Reads what ``save`` wrote. FileNotFoundError where it was never written."""
        data = json.loads((folder / f"{name}.json").read_text("utf-8"))
        with np.load(folder / f"{name}.npz", allow_pickle=False) as arrays:
            embeddings = arrays["embeddings"].astype(np.float32)
            shape = (len(embeddings), len(data["vocabulary"]))
            ngrams = csr_matrix((arrays["data"], arrays["indices"], arrays["indptr"]), shape=shape)
            return cls(
                data["labels"],
                data["vocabulary"],
                arrays["idf"],
                embeddings,
                ngrams,
                arrays["weights"],
            )


def _probabilities(names: Sequence[str], scores: Floats) -> dict[str, float]:
    weights = np.exp(scores - scores.max())
    weights /= weights.sum()
    order = np.argsort(-weights, kind="stable")
    return {names[i]: float(weights[i]) for i in order}


def _clean(text: str) -> str:
    """One spelling, and no anonymised place: A市 and K3县 say nothing about the subject."""
    return _ANONYMOUS.sub("", normalize(text))


def _kernel(meaning: Any, letters: Any) -> Floats:
    alike = MEANING_SHARE * meaning + (1 - MEANING_SHARE) * letters
    return np.asarray(np.exp(-2 * WIDTH * (1 - alike)), dtype=np.float32)


def _solved(system: NDArray[np.float64], targets: NDArray[np.float64]) -> NDArray[np.float64]:
    """The solution of a positive definite system, which is overwritten.

    On one thread: on processors with AVX-512, OpenBLAS up to 0.3.20 writes past its buffer when
    two threads factor more than about 15,000 rows, and the process dies. One takes as long.
    """
    with threadpool_limits(1, user_api="blas"):
        factor = cho_factor(system, lower=True, overwrite_a=True, check_finite=False)
        solution: NDArray[np.float64] = cho_solve(factor, targets, check_finite=False)
    return solution


def _vectorizer(vocabulary: dict[str, int] | None) -> TfidfVectorizer:
    return TfidfVectorizer(
        analyzer="char", ngram_range=NGRAMS, sublinear_tf=True, vocabulary=vocabulary
    )
