"""Answers the questions of a message, and says whether the message puts a case on the table."""

from __future__ import annotations

from actions.dialogue.answers import Answer
from actions.dialogue.gather import FAMILY
from actions.dialogue.state import CHOICE, POLICY
from actions.dialogue.turn import Turn

MAX_ANSWERS = 3
"""Questions of one message that are answered; more would bury the first."""
SHORT = 25
"""Up to this many characters a named city is what the question is about."""
STRANGE = 0.5
"""From this likelihood of being about something else, a doubtful question is not answered."""


def answer_questions(turn: Turn) -> list[Answer]:
    """An answer for each question of the message; the same clause is not told twice."""
    memory, reading, text = turn.memory, turn.reading, turn.heard.text
    if _elsewhere(turn):
        city = "、".join(reading.other_cities)
        return [Answer(turn.answerer.other_city(turn.words, city), covered=False)]
    questions = list(reading.questions[:MAX_ANSWERS]) or [text]
    strange = turn.acts.outside >= STRANGE
    answers = turn.answerer.answers(questions, text, memory, strange)
    covered = [answer for answer in answers if answer.covered]
    wants_verdict = turn.acts.main == "start_assessment"
    if wants_verdict:
        family = turn.library.local.rules.family.clause
        answers = [a for a in covered if not a.settles or a.clause == family]
    elif covered or (turn.acts.states and not _foreign(turn)):
        answers = covered
    distinct = list({answer.reply.text: answer for answer in answers}.values())
    clauses = [answer.clause for answer in distinct if answer.clause is not None]
    if clauses:
        last = next(a for a in reversed(distinct) if a.clause is not None)
        memory.clause, memory.point = last.clause, last.point
        memory.basis = list(dict.fromkeys(reversed(clauses)))
    if distinct and not wants_verdict:
        memory.question = questions[-1]
        memory.spoke = CHOICE if distinct[-1].reply.kind == "clarify" else POLICY
    return distinct


def begins(turn: Turn, answers: list[Answer]) -> bool:
    """Whether the person's own case is on the table: facts that bear on it, or a question of
    settling beside facts of the family."""
    if not turn.acts.states or turn.reading.other_cities:
        return False
    if turn.acts.asks and answers and not any(answer.covered for answer in answers):
        return False
    own = set(turn.reading.facts) - {FAMILY}
    return not turn.acts.asks or bool(own) or any(answer.settles for answer in answers)


def _foreign(turn: Turn) -> bool:
    """Whether a question stands beside the facts that has nothing to do with them.

    Facts alone, or with 帮我看看行不行, are no reason to refuse anything.
    """
    return any(turn.answerer.outside(question) for question in turn.reading.questions)


def _elsewhere(turn: Turn) -> bool:
    """Whether the question is about another city's rules.

    A long message may name a city it comes from; only its own subject tells then.
    """
    if not turn.reading.other_cities:
        return False
    return len(turn.heard.text) <= SHORT or turn.answerer.about_settling(turn.heard.text)
