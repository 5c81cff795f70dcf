"""What a short message tells of another fact than the open one, or takes back of what was told.

The reader hears 26个月 or 在村里 only as the answer to a question that asks for it. In a talk they
may as well put right, or add, what was spoken of before; where just one fact can be meant, they do.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Callable, Optional

from actions.dialogue.state import State
from actions.reading import Reading
from actions.reading.named_wrong import SAID_WRONG, TOPICS
from actions.reading.patterns import compiled
from policy_kb.text import normalize

ReadAs = Callable[[str, Optional[str]], Reading]
"""Reads a text as the answer to a question."""

_SHORT = 16
"""A bare value is a short message."""
_MEASURED = compiled("[年月天周]|礼拜|星期")
_STILL = compiled("再|等|差|以后|之后|还[有要得剩]|后[年天]|明年|下个?月")
"""A length of this kind is one to come."""
_LENGTHS = {"rental_months": ("housing", "rented"), "business_months": ("business", True)}
_AREAS = {
    "residence_area": None,
    "job_area": ("stable_job", True),
    "business_area": ("business", True),
}
"""The facts of one kind of value, each with what must be so that anybody may speak of it."""
_HOME, _COMMUNITY = "residence_area", "residence_community"
_AT_WORK = "上班|工作|干|做|开|交|缴|当|店|厂|铺|单位|公司|门面|营业|毕业|结婚|认识|安置"
_AT_HOME = "住|租|房|交|缴|毕业|结婚|认识|安置"
_ELSE = {
    **dict.fromkeys(("rental_months", "residence_area"), compiled(_AT_WORK)),
    **dict.fromkeys(("business_months", "job_area", "business_area"), compiled(_AT_HOME)),
}
"""What a value beside these words is of something else than the fact."""
_PUTS_RIGHT = compiled("不对|其实|才|^(?:就)?是|错|应该|只|不是|吹|记岔|准确|改")
"""While something else is asked, what was told before changes only beside such a word."""
_OF_ANOTHER = compiled(
    "[他她]|人家|爹|娘|爸|妈|父母|儿子|闺女|女儿|孩子|老婆|媳妇|对象|老公|爱人|弟|哥|姐|妹|公婆|岳|朋友|同事|邻居|老家|以前|原来|户口|上学"
)
_NOT_SO = compiled(
    "(?:不是|不到|没有?|没到|没住?够|哪有|哪是|不够|没那么|不止)(?P<value>[^,。!?]{1,8}?)(?:那么久|长|啊|呀|的)*$"
)
_FOUND_OUT = compiled(
    "问(?:了|过|清|明白|到)|刚问|查(?:了|过|到|清)|想起来|弄清|搞清|弄明白|打听(?:了|到|清)|看了(?:下|看|一下)?|会计说|老板说|单位说"
)
"""Beside one of these a message may tell what was not known before."""
_TAKEN_BACK = compiled(f"{SAID_WRONG}|错了|不对|不是这样的?|说得?不对")
"""刚才社保那个说错了: taken back, and nothing said instead."""
_NOT_NOW = compiled(
    "(?:说|讲)的?(?:可?是|那是)?(?:以后|将来|往后|打算|想法|万一)|(?:那|这)是(?:以后|将来|往后|打算)|以后的事|"
    "(?:现在|目前|眼下)(?:可|还|根本|压根|哪|又)*(?:没有?|不)(?:$|呢|啊|呀|开|干|做|办|买|租|交|有)|还没(?:影|谱|有?呢|有$|那回事|开始)"
)
"""我说以后!现在没有!: what was heard is not so yet."""
_GONE = (
    (
        "housing",
        compiled(
            "(?:房子?|楼|屋)(?:也|都|早|已经|就|给|刚)*(?:卖|退|过户)(?:了|掉|出去|给)|退租了"
        ),
    ),
    ("residence_area", compiled("(?:不在(?:那|这)(?:儿|里|边)?|早?不在那)住了|搬走了|搬家了")),
)

_OF_A_RENTED_HOME = {"housing", "rental_complete_unit", "residence_area", "residence_community"}
_OF_THE_HOME = ("rental_complete_unit", "rental_months")


def other_fact(
    state: State, text: str, reading: Reading, answered: bool, read_as: ReadAs
) -> Optional[Reading]:
    """The message read as telling of, or taking back, a fact that was not asked; None where it
    does no such thing. ``reading`` is what it says as it stands, ``answered`` whether that
    answers the open question."""
    said = normalize(text).strip().rstrip("?!。,~ ")
    if learnt := _learnt(state, said, reading, read_as):
        return learnt
    in_talk = state.memory.gathering or state.memory.stated
    if answered or not in_talk or reading.questions or reading.supposed:
        return None
    if reading.unknown or reading.declined:
        return None
    if reading.facts:
        return _disowned(state, said, reading, read_as)
    if denied := _not_yet(state, said):
        return replace(reading, facts=dict.fromkeys(denied, False), corrects=True)
    if back := _taken_back(state, said):
        return replace(reading, retracted=frozenset({back}), corrects=True)
    if gone := _gone(state, said):
        return replace(reading, retracted=gone, corrects=True)
    return _disowned(state, said, reading, read_as) or _bare_value(state, said, reading, read_as)


def nothing_said_instead(text: str) -> bool:
    """Whether the message only says that something told before was wrong."""
    return _TAKEN_BACK.fullmatch(normalize(text).strip().rstrip("?!。,~ ")) is not None


def _learnt(state: State, said: str, reading: Reading, read_as: ReadAs) -> Optional[Reading]:
    """我问了会计,是在这边交的: what was not known when it was asked."""
    if reading.questions or not _FOUND_OUT.search(said):
        return None
    for fact in reversed(state.memory.unknown):
        if fact in reading.facts or fact in state.facts:
            continue
        value = read_as(said, fact).facts.get(fact)
        if value is not None and type(value) is not bool:
            return replace(reading, facts={**reading.facts, fact: value})
    return None


def _bare_value(state: State, said: str, reading: Reading, read_as: ReadAs) -> Optional[Reading]:
    if len(said) > _SHORT or (_OF_ANOTHER.search(said) and state.memory.subject is None):
        return None
    for group in (_LENGTHS, _AREAS):
        if group is _LENGTHS and (not _MEASURED.search(said) or _STILL.search(said)):
            continue
        possible = [fact for fact, case in group.items() if _in_question(state, fact, case)]
        if not (state.memory.stated or _PUTS_RIGHT.search(said)):
            possible = [fact for fact in possible if fact not in state.facts]
        found = {}
        for fact in possible:
            told = {} if _ELSE[fact].search(said) else read_as(said, fact).facts
            unlisted = fact == _HOME and _COMMUNITY in told and _HOME not in state.facts
            if told.get(fact) is not None or unlisted:
                found[fact] = told
        meant = _one_meant(state, list(found))
        if meant is not None:
            return replace(reading, facts=found[meant])
    return None


_PART = compiled("[ ,，。;；!！、]+")
_BARE_LENGTH = compiled(
    "(?:也|都|就|得|快|有|住|租|了|已经|大概|差不多|满)*[0-9一二两三四五六七八九十半几个年月多零]+(?:了|啦|吧|呢|整|左右|来的?)*"
)


def with_length(state: State, text: str, reading: Reading, read_as: ReadAs) -> Reading:
    """三年了 哦对是租的整套的: a bare length beside what is told of the rented home is its length."""
    rented = {**state.facts, **reading.facts}.get("housing") == "rented"
    told = set(reading.facts)
    if not (rented and told and told <= _OF_A_RENTED_HOME) or state.facts.get("business"):
        return reading
    if "rental_months" in told or "rental_months" in state.facts or reading.questions:
        return reading
    for part in _PART.split(normalize(text)):
        if _BARE_LENGTH.fullmatch(part) and _MEASURED.search(part):
            months = read_as(part, "rental_months").facts.get("rental_months")
            if months is not None:
                return replace(reading, facts={**reading.facts, "rental_months": months})
    return reading


def _in_question(state: State, fact: str, case: Optional[tuple[str, object]]) -> bool:
    return fact in state.facts or case is None or state.facts.get(case[0]) == case[1]


def _one_meant(state: State, facts: list[str]) -> Optional[str]:
    """The one told last, else the one not told yet, else the only one."""
    for among in (
        [fact for fact in facts if fact in state.memory.told],
        [fact for fact in facts if fact not in state.facts],
        facts,
    ):
        if len(among) == 1:
            return among[0]
    return None


def _disowned(state: State, said: str, reading: Reading, read_as: ReadAs) -> Optional[Reading]:
    """租房不是三年: the length told before is not right, and no other is told."""
    known = [fact for fact in _LENGTHS if fact in state.facts]
    if any(fact in reading.facts for fact in known) or set(reading.facts) - {"housing", "business"}:
        return None
    denial = _NOT_SO.search(said)
    if denial is None or len(said) > _SHORT:
        return None
    same = [
        fact
        for fact in known
        if read_as(denial["value"], fact).facts.get(fact) == state.facts[fact]
    ]
    fact = _one_meant(state, same)
    if fact is None:
        return None
    return replace(reading, facts={}, retracted=frozenset({fact}), corrects=True)


def _not_yet(state: State, said: str) -> list[str]:
    """What the message before was taken to tell, and is protested against as yet to come."""
    if not _NOT_NOW.search(said):
        return []
    return [fact for fact in state.memory.told if state.facts.get(fact) is True]


def _taken_back(state: State, said: str) -> Optional[str]:
    """The fact named as wrong, or the one told last where none is named."""
    found = _TAKEN_BACK.fullmatch(said)
    if found is None:
        return None
    for fact, topic in TOPICS:
        if fact in state.facts and topic.search(found["what"] or ""):
            return fact
    told = [fact for fact in state.memory.told if fact in state.facts and fact != "family"]
    if not found["what"] and len(told) == 1:
        return told[0]
    return None


def _gone(state: State, said: str) -> frozenset[str]:
    """俺爹不在那住了,房子卖了: what held and holds no more, with nothing said of what does."""
    if state.memory.subject is None and _OF_ANOTHER.search(said):
        return frozenset()
    gone = {f for f, ended in _GONE if f in state.facts and ended.search(said)}
    if "housing" in gone:  # of the home given up nothing holds for the next
        gone.update(fact for fact in _OF_THE_HOME if fact in state.facts)
    return frozenset(gone)


_TO_COME = compiled(
    "下(?:个|一)*(?:月|周|礼拜|星期)|月底|年底|明年|明天|后天|过(?:了|完)?(?:几|两)?(?:天|年)|马上|即将|快要?|就要|要去|准备去|打算去|准备|即|等着|三方|offer|录(?:用|取)"
)
_STARTS = compiled("入职|报到|报道|上班|工作|干活|offer|三方|录用|就业")
_ABROAD = {"stable_job": True, "job_area": "outside"}


def planned_work(state: State, text: str, reading: Reading, read_as: ReadAs) -> bool:
    """Whether the message tells of work outside that has not begun: 下个月去外地上班."""
    said = normalize(text)
    if not (state.facts and _TO_COME.search(said) and _STARTS.search(said)):
        return False
    if _OF_ANOTHER.search(said) and state.memory.subject is None:
        return False
    if state.facts.get("stable_job") is True and state.facts.get("job_area") == "outside":
        return False
    area = reading.facts.get("job_area") or read_as(said, "job_area").facts.get("job_area")
    return bool(area == "outside")


def without_work(reading: Reading) -> Reading:
    """The message with the work to come supposed, not told."""
    facts = {f: v for f, v in reading.facts.items() if f not in _ABROAD}
    return replace(reading, facts=facts, supposed=dict(_ABROAD), questions=())
