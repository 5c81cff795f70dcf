"""The grammar of lengths and dates: patterns in order of trust, each with what it means.

An earlier pattern covers its characters, so that 快两年 is never also read as 两年. ``GRAMMAR``
pairs a pattern with a function that gives the fields of a ``Quantity`` (an empty months field
when the words leave the month open), or None for something that is no length at all (三年级).
"""

from __future__ import annotations

import re
from typing import Any, Callable, Iterable

from actions.reading.data_files import load
from actions.reading.numbers import NUMBER, number, whole

Parts = dict[str, Any]
Make = Callable[[re.Match[str]], "Parts | None"]

_DAYS_A_MONTH = 30
_N = NUMBER
_CALENDAR = load("calendar")
_YEARS_BACK: dict[str, int] = _CALENDAR["years_back"]
_FEAST = {word: month for month, words in _CALENDAR["feasts"].items() for word in words}


def _either(words: Iterable[str]) -> str:
    return "|".join(sorted(words, key=len, reverse=True))


# The month of 国庆前 is not that of 国庆; 国庆前后 is.
_FEASTS = rf"(?P<feast>{_either(_FEAST)})节?(?!之?前(?!后)|以前)"
_PLAIN_FEASTS = rf"(?P<feast>{_either(_CALENDAR['plain_feasts'])})(?!之?前(?!后)|以前)"
# 年时 is last year; 2020年时, 三年时间, 去年时 have another word in them.
_DIALECT_YEAR = (
    r"(?<![\d零〇一二三四五六七八九十两几半多那当每这今去前上头后])年时个?(?![间候刻段光代])"
)
_BACK = rf"(?P<back>{_either(word for word in _YEARS_BACK if word[0] != '年')}|{_DIALECT_YEAR})"
_CALENDAR_YEAR = r"(?P<year>(?:19|20)\d\d|[二一][零〇九][零〇一二三四五六七八九]{2})"
_SHORT_YEAR = r"(?P<year>[0126-9]\d|[一二][一二三四五六七八九零〇])"
_MONTH = r"(?P<month>1[0-2]|0?[1-9]|十[一二]?|[一二三四五六七八九]|腊|正)"
_PART_OF_MONTH = r"(?:月份?[初底末]?|月中旬|月(?:\d\d?|[一二三]?十?[一二三四五六七八九十])[号日])"
_SEASON = f"(?:{_either(_CALENDAR['seasons'])})"
_GAP = (
    rf"(?:(?P<gap>{_N}|半)个?(?P<gapunit>月|年)"
    rf"|(?P<days>几|十几|十来|好几|{_N})个?(?:天|日|来天|多天|星期|礼拜|周))"
)
# 零五天, 带三天: days beyond the months do not count
_ODD_DAYS = rf"(?:[, ]?[零又另外带加还有挂]+(?:几|十几|十来|{_N})来?个?[天日](?!打|两))"
_FULL = "(?:才|就|也就|便|刚好?|正好|整|足)*(?:租|住|干|开)?(?:满|够|到|整|是|凑够|凑满)*"
_TARGET = rf"(?P<y>{_N})(?:周|个)?年(?P<half>半)?"
_NEARLY = (
    "(?:差不多快|马上就?|眼看就?|就快|快要?|将近|接近|不到|没到|没有|不足|不满|未满|没满|不够|还没够|还没|"
    "过了年|过完年|明年|近|差点儿?|差一点儿?|差那么一点|差不多|不大到|离)"
)
# 年半: one and a half; 一年半, 今年半, 上半年半 are something else
_YEAR_AND_HALF = r"(?<![\d零〇一二三四五六七八九十两几半多那当每这今去前上头后全整大小])年半"
_LENGTH = rf"(?:{_YEAR_AND_HALF}|{_N}个半?月|半年|{_N}(?:周|整)?年(?:半|[零又]?{_N}个?月)?|{_N}个?月|{_N}个?(?:星期|礼拜)|{_N}[天周])"
_SEVERAL = (
    r"(?:(?<![零〇])(?:一两|一二|两三|二三|三四|四五|五六|六七|七八|八九|三五)|好几|几十|好多|许多|多少|若干|数|(?<![个十百千\d一二三四五六七八九两半])多|老些|"
    rf"[二三四五六七八九]?十(?:几|来)|\d0来|百十|{_N}[到至\-~或、]{_N}|{_N}来)"
)


