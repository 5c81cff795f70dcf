"""Answers a question about the policy: with its clause, as open, or as outside the documents."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Optional, Sequence

from actions.dialogue.bare_words import several_things
from actions.dialogue.beliefs import belief
from actions.dialogue.explaining import BUTTONS, Answer, Explainer
from actions.dialogue.several_questions import with_their_matter
from actions.dialogue.state import Memory
from actions.dialogue.words import Words
from policy_kb.library import Library
from policy_kb.search import Searcher, Topic

OUTSIDE_LIMIT = 0.35
"""A question is declined when "outside" is at least this likely (docs/learning.md has the curve)."""
RIGHTS_LIMIT = 0.55
"""The same where it is plainly near a clause on what follows settling: pensions, school, land.
There a refusal takes more from a person than the nearest clause and "not set" do."""
CHOICE_BELOW = 0.3
"""Below this, a short question's likeliest topic is too weak and the person is asked which is
meant; a long one has said enough for the nearest clause to help."""
OPEN_BELOW = 0.5
"""A short question is said to be open only from here on (怎么迁户口 may mean many things)."""
CHOICE_LENGTH = 12
LEAST = 0.12
"""Below this no topic is likelier than chance makes it, however long the question."""
CLOSE_RATIO = 0.6
"""A second topic at this share of the first makes the first doubtful."""
FOLLOW_UP_LENGTH = 8
"""A question no longer than this may lean on the question before it."""
FOLLOW_UP_SHARE = 0.5
PLAIN = 0.95
"""From here on a message asks of one clause, whatever else it looks like."""
SURE = 0.9
"""From here on there is no doubt what a question is about."""
APART = 0.6
"""Questions of one message are answered one by one only where each is at least this clear on its
own; otherwise they are one question told at length, and the whole message is what is asked."""
LEFT_OPEN = 0.25
"""From this share on of all that a question may be about, it is for something left open: of 648
unseen questions of that kind .72 are known so, and .05 of 360 that look like them are not."""
STRANGE = 0.5
"""From this likelihood on of being another subject a doubtful question is not answered."""
ANOTHER_SUBJECT = 0.97
"""From here on a question that merely resembles an open point (投诉打哪个号, of a noisy neighbour)
is declined, unless it is a very short one or all but certain."""
CERTAIN = 0.993
_WHERE = re.compile(
    "(?:落|迁|转|放|挂)(?:到|在|去|回|进|哪|我|俺)|户口[^，,。]{0,4}(?:咋整|咋办|怎么办|咋弄)"
)
_TO_WHERE = re.compile("落(?:到|在)?哪|户口[^，,。]{0,6}哪")
_BREAKS = "，。！？；、,.!?; \n"


class Answerer:
    """Turns questions into cited answers. Stateless apart from the memory it is shown."""

    def __init__(self, library: Library, searcher: Searcher) -> None:
        self.library = library
        self.searcher = searcher
        self.explainer = Explainer(library, searcher)
        self._settling = self.explainer.settling
        rules = library.local.rules
        self._own = {title for c in library.local.clauses.values() for title in c.next}
        self._own.update(ask for choice in library.local.choices for ask in choice.ask)
        points = (point for c in library.local.clauses.values() for point in c.points)
        self._known = {*self._own, *(ask for point in points for ask in point.ask)}
        self._family_routes = {r.clause for r in rules.routes if r.id in rules.family.routes}
        self._routes = {route.clause for route in rules.routes}
        for_citizens = {c.id for c in library.local.clauses.values() if c.audience == "citizen"}
        self._rights = for_citizens - self._settling

    def several(self, text: str, memory: Memory, alone: bool) -> Optional[Answer]:
        """A choice where the message is but a word that may mean several things (社保).

        ``alone``: nothing was said before that it could go on with.
        """
        choice = several_things(self.library.local.choices, text, alone)
        if choice is None or text.strip().rstrip("?？。") in self._known:
            return None
        return self.explainer.several(Words(self.library.local, memory.subject), choice)

    def believed(self, text: str, memory: Memory, case_told: bool) -> Optional[Answer]:
        """Whether what somebody heard or takes for granted is so, where the document tells."""
        claims = self.library.local.claims
        found = belief(claims, text, hearsay=case_told)
        if claims is None or found is None:
            return None
        words = Words(self.library.local, memory.subject)
        return self.explainer.belief(words, claims, found, text)

    def answers(
        self,
        questions: Sequence[str],
        whole: str,
        memory: Memory,
        strange: float = 0.0,
        own: Optional[str] = None,
        case_told: bool = True,
    ) -> list[Answer]:
        """An answer to each question of a message, or one to the message as a whole.

        ``strange``: how likely it is no question about the documents at all. ``own``: the clause
        for the applicant's particular situation, where there is one. ``case_told``: something of
        a case stands beside the questions; otherwise what stands beside one belongs to it.
        """
        apart = [self._for(own, self.searcher.topics(text), text) for text in questions]
        clear = [self._clear(q, t) for q, t in zip(questions, apart, strict=True)]
        if len(questions) > 1:
            full = with_their_matter(questions)
            own_matter = [c and t[0].kind == "clause" for c, t in zip(clear, apart, strict=True)]
            questions = [q if c else f for q, f, c in zip(questions, full, own_matter, strict=True)]
            apart = [self._for(own, self.searcher.topics(text), text) for text in questions]
            clear = [self._clear(q, t) for q, t in zip(questions, apart, strict=True)]
        if len(questions) > 1 and all(clear) and self._differ(questions, apart):
            return [
                self.believed(question, memory, case_told)
                or self._answer(question, topics, memory, strange)
                for question, topics in zip(questions, apart, strict=True)
            ]
        if not self.outside(whole) and (found := self.believed(whole, memory, case_told)):
            return [found]
        topics = self._for(own, self._topics(whole, memory), whole)
        alone = len(questions) == 1 and clear[0] and _stands_alone(questions[0], whole)
        told = self._told_of(topics)
        alone = alone and not (told and apart[0][0].id in self._settling)
        beside = told and self._of_another_matter(apart[0][0]) if alone else False
        alone = alone and not self._open_beside(topics[0], apart[0][0].id)
        alone = alone and (case_told or topics[0].probability < SURE)
        if alone and (beside or self._detailed(questions[0], apart[0])):
            return [self._answer(questions[0], apart[0], memory, strange)]
        if strange >= STRANGE and topics[0].probability < CHOICE_BELOW:
            return [
                Answer(
                    self.explainer.declined(Words(self.library.local, memory.subject)),
                    covered=False,
                )
            ]
        return [self._answer(whole, topics, memory, strange)]

    def _differ(self, questions: Sequence[str], apart: Sequence[list[Topic]]) -> bool:
        """Whether not all the questions are about the same matter and the same side of it."""
        if len({topics[0].id for topics in apart}) > 1:
            return True
        clause = apart[0][0].id
        if apart[0][0].kind != "clause":
            return False
        points = [self.searcher.point(question, clause) for question in questions]
        return None not in points and len({point.id for point in points if point}) > 1

    def _for(self, own: Optional[str], topics: list[Topic], question: str) -> list[Topic]:
        """Where one registers (户口能落我爸妈那吗) a graduate asks of the graduates' clause."""
        best = topics[0]
        general = best.kind == "clause" and best.id in self._settling - self._family_routes
        nothing = best.kind == "outside" and bool(_TO_WHERE.search(question))  # 那我落哪
        if own is None or best.id == own or not (general or nothing) or not _WHERE.search(question):
            return topics
        others = (t for t in topics if t.id != own and not (nothing and t.kind == "outside"))
        return [Topic("clause", own, best.probability), *others]

    def _told_of(self, topics: list[Topic]) -> bool:
        """Whether what was told beside the question makes plain whose rule is meant
        (我自己辞的职,户口能迁到小区吗)."""
        best = topics[0]
        return best.id in self._routes and best.probability >= SURE

    def _open_beside(self, topic: Topic, clause: str) -> bool:
        """Whether the whole message asks for what that clause leaves open
        (40年产权的,能当合法稳定住所不)."""
        return clause in self._nearest(topic)

    def _of_another_matter(self, topic: Topic) -> bool:
        """Whether a question is open and about something else than settling (school, land)."""
        nearest = self._nearest(topic)
        return bool(nearest) and not self._settling & set(nearest)

    def _nearest(self, topic: Topic) -> tuple[str, ...]:
        """The clauses that an open point belongs to; none of any other topic."""
        if topic.kind != "open":
            return ()
        return self.library.local.open_points[topic.id].nearest

    def _detailed(self, question: str, topics: list[Topic]) -> bool:
        """Whether a question names so much that the clause's very detail is found, or that it is
        about something else than settling (没落户之前能不能上小学)."""
        best = topics[0]
        likely = best.probability >= APART or self.searcher.plain_clause(question) == best.id
        if best.kind != "clause" or not likely:
            return False
        return self.searcher.point(question, best.id) is not None or best.id not in self._settling

    def _answer(
        self, question: str, topics: list[Topic], memory: Memory, strange: float = 0.0
    ) -> Answer:
        words = Words(self.library.local, memory.subject)
        outside = _outside(topics)
        inside = [topic for topic in topics if topic.kind != "outside"]
        if self._leans(question, memory) and (outside >= OUTSIDE_LIMIT or self._doubtful(inside)):
            return self.explainer.clause(words, memory.clause or "", question)
        ours = question in self._own  # what we offer ourselves is never refused
        declined = self._declines(question, topics) or _resembles(question, topics[0], strange)
        if (declined and not ours) or not inside:
            return Answer(self.explainer.declined(words), covered=False)
        best = inside[0]
        if not ours and self._vague(question, outside, inside):
            spoken_of = next((t for t in inside[:BUTTONS] if t.id in memory.basis), None)
            if spoken_of is None:
                return Answer(self.explainer.choice(words, inside), covered=False)
            best = spoken_of
        if best.kind == "clause":
            return self._of_clause(words, best.id, question, _left_open(inside))
        return self._left_open(words, best, question)

    def _left_open(self, words: Words, topic: Topic, question: str) -> Answer:
        """An open point; or that side of another clause's matter (棚改一平补多少钱 is a sum as for
        land, but land it is not)."""
        open_point = self.library.local.open_points[topic.id]
        plain = self.searcher.plain_clause(question)
        if plain is None or not open_point.nearest or plain in open_point.nearest:
            return self.explainer.open_point(words, open_point, question)
        return self._of_clause(words, plain, question, 1.0)

    def _of_clause(self, words: Words, clause: str, question: str, left_open: float) -> Answer:
        """What the clause says, or that it leaves the side asked for open."""
        rest = self.library.local.rest.get(clause) if left_open >= LEFT_OPEN else None
        return self.explainer.clause(
            words, clause, question, self.searcher.aspect(question, clause) or rest
        )

    def outside(self, question: str) -> bool:
        """Whether a question by itself is about nothing in the documents."""
        return self._declines(question, self.searcher.topics(question))

    def _declines(self, question: str, topics: list[Topic]) -> bool:
        """Whether "outside" is likely enough, which beside a right that follows takes more."""
        outside = _outside(topics)
        if outside < OUTSIDE_LIMIT:
            return False
        return outside >= RIGHTS_LIMIT or self.searcher.plain_clause(question) not in self._rights

    def aside(self, question: str) -> bool:
        """Whether a question is surely about something else than who may settle: the land, school,
        health. Supposing something in it (要征地的话) supposes nothing of the case."""
        best = self.searcher.topics(question)[0]
        clear = best.kind == "clause" and best.probability >= SURE
        return clear and best.id not in self._settling

    def of_one_matter(self, part: str, whole: str) -> bool:
        """Whether both are surely about the same clause, and that no way to settle."""
        same = self.searcher.topics(part)[0].id == self.searcher.topics(whole)[0].id
        return same and self.aside(whole)

    def names_route(self, text: str) -> bool:
        """Whether a message is surely about one of the ways to settle."""
        return self._told_of(self.searcher.topics(text))

    def plainly_asks(self, text: str) -> bool:
        """Whether there is no doubt which clause or open point a message asks about."""
        best = self.searcher.topics(text)[0]
        return best.kind != "outside" and best.probability >= PLAIN

    def about_settling(self, question: str) -> bool:
        """Whether a question is about moving the registration rather than what follows from it."""
        best = self.searcher.topics(question)[0]
        return best.kind == "outside" or best.id in self._settling

    def _leans(self, question: str, memory: Memory) -> bool:
        """Whether a short question only makes sense after the one before (岳父呢)."""
        short = len(question.strip()) <= FOLLOW_UP_LENGTH and question.rstrip("?？。").endswith(
            "呢"
        )
        return short and memory.clause is not None and memory.question is not None

    def _topics(self, question: str, memory: Memory) -> list[Topic]:
        """Topics of the question; a short one is weighed together with the question before."""
        topics = self.searcher.topics(question)
        short = len(question.strip()) <= FOLLOW_UP_LENGTH
        if memory.question and short and not self._clear(question, topics):
            joined = self.searcher.topics(f"{memory.question}，{question}")
            return _blend(topics, joined, FOLLOW_UP_SHARE)
        return topics

    def _clear(self, question: str, topics: list[Topic]) -> bool:
        """Whether there is little doubt what a question is about: the likeliest topic, or the
        clause that it and others (上哪个学校, 能不能上学) belong to."""
        if topics[0].kind == "outside":
            return False
        return _likely(topics) or self.searcher.plain_clause(question) is not None

    def _doubtful(self, inside: list[Topic]) -> bool:
        """Whether the likeliest topic is weak and the next one close behind it."""
        if len(inside) < 2 or inside[0].probability >= CHOICE_BELOW:
            return False
        return inside[1].probability >= CLOSE_RATIO * inside[0].probability

    def _vague(self, question: str, outside: float, inside: list[Topic]) -> bool:
        """Whether asking back is better than the likeliest answer."""
        best = inside[0].probability
        if best < LEAST or (best < CHOICE_BELOW and best <= outside):
            return True
        if len(question) > CHOICE_LENGTH or self._with_its_clause(inside) >= APART:
            return False
        return self._doubtful(inside) or (inside[0].kind == "open" and best < OPEN_BELOW)

    def _with_its_clause(self, inside: list[Topic]) -> float:
        """How likely the likeliest open point is together with the clauses that it belongs to; 0
        where no open point leads."""
        best = inside[0]
        if best.kind != "open":
            return 0.0
        nearest = self._nearest(best)
        return best.probability + sum(t.probability for t in inside if t.id in nearest)


