"""The sentences that a document's ``wording.yml`` must have, and what may stand in their braces."""

from __future__ import annotations

from string import Formatter

COMMON = frozenset({"who", "city", "document", "year", "window"})
"""Placeholders that every sentence may use."""

_PLAIN = [
    "greet",
    "how_to_start",
    "start_title",
    "starters",
    "started_over",
    "unclear",
    "gibberish",
    "empty",
    "too_long",
    "too_fast",
    "error",
    "resume",
    "verdict_lapsed",
    "for_family_open",
    "skip_title",
    "skip_payload",
    "unknown_title",
    "given_up",
    "unknown_ack",
    "which_wrong",
    "declined_ack",
    "why_nothing_asked",
    "together_yes",
    "together_no",
    "ask_child_married",
    "married_no",
    "married_yes",
    "name_eligible",
    "name_referred",
    "name_undetermined",
    "name_not_eligible",
    "verdict_undetermined",
    "verdict_not_yet",
    "verdict_not_eligible",
    "assumes_registered",
    "caution",
    "family_not_listed",
    "family_apart",
    "family_child_married",
    "family_route_closed",
    "family_met",
    "family_ask_living_together",
    "family_ask_married",
    "family_waits",
    "what_if_end",
    "when_timed",
    "when_not_time",
    "when_open",
    "lacking",
    "lacking_open",
    "summary",
    "nothing_known",
    "value_unknown",
    "repeat",
    "repeat_nothing",
    "choice",
    "choice_none",
    "basis_nothing",
    "other_case",
    "out_of_scope",
    "thanks",
    "goodbye",
    "pause",
    "acknowledge",
    "ask_identity",
    "ask_privacy",
    "complain",
    "request_human",
]

_FILLED = {
    "not_understood": {"question", "hint"},
    "two_failed": {"explain", "question"},
    "correction_ack": {"changes"},
    "ask_right": {"label"},
    "which_of": {"labels"},
    "near_limit": {"question", "limit"},
    "for_family": {"verdict"},
    "when_now": {"verdict"},
    "later_day": {"on", "month", "day"},
    "planned": {"route", "clause", "verdict"},
    "edited": {"labels"},
    "why": {"reason", "clause"},
    "ask_living_together": {"names"},
    "verdict_eligible": {"routes"},
    "verdict_referred": {"clause"},
    "verdict_changed": {"before", "after"},
    "settle_at": {"route", "places"},
    "depends_on": {"route", "clause", "conditions"},
    "not_yet": {"route", "clause", "remedy", "conditions"},
    "not_yet_open": {"route", "clause", "remedy", "conditions"},
    "why_not": {"route", "clause", "conditions"},
    "family_line_yes": {"name", "reason"},
    "family_line_no": {"name", "reason"},
    "family_line_open": {"name", "reason"},
    "what_if": {"changes"},
    "what_if_same": {"verdict"},
    "what_if_changed": {"verdict"},
    "what_if_route_met": {"route", "clause"},
    "so_far": {"facts"},
    "simplify": {"text"},
    "background": {"source", "fact"},
    "nearest": {"clause", "text"},
    "basis": {"clause", "title", "excerpt"},
    "other_city": {"other"},
}

REQUIRED_WORDING: dict[str, frozenset[str]] = {
    **dict.fromkeys(_PLAIN, COMMON),
    **{key: COMMON | names for key, names in _FILLED.items()},
}


def placeholders(sentence: str) -> set[str]:
    """The names in a sentence's braces. ValueError where the braces do not match."""
    found = set()
    for _, name, _, _ in Formatter().parse(sentence):
        if name is not None:
            found.add(name)
    return found
