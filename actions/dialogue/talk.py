"""One turn of the conversation: from a message and what is known to replies and what is known."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any, Optional

from actions.dialogue import followups
from actions.dialogue.acts import Acts, decide
from actions.dialogue.answers import APART, Answer, Answerer
from actions.dialogue.gather import (
    FAMILY,
    TRIES,
    ask,
    ask_again,
    next_question,
    put,
    settle_combined,
)
from actions.dialogue.state import Button, Memory, Message, Reply, State
from actions.dialogue.verdict import verdict_reply
from actions.dialogue.words import Words
from actions.eligibility import assess
from actions.reading import Reading, read
from policy_kb.errors import FactError
from policy_kb.facts import with_community_area
from policy_kb.library import Library
from policy_kb.models import Citation
from policy_kb.search import Searcher

MAX_ANSWERS = 3
"""Questions of one message that are answered; more would bury the first."""
_FOLLOW_UP = re.compile(r"^(?:那|那么|哪)?.{1,8}呢[?？。]?$")
"""A question that leans on the one before: 租的呢, 那岳父呢."""
SHORT = 25
"""Up to this many characters a named city is what the question is about."""


class Dialogue:
    """The conversation's logic over one library. Holds no state of any conversation."""

    def __init__(self, library: Library, searcher: Searcher) -> None:
        self.library = library
        self.searcher = searcher
        self.answerer = Answerer(library, searcher)

    def respond(self, state: State, message: Message) -> list[Reply]:
        """Takes the message into ``state`` and returns what to say, in order."""
        memory = state.memory
        text = self._chosen(memory, message.text)
        reading = read(
            text,
            places=self.library.local.places,
            awaiting=memory.awaiting,
            as_of=message.as_of,
            known=state.facts,
            subject=memory.subject,
        )
        if reading.corrects and not reading.facts:
            reading = self._correction(state, message, text, reading)
        acts = decide(message.acts, reading, memory.awaiting, bool(state.facts))
        if memory.awaiting is None and _FOLLOW_UP.search(text) and memory.question:
            reading = replace(reading, facts={}, subject=None)
            acts = Acts("ask_policy", False, True, acts.confidence)
        replies = self._turn(state, message, text, reading, acts)
        memory = state.memory
        if acts.main != "repeat":
            memory.said = [reply.as_json() for reply in replies]
        memory.choices = [b.payload for reply in replies for b in reply.buttons]
        if reading.facts:
            memory.told = sorted(reading.facts)
        return replies

    def _correction(self, state: State, message: Message, text: str, reading: Reading) -> Reading:
        """Reads "不对，是26个月" as a new answer to what was told last."""
        for fact in state.memory.told:
            again = read(
                text,
                places=self.library.local.places,
                awaiting=fact,
                as_of=message.as_of,
                known=state.facts,
                subject=state.memory.subject,
            )
            if fact in again.facts:
                return again
        return reading

    def edit(self, state: State, edits: dict[str, Any], message: Message) -> list[Reply]:
        """Facts changed by hand in the panel; None forgets one."""
        changed = [fact for fact, value in edits.items() if state.facts.get(fact) != value]
        for fact, value in edits.items():
            if value is None:
                state.facts.pop(fact, None)
            else:
                state.facts[fact] = value
            for hidden in (state.memory.unknown, state.memory.declined):
                if fact in hidden:
                    hidden.remove(fact)
        replies = []
        if changed:
            words = self._words(state)
            labels = "、".join(words.label(fact) for fact in changed)
            replies.append(Reply("smalltalk", words.say("edited", labels=labels)))
        replies.extend(self._continue(state, message, restart=state.memory.stated))
        state.memory.said = [reply.as_json() for reply in replies]
        return replies

    def conclude(self, state: State, message: Message) -> list[Reply]:
        """The verdict, when the turn before left nothing to ask; nothing otherwise."""
        memory = state.memory
        if not memory.due:
            return []
        assessment = assess(self.library, state.facts, message.as_of)
        before = memory.verdict
        memory.due, memory.stated, memory.verdict = False, True, assessment.verdict
        memory.clause = (assessment.met or assessment.routes)[0].route.clause
        memory.point = None
        reply = verdict_reply(self.library, assessment, state.facts, memory, before)
        memory.said = [*memory.said, reply.as_json()]
        memory.choices = [button.payload for button in reply.buttons]
        return [reply]

    # -- the parts of a turn -------------------------------------------------------------

    def _turn(
        self, state: State, message: Message, text: str, reading: Reading, acts: Acts
    ) -> list[Reply]:
        memory = state.memory
        if reading.subject is not None and reading.subject != memory.subject:
            self._new_subject(state, reading)
        words = self._words(state)
        if acts.main == "start_over":
            return self._start_over(state, message, reading)
        awaited = memory.awaiting
        replies = self._take_in(state, reading, awaited, words)
        if awaited in reading.facts and next_question(self.library, state) == awaited:
            memory.failures += 1  # told something, but not what was asked
            if memory.failures > TRIES:
                memory.unknown.append(awaited)
        changed = memory.gathering or memory.stated
        if acts.main in _SIMPLE:
            replies.append(Reply(_SIMPLE[acts.main], words.say(acts.main)))
            if acts.main == "complain" and self.searcher.topics(text)[0].probability >= APART:
                replies.extend(answer.reply for answer in self._answers(state, reading, text, acts))
            if acts.main in _PAUSING:
                memory.gathering, memory.awaiting = False, None
                return replies
            return replies + self._resume(state, message, awaited)
        if acts.main == "greet":
            replies.append(self._greeting(words, "greet"))
            return replies + self._resume(state, message, awaited)
        if acts.main == "ask_why":
            replies.append(followups.why(self.library, state, words))
            return replies + self._resume(state, message, awaited)
        if acts.main == "ask_basis":
            replies.append(followups.basis(self.answerer, state, words))
            return replies + self._resume(state, message, awaited)
        if acts.main in ("repeat", "simplify"):
            return replies + self._again(state, acts.main, words)
        if acts.main == "ask_summary" and memory.stated:
            memory.due = True
            return replies
        if acts.main == "ask_summary" and not state.facts:
            memory.gathering = True
            return replies + self._continue(state, message, restart=False)
        if acts.main == "ask_summary":
            replies.append(followups.summary(self.library, state, words))
            return replies + self._resume(state, message, awaited)
        if acts.main == "what_if" and reading.supposed and state.facts:
            replies.append(
                followups.what_if(self.library, state, reading.supposed, message.as_of, words)
            )
            return replies + self._resume(state, message, awaited)
        if acts.main == "other_case" and not acts.asks:
            replies.append(Reply("smalltalk", words.say("other_case")))
            return replies + self._resume(state, message, awaited)
        asked = acts.asks or acts.main in ("ask_policy", "what_if", "other_case")
        answers = self._answers(state, reading, text, acts) if asked else []
        replies.extend(answer.reply for answer in answers)
        if acts.main == "start_assessment" or self._begins(reading, acts, answers):
            memory.gathering = True
        if acts.main == "unclear" and not acts.states:
            return replies + self._unclear(state, message, awaited, words)
        if memory.gathering and not asked:
            return replies + self._continue(state, message, restart=changed)
        if acts.states and changed:
            return replies + self._continue(state, message, restart=True)
        if memory.gathering:
            return replies + self._continue(state, message, restart=False)
        if not replies and not memory.due:
            return [self._greeting(words, "how_to_start")]
        return replies

    def _start_over(self, state: State, message: Message, reading: Reading) -> list[Reply]:
        """Forgets everything but what this very message says."""
        subject = state.memory.subject if reading.subject not in (None, "self") else None
        state.facts.clear()
        state.memory = Memory(subject=subject, gathering=bool(reading.facts))
        words = self._words(state)
        replies = self._take_in(state, reading, None, words)
        return [
            self._greeting(words, "started_over"),
            *replies,
            *self._continue(state, message, False),
        ]

    def _take_in(
        self, state: State, reading: Reading, awaited: Optional[str], words: Words
    ) -> list[Reply]:
        """Puts what was read into the facts; acknowledges corrections and what is not known."""
        memory = state.memory
        corrected = [
            fact
            for fact, value in reading.facts.items()
            if fact in state.facts and state.facts[fact] != value and fact != FAMILY
        ]
        for fact in (*reading.retracted, *corrected):
            state.facts.pop(fact, None)
        facts = {**state.facts, **reading.facts}
        if "residence_area" in reading.facts and "residence_community" not in reading.facts:
            facts.pop("residence_community", None)
        try:
            state.facts = with_community_area(facts, self.library.local.places)
        except FactError:
            facts.pop("residence_community", None)
            state.facts = facts
        for fact in reading.facts:
            for hidden in (memory.unknown, memory.declined):
                if fact in hidden:
                    hidden.remove(fact)
        replies = []
        for known, listed, key in (
            (reading.unknown, memory.unknown, "unknown_ack"),
            (reading.declined, memory.declined, "declined_ack"),
        ):
            new = [f for f in sorted(known) if f not in listed and f not in reading.facts]
            for fact in new:
                listed.extend(self._covered(fact, state))
            if awaited is not None and awaited in new:
                replies.append(Reply("smalltalk", words.say(key)))
        if reading.facts and awaited is not None:
            settle_combined(self.library, state, awaited)
        if corrected and (memory.stated or memory.gathering):
            told = "、".join(
                f"{words.label(f)}：{words.value(f, state.facts[f])}" for f in corrected
            )
            replies.append(Reply("smalltalk", words.say("correction_ack", changes=told)))
        return replies

    def _covered(self, fact: str, state: State) -> list[str]:
        """The facts a question covers: itself, or those of a combined question still open."""
        combined = next((c for c in self.library.local.rules.combined if c.id == fact), None)
        if combined is None:
            return [fact]
        return [fact, *(f for f in combined.facts if f not in state.facts)]

    def _answers(self, state: State, reading: Reading, text: str, acts: Acts) -> list[Answer]:
        """An answer for each question of the message; the same clause is not told twice."""
        memory = state.memory
        words = self._words(state)
        if self._elsewhere(reading, text):
            city = "、".join(reading.other_cities)
            return [Answer(self.answerer.other_city(words, city), covered=False)]
        questions = list(reading.questions[:MAX_ANSWERS]) or [text]
        answers = self.answerer.answers(questions, text, memory)
        covered = [answer for answer in answers if answer.covered]
        if acts.main == "start_assessment":
            answers = [a for a in covered if not a.settles or a.clause == self._family_clause]
        elif covered:
            answers = covered
        distinct = {a.reply.text: a for a in answers}
        for answer in distinct.values():
            if answer.clause is not None:
                memory.clause, memory.point = answer.clause, answer.point
        if distinct and acts.main != "start_assessment":
            memory.question = questions[-1]
        return list(distinct.values())

    def _elsewhere(self, reading: Reading, text: str) -> bool:
        """Whether the question is about another city's rules.

        A long message may name a city it comes from; only its own subject tells then.
        """
        if not reading.other_cities:
            return False
        return len(text) <= SHORT or self.answerer.about_settling(text)

    @property
    def _family_clause(self) -> str:
        return self.library.local.rules.family.clause

    def _begins(self, reading: Reading, acts: Acts, answers: list[Answer]) -> bool:
        """Whether the person's own case is on the table: facts that bear on it, or a question of
        settling beside facts of the family."""
        if not acts.states or reading.other_cities:
            return False
        if acts.asks and answers and not any(answer.covered for answer in answers):
            return False
        own = set(reading.facts) - {FAMILY}
        return not acts.asks or bool(own) or any(answer.settles for answer in answers)

    def _unclear(
        self, state: State, message: Message, awaited: Optional[str], words: Words
    ) -> list[Reply]:
        if awaited is None:
            return [Reply("clarify", words.say("unclear"), self._starter(words))]
        if state.memory.awaiting is None or awaited in state.memory.unavailable:
            return self._continue(state, message, restart=False)
        state.memory.failures += 1
        if state.memory.failures > TRIES:
            state.memory.unknown.extend(self._covered(awaited, state))
            given_up = Reply("smalltalk", words.say("unknown_ack"))
            return [given_up, *self._continue(state, message, restart=False)]
        return [ask_again(self.library, state)]

    def _continue(self, state: State, message: Message, restart: bool) -> list[Reply]:
        """The next question; where nothing is left to ask, the verdict is due.

        ``restart``: facts changed after the talk had begun, so a verdict said before is said
        again with what changed.
        """
        memory = state.memory
        if not (memory.gathering or restart):
            return []
        fact = next_question(self.library, state)
        if fact is not None:
            lead = self._words(state).say("resume") if memory.awaiting == fact else ""
            memory.gathering, memory.stated = True, False
            put(state, fact)
            return [ask(self.library, state, fact, lead)]
        memory.gathering, memory.awaiting, memory.due = False, None, True
        return []

    def _resume(self, state: State, message: Message, awaited: Optional[str]) -> list[Reply]:
        """After an interruption, the open question again; facts said on the way count."""
        if not state.memory.gathering:
            return []
        return self._continue(state, message, restart=False)

    def _again(self, state: State, act: str, words: Words) -> list[Reply]:
        memory = state.memory
        if act == "simplify" and memory.clause is not None and memory.awaiting is None:
            clause = self.library.local.clauses[memory.clause]
            citation = self.library.citation(memory.clause)
            short = "。".join(clause.plain.split("。")[:2]).strip("。") + "。"
            return [Reply("answer", words.say("simplify", text=short), (), (citation,))]
        if act == "simplify" and memory.awaiting is not None:
            memory.failures = max(memory.failures, 2)
            return [ask_again(self.library, state)]
        if not memory.said:
            return [self._greeting(words, "repeat_nothing")]
        said = [_reply(data) for data in memory.said]
        first = said[0]
        lead = words.say("repeat")
        return [
            Reply(first.kind, f"{lead}\n{first.text}", first.buttons, first.citations),
            *said[1:],
        ]

    def _new_subject(self, state: State, reading: Reading) -> None:
        """Another person's case begins: what was said of the one before does not hold for it."""
        before = state.memory.subject
        if state.facts and before != reading.subject and (before or reading.subject != "self"):
            state.facts = {}
            state.memory = Memory()
        state.memory.subject = None if reading.subject == "self" else reading.subject

    def _chosen(self, memory: Memory, text: str) -> str:
        """A bare number picks the choice of that number, for channels without buttons."""
        stripped = text.strip().rstrip(".、)")
        if memory.awaiting is None and stripped.isdigit() and memory.choices:
            number = int(stripped)
            if 1 <= number <= len(memory.choices):
                return memory.choices[number - 1]
        return text

    def _greeting(self, words: Words, key: str) -> Reply:
        return Reply("smalltalk", words.say(key), self._starter(words))

    def _starter(self, words: Words) -> tuple[Button, ...]:
        titles = [words.say("start_title"), *words.say("starters").split("|")]
        return tuple(Button(title, title) for title in titles)

    def _words(self, state: State) -> Words:
        return Words(self.library.local, state.memory.subject)


_SIMPLE = {
    "thanks": "smalltalk",
    "goodbye": "smalltalk",
    "ask_identity": "smalltalk",
    "ask_privacy": "smalltalk",
    "complain": "smalltalk",
    "acknowledge": "smalltalk",
    "pause": "smalltalk",
    "request_human": "handoff",
}
_PAUSING = frozenset({"pause", "goodbye"})


def _reply(data: dict[str, Any]) -> Reply:
    return Reply(
        data["kind"],
        data["text"],
        tuple(Button(b["title"], b["payload"]) for b in data["buttons"]),
        tuple(Citation(**c) for c in data["citations"]),
    )


__all__ = ["Dialogue", "Message", "Reply", "State"]
