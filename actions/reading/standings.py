"""A person's standing named as a bare topic: 毕业生?不是; 上学、当兵、下岗,都没有过."""

from __future__ import annotations

from actions.reading.patterns import compiled

_STANDING = (
    "(?:大中专|大学|大专|中专|技校|毕业生|大学生|应届生|军人|退伍军人|退役军人|老兵|退伍|复员|转业"
    "|参军|当兵|当过兵|上过大学|念过大学|上学|下岗|下岗职工|下过岗|空挂|空挂户|辞职|失业|黑户|没户口)"
)
_ONE = compiled(f"^(?:[我俺咱]|是)?{_STANDING}(?:的|啥的)?$")
_SEVERAL = compiled(
    f"^(?:什么|啥)?(?:{_STANDING}[、和跟或 ]+){{1,4}}{_STANDING}(?:的|啥的|什么的|这些|那些)?$"
)
_NEITHER = compiled(
    "^(?:这些|那些|我|俺|咱)*(?:都|也|全|统统|一概|均)(?:没有|没|不是|不沾|不占|不算|无)"
)
_LAST_OF_NEITHER = compiled(
    f"^{_STANDING}(?:啥的|什么的|这些|那些|我|俺|咱)*(?:都|也|全|统统|一概|均)(?:没有|不是|不沾|不占|不算)"
)


def is_asked_back(text: str) -> bool:
    """Whether a piece before a question mark is nothing but a standing (下岗?没有的事)."""
    return bool(_ONE.match(text))


def belong_together(before: str, gap: str, after: str) -> bool:
    """Whether two pieces are a list of standings, or such a list and that none of it holds."""
    several = _SEVERAL.match(before)
    listed = (
        gap == "、"
        and (several or _ONE.match(before))
        and (_ONE.match(after) or _LAST_OF_NEITHER.match(after))
    )
    return bool(listed or (several and _NEITHER.match(after)))
