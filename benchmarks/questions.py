"""How many questions a verdict takes: our order, a fixed form, and the best possible order.

    python -m benchmarks.questions

Nothing is sampled: the whole population is gone through, every opening and every answer that the
rules can tell apart, each with its chance. About nine minutes.
"""

from __future__ import annotations

from typing import Any, Callable, Iterable, Optional

from actions.dialogue.gather import next_question
from actions.dialogue.state import Memory, State
from actions.eligibility import missing_facts
from benchmarks.best_order import BestOrder, Counts, one_later
from benchmarks.population import Facts, answers, openings
from policy_kb import Library, load_library
from policy_kb.models import Rules

Choose = Callable[[Facts, tuple[str, ...]], Optional[str]]
"""The next question for what is known and the combined questions already put."""

FORM = (
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
)


def our_order(library: Library) -> Choose:
    """What the assistant asks."""

    def choose(facts: Facts, settled: tuple[str, ...]) -> Optional[str]:
        return next_question(library, State(dict(facts), Memory(settled=list(settled))))

    return choose


def form(library: Library) -> Choose:
    """A form that goes down its list, skipping only what is known, until the verdict is firm."""
    rules = library.local.rules

    def choose(facts: Facts, settled: tuple[str, ...]) -> Optional[str]:
        if not missing_facts(rules, facts):
            return None
        return next(question for question in FORM if set(_asked(rules, question)) - facts.keys())

    return choose


def _asked(rules: Rules, question: str) -> tuple[str, ...]:
    combined = {c.id: c.facts for c in rules.combined}
    return combined.get(question, (question,))


def talks(rules: Rules, choose: Choose) -> Iterable[tuple[float, Counts]]:
    """For each opening its chance and the spread of the number of questions."""
    known: dict[Any, Counts] = {}

    def counts(facts: Facts, settled: tuple[str, ...]) -> Counts:
        key = (frozenset(facts.items()), settled)
        if key not in known:
            question = choose(facts, settled)
            if question is None:
                known[key] = (1.0,)
            else:
                asked = _asked(rules, question)
                after = (*settled, question) if len(asked) > 1 else settled
                known[key] = one_later(
                    (chance, counts({**facts, **given}, after))
                    for chance, given in answers(
                        tuple(fact for fact in asked if fact not in facts), facts
                    )
                )
        return known[key]

    for chance, opening in openings():
        yield chance, counts(opening, ())


def row(name: str, parts: Iterable[tuple[float, Counts]]) -> str:
    """Mean, 95th percentile and maximum."""
    spread = one_later(parts)[1:]
    mean = sum(number * share for number, share in enumerate(spread))
    reached, p95 = 0.0, -1
    while reached < 0.95:
        p95 += 1
        reached += spread[p95]
    most = max(number for number, share in enumerate(spread) if share)
    return f"{name:12} mean {mean:5.2f}   p95 {p95:2d}   max {most:2d}"


def main() -> None:
    library = load_library()
    rules = library.local.rules
    best = BestOrder(rules)
    print(row("ours", talks(rules, our_order(library))), flush=True)
    print(row("form", talks(rules, form(library))), flush=True)
    print(row("best order", ((chance, best.counts(o)) for chance, o in openings())))


if __name__ == "__main__":
    main()
