"""What people believe of the rules, and the bare words they ask with, as validated values.

``claims.yml`` and ``choices.yml`` of a document's folder; both may be missing.
"""

from __future__ import annotations

from typing import Literal, Optional

from pydantic import Field, root_validator, validator

from policy_kb.models import Data, checked_pattern


class Claim(Data):
    """Something that people say of a rule (租房不用社保), and whether the document says so.

    ``about`` and ``unless`` are regular expressions that tell a belief about this matter. ``kind``
    tells how the belief is worded: that something is ``needed``, that somebody or something is
    ``allowed``, that something is ``lost``, a ``period`` that must pass, or what
    ``varies`` with the rule that somebody settles by. ``holds`` is whether
    the document says so of the plain form (租房要社保); None where it sets nothing. A period
    holds as the document has it in ``months``.

    Told of it is what ``answer`` says or, without that, the clause's ``point``; or the ``open``
    point. ``also`` are further clauses it rests on. ``more``: beside it more is asked, so that what
    is so is not yet enough. ``outside``: the documents do not speak of the matter at all, though it
    names theirs (落了户不让生二胎).
    """

    id: str
    about: str
    unless: str = ""
    kind: Literal["needed", "allowed", "lost", "period", "varies"] = "needed"
    holds: Optional[bool] = None
    months: Optional[int] = Field(None, ge=1, le=1200)
    clause: Optional[str] = None
    point: Optional[str] = None
    open: Optional[str] = None
    answer: Optional[str] = None
    also: tuple[str, ...] = ()
    more: bool = False
    outside: bool = False

    _compile = validator("about", "unless", allow_reuse=True)(checked_pattern)

    @root_validator(skip_on_failure=True)
    def _tells_something(cls, values: dict[str, object]) -> dict[str, object]:
        places = [values["clause"], values["open"], values["outside"] or None]
        if sum(place is not None for place in places) != 1:
            raise ValueError("clause、open、outside 要写一个，只写一个")
        if values["clause"] is not None and values["point"] is None and values["answer"] is None:
            raise ValueError("写了 clause，就要写 point 或者 answer")
        if (values["kind"] == "period") != (values["months"] is not None):
            raise ValueError("kind: period 要写 months，别的不写")
        return values


class Claims(Data):
    """``claims.yml``: what a reply begins with, and the claims, the first that fits counts.

    ``plain`` are the words that add nothing to any claim (a regular expression); ``told`` comes
    before the rule where a belief adds to it what is neither asked for nor denied.
    """

    so: str
    so_and_more: str
    so_in_part: str
    varies: str
    depends: str
    why: str
    not_so: str
    not_set: str
    told: str
    plain: str
    claims: tuple[Claim, ...]

    _compile = validator("plain", allow_reuse=True)(checked_pattern)


class Choice(Data):
    """Words that by themselves may mean several things (社保), and what is asked of them most.

    ``words`` is a regular expression for the whole message without its 怎么办 and 的事. One that
    ``leans`` goes on with the talk where something was said before (能办吗). ``within`` tells what
    the words ask in a case that a route is open to: route id → question, the first that fits counts.
    """

    id: str
    words: str
    leans: bool = False
    ask: tuple[str, ...]
    within: dict[str, str] = Field(default_factory=dict)

    _compile = validator("words", allow_reuse=True)(checked_pattern)

    @validator("ask")
    def _two_or_three(cls, value: tuple[str, ...]) -> tuple[str, ...]:
        if not 2 <= len(value) <= 3:
            raise ValueError("要写两三样让人挑")
        return value
