"""The questions of one message, each as it can be understood by itself.

居住证怎么领，领了能享受啥，落户得几天 are three, cut at the commas; the second is about 居住证 too.
"""

from __future__ import annotations

import re
from typing import Sequence

_CUT = re.compile("[,，。?？!！;；\n]+")
_ASKS = re.compile(
    "哪|谁|啥|咋|什么|怎|几[天年个月号点岁]|多(?:少|久|长|大)|何时|能不能|可不可以|行不行|是不是|会不会|要不要|用不用|有没有|算不算"
    "|[能行算会要用有让给](?:[^,，]{0,8})[不吗么没](?:呢|啊)?$|[吗么]$"
)
_NO_MATTER = re.compile(
    "(?:这样|那样?|你看|到底|都)?(?:行不行|能不能行?|可不可以|可以|行|成|中|对|是|好|能)?(?:不行|不中|不|吗|么|没)?|(?:该|要)?(?:怎么|咋)(?:办|弄|整)"
)
"""行不行 at the end asks what the part before it asked."""
_MATTER = re.compile(
    "居住证|集体户|养老保险|社保|医保|公租房|低保|居住登记|落户|入户|迁户口|上户口|户口|宅基地|流转|营业执照|执照"
)
_SHORT = 10
"""Up to so many characters a question may lean on what the one before was about."""


def each_question(text: str, found: Sequence[str], case_told: bool) -> list[str]:
    """The questions of a message in order: those ``found`` by the reader and, where no case is
    told beside them, every further part that asks by itself."""
    if case_told:
        return list(found)
    questions = []
    for part in filter(None, (part.strip() for part in _CUT.split(text))):
        known = next((q for q in found if part in q or q in part), None)
        if known is not None and known not in questions:
            questions.append(known)
        elif known is None and _ASKS.search(part) and not _NO_MATTER.fullmatch(part):
            questions.append(part)
    return questions if len(questions) > max(1, len(found)) else list(found)


def with_their_matter(questions: Sequence[str]) -> list[str]:
    """Each question with what it is about, where it leaves that to the one before it."""
    whole, matter = [], ""
    for question in questions:
        own = _MATTER.search(question)
        if own:
            matter = own.group()
        leans = not own and len(question) <= _SHORT
        whole.append(f"{matter}{question}" if leans else question)
    return whole
