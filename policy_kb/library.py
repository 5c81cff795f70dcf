"""All documents together: one local document whose rules decide, and those behind it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Iterator, Optional

from policy_kb.everyday import Choice, Claims
from policy_kb.models import (
    Aspect,
    BackgroundFact,
    BackgroundRef,
    Citation,
    Clause,
    Condition,
    DocumentInfo,
    OpenPoint,
    Point,
    Question,
    ReadingNote,
    Rules,
)
from policy_kb.places import Places
from policy_kb.source import Span
from policy_kb.text import normalize


@dataclass(frozen=True)
class LocalDocument:
    """The city's own document: text, clauses, rules, wording. Loaded from one folder."""

    folder: Path
    info: DocumentInfo
    source: str
    spans: dict[str, Span]
    clauses: dict[str, Clause]
    open_points: dict[str, OpenPoint]
    questions: dict[str, Question]
    readings: dict[str, ReadingNote]
    wording: dict[str, str]
    rules: Rules
    places: Places
    phrasings: dict[str, dict[str, list[str]]]
    aspects: tuple[Aspect, ...] = ()
    claims: Optional[Claims] = None
    choices: tuple[Choice, ...] = ()

    def text_of(self, clause: str) -> str:
        """The clause's exact words in the source. KeyError for an unknown clause."""
        span = self.spans[clause]
        return self.source[span.start : span.end]

    def signed(self, clause: str, question: str) -> Optional[OpenPoint]:
        """The open point of the clause whose signs the question shows, the first that does."""
        said = normalize(question)
        for point in self.open_points.values():
            if point.signs and clause in point.nearest and re.search(point.signs, said):
                return point
        return None

    def bare_side(self, question: str) -> Optional[Aspect]:
        """The side of a matter that the question asks for by its bare name (加急能办吗): beside its
        signs there is nothing in it but words that go with any question."""
        if self.claims is None:
            return None
        said = normalize(question)
        for aspect in self.aspects:
            rest, found = re.subn(aspect.signs, "", said)
            if found and not re.sub(self.claims.plain, "", rest):
                return aspect
        return None

    @cached_property
    def conditions(self) -> dict[str, Condition]:
        """Every condition of every route by id."""
        return {c.id: c for route in self.rules.routes for c in route.conditions}

    @cached_property
    def rest(self) -> dict[str, OpenPoint]:
        """By clause, the open point that stands for all the rest that the clause leaves open."""
        return {point.nearest[0]: point for point in self.open_points.values() if point.tells}


@dataclass(frozen=True)
class BackgroundDocument:
    """A national or provincial document, known by facts in our own words."""

    folder: Path
    info: DocumentInfo
    facts: dict[str, BackgroundFact]


@dataclass(frozen=True)
class Library:
    """What the assistant may say and cite. ``fingerprint`` changes with any byte of the data."""

    local: LocalDocument
    background: tuple[BackgroundDocument, ...]
    fingerprint: str

    def citation(self, clause_id: str, point: Point | None = None) -> Citation:
        """A clause of the local document as a reply shows it. KeyError for an unknown clause."""
        clause = self.local.clauses[clause_id]
        return Citation(
            document=self.local.info.number,
            clause=clause.id,
            title=clause.title,
            excerpt=point.excerpt if point else clause.excerpt,
            summary=point.answer if point else clause.plain,
        )

    def condition_citation(self, condition: Condition) -> Citation:
        """A condition's clause with just the words that carry the condition."""
        clause = self.local.clauses[condition.clause]
        return Citation(
            document=self.local.info.number,
            clause=clause.id,
            title=clause.title,
            excerpt=condition.excerpt,
            summary=condition.text,
        )

    def background_fact(self, ref: BackgroundRef) -> BackgroundFact | None:
        """The fact a reference names, or None where that document is not in the library."""
        for document in self.background:
            if document.info.number == ref.document:
                return document.facts.get(ref.clause)
        return None

    def background_citation(self, ref: BackgroundRef) -> Citation | None:
        """A fact of another document; it has no excerpt because its text is not here."""
        fact = self.background_fact(ref)
        if fact is None:
            return None
        return Citation(
            document=ref.document,
            clause=fact.id,
            title=fact.title,
            excerpt=None,
            summary=fact.summary,
        )

    def background_refs(self) -> Iterator[tuple[BackgroundRef, BackgroundFact]]:
        """Every fact of the documents behind the local one."""
        for document in self.background:
            for fact in document.facts.values():
                yield BackgroundRef(document=document.info.number, clause=fact.id), fact

    def info_of(self, document: str) -> DocumentInfo | None:
        """A document's particulars by its number."""
        for info in (self.local.info, *(d.info for d in self.background)):
            if info.number == document:
                return info
        return None
