"""Search over the documents: full text and embeddings, fused, with "not covered" an outcome."""

from policy_kb.search.index import Hit, Passage, PassageIndex
from policy_kb.search.searcher import Searcher
from policy_kb.search.topics import Topic

__all__ = ["Hit", "Passage", "PassageIndex", "Searcher", "Topic"]
