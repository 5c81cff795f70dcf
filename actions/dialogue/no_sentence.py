"""Messages that are no sentence: sounds and signs, a row of search words, a word off the point."""

from __future__ import annotations

import re

from actions.dialogue.acts import Acts
from actions.reading import Reading

FOLLOW_UP = re.compile(r"^(?:那|那么|哪)?.{1,8}[呢嘞哩咧][?？。]?$")
"""A question that leans on the one before: 租的呢, 那岳父呢."""
STRANGE = 0.5
"""From this likelihood of being about something else, a bare word is no question."""
SURELY_OUTSIDE = 0.97
"""From here on a few bare words (明天天气) are clearly another subject and are declined."""
_WORD = 3
_ROW = 3
"""From so many words in a row without a verb or a person, they are those of a search."""
_TELLING = re.compile(
    "[我俺咱了着过的没不有是在想要吗呢啊吧买租住交开上干做]|[0-9一二两三四五六七八九十半][年个月岁]"
)
_BARE = 8
_REQUEST = re.compile("^(?:请|麻烦|帮|给|替|讲|说|唱|写|放|推荐|查|告诉|介绍|翻译|来)")
_CONTENT = re.compile("[\u4e00-\u9fff]")
_SIGNS = re.compile("[@#$%^&*]{2}")
_SOUNDS = re.compile("(.{1,3})\\1+")
"""吧唧吧唧: the same over and over."""
_INTERJECTIONS = frozenset(
    "啊哈嘿呵嘻呃额哼啦呀哇哎唉嗷喔嘎咯噗呜嘟滴嗒哒咚叮铛噼啪哗呼轰嗡咔嚓咕噜喵汪咩哞呱叽喳吱咣嘭砰唰嗖嘘呸嘣唧"
)
_PARTICLES = frozenset("的了嗯吧吗呢么地得着过")
"""的的的了了##: beside odd signs these say nothing either."""


def is_noise(text: str) -> bool:
    """Whether a message is sounds and signs, neither anger nor mirth: 嘿嘿哈嘿!!@@##."""
    return bool(_SIGNS.search(text)) and set(_CONTENT.findall(text)) <= _INTERJECTIONS | _PARTICLES


def is_sounds(text: str) -> bool:
    """Whether a message is the same sounds over and over, which 呸呸呸 of anger is not: 吧唧吧唧."""
    content = _CONTENT.findall(text)
    sounds = set(content)
    several = len(sounds) > 1 and sounds <= _INTERJECTIONS | _PARTICLES
    return several and _SOUNDS.fullmatch("".join(content)) is not None


def is_keywords(text: str) -> bool:
    """Whether a message is a row of search words, in which nobody tells anything."""
    words = text.replace("我市", "").replace("本市", "").replace("所在", "").split()
    return len(words) >= _ROW and not _TELLING.search("".join(words))


def off_the_point(text: str, reading: Reading, acts: Acts) -> bool:
    """Whether a message after a question is a failed answer rather than a question of its own:
    sounds, stray letters, or a bare word about something else."""
    content = _CONTENT.findall(text)
    sounds = set(content) <= _INTERJECTIONS or _SOUNDS.fullmatch("".join(content))
    if sounds and len(text.split()) < 3:
        return True
    if reading.questions or FOLLOW_UP.search(text) or _REQUEST.match(text):
        return False
    bare = len(content) <= _BARE and not acts.states
    return (
        bare
        and acts.outside >= STRANGE
        and (len(content) <= _WORD or acts.outside < SURELY_OUTSIDE)
    )
