"""Masks what names a person before a message is stored, logged or understood."""

from __future__ import annotations

import re

MASK = "＊"

_NUMBERS = re.compile(
    r"(?<![0-9A-Za-z])(?:"
    r"[1-9]\d{5}(?:18|19|20)\d{2}[01]\d[0-3]\d{4}[0-9Xx]"  # identity card, 18 places
    r"|[1-9]\d{7}[01]\d[0-3]\d{4}"  # the older identity card, 15 digits
    r"|\d{16,19}"  # bank cards
    r"|(?:\+?86[- ]?)?1[3-9]\d[- ]?\d{4}[- ]?\d{4}"  # mobile
    r"|0\d{2,3}[- ]\d{7,8}"  # landline
    r")(?![0-9A-Za-z])"
)
_UNPRINTABLE = re.compile("[\\x00-\\x08\\x0b\\x0c\\x0e-\\x1f\\x7f\\ud800-\\udfff]")
_WIDE = str.maketrans("０１２３４５６７８９Ｘｘ", "0123456789Xx")
_EMAIL = re.compile(r"[A-Za-z0-9._%+-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+")
_SURNAMES = (
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林郑谢罗梁宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏"
    "魏吕丁任沈姚卢姜崔钟谭陆汪范金石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵"
)
_NAME = re.compile(
    rf"(我叫|本人叫|名叫|名字叫|名字是|姓名[是:： ]?|我是)([{_SURNAMES}][一-鿿]{{1,2}})"
    r"(?=[，。,.;；:：!！、\s]|$|今年|住在|身份证|电话)"
)


def mask(text: str) -> str:
    """The text with identity numbers, phone and card numbers, e-mail addresses and names hidden."""
    plain = text.translate(_WIDE) if re.search("[０-９]{7}", text) else text
    plain = _NUMBERS.sub(lambda found: MASK * 4, plain)
    plain = _EMAIL.sub(MASK * 4, plain)
    return _NAME.sub(lambda found: found.group(1) + MASK * 2, plain)


def printable(text: str) -> str:
    """The text without control characters and half characters, which databases refuse."""
    return _UNPRINTABLE.sub("", text)
