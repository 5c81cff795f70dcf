"""What a bare question asks of the case that is known: 那社保呢, of somebody who rents."""

from __future__ import annotations

from actions.dialogue.bare_words import asked_within
from actions.dialogue.state import State
from actions.eligibility.logic import evaluate
from policy_kb.library import Library


def open_routes(library: Library, state: State) -> dict[str, str]:
    """The routes whose first condition the applicant is known to meet, each with its clause."""
    return {
        route.id: route.clause
        for route in library.local.rules.routes
        if any(
            condition.id == route.gate and evaluate(condition.test, state.facts) is True
            for condition in route.conditions
        )
    }


def asked_in_the_case(library: Library, state: State, question: str) -> str:
    """The question in full where it is but a word that the case lends its meaning; else nothing."""
    return asked_within(library.local.choices, question, open_routes(library, state))
