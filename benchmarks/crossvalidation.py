"""How well the two classifiers do on people they have not learnt from.

    python -m benchmarks.crossvalidation

The writers of the project's own phrasings are dealt into folds; each fold is judged by classifiers
trained on the others. Figures are printed and go to results/cross_validation.json: for the topics
and the acts as a whole, and for every act and clause alone. About ten minutes.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import Iterable, Iterator

from rasa.shared.importers.utils import training_data_from_paths
from rasa.shared.nlu.constants import INTENT, TEXT

from actions.dialogue.weighing import OUTSIDE_LIMIT
from benchmarks.evaluate import Score
from bot.nlu.acts import MOST_EXAMPLES, evenly
from bot.nlu.importer import ASK, NOT_COVERED
from policy_kb import load_library
from policy_kb.checks import OUTSIDE
from policy_kb.search.head import TextClassifier
from policy_kb.search.topics import DOCUMENT_VOICE, phrasings

FOLDS = 4
ACTS = "data/nlu"


@dataclass(frozen=True)
class Example:
    """A text, what it is, and who wrote it."""

    text: str
    label: str
    voice: str


def topic_examples() -> list[Example]:
    """The phrasings of the local document."""
    return [Example(p.text, p.target, p.voice) for p in phrasings(load_library().local)]


def act_examples() -> list[Example]:
    """The acts of data/nlu, and phrasings as the two acts of asking."""
    acts = [
        Example(message.get(TEXT), message.get(INTENT), message.get("metadata")[INTENT]["voice"])
        for message in training_data_from_paths([ACTS], "zh").intent_examples
    ]
    asked = [e for e in topic_examples() if e.label != OUTSIDE]
    beyond = [e for e in topic_examples() if e.label == OUTSIDE]
    return [
        *acts,
        *(Example(e.text, ASK, e.voice) for e in evenly(asked, MOST_EXAMPLES)),
        *(Example(e.text, NOT_COVERED, e.voice) for e in evenly(beyond, MOST_EXAMPLES)),
    ]


def folds(examples: Iterable[Example]) -> dict[str, int]:
    """The fold of each writer: the most prolific first, each to the fold that has least."""
    wrote = Counter(e.voice for e in examples if e.voice != DOCUMENT_VOICE)
    sizes = [0] * FOLDS
    dealt = {}
    for voice, count in sorted(wrote.items(), key=lambda item: (-item[1], item[0])):
        least = sizes.index(min(sizes))
        dealt[voice], sizes[least] = least, sizes[least] + count
    return dealt


def judged(examples: list[Example]) -> Iterator[tuple[Example, dict[str, float]]]:
    """Every example with what classifiers say that have read nothing else by its writer. The
    document's own phrasings are always learnt and never judged."""
    dealt = folds(examples)
    for fold in range(FOLDS):
        known = [e for e in examples if dealt.get(e.voice) != fold]
        model = TextClassifier.train([e.text for e in known], [e.label for e in known])
        for example in examples:
            if dealt.get(example.voice) == fold:
                yield example, model.probabilities(example.text)


def topics() -> Score:
    """Topics: the clause and the open point met, refusals."""
    score = Score()
    clauses = load_library().local.clauses
    for example, chances in judged(topic_examples()):
        refused = chances.get(OUTSIDE, 0.0) >= OUTSIDE_LIMIT
        if example.label == OUTSIDE:
            score.add("topics: outside refused", refused)
            continue
        best = next(name for name in chances if name != OUTSIDE)
        kind = "clause" if example.label in clauses else "open point"
        score.add(f"topics: {kind}", best == example.label)
        score.add("topics: refused though covered", refused)
        if kind == "clause":
            score.add(f"topic {example.label}", best == example.label)
    return score


def acts() -> Score:
    """Acts: the likeliest is the right one."""
    score = Score()
    for example, chances in judged(act_examples()):
        right = next(iter(chances)) == example.label
        score.add("acts", right)
        score.add(f"act {example.label}", right)
    return score


def main(out: Path) -> None:
    figures = {**topics().figures(), **acts().figures()}
    for name, figure in figures.items():
        print(f"{name:34} {figure['share']:.3f}  of {figure['of']}")
    out.parent.mkdir(exist_ok=True)
    out.write_text(json.dumps(figures, ensure_ascii=False, indent=1) + "\n", "utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1] if len(sys.argv) > 1 else "results/cross_validation.json"))
