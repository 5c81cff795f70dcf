"""Questions about the verdict of the case in hand, said or yet to come: from when on, what is
missing, where one is registered; has it changed, and what will it be on a later day."""

from __future__ import annotations

import calendar
import re
from datetime import date
from typing import Optional, Sequence

from actions.dialogue.answering import answer_questions
from actions.dialogue.followups import because
from actions.dialogue.state import VERDICT, WHAT_IF, Reply, State
from actions.dialogue.supposing import by_then
from actions.dialogue.turn import Turn
from actions.dialogue.verdict import (
    gate_of,
    in_short,
    lacking,
    leading,
    of_own_ways,
    settles,
    still_to_come,
)
from actions.eligibility import assess
from actions.eligibility.assess import add_months
from actions.eligibility.logic import evaluate
from actions.eligibility.result import Assessment
from actions.reading.numbers import NUMBER, whole
from actions.reading.patterns import compiled
from policy_kb.library import Library
from policy_kb.text import normalize

_WHO = "(?:那么?|哦|嗯|可|可是|但|就问|就想问|就想知道|想知道|问|我|俺|咱|他|她|们|这|这样|照这|照这么说|到底|究竟|现在|最早|最快|大概|还|得|要|也)*"
_SETTLE = "(?:去|来|再|把)*(?:办|落|申请|迁|够|符合|行|成|中|可以|满|轮到)?(?:下|上|过来)?(?:我|俺|他|她)?(?:户口?|条件|资格)?"
_TAIL = "(?:了|啊|呀|呢|哩|嘞|吗|么|不|没|没有|吧)*"
_WHEN_WORD = "(?:啥|什么|甚么|嘛)(?:时候|会儿?|日子)|哪[一]?[天年月]|哪个月|何时|几[月号]份?|多咱|多会儿?|啥前儿?"
_WHEN = compiled(
    f"{_WHO}(?:{_WHEN_WORD})(?:就|才)?(?:能够?|可以|能行|够|符合|满足)(?:就|才)?{_SETTLE}{_TAIL}"
    f"|{_WHO}(?:{_WHEN_WORD})才?(?:行|中|成|够){_TAIL}"
    f"|{_WHO}(?:一共|总共|就|再|还)*(?:差|缺|欠)(?:了|着)?(?:多久|多长时间|多少(?:天|时间|个?月|日子)|几(?:天|个?月|年)){_TAIL}(?:才|就)?(?:能够?|可以|够)?{_SETTLE}{_TAIL}"
    f"|{_WHO}(?:再|还)?(?:得|要|需要|需)?(?:再|还)?等(?:上|到)?(?:多久|多长时间|多少(?:天|时间|个?月|日子)|几(?:天|个?月|年)|{_WHEN_WORD})(?:才|就)?(?:能够?|可以)?{_SETTLE}{_TAIL}"
    f"|{_WHO}(?:明年|后年|下半年|以后|往后|过年|年后)(?:就|再|总|也|还)?(?:能|可以|会)?(?:能|不能)?(?:办|落|申请|行|成|中)?(?:户口?)?(?:了|不|吗|吧|呢)+"
)
"""那啥时候能办, 还得等多久, 明年行不. How long the office takes (能办好) is another matter."""
_LACKING = compiled(
    f"{_WHO}(?:需要?|应该|该|必须|得|要)?(?:满足|具备|补|准备)?(?:需要|差|缺|少)(?:的是|了|些|点)*(?:什么|啥|哪些?|几)(?:一?[条样项个点])?(?:条件|东西)?(?:才|就)?(?:能够?|可以)?{_SETTLE}{_TAIL}"
    f"|{_WHO}(?:该|应该|要|得)?(?:咋|怎么|怎样|咋样|如何)(?:做|办|弄|整|着)?(?:才|就)(?:能够?|可以|算)?{_SETTLE}{_TAIL}"
    f"|{_WHO}(?:有|就没|没)(?:没有|没)?(?:啥|什么|别的|其他|其它|一点|点|个)*(?:好)?(?:法子?|办法|招儿?|门路|路子|出路|希望)(?:了|能)*{_SETTLE}{_TAIL}"
    f"|{_WHO}(?:该|应该)?(?:咋办|咋弄|咋整|怎么办|怎么弄){_TAIL}"
    f"|{_WHO}(?:满足|具备|符合)(?:什么|啥|哪些)条件(?:才|就)?(?:能够?|可以)?{_SETTLE}{_TAIL}"
)
"""那我需要什么才能落, 有啥法子没, 咋才能办."""
_WHERE = compiled(
    f"{_WHO}(?:的)?(?:到时候|将来|最后)?(?:户口)?(?:该|应该|将来|到时候|最后|办好了?|能够?|可以|得)*(?:落|迁|放|上|挂|安)(?:户口?)?(?:到|在|去)?"
    f"哪(?:里|儿|一?个?(?:地方|社区|派出所|村|块|片|边))?(?:去|来)?{_TAIL}"
    f"|{_WHO}(?:户口)(?:该|应该|将来|到时候|能够?|可以|就|是)*(?:落|放|上|迁)*(?:到|在)?(?:啥|什么)地方{_TAIL}"
)
"""户口落哪."""
_NO_HOME = compiled("[我俺](?:又|也|可)?没(?:有)?(?:自己的)?房子?|总不能[^,]{2,12}")
_MAY_I = compiled(f"{_WHO}(?:能落不能落|能不能落|能落[不吗]|行不行|中不中|成不成){_TAIL}")
"""那到底能落不能落,落哪: the verdict in a word beside the question."""
_STILL_SO = compiled(
    f"{_WHO}(?:户口)?(?:还|到底|究竟|也)?(?:能不能|可不可以|能|可以)(?:再)?(?:落|迁|落户|迁户)(?:到|在|进)?(?:户口?|下|下来|过来|来)?{_TAIL}"
)
"""那户口还能落不."""
_CHANGED = compiled(
    "(?:那么?|这|这样|现在|结果|结论|这回|这下|改了以后|您?看看)*(?:有(?:没有|没)?(?:什么|啥)?变化?|变(?:了|没变|化)?|还?一样)(?:了|没有?|没变|不|吗|么|呢)+"
)
"""变了没, said after something was put right."""
_DAY = compiled(
    "(?:那么?|要是|如果|假如|万一|我|俺|等|等到|到|拖到|放到|改到|过了|推到|再|才|,)*"
    f"(?:(?:(?P<year>今年|明年|后年|大后年|20\\d\\d年)的?)?(?P<month>(?<![过等再])(?![两俩]){NUMBER})月(?:份)?(?:(?P<early>上旬|初|头)|中旬|下旬|[中底末]|{NUMBER}[号日])?"
    f"|(?:过上?|再过|再等|等)?(?:(?P<half>半)|(?P<count>{NUMBER})个?)(?P<unit>年|月)(?:以后|之后|后|过后)?)"
    "(?:的?时候|再|才|去|来|就|能|可以|会|我|俺|办|申请|落户|落|迁|上户|户口|够|行|成|中|了|的话|咋样|怎么样|吗|不|没|么|呢|嘞|哩|吧|,)*[?？。!！]*"
)
"""要是明年5月再办呢, 那明年六月呢, 过半年行不."""
_WAITS = compiled("再|等|过|后|办|申请|明年|后年|以后|呢|行|能|中|成")
_OF_THEN = compiled("(?:[呢嘞哩行中成够]|[能可行中成够符].*[吗不没么])$")
"""While something is asked, only a question is one of a later day: 那要是等到明年6月呢."""
_SHORT = 24
"""More than such a question says something else as well."""
_YEARS = {"今年": 0, "明年": 1, "后年": 2, "大后年": 3}