def _outside(topics: list[Topic]) -> float:
    return sum(topic.probability for topic in topics if topic.kind == "outside")


def _left_open(inside: list[Topic]) -> float:
    """The share, 0 to 1, of what the documents leave open in all that a question may be about."""
    whole = sum(topic.probability for topic in inside)
    left = (t.probability * (1.0 if t.kind == "open" else t.left_open) for t in inside)
    return sum(left) / whole


def _resembles(question: str, best: Topic, strange: float) -> bool:
    """Whether a question of another subject merely looks like something the documents leave open."""
    if best.kind != "open" or best.probability >= CERTAIN:
        return False
    return strange >= ANOTHER_SUBJECT and len(question) > FOLLOW_UP_LENGTH


def _likely(topics: list[Topic]) -> bool:
    """Whether the likeliest topic is one of ours and clear by itself."""
    return topics[0].probability >= APART and topics[0].kind != "outside"


def _stands_alone(question: str, whole: str) -> bool:
    """Whether the question is a clause of its own, not the end of one cut off its beginning."""
    at = whole.find(question)
    return at < 1 or whole[at - 1] in _BREAKS


def _blend(first: list[Topic], second: list[Topic], share: float) -> list[Topic]:
    """A mixture of two judgements of topics; ``share`` is the weight of the second."""
    other = {topic.id: topic.probability for topic in second}
    mixed = [
        replace(t, probability=(1 - share) * t.probability + share * other.get(t.id, 0.0))
        for t in first
    ]
    return sorted(mixed, key=lambda topic: (-topic.probability, topic.id))
