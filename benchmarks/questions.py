"""How many questions a verdict takes: our order, a fixed order, and the bound no order can beat.

    python -m benchmarks.questions [applicants]

The population is drawn with a fixed seed: applicants of every kind with none to three facts told
at the start. The bound is the smallest set of answers that proves the verdict for a clairvoyant.
"""

from __future__ import annotations

import itertools
import random
import statistics
import sys
from typing import Any, Callable, Optional

from actions.dialogue.gather import next_question
from actions.dialogue.state import Memory, State
from actions.eligibility import missing_facts
from policy_kb import Library, load_library

Facts = dict[str, Any]

FIXED = [
    "housing",
    "residence_area",
    "rental_complete_unit",
    "rental_months",
    "social_insurance",
    "stable_job",
    "job_area",
    "business",
    "business_area",
    "business_premises",
    "business_license",
    "business_months",
    "taxes_paid",
    "special_status",
    "graduate_local_origin",
    "spouse_employer",
]


def applicant(draw: random.Random) -> Facts:
    """One person's whole truth."""
    area = draw.choices(("urban", "town_seat", "rural", "outside"), (45, 20, 25, 10))
    business = draw.random() < 0.25
    job = draw.random() < (0.3 if business else 0.6)
    return {
        "housing": draw.choices(("owned", "rented", "none"), (35, 45, 20))[0],
        "residence_area": area[0],
        "rental_complete_unit": draw.random() < 0.6,
        "rental_months": draw.choice((3, 11, 20, 24, 30, 60)),
        "social_insurance": draw.choices(("local", "elsewhere", "none"), (55, 15, 30))[0],
        "stable_job": job,
        "job_area": draw.choices(("urban", "town_seat", "rural", "outside"), (50, 20, 20, 10))[0],
        "business": business,
        "business_area": draw.choices(("urban", "town_seat", "rural"), (50, 25, 25))[0],
        "business_premises": draw.random() < 0.8,
        "business_license": draw.random() < 0.85,
        "business_months": draw.choice((5, 20, 24, 40)),
        "taxes_paid": draw.random() < 0.9,
        "graduate": draw.random() < 0.2,
        "graduate_local_origin": draw.random() < 0.5,
        "veteran": draw.random() < 0.06,
        "laid_off": draw.random() < 0.08,
        "spouse_employer": draw.random() < 0.4,
        "no_hukou": draw.random() < 0.02,
    }


def population(size: int) -> list[tuple[Facts, Facts]]:
    """Applicants with what each says at the start; the same at every run."""
    draw = random.Random(20160303)
    people = []
    for _ in range(size):
        truth = applicant(draw)
        told = draw.sample(
            ["housing", "residence_area", "stable_job", "business"], draw.randint(0, 3)
        )
        people.append((truth, {fact: truth[fact] for fact in told}))
    return people


def talk(
    library: Library, truth: Facts, opening: Facts, choose: Callable[[State], Optional[str]]
) -> int:
    """Questions until nothing is left to ask, answered truthfully."""
    combined = {c.id: c.facts for c in library.local.rules.combined}
    state, asked = State(dict(opening), Memory()), 0
    while (question := choose(state)) is not None:
        asked += 1
        for fact in combined.get(question, (question,)):
            state.facts[fact] = truth[fact]
        if question in combined:
            state.memory.settled.append(question)
    return asked


def fixed_order(library: Library) -> Callable[[State], Optional[str]]:
    """A form that goes down its list, skipping only what is known, until the verdict is firm."""
    combined = {c.id: c.facts for c in library.local.rules.combined}

    def choose(state: State) -> Optional[str]:
        if not missing_facts(library.local.rules, state.facts):
            return None
        for question in FIXED:
            if any(fact not in state.facts for fact in combined.get(question, (question,))):
                return question
        return None

    return choose


def bound(library: Library, truth: Facts, opening: Facts, at_most: int) -> int:
    """The fewest questions whose true answers prove the verdict."""
    rules = library.local.rules
    combined = {c.id: c.facts for c in rules.combined}
    covered = {fact for facts in combined.values() for fact in facts}
    questions = [f for f in missing_facts(rules, opening) if f not in covered] + list(combined)
    for size in range(at_most):
        for chosen in itertools.combinations(questions, size):
            known = dict(opening)
            for question in chosen:
                for fact in combined.get(question, (question,)):
                    known[fact] = truth[fact]
            if not missing_facts(rules, known):
                return size
    return at_most


def row(name: str, counts: list[int]) -> str:
    ordered = sorted(counts)
    p95 = ordered[int(0.95 * (len(ordered) - 1))]
    return f"{name:12} mean {statistics.mean(counts):5.2f}   p95 {p95:2d}   max {max(counts):2d}"


def main(size: int) -> None:
    library = load_library()
    people = population(size)
    ours = [talk(library, t, o, lambda s: next_question(library, s)) for t, o in people]
    fixed = [talk(library, t, o, fixed_order(library)) for t, o in people]
    print(f"{size} applicants")
    print(row("ours", ours))
    print(row("fixed order", fixed))
    few = min(size, 60)
    best = [
        bound(library, t, o, n)
        for (t, o), n in zip(people[:few], ours[:few], strict=True)
        if n <= 5
    ]
    mine = [n for n in ours[:few] if n <= 5]
    print(f"of the first {few}, those settled in 5 questions or fewer:")
    print(row("ours", mine))
    print(row("clairvoyant", best))


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 400)
