"""What a hotline operator noted of a caller, turned into what the caller would have said.

来电人王先生称其在某处租房 becomes 我在某处租房, so that the rules need no third person. A text in
which somebody says 我 is nobody's note and stays as it is.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Any

from actions.reading.data_files import load
from actions.reading.patterns import compiled

_FIRST_PERSON = compiled("[我俺咱]")
_ROW = r"(?:(?<=^)|(?<=[\s,，。;；、/|]))"
_ROW_ENDS = r"(?=$|[\s,，。;；、/|])"


@lru_cache(maxsize=1)
def _words() -> dict[str, Any]:
    raw = load("operators")
    caller = f"(?:{raw['caller']}|(?:(?<=^)|(?<=[。;\n])){raw['perhaps']}){raw['name']}"
    return {
        "says": compiled(f"{caller}{raw['says']}(?=.)"),
        "caller": compiled(caller),
        "him": compiled("|".join(raw["him"])),
        "kin_alone": compiled(raw["kin_alone"]),
        "kin_of": compiled(raw["kin_of"]),
        "kin": raw["kin"],
        "table": [
            (compiled(f"{_ROW}(?:{row['labels']})(?:{raw[mark]}){_ROW_ENDS}"), row[answer])
            for row in raw["table"]
            for mark, answer in (("table_no", "no"), ("table_yes", "yes"))
            if answer in row
        ],
        "has": compiled(raw["has"]),
        "has_not": compiled(raw["has_not"]),
    }


def spell_out_ticks(text: str) -> str:
    """执照✅ is 执照有, 毕业生：否 is 不是毕业生; before signs are dropped as decoration."""
    words = _words()
    text = text.replace("\ufe0f", "")  # only says that a sign is drawn in colours
    for row, said in words["table"]:
        text = row.sub(said, text)
    return str(words["has_not"].sub("没有", words["has"].sub("有", text)))


def in_first_person(text: str) -> str:
    """A normalised note of an operator as the caller's own words; other texts unchanged."""
    if _FIRST_PERSON.search(text):
        return text
    words = _words()
    text = words["says"].sub(_who_said, text)
    text = words["caller"].sub("我", text)
    text = words["him"].sub("我", text).replace("我本人", "本人")
    text = words["kin_of"].sub(lambda found: words["kin"][found.group()[-1]], text)
    return str(words["kin_alone"].sub(lambda found: words["kin"][found.group()], text))


def _who_said(found: re.Match[str]) -> str:
    """来电人称其弟… needs no 我: what follows names its own subject."""
    after = found.string[found.end() : found.end() + 2]
    return "" if after[:1] == "其" or after in ("本人", "自己", "夫妻", "家住") else "我"