def _year(said: str) -> int | None:
    value = whole(said)
    if value is None or value >= 100:
        return value
    return value + (2000 if value < 60 else 1900)  # 98年 is of the last century


def _gap(found: re.Match[str]) -> Parts | None:
    years = number(found["y"])
    if years is None:
        return None
    months = int(years * 12) + (6 if found["half"] else 0)
    if found["days"] or (found["gap"] == "半" and found["gapunit"] == "月"):
        return {"months": months - 1}
    gap = 0.5 if found["gap"] == "半" else number(found["gap"])
    if gap is None:
        return None
    return {"months": int(months - gap * (12 if found["gapunit"] == "年" else 1))}


def _one_month_short(found: re.Match[str]) -> Parts | None:
    years = number(found["y"])
    if years is None:
        return None
    return {"months": int(years * 12) + (6 if found["half"] else 0) - 1}


def _full_in(found: re.Match[str]) -> Parts | None:
    """The beginning of what is ``y`` years full in a month to come."""
    years, month = whole(found["y"]), whole(found["month"])
    if years is None or month is None:
        return None
    ahead = 0 if found["ahead"] == "今年" else 1
    return {"kind": "date", "years_back": years - ahead, "month": month}


def _length(found: re.Match[str]) -> Parts | None:
    parts = found.groupdict()
    months = 6.0 if parts.get("half") else 0.0
    for name, size in (("y", 12), ("m", 1), ("pair", 1), ("q", 3)):
        if parts.get(name):
            value = number(parts[name])
            if value is None:
                return None
            months += value * size
    return {"months": int(months)}


def _year_and_half(_: re.Match[str]) -> Parts:
    return {"months": 18}


