"""Answers the questions of a message, and says whether the message puts a case on the table."""

from __future__ import annotations

import re
from typing import Optional, Sequence

from actions.dialogue.explaining import Answer
from actions.dialogue.gather import FAMILY
from actions.dialogue.in_the_case import asked_in_the_case, open_routes
from actions.dialogue.plain_questions import is_alone, only_may_i
from actions.dialogue.several_questions import each_question
from actions.dialogue.state import CHOICE, POLICY, State
from actions.dialogue.turn import Heard, Turn
from actions.dialogue.weighing import APART
from actions.reading.other_cities import from_elsewhere
from policy_kb.library import Library

MAX_ANSWERS = 4
"""Questions of one message that are answered; more would bury the first."""
SHORT = 25
"""Up to this many characters a named city is what the question is about."""
LEANS = 16
"""Up to this many characters a question may leave out what the last answer was about."""
FOREIGN = 0.9
"""From this likelihood on of being another subject what a message tells beside is no case."""
_MAY_STRANGERS, _CONDITIONS = "外地人能落户吗", "落户到底要啥条件"
"""What somebody asks who names the city he comes from, in the words of the clause's own points."""
_ASKS_CONDITIONS = re.compile("条件|要求|怎么|咋|如何")
_PAPERS = "落户要带哪些材料"
_ASKS_PAPERS = re.compile(
    "^[^,，。?？]{0,6}(?:带|拿|准备)(?:些)?(?:啥|什么|哪些)(?:材料|证件|东西)?[,，。?？ ]+[^,，。?？]{0,14}(?:够不够|够吗|就够|就行|行不)"
    "|^[^,，。?？]{0,4}(?:身份证|户口本|房本|执照)[^,，。?？]{0,10}(?:够不够|够吗|就够了?吗)"
)
"""要带啥,身份证营业执照够不够 asks of the papers, not of the licence."""
_TENANT = "租房"
_AS_TENANT = f"{_TENANT}落户，"
_ON_BEHALF = re.compile("替|代|帮|给.{1,8}问|为.{1,8}问")


def answer_questions(turn: Turn) -> list[Answer]:
    """An answer for each question of the message; the same clause is not told twice."""
    memory, reading, text = turn.memory, turn.reading, turn.heard.text
    weighing = turn.answerer.weighing
    if _elsewhere(turn):
        city = "、".join(reading.other_cities)
        return [Answer(turn.answerer.explainer.other_city(turn.words, city), covered=False)]
    own = _own_clause(turn.library, turn.state)
    side_of = own or (
        memory.clause if len(text) <= LEANS else None
    )  # 得先罚三万,真的吗, of a grandchild
    if side_of is not None:
        of_own = turn.answerer.of_own_case(text, memory, side_of, turn.acts.outside)
        if of_own is not None:
            return _kept(turn, [of_own], [text])
    several = turn.answerer.several(text, memory, is_alone(turn.state))
    if several is not None and turn.awaited is None:
        memory.spoke = CHOICE
        return [several]
    sure = weighing.surely_open(text)  # 社保断了两个月,行不
    from_there = not turn.reading.facts and from_elsewhere(text, turn.library.local.places)
    if from_there and not sure:
        text = _CONDITIONS if _ASKS_CONDITIONS.search(text) else _MAY_STRANGERS
        return _kept(turn, turn.answerer.answers([text], text, memory), [text])
    text = _PAPERS if _ASKS_PAPERS.search(text) else _of_own_way(turn, text)
    asked_for = each_question(text, reading.questions, turn.acts.states)
    questions = asked_for[:MAX_ANSWERS] or [text]
    within = asked_in_the_case(turn.library, turn.state, questions[0])
    if within and len(questions) == 1:
        questions, text = [within], within
    asks_for_family = bool(reading.family_in_question) and len(questions) == 1
    if (
        asks_for_family
        and weighing.clear(questions[0], weighing.topics(questions[0], own))
        and not weighing.plainly_asks(text, likely_open=APART)
    ):
        text = questions[0]  # 老婆孩子能跟着落吗 is asked, whatever was told before it
    strange = turn.acts.outside
    answers = turn.answerer.answers(questions, text, memory, strange, own, turn.acts.states)
    case = turn.acts.states or (_wishes(turn) and not weighing.plainly_asks(text))
    if _only_may_i(turn) and (case or turn.state.facts) and not _NO_PAPER.search(text):
        said = turn.heard.text
        more = not only_may_i(said, turn.library)  # 那我现在到底行不行 tells nothing beside it
        open_side = sure or (more and weighing.likely_open(said))
        answers = [a for a in answers if (open_side or a.plainly if a.open else a.settles)]
    covered = [answer for answer in answers if answer.covered]
    wants_verdict = turn.acts.main == "start_assessment"
    if wants_verdict:
        family = turn.library.local.rules.family.clause
        answers = [
            a
            for a in covered
            if ((sure or a.plainly) and a.open)
            or not a.settles
            or a.belief
            or a.clause == family
            or _aside(turn, a)
        ]
    elif covered or (turn.acts.states and not _foreign(turn)):
        answers = covered
    return _kept(turn, answers, questions)


