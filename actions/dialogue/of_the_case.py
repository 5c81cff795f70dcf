"""Plain questions and remarks on the case in hand, known by their own words whatever the classifier
takes them for: about a refusal, about which of two, about a relative who is to move in; worry.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Optional

from actions.dialogue import pairs, refusals, remarks_made
from actions.dialogue.acts import Acts
from actions.dialogue.state import State
from actions.dialogue.turn import Heard
from actions.reading import Reading


def heard(state: State, text: str, reading: Reading, answered: bool) -> Optional[Heard]:
    """The message as such a question or remark; None where it is none, or tells a fact."""
    if answered or reading.facts:
        return None
    bare = replace(reading, questions=(), supposed={}, subject=None)
    if refusals.asked(state.memory, text):
        return Heard(text, bare, Acts("refused", False, True, 1.0))
    if brought := pairs.brought_here(state, text):
        about = replace(bare, family_in_question=tuple(brought))
        return Heard(text, about, Acts("relative", False, True, 1.0))
    if pairs.which_of_us(state, text):
        return Heard(text, bare, Acts("of_us_two", False, True, 1.0))
    if not reading.unknown and remarks_made.worries(state.memory, text):
        return Heard(text, bare, Acts("worried", False, False, 1.0))
    return None
