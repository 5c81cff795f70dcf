"""The Rasa custom actions: each turns the tracker into a State, lets the dialogue speak, and
writes what changed back as events.

While ``settlement_form`` is active every message comes to ``validate_settlement_form``; outside
it the rules in data/rules.yml choose an action by intent.
"""

from __future__ import annotations

from datetime import date
from typing import Any, Optional

from rasa_sdk import Action, Tracker
from rasa_sdk.events import SlotSet
from rasa_sdk.executor import CollectingDispatcher

from actions.clock import today
from actions.dialogue import Memory, Message, Reply, State
from actions.runtime import dialogue
from policy_kb.errors import FactError
from policy_kb.facts import FACTS, check_facts

MEMORY_SLOT = "memory"
FORM = "settlement_form"
EDIT_INTENT = "edit_facts"

Events = list[dict[str, Any]]


def state_of(slots: dict[str, Any]) -> State:
    """The conversation's state as the tracker's slots hold it."""
    facts = {key: slots[key] for key in FACTS if slots.get(key) is not None}
    return State(facts, Memory.from_json(slots.get(MEMORY_SLOT)))


def message_of(tracker: Tracker) -> Message:
    """The latest message. Its metadata may name the day (``as_of``); the default is today."""
    latest = tracker.latest_message or {}
    metadata = latest.get("metadata") or {}
    day = metadata.get("as_of")
    ranking = latest.get("intent_ranking") or []
    acts = {item["name"]: float(item["confidence"]) for item in ranking if item.get("name")}
    return Message(
        text=latest.get("text") or "",
        acts=acts,
        as_of=date.fromisoformat(day) if day else today(),
    )


def edits_of(tracker: Tracker) -> Optional[dict[str, Any]]:
    """Facts edited by hand, where the message carries them and they are valid."""
    latest = tracker.latest_message or {}
    if (latest.get("intent") or {}).get("name") != EDIT_INTENT:
        return None
    raw = {e["entity"]: e["value"] for e in latest.get("entities") or []}
    edits = raw.get("facts") if isinstance(raw.get("facts"), dict) else {}
    try:
        checked = check_facts(edits or {}, dialogue().library.local.places)
    except FactError:
        return {}
    return {**{key: None for key, value in (edits or {}).items() if value is None}, **checked}


def dispatch(dispatcher: CollectingDispatcher, replies: list[Reply]) -> None:
    """Hands the replies over: text and buttons for any channel, the rest as custom JSON."""
    for reply in replies:
        data = reply.as_json()
        dispatcher.utter_message(
            text=reply.text,
            buttons=data["buttons"],
            json_message={key: data[key] for key in ("kind", "citations", "basis")},
        )


def events_for(before: dict[str, Any], state: State) -> Events:
    """Slot events for everything that changed, and the question that is open now."""
    events = [
        SlotSet(key, state.facts.get(key))
        for key in FACTS
        if before.get(key) != state.facts.get(key)
    ]
    memory = state.memory.as_json()
    if before.get(MEMORY_SLOT) != memory:
        events.append(SlotSet(MEMORY_SLOT, memory))
    return events


class _TurnAction(Action):  # type: ignore[misc]
    """Answers the latest message; subclasses differ in the intents that lead to them."""

    action: str = ""

    def name(self) -> str:
        return self.action

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> Events:
        state, message = state_of(tracker.slots), message_of(tracker)
        replies = dialogue().respond(state, message)
        dispatch(dispatcher, [*replies, *dialogue().conclude(state, message)])
        return events_for(tracker.slots, state)


class ActionAnswerPolicy(_TurnAction):
    """Answers questions about the policy with their clauses, or declines them."""

    action = "action_answer_policy"


class ActionExplain(_TurnAction):
    """Says why a question is asked, or on which clause the last answer rests."""

    action = "action_explain"


class ActionRepeat(_TurnAction):
    """Says the last turn again, or more simply."""

    action = "action_repeat"


class ActionWhatIf(_TurnAction):
    """Gives the verdict for supposed facts without changing those given."""

    action = "action_what_if"


class ActionSummary(_TurnAction):
    """Lists the facts given so far."""

    action = "action_summary"


class ActionStartOver(_TurnAction):
    """Forgets the facts and begins again."""

    action = "action_start_over"


class ActionHandoff(_TurnAction):
    """Says how to reach a person."""

    action = "action_handoff"


class ActionSmalltalk(_TurnAction):
    """Greets, thanks, calms, says what the assistant is and what it keeps."""

    action = "action_smalltalk"


class ActionClarify(_TurnAction):
    """Asks what is meant by a message that is neither a question nor a fact."""

    action = "action_clarify"


class ValidateSettlementForm(_TurnAction):
    """Takes every message while facts are gathered: answers to the open question, corrections,
    several facts at once, interruptions. It puts the next question itself; the form's requested
    slot follows it, and None ends the form."""

    action = f"validate_{FORM}"

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> Events:
        state = state_of(tracker.slots)
        message, edits = message_of(tracker), edits_of(tracker)
        if edits is None:
            replies = dialogue().respond(state, message)
        else:
            replies = dialogue().edit(state, edits, message)
        dispatch(dispatcher, replies)
        return [
            *events_for(tracker.slots, state),
            SlotSet("requested_slot", state.memory.awaiting),
        ]


class ActionAssess(Action):  # type: ignore[misc]
    """States the verdict when the form has nothing left to ask."""

    def name(self) -> str:
        return "action_assess"

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> Events:
        state = state_of(tracker.slots)
        dispatch(dispatcher, dialogue().conclude(state, message_of(tracker)))
        return events_for(tracker.slots, state)
