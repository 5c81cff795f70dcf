"""Relatives and other people named in a text.

The words are matched by the spaCy EntityRuler (see ``pipeline``); here a match becomes a
``Person``: which relation, how many, whose (我弟 / 他弟), or blocked (老板娘, 找对象).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from actions.reading.data_files import load
from actions.reading.numbers import whole
from actions.reading.patterns import compiled

KIN, PERSON, BLOCKED = "KIN", "PERSON", "BLOCKED"
_OWNER = compiled(
    r"(?:(?P<self>我们家|俺们家|咱们家|我家|俺家|咱家|自家|我们|俺们|我|俺|咱)(?!妈呀)|(?P<third>他们家|她们家|他家|她家|人家|他|她))"
    r"(?:的|那个|这个|那|家|有个|有)?$"
)
_BEFORE_OWNED = compiled(
    r"(?:[我俺咱他她家的和跟与给替帮把让叫带同、有个表堂亲是领随娶俩仨]|[带领跟随陪]着|两个|大|二|三|小|老)$"
)
# 娘俩 are mother and child, but not after 我跟我 or 俺爹
_BESIDE = compiled("(?:[爹爸和跟与带]|爸爸)[我俺]?(?:们)?的?$|[把让][我俺](?:们)?的?$")
# 男人在供电公司: alone at the head of a clause it is the speaker's husband
_MY_MAN = ("男人", "当家的", "掌柜的", "先生")
_DOES = compiled(
    "$|[,和跟与、]|(?:也|就|都|还|目前|长年|常年|一直|平时)*(?:在|是|有|没|跟|不|外|下|退|当|干|开|打工|上班|住|跑|户口)"
)
_ADDRESSED = "先生"
_FATHER_OR_ELDEST = "俺大"
_COUNT = compiled(
    r"(?<![老第十\d])(?P<n>[两俩仨二三四五2-5]|一对)(?P<measure>个|位|名|口子)?(?P<kind>亲|大|小|(?:未成年|上学|没结婚|没成家|未婚|未嫁|年幼|读书)的?|(?<=[俩仨个位名])(?!月|星期|礼拜|小时|半|多|人|家|口|起|孩)[^,。;!? 我俺咱他她和跟与带]{1,6}的)?$"
)


@dataclass(frozen=True)
class Person:
    """``relation`` is None for somebody who is no relative; ``owner`` is self, third or ''."""

    start: int
    end: int
    id: str
    relation: str | None
    sex: str
    count: int
    owner: str
    word: str


@dataclass(frozen=True)
class KinWord:
    id: str
    relation: str
    sex: str
    count: int


@lru_cache(maxsize=1)
def lexicon() -> dict[str, Any]:
    """The words of ``data/kin.yml``: kin word → KinWord, person word → id, blocked words."""
    raw = load("kin")
    kin = {
        word: KinWord(entry["id"], entry["relation"], entry["sex"], entry.get("count", 1))
        for entry in raw["kin"]
        for word in entry["words"]
    }
    persons = {word: name for name, words in raw["persons"].items() for word in words}
    return {
        "kin": kin,
        "persons": persons,
        "blocked": frozenset(raw["blocked"]),
        "need_owner": frozenset(raw["need_owner"]),
    }


def patterns() -> list[dict[str, Any]]:
    """The lexicon as EntityRuler patterns."""
    words = lexicon()
    made = [{"label": KIN, "pattern": word} for word in words["kin"]]
    made += [
        {"label": PERSON, "pattern": word} for word in words["persons"] if word not in words["kin"]
    ]
    made += [{"label": BLOCKED, "pattern": word} for word in words["blocked"]]
    return made


# 在一家面馆当师傅: what one works as
_WORKS_AS = compiled("(?:当|做|干)(?:了|着|过)?(?:个|一个|名)?(?:大|老|小)?$")
# 客户为在校生: an operator's word for the one who calls
_CALLER = ("客户", "居民", "村民", "顾客")
_TELLS_OF_HIMSELF = compiled(
    "(?:为|系|自述|自称|表示|反映|称|是(?![我俺咱])|现|目前|名下|已|未|无|持有)"
)


def _is_the_caller(before: str, word: str, after: str) -> bool:
    return (
        word in _CALLER
        and (not before or before[-1] in ",。;!\n")
        and bool(_TELLS_OF_HIMSELF.match(after))
    )


_SURNAMES = (
    "李王张刘陈杨赵周吴徐孙朱胡郭何罗郑梁谢宋唐许韩冯邓曹彭曾田董袁潘蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔谭陆汪"
    "范廖贾夏付邹熊秦邱尹薛闫段侯"
)
_STRANGER = compiled(
    f"(?:楼[上下]|隔壁|对门|同单位|我们厂)?(?:的)?[老小][{_SURNAMES}](?:头|家|哥|姐|师傅|大哥|大姐)?(?!序|务|何)"
)


# 俺庄上二柱子, 我们厂王建国: a villager's or a colleague's name, told by where he belongs
_FELLOW = (
    "(?:[我俺咱]们?[^,。 ]{{0,4}}?(?:庄|村|屯|寨|厂|单位|小区|车间|班|队|胡同|楼道|楼)(?:子|上|里|头|下)?(?:的|那个)?)"
    "(?P<name>{names})(?=在|把|买|落|租|开|去|也|就|没|家|前|今|他|她|办(?:了|的|成|下)|想|的)"
)


@lru_cache(maxsize=1)
def _fellow() -> re.Pattern[str]:
    given = load("kin")["given_names"]
    names = f"[老大小二三四五六]?[{given}][子儿娃蛋]?|[{given}]{{2}}|[{_SURNAMES}][{given}]{{1,2}}"
    return compiled(_FELLOW.format(names=names))


# 楼下大姐, 我一个姐妹: somebody from around, and a friend called like a relative
_FROM_AROUND = compiled(
    "(?:楼[上下]|隔壁|对门|对面|同院|一个院|前院|后院|邻居|街坊|村东头|村西头)(?:家|的|那个|那家|有个|有家|一个|住的){0,2}"
    "(?:大哥|大姐|大爷|大妈|大娘|大叔|阿姨|叔叔|大婶|婶子|嫂子|姐妹|妹子|兄弟|姐们|哥们|小伙子?|小?姑娘|小媳妇|两口子|小两口|夫妻)"
    "|(?:楼[上下]|隔壁|对门|对面|前院|后院|我们[楼院]|俺们?[庄村])(?:的)?那?(?:家|户|一家|一户)(?:人|子)?(?![里的有没开是])"
    "|听(?:一个?|个|那个|旁边)(?:大哥|大姐|大爷|大妈|大娘|大叔|阿姨)(?=说|讲|唠)"
    "|(?:[我俺咱](?:有)?一?个|[我俺咱]有一?个)(?:好)?(?:姐妹|兄弟|姐们)(?!俩|仨)"
)


def find_strangers(text: str) -> list[Person]:
    """老李, 楼下老孙头: people named by surname; 俺庄上二柱子."""
    found = [hit.span() for hit in _STRANGER.finditer(text)]
    found += [hit.span("name") for hit in _fellow().finditer(text)]
    return [_stranger(text, *span) for span in found]


def find_those_around(text: str) -> list[Person]:
    """楼下大姐, 我一个兄弟: strangers although the word is one for a relative."""
    return [_stranger(text, *hit.span()) for hit in _FROM_AROUND.finditer(text)]


def _stranger(text: str, low: int, high: int) -> Person:
    return Person(low, high, "friend", None, "u", 1, "", text[low:high])


def person_at(text: str, start: int, end: int, label: str) -> Person | None:
    """The person a matched word stands for, the owner and the count before it included."""
    # A match may run over a space (爸 妈), which is a list of relatives and never a stranger.
    word = text[start:end].replace(" ", "")
    words = lexicon()
    before = text[:start]
    if word == _FATHER_OR_ELDEST and text[end - 1 : end + 1] in words["kin"]:
        return person_at(text, end - 1, end + 1, KIN)  # 俺大儿 is no 俺大
    oath = label == BLOCKED and word[:-1] in words["kin"] and word[-1] == "的"
    if oath and (_OWNER.search(before) or text[end : end + 1] in tuple("房屋楼家名")):
        return person_at(text, start, end - 1, KIN)  # 房是我妈的, 住奶奶的房
    both = label == BLOCKED and word[:-1] in words["kin"] and word[-1] in "俩仨"
    if both and _BESIDE.search(before):
        return person_at(text, start, end - 1, KIN)  # 我跟我娘俩人过, 俺爹俺娘俩
    if label == BLOCKED or (label == PERSON and len(word) < end - start):
        return None
    if label == PERSON and (_WORKS_AS.search(before) or _is_the_caller(before, word, text[end:])):
        return None
    if label == PERSON:
        sex = {"friend_m": "m", "friend_f": "f"}.get(words["persons"][word], "u")
        counted = _COUNT.search(before)
        if counted:
            start, before = counted.start(), before[: counted.start()]
        owner = _OWNER.search(before)
        begin = owner.start() if owner and word not in ("人家", "别人") else start
        name = words["persons"][word]
        relation = "other" if name == "partner" else None
        return Person(begin, end, name, relation, sex, 1, "", word)
    owned: object = _BEFORE_OWNED.search(before) or re.search(f"[我俺咱他她](?:家)?{word}", text)
    if word in _MY_MAN and (not before or before[-1] in ",。;!? "):
        does = _DOES.match(text[end:])
        # 先生, 我想问: whoever is spoken to
        owned = owned or bool(does and (word != _ADDRESSED or does[0][-1:].isalpha()))
    if text[end : end + 1] == "家" and re.search("[在住去到]$", before):
        owned = True  # 俺在儿家里住
    if word in words["need_owner"] and not owned:
        return None
    kin: KinWord = words["kin"][word]
    count, begin = kin.count, start
    counted = _COUNT.search(before)
    if counted and kin.count == 1 and not re.match("老[大二三]", word):
        count = whole(counted["n"]) or 2 if counted["n"] != "一对" else 2
        # 两名未成年子女: what kind of children stays in the text
        begin = counted.start() if len(counted["kind"] or "") < 2 else start
    owner = _OWNER.search(text[:begin])
    whose = ""
    if owner:
        whose = "self" if owner["self"] else "third"
        begin = owner.start()
    return Person(begin, end, kin.id, kin.relation, kin.sex, count, whose, word)


def person_called(word: str) -> Person | None:
    """The relative of the speaker who goes by ``word`` (俺小舅子), named in an earlier message."""
    kin: KinWord | None = lexicon()["kin"].get(word)
    if kin is None:
        return None
    return Person(-1, -1, kin.id, kin.relation, kin.sex, kin.count, "self", word)
