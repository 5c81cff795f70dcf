"""What stands in a document's folder, as validated values.

Field names are those of the YAML files; docs/policy-data.md explains each file to a policy clerk.
"""

from __future__ import annotations

import re
from typing import Any, Literal, Optional

from pydantic import BaseModel, Extra, Field, validator

MAX_EXCERPT = 160  # characters that still read well in a chat bubble


class Data(BaseModel):
    """Frozen and strict: an unknown key in a data file is a mistake, not an extension."""

    class Config:
        extra = Extra.forbid
        allow_mutation = False


class Window(Data):
    """Where a citizen turns in person; ``advice`` is a whole sentence."""

    name: str
    advice: str


class DocumentInfo(Data):
    """``document.yml``: the document's name as published, its issuer and dates."""

    number: str
    title: str
    issuer: str
    kind: Literal["local", "provincial", "national"]
    year: int
    dated: Optional[str] = None
    in_force: Optional[str] = None
    aliases: tuple[str, ...] = ()
    window: Optional[Window] = None
    duty_clause: str = ""
    """The clause that forbids offices to put obstacles in the way."""
    caution: str = ""
    note: str = ""


class Point(Data):
    """A detail that a clause settles: the questions it answers, the answer, the exact words.

    ``about`` (a regular expression) is what a question must name before this is said of it: 不能
    of relatives must not be said where 老婆 is all that is named.
    """

    id: str
    about: str = ""
    ask: tuple[str, ...]
    excerpt: str
    answer: str
    premise: bool = False

    @validator("about")
    def _compiles(cls, about: str) -> str:
        return checked_pattern(about)


class Clause(Data):
    """One clause of a document that lies in the repository with its source text.

    ``whole``: questions that no single point answers; ``plain`` is said of them (毕业生怎么落户).
    """

    id: str
    title: str
    audience: Literal["citizen", "administrative"]
    excerpt: str = Field(max_length=MAX_EXCERPT)
    plain: str
    points: tuple[Point, ...] = ()
    whole: tuple[str, ...] = ()
    related: tuple[str, ...] = ()
    next: tuple[str, ...] = ()


class BackgroundRef(Data):
    """Names one fact of another document."""

    document: str
    clause: str


class OpenPoint(Data):
    """What the document leaves open.

    ``nearest`` is the clause nearest to it, or several of which the question decides, the first
    where it does not; empty means any clause the question is about, and ``otherwise`` where it is
    about none in particular. One that ``tells`` stands for all the rest that its clause leaves open
    and says what the clause does set. ``signs`` is a regular expression: a question that shows it
    asks for this point where it is about the clause, or comes from somebody whose own case it is
    (会不会罚钱, of one without registration).
    """

    id: str
    title: str
    nearest: tuple[str, ...] = ()
    otherwise: Optional[str] = None
    answer: str
    where: str
    tells: bool = False
    background: tuple[BackgroundRef, ...] = ()
    signs: str = ""
    ask: tuple[str, ...]

    @validator("signs")
    def _pattern(cls, value: str) -> str:
        return checked_pattern(value)

    @validator("nearest", pre=True)
    def _one_or_several(cls, value: Any) -> Any:
        """One clause may be written without a list, and null for none."""
        if value is None:
            return ()
        return (value,) if isinstance(value, str) else value


def checked_pattern(value: str) -> str:
    """``value`` where it is a regular expression. ValueError otherwise."""
    try:
        re.compile(value)
    except re.error as error:
        raise ValueError(f"不是正则表达式：{error}") from error
    return value


class Aspect(Data):
    """A side of a matter that most clauses leave open: sums, days, papers.

    A question that shows one of its ``signs`` (a regular expression) asks for that side, whichever
    clause it is about. ``set_by`` names the clauses that do set it, each with a regular expression
    for the questions that it answers; the empty one stands for all.
    """

    id: str
    signs: str
    answer: str
    where: str
    set_by: dict[str, str] = {}

    @validator("signs")
    def _compiles(cls, value: str) -> str:
        return checked_pattern(value)

    @validator("set_by", each_item=True)
    def _each_compiles(cls, value: str) -> str:
        return checked_pattern(value)

    def is_set_by(self, clause: str, question: str) -> bool:
        """Whether the clause answers this normalised question on this side."""
        return clause in self.set_by and bool(re.search(self.set_by[clause], question))


