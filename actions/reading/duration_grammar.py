"""The grammar of lengths and dates: patterns in order of trust, each with what it means.

An earlier pattern covers its characters, so that 快两年 is never also read as 两年. ``GRAMMAR``
pairs a pattern with a function that gives the fields of a ``Quantity`` (an empty months field
when the words leave the month open), or None for something that is no length at all (三年级).
"""

from __future__ import annotations

from typing import Iterable

from actions.reading.data_files import load
from actions.reading.duration_parts import (
    FEASTS,
    YEARS_BACK,
    Make,
    a_date,
    full_in,
    gap,
    length,
    months_back,
    nothing,
    one_month_short,
    open_date,
    open_length,
    same_time,
    short_length,
    year_and_half,
)
from actions.reading.numbers import NUMBER
from actions.reading.patterns import compiled

_N = NUMBER
_CALENDAR = load("calendar")


def _either(words: Iterable[str]) -> str:
    return "|".join(sorted(words, key=len, reverse=True))


# The month of 国庆前 is not that of 国庆; 国庆前后 is. 去年十一月 is a month, 去年十一 a feast.
_FEASTS = rf"(?P<feast>{_either(FEASTS)})(?!月)节?(?!之?前(?!后)|以前)"
_PLAIN_FEASTS = rf"(?P<feast>{_either(_CALENDAR['plain_feasts'])})(?!之?前(?!后)|以前)"
# 年时 is last year; 2020年时, 三年时间, 去年时 have another word in them.
_DIALECT_YEAR = (
    r"(?<![\d零〇一二三四五六七八九十两几半多那当每这今去前上头后])年时个?(?![间候刻段光代])"
)
_BACK = rf"(?P<back>{_either(word for word in YEARS_BACK if word[0] != '年')}|{_DIALECT_YEAR})"
_CALENDAR_YEAR = r"(?P<year>(?:19|20)\d\d|[二一][零〇九][零〇一二三四五六七八九]{2})"
_SHORT_YEAR = r"(?P<year>[0126-9]\d|[一二][一二三四五六七八九零〇])"
_MONTH = r"(?P<month>1[0-2]|0?[1-9]|十[一二]?|[一二三四五六七八九]|腊|正)"
_PART_OF_MONTH = r"(?:月(?:\d\d?|[一二三]?十?[一二三四五六七八九十])[号日]|月中旬|月份?[初底末]?)"
_SEASON = f"(?:{_either(_CALENDAR['seasons'])})"
_GAP = (
    rf"(?:(?P<gap>{_N}|半)个?(?P<gapunit>月|年)"
    rf"|(?P<days>几|十几|十来|好几|{_N})个?(?:天|日|来天|多天|星期|礼拜|周))"
)
# 零五天, 带三天: days beyond the months do not count
_ODD_DAYS = rf"(?:[, ]?[零又另外带加还有挂]+(?:几|十几|十来|{_N})来?个?[天日](?!打|两))"
# 差一个月两年,哦不对,差俩月: another gap for the same years
_OTHER_GAP = (
    rf"(?:[,。…~! ]*[哦噢啊哎唉呃嗯]*[, ]?(?:不对|不是|不不|错了|(?:说|记|算|数)错)+[了啊呀哦,。! ]*"
    rf"(?:我|应该|其实|是|还|就|得)*(?:差|缺|欠|少)(?:着|了)?(?:(?P<gap2>{_N}|半)个?(?P<gapunit2>月|年)))?"
)
_FULL = "(?:才|就|也就|便|刚好?|正好|整|足)*(?:租|住|干|开)?(?:满|够|到|整|是|凑够|凑满)*"
_TARGET = rf"(?P<y>{_N})(?:周|个)?年(?P<half>半)?"
_DIGITS = "一二三四五六七八九十两百千万0-9"
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


