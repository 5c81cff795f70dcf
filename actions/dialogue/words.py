"""Fills the document's sentences: who is spoken of, and how facts read aloud."""

from __future__ import annotations

from typing import Any, Iterable, Mapping, Optional

from policy_kb.library import LocalDocument
from policy_kb.models import Question

_FEMALE = frozenset({"mother", "daughter", "spouse_f", "sibling_f", "friend_f", "other_f"})


def pronoun(subject: Optional[str]) -> str:
    """您 for the speaker, 他 or 她 for the person the talk is about."""
    if subject is None or subject == "self":
        return "您"
    return "她" if subject in _FEMALE else "他"


class Words:
    """The wording of one document for one subject."""

    def __init__(self, document: LocalDocument, subject: Optional[str]) -> None:
        self.document = document
        self.subject = None if subject == "self" else subject
        self.who = pronoun(self.subject)

    def say(self, key: str, **values: Any) -> str:
        """The sentence ``key`` with its placeholders filled; {who} is always there."""
        info = self.document.info
        common = {
            "who": self.who,
            "city": self.document.places.city.name,
            "document": info.number,
            "year": info.year,
            "window": info.window.name if info.window else "",
        }
        return self.document.wording[key].format(**{**common, **values})

    def put(self, question: Question) -> str:
        """A question, put about the relative where the talk is about one."""
        if self.subject is None:
            return question.question
        return question.question_other.replace("{he}", self.who)

    def label(self, fact: str) -> str:
        """A fact's short name."""
        return self.document.questions[fact].label

    def value(self, fact: str, value: Any) -> str:
        """A fact's value as a person would say it."""
        if isinstance(value, bool):
            shown = self.document.questions[fact].values
            return shown.get(value) or ("是" if value else "不是")
        if isinstance(value, int):
            return months(value)
        if isinstance(value, list):
            return self.family(value)
        return self.document.questions[fact].values.get(value, str(value))

    def family(self, members: Iterable[Mapping[str, Any]]) -> str:
        """The members' names, two of a kind counted."""
        counts: dict[str, int] = {}
        for member in members:
            name = self.relation(member["relation"])
            counts[name] = counts.get(name, 0) + 1
        if not counts:
            return "没有"
        return "、".join(_counted(name, count) for name, count in counts.items())

    def member(self, relation: str, count: int, called: Optional[str] = None) -> str:
        """A family member as the verdict names them, said of whose family it is; ``called`` where
        the relation does not tell him from another."""
        owner = "" if self.subject is None else f"{self.who}的"
        return _counted(f"{owner}{called or self.relation(relation)}", count)

    def relation(self, relation: str) -> str:
        """A relation's name in the document's words."""
        relations = self.document.rules.family.relations
        return next(r.label for r in relations if r.relation == relation)


def months(count: int) -> str:
    """A duration in months as it is said: 2年, 1年8个月, 7个月."""
    years, rest = divmod(count, 12)
    if years and rest:
        return f"{years}年{rest}个月"
    return f"{years}年" if years else f"{rest}个月"


def _counted(name: str, count: int) -> str:
    return name if count == 1 else f"{name}（{count}位）"


def joined(parts: Iterable[str]) -> str:
    """Items in one sentence: A、B和C."""
    items = list(parts)
    if len(items) < 2:
        return "".join(items)
    return "、".join(items[:-1]) + "和" + items[-1]


def one_of(parts: Iterable[str]) -> str:
    """Items of which one may be so: A、B或C."""
    return "或".join(joined(parts).rsplit("和", 1))


def listed(parts: Iterable[str]) -> str:
    """Conditions in a row: A、B; with semicolons where one of them has commas of its own."""
    items = list(parts)
    own_commas = any(mark in item for item in items for mark in "，、")
    return ("；" if own_commas else "、").join(items)


def quoted(parts: Iterable[str]) -> str:
    """Conditions within one pair of quotation marks: A”、“B."""
    return "”、“".join(parts)