def _short(found: re.Match[str]) -> Parts | None:
    count = number(found["d"])
    if count is None:
        return None
    return {"months": int(count * (7 if found["week"] else 1)) // _DAYS_A_MONTH}


def _open(_: re.Match[str]) -> Parts:
    return {"months": None}


def _nothing(_: re.Match[str]) -> None:
    return None


def _open_date(_: re.Match[str]) -> Parts:
    return {"kind": "date"}


def _date(found: re.Match[str]) -> Parts | None:
    said = found.groupdict()
    parts: Parts = {"kind": "date"}
    if said.get("year"):
        parts["year"] = _year(said["year"])
        if parts["year"] is None or not 1900 < parts["year"] < 2100:
            return None
    if said.get("back"):
        parts["years_back"] = _YEARS_BACK[said["back"]]
    if said.get("ago"):
        parts["years_back"] = whole(said["ago"])
    if said.get("month"):
        parts["month"] = None if said["month"] in ("腊", "正") else whole(said["month"])
    if said.get("feast"):
        parts["month"] = _FEAST[said["feast"]]
    if said.get("year2") and said.get("month2"):
        year2, month2 = _year(said["year2"]), whole(said["month2"])
        if year2 and month2:
            parts["until"] = (year2, month2)
    return parts


def _same_time(found: re.Match[str]) -> Parts:
    return {"kind": "date", "months_back": 12 * _YEARS_BACK[found["back"]]}


def _months_back(found: re.Match[str]) -> Parts:
    word = found["word"]
    return {
        "kind": "date",
        "months_back": 0
        if word[0] in "这本" or "月" not in word
        else 2
        if word.startswith(("上上", "前", "大上"))
        else 1,
    }


_RAW: tuple[tuple[str, Make], ...] = (
    # no lengths: 三年级, 六岁, 第二年, 三年二班, 1990年生
    (
        rf"一天(?=不|没|都|也|算|到晚|一)|没有?一个?(?:月|年|季度)(?=是?[不没漏落断欠])|{_N}年级|{_N}年制|{_N}周?岁|第{_N}(?:年|个月)|{_N}年{_N}班|{_N}(?:年|月)(?:生人?|出生)",
        _nothing,
    ),
    (
        rf"(?:每|一)个?(?:年|月)(?:[一\d]+[次回趟]|一[交付签涨审续检]|涨|{_N}[千百万块元]|[交给付掏收]|房租|租金|工资|也|都)",
        _nothing,
    ),
    # 差俩月就两年, 再有一个月满两年, 还差几天两年
    (
        rf"(?:还|再|就|只|光|才)*(?:差|缺|欠|再有|再过|还有|再住|再等|再租|再干|少)(?:着|了)?{_GAP}(?:时间)?"
        rf"[, ]?(?:就|才|便|不)*(?:租|住|干|开)?(?:是|满|够|到|足|整|凑够|凑满|有)*(?:就|整|了)?{_TARGET}",
        _gap,
    ),
    # 两年差一个月; 不到两年,差俩月; 满两年还差三个月
    (
        rf"(?<![才只刚])(?:快|不到|没到|不足|不满|没满|不够|离|距离?|到)?(?:满|够|住满)?{_TARGET}(?:整|不到|了)?[, ]?"
        rf"(?:就|还|只|才|也)*(?:差|少|缺|欠)(?:着|了)?{_GAP}",
        _gap,
    ),
    # 过了年三月里搬来的: the March after the last New Year
    (
        rf"过[了完]年的?[,后以之]*{_MONTH}{_PART_OF_MONTH}(?=[^,]{{0,6}}(?:搬|住进|入住|租[的了上]|开的|开张))",
        _date,
    ),
    # 过了年三月就两年了: not yet
    # 下个月就满两年: one month less; 明年三月正好两年: counted back from there
    (
        rf"到?下个?月(?:份|[初底中]|\d\d?[号日])?{_FULL}{_TARGET}(?![前后内多])",
        _one_month_short,
    ),
    (
        rf"(?:到|等到)?(?P<ahead>明年|来年|今年|过[了完]年)的?[,后以之]*{_MONTH}{_PART_OF_MONTH}(?=[才就也便刚正整足满够到]){_FULL}(?P<y>{_N})(?:周|个)?年(?![半前后内多])",
        _full_in,
    ),
    (
        rf"(?:过[了完]年|明年|来年|年后|到)的?{_MONTH}{_PART_OF_MONTH}(?:就|才|正好|刚好)(?:满|够|到|整|是)*{_LENGTH}",
        _open,
    ),
    # 快两年, 不到一年, 两年不到, 大半年
    (
        rf"{_NEARLY}(?:要|到|满|够|有|就|快|住够|干够|租够)*个?(?:{_LENGTH}|{_SEVERAL}个?[年月天])",
        _open,
    ),
    (
        rf"到(?:年底|年末|下个?月|明年|(?:这个)?月底|本月底|过年|上个?月|春节)(?:就|正好|刚好|才|也就)*(?:满|够|到|整|是)*{_LENGTH}",
        _open,
    ),
    (rf"{_LENGTH}(?:了)?(?:吧|呢|啊|的样子)?[, ]?(?:差不多)(?:$|了|吧|能|,)", _open),
    (rf"{_LENGTH}(?:都|还|也)*(?:不到|不足|没到|不满|差一?点|不够|没满|未到|没有)", _open),
    (
        "一年半载|小[两三四五六七八九十]年|年把|个把月|大半年|小半年|多半年|好些年|好些日子|一阵子|没几[天年]|没几个月|一年来的|"
        "几个年头|有年头|有些年|些年|些日子",
        _open,
    ),
    # 二三年五月 is the year 2023, not two or three years
    (rf"(?<![\d.]){_SHORT_YEAR}年的?{_MONTH}{_PART_OF_MONTH}", _date),
    (rf"{_SEVERAL}个?多?(?:年|月|星期|礼拜|天|周|季度)头?", _open),
    (rf"{_N}个?年头", _open),
    # 2022年3月到2024年5月; 2024年10月; 去年七月; 上个月
    (
        rf"{_CALENDAR_YEAR}(?:年|[./-]){_MONTH}月?份?(?:到|至|-|~)"
        r"(?P<year2>20\d\d)(?:年|[./-])(?P<month2>1[0-2]|0?[1-9])月?",
        _date,
    ),
    (
        rf"(?<![\d.]){_CALENDAR_YEAR}(?:年的?|[./-]){_MONTH}(?!\d)"
        rf"(?:{_PART_OF_MONTH[3:-1]}|[./-]\d\d?(?!\d))?",
        _date,
    ),
    (r"(?<!\d)(?P<year>20[0-3]\d)(?P<month>0[1-9]|1[0-2])(?:[0-3]\d)?(?!\d)", _date),
    (rf"(?<![\d.]){_SHORT_YEAR}[./]{_MONTH}(?![\d个])", _date),
    (rf"(?:{_BACK}|(?P<year>20\d\d|[12]\d)年?)的?{_FEASTS}", _date),
    (rf"(?P<y>{_N})年前的?(?:这个?时候|这会儿?|今天|这个?月|目前|这时)", _length),
    (rf"{_BACK}的?(?:这个?时候|这会儿?|今天|同期|这个?月|这时|现在|差不多这时候)", _same_time),
    (rf"(?P<ago>{_N})年前的?{_MONTH}{_PART_OF_MONTH}", _date),
    # 前年开春,二月份; 年时年根儿,大概12月份; 去年,三月份
    (rf"{_BACK}的?(?:{_SEASON}[, ]?|[, ])(?:大概|大约|也就|是)*{_MONTH}{_PART_OF_MONTH}", _date),
    (rf"{_BACK}[^,。\d]{{0,4}}?{_MONTH}{_PART_OF_MONTH}", _date),
    (
        r"(?P<word>上个?(?:礼拜|星期|周)(?:[一二三四五六日天末])?(?=[才刚]?(?:搬|住进|入住|租上|租的|开的|开张|开业))|上上个?月|大上个?月|前个月|上个?月|这个月|本月)(?:初|底|中旬|份|末)?",
        _months_back,
    ),
    (rf"(?:{_BACK}|(?P<year>20\d\d|[012]\d)年?)年?{_SEASON}", _date),
    (r"(?<![^,。;!? \n在是就的从打于自我俺年])[上下前后]半年", _open_date),
    (r"(?P<year>20\d\d|二[零〇][一二][零〇一二三四五六七八九])年?(?!\d)", _date),
    (
        r"(?<!\d)[012]\d年(?=[^,。; 了多半]{0,6}(?:租|赁|搬|买|开|毕业|退|下岗|结婚|生|来|注册|办|入|那会|签|住进))",
        _open_date,
    ),
    (r"(?<![\d.])[6-9]\d年(?![了多半整零头产])", _open_date),
    (_BACK, _date),
    (
        rf"{_PLAIN_FEASTS}(?=(?:那天|那会儿?|那几天|那时候|当天|前后|的时候)?(?:我们?|俺们?|就|才|刚)*(?:搬|住进|入住|租|开张|开业|开的)[^,]{{0,6}}[了的来])",
        _date,
    ),
    # lengths
    (
        rf"(?P<y>{_N})整?年(?:零|又|另|外加|\+|加|过|挂|带|多|还|,| )?(?P<m>{_N})个?(?:多|来|半)?月(?!份|初|底){_ODD_DAYS}?",
        _length,
    ),
    (rf"(?P<y>{_N})(?:周|整)?年(?P<half>半)(?:多|出头|{_ODD_DAYS})?", _length),
    (rf"(?P<y>{_N})多个?年头?", _length),
    (
        rf"(?P<y>{_N})(?:周|整|个)?年(?:多|出头|挂零|{_ODD_DAYS}|开外|以上|往上|有余)?一?点?",
        _length,
    ),
    (rf"(?P<m>{_N})个?(?:多|半)?月(?:多|出头|(?:几|{_N})天|{_ODD_DAYS}|以上)(?:一?点)?", _length),
    (rf"(?P<m>{_N})个(?:多|半|来)?月|(?P<pair>[俩仨])半?月", _length),
    (rf"(?P<m>{_N})多个?月", _length),
    (r"(?P<half>半)个?年(?:多|出头)?", _length),
    (rf"{_YEAR_AND_HALF}(?:多|出头)?", _year_and_half),
    (rf"(?P<q>{_N})个?季度", _length),
    # 三月 without 个: a length after 住了, 有, 才; else a month of the year
    (rf"(?<=[了满够有才过整])(?P<m>{_N})月(?!份|初|底|搬|租|开|住)", _length),
    (rf"(?<![\d.]){_MONTH}{_PART_OF_MONTH}", _date),
    (
        rf"(?P<d>{_N})个?(?P<week>星期|礼拜|周)(?!岁|末|[一二三四五六日天])",
        _short,
    ),
    (rf"(?P<d>{_N})(?P<week>\b\B)?天(?!桥)", _short),
)
GRAMMAR = tuple((re.compile(pattern), make) for pattern, make in _RAW)
HINT = re.compile(rf"[年月天周\d]|星期|礼拜|阵子|日子|季度|{_either(_CALENDAR['plain_feasts'])}")
