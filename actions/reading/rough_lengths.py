"""Lengths that are told roughly: 两年左右, 大概两年, 好像两年."""

from __future__ import annotations

from actions.reading.annotation import Annotation
from actions.reading.patterns import compiled
from actions.reading.slate import Slate

_BEFORE = compiled(
    "(?:大概|大约|大致|约摸|约莫|差不多|好像|似乎|估计|估摸|可能|也许|兴许|八成|约)(?:着|是|有|得|也|就|我|俺|都|算|了|住|租|开|干|做|经营|办|满|个)*$"
)
_AFTER = compiled(
    "^(?:了|的|时间|光景|吧|呢|,| )*(?:左右|上下|前后|来往|的?样子|光景|好像|大概|差不多|可能)"
)
_AT_LEAST = compiled("多|出头|挂零|零|以上|开外|不止|有余")


def told_roughly(annotation: Annotation, slate: Slate) -> frozenset[str]:
    """The facts whose length the message tells only about. 大概两年多 is at least two years."""
    rough = set()
    for fact in ("rental_months", "business_months"):
        start, end = slate.spans.get(fact, (0, 0))
        if fact not in slate.facts or start == end or _AT_LEAST.search(annotation.text[start:end]):
            continue
        if _BEFORE.search(annotation.text[:start]) or _AFTER.match(annotation.text[end:]):
            rough.add(fact)
    return frozenset(rough)
