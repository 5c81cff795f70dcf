"""Reads one message of an applicant: exactly the facts it states, and how it states them.

``read`` is the whole public face. Stage one (``annotation``) marks people, places, lengths and
clauses and needs nothing but the text and the document's places; it is cached. Stage two
(``interpret``) takes the question that was asked, the day and the facts known so far. Same in,
same out; nothing is learned or guessed.
"""

from __future__ import annotations

from datetime import date
from typing import Any, Mapping

from actions.reading.annotation import annotate
from actions.reading.interpret import interpret
from actions.reading.reading import Reading
from policy_kb.places import Places

__all__ = ["Reading", "read"]


def read(
    text: str,
    *,
    places: Places,
    awaiting: str | None = None,
    as_of: date,
    known: Mapping[str, Any] | None = None,
    subject: str | None = None,
    called: str | None = None,
    mentioned: str | None = None,
    housemate: bool = False,
) -> Reading:
    """What ``text`` states as an answer to ``awaiting`` (a fact key or special_status) or freely.

    ``as_of`` is the day of the talk, ``known`` the facts gathered so far, ``subject`` whom the
    conversation is about (None: the speaker) and ``called`` the word by which he was asked for.
    ``mentioned`` is the word of the relative named last beside him, for a 他 or 她 that follows;
    ``housemate`` says that he is known to live with the speaker.
    """
    return interpret(
        annotate(text, places),
        awaiting=awaiting,
        as_of=as_of,
        known=known or {},
        subject=subject,
        called=called,
        mentioned=mentioned,
        housemate=housemate,
    )
