"""One spelling of what people type, for everyone who reads it.

``normalize`` turns full-width letters and digits half-width, traditional characters simplified,
drops emoji and stickers, squeezes repeated punctuation and mends the misspellings listed in
``text_typos.yml``. It is pure and idempotent; results are cached.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from pathlib import Path

import yaml
import zhconv

_TYPOS_FILE = Path(__file__).with_name("text_typos.yml")
_CACHE = 4096

# NFKC already makes the full-width comma, brackets and question mark half-width. The full stop 。
# stays, so that a point between digits is always a decimal point or a date's.
_SAME = str.maketrans(
    {"“": '"', "”": '"', "‘": "'", "’": "'", "【": "[", "】": "]", "〔": "[", "〕": "]"}
    | {"～": "~", "—": "-", "–": "-", "−": "-", "\u200b": "", "\ufeff": ""}
    | dict.fromkeys("👌👍", "对")
    | {"冇": "没", "唔": "不", "嘅": "的", "喺": "在", "嚟": "来", "咗": "了", "佢": "他"}  # 粤语
)
_STICKER = re.compile(r"\[[\u4e00-\u9fff]{1,4}\](?=\s|$|\[|[\u4e00-\u9fff])")
_ELLIPSIS = re.compile(r"\.{2,}|…+|·{2,}")
_REPEATED = re.compile(r"([,;:!?~。\-])\1+")
_ASPECT = re.compile("(?<![显编原名专论])著(?![名作称者述])")  # 找著, 住著
_IS = re.compile("(?<![关联体院派世谱嫡直母父星])系(?![统列数别主教])")  # 本人系…
# 住嘞是自己嘞房: in Henan and Shandong 的 is said 嘞, 哩 or 咧; after 好, 是, 着 it is a mere tone.
_OF = re.compile(
    r"(?<=[\u4e00-\u9fff])(?<![好是中行对成没着呢了得])[嘞哩咧](?=[\u4e00-\u9fff])"
    r"|(?<=[买租赁办开签盖念借转分己家俺恁人爹娘下上出租自考来区镇村店房])[嘞哩咧](?=[,。;!? \n]|$)"
    r"|(?<=[买租赁盖借己俺我吊车板工男女店饭])滴(?=[,。;!? \n]|$)"
)
_TRADITIONAL = re.compile(r"[\u4e00-\u9fff]")


@lru_cache(maxsize=1)
def _typos() -> tuple[re.Pattern[str], dict[str, str]]:
    listed = yaml.safe_load(_TYPOS_FILE.read_text(encoding="utf-8"))
    right = {wrong: word for word, wrongs in listed.items() for wrong in wrongs}
    longest_first = sorted(right, key=len, reverse=True)
    return re.compile("|".join(map(re.escape, longest_first)), re.IGNORECASE), right


def _is_noise(char: str) -> bool:
    """Emoji, pictographs, variation marks, control characters other than the line break."""
    category = unicodedata.category(char)
    return category in ("So", "Sk", "Cs", "Co", "Cn", "Cf") or (category == "Cc" and char != "\n")


@lru_cache(maxsize=_CACHE)
def normalize(text: str) -> str:
    """The text as reader, search and act classifier take it."""
    text = unicodedata.normalize("NFKC", text).translate(_SAME)
    text = _ELLIPSIS.sub("…", text.replace("\t", " "))
    text = "".join(" " if _is_noise(char) else char for char in text)
    if _TRADITIONAL.search(text):
        text = _ASPECT.sub("着", zhconv.convert(text, "zh-cn"))
    text = _OF.sub("的", _IS.sub("是", _STICKER.sub(" ", text)))
    text = _REPEATED.sub(r"\1", text)
    wrong, right = _typos()
    text = wrong.sub(lambda found: right[found.group().lower()], text)
    text = re.sub(r"[^\S\n]+", " ", text)
    return re.sub(r"\s*\n\s*", "\n", text).strip()
