"""The questions the assistant offers itself, known again in whatever speech they are typed."""

from __future__ import annotations

import re

from policy_kb.library import LocalDocument
from policy_kb.text import normalize

_SPEECH = (
    ("咋整|咋弄|咋办|怎么整|怎么弄", "怎么办"),
    ("咋", "怎么"),
    ("[俺咱]", "我"),
    ("恁", "您"),
    ("啥", "什么"),
)
"""孩子上学咋办 is 孩子上学怎么办."""


class OwnQuestions:
    """What stands on the buttons (``offered``), and beside it what the documents word themselves
    (``worded``)."""

    def __init__(self, document: LocalDocument) -> None:
        offered = {title for clause in document.clauses.values() for title in clause.next}
        offered.update(ask for choice in document.choices for ask in choice.ask)
        points = (point for clause in document.clauses.values() for point in clause.points)
        self._offered = {_plain(ask) for ask in offered}
        self._worded = self._offered | {_plain(ask) for point in points for ask in point.ask}

    def offered(self, text: str) -> bool:
        """Whether the text is a question of a button: it is never refused."""
        return _plain(text) in self._offered

    def worded(self, text: str) -> bool:
        """Whether the text is a question that the documents have an answer to, word for word."""
        return _plain(text) in self._worded


def _plain(text: str) -> str:
    text = normalize(text).strip().rstrip("?。!呢啊呀 ")
    for dialect, standard in _SPEECH:
        text = re.sub(dialect, standard, text)
    return text