def asked(library: Library, state: State, text: str, as_of: date) -> Optional[str]:
    """ "ask_when", "ask_where", "ask_lacking", "ask_changed", "ask_later" or "ask_verdict" where a
    message asks just that of a verdict that stands; None otherwise. From when on and where is
    asked before the verdict as well, of a case that has begun."""
    memory, city = state.memory, library.local.places.city.name
    said = normalize(text).strip().rstrip("?!。, ")
    if len(said) > _SHORT:
        return None
    if memory.stated or _begun(library, state):
        if asks_where(said):
            return "ask_where"
        if _WHEN.fullmatch(said):
            return "ask_when"
    if not memory.stated or memory.awaiting is not None:
        return "ask_later" if _time_counts(state) and _asks_later(said, as_of) else None
    if _STILL_SO.fullmatch(said.replace(city, "")):
        somebody = memory.subject is None and any(sign in said for sign in "他她")
        return None if somebody else "ask_verdict"
    if _CHANGED.fullmatch(said):
        return "ask_changed"
    if memory.verdict in ("not_eligible", "undetermined") and _LACKING.fullmatch(said):
        return "ask_lacking"
    return "ask_later" if later_day(said, as_of) is not None else None


def _time_counts(state: State) -> bool:
    """Whether a length is known, and none is asked for, which 半年 would answer."""
    asked = (state.memory.awaiting or "").endswith("_months")
    return not asked and any(fact.endswith("_months") for fact in state.facts)


