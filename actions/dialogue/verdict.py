"""Says a verdict: yes, not yet, no, or what it depends on — each with its clauses."""

from __future__ import annotations

from typing import Any, Mapping, Optional

from actions.dialogue.calling import family_lines
from actions.dialogue.gather import FAMILY
from actions.dialogue.state import Button, Memory, Reply
from actions.dialogue.words import Words, joined, listed, quoted
from actions.eligibility.assess import verdict_of
from actions.eligibility.logic import evaluate
from actions.eligibility.result import Assessment, RouteResult
from policy_kb.library import Library

_NEAR_ROUTES = 2
"""How many almost met routes a "not yet" names; more would bury what matters."""
_REFERRED = "referred"
"""The verdict that says where to go: it is said in full each time."""
_OPEN_ROUTES = 3
"""How many open routes are told in full; the others are only named."""


def verdict_reply(
    library: Library,
    assessment: Assessment,
    facts: Mapping[str, Any],
    memory: Memory,
    before: Optional[str] = None,
    along: tuple[list[str], list[Button]] = ([], []),
) -> Reply:
    """The verdict as one bubble; ``before`` is the one said last, whose change is named; ``along``
    says with whom the applicant might come along instead, and offers to look at that one's case.

    Where it is the same and only what was told is new, what was said of it before is not repeated.
    """
    words = Words(library.local, memory.subject)
    say = {
        "eligible": _eligible,
        "referred": _referred,
        "undetermined": _undetermined,
        "not_eligible": _not_eligible,
    }[assessment.verdict]
    lines = say(library, assessment, words)
    lines.extend(along[0])
    if assessment.verdict == "eligible" and facts.get("no_hukou") is None:
        lines.append(words.say("assumes_registered"))
    family = facts.get(FAMILY) or ()
    lines.extend(family_lines(assessment, words, family=family, called=memory.family_called))
    lines.extend(planned_lines(library, assessment, facts, memory))
    told = [line for line in lines if line not in memory.lines]
    again = memory.brief and before == assessment.verdict != _REFERRED
    memory.lines = lines
    lines = [
        *_change(assessment, before, memory.recheck or again, words),
        *(told if again else lines),
        words.say("caution"),
    ]
    clause = library.local.clauses[leading(library, assessment)[0].route.clause]
    buttons = (*along[1], *(Button(title, title) for title in clause.next))
    cited = assessment.citations
    of_family = library.citation(library.local.rules.family.clause)
    if along[0] and of_family not in cited:
        cited = (*cited, of_family)
    return Reply("assessment", "\n".join(lines), buttons, cited)


def planned_lines(
    library: Library, assessment: Assessment, facts: Mapping[str, Any], memory: Memory
) -> list[str]:
    """Which of the routes met will not be once what is planned has come about."""
    if not memory.planned:
        return []
    words, then = Words(library.local, memory.subject), {**facts, **memory.planned}
    verdict = words.say(f"name_{verdict_of(library, then)}")
    lost = [
        r
        for r in assessment.met
        if any(evaluate(c.test, then) is False for c in r.route.conditions)
    ]
    return [
        words.say("planned", route=r.route.title, clause=r.route.clause, verdict=verdict)
        for r in lost
    ]


def leading(library: Library, assessment: Assessment) -> list[RouteResult]:
    """The routes the verdict rests on, the foremost first: those met, else the nearest ones."""
    if assessment.verdict == "referred":
        return [route for route in assessment.met if route.route.refers]
    if assessment.met:
        return list(assessment.met)
    if assessment.verdict == "undetermined":
        return _nearest(library, assessment)[:_OPEN_ROUTES]
    return sorted(assessment.routes, key=_nearness)[:_OPEN_ROUTES]


def reasons(library: Library, assessment: Assessment, words: Words) -> list[str]:
    """What speaks against a yes, route by route; nothing where the verdict is one."""
    if assessment.verdict == "undetermined":
        return _open_lines(library, assessment, words)
    if assessment.verdict == "not_eligible":
        return _why_not(leading(library, assessment), words)
    return []


def lacking(library: Library, assessment: Assessment, words: Words) -> list[str]:
    """What is missing for a yes: what would mend it where something would, else why not."""
    if assessment.verdict == "undetermined":
        return _open_lines(library, assessment, words) + _not_yet(assessment, words)
    return _not_yet(assessment, words) or _why_not(list(assessment.routes), words)


def still_to_come(assessment: Assessment, words: Words) -> list[str]:
    """The routes that lack nothing but time, with the day from which they are met."""
    timed = [r for r in assessment.routes if r.remedy is not None and r.remedy.eligible_from]
    timed = [r for r in timed if all(c.truth is not None for c in r.conditions)]
    return [line for route in timed for line in (remedied(route, words), *_readings(route))]


def of_own_ways(assessment: Assessment, words: Words) -> list[str]:
    """What the ways that are known to be the applicant's still lack or depend on."""
    own = [r for r in assessment.routes if gate_of(r) is True and not r.route.refers]
    return [line for route in own for line in _standing(route, words)]


def _standing(route: RouteResult, words: Words) -> list[str]:
    if route.truth is True:
        title, clause = route.route.title, route.route.clause
        return [words.say("what_if_route_met", route=title, clause=clause), *_readings(route)]
    return [_depends(route, words) if route.truth is None else remedied(route, words)]


def in_short(library: Library, assessment: Assessment, words: Words) -> str:
    """The verdict in a sentence or two."""
    lines = [f"{words.say('name_' + assessment.verdict)}。"]
    if assessment.verdict == "eligible":
        lines.extend(settles(route, words) for route in assessment.met)
    elif assessment.verdict == "undetermined":
        lines.append(_depends(leading(library, assessment)[0], words))
    elif assessment.verdict == "not_eligible":
        lines.extend(_not_yet(assessment, words)[:1])
    return "".join(lines)


