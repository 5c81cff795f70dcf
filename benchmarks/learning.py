"""How well questions find their clause as more people have written phrasings.

    python -m benchmarks.learning

Trains on the phrasings of more and more writers and tests on writers who wrote none of them
(benchmarks/heldout). Then the curve of refusal on the development questions
(benchmarks/development), where the limit is set, and the held-out writers at that limit.
"""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path
from statistics import median
from typing import Iterable
from zlib import crc32

import yaml

from actions.dialogue.weighing import OUTSIDE_LIMIT
from policy_kb import Library, load_library
from policy_kb.checks import OUTSIDE
from policy_kb.search.head import TextClassifier
from policy_kb.search.topics import Phrasing, phrasings

HERE = Path(__file__).parent
WRITERS = (5, 10, 20, 30)
LIMITS = (0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7)

Case = tuple[str, str, str]


def held_out() -> list[Case]:
    """Text, target and group (clause, open or outside) of writers who wrote nothing else."""
    cases: list[Case] = []
    for path in sorted((HERE / "heldout").glob("*.yml")):
        data = yaml.safe_load(path.read_text("utf-8"))
        for group, key in (("clause", "asks"), ("open", "open")):
            cases += [
                (text, target, group) for target, texts in data[key].items() for text in texts
            ]
        cases += [(text, OUTSIDE, "outside") for text in data["out_of_scope"]]
    return cases


def accuracy(model: TextClassifier, cases: Iterable[Case], group: str) -> float:
    """Share of the group's questions whose likeliest topic inside the documents is right."""
    right = count = 0
    for text, target, kind in cases:
        if kind == group:
            best = next(t for t in model.probabilities(text) if t != OUTSIDE)
            right, count = right + (best == target), count + 1
    return right / count


def in_order(voices: Iterable[str]) -> list[str]:
    """Writers in an order that has nothing to do with what they wrote; the document's own first."""
    return sorted(set(voices), key=lambda voice: (voice != "document", crc32(voice.encode())))


def curve(library: Library, cases: list[Case]) -> TextClassifier:
    """Prints a line for every number of writers; returns the model of all of them."""
    known = list(phrasings(library.local))
    voices = in_order(p.voice for p in known)
    print("writers  phrasings  per clause  clause  open")
    for count in (*WRITERS, len(voices)):
        chosen = set(voices[:count])
        part: list[Phrasing] = [p for p in known if p.voice in chosen]
        model = TextClassifier.train([p.text for p in part], [p.target for p in part])
        asked = Counter(p.target for p in part)
        each = median(asked[clause] for clause in library.local.clauses)
        clause, open_ = accuracy(model, cases, "clause"), accuracy(model, cases, "open")
        print(f"{count:7}  {len(part):9}  {each:10.0f}  {clause:.3f}   {open_:.3f}")
    return model


def refusal(model: TextClassifier) -> None:
    """Prints what each limit declines of the development questions, rightly and falsely."""
    path = HERE / "development" / "questions.jsonl"
    rows = [json.loads(line) for line in path.read_text("utf-8").splitlines() if line.strip()]
    chances = [(model.probabilities(row["text"]).get(OUTSIDE, 0.0), row["kind"]) for row in rows]
    inside = [chance for chance, kind in chances if kind in ("answer", "unstated")]
    beyond = [chance for chance, kind in chances if kind == "out_of_scope"]
    print(f"limit  falsely refused of {len(inside)}  rightly refused of {len(beyond)}")
    for limit in sorted({*LIMITS, OUTSIDE_LIMIT}):
        print(f"{limit:5}  {_share(inside, limit):22.3f}  {_share(beyond, limit):22.3f}")


def _share(chances: list[float], limit: float) -> float:
    return sum(chance >= limit for chance in chances) / len(chances)


def main() -> None:
    library, cases = load_library(), held_out()
    model = curve(library, cases)
    refusal(model)
    outside = [(model.probabilities(text).get(OUTSIDE, 0.0), group) for text, _, group in cases]
    inside = [chance for chance, group in outside if group != "outside"]
    beyond = [chance for chance, group in outside if group == "outside"]
    print(
        f"held-out writers at {OUTSIDE_LIMIT}: {_share(inside, OUTSIDE_LIMIT):.3f} of {len(inside)}"
        f" falsely refused, {_share(beyond, OUTSIDE_LIMIT):.3f} of {len(beyond)} rightly"
    )


if __name__ == "__main__":
    main()