_NO_PAPER = re.compile(
    "没(?:有)?[^,，。?？ 户]{0,5}(?:证(?!明不)|合同|房本|票|备案|手续|材料|证明)[^,，。?？]{0,2}(?:$|[,，。?？ 行中能])"
)
"""没房产证,行不行 asks of the paper, not for the verdict."""
_INSURANCE = re.compile("社保|社会保险|五险")
_PLACED = re.compile("外地|外省|别处|老家那|在[^,，。?？ ]{2,6}[交缴]|按规定|白[交等缴]")
_OF_WORK = re.compile("上班|工作|就业|单位|打工|租")
_OF_THE_LEASE = re.compile("^[^,，。?？]{0,4}(?:合同|备案|收据|收条|房东)[^,，。?？]{0,8}$")
"""没合同行不行, 要备案不: of a tenant, the lease."""


def _of_own_way(turn: Turn, text: str) -> str:
    """A tenant's question of where the insurance is paid, as one of a tenant: the clause of those
    who settle by their work asks for more and would frighten him; and so of his lease."""
    tenant = turn.state.facts.get("housing") == "rented"
    if tenant and _OF_THE_LEASE.search(text) and not _OF_WORK.search(text):
        return f"{_TENANT}{text}"
    asks = _INSURANCE.search(text) and _PLACED.search(text) and not _OF_WORK.search(text)
    return f"{_AS_TENANT}{text}" if tenant and asks and turn.acts.asks else text


def _aside(turn: Turn, answer: Answer) -> bool:
    """Whether an answer clears up what no condition rests on, so that the verdict will not tell it
    (房子才四十平,够不够格: no size is asked)."""
    local = turn.library.local
    points = local.clauses[answer.clause].points if answer.clause in local.clauses else ()
    point = next((point for point in points if point.id == answer.point), None)
    if point is None or not point.premise:
        return False
    rests = [c.excerpt for route in local.rules.routes for c in route.conditions]
    return not any(e in point.excerpt or point.excerpt in e for e in rests)


def _kept(turn: Turn, answers: list[Answer], questions: Sequence[str]) -> list[Answer]:
    """The answers, each once, as the memory keeps them for what leans on them."""
    memory = turn.memory
    distinct = list({_told(answer): answer for answer in reversed(answers)}.values())[::-1]
    clauses = [answer.clause for answer in distinct if answer.clause is not None]
    if clauses:
        last = next(a for a in reversed(distinct) if a.clause is not None)
        memory.clause, memory.point = last.clause, last.point
        memory.basis = list(dict.fromkeys(reversed(clauses)))
    if distinct:
        memory.question = questions[-1]
        memory.spoke = CHOICE if distinct[-1].reply.kind == "clarify" else POLICY
    return distinct


def _only_may_i(turn: Turn) -> bool:
    """Whether nothing is asked but the verdict: 那我现在到底行不行."""
    asked = turn.reading.questions
    return bool(asked) and all(only_may_i(question, turn.library) for question in asked)


def _told(answer: Answer) -> tuple[Optional[str], str]:
    """What an answer tells: the same point of a clause need not be told twice."""
    if answer.point is None:
        return None, answer.reply.text
    return answer.clause, answer.point


def own_side(library: Library, heard: Heard, state: State) -> bool:
    """Whether a side of the applicant's own particular case is asked for (谁得去), rather than
    whether he may settle."""
    own = _own_clause(library, state)
    asks = bool(heard.reading.questions) and not heard.reading.facts
    return own is not None and asks and library.local.signed(own, heard.text) is not None


def _own_clause(library: Library, state: State) -> Optional[str]:
    """The clause of the one particular situation (graduate, laid off…) the applicant is in."""
    general = library.local.rules.family.routes
    clauses = {c for route, c in open_routes(library, state).items() if route not in general}
    return clauses.pop() if len(clauses) == 1 else None