def _asks_later(said: str, as_of: date) -> bool:
    return _OF_THEN.search(said) is not None and later_day(said, as_of) is not None


def asks_where(said: str) -> bool:
    """Whether a message asks where one is registered, if beside whether one is."""
    parts = [part for part in re.split("[, 。?]+", said) if part]
    where = [part for part in parts if _WHERE.fullmatch(part)]
    rest = (p for p in parts if p not in where)
    return bool(where) and all(_MAY_I.fullmatch(p) or _NO_HOME.fullmatch(p) for p in rest)


def _begun(library: Library, state: State) -> bool:
    """Whether one of the ways to settle is known to be the applicant's."""
    gates = (c for r in library.local.rules.routes for c in r.conditions if c.id == r.gate)
    return any(evaluate(gate.test, state.facts) is True for gate in gates)


def later_day(text: str, as_of: date) -> Optional[date]:
    """The day to come that a message speaks of and of nothing else: of a month its last,
    unless its beginning is named."""
    found = _DAY.fullmatch(normalize(text).strip())
    if found is None or not _WAITS.search(text):
        return None
    if found["month"] is None:
        count = 0.5 if found["half"] else whole(found["count"])
        if not count:
            return None
        months = int(count * 12) if found["unit"] == "年" else int(count)
        return add_months(as_of, months) if 0 < months <= 120 else None
    month = whole(found["month"]) or 0
    if not 1 <= month <= 12:
        return None
    said = found["year"]
    year = as_of.year
    if said is None:
        year += month < as_of.month
    else:
        year = year + _YEARS[said] if said in _YEARS else int(said[:4])
    day = date(year, month, 1 if found["early"] else calendar.monthrange(year, month)[1])
    return day if as_of < day else None


def when(turn: Turn) -> list[Reply]:
    """From which day on a yes is to be had, where only time is missing."""
    words, assessment = turn.words, assess(turn.library, turn.state.facts, turn.as_of)
    if assessment.met:
        name = words.say(f"name_{assessment.verdict}")
        return _said(turn, [words.say("when_now", verdict=name)], assessment)
    timed = still_to_come(assessment, words)
    if timed:
        routes = (r for r in assessment.routes if r.remedy and r.remedy.eligible_from)
        clauses = [r.route.clause for r in routes]
        return _said(turn, [words.say("when_timed"), *timed], assessment, clauses)
    key = "when_open" if assessment.verdict == "undetermined" else "when_not_time"
    lines = [] if turn.memory.stated else of_own_ways(assessment, words)
    lines = lines or lacking(turn.library, assessment, words)
    return _said(turn, [words.say(key), *lines], assessment)


