"""Lengths that measure something beside the home or the business.

三年了,中间回老家住了俩月: a pause, a visit or some works lasted so long; the time asked for is
the other one. Positions are those of a clause, where a length or a date is one sign.
"""

from __future__ import annotations

from actions.reading.patterns import compiled
from actions.reading.tagged import GROUPS, SIGNS

_ABOUT = (
    "(?:大概|大约|差不多|将近|得有|也就|整整|足足|总共|一共|前后|有|整|就|才|都|约|个|快|好|近)*"
)
_PAUSE = (
    "(?:停|歇|关|断|闲|封|空|荒|撂|休|误|耽误|耽搁|搁置|装修|翻修|整修|翻新|修路|拆|放假|请假|住院|坐月子|隔离|旅游|出差)"
    "(?:业|工|门|店|产|租|营业?|生意|张|摊|息|置|整顿|控|路)*"
)
# 歇了半年, 停业过3个月, 装修花了俩月
_PAUSED_BEFORE = compiled(
    f"{_PAUSE}(?:就|都|光|又|也|前后)*(?:花|用|费|耗|搞|弄)?(?:了|过|着|的)*{_ABOUT}$"
)
# 俩月没开门, 半年装修; 三年没断过 is no pause
_PAUSED_AFTER = compiled(
    "^(?:多|左右|来|的|时间|里|都|也|就|是|呢|我|俺|店|那|基本|几乎|压根|根本)*"
    "(?:(?:没有?|不|未)(?:怎么|再|能|咋|去)*(?:住(?![满够到过])|在(?:家|这|那|店里?|屋里)?(?:里|儿|边)?(?:住)?$"
    "|开(?:门|业|张|$)|营业|经营|出摊|干$|做(?:生意|买卖|$))|装修|翻修|整修|休整|病假|产假|停业|歇业|关门|隔离)"
)
# 去年三月停业装修: the date of a pause
_DATE_OF_A_PAUSE = compiled(
    "^(?:份|初|底|里|那会儿?|的时候|春天|夏天|秋天|冬天|就|又|也|还|给|被|让|自己|店|门面|因为[^,]{0,5}|疫情|过年)*"
    f"(?:没(?:开|住|干|做|营业)|{_PAUSE}(?:了|过|着|[{SIGNS['span']}]|$|[^,的]{{0,3}}{SIGNS['span']}|装修|整顿))"
)
# 中间回老家住了俩月; 楼和市场中间 is a spot
_MEANWHILE = compiled(
    "(?<![在的正两个\ue010-\ue014])(?:中间|当中|中途|期间|其间|半道|半截)(?![租住人商门店])"
    "(?!.*(?:目前|后来|加起来|加一块|总共|一共|拢共|合计|前后))"
)
_AWAY = SIGNS["place:away"] + SIGNS["place:hometown"] + SIGNS["place:village"]
# 回老家待了仨月, 出去打工半年
_ELSEWHERE = compiled(
    f"(?:回(?!来)(?:去|了趟|趟|一趟)?(?:老家|娘家|婆家|家|村里?|乡下|[{_AWAY}]|{GROUPS['kin']}家)"
    f"|(?:在|去|到|上)(?:外地|外头|外面|医院|娘家|婆家|老家|{GROUPS['kin']}(?:那|家)|[{_AWAY}])"
    "|出去|外出|出门|(?:雇|请|招|聘)(?:了|过|着|的))[^,我俺租]{0,8}(?:了|过)*" + _ABOUT + "$"
)
# 有俩月在医院陪床
_SPENT_ELSEWHERE = compiled(
    "^(?:是|都|我|俺|人|一直)*(?:在|回|去)(?:医院|学校|部队|外地|外头|外面|娘家|婆家|老家|["
    + _AWAY
    + "])"
)
# 房租一次交一年, 押俩月: what is paid for so long
_PAID_FOR = compiled("(?:交|缴|付|押|欠)(?:了|的|够|上|清|齐|着)*$")
# 五月又开的: opened again after a pause
_AGAIN = compiled(
    "^(?:份|初|底|里|那会儿?|才|就)*(?:又|重新|再|恢复|接着)+(?:开(?:的|了|门|业|张|起|$)|营业|经营|干|做)"
)
_OF_THE_WHOLE = "满够到过有超足是算租住待呆搬干开做办营签"
# 带了半年孩子: the object of a verb that is neither living nor trading
_OBJECT = compiled(f"(?<![{_OF_THE_WHOLE}营业])(?<!落脚)(?:了|过|着){_ABOUT}$")


def paused(text: str, at: int) -> bool:
    """Whether the length or date at ``at`` tells of a pause or of works, whatever else is told."""
    before, after = text[:at], text[at + 1 :]
    if text[at] == SIGNS["date"]:
        return bool(_DATE_OF_A_PAUSE.match(after)) or bool(_MEANWHILE.search(before))
    return bool(
        _PAUSED_BEFORE.search(before)
        or _PAUSED_AFTER.match(after)
        or _MEANWHILE.search(before)
        or _PAID_FOR.search(before)
    )


def of_another_thing(text: str, at: int) -> bool:
    """Whether what is at ``at`` measures another activity, once the time itself is told."""
    after = text[at + 1 :]
    if text[at] == SIGNS["date"]:
        # 前年在老家待了四个月: the year of the visit
        visit = after.find(SIGNS["span"])
        return bool(_AGAIN.match(after)) or (visit >= 0 and _of_a_visit(text, at + 1 + visit))
    return _of_a_visit(text, at)


def _of_a_visit(text: str, at: int) -> bool:
    before, after = text[:at], text[at + 1 :]
    return bool(
        _ELSEWHERE.search(before) or _OBJECT.search(before) or _SPENT_ELSEWHERE.match(after)
    )
