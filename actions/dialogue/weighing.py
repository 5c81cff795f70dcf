"""What a question is about, and how surely: the topics' probabilities taken for decisions."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Optional, Sequence

from actions.dialogue.asked_last import endings
from actions.dialogue.state import Memory
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
LIKELY_OPEN = 0.7
"""From here on what a case leaves open is told before the case is judged (docs/learning.md)."""
APART = 0.6
"""From here on a question is clear on its own."""
LAST_OPEN = 0.85
"""From here on the end of a story asks for what the clause of the story leaves open."""
SPOKEN_OF = 0.05
"""Below this a story does not speak of what its end seems to ask for."""
ANOTHER_SUBJECT = 0.97
"""From here on a question that merely resembles an open point (投诉打哪个号, of a noisy neighbour)
is declined, unless it is a very short one or all but certain."""
CERTAIN = 0.993
_WHERE = re.compile(
    "(?:落|迁|转|放|挂)(?:到|在|去|回|进|哪|我|俺)|往哪(?:儿|里)?(?:落|迁|转|放|挂|搁)|户口[^，,。]{0,4}(?:咋整|咋办|怎么办|咋弄)"
)
_TO_WHERE = re.compile("落(?:到|在)?哪|户口[^，,。]{0,6}哪")


class Weighing:
    """Judges questions by their topics. ``settling``: the clauses on who may settle."""

    def __init__(self, library: Library, searcher: Searcher, settling: set[str]) -> None:
        self._library = library
        self._searcher = searcher
        self.settling = settling
        rules = library.local.rules
        self._family_routes = {r.clause for r in rules.routes if r.id in rules.family.routes}
        self._routes = {route.clause for route in rules.routes}
        for_citizens = {c.id for c in library.local.clauses.values() if c.audience == "citizen"}
        self._rights = for_citizens - settling

    # -- the topics of a question ------------------------------------------------------

    def topics(
        self, question: str, own: Optional[str], memory: Optional[Memory] = None
    ) -> list[Topic]:
        """Topics of the question, the likeliest first.

        ``own``: the clause for the applicant's particular situation: a graduate who asks where
        one registers (户口能落我爸妈那吗) asks of the graduates' clause. ``memory``: a short question
        is weighed together with the one before it.
        """
        topics = self._leaning(question, memory) if memory else self._searcher.topics(question)
        best = topics[0]
        general = best.kind == "clause" and best.id in self.settling - self._family_routes
        nothing = best.kind == "outside" and bool(_TO_WHERE.search(question))  # 那我落哪
        if own is None or best.id == own or not (general or nothing) or not _WHERE.search(question):
            return topics
        others = (t for t in topics if t.id != own and not (nothing and t.kind == "outside"))
        return [Topic("clause", own, best.probability), *others]

    def _leaning(self, question: str, memory: Memory) -> list[Topic]:
        topics = self._searcher.topics(question)
        short = len(question.strip()) <= FOLLOW_UP_LENGTH
        if memory.question and short and not self.clear(question, topics):
            joined = self._searcher.topics(f"{memory.question}，{question}")
            return _blend(topics, joined, FOLLOW_UP_SHARE)
        return topics

    def nearest(self, topic: Topic) -> tuple[str, ...]:
        """The clauses that an open point belongs to; none of any other topic."""
        if topic.kind != "open":
            return ()
        return self._library.local.open_points[topic.id].nearest

    def left_open(self, question: str, inside: list[Topic]) -> float:
        """How likely, 0 to 1, a question asks for what the documents do not set: by its topics,
        and by all that is known to be set or open; the mean of both errs least."""
        whole = sum(topic.probability for topic in inside)
        left = (t.probability * (1.0 if t.kind == "open" else t.left_open) for t in inside)
        return (sum(left) / whole + self._searcher.left_open(question)) / 2

    def asked_last(
        self, question: str, whole: str, clause: str, of_whole: list[Topic]
    ) -> Optional[Topic]:
        """The open side of ``clause``, which a story is about, that the question at its end asks
        for with little doubt (租了三年社保也交着,就是没签合同,没合同行不行); the clause itself where it
        is all that stands for the rest.

        A question to which the clause has a plain answer asks for no open side. ``of_whole``: the
        topics of the story. Of an open point of another clause the story must speak as well, and
        where the story is about an open point itself, the end may but bear it out.
        """
        likeliest = next(topic for topic in of_whole if topic.kind != "outside")
        spoken_of = {topic.id for topic in of_whole if topic.probability >= SPOKEN_OF}
        for ending in endings(question, whole):
            topics = self._searcher.topics(ending)
            sure = topics[0].kind == "open" and topics[0].probability >= SURE
            if likeliest.kind == "open":
                if sure and topics[0].id == likeliest.id:
                    return likeliest  # 租房两年了,我妈是后妈,算不算父母
                continue
            if sure and topics[0].id in spoken_of:
                return topics[0]
            mass = sum(self._left_open_of(topic, clause) for topic in topics)
            if mass >= LAST_OPEN and self._searcher.point(ending, clause) is None:
                return max(topics, key=lambda topic: self._left_open_of(topic, clause))
        return None

    def _left_open_of(self, topic: Topic, clause: str) -> float:
        """How likely a topic is what the clause leaves open."""
        if topic.kind == "clause":
            return topic.probability * topic.left_open if topic.id == clause else 0.0
        fits = topic.kind == "open" and (clause in (self.nearest(topic) or (clause,)))
        return topic.probability if fits else 0.0

    # -- one message ---------------------------------------------------------------------

    def outside(self, question: str) -> bool:
        """Whether a question by itself is about nothing in the documents."""
        return self.declines(question, self._searcher.topics(question))

    def aside(self, question: str) -> bool:
        """Whether a question is surely about something else than who may settle: the land, school,
        health. Supposing something in it (要征地的话) supposes nothing of the case."""
        best = self._searcher.topics(question)[0]
        clear = best.kind == "clause" and best.probability >= SURE
        return clear and best.id not in self.settling

    def of_one_matter(self, part: str, whole: str) -> bool:
        """Whether both are surely about the same clause, and that no way to settle."""
        same = self._searcher.topics(part)[0].id == self._searcher.topics(whole)[0].id
        return same and self.aside(whole)

    def names_route(self, text: str) -> bool:
        """Whether a message is surely about one of the ways to settle."""
        return self.told_of(self._searcher.topics(text))

    def plainly_asks(self, text: str, likely_open: float = PLAIN) -> bool:
        """Whether there is no doubt which clause a message asks about; or, from ``likely_open``
        on, which open point."""
        best = self._searcher.topics(text)[0]
        enough = likely_open if best.kind == "open" else PLAIN
        return best.kind != "outside" and best.probability >= enough

    def surely_open(self, text: str) -> bool:
        """Whether there is no doubt that a message asks for what is left open, though for which
        point there may be."""
        return self._open_share(text) >= SURE

    def likely_open(self, text: str) -> bool:
        """The same, likely enough to be told beside a case that is put for judgement."""
        return self._open_share(text) >= LIKELY_OPEN

    def _open_share(self, text: str) -> float:
        topics = self._searcher.topics(text)
        return sum(t.probability * (1.0 if t.kind == "open" else t.left_open) for t in topics)

    def about_settling(self, question: str) -> bool:
        """Whether a question is about moving the registration rather than what follows from it."""
        best = self._searcher.topics(question)[0]
        return best.kind == "outside" or best.id in self.settling

    # -- a question with its topics --------------------------------------------------------

    def declines(self, question: str, topics: list[Topic], strange: float = 0.0) -> bool:
        """Whether "outside" is likely enough, which beside a right that follows takes more; or
        ``strange``, the likelihood of another subject, says so."""
        outside = outside_share(topics)
        if outside < OUTSIDE_LIMIT:
            return self._resembles(question, topics[0], strange)
        return outside >= RIGHTS_LIMIT or self._searcher.plain_clause(question) not in self._rights

    def _resembles(self, question: str, best: Topic, strange: float) -> bool:
        """Whether a question of another subject merely looks like something the documents leave
        open; what is surely about a way to settle (房子押在银行,算稳定住所不) is not another."""
        if best.kind != "open" or best.probability >= CERTAIN or strange < ANOTHER_SUBJECT:
            return False
        plain = self._searcher.plain_clause(question)
        ours = plain in self._routes and plain in self.nearest(best)
        return len(question) > FOLLOW_UP_LENGTH and not ours

    def clear(self, question: str, topics: list[Topic]) -> bool:
        """Whether there is little doubt what a question is about: the likeliest topic, or the
        clause that it and others (上哪个学校, 能不能上学) belong to."""
        if topics[0].kind == "outside":
            return False
        return topics[0].probability >= APART or self._searcher.plain_clause(question) is not None

    def doubtful(self, inside: list[Topic]) -> bool:
        """Whether the likeliest topic is weak and the next one close behind it."""
        if len(inside) < 2 or inside[0].probability >= CHOICE_BELOW:
            return False
        return inside[1].probability >= CLOSE_RATIO * inside[0].probability

    def vague(self, question: str, topics: list[Topic]) -> bool:
        """Whether asking back is better than the likeliest answer."""
        inside = [topic for topic in topics if topic.kind != "outside"]
        best = inside[0].probability
        if best < LEAST or (best < CHOICE_BELOW and best <= outside_share(topics)):
            return True
        if len(question) > CHOICE_LENGTH or self._with_its_clause(inside) >= APART:
            return False
        plain = self._searcher.plain_clause(question)
        if best >= CHOICE_BELOW and plain in (inside[0].id, *self.nearest(inside[0])):
            return False  # the matter is plain, whichever side of it is asked for
        if self._of_one_kind(inside) >= SURE:
            return False
        return self.doubtful(inside) or (inside[0].kind == "open" and best < OPEN_BELOW)

    def _with_its_clause(self, inside: list[Topic]) -> float:
        """How likely the likeliest open point is together with the clauses that it belongs to; 0
        where no open point leads."""
        best = inside[0]
        if best.kind != "open":
            return 0.0
        nearest = self.nearest(best)
        return best.probability + sum(t.probability for t in inside if t.id in nearest)

    def _of_one_kind(self, inside: list[Topic]) -> float:
        """How likely it is one of the open points beside the likeliest one, of the same clause
        (租房合同在我老婆名下算吗: a tenant's proof or whose home it is)."""
        nearest = set(self.nearest(inside[0]))
        same = (t for t in inside if t.kind == "open" and nearest & set(self.nearest(t)))
        return sum(topic.probability for topic in same)

    def told_of(self, topics: list[Topic]) -> bool:
        """Whether what was told beside the question makes plain whose rule is meant
        (我自己辞的职,户口能迁到小区吗)."""
        best = topics[0]
        return best.id in self._routes and best.probability >= SURE

    def of_another_matter(self, topic: Topic) -> bool:
        """Whether a question is open and about something else than settling (school, land)."""
        nearest = self.nearest(topic)
        return bool(nearest) and not self.settling & set(nearest)

    def detailed(self, question: str, topics: list[Topic]) -> bool:
        """Whether a question names so much that the clause's very detail is found, or that it is
        about something else than settling (没落户之前能不能上小学)."""
        best = topics[0]
        likely = best.probability >= APART or self._searcher.plain_clause(question) == best.id
        if best.kind != "clause" or not likely:
            return False
        return self._searcher.point(question, best.id) is not None or best.id not in self.settling

    def differ(self, questions: Sequence[str], apart: Sequence[list[Topic]]) -> bool:
        """Whether not all the questions are about the same matter and the same side of it."""
        if len({topics[0].id for topics in apart}) > 1:
            return True
        clause = apart[0][0].id
        if apart[0][0].kind != "clause":
            return False
        points = [self._searcher.point(question, clause) for question in questions]
        return None not in points and len({point.id for point in points if point}) > 1


def outside_share(topics: list[Topic]) -> float:
    """The share, 0 to 1, of what lies outside the documents."""
    return sum(topic.probability for topic in topics if topic.kind == "outside")


def _blend(first: list[Topic], second: list[Topic], share: float) -> list[Topic]:
    """A mixture of two judgements of topics; ``share`` is the weight of the second."""
    other = {topic.id: topic.probability for topic in second}
    mixed = [
        replace(t, probability=(1 - share) * t.probability + share * other.get(t.id, 0.0))
        for t in first
    ]
    return sorted(mixed, key=lambda topic: (-topic.probability, topic.id))