def about(turn: Turn) -> Optional[str]:
    """Whom the talk is about from this message on; None where it changes nothing.

    外地的孩子能不能先上学 asks about a child, but does not make the child's case the one at hand;
    替孩子问 does.
    """
    reading, questions = turn.reading, turn.reading.questions
    subject = reading.subject
    asked_for = subject == "self" or _ON_BEHALF.search(turn.heard.text) is not None
    if subject is None or not questions or asked_for:
        return subject
    if turn.state.facts or reading.facts:
        return subject  # asked for in so many words, or told of
    settling = any(turn.answerer.weighing.about_settling(question) for question in questions)
    return subject if settling else None


def begins(turn: Turn, answers: list[Answer]) -> bool:
    """Whether the person's own case is on the table: facts that bear on it, a question of
    settling beside facts of the family, or a plain wish to settle."""
    if turn.reading.other_cities or any(answer.several for answer in answers):
        return False
    if turn.acts.asks and answers and not any(answer.covered for answer in answers):
        return _wishes(turn) and not _another_subject(turn)
    settles = any(answer.settles for answer in answers)
    if turn.reading.unknown and not turn.memory.stated:
        return True  # 户口还有没有俺都不知道: what is not known is a case all the same
    if not turn.acts.states:
        asks_may_i = turn.acts.asks and not answers
        if asks_may_i and turn.state.facts and _only_may_i(turn):
            return turn.memory.paused is None
        return (settles or asks_may_i) and _wishes(turn)
    own = set(turn.reading.facts) - {FAMILY}
    return not turn.acts.asks or bool(own) or settles or _wishes(turn)


_SETTLE = "落户|入户|落(?:到|下|在|进|来|过去|个|上)|落(?=[,，。？?! 不吗么没呢啊吧行]|$)|迁户|迁(?:到|来|进|过来|入)|上户"
_WISH = re.compile(
    f"(?:想|要|打算|准备|盼|惦记|琢磨|寻思|咋|怎么|咋样|问下|问一下|问问|打听|能不能|能|可以)[^。？?!]{{0,18}}(?:{_SETTLE})"
    f"|(?:带|和|跟|把)[^。？?!]{{0,14}}(?:{_SETTLE})|(?:{_SETTLE})[^。？?!]{{0,4}}(?:行|中|成|可以|能|够)"
    f"|户口[^。？?!]{{0,12}}(?:迁|落|转|弄|挪|放|办|搁)|(?:{_SETTLE})[^。？?!]{{0,2}}(?:咋|怎么)"
)
_PERSONAL = re.compile("[我俺咱]|^[^，,]{0,8}(?:的|滴)[，, ]|想|(?:咋|怎么)(?:弄|办|落)")


_LEAVES = re.compile(
    "(?:迁|转|挪|弄)(?:走|出去|出(?!来)|离)|(?:往|到|去)外(?:地|省|面|头)[^，,。?？]{0,3}迁"
)
"""户口迁走 is no wish to settle here."""
_OURS = re.compile("[我俺咱]们?(?=市|县|这)")


def _wishes(turn: Turn) -> bool:
    """Whether somebody's own wish to settle is told (想与内人一同落下来), rather than a rule asked."""
    memory, text = turn.memory, turn.heard.text
    if memory.stated or memory.gathering or memory.paused is not None:
        return False
    if _LEAVES.search(text):
        return False
    person = turn.reading.subject is not None or bool(_PERSONAL.search(_OURS.sub("", text)))
    return person and bool(_WISH.search(text))


def _another_subject(turn: Turn) -> bool:
    """Whether the message as a whole is surely about something else."""
    return turn.acts.outside >= FOREIGN and turn.answerer.weighing.outside(turn.heard.text)


def _foreign(turn: Turn) -> bool:
    """Whether a question stands beside the facts that has nothing to do with them.

    Facts alone, or with 帮我看看行不行, are no reason to refuse anything.
    """
    return _another_subject(turn) or any(
        turn.answerer.weighing.outside(question) for question in turn.reading.questions
    )


def _elsewhere(turn: Turn) -> bool:
    """Whether the question is about another city's rules.

    A long message may name a city it comes from; only its own subject tells then.
    """
    if not turn.reading.other_cities:
        return False
    return len(turn.heard.text) <= SHORT or turn.answerer.weighing.about_settling(turn.heard.text)
