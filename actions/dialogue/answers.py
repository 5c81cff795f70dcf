"""Answers a question about the policy: with its clause, as open, or as outside the documents."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Optional, Sequence

from actions.dialogue.bare_words import several_things
from actions.dialogue.beliefs import asked_of_all, asked_why, belief
from actions.dialogue.explaining import BUTTONS, Answer, Explainer
from actions.dialogue.own_questions import OwnQuestions
from actions.dialogue.several_questions import of_a_way, with_their_matter
from actions.dialogue.state import Memory
from actions.dialogue.weighing import (
    CHOICE_BELOW,
    FOLLOW_UP_LENGTH,
    OUTSIDE_LIMIT,
    SURE,
    Weighing,
    outside_share,
)
from actions.dialogue.words import Words
from policy_kb.library import Library
from policy_kb.search import Searcher, Topic

LEFT_OPEN = 0.4
"""From here on a question of a clause is said to be left open by it (docs/learning.md)."""
SURELY_OPEN = 0.85
"""From here on a question asks for what is left open, whichever point it may be (要不要本人去啊社恐)."""
ELSEWHERE = 0.8
"""From here on what is asked after a clause is about something else than it."""
DOUBT = 0.15
"""From this likelihood of "outside" on nothing that is not named is called open."""
STRANGE = 0.5
"""From this likelihood on of being another subject a doubtful question is not answered."""
OF_ITSELF = 0.8
"""From here on a question names one way to settle whatever stands before it."""
BESIDE = 8
"""A question of so few characters (这样能办不) asks of what is told beside it."""
BARE_SIDE = 5
"""So short a side (证明找谁开) is of the case, whatever it may sound like by itself."""
BARE, PART = 4, 20
"""A question of so few characters (能落吗, 咋办) says nothing by itself; a part of a message no
longer than this says it in full."""
_GOES_ON = "的"
_BREAKS = "，。！？；、,.!?; \n"


class Answerer:
    """Turns questions into cited answers. Stateless apart from the memory it is shown."""

    def __init__(self, library: Library, searcher: Searcher) -> None:
        self.library = library
        self.searcher = searcher
        self.explainer = Explainer(library, searcher)
        self.weighing = Weighing(library, searcher, self.explainer.settling)
        self._own = OwnQuestions(library.local)

    def several(self, text: str, memory: Memory, alone: bool) -> Optional[Answer]:
        """A choice where the message is but a word that may mean several things (社保).

        ``alone``: nothing was said before that it could go on with.
        """
        choice = several_things(self.library.local.choices, text, alone)
        if choice is None or self._own.worded(text):
            return None
        return self.explainer.several(Words(self.library.local, memory.subject), choice)

    def believed(self, text: str, memory: Memory, case_told: bool) -> Optional[Answer]:
        """Whether what somebody heard or takes for granted is so, where the document tells."""
        local = self.library.local
        claims = local.claims
        found = belief(local, text, hearsay=case_told) or asked_why(local, text)
        found = found or asked_of_all(local, text)
        if claims is None or found is None:
            return None
        words = Words(self.library.local, memory.subject)
        return self.explainer.belief(words, claims, found, text)

    def of_own_case(
        self, question: str, memory: Memory, own: str, strange: float = 0.0
    ) -> Optional[Answer]:
        """What the clause of the applicant's own case, or the one spoken of last, leaves open,
        where a question says no more than that side of it (会不会罚钱, 要带啥, 证明找谁开).

        ``strange``: how likely the question is about another subject.
        """
        words = Words(self.library.local, memory.subject)
        point = self.library.local.signed(own, question)
        if point is not None:
            return self.explainer.open_point(words, point, question)
        topics = self.searcher.topics(question)
        side = self.searcher.aspect(question, own)
        if side is None or len(question) > BESIDE or self.weighing.clear(question, topics):
            return None
        named = strange < STRANGE or len(question) <= BARE_SIDE
        if outside_share(topics) >= (ELSEWHERE if named else DOUBT):
            return None
        return self.explainer.clause(words, own, "", side)

    def asks_for_a_side(self, text: str) -> bool:
        """Whether a message is plainly about one clause and asks for a side of it that nothing
        sets (这租金到底谁定的), however angrily."""
        clause = self.searcher.plain_clause(text)
        asks = clause is not None and self.searcher.aspect(text, clause) is not None
        return asks and not self.weighing.outside(text)

    def asks_whom_to_tell(self, text: str) -> bool:
        """Whether a message surely asks for what one clause leaves open (告他们打啥电话), so that
        it calls for nobody."""
        known = self.searcher.plain_clause(text) is not None
        return known and self.weighing.surely_open(text)

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
        weighing = self.weighing
        if any(question.startswith(_GOES_ON) for question in questions):
            questions = [whole]  # “空挂人员”的认定由谁负责
        questions = [q for q in questions if not _OF_NO_MATTER.fullmatch(q)] or [whole]
        if len(questions) > 1:
            parts = [_in_its_part(question, whole) for question in questions]
            questions = self._each_in_full(parts, own)
        elif named := self._named(questions[0], whole):
            return [self._answer(named, weighing.topics(named, own), memory)]
        apart = [weighing.topics(question, own) for question in questions]
        clear = [weighing.clear(q, t) for q, t in zip(questions, apart, strict=True)]
        apart_of = dict(zip(questions, apart, strict=True))
        told = {q: self.believed(q, memory, case_told) for q in questions}
        several = [q for q, sure in zip(questions, clear, strict=True) if sure or told[q]]
        if len(several) > 1 and weighing.differ(several, [apart_of[q] for q in several]):
            return [
                told[question] or self._answer(question, apart_of[question], memory, strange)
                for question in several
            ]
        if not weighing.outside(whole) and (found := self.believed(whole, memory, case_told)):
            return [found]
        topics = weighing.topics(whole, own, memory)
        if side := self._asked_last(questions, whole, topics, memory):
            return [side]
        stands_alone = len(questions) == 1 and clear[0] and _stands_alone(questions[0], whole)
        stands_alone = stands_alone and not _OF_NO_MATTER.fullmatch(questions[0])
        if stands_alone and self._alone(questions[0], apart[0], topics, case_told):
            alone = self._answer(questions[0], apart[0], memory, strange)
            if alone.covered:  # else what stands beside it may tell (文件上说怎么处理)
                return [alone]
        if stands_alone and weighing.outside(whole) and self._of_itself(questions[0], apart[0]):
            return [self._answer(questions[0], apart[0], memory)]
        if (
            strange >= STRANGE
            and topics[0].probability < CHOICE_BELOW
            and not self._open_still(whole, topics)
        ):
            words = Words(self.library.local, memory.subject)
            return [Answer(self.explainer.declined(words), covered=False)]
        return [self._answer(whole, topics, memory, strange)]

    def _named(self, question: str, whole: str) -> str:
        """The one question where it is a bare word beside what is told (地咋办); else nothing."""
        if question == whole or not _stands_alone(question, whole):
            return ""
        in_full = with_their_matter([question], self.library.local.choices)[0]
        return in_full if self._own.offered(in_full) else ""

    def _each_in_full(self, questions: Sequence[str], own: Optional[str]) -> list[str]:
        """Each question, with what it is about where it does not tell by itself."""
        full = []
        choices = self.library.local.choices
        in_full = with_their_matter(questions, choices)
        for question, with_matter in zip(questions, in_full, strict=True):
            topics = self.weighing.topics(question, own)
            by_itself = self.weighing.clear(question, topics) and topics[0].kind == "clause"
            keeps = by_itself and len(question) > BARE and not of_a_way(with_matter, question)
            full.append(question if keeps else with_matter)
        return full

    def _alone(
        self, question: str, topics: list[Topic], whole: list[Topic], case_told: bool
    ) -> bool:
        """Whether the one question of a message is answered without what stands beside it.

        ``topics``: of the question; ``whole``: of the message.
        """
        weighing, asked = self.weighing, topics[0]
        if whole[0].kind == "open" and whole[0].probability >= SURE and len(question) <= BESIDE:
            return False  # 我在外地回不来,让我娘替我去迁,这样能办不
        told = weighing.told_of(whole)
        if told and asked.id in weighing.settling:
            return False
        if asked.id in weighing.nearest(whole[0]):
            return False  # 40年产权的,能当合法稳定住所不: the whole asks for what the clause leaves open
        if not case_told and whole[0].probability >= SURE:
            return False
        beside = told and weighing.of_another_matter(asked)
        return beside or weighing.detailed(question, topics)

    def _of_itself(self, question: str, topics: list[Topic]) -> bool:
        """Whether a question names its own matter beyond doubt, though what is told before it
        belongs to nothing here (从东平过来卖豆腐脑,做买卖这条得备齐哪几样)."""
        own = topics[0].id in self.weighing.settling and topics[0].probability >= OF_ITSELF
        return own and len(question) > BARE

    def _open_still(self, question: str, topics: list[Topic]) -> bool:
        """Whether a question surely asks for what is left open, though for no one point, and is
        hardly about another subject (要不要提前打电话预约还是直接去)."""
        inside = [topic for topic in topics if topic.kind != "outside"]
        likely_open = self.weighing.left_open(question, inside) >= SURELY_OPEN
        return likely_open and outside_share(topics) < DOUBT

    def _asked_last(
        self, questions: Sequence[str], whole: str, topics: list[Topic], memory: Memory
    ) -> Optional[Answer]:
        """What is left open of a story's clause, where the question at its end asks for that."""
        inside = [topic for topic in topics if topic.kind != "outside"]
        if not inside or self.weighing.outside(whole):
            return None
        if inside[0].kind == "clause" and self.weighing.left_open(whole, inside) >= LEFT_OPEN:
            return None  # the whole says so already
        likeliest = inside[0]
        nearest = (*self.weighing.nearest(likeliest), self.library.local.rules.family.clause)
        by_topic = likeliest.id if likeliest.kind == "clause" else nearest[0]
        clause = self.searcher.plain_clause(whole) or by_topic
        for question in reversed(questions):
            side = self.weighing.asked_last(question, whole, clause, topics)
            if side is not None:
                words = Words(self.library.local, memory.subject)
                return replace(self._side(words, side, clause, question, whole), plainly=True)
        return None

    def _side(self, words: Words, side: Topic, clause: str, question: str, whole: str) -> Answer:
        """An open side of a clause: the point that names it; where that is one of how settling is
        gone about and the clause none of settling, the clause, with that it does not set this."""
        names = bool(self.weighing.nearest(side)) or clause in self.weighing.settling
        if side.kind == "open" and names:
            open_point = self.library.local.open_points[side.id]
            return self.explainer.open_point(words, open_point, whole)
        left_open = self.searcher.aspect(question, clause) or self.library.local.rest.get(clause)
        return self.explainer.clause(words, clause, question, left_open)

    def _answer(
        self, question: str, topics: list[Topic], memory: Memory, strange: float = 0.0
    ) -> Answer:
        words, weighing = Words(self.library.local, memory.subject), self.weighing
        inside = [topic for topic in topics if topic.kind != "outside"]
        unclear = outside_share(topics) >= OUTSIDE_LIMIT or weighing.doubtful(inside)
        if self._leans(question, memory) and unclear:
            return self.explainer.clause(words, memory.clause or "", question)
        if bare := self._bare_side(words, question, topics, memory):
            return bare
        ours = self._own.offered(question)  # what we offer ourselves is never refused
        if (weighing.declines(question, topics, strange) and not ours) or not inside:
            return Answer(self.explainer.declined(words), covered=False)
        best = inside[0]
        if not ours and weighing.vague(question, topics):
            spoken_of = next((t for t in inside[:BUTTONS] if t.id in memory.basis), None)
            if spoken_of is None:
                return Answer(self.explainer.choice(words, inside), covered=False)
            best = spoken_of
        if best.kind == "clause":
            return self._of_clause(words, best.id, question, weighing.left_open(question, inside))
        return self._left_open(words, best, question)

    def _bare_side(
        self, words: Words, question: str, topics: list[Topic], memory: Memory
    ) -> Optional[Answer]:
        """That nothing sets a side asked for by its bare name (能不能异地办, 加急能办吗), of what was
        spoken of or else of settling, or one that is surely open though no point is named; nothing
        where the question is clear or says more."""
        if self.weighing.clear(question, topics) or len(question) > PART:
            return None
        local = self.library.local
        clause = memory.clause or local.rules.family.clause
        side = local.bare_side(question)
        open_still = side is None and self._open_still(question, topics)
        if open_still and self.weighing.vague(question, topics):
            side = self.searcher.aspect(question, clause)
        if side is None or side.is_set_by(clause, question):
            return None
        return self.explainer.clause(words, clause, "", side)

    def _left_open(self, words: Words, topic: Topic, question: str) -> Answer:
        """An open point; or that side of another clause's matter (棚改一平补多少钱 is a sum as for
        land, but land it is not)."""
        open_point = self.library.local.open_points[topic.id]
        plain = self.searcher.plain_clause(question)
        of_settling = set(open_point.nearest) <= self.weighing.settling
        sure = of_settling and topic.probability >= SURE  # 社保断了两个月,行不
        if plain is None or not open_point.nearest or plain in open_point.nearest or sure:
            return self.explainer.open_point(words, open_point, question)
        return self._of_clause(words, plain, question, 1.0)

    def _of_clause(self, words: Words, clause: str, question: str, left_open: float) -> Answer:
        """What the clause says, or that it leaves the side asked for open."""
        local = self.library.local
        signed = local.signed(clause, question) if left_open >= LEFT_OPEN else None
        if signed is not None:
            return self.explainer.open_point(words, signed, question)
        rest = local.rest.get(clause) if left_open >= LEFT_OPEN else None
        return self.explainer.clause(
            words, clause, question, self.searcher.aspect(question, clause) or rest
        )

    def _leans(self, question: str, memory: Memory) -> bool:
        """Whether a short question only makes sense after the one before (岳父呢)."""
        short = len(question.strip()) <= FOLLOW_UP_LENGTH
        leans = short and question.rstrip("?？。").endswith("呢")
        return leans and memory.clause is not None and memory.question is not None


_OF_NO_MATTER = re.compile(
    "有没有(?:个)?(?:说法|规定|讲究|依据|明文)[?？。]*"
    "|(?:那|这|咱|您?看)*(?:个|份)?(?:文件|政策|规定|条文|上[面边头])(?:里|上|中|当中)?(?:对这个?|到底|究竟|都|也|是|可)*"
    "(?:有没有|有木有|有|咋|怎么|如何|怎样)*(?:说|写|讲|管|规定|提|定|处理)(?:到|过|的|没有?|吗|不|啥|法|着|了|呢)*[?？。]*"
)
"""投资办厂的落户,文件有没有说: what is asked about stands beside the question."""


def _in_its_part(question: str, whole: str) -> str:
    """A short question with what its part of the message begins with (我租房两年了能落吗)."""
    at = whole.find(question)
    begins = max((whole.rfind(sign, 0, max(at, 0)) for sign in _BREAKS), default=-1) + 1
    part = whole[begins : at + len(question)]
    return part if len(question) <= BARE < len(part) <= PART else question


def _stands_alone(question: str, whole: str) -> bool:
    """Whether the question is a clause of its own, not the end of one cut off its beginning."""
    at = whole.find(question)
    return at < 1 or whole[at - 1] in _BREAKS
