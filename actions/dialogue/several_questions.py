"""The questions of one message, each as it can be understood by itself.

居住证怎么领，领了能享受啥，落户得几天 are three, cut at the commas; the second is about 居住证 too.
Spoken text has no commas: 孩子上学咋办还有老家的地收不收再一个社保能转不 is cut where one question ends
and another begins.
"""

from __future__ import annotations

import re
from typing import Iterable, Sequence

from actions.dialogue.bare_words import several_things
from actions.reading.patterns import compiled
from policy_kb.everyday import Choice

_CUT = re.compile("[,，。?？!！;；\n]+")
_JOINED = compiled(
    "(?:还有(?:就是|一个)?|再(?:一个|就是|有)|另外|还想问(?:下|问)?|顺便(?:问下?|问问)?|还有个事)(?=[^,，。?？]{4,})"
)
"""What joins a further question to one without a comma."""
_ENDS = compiled(
    "(?:(?<!什)(?<!怎)[吗么]|咋[办弄整](?!理)|怎么(?:办|弄)(?!理))(?=[^,，。?？!！呢呀啊的]{4,})"
)
"""Where one question ends and, unmarked, another begins (医保咋办养老金咋办)."""
_LISTED = compiled("(?:一个是|第[一二三四](?:个是|个|是)|[一二三四]是|[(（]?[1-4][)）.、])")
"""一个是租房能不能落,一个是孩子上学: each is asked, if only by its name."""
_ASKS = re.compile(
    "哪|谁|啥|咋|什么|怎|(?<!好)几[天年个月号点岁张]|多(?:少|久|长|大)|何时|能不能|可不可以|行不行|是不是|会不会|要不要|用不用|有没有|算不算"
    "|[能行算会要用有让给](?:[^,，]{0,8})[不吗么没](?:呢|啊)?$|[吗么]$|还有没$|^[^,，]{1,6}呢$"
)
_NO_MATTER = re.compile(
    "(?:这样|那样?|你看|到底|都)?(?:行不行|能不能行?|可不可以|可以|行|成|中|对|是|好|能)?(?:不行|不中|不|吗|么|没)?|(?:该|要)?(?:怎么|咋)(?:办|弄|整)"
)
"""行不行 at the end asks what the part before it asked."""
_MATTER = re.compile(
    "居住证|集体户|养老保险|社保|医保|公租房|低保|居住登记|落户|入户|迁户口|上户口|户口|宅基地|流转|营业执照|执照"
)
_WAY = re.compile("租房|买房|上班|打工|做生意|开店|经商|毕业|退伍|下岗")
"""What somebody settles by: 租房要住多久,社保在外地行吗 asks of a tenant's insurance."""
_OF_A_WAY = re.compile("社保|保险|面积|合租")
_OF_SETTLING = re.compile(
    "^(?:那|都|得|要|需要|花|等|带|拿|备|准备)*(?:多少钱|几天|多久|多长时间|(?:啥|什么|哪些)(?:材料|证件|条件|手续))"
    "|^(?:那|得|要|该)*(?:去|上|到)哪(?:里|儿)?(?:去)?办(?:啊|呀|呢)*$"
)
"""要几天 with nothing before it asks of settling."""
_SETTLING = "落户"
_WHO = re.compile("(?P<who>[^,，]{1,6})呢")
_COMES = re.compile("(?:跟|随|一起|一块|一道)[^,，]{0,4}(?:落|迁|来)")
_SHORT = 10
"""Up to so many characters a question may lean on what the one before was about."""


def each_question(text: str, found: Sequence[str], case_told: bool) -> list[str]:
    """The questions of a message in order: those ``found`` by the reader and, where no case is
    told beside them, every further part that asks by itself."""
    if len(found) > 1 and tuple(text.split()) == tuple(found):
        return [text]  # 结业证 落户
    if case_told:
        return list(found)
    questions: list[str] = []
    for part in _parts(text):
        listed = _LISTED.match(part)
        part = part[listed.end() :] if listed else part
        known = next((q for q in found if part in q or q in part), None)
        asks = bool(listed) or _ASKS.search(part) is not None
        if known is not None and len(known) <= len(part) and known not in questions:
            questions.append(known)
        elif asks and part not in questions and not _NO_MATTER.fullmatch(part):
            questions.append(part)
    return questions if len(questions) > max(1, len(found)) else list(found)


def _parts(text: str) -> Iterable[str]:
    marked = _ENDS.sub(lambda end: f"{end.group()},", _JOINED.sub(",", text))
    return filter(None, (part.strip() for part in _CUT.split(marked)))


def with_their_matter(questions: Sequence[str], choices: Iterable[Choice] = ()) -> list[str]:
    """Each question with what it is about, where it leaves that to the one before it or to a bare
    word (地咋办)."""
    choices = tuple(choices)
    whole: list[str] = []
    matter, way = "", ""
    for question in questions:
        named = _named(question, choices) or _who(question, whole)
        if named:
            whole.append(named)
            continue
        own, by = _MATTER.search(question), _WAY.search(question)
        matter, way = own.group() if own else matter, by.group() if by else way
        if way and not by and _OF_A_WAY.search(question) and len(question) <= _SHORT:
            whole.append(f"{way}{_SETTLING}{question}")
            continue
        if not own and _OF_SETTLING.match(question):
            whole.append(f"{matter or _SETTLING}{question}")
            continue
        leans = not own and len(question) <= _SHORT
        whole.append(f"{matter}{question}" if leans else question)
    return whole


def of_a_way(in_full: str, question: str) -> bool:
    """Whether a question was made one of those who settle in a certain way."""
    return in_full != question and _WAY.match(in_full) is not None


def _named(question: str, choices: Iterable[Choice]) -> str:
    """A bare word as what is asked of it most, where that is what becomes of it."""
    choice = several_things(choices, question, alone=False)
    return next((ask for ask in choice.ask if ask.endswith("怎么办")), "") if choice else ""


def _who(question: str, before: Sequence[str]) -> str:
    """老人呢, asked after who may come along."""
    found = _WHO.fullmatch(question)
    if found is None or not before or not _COMES.search(before[-1]):
        return ""
    return f"{found['who'].lstrip('那')}能跟着一起落户吗"
