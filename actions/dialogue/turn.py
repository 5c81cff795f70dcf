"""One turn: the message as it was understood, and the talk it meets."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Optional

from actions.dialogue.acts import Acts
from actions.dialogue.answers import Answerer
from actions.dialogue.state import Memory, State
from actions.dialogue.words import Words
from actions.reading import Reading
from policy_kb.library import Library


@dataclass(frozen=True)
class Heard:
    """What a message says (``reading``) and does (``acts``). ``text`` is the message, or the
    choice that its number picked. ``of_speaker``: who is asked about beside the person the talk is
    about is the speaker."""

    text: str
    reading: Reading
    acts: Acts
    of_speaker: bool = False


@dataclass(frozen=True)
class Turn:
    """What the parts of a turn need. ``awaited`` is the question that was open before it."""

    answerer: Answerer
    state: State
    heard: Heard
    awaited: Optional[str]
    as_of: date

    @property
    def library(self) -> Library:
        return self.answerer.library

    @property
    def memory(self) -> Memory:
        return self.state.memory

    @property
    def reading(self) -> Reading:
        return self.heard.reading

    @property
    def acts(self) -> Acts:
        return self.heard.acts

    @property
    def words(self) -> Words:
        """The wording for whom the talk is about now."""
        return Words(self.library.local, self.memory.subject)
