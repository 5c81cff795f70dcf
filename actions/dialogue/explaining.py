"""What is said of a clause, of something left open, of what lies outside the documents."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import Optional, Sequence, Union

from actions.dialogue.beliefs import Belief
from actions.dialogue.state import Button, Reply
from actions.dialogue.words import Words
from policy_kb.everyday import Choice, Claims
from policy_kb.library import Library
from policy_kb.models import Aspect, BackgroundRef, Citation, OpenPoint
from policy_kb.search import Searcher, Topic

PAIR = 2
"""So many clauses that ask for the same thing are cited together."""
BUTTONS = 3
"""Choices or further questions offered under a reply; more are not read."""
_UNSET = "文件没有规定"
_YES_NO = re.compile("^(?:不|没)?(?:要|能|用|有|行|会|管)(?:申请|落|解决|用)?[。，]")
"""What an answer begins with that a belief is answered with already (对的。要。)."""


@dataclass(frozen=True)
class Answer:
    """A reply with what the memory keeps of it; ``covered`` False when it was declined, ``open``
    True when it says that the document leaves the matter open; ``several`` when it offers what a
    bare word may mean, ``belief`` when it says whether something heard is so; ``plainly`` when the
    question itself, without the story before it, asks for that open side."""

    reply: Reply
    covered: bool
    clause: Optional[str] = None
    point: Optional[str] = None
    settles: bool = False
    open: bool = False
    several: bool = False
    belief: bool = False
    plainly: bool = False


class Explainer:
    """Words the answers, with their citations. ``settling`` are the clauses on who may settle."""

    def __init__(self, library: Library, searcher: Searcher) -> None:
        self.library = library
        self.searcher = searcher
        rules = library.local.rules
        ways = {rules.family.clause, *(route.clause for route in rules.routes)}
        self.settling = {c for c in library.local.clauses if any(w.startswith(c) for w in ways)}

    def declined(self, words: Words) -> Reply:
        """The kind refusal of what the documents do not cover, with where to turn."""
        return Reply("out_of_scope", words.say("out_of_scope"), self._starters(words))

    def other_city(self, words: Words, city: str) -> Reply:
        """The refusal of a question about another, named city."""
        text = words.say("other_city", other=city)
        return Reply("out_of_scope", text, self._starters(words))

    def choice(self, words: Words, inside: Sequence[Topic]) -> Reply:
        """Two or three readings in plain words, and always "something else"."""
        buttons = []
        for topic in inside[:BUTTONS]:
            title, ask = self._title(topic)
            buttons.append(Button(title, ask))
        buttons.append(Button(words.say("choice_none"), words.say("choice_none")))
        return Reply("clarify", words.say("choice"), tuple(buttons))

    def several(self, words: Words, choice: Choice) -> Answer:
        """What people ask most with a bare word, and always "something else"."""
        buttons = [Button(ask, ask) for ask in (*choice.ask, words.say("choice_none"))]
        reply = Reply("clarify", words.say("choice"), tuple(buttons))
        return Answer(reply, covered=False, several=True)

    def belief(self, words: Words, claims: Claims, belief: Belief, question: str) -> Answer:
        """That it is so, is not so, or is not set, and what the document does say of it."""
        claim, local = belief.claim, self.library.local
        if claim.outside:
            return Answer(self.declined(words), covered=False, belief=True)
        lead = claims.varies if claim.kind == "varies" else claims.not_set
        if belief.so is not None:
            enough = claims.so_and_more if claim.more and belief.so == claim.holds else claims.so
            lead = enough if belief.so else claims.not_so
            if belief.enough:  # 租到两年就能办了吧, said of oneself, is not to be heard as yes
                lead = claims.so_and_more if belief.heard else claims.so_in_part
        if belief.added:  # 租房落户得房东同意: renting does, but that is not what was said
            lead = claims.not_set if belief.demand else claims.told
        lead = claims.why if belief.why else claims.depends if belief.asked else lead
        if claim.open is not None:
            found = self.open_point(words, local.open_points[claim.open], question)
            text = lead + found.reply.text
            return replace(found, reply=replace(found.reply, text=text), belief=True)
        clause = local.clauses[claim.clause or ""]
        point = next((p for p in clause.points if p.id == claim.point), None)
        says = claim.answer or (point.answer if point else clause.plain)
        cited = [self.library.citation(clause.id, point), *map(self.library.citation, claim.also)]
        buttons = tuple(Button(title, title) for title in clause.next[:BUTTONS])
        reply = Reply("answer", lead + _YES_NO.sub("", says), buttons, tuple(cited))
        settles = clause.id in self.settling
        return Answer(reply, True, clause.id, claim.point, settles, belief=True)

    def _title(self, topic: Topic) -> tuple[str, str]:
        local = self.library.local
        if topic.kind == "open":
            point = local.open_points[topic.id]
            return point.title, point.ask[0]
        clause = local.clauses[topic.id]
        ask = clause.points[0].ask[0] if clause.points else clause.title
        return clause.title, ask

    def clause(
        self,
        words: Words,
        clause_id: str,
        question: str,
        left_open: Optional[Union[Aspect, OpenPoint]] = None,
    ) -> Answer:
        """What the clause says of the question; beside it, what it leaves open of it."""
        clause = self.library.local.clauses[clause_id]
        point = self.searcher.point(question, clause_id) if question else None
        citations = [self.library.citation(clause_id, point)]
        says = point.answer if point else clause.plain
        found = self.searcher.background(question, clause_id) if question else None
        behind = self._background(words, [found] if found else [], citations)
        if point is not None and _UNSET in point.answer:
            left_open = None  # the point says so itself
        if left_open is None:
            parts = [says, *behind]
            buttons = tuple(Button(title, title) for title in clause.next[:BUTTONS])
            told = point.id if point else None
        else:
            told_of = _YES_NO.sub("", says)  # neither yes nor no beside "not set"
            nearest = words.say("nearest", clause=clause_id, text=told_of)
            parts = [left_open.answer, nearest, *behind, left_open.where]
            buttons, told = (), None
        reply = Reply("answer", "\n".join(parts), buttons, tuple(citations))
        settles = clause_id in self.settling
        return Answer(reply, True, clause_id, told, settles, open=left_open is not None)

    def open_point(self, words: Words, open_point: OpenPoint, question: str) -> Answer:
        """What the document leaves open, with the nearest clause and what others say of it."""
        clause = self.searcher.nearest_clause(question, open_point.nearest, open_point.otherwise)
        cited = [clause] if clause else []
        if len(open_point.nearest) == PAIR:  # what both ask for, and neither sets
            cited.extend(one for one in open_point.nearest if one != clause)
        citations: list[Citation] = [self.library.citation(one) for one in cited]
        parts = [open_point.answer]
        refs = list(open_point.background)
        if clause and not refs:
            found = self.searcher.background(question, clause)
            refs = [found] if found else []
        parts.extend(self._background(words, refs, citations))
        parts.append(open_point.where)
        reply = Reply("answer", "\n".join(parts), (), tuple(citations))
        return Answer(reply, True, clause, settles=clause in self.settling, open=True)

    def _background(
        self, words: Words, refs: list[BackgroundRef], citations: list[Citation]
    ) -> list[str]:
        """Sentences for facts of other documents, marked as background; adds their citations."""
        parts = []
        for ref in refs:
            citation = self.library.background_citation(ref)
            if citation is None:
                continue
            citations.append(citation)
            source = f"{citation.document} {citation.clause}"
            parts.append(words.say("background", source=source, fact=citation.summary))
        return parts

    def _starters(self, words: Words) -> tuple[Button, ...]:
        starter = words.say("start_title")
        return (Button(starter, starter),)
