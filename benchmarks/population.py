"""Everybody who may ask, as far as the rules can tell them apart, with how likely each is.

The shares are estimates of the same kind as ``likelihood`` in the document's routes. Months stand
for both sides of the two years that the rules set. A business and a job go together less often than
chance; all else is independent.
"""

from __future__ import annotations

import itertools
from typing import Any, Iterator, Mapping

Facts = dict[str, Any]
Shares = dict[Any, float]

SHARES: dict[str, Shares] = {
    "housing": {"owned": 0.35, "rented": 0.45, "none": 0.2},
    "residence_area": {"urban": 0.45, "town_seat": 0.2, "rural": 0.25, "outside": 0.1},
    "rental_complete_unit": {True: 0.6, False: 0.4},
    "rental_months": {11: 0.5, 30: 0.5},
    "social_insurance": {"local": 0.55, "elsewhere": 0.15, "none": 0.3},
    "job_area": {"urban": 0.5, "town_seat": 0.2, "rural": 0.2, "outside": 0.1},
    "business": {True: 0.25, False: 0.75},
    "business_area": {"urban": 0.5, "town_seat": 0.25, "rural": 0.25},
    "business_premises": {True: 0.8, False: 0.2},
    "business_license": {True: 0.85, False: 0.15},
    "business_months": {11: 0.5, 30: 0.5},
    "taxes_paid": {True: 0.9, False: 0.1},
    "graduate": {True: 0.2, False: 0.8},
    "graduate_local_origin": {True: 0.5, False: 0.5},
    "veteran": {True: 0.06, False: 0.94},
    "laid_off": {True: 0.08, False: 0.92},
    "spouse_employer": {True: 0.4, False: 0.6},
    "no_hukou": {True: 0.02, False: 0.98},
}
JOB_SHARES: dict[bool, Shares] = {
    True: {True: 0.3, False: 0.7},
    False: {True: 0.6, False: 0.4},
}
"""A stable job, by whether there is a business."""

OPENING_FACTS = ("housing", "residence_area", "stable_job", "business")
MOST_TOLD = 3
"""What people say before the first question: any of these, none to three, each number alike."""


def shares(fact: str, known: Mapping[str, Any]) -> Shares:
    """How likely each answer is for somebody of whom ``known`` is known."""
    if fact == "stable_job":
        if "business" in known:
            return JOB_SHARES[known["business"]]
        return {job: sum(_both(job, kind) for kind in JOB_SHARES) for job in (True, False)}
    if fact == "business" and "stable_job" in known:
        both = {kind: _both(known["stable_job"], kind) for kind in JOB_SHARES}
        return {kind: share / sum(both.values()) for kind, share in both.items()}
    return SHARES[fact]


def _both(job: bool, business: bool) -> float:
    return SHARES["business"][business] * JOB_SHARES[business][job]


def answers(facts: tuple[str, ...], known: Mapping[str, Any]) -> Iterator[tuple[float, Facts]]:
    """Each set of answers to these facts, with its chance."""
    if not facts:
        yield 1.0, {}
        return
    first, *rest = facts
    for value, share in shares(first, known).items():
        for chance, others in answers(tuple(rest), {**known, first: value}):
            yield share * chance, {first: value, **others}


def openings() -> Iterator[tuple[float, Facts]]:
    """What may be said before the first question, with its chance."""
    for size in range(MOST_TOLD + 1):
        told = list(itertools.combinations(OPENING_FACTS, size))
        for facts in told:
            for chance, opening in answers(facts, {}):
                yield chance / (MOST_TOLD + 1) / len(told), opening
