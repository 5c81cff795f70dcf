"""What a message does about the talk where it says so in so many words: go on, stop, start over.

The classifier confuses 接着上次的说 with putting the talk off and 下次再说 with having something
said again. A message is taken at its word where every part of it is such a phrase or a courtesy;
parts that tell or ask something else are left to the classifier and the reader.
"""

from __future__ import annotations

import re
from typing import Optional

from actions.reading.patterns import compiled

_PART = compiled(r"[,，。.!！?？;；~～…\s]+")
_WE = "(?:我们|咱们|俺们|我|咱|俺)?"
_TALK = "(?:来|说|问|看|办|填|弄|聊|谈|唠|拉|啦|整|搞|往下[来说问走]|讲|测|答)"
_SINCE = "(?:(?:上|前)(?:一)?[次回头面]|昨[天儿日晚]?(?:晚上)?|前[天儿]|刚才|刚刚|那天|早上|上午|中午|原来|老)"
_END = "(?:吧|呗|啊|呀|哈|了|啦|喽|哦|行吗|好吗|可以吗|中不|行不|成不)*"
_COURTESY = compiled(
    "(?:好|行|嗯|哦|那就?|中|得|喂|哎|在(?:的|呢|哩)?|你好|您好|谢谢|谢了|多谢|麻烦|辛苦|不好意思|对不起|算了|同志|老师)+"
    "(?:你|您|恁|啊|了|啦|的|哈|吧|呀)*"
)
_TIRED = compiled(
    f"{_WE}(?:真|太|好|有点|都|头)*(?:烦|累|困|乏|麻烦|忙|没空|没时间|没心情|有事|头疼)(?:死|得慌|着呢|呢|了|啦|人|我)*"
)
_BUSY = compiled(
    f"{_WE}(?:先|哦|哎|哟|那|这会儿?|现在|刚|又|正)*(?:等(?:一?会儿?|一?下|下子)|稍等|一会儿?|待会儿?)?(?:{_WE}|这边|这|单位|店里|厂里|家里|孩子|娃|老板|领导)*"
    "(?:来(?:活|人|客人?|顾客|客户|生意|车|单子?|电话|事|快递)|有(?:点|个)?(?:事|人|活|电话|客人|急事|会)|(?:开会|干活|接(?:孩子|个?电话|单)|做饭|吃饭|上车|下车|开车|下地|喂奶|送货|忙)|(?:哭|闹|醒|叫我|喊我|找我|来))(?:去|来|儿|一下|会儿|要|着|呢)*(?:了|啦|咧|喽|啊)*"
    "|(?:先|你|您|那|哦)*(?:等一?会儿?|等一?下|等下子|稍等|等等|一会儿?|待会儿?)(?:啊|哈|吧)*"
    f"|{_WE}(?:先|得|要|该|去|马上|赶紧)+(?:去)?(?:开会|干活|接(?:孩子|个?电话|单)|做饭|吃饭|上班|下地|喂奶|送货|忙)(?:去|一下|会儿)*(?:了|啦|咧|喽)*"
)
"""等会来活了: why the talk is put off; alone it puts nothing off."""
_GO_ON = compiled(
    f"{_WE}(?:那|就|再|还是|想|要|来)*(?:接着|继续|接上|续上)(?:{_SINCE}(?:的|那个?|那事|话|那茬|的话茬|没[说问办填]完的)*)?(?:话|话茬|往下|那事)?{_TALK}?(?:下去|一下)?{_END}"
    f"|{_WE}(?:又|再)?(?:回来|来)(?:了|啦|咯|喽){_END}|{_WE}(?:忙完|弄完|忙活完|完事)(?:了|啦){_END}"
    f"|{_WE}(?:{_SINCE}|从)*(?:的)?{_WE}(?:是|都)?{_TALK}到(?:的)?(?:是)?(?:哪|什么|啥|第几|几)(?:个|一)?(?:儿|里|步|题|地方|问题|块|时候|一步|一题|一问)*(?:来着|来|了|啦|呢)*"
    f"|{_SINCE}(?:的|那个?)?(?:事|问题)?(?:还没|没)(?:说|问|办|填|弄|答)完{_END}"
)
"""接着上次的说, 我又来了, 昨天说到哪了."""
_STOP = compiled(
    f"(?:(?:行|好|得|算)(?:了|吧)?)?{_WE}(?:先|今天|今儿|这次|这回|暂时|就|都|快|你|您|恁|给我|也|再)*(?:不|别|甭|莫|不用|不想|不要)(?:再|想|要)?"
    f"(?:问|弄|说|聊|办|填|整|看|搞|谈|唠|拉|讲|测|查)(?:了|啦|咧|喽){_END}"
    "|(?:先)?(?:打住|停住?|停下来?|停一?停|停一下|暂停|到此为止)(?:吧|了|啊)?"
    f"|{_WE}(?:先|就|那就|等)*(?:下次|下回|改天|改日|回头|明天|明儿|过几?天|过两天|过阵子|过后|以后|晚点|有空|有时间)(?:再|接着|继续)+{_TALK}{_END}"
    f"|{_WE}(?:今天|今儿|就|先)+(?:就)?(?:到这|到这里|到这儿|这样|这么着|放着|放一放|放这儿?){_END}"
)
"""打住,别问了, 下次再说. 别问这个 is about the one question and does not stop the talk."""
_ANEW = compiled(
    "(?:那|咱们|咱|我们|我|俺|就|还是|要不|干脆|都|全|给我|想|要|再)*"
    "(?:重来|重新(?:来|开始|问|填|弄|说|算|看|测|整|搞)|从头(?:来|开始|问|说|弄|再来|到尾再?来)|从新来|另起炉灶|清空|推倒重来)"
    "(?:一?[遍回次下]|过|一下)?(?:吧|呗|啊|了|好了|算了|行吗|中不)*"
)
_CLAUSE = compiled(
    "(?:那|有|给看看|看看)?(?:条款|原文|依据|条文|法条|出处|根据|文件|规定)(?:内容)?(?:是)?(?:哪一?条|啥|什么)?(?:呢|嘞|哩)?"
)
"""条款呢: what stands behind what was said last."""


def said(text: str) -> Optional[str]:
    """ "return", "pause", "start_over" or "ask_basis" where the message says just that."""
    parts = [part for part in _PART.split(text.strip()) if part]
    if _each(parts, _CLAUSE) and len(parts) == 1:
        return "ask_basis"
    if any(_ANEW.fullmatch(part) for part in parts):
        return "start_over"
    if _each(parts, _STOP, _TIRED, _BUSY):
        return "pause"
    return "return" if _each(parts, _GO_ON) else None


def _each(parts: list[str], *phrases: re.Pattern[str]) -> bool:
    """Whether the first of the phrases is there, and no part is anything but these or courtesy."""
    fitting = any(phrases[0].fullmatch(part) for part in parts)
    allowed = (*phrases, _COURTESY)
    return fitting and all(any(one.fullmatch(part) for one in allowed) for part in parts)
