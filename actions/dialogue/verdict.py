"""Says a verdict: yes, not yet, no, or what it depends on — each with its clauses."""

from __future__ import annotations

from typing import Any, Mapping, Optional

from actions.dialogue.state import Button, Memory, Reply
from actions.dialogue.words import Words, joined
from actions.eligibility.result import Assessment, RouteResult
from policy_kb.library import Library

_NEAR_ROUTES = 2
"""How many almost met routes a "not yet" names; more would bury what matters."""


def verdict_reply(
    library: Library,
    assessment: Assessment,
    facts: Mapping[str, Any],
    memory: Memory,
    changed: Optional[str] = None,
) -> Reply:
    """The verdict as one bubble; ``changed`` is the verdict before a correction, if another."""
    words = Words(library.local, memory.subject)
    lines: list[str] = []
    if changed is not None and changed != assessment.verdict:
        lines.append(
            words.say(
                "verdict_changed",
                before=words.say(f"name_{changed}"),
                after=words.say(f"name_{assessment.verdict}"),
            )
        )
    say = {
        "eligible": _eligible,
        "referred": _referred,
        "undetermined": _undetermined,
        "not_eligible": _not_eligible,
    }[assessment.verdict]
    lines.extend(say(assessment, words))
    if assessment.verdict == "eligible" and facts.get("no_hukou") is None:
        lines.append(words.say("assumes_registered"))
    lines.extend(_family(assessment, words))
    lines.append(words.say("caution"))
    buttons = tuple(Button(t, t) for t in library.local.clauses[_lead(assessment)].next)
    return Reply("assessment", "\n".join(lines), buttons, assessment.citations)


def _lead(assessment: Assessment) -> str:
    """The clause whose follow-up questions fit the verdict."""
    routes = assessment.met or tuple(r for r in assessment.routes if r.truth is None)
    return (routes or assessment.routes)[0].route.clause


def _eligible(assessment: Assessment, words: Words) -> list[str]:
    met = assessment.met
    titles = joined(f"{r.route.title}（{r.route.clause}）" for r in met)
    lines = [words.say("verdict_eligible", routes=titles)]
    for route in met:
        places = joined_or(route.settle_at)
        lines.append(words.say("settle_at", route=route.route.title, places=places))
        lines.extend(_readings(route))
    return lines


def _referred(assessment: Assessment, words: Words) -> list[str]:
    return [words.say("verdict_referred", clause=assessment.met[0].route.clause)]


def _undetermined(assessment: Assessment, words: Words) -> list[str]:
    lines = [words.say("verdict_undetermined")]
    for route in assessment.routes:
        if route.truth is None:
            parts = [c.condition.text for c in route.conditions if c.truth is None]
            lines.append(
                words.say(
                    "depends_on",
                    route=route.route.title,
                    clause=route.route.clause,
                    conditions=joined(parts),
                )
            )
            lines.extend(_readings(route))
    return lines + _not_yet(assessment, words)


def _not_eligible(assessment: Assessment, words: Words) -> list[str]:
    remedies = _not_yet(assessment, words)
    lines = [words.say("verdict_not_yet" if remedies else "verdict_not_eligible")]
    return lines + (remedies or _why_not(assessment, words))


def _not_yet(assessment: Assessment, words: Words) -> list[str]:
    """The routes that lack least, with what is missing and from when."""
    near = [r for r in assessment.routes if r.truth is False and r.remedy is not None]
    near.sort(key=lambda r: (_gap(r), assessment.routes.index(r)))
    lines = []
    for route in near[:_NEAR_ROUTES]:
        remedy = route.remedy.text if route.remedy else ""
        title, clause = route.route.title, route.route.clause
        key = "not_yet" if not _unknown(route) else "not_yet_open"
        conditions = joined(c.condition.text for c in route.conditions if c.truth is None)
        lines.append(
            words.say(key, route=title, clause=clause, remedy=remedy, conditions=conditions)
        )
    return lines


def _gap(route: RouteResult) -> tuple[int, int]:
    """Nearer routes first: fewer unmet conditions, then those where only time is missing."""
    unmet = sum(1 for c in route.conditions if c.truth is False)
    timed = 0 if route.remedy and route.remedy.eligible_from else 1
    return unmet, timed


def _unknown(route: RouteResult) -> bool:
    return any(c.truth is None for c in route.conditions)


def _why_not(assessment: Assessment, words: Words) -> list[str]:
    lines = []
    for route in assessment.routes:
        unmet = [c.condition.text for c in route.conditions if c.truth is False]
        if unmet and not route.route.refers:
            lines.append(
                words.say(
                    "why_not",
                    route=route.route.title,
                    clause=route.route.clause,
                    conditions=joined(unmet),
                )
            )
    return lines


def _readings(route: RouteResult) -> list[str]:
    return [c.interpretation for c in route.conditions if c.interpretation]


def _family(assessment: Assessment, words: Words) -> list[str]:
    mark = {True: "family_line_yes", False: "family_line_no", None: "family_line_open"}
    counts: dict[tuple[str, str], int] = {}
    for member in assessment.family:
        line = words.say(
            mark[member.truth], name=words.relation(member.relation), reason=member.reason
        )
        counts[(line, member.relation)] = counts.get((line, member.relation), 0) + 1
    return [line for line, _ in counts]


def joined_or(places: tuple[str, ...]) -> str:
    """Places of which one is chosen."""
    return "、".join(places[:-1]) + "或" + places[-1] if len(places) > 1 else "".join(places)