_RAW: tuple[tuple[str, Make], ...] = (
    # no lengths: 三年级, 六岁, 第二年, 三年二班, 1990年生
    (
        rf"一天(?=不|没|都|也|算|到晚|一)|(?:头一|第{_N})(?:[天周年]|个(?:月|星期))|没有?一个?(?:月|年|季度)(?=是?[不没漏落断欠])|{_N}年级|{_N}年制|{_N}周?岁|{_N}年{_N}班|{_N}(?:年|月)(?:生人?|出生)",
        nothing,
    ),
    (
        rf"(?:每|一)个?(?:年|月)(?:[一\d]+[次回趟]|一[交付签涨审续检]|涨|{_N}[千百万块元]|[交给付掏收]|房租|租金|工资|也|都)",
        nothing,
    ),
    # a rate is no length: 每3个月, 半年一交, 三个月付一次, 一个月卖几十块
    (rf"(?:每隔|每|隔)(?:{_LENGTH}|{_N}个?季度)", nothing),
    (
        rf"(?:{_LENGTH}|{_N}个?季度)(?:就|才|都|得|要|也)*(?:[交付缴结报签审续涨给收开](?:房租|租金|税|钱)?)?一?(?:一|1)(?:[次回趟]|[交付缴结报签审续涨给](?![了过着]))(?!也|都|没|不|税)",
        nothing,
    ),
    (
        rf"(?<![\d一二三四五六七八九十两几年零又])(?:一|1)(?:个?(?:月|年|季度?|星期|礼拜)|天|周)(?:也|就|才|能|只|顶多|最多|大概|差不多|净|光|的)*"
        rf"(?:卖|挣|赚|赔|剩|花|进账|流水|营业额|收入|毛利|纯利|利润|开|发|拿|得|入){{1,2}}(?:个|了)?(?:也|就|才|能|有|是|大概|差不多)*(?:[几数好上{_DIGITS}]|没多少|不了多少|不多)",
        nothing,
    ),
    # 差俩月就两年, 再有一个月满两年, 还差几天两年
    (
        rf"(?:还|再|就|只|光|才|尚)*(?:差|缺|欠|得|需要?|要|再有|再过|还有|再住|再等|再租|再干|再熬|再撑|再满|少)(?:着|了)?{_GAP}(?:时间)?"
        rf"[, ]?(?:就|才|便|不)*(?:租|住|干|开)?(?:是|满|够|到|足|整|凑够|凑满|有)*(?:就|整|了)?{_TARGET}{_OTHER_GAP}",
        gap,
    ),
    # 两年差一个月; 不到两年,差俩月; 满两年还差三个月
    (
        rf"(?<![才只刚])(?:快|不到|没到|不足|不满|没满|不够|离|距离?|到)?(?:满|够|住满)?{_TARGET}(?:整|不到|了)?[, ]?"
        rf"(?:就|还|只|才|也|尚|仍|大概|大约)*(?:差|少|缺|欠)(?:着|了)?{_GAP}{_OTHER_GAP}",
        gap,
    ),
    # 俩月不到两年: with what is lacking first; 十个月不到一年 is a length and its bound
    (
        r"(?<![\d一二三四五六七八九十两零又年])(?:(?P<gap>[一两俩二仨三123]|半)个?(?P<gapunit>月)|(?P<days>几|十几|十来|好几)天)"
        rf"(?:就)?(?:不到|不满|不足|没到|没满|未满|不够)(?![一1半]个?年){_TARGET}",
        gap,
    ),
    # 离三年还有两个月
    (
        rf"(?:离|距离?)(?:满|够|住满)?{_TARGET}(?:整)?[, ]?(?:就|还|只|才|大概|大约)*(?:有|剩|得|要|需)(?:着|下|了)?{_GAP}",
        gap,
    ),
    # 过了年三月里搬来的: the March after the last New Year
    (
        rf"过[了完]年的?[,后以之]*{_MONTH}{_PART_OF_MONTH}(?=[^,]{{0,6}}(?:搬|住进|入住|租[的了上]|开的|开张))",
        a_date,
    ),
    # 下个月就满两年: one month less; 明年三月正好两年: counted back from there
    (
        rf"到?下个?月(?:份|[初底中]|\d\d?[号日])?{_FULL}{_TARGET}(?![前后内多])",
        one_month_short,
    ),
    (
        rf"(?:到|等到)?(?P<ahead>明年|来年|今年|过[了完]年)的?[,后以之]*{_MONTH}{_PART_OF_MONTH}(?=[才就也便刚正整足满够到]){_FULL}(?P<y>{_N})(?:周|个)?年(?![半前后内多])",
        full_in,
    ),
    # 过了年三月就两年了: not yet
    (
        rf"(?:过[了完]年|明年|来年|年后|到)的?{_MONTH}{_PART_OF_MONTH}(?:就|才|正好|刚好)(?:满|够|到|整|是)*{_LENGTH}",
        open_length,
    ),
    # 一年半还是两年来着: one of the two
    (
        rf"(?:{_LENGTH}|{_N})(?:多|整)?了?(?:吧|来着|呢|啊|呀)?[, ]?(?:还是|或者?是?|要么|要不)(?:说|就|是|有)*{_LENGTH}(?:多|整)?",
        open_length,
    ),
    # 快两年, 不到一年, 两年不到, 大半年
    (
        rf"{_NEARLY}(?:要|到|满|够|有|就|快|住够|干够|租够)*个?(?:{_LENGTH}|{_SEVERAL}个?[年月天])",
        open_length,
    ),
    (
        rf"到(?:年底|年末|下个?月|明年|(?:这个)?月底|本月底|过年|上个?月|春节)(?:就|正好|刚好|才|也就)*(?:满|够|到|整|是)*{_LENGTH}",
        open_length,
    ),
    (rf"{_LENGTH}(?:了)?(?:吧|呢|啊|的样子)?[, ]?(?:差不多)(?:$|了|吧|能|,)", open_length),
    (rf"{_LENGTH}(?:都|还|也)*(?:不到|不足|没到|不满|差一?点|不够|没满|未到|没有)", open_length),
    (
        "一年半载|小[二两三四五六七八九十]年|年把|个把月|大半年|小半年|多半年|好些年|好些日子|一阵子|没几[天年]|没几个月|一年来的|"
        "几个年头|有年头|有些年|些年|些日子",
        open_length,
    ),
    # 二三年五月 is the year 2023, not two or three years
    (rf"(?<![\d.]){_SHORT_YEAR}年的?{_MONTH}{_PART_OF_MONTH}", a_date),
    (rf"{_SEVERAL}个?多?(?:年|月|星期|礼拜|天|周|季度)头?", open_length),
    (rf"{_N}个?年头", open_length),
    # 2022年3月到2024年5月; 2024年10月; 去年七月; 上个月
    (
        rf"{_CALENDAR_YEAR}(?:年|[./-]){_MONTH}月?份?(?:到|至|-|~)"
        r"(?P<year2>20\d\d)(?:年|[./-])(?P<month2>1[0-2]|0?[1-9])月?",
        a_date,
    ),
    (
        rf"(?<![\d.]){_CALENDAR_YEAR}(?:年的?|[./-]){_MONTH}(?!\d)"
        rf"(?:{_PART_OF_MONTH[3:-1]}|[./-]\d\d?(?!\d))?",
        a_date,
    ),
    (r"(?<!\d)(?P<year>20[0-3]\d)(?P<month>0[1-9]|1[0-2])(?:[0-3]\d)?(?!\d)", a_date),
    (rf"(?<![\d.]){_SHORT_YEAR}[./]{_MONTH}(?![\d个])", a_date),
    (rf"(?:{_BACK}|(?P<year>20\d\d|[12]\d)年?)的?{_FEASTS}", a_date),
    (rf"(?P<y>{_N})年前的?(?:这个?时候|这会儿?|今天|这个?月|目前|这时)", length),
    (rf"{_BACK}的?(?:这个?时候|这会儿?|今天|同期|这个?月|这时|现在|差不多这时候)", same_time),
    (rf"(?P<ago>{_N})年前的?{_MONTH}{_PART_OF_MONTH}", a_date),
    # 前年开春,二月份; 年时年根儿,大概12月份; 去年,三月份
    (rf"{_BACK}的?(?:{_SEASON}[, ]?|[, ])(?:大概|大约|也就|是)*{_MONTH}{_PART_OF_MONTH}", a_date),
    (rf"{_BACK}[^,。\d]{{0,4}}?{_MONTH}{_PART_OF_MONTH}", a_date),
    (
        r"(?P<word>上个?(?:礼拜|星期|周)(?:[一二三四五六日天末])?(?=[才刚]?(?:搬|住进|入住|租上|租的|开的|开张|开业))|上上个?月|大上个?月|前个月|上个?月|这个月|本月)(?:初|底|中旬|份|末)?",
        months_back,
    ),
    (rf"(?:{_BACK}|(?P<year>20\d\d|[012]\d)年?)年?{_SEASON}", a_date),
    (r"(?<![^,。;!? \n在是就的从打于自我俺年])[上下前后]半年", open_date),
    (r"(?P<year>20\d\d|二[零〇][一二][零〇一二三四五六七八九])年?(?!\d)", a_date),
    (
        r"(?<!\d)(?P<year>[012]\d)年(?=[^,。; 了多半]{0,6}(?:租|赁|搬|买|开|毕业|退|下岗|结婚|生|来|注册|办|入|那会|签|住进))",
        a_date,
    ),
    (r"(?<![\d.])(?:0\d年(?![了多半整])|[6-9]\d年(?![了多半整零头产]))", open_date),
    (_BACK, a_date),
    (
        rf"{_PLAIN_FEASTS}(?=(?:那天|那会儿?|那几天|那时候|当天|前后|的时候)?(?:我们?|俺们?|就|才|刚)*(?:搬|住进|入住|租|开张|开业|开的)[^,]{{0,6}}[了的来])",
        a_date,
    ),
    # lengths; 两年,俩月没住 and 两年一个月八百 are two things
    (
        rf"(?P<y>{_N})整?年(?:零|又|另|外加|\+|加|过|挂|带|还?多出?来?|还|[, ](?!{_N}个?月(?:没|不)))?(?P<m>{_N})个?(?:多|来|半)?月(?!份|初|底|(?:房租|租金)?[{_DIGITS}]+[百千万块元]){_ODD_DAYS}?",
        length,
    ),
    (
        rf"(?P<y>{_N})年(?:(?P<half>半)[零又还加多]+(?P<m>{_N})个?月|[零又加多]+(?P<q>{_N})个?季度)",
        length,
    ),
    (rf"(?P<y>{_N})(?:周|整)?年(?P<half>半)(?:多|出头|{_ODD_DAYS})?", length),
    (rf"(?P<y>{_N})多个?年头?", length),
    (
        rf"(?P<y>{_N})(?:周|整|个)?年(?:多|出头|挂零|{_ODD_DAYS}|开外|以上|往上|有余)?(?:一?点)?",
        length,
    ),
    (rf"(?P<m>{_N})个?(?:多|半)?月(?:多|出头|(?:几|{_N})天|{_ODD_DAYS}|以上)(?:一?点)?", length),
    (rf"(?P<m>{_N})个(?:多|半|来)?月|(?P<pair>[俩仨])半?月", length),
    # 整套 14月: no month has that number
    (r"(?<![\d.年])(?P<m>1[3-9]|[2-9]\d)月(?![\d份])", length),
    (rf"(?P<m>{_N})多个?月", length),
    (r"(?P<half>半)(?:个|拉|啦)?年(?:多|出头)?", length),
    (rf"{_YEAR_AND_HALF}(?:多|出头)?", year_and_half),
    (rf"(?P<q>{_N})个?季度", length),
    # 三月 without 个: a length after 住了, 有, 才; else a month of the year
    (rf"(?<=[了满够有才过整])(?P<m>{_N})月(?!份|初|底|搬|租|开|住)", length),
    (rf"(?<![\d.]){_MONTH}{_PART_OF_MONTH}", a_date),
    (
        rf"(?P<d>{_N})个?(?P<week>星期|礼拜|周)(?!岁|末|[一二三四五六日天])",
        short_length,
    ),
    # 七百多天 lies on both sides of two years
    (rf"{_N}[百千](?:多|来)个?天", open_length),
    (rf"(?P<d>{_N})(?P<week>\b\B)?天(?!桥)", short_length),
)
GRAMMAR = tuple((compiled(pattern), make) for pattern, make in _RAW)
HINT = compiled(rf"[年月天周\d]|星期|礼拜|阵子|日子|季度|{_either(_CALENDAR['plain_feasts'])}")
