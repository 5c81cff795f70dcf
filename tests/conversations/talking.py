"""Conversations written down as YAML: what is said, and what must come back.

A file holds the conversations of one event. Each has a name and turns; a turn says something and
expects what it names of:

    kinds        exactly these kinds of replies, in order
    kind         one reply of this kind among them
    cites        these clauses are cited;  cites_not: these are not;  cites_nothing: true
    awaiting     exactly this open question, null for none;  awaiting_not: not this one
    facts        exactly these facts;  has_facts: at least these;  without_facts: none of these keys
    text         each of these words is in the replies;  absent: none of these is
    verdict      the stated verdict, null while there is none;  met: the routes that are met
    family       the standing of the family members in order
    subject      whom the talk is about, null for the speaker
    same_as      the replies are those of the turn with this number, counted from 1
    buttons      a button with each of these titles is offered
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any, Callable, Iterator

import yaml

Response = dict[str, Any]
FOLDER = Path(__file__).parent


@dataclass(frozen=True)
class Conversation:
    """One conversation of an event's file, the ``number``-th from the top."""

    event: str
    number: int
    name: str
    turns: list[dict[str, Any]]


def conversations() -> Iterator[Conversation]:
    """Every conversation of every event. ValueError where a file promises nothing."""
    for path in sorted(FOLDER.glob("*.yml")):
        for number, entry in enumerate(yaml.safe_load(path.read_text("utf-8")), 1):
            unknown = {key for turn in entry["turns"] for key in turn} - {"say", *CHECKS}
            if unknown:
                raise ValueError(f"{path.name}, {entry['name']}: unknown expectations {unknown}")
            if set(entry["turns"][-1]) == {"say"}:
                raise ValueError(f"{path.name}, {entry['name']}: the last turn expects nothing")
            yield Conversation(path.stem, number, entry["name"], entry["turns"])


def hold(talk: Any, turns: list[dict[str, Any]]) -> list[Response]:
    """Holds the conversation; AssertionError names the turn that came out otherwise."""
    responses: list[Response] = []
    for number, turn in enumerate(turns, 1):
        responses.append(talk.say(turn["say"]))
        for key, wanted in turn.items():
            if key != "say":
                found = CHECKS[key](wanted, responses)
                assert found is None, (
                    f"turn {number} 「{turn['say']}」: {found}\n{shown(responses)}"
                )
    return responses


def shown(responses: list[Response]) -> str:
    """The last response as a person would read it."""
    last = responses[-1]
    lines = [f"  [{r['kind']}] {r['text']}" for r in last["replies"]]
    lines.append(f"  awaiting {last['awaiting']}, facts {last['facts']}")
    return "\n".join(lines)


def text_of(response: Response) -> str:
    return "\n".join(reply["text"] for reply in response["replies"])


def cited(response: Response) -> set[str]:
    return {c["clause"] for reply in response["replies"] for c in reply["citations"]}


def kinds(response: Response) -> list[str]:
    return [reply["kind"] for reply in response["replies"]]


Check = Callable[[Any, list[Response]], Any]


def _equal(of: Callable[[Response], Any], what: str) -> Check:
    def check(wanted: Any, responses: list[Response]) -> Any:
        found = of(responses[-1])
        return None if found == wanted else f"{what} is {found!r}, expected {wanted!r}"

    return check


def _holds(of: Callable[[Response], Any], what: str) -> Check:
    def check(wanted: Any, responses: list[Response]) -> Any:
        lacking = [one for one in _list(wanted) if one not in of(responses[-1])]
        return f"{what} lacks {lacking}" if lacking else None

    return check


def _holds_not(of: Callable[[Response], Any], what: str) -> Check:
    def check(wanted: Any, responses: list[Response]) -> Any:
        there = [one for one in _list(wanted) if one in of(responses[-1])]
        return f"{what} has {there}" if there else None

    return check


def _has_facts(wanted: dict[str, Any], responses: list[Response]) -> Any:
    facts = responses[-1]["facts"]
    wrong = {key: facts.get(key) for key, value in wanted.items() if facts.get(key) != value}
    return f"facts are {wrong}, expected {wanted}" if wrong else None


def _awaiting_not(wanted: str, responses: list[Response]) -> Any:
    return f"{wanted} is asked" if responses[-1]["awaiting"] == wanted else None


def _same_as(wanted: int, responses: list[Response]) -> Any:
    same = responses[-1]["replies"] == responses[wanted - 1]["replies"]
    return None if same else f"the replies are not those of turn {wanted}"


def _verdict(response: Response) -> Any:
    assessment = response["assessment"]
    return assessment and assessment["verdict"]


def _met(response: Response) -> list[str]:
    routes = (response["assessment"] or {"routes": []})["routes"]
    return [route["id"] for route in routes if route["status"] == "met"]


def _family(response: Response) -> list[str]:
    members = (response["assessment"] or {"family": []})["family"]
    return [member["status"] for member in members]


def _titles(response: Response) -> list[str]:
    return [button["title"] for reply in response["replies"] for button in reply["buttons"]]


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]


CHECKS: dict[str, Check] = {
    "kinds": _equal(kinds, "the kinds of replies"),
    "kind": _holds(kinds, "the kinds of replies"),
    "cites": _holds(cited, "what is cited"),
    "cites_not": _holds_not(cited, "what is cited"),
    "cites_nothing": _equal(lambda response: not cited(response), "citing nothing"),
    "awaiting": _equal(lambda response: response["awaiting"], "the open question"),
    "awaiting_not": _awaiting_not,
    "facts": _equal(lambda response: response["facts"], "facts"),
    "has_facts": _has_facts,
    "without_facts": _holds_not(lambda response: response["facts"], "facts"),
    "text": _holds(text_of, "the text"),
    "absent": _holds_not(text_of, "the text"),
    "verdict": _equal(_verdict, "the verdict"),
    "met": _equal(_met, "the routes met"),
    "family": _equal(_family, "the family"),
    "subject": _equal(lambda response: response["subject"], "the subject"),
    "same_as": _same_as,
    "buttons": _holds(_titles, "the buttons"),
}
