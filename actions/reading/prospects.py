"""What is only to come, was once, or is looked up: the frames around a clause that make it no fact.

三年后安排到外地去了咋办 asks about a time to come, 以后说不定,弄个小吃摊 tells of a plan, 我当老师的,以前
of a time gone by, and 没户口 收养 材料 are the words of a search.
"""

from __future__ import annotations

from actions.reading.patterns import compiled
from actions.reading.tagged import GROUPS, SIGNS, expand

_TO_COME = (
    f"(?:以后|将来|往后|今后|到时候?|到那时候?|哪天|哪一天|有(?:一|朝一)天|赶明儿?|回头|后头|过(?:个)?(?:几|两|一两)年"
    f"|{SIGNS['span']}(?:以|之)?后|(?:明|后)年|下个?月)"
)
_FUTURE_CASE = compiled(
    expand(
        f"^(?:那|那么|可|要|再|{{ME}}|他|她|单位|厂子?里?|公司)*{_TO_COME}[^,]{{1,}}了[^,]*?(?:咋|怎么?|如何|还|能|算|呢$)"
    )
)
_HAPPENED = compiled("^[^,]*(?:毕业|退伍|复员|转业|退休|下岗|离婚|结婚|辞职)(?:以|之)?后")
_PERHAPS_LATER = compiled(
    expand(
        f"^(?:{{ME}}|那|就|也|我看|咱|\ue005|可能|也许|兴许|或许|保不准|等|等到)*{_TO_COME}"
        "(?:吧|了|呢|嘛|再说|看|\ue005|可能|也许|兴许|或许|保不准|的话|要是有钱|有钱了|有本钱|有机会)*$"
    )
)
_DONE = compiled("[了过着]|的$|目前")
_ONCE_WAS = compiled(
    "^(?:那|这|都|不过|可|但)*(?:是|都是)?(?:以前|之前|从前|原来|原先|早先|早年|过去|当年|老早)(?:的)?(?:事|时候|老黄历)?(?:了|啊|呀|呢|的)*$"
)
_NOW = compiled("目前|如今|眼下|今年|这会儿|一直|还(?=在|是)")
# 收养 材料, 退伍 政策: what is looked for
_LOOKED_FOR = compiled(
    "(?:^|[ ,、])(?:办理|所需|需要|需|准备|有关|相关)?(?:的)?(?:材料|手续|流程|政策|规定|条件|程序|表格|依据|标准|办法|待遇|补贴|证明材料|要求)(?:$|[ ?,、])"
)
_KEYWORDS_ONLY = compiled(
    f"^(?:[\u4e00-\u9fff]{{1,6}}|{GROUPS['place']})(?:[ 、,]+(?:[\u4e00-\u9fff]{{1,6}}|{GROUPS['place']}))+ ?[?]?$"
)
# 上了户口,以后租房能落吗: what is to be done first
_FIRST = compiled(
    "^(?:那|等|先|要)*(?:给)?(?:上|落|报|办|补|弄)(?:好|上|完|到|齐|下来|成)?了?(?:个)?(?:户口?|户籍)(?:了|好了|下来)?$"
)
_AND_THEN = compiled("^(?:那)?(?:以后|之后|后|然后|再|才|将来|往后)(?!悔|来|门)")
_SPEAKS = compiled("[我俺咱您你恁了着过他她]|齐|都|给")
_GOES_ON = compiled(
    f"^(?:(?:就|也|还|都)?(?:在|租在|住在|买在|开在|搬到|租到)?{GROUPS['place']}(?:那边|这边|上|里|那儿|那片)?|(?:带|再|还|并且?|同时|而且)[^,了过着没]{{1,10}})$"
)


def is_search(text: str) -> bool:
    """Whether a message is nothing but the keywords of a search (没户口 收养 材料)."""
    return bool(
        _LOOKED_FOR.search(text) and _KEYWORDS_ONLY.match(text) and not _SPEAKS.search(text)
    )


def asks_of_the_future(text: str) -> bool:
    """以后厂子黄了咋办: what may come, asked about as if it had come."""
    return bool(_FUTURE_CASE.match(text)) and not _HAPPENED.match(text)


def is_perhaps_later(before: str, text: str) -> bool:
    """以后说不定,弄个小吃摊: ``text`` is what may be done at the time that ``before`` names."""
    return bool(_PERHAPS_LATER.match(before)) and not _DONE.search(text)


def once_was(text: str) -> bool:
    """我是当老师的,以前: a clause that only puts the one before it into former times."""
    return bool(_ONCE_WAS.match(text))


def tells_of_now(text: str) -> bool:
    return bool(_NOW.search(text))


def adds_to_supposed(text: str) -> bool:
    """我要是去租个房子呢,在城里: what the clause after a supposition still supposes."""
    return bool(_GOES_ON.match(text))


def is_to_come_first(text: str, then: str) -> bool:
    """上了户口 以后我租房能落城里不: what ``then`` asks of comes after what is not done yet either."""
    return bool(_FIRST.match(text) and _AND_THEN.match(then))
