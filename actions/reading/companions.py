"""Relatives somebody keeps, leads along or lives on with: 带着六岁闺女, 拉扯着俩没成年的娃.

Between the verb and the relative may stand what he is like (六岁, 上小学的). Whoever leads him is
the one who tells; what stands between tells of the relative alone.
"""

from __future__ import annotations

import re

from actions.reading.patterns import compiled
from actions.reading.tagged import GROUPS

_VERB = (
    "(?:带|领|拉扯|拖|拖累|抱|背|养|养活|守|陪|伺候|侍候|照顾|拽|牵|携|抚养)着"
    "|(?<!厨)(?<!卫)(?:带|领|拉扯)(?:上|有)?(?!大(?!闺|儿|女|妮|丫|小子|孩)|过|出|队|头|薪|的|证|钱)"
)
_ROW = f"(?:{GROUPS['kin']}(?:[和跟与、]|还有|(?={GROUPS['kin']})|$))*"
_LIKE = f"{_ROW}[^,。;!? 住租买开想要跟和把说在去来到\ue020-\ue024]{{0,12}}"
_LED = compiled(f"(?:{_VERB}){_LIKE}$")
# 和六岁的闺女住宿舍, 跟上初中的儿子
_WITH = compiled(
    "(?:和|跟|与)(?:[我俺]|[一那这]?个)*[^,。;!? 住租买开想要跟和把说在去来到\ue020-\ue024]{0,8}"
    "(?:[岁\ue001学]|[0-9一二三四五六七八九]|年级|幼儿园|成年)(?:大|多)?的?(?:大|小)?$"
)
# 身边就一个六岁闺女
_NEAR = compiled(
    "(?:身边|跟前|手底下|膝下)(?:就|只|还|也|光|有|是|剩|一个|个)+[^,。;!? 住租买开想要跟和把说在去来到]{0,8}$"
)
# 带着闺女借住朋友家, 带俺娘住我姐家: whosever home it is, they live in it together
_LIVES = compiled(
    f"(?:{_VERB})(?:{_LIKE}{GROUPS['kin']}[和跟与、]?)(?:们|俩|仨|几个)*"
    f"(?:一起|一块儿?|都|也|一直|常年|目前|就|在(?:{GROUPS['place']}|[^,。;!? 在去来到住]{{1,6}})"
    "|上着?班|打着?工|租(?:着|了|的)?(?:个)?(?:房|屋|单间)?子?)*"
    "(?:(?:借|暂|寄|挤)?住|挤(?:在|着)|蹭住|过(?!来|去|户|年|节)|生活|租(?:着|了|的)?(?:个|一套|间|一间)?(?:房|屋|单间))"
)
_RAISES = "(?:拉扯|拉巴)着|(?:一个人|自己|独自|自个儿?|单独)(?:一个人|就|还|也)*(?:带|领|养|拉扯|拉巴)(?!大的)着?"
_RAISES_THEM = compiled(f"(?:{_RAISES})(?:个|上)?{_LIKE}{GROUPS['kin']}(?!的)")
_STRETCH = compiled(f"(?:{_VERB})(?P<like>{_LIKE}){GROUPS['kin']}")


def is_led(before: str) -> bool:
    """Whether a relative after these words is one whom somebody leads along or lives with."""
    return any(pattern.search(before) for pattern in (_LED, _WITH, _NEAR))


def tells_of_him(text: str, start: int, end: int) -> bool:
    """Whether what stands at [start, end) of a clause tells what such a relative is like."""
    return any(
        found.start("like") <= start and end <= found.end("like")
        for found in _STRETCH.finditer(text)
    )


def lives_with_them(text: str) -> re.Match[str] | None:
    """Where a clause says that somebody has those with him whom he leads along."""
    return _LIVES.search(text) or _RAISES_THEM.search(text)
