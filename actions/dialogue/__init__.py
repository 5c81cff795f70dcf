"""The conversation: what a message does, what is asked next, what is answered and how."""

from actions.dialogue.state import Button, Memory, Message, Reply, State
from actions.dialogue.talk import Dialogue

__all__ = ["Button", "Dialogue", "Memory", "Message", "Reply", "State"]
