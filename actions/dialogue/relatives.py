"""A relative asked about beside the case at hand: may my father come along, and why may he not.

The case stays whose it is. Who asks for somebody else may also ask whether he himself comes along
(那我能跟着她落吗), or come back to his own case (那我呢, 我自己能落不).
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any, Callable, Optional, Sequence

from actions.dialogue.state import Memory, State
from actions.reading import Reading
from actions.reading.kin_mentions import lexicon
from actions.reading.patterns import compiled
from policy_kb.library import Library
from policy_kb.text import normalize

_SHORT = 14
"""Who says more than this about himself tells or asks something of his own."""
_NOTHING_ELSE = compiled(
    "[那这么哪我俺咱他她们您你看请问下家里的也还都就又再能不可以够行中成得让给把为什啥凭咋怎样一起块儿同并道跟着随"
    "和与带上捎领接弄办落户口迁挪转搬来过去进入到城市这边里吗呢啊呀吧哇是算底究竟到现在目前自己说法,，。 ?？!！]*(?:没有?)?[?？ ]*"
)
"""A question in which, but for who is meant, nothing else is asked than whether he may come."""
_ASKS = compiled(
    "落|迁|挪|转|来|跟|随|带|捎|领|接|一(?:起|块|同|并|道)|[行中成办弄]|为(?:什么|啥)|凭(?:什么|啥)|能不|呢"
)
_HIM = compiled("[他她]")
_WHO = "{who}能跟着一起落户吗"
_PARTNER = "partner"


@dataclass(frozen=True)
class Coming:
    """Who is asked about: the ``question`` in full, and whether it is the speaker himself."""

    question: str
    speaker: bool
    settled: bool
    """Whether the verdict can tell; an unmarried partner has a sentence of his own."""


@lru_cache(maxsize=1)
def _who() -> re.Pattern[str]:
    words = set(lexicon()["kin"]) | set(_partners())
    return compiled("|".join(sorted(map(re.escape, words), key=lambda one: (-len(one), one))))


@lru_cache(maxsize=1)
def _partners() -> frozenset[str]:
    return frozenset(word for word, name in lexicon()["persons"].items() if name == _PARTNER)


def of_another(text: str) -> bool:
    """Whether a relative of somebody else is named (他老婆)."""
    return compiled(f"[他她](?:们|家)?(?:的)?(?:{_who().pattern})").search(text) is not None


def kin_named(word: str) -> bool:
    """Whether a word names a relative or a partner."""
    return _who().search(word) is not None


def turns_to_self(memory: Memory, reading: Reading, text: str) -> bool:
    """Whether a short message comes back from somebody else's case to the speaker's: 那我呢."""
    back = memory.subject is not None and reading.subject == "self"
    return back and not reading.facts and len(text) <= _SHORT and len(reading.questions) < 2


_MAY_I = compiled(
    "^(?:那|那么)?[我俺咱](?:自己|先|就|也)*(?:能|可以|够|行)(?:先|自己|不能|把户口|单独)*(?:落|迁|办|申请)(?:户口?|过来|来)?(?:不|吗|么|没)?[?？]?$"
)


_FOLLOWS = compiled("^(?:那|还有)?.{1,6}呢[?？]?$")
"""俺表哥呢, whose case is told after it."""
_MAY_HE = compiled(
    "^(?:那|那么)?[他她](?:自己|本人|这样|这种|这情况)*(?:能|可以|够|行)(?:不能|把户口|单独)*(?:落|迁|办|申请)(?:户口?|过来|来)?(?:不|吗|么|没)?[?？]?$"
)


def only_may(state: State, reading: Reading) -> bool:
    """Whether what a message that turns to the speaker, or from a case at hand to somebody told
    of in it, asks is no more than 我能先迁不, 他能落不."""
    asked = [one for one in reading.questions if not _FOLLOWS.match(one)]
    if len(asked) != 1 or reading.subject is None:
        return False
    if reading.subject == "self":
        return state.memory.subject is not None and bool(_MAY_I.match(asked[0]))
    at_hand = bool(state.facts) and bool(reading.facts)
    return at_hand and _MAY_HE.match(asked[0]) is not None


def whether_comes(library: Library, state: State, reading: Reading, text: str) -> Optional[Coming]:
    """Who is asked about, where a question within a case only asks whether a relative may come
    along, or why not."""
    asked, members = reading.questions, reading.family_in_question
    if not (state.facts and members and len(asked) == 1):
        return None
    if reading.facts or reading.supposed or reading.subject is not None:
        return None
    rest = _who().sub("", asked[0])
    if not (_NOTHING_ELSE.fullmatch(rest) and _ASKS.search(rest)):
        return None
    found = _who().search(asked[0])
    if found is None and _HIM.search(asked[0]):
        found = _who().search(text)  # 女朋友快领证了,能捎上她吗
    speaker = found is None and state.memory.subject is not None
    partner = found is not None and found.group() in _partners()
    who = found.group() if found else None
    several = state.memory.subject is None and len(set(_who().findall(asked[0]))) > 1
    question = asked[0] if several else _full(library, state.memory, reading, who)
    return Coming(question, speaker, not partner)


@lru_cache(maxsize=1)
def _told_pattern() -> re.Pattern[str]:
    return compiled(
        f"(?:那么?|哪|还有|对了|可|,| )*[我俺咱](?:们|家|的|还有|有)*(?:个|位)?(?P<who>(?:老|大|小|二)?(?:{_who().pattern}))"
        "(?:[呢嘞哩](?P<leans>))?[,。 ]*(?P<tells>.{1,24}?)(?:[,。 ]+(?P<asks>[^,。]{2,18}?))?[?? ]*"
    )


_APART = compiled(
    "没(?:有)?[跟和与同][我俺咱]们?(?:一块儿?|一起)?(?:住|过)|(?:一个人|自己)(?:住)?在|在[^,。 ]{0,6}(?:老家|种地|上班|打工)|在(?:老家|乡下|村里|外地)"
)
_TOGETHER = compiled(
    "(?<!没)(?<!没有)[跟和与同][我俺咱]们?(?:一块儿?|一起)?(?:住|过)|住(?:在)?(?:一块儿?|一起)"
)


def told_and_asked(
    state: State, reading: Reading, text: str, read: Callable[[str], Reading]
) -> Optional[Reading]:
    """A question about a relative beside which something is told of him (那我弟弟呢,他在外县种地,他能不能来),
    read as whether he may come along, as he is told to live. None where it is no such question."""
    found = _told_of(state, reading, text)
    if found is None:
        return None
    who, at_home = found
    asked = read(_WHO.format(who=who))
    members = [dict(one) for one in asked.family_in_question]
    for one in members if at_home is not None else ():
        one["living_together"] = at_home
    if not members:
        return None
    return replace(asked, facts={}, subject=None, family_in_question=tuple(members))


def asks_beside(state: State, reading: Reading, text: str) -> bool:
    """Whether what a message tells of a relative is told for the question whether he may come."""
    return _told_of(state, reading, text) is not None


def _told_of(state: State, reading: Reading, text: str) -> Optional[tuple[str, Optional[bool]]]:
    """Who is asked about, and whether he is told to live with the speaker."""
    if state.memory.subject is not None or not state.facts or reading.supposed:
        return None
    found = _told_pattern().fullmatch(normalize(text).strip())
    if found is None or found["who"] is None or _ON_BEHALF.search(text):
        return None
    asks, leans = found["asks"], found["leans"] is not None
    asks = asks and _LATER.sub("", asks)
    if asks is not None and not (_NOTHING_ELSE.fullmatch(asks) and _ASKS.search(asks)):
        return None
    if asks is None and not leans:
        return None
    if asks is not None and _TO_HIM.match(asks):
        return None  # 俺媳妇有户口,俺能落她那去不
    tells = found["tells"]
    if _partner_word(found["who"]) or _OTHER_QUESTION.search(tells):
        return None
    apart, together = _APART.search(tells), _TOGETHER.search(tells)
    return found["who"], False if apart else True if together else None


def _partner_word(who: str) -> bool:
    return any(word in who for word in _partners())


_TO_HIM = compiled("[我俺咱][^跟和随,]*(?:落|迁|去|到)")
_LATER = compiled("以后|将来|往后|到时候?|等|过(?:完|了)年|明年|下个?月|想|要")
_ON_BEHALF = compiled("[替帮代]|给.{1,6}[问看]")
_OTHER_QUESTION = compiled(
    "[?？]|咋|怎么|啥|什么|哪|几|多少|吗|[能行要用]不|要是|如果|我(?!们?住)[^,]{0,3}(?:是|有|在|租|买)"
)


def asked_of(reading: Reading, comes: Coming, told: Sequence[dict[str, Any]]) -> Reading:
    """The reading of such a question; what the message tells of the relative beside it counts."""
    members = reading.family_in_question
    if [one["relation"] for one in told] == [one["relation"] for one in members]:
        members = tuple(told)
    members = members if comes.settled else ()
    return replace(reading, questions=(comes.question,), family_in_question=members)


def as_named(library: Library, memory: Memory, reading: Reading, question: str) -> str:
    """那我爸呢 put in full, named as what he is to the person the talk is about."""
    if memory.subject is None or not reading.family_in_question:
        return question
    return _full(library, memory, reading, None)


def _full(library: Library, memory: Memory, reading: Reading, who: Optional[str]) -> str:
    relation = reading.family_in_question[0]["relation"]
    if memory.subject is not None or who is None:
        relations = library.local.rules.family.relations
        who = next(one.label for one in relations if one.relation == relation)
    return _WHO.format(who=who)
