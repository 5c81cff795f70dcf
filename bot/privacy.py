"""Masks what names a person before a message is stored, logged or understood.

Numbers are found in any spelling people type: full-width, with spaces or hyphens, in Chinese
numerals. Names are found by the words that introduce them; without those words a name cannot be
told from any other word, and is then not known to be one.
"""

from __future__ import annotations

import re
from typing import Iterator

MASK = "＊"

_GAP = r"[ \-]?"
_NUMBERS = re.compile(
    r"(?<!\d)(?:"
    # identity card, 18 places
    rf"[1-9]\d{{5}}{_GAP}(?:18|19|20)\d{{2}}{_GAP}[01]\d{_GAP}[0-3]\d{_GAP}\d{{3}}{_GAP}[0-9Xx]"
    r"|[1-9]\d{7}[01]\d[0-3]\d{4}"  # the older identity card, 15 digits
    r"|\d{16,19}|\d{4}(?:[ \-]\d{4}){3}(?:[ \-]\d{1,3})?"  # bank cards
    rf"|(?:(?:\+|00)?86{_GAP})?1[3-9]\d{_GAP}\d{{4}}{_GAP}\d{{4}}"  # mobile
    rf"|0\d{{2,3}}{_GAP}\d{{7,8}}"  # landline
    r")(?!\d)"
    r"|[零〇○一二三四五六七八九幺两]{11,18}"  # the same, dictated
    r"|(?<=[\u4e00-\u9fff])[A-Z][·. ]?[A-HJ-NP-Z0-9]{5,6}(?![A-Za-z0-9])"  # number plate
)
_LABELLED = re.compile(
    r"(?:电话|座机|手机|号码|联系方式|微信|[vV][xX]|wx|WX|QQ|qq|身份证|证件|护照|军官证|银行卡|卡)(?:账|帐)?号?码?"
    r"\s*(?:[是为:：]|就是)?\s*((?=[A-Za-z0-9_\-]*\d)[A-Za-z0-9_\-]{6,24})(?![A-Za-z0-9])"
)
_EMAIL = re.compile(r"[A-Za-z0-9._%+-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+")
_WIDE = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)} | {0x3000: 0x20}

_SURNAME = (
    "(?:欧阳|司马|上官|诸葛|东方|皇甫|尉迟|公孙|慕容|令狐|["
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林郑谢罗梁宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏"
    "魏吕丁任沈姚卢姜崔钟谭陆汪范金石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵"
    "万钱严覃武戴莫孔向汤温康施文牛樊葛邢安齐易乔伍庞颜倪庄聂章鲁岳翟殷詹申欧耿关兰焦俞左柳甘祝"
    "包宁尚符舒阮柯纪梅童凌毕单季裴霍涂成苗谷盛曲翁冉骆蓝路游辛靳管柴蒙鲍华喻祁蒲房滕屈饶解牟艾"
    "尤阳时穆农司卓古吉缪简车项连芦麦褚娄窦戚岑景党宫费卜冷晏席卫米柏宗瞿桂全佟应臧闵苟邬边卞姬])"
)
_AFTER_NAME = "想在住是今要租买有的来从去现也和跟就呀啊呢吧，。,.;；:：!！、？?"
"""Characters that follow a two-character name rather than end a longer one."""
_TOLD = re.compile(
    r"(?:我叫|本人叫|(?<![起取])名叫|(?<!起)名字叫做?|名字是|姓名[是为:： ]{0,2}|联系人[是为:： ]{0,2}"
    r"|(?:爱人|老公|老婆|丈夫|妻子|媳妇|对象|儿子|女儿|闺女|孩子|娃|爸|妈|父亲|母亲|公公|婆婆|哥|姐|弟|妹)叫)"
    rf"({_SURNAME}[一-鿿](?:(?![{_AFTER_NAME}])[一-鿿])?)"
)
_NOT_A_NAME = "(?!.{1,2}[镇乡村庄屯街区县市省社厂校院生人的员工户口伯阳城中职山横])"
_ENDS = r"(?=[，。,.;；:：!！、\s]|$|今年|身份证|电话|手机)"
_SAID = re.compile(
    rf"(?:我是|本人是?)({_NOT_A_NAME}{_SURNAME}[一-鿿]{{2}}){_ENDS}"
    rf"|(?:我是|本人是?)({_NOT_A_NAME}{_SURNAME}[一-鿿])(?=.{{0,2}}(?:身份证|电话|手机|联系))"
)

_UNPRINTABLE = re.compile("[\\x00-\\x08\\x0b\\x0c\\x0e-\\x1f\\x7f\\ud800-\\udfff]")


def mask(text: str) -> str:
    """The text with identity numbers, phone and card numbers, e-mail addresses and names hidden."""
    plain = text.translate(_WIDE)  # character by character, so that places in both are the same
    found = sorted(_spans(plain))
    parts, at = [], 0
    for start, end, width in found:
        if start >= at:
            parts += [text[at:start], MASK * width]
            at = end
    return "".join([*parts, text[at:]])


def printable(text: str) -> str:
    """The text without control characters and half characters, which databases refuse."""
    return _UNPRINTABLE.sub("", text)


def _spans(plain: str) -> Iterator[tuple[int, int, int]]:
    """Start and end of what is hidden, and how many marks stand for it."""
    for pattern, width in ((_NUMBERS, 4), (_LABELLED, 4), (_EMAIL, 4), (_TOLD, 2), (_SAID, 2)):
        for match in pattern.finditer(plain):
            group = match.lastindex or 0
            yield match.start(group), match.end(group), width
