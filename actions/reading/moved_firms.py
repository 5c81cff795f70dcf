"""Where a firm or a shop has gone that is no longer where it was: 厂子不在镇上了,搬到村里了."""

from __future__ import annotations

from actions.reading.annotation import Annotation
from actions.reading.clause import TOLD, Clause
from actions.reading.patterns import compiled
from actions.reading.slate import Setting, Slate
from actions.reading.tagged import GROUPS, expand

_NO_LONGER_AT = compiled(
    expand(
        "^(?:(?:她|他|我|俺|咱)们?(?:说|讲|告诉(?:我|俺))?)?(?:的|那个?|这个?)?"
        "(?P<what>{EMPLOYER}|{SHOP}|门面|铺面)(?:里)?"
        "(?:早就?|已经|目前|如今|也|都|就|说|是)*"
        "(?:(?:不|没)(?:是)?在|(?:以前|之前|从前|原来|原先|先前|本来)(?:是|都|就|一直)*在)"
        "<place>(?:了|那边|的)*$"
        # 原来的店在村里,现在搬镇上了
        "|^(?:我|俺|咱)?(?:原来|以前|之前|从前|原先|先前|早先)的?(?P<former>{EMPLOYER}|{SHOP}|门面|铺面)(?:是|就|都)*(?:开)?在"
        "<place>(?:了|那边|的)*$"
    )
)
_WENT = compiled(
    f"^(?:{GROUPS['when']}|目前|如今|后来|已经|早就?|又|才|刚|今年|去年|前年|是|给|都|全)*"
    "(?:搬|挪|换|迁)(?:到|去|在|进)?(?:了)?$"
)
# 厂子搬了,现在在镇上
_MOVED = compiled(
    expand(
        "^(?:刚才?(?:说的)?(?:不对|错了)|不对|说错了|我们?|俺们?|咱们?|那个?|这个?|的| )*(?P<what>{EMPLOYER}|{SHOP}|门面|铺面)(?:里|那边)?"
        "(?:<when>|去年|今年|上个?月|前阵子|早就?|已经|刚|刚刚|又|都|也|后来|今年)*(?:搬|挪|迁)(?:了|走了?|家了?|地方了?|新址了?|厂了?)+$"
    )
)
_I_MOVED = compiled(
    "^(?:[我俺咱]们?)(?:<when>|去年|今年|上个?月|早就?|已经|刚|刚刚|又|都|也|后来|家)*搬(?:了|走了?|家了?)+$"
)
_NOW_AT = compiled(f"^(?:{GROUPS['when']}|目前|如今|后来|已经|就|都)*(?:在|位于|设在|开在)$")
_SHOP = compiled("[店铺馆摊面坊]")


def moved_firm(
    slate: Slate, annotation: Annotation, clause: Clause, before: str, setting: Setting
) -> str | None:
    """``job``, ``business`` or ``home`` when what the clause before told of has moved to this place.

    ``before`` is what stands before the place in the clause.
    """
    last = next((one for one in annotation.clauses if one.end < clause.start <= one.end + 3), None)
    if last is None or last.mode != TOLD or "住" in clause.text:
        return None
    now_at = _NOW_AT.match(before) or _WENT.match(before)
    if now_at and _I_MOVED.match(last.text):
        return "home"
    left = _MOVED.match(last.text) if now_at else None
    left = left or (_NO_LONGER_AT.match(last.text) if _WENT.match(before) else None)
    if left is None:
        return None
    trades = slate.facts.get("business", setting.known.get("business"))
    works = slate.facts.get("stable_job", setting.known.get("stable_job"))
    shop = bool(_SHOP.search(left["what"] or left.groupdict().get("former") or ""))
    return "business" if trades or (shop and not works) else "job"
