"""Remarks beside which something else is said: thanks with a question, worry without one."""

from __future__ import annotations

from actions.dialogue.state import Memory
from actions.reading.patterns import compiled
from policy_kb.text import normalize

COURTESIES = frozenset({"thanks", "acknowledge"})
_THANKS = compiled(
    "(?:好|好的|行|嗯|哦|知道了|明白了|懂了|太好了|那)*[,，。!！ ]*(?:谢谢|多谢|谢了|感谢|麻烦|辛苦)(?:你|您|恁|了|啊|啦|哈|呀|同志|老师|大姐|大哥|嘞)*[,，。!！ ]*"
    "(?:差点忘了|差点儿忘了|对了|哦对|还有个?(?:事|问题)?|再问(?:一?下|一?句|个)|顺便问?(?:一?下|一?句)?|那|就是|另外)*[,，。:： ]*"
)
_ASKS = compiled(
    "哪|谁|啥|咋|什么|怎|几|多少|多久|何时|[吗么][?？。]*$|[能行要用给会算有](?:不|没)|是不是|会不会|能不能|要不要|用不用|[?？]"
)
_LEAST = 3
_WORRY = compiled(
    "急死|愁死|愁得|愁人|急得|着急|急人|心急|上火|睡不着|吃不下|心里没底|没底|咋这么难|怎么这么难|熬人|发愁|愁着呢|担心死|怕死了|急啊|急呀"
)


def asked_beside(text: str) -> str:
    """The question that stands after words of thanks (谢谢啊,差点忘了,得花多少钱); else nothing."""
    said = normalize(text).strip()
    thanks = _THANKS.match(said)
    rest = said[thanks.end() :].strip() if thanks else ""
    return rest if len(rest) >= _LEAST and _ASKS.search(rest) else ""


def worries(memory: Memory, text: str) -> bool:
    """Whether somebody within a case tells how worried he is, whatever he says beside it."""
    in_talk = memory.gathering or memory.stated
    return in_talk and len(text) <= 30 and _WORRY.search(text) is not None
