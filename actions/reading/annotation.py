"""The first stage: what can be said of a text without knowing what was asked."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from actions.reading.asides import mark_asides
from actions.reading.clause import Clause
from actions.reading.clauses import split
from actions.reading.homophones import mend_places
from actions.reading.kin_rows import spell_out_rows
from actions.reading.operators import in_first_person, spell_out_ticks
from actions.reading.patterns import compiled
from actions.reading.pipeline import find_items
from actions.reading.prospects import is_search
from actions.reading.tagged import Tagged, tag
from policy_kb.places import Places
from policy_kb.text import normalize

_GAP_IN_NUMBER = compiled(r"(?<=\d) (?=[年个月岁天])|(?<=[年月]) (?=\d+ ?[个月])")
# 营业执照？没有; 中专 毕业; 社保 没交: the topic and what is said of it
_TOPIC_GAP = compiled(
    "((?:^|[,。;!?/\\n ])(?:社保|五险|执照|营业执照|完税|纳税|安置|户口|工作|单位|门面|税|房子|学历|当兵|合同|生意|中专|大专|技校|本科))[ ?,:]{1,2}"
    "(?=(?:没|有|无|未|不|否(?!则)|正常|稳定|正在?办|交|办|早|齐|毕业|签)(?!是))"
)
_SAYS_IT_ALL = compiled(
    "(?:有|无|没|没有|齐|齐全|已交|已缴)$|^(?:本科|大专|中专|技校|退伍|转业|复员|下岗|失业|待业|无业|退休|未婚|已婚|自购|自有房?|自建房?|租房|租的|买的|无房|没房|没租|无租|无经营|无生意|未经营|都不是|均不是|均无|宿舍)$"
    # 社保济南 市区 names two places
    "|^(?:社保|五险|保险)(?![交缴在停断])[^交缴停断没未]{2,4}$"
)
MAX_LENGTH = 2000  # characters read of one message


# 执照啊税啊门面啊都齐全: what is counted up with a particle after each
_LISTED = compiled(
    "(?<=[照税面店证同])[啊呀啦](?=(?:税|门面|执照|社保|证|手续|合同)[啊呀啦]?|都|全|样样)"
)


# 带着老婆孩子孩子三岁: named, and then told of
_TWICE = compiled("(孩子|儿子|闺女|女儿|媳妇|老婆|老公|对象|老伴|老娘|老爹|爹娘|爸妈|父母)\\1")

# 俺弟(他小儿子 没成家)都跟他住, 俺弟也是他儿子: the same person, called as what he is to another
_GLOSS = compiled(
    r"(?P<who>弟弟?|哥哥?|姐姐?|妹妹?|兄弟|妹子)(?:[(](?:也|就)*是?|[, ]?(?:也|就)+是)[他她](?:家)?的?"
    r"(?:大|小|老|二|三|亲|独生)?(?:儿子?|闺女|女儿|老[大二三小幺]|孩子)(?P<rest>[^()]*[)])?"
)
# 俺有户口,是俺孙子没有
_LACKS = compiled(
    "(有户口[,。; ]*(?:就|才|可|但|只|不过)*是?(?:[我俺咱]们?家?)?(?:那)?(?:大|小|老)?"
    "(?:外?孙[子女]?|儿子?|闺女|女儿|孩子|娃|媳妇|老婆|老公|对象|老伴|爹|娘|爸|妈|弟弟?|妹妹?|哥|姐|侄[子女]|外甥女?)(?:还|就|一直)*没有?)(?=$|[,。!;? ])"
)


def _without_gloss(found: re.Match[str]) -> str:
    """The person without what he is to the other, what else stands in the brackets kept."""
    rest = (found["rest"] or "").strip("() ,")
    return f"{found['who']},{rest}," if rest else found["who"]


# 开店 不对 店转了: the words before and after stand apart
_MENDS = compiled(" (?:[啊哦噢呃哎]?不对?|错了?|(?:说|写|打)错了?|不是|更正|呸) ")


def _unspaced(text: str) -> str:
    """社保 本市 交: spaces between single words are no breaks between clauses."""
    words = text.split(" ")
    if len(words) < 3 or re.search("[,。;!?、\n]", text) or _MENDS.search(text):
        return text
    if is_search(text):
        return text
    if sum(bool(_SAYS_IT_ALL.search(word)) for word in words) > 1:
        return text  # 房有 社保有, 本科 待业: every word is a statement
    if sum(map(len, words)) / len(words) > 2.7 or any(len(word) > 5 for word in words):
        return text
    return "".join(words)


def _apart(text: str) -> str:
    """媳妇儿子 are two people; 媳妇儿 is one."""
    text = _TWICE.sub(r"\1,\1", _LISTED.sub("", text))
    text = _LACKS.sub(r"\1户口", _GLOSS.sub(_without_gloss, text))
    return text.replace("媳妇儿子", "媳妇、儿子").replace("媳妇儿女", "媳妇、儿女")


@dataclass(frozen=True)
class Annotation:
    """``aligned``: positions in ``text`` are those of the message as it was written."""

    text: str
    tagged: Tagged
    clauses: tuple[Clause, ...]
    aligned: bool

    def said(self, clause: Clause) -> str:
        """The clause in the words of the normalised text."""
        low, high = self.tagged.starts[clause.start], self.tagged.ends[clause.end - 1]
        return self.text[low:high] + ("?" if "?" in clause.gap else "")

    def span(self, clause: Clause, low: int, high: int) -> tuple[int, int]:
        """Positions in the normalised text of the signs [low, high) of a clause."""
        start, end = clause.start + low, clause.start + high
        return self.tagged.starts[start], self.tagged.ends[end - 1]


@lru_cache(maxsize=2048)
def annotate(text: str, places: Places) -> Annotation:
    """Marks people, places and times, cuts clauses and tells their modes."""
    words = spell_out_rows(normalize(spell_out_ticks(text[:MAX_LENGTH])))
    spelt = in_first_person(mend_places(places.mend(words), places))
    normal = _GAP_IN_NUMBER.sub("", _TOPIC_GAP.sub(r"\1", _unspaced(_apart(spelt))))
    tagged = tag(normal, find_items(normal, places))
    return Annotation(normal, tagged, tuple(mark_asides(split(tagged))), len(normal) == len(text))