class BackgroundFact(Data):
    """A fact of a document known in our words alone (no source text, so no quotation)."""

    id: str
    title: str
    summary: str
    supports: tuple[str, ...] = ()
    ask: tuple[str, ...] = ()


class Option(Data):
    """A button: ``payload`` can be sent back as the message. In a combined question ``fact`` is
    the one it answers and ``name`` who is meant, so that it goes where that is known."""

    title: str
    payload: str
    fact: Optional[str] = None
    name: str = ""


class Question(Data):
    """The wording of one question; ``question_other`` is put about a relative ({he} = 他/她).

    ``rest`` and ``rest_other`` are a combined question where some of it is known: {names} are those
    it still asks for.
    """

    fact: str
    question: str
    question_other: str
    rest: str = ""
    rest_other: str = ""
    hint: str
    why: str
    why_clause: str
    explain: str
    options: tuple[Option, ...]
    label: str
    values: dict[Any, str] = Field(default_factory=dict)


class ReadingNote(Data):
    """How the assistant reads what the letter of a clause leaves open."""

    id: str
    clause: str
    text: str


class Test(Data):
    """A condition's test over the facts, three-valued: exactly one of the forms below.

    ``{fact, is}``, ``{fact, in}``, ``{fact, at_least}`` (months), ``{all}``, ``{any}``, ``{not}``.
    """

    fact: Optional[str] = None
    is_: Optional[Any] = Field(None, alias="is")
    in_: Optional[tuple[str, ...]] = Field(None, alias="in")
    at_least: Optional[int] = Field(None, ge=1, le=1200)
    all_: Optional[tuple[Test, ...]] = Field(None, alias="all")
    any_: Optional[tuple[Test, ...]] = Field(None, alias="any")
    not_: Optional[Test] = Field(None, alias="not")

    def leaves(self) -> tuple[Test, ...]:
        """The tests of single facts, left to right."""
        if self.fact is not None:
            return (self,)
        parts = self.all_ or self.any_ or ((self.not_,) if self.not_ else ())
        return tuple(leaf for part in parts for leaf in part.leaves())

    def facts(self) -> tuple[str, ...]:
        """The keys of the facts the test reads, each once, in order."""
        return tuple(dict.fromkeys(leaf.fact or "" for leaf in self.leaves()))


Test.update_forward_refs()


class Interpretation(Data):
    """Names the reading a condition rests on, unless ``unless`` is met by the facts."""

    reading: str
    unless: Optional[Test] = None


class Condition(Data):
    """One requirement of a route: its words, its clause, its test, what can be done about it.

    ``shortfall`` is the remedy while the test is unmet; {months} stands for the missing months.
    None means that nothing the applicant does can mend it.
    """

    id: str
    text: str
    clause: str
    excerpt: str
    test: Test
    shortfall: Optional[str] = None
    interpretation: Optional[Interpretation] = None


class Destination(Data):
    """A place where the registration goes, if ``when`` does not rule it out."""

    text: str
    when: Optional[Test] = None


class Route(Data):
    """A way to settle: every condition must be met. ``gate`` is asked before the others."""

    id: str
    clause: str
    title: str
    gate: str
    refers: bool = False
    conditions: tuple[Condition, ...]
    settle_at: tuple[Destination, ...] = ()


class FamilyRelation(Data):
    """Whether a relation may come along and what is asked of it."""

    relation: Literal["spouse", "child", "parent", "other"]
    label: str
    may_come: bool
    unmarried: bool = False


class FamilyRules(Data):
    """Who comes along, and over which routes."""

    clause: str
    excerpt: str
    routes: tuple[str, ...]
    relations: tuple[FamilyRelation, ...]


class CombinedQuestion(Data):
    """One question that covers several facts."""

    id: str
    facts: tuple[str, ...]


class Rules(Data):
    """``routes.yml``: the routes, who comes along, combined questions, likelihoods.

    ``likelihood`` is how often (0–1) the people who ask meet a condition; it only orders the
    questions and never decides anything.
    """

    routes: tuple[Route, ...]
    family: FamilyRules
    combined: tuple[CombinedQuestion, ...] = ()
    likelihood: dict[str, float] = Field(default_factory=dict)


class Citation(Data):
    """What a reply shows of a clause; ``excerpt`` is None where the source text is not here."""

    document: str
    clause: str
    title: str
    excerpt: Optional[str]
    summary: str
