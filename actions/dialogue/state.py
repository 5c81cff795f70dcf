"""What a conversation knows between two messages, and what a turn says.

Facts live in Rasa slots of their own; everything else of the talk is ``Memory``, one slot that
is plain JSON, so any tracker store can hold it.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from datetime import date
from typing import Any, Optional

from policy_kb.models import Citation

POLICY, VERDICT, WHAT_IF, CHOICE = "policy", "verdict", "what_if", "choice"
"""What a turn can have told; a short message after it leans on that."""


@dataclass
class Memory:
    """The talk so far, apart from the facts.

    ``turns``      messages taken so far; as it grows, every turn leaves a trace, without which
                   Rasa takes a form's turn for one that was refused and answers it again
    ``gathering``  the applicant wants a verdict and facts are being collected
    ``awaiting``   the fact or combined question that was just asked
    ``unknown``    facts the applicant does not know; ``declined`` those not to be told
    ``asked``      every question put so far, in order
    ``settled``    combined questions that were answered, if only in part
    ``failures``   answers in a row that did not answer the open question
    ``due``        nothing is left to ask, the verdict is to be said in this turn
    ``stated``     the verdict was said for the facts as they stand
    ``verdict``    the verdict last said, so that a change can be named
    ``before``     the verdict said before that one, if any
    ``lines``      what was said of that verdict; ``brief`` it is to be said again for what was
                   told since, so that what still holds need not be repeated
    ``planned``    facts that will hold before long, by what was told (work elsewhere)
    ``subject``    whom the talk is about (see ``actions.reading``); None is the speaker
    ``called``     the word by which that person was asked for (孙子)
    ``assumed``    nobody was expressly asked for: the subject was only inferred
    ``mentioned``  the word of the relative named last beside the subject, for a 他 or 她
    ``housemates`` those asked for who live with the speaker, by subject
    ``speaker_registered``  who asks for others has his own registration here
    ``clause`` ``point`` ``question``   what the last policy answer was about
    ``spoke``      what the last turn told: POLICY, VERDICT, WHAT_IF or CHOICE, or None
    ``basis``      the clauses behind what was told last, the foremost first
    ``recheck``    facts changed since the verdict was said, so it is due again
    ``paused``     the question that was open when the applicant put the talk off
    ``shelved``    facts of the others whom the talk was about, by subject
    ``unsaid``     what those others did not know or tell, by subject
    ``for_family`` it was said that the questions from here on are asked for the family's sake
    ``family_called``  who the members of the family are, in its order (see ``Reading.family_called``)
    ``relatives``  the relatives asked about in the last turn, each with who he is
    ``told``       the facts of the last message that stated any, for a bare correction
    ``either``     facts of which the last message meant one, each with what it would tell
    ``rough``      lengths told roughly that lie just on a limit, for which the month was asked
    ``heard``      the last message, so that saying it again is noticed
    ``said``       the last turn's texts, for "say that again"
    ``choices``    question texts offered in the last turn, in order
    """

    turns: int = 0
    gathering: bool = False
    awaiting: Optional[str] = None
    unknown: list[str] = field(default_factory=list)
    declined: list[str] = field(default_factory=list)
    asked: list[str] = field(default_factory=list)
    settled: list[str] = field(default_factory=list)
    failures: int = 0
    due: bool = False
    stated: bool = False
    verdict: Optional[str] = None
    before: Optional[str] = None
    lines: list[str] = field(default_factory=list)
    brief: bool = False
    planned: dict[str, Any] = field(default_factory=dict)
    subject: Optional[str] = None
    called: Optional[str] = None
    assumed: bool = False
    mentioned: Optional[str] = None
    housemates: list[str] = field(default_factory=list)
    speaker_registered: bool = False
    clause: Optional[str] = None
    point: Optional[str] = None
    question: Optional[str] = None
    spoke: Optional[str] = None
    basis: list[str] = field(default_factory=list)
    recheck: bool = False
    paused: Optional[str] = None
    shelved: dict[str, dict[str, Any]] = field(default_factory=dict)
    unsaid: dict[str, dict[str, list[str]]] = field(default_factory=dict)
    for_family: bool = False
    family_called: list[str] = field(default_factory=list)
    relatives: list[dict[str, Any]] = field(default_factory=list)
    told: list[str] = field(default_factory=list)
    either: dict[str, dict[str, Any]] = field(default_factory=dict)
    rough: dict[str, int] = field(default_factory=dict)
    heard: str = ""
    said: list[dict[str, Any]] = field(default_factory=list)
    choices: list[str] = field(default_factory=list)

    @classmethod
    def from_json(cls, data: Optional[dict[str, Any]]) -> Memory:
        """Reads what ``as_json`` wrote; keys of an older version are left out."""
        known = {key: value for key, value in (data or {}).items() if key in _MEMORY_KEYS}
        return cls(**known)

    def as_json(self) -> dict[str, Any]:
        return asdict(self)

    @property
    def unavailable(self) -> set[str]:
        """Facts that will not be had: not known or not told."""
        return {*self.unknown, *self.declined}


_MEMORY_KEYS = frozenset(Memory.__dataclass_fields__)


@dataclass
class State:
    """Facts and memory of one conversation, changed in place during a turn."""

    facts: dict[str, Any] = field(default_factory=dict)
    memory: Memory = field(default_factory=Memory)


@dataclass(frozen=True)
class Button:
    """``payload`` can be sent back as the message."""

    title: str
    payload: str


@dataclass(frozen=True)
class Reply:
    """One bubble. ``kind`` as the contract lists them.

    ``citations`` are the clauses an answer rests on; ``basis`` those that a question gives as its
    reason, apart because whoever is refused an answer and asked the next question is told no rule.
    """

    kind: str
    text: str
    buttons: tuple[Button, ...] = ()
    citations: tuple[Citation, ...] = ()
    basis: tuple[Citation, ...] = ()

    @classmethod
    def from_json(cls, data: dict[str, Any]) -> Reply:
        """Reads what ``as_json`` wrote."""
        return cls(
            data["kind"],
            data["text"],
            tuple(Button(b["title"], b["payload"]) for b in data["buttons"]),
            tuple(Citation(**c) for c in data["citations"]),
            tuple(Citation(**c) for c in data.get("basis", ())),
        )

    def as_json(self) -> dict[str, Any]:
        return {
            "kind": self.kind,
            "text": self.text,
            "buttons": [{"title": b.title, "payload": b.payload} for b in self.buttons],
            "citations": [citation.dict() for citation in self.citations],
            "basis": [citation.dict() for citation in self.basis],
        }


@dataclass(frozen=True)
class Message:
    """One message as the dialogue takes it: masked text, the acts' probabilities, the day."""

    text: str
    acts: dict[str, float]
    as_of: date
    data: dict[str, Any] = field(default_factory=dict)
