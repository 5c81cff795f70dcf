"""Whether something is said to be lost on settling (宅基地就没了) or to be kept (宅基地不会没).

Every word of losing or keeping turns with each negation before it in its clause, and with 不 behind
it (收不走, 保不住). 不退地就不让落户 says twice no and asks for the loss all the same.
"""

from __future__ import annotations

from typing import Optional

from actions.reading.patterns import compiled
from policy_kb.text import normalize

_LOSS = (
    "没收(?![走回到上过])|充公|作废|作罢|泡汤|完蛋|放弃|让出|失去|丢|取消|分走|白办|退|交|收|没(?:了|有了)|没有?份|没(?:啥|什么)?用|不顶用|不作数"
    "|(?<!影响)(?:没|没有)$|没有(?!影响|关系|事|人|这|那|要|规定)|有(?:啥|什么)?影响|受影响|影响"
)
_KEPT = (
    "保(?:得?住|留|(?=不住))|留(?:得?住|着|下)?|要(?=不回)|归(?:自己|我|俺|咱|个人|家里|本人)?|是(?:自己|我|俺|咱|个人|家里|本人)|照(?:样|常|旧|拿|领|种)|种|算|作数|分(?!红|走)"
    "|还?有(?!人|些|影响|啥影响|什么影响)|没(?:啥|什么)?(?:事|关系)|在(?!外|城|市|镇|肥)"
)
_WORD = compiled(f"(?P<lost>{_LOSS})|(?P<kept>{_KEPT})")
LOSING = f"{_LOSS}|{_KEPT}"
"""What a belief may be worded with that something is lost or kept."""
_NOT = compiled(
    "不(?!让落|给落)(?:是(?!自己|我|俺|咱|个人|家里))?|没(?!收)(?:有)?|别|甭|莫|未|无须|无需|用不着|并非"
)
_BEHIND = compiled("(?:回|走|掉)?不(?:住|走|回|掉|了|成|下|来|去)")
_ONLY_IF = compiled(
    "(?:不|没)[^,。]{1,10},?[^,。]{0,3}(?:就|便|可|也|都)*(?:(?:不(?:能|可以|可|让|给|许|准|予)|没法|甭想|别想)(?:你|我|俺|咱|申请|办|再)*(?:落|迁|上户|转|入|进|$|[,。])|[落迁办]不(?:了|成|上)|不(?:给)?办)"
    "|(?:才|方)(?:能|可以|给|让|许|准|行|落|办|可)"
)
"""不退地就不让落户, 交了地才给落: settling takes the loss."""
_HAS = compiled("不用|不需要|不必|用不着|不一定")


def said_lost(said: str) -> Optional[bool]:
    """Whether the clause that tells of it says so; None where nothing of the kind is said."""
    text = normalize(said)
    if _ONLY_IF.search(text) and not _HAS.search(text):
        return True
    told = [_turned(clause) for clause in text.split(",")]
    spoken = [lost for lost in told if lost is not None]
    return spoken[-1] if spoken else None


def _turned(clause: str) -> Optional[bool]:
    """The last word of losing or keeping in a clause, turned by what negates it."""
    found = list(_WORD.finditer(clause))
    if not found:
        return None
    word = found[-1]
    lost = word["lost"] is not None
    before = clause[: word.start()]
    negations = len(_NOT.findall(before[-6:]))
    if _BEHIND.match(clause[word.end() :]):
        negations += 1
    return lost != bool(negations % 2)