def gate_of(route: RouteResult) -> Optional[bool]:
    """Whether the route is the applicant's at all: has a home, rents, works, trades …"""
    return next(c.truth for c in route.conditions if c.condition.id == route.route.gate)


def _change(
    assessment: Assessment, before: Optional[str], recheck: bool, words: Words
) -> list[str]:
    """What became of the verdict after facts changed."""
    now = words.say(f"name_{assessment.verdict}")
    if before is not None and before != assessment.verdict:
        return [words.say("verdict_changed", before=words.say(f"name_{before}"), after=now)]
    if before is not None and recheck:
        return [words.say("what_if_same", verdict=now)]
    return []


def _eligible(library: Library, assessment: Assessment, words: Words) -> list[str]:
    titles = joined(f"{r.route.title}（{r.route.clause}）" for r in assessment.met)
    lines = [words.say("verdict_eligible", routes=titles)]
    for route in assessment.met:
        lines.append(settles(route, words))
        lines.extend(_readings(route))
    return lines


def settles(route: RouteResult, words: Words) -> str:
    places = joined_or(route.settle_at)
    return words.say("settle_at", route=route.route.title, places=places)


def _referred(library: Library, assessment: Assessment, words: Words) -> list[str]:
    return [words.say("verdict_referred", clause=leading(library, assessment)[0].route.clause)]


def _undetermined(library: Library, assessment: Assessment, words: Words) -> list[str]:
    lines = [words.say("verdict_undetermined"), *_open_lines(library, assessment, words)]
    return lines + _not_yet(assessment, words)


def _open_lines(library: Library, assessment: Assessment, words: Words) -> list[str]:
    """On what the nearest open routes depend; the others are named in one line."""
    open_ = _nearest(library, assessment)
    lines = []
    for route in open_[:_OPEN_ROUTES]:
        lines.append(_depends(route, words))
        if gate_of(route) is True:
            lines.extend(_readings(route))
    others = open_[_OPEN_ROUTES:]
    if others:
        titles = f"“{quoted(r.route.title for r in others)}”"
        clauses = "、".join(dict.fromkeys(r.route.clause for r in others))
        open_too = words.say("name_undetermined")
        lines.append(words.say("not_yet", route=titles, clause=clauses, remedy=open_too))
    return lines


def _depends(route: RouteResult, words: Words) -> str:
    conditions = listed(_open_conditions(route))
    title, clause = route.route.title, route.route.clause
    return words.say("depends_on", route=title, clause=clause, conditions=conditions)


def _open_conditions(route: RouteResult) -> list[str]:
    return [c.condition.text for c in route.conditions if c.truth is None]


def _nearest(library: Library, assessment: Assessment) -> list[RouteResult]:
    """The open routes, the likeliest to be met first."""
    likelihood = library.local.rules.likelihood

    def chance(route: RouteResult) -> float:
        product = 1.0
        for condition in route.conditions:
            if condition.truth is None:
                product *= likelihood[condition.condition.id]
        return product

    open_ = [route for route in assessment.routes if route.truth is None]
    return sorted(open_, key=lambda route: (gate_of(route) is not True, -chance(route)))


def _not_eligible(library: Library, assessment: Assessment, words: Words) -> list[str]:
    remedies = _not_yet(assessment, words)
    mended = any(route.remedy is not None for route in assessment.routes)
    lines = [words.say("verdict_not_yet" if mended else "verdict_not_eligible")]
    return lines + (remedies if mended else _why_not(list(assessment.routes), words))


def _not_yet(assessment: Assessment, words: Words) -> list[str]:
    """The routes that are the applicant's own, and beside them those that lack least: with what is
    missing and from when, and the readings on which the no rests."""
    near = [r for r in assessment.routes if r.truth is False and not r.route.refers]
    own = [r for r in near if gate_of(r) is True]
    others = [r for r in near if r.remedy is not None and r not in own]
    shown = sorted(own, key=_nearness)
    shown += sorted(others, key=_nearness)[: max(_NEAR_ROUTES - len(own), 0)]
    lines = []
    for route in shown:
        lines.append(remedied(route, words))
        lines.extend(
            c.interpretation for c in route.conditions if c.interpretation and c.truth is False
        )
    return lines


def remedied(route: RouteResult, words: Words) -> str:
    """What the route lacks; where nothing mends that, what it fails on."""
    if route.remedy is None:
        return _why_not([route], words)[0]
    open_ = _open_conditions(route)
    return words.say(
        "not_yet_open" if open_ else "not_yet",
        route=route.route.title,
        clause=route.route.clause,
        remedy=route.remedy.text,
        conditions=listed(open_),
    )


def _nearness(route: RouteResult) -> tuple[bool, int, int]:
    """Nearer routes first: those that can be mended, fewer unmet conditions, then those where only
    time is missing."""
    unmet = sum(1 for c in route.conditions if c.truth is False)
    timed = 0 if route.remedy and route.remedy.eligible_from else 1
    return route.remedy is None, unmet, timed


def _why_not(routes: list[RouteResult], words: Words) -> list[str]:
    lines = []
    for route in routes:
        unmet = [c.condition.text for c in route.conditions if c.truth is False]
        if unmet and not route.route.refers:
            title, clause = route.route.title, route.route.clause
            lines.append(words.say("why_not", route=title, clause=clause, conditions=quoted(unmet)))
    return lines


def _readings(route: RouteResult) -> list[str]:
    return [c.interpretation for c in route.conditions if c.interpretation]


def joined_or(places: tuple[str, ...]) -> str:
    """Places of which one is chosen."""
    return "、".join(places[:-1]) + "或" + places[-1] if len(places) > 1 else "".join(places)
