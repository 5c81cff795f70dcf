"""What one message says, as a value."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, Mapping


@dataclass(frozen=True)
class Told:
    """What a message tells of somebody beside the applicant: ``subject`` and ``called`` as they
    would be if he were asked for, ``text`` the clauses about him."""

    subject: str
    called: str | None
    text: str


@dataclass(frozen=True)
class Reading:
    """The facts a message states, and how it states them.

    facts          stated about the applicant; JSON values of the fact table
    supposed       what the message only supposes (要是在本地交社保呢)
    unknown        facts the speaker says he does not know
    declined       facts he does not want to tell
    retracted      facts taken back without a new value (不是租的)
    corrects       an explicit correction (刚才说错了)
    polarity       ``yes`` or ``no`` when the message begins with just that
    questions      the clauses that ask something, in order
    other_parties  it tells about a third person
    subject        whom the talk is about when the message says so (``father``, …, ``self``)
    called         the word by which it, or the talk before, asks for that person (孙子)
    other_cities   named cities other than the document's own that it asks about
    family_in_question  the relatives whom its questions name, each with who he is (``called``)
    family_called  who the members of the family fact are, in its order (爹/m)
    left_open      facts of which it tells something that the document does not decide
    either         facts of which the message means one, each with what it would tell; it is open
                   which of them that is
    rough          facts of a length that is told only about (两年左右)
    near           of these, those left out of ``facts`` since a rule asks for just so much
    assumed_subject  nobody was expressly asked for: ``subject`` is only inferred
    of_others      what is told of others than the applicant, the speaker included
    mentioned      the word of the relative it names last beside the applicant
    housemate      it tells that the one asked for lives with the speaker
    speaker_registered  who asks for another has his own registration here
    spans          where in the message a fact was read; empty where normalising moved the words
    """

    facts: Mapping[str, Any] = field(default_factory=dict)
    supposed: Mapping[str, Any] = field(default_factory=dict)
    unknown: frozenset[str] = frozenset()
    declined: frozenset[str] = frozenset()
    retracted: frozenset[str] = frozenset()
    corrects: bool = False
    polarity: str | None = None
    questions: tuple[str, ...] = ()
    other_parties: bool = False
    subject: str | None = None
    called: str | None = None
    other_cities: tuple[str, ...] = ()
    assumed: tuple[str, ...] = ()
    family_in_question: tuple[Mapping[str, Any], ...] = ()
    either: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    rough: frozenset[str] = frozenset()
    near: Mapping[str, int] = field(default_factory=dict)
    left_open: frozenset[str] = frozenset()
    family_called: tuple[str, ...] = ()
    assumed_subject: bool = False
    of_others: tuple[Told, ...] = ()
    mentioned: str | None = None
    housemate: bool = False
    speaker_registered: bool = False
    spans: Mapping[str, tuple[int, int]] = field(default_factory=dict)
