"""How well questions find their clause as more people have written phrasings.

    python -m benchmarks.learning

Trains on the phrasings of more and more writers and tests on writers who wrote none of them
(benchmarks/heldout). Then the curve of refusal: what is answered rightly against what is declined.
"""

from __future__ import annotations

from pathlib import Path
from typing import Iterable

import yaml

from policy_kb import load_library
from policy_kb.checks import OUTSIDE
from policy_kb.search.head import TextClassifier
from policy_kb.search.topics import Phrasing, phrasings

HELD_OUT = Path(__file__).parent / "heldout"
LIMITS = (0.2, 0.3, 0.4, 0.5, 0.6, 0.7)

Case = tuple[str, str, str]


def held_out() -> list[Case]:
    """Text, target and group (clause, open or outside) of writers who wrote nothing else."""
    cases: list[Case] = []
    for path in sorted(HELD_OUT.glob("*.yml")):
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


def main() -> None:
    known = list(phrasings(load_library().local))
    cases = held_out()
    voices = sorted({p.voice for p in known}, key=lambda v: (v != "document", v))
    model = None
    print("writers  phrasings  clause  open")
    for count in sorted({2, 4, 6, 9, len(voices)}):
        chosen = set(voices[:count])
        part: list[Phrasing] = [p for p in known if p.voice in chosen]
        model = TextClassifier.train([p.text for p in part], [p.target for p in part])
        clause, open_ = accuracy(model, cases, "clause"), accuracy(model, cases, "open")
        print(f"{count:7}  {len(part):9}  {clause:.3f}   {open_:.3f}")
    if model is None:
        return
    print("limit  falsely refused  rightly refused")
    outside = [(model.probabilities(text).get(OUTSIDE, 0.0), group) for text, _, group in cases]
    inside = [p for p, group in outside if group != "outside"]
    beyond = [p for p, group in outside if group == "outside"]
    for limit in LIMITS:
        false = sum(p >= limit for p in inside) / len(inside)
        right = sum(p >= limit for p in beyond) / len(beyond)
        print(f"{limit:5}  {false:15.3f}  {right:15.3f}")


if __name__ == "__main__":
    main()