def where(turn: Turn) -> list[Reply]:
    """Where the applicant is registered, by the routes that are met, or would be by those that may
    still be; else what the clause says."""
    assessment = assess(turn.library, turn.state.facts, turn.as_of)
    if assessment.verdict != "eligible":
        own = [r for r in assessment.routes if gate_of(r) is True and r.truth is None]
        if not own:
            return [answer.reply for answer in answer_questions(turn)]
        lines = [turn.words.say("where_if"), *(settles(route, turn.words) for route in own)]
        return _said(turn, lines, assessment, [r.route.clause for r in own])
    return _said(turn, [in_short(turn.library, assessment, turn.words)], assessment)


def what_is_lacking(turn: Turn) -> list[Reply]:
    """What is missing for a yes, route by route."""
    words, assessment = turn.words, assess(turn.library, turn.state.facts, turn.as_of)
    lines = lacking(turn.library, assessment, words)
    key = "lacking_open" if assessment.verdict == "undetermined" else "lacking"
    return _said(turn, [words.say(key), *lines], assessment)


def changed(turn: Turn) -> list[Reply]:
    """Whether the verdict is another than the one before it."""
    words, memory = turn.words, turn.memory
    assessment = assess(turn.library, turn.state.facts, turn.as_of)
    now = words.say(f"name_{assessment.verdict}")
    if memory.before is None or memory.before == assessment.verdict:
        return _said(turn, [words.say("what_if_same", verdict=now)], assessment)
    before = words.say(f"name_{memory.before}")
    line = words.say("verdict_changed", before=before, after=now)
    return _said(turn, [line], assessment)


def later(turn: Turn) -> list[Reply]:
    """The verdict on a later day, everything else left as it is and every length grown by then."""
    day = later_day(turn.heard.text.strip().rstrip("?？!！。,， "), turn.as_of)
    if day is None:
        return when(turn)
    words, facts = turn.words, turn.state.facts
    later_on, full = by_then(facts, turn.as_of, day)
    now, then = assess(turn.library, facts, turn.as_of), assess(turn.library, later_on, full)
    grown = {f: v for f, v in later_on.items() if v != facts.get(f) and _counts(then, f)}
    until = words.say("later_day", on=day.year, month=day.month, day=day.day)
    changes = [until, *(f"{words.label(f)}：{words.value(f, v)}" for f, v in grown.items())]
    lines = [words.say("what_if", changes="、".join(changes))]
    key = "what_if_same" if then.verdict == now.verdict else "what_if_changed"
    lines.append(words.say(key, verdict=words.say(f"name_{then.verdict}")))
    own: list[str] = []
    if not turn.memory.stated:
        told, own = because(then, grown, words)
        lines.extend(told)
    elif then.met and not now.met:
        lines.extend(still_to_come(now, words))
    elif not then.met:
        lines.extend(lacking(turn.library, then, words))
    lines.append(words.say("what_if_end"))
    replies = _said(turn, lines, then, own)
    turn.memory.spoke = WHAT_IF
    return replies


def _counts(then: Assessment, fact: str) -> bool:
    """Whether a route that is the applicant's own looks at the fact."""
    own = (r for r in then.routes if gate_of(r) is True)
    return any(fact in c.facts for r in own for c in r.conditions)


def _said(
    turn: Turn, lines: list[str], assessment: Assessment, clauses: Sequence[str] = ()
) -> list[Reply]:
    """``clauses``: those the lines speak of, where they are not those of the leading routes."""
    memory = turn.memory
    clauses = clauses or [r.route.clause for r in leading(turn.library, assessment)]
    memory.basis = list(dict.fromkeys(clauses))
    memory.clause, memory.point, memory.spoke = memory.basis[0], None, VERDICT
    cited = tuple(turn.library.citation(clause) for clause in memory.basis)
    return [Reply("answer", "\n".join(lines), (), cited)]
