"""What the documents say: their text, clauses, rules and wording, and search over them.

Knows nothing of Rasa or of the web. Everything particular to one document stands in its folder
under ``documents/``; ``load_library`` reads and checks all of them.
"""

from policy_kb.errors import PolicyDataError, Problem
from policy_kb.library import Library
from policy_kb.loading import load_library

__all__ = ["Library", "PolicyDataError", "Problem", "load_library"]
