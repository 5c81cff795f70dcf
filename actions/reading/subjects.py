"""Who the talk names: the subject of a clause, and by which words a person goes."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import lru_cache
from typing import Any

from actions.reading.clause import Clause
from actions.reading.companions import is_led
from actions.reading.data_files import load
from actions.reading.kin_mentions import Person
from actions.reading.patterns import compiled
from actions.reading.tagged import GROUPS, SIGNS, Tagged, expand

SELF, OWN, PRONOUN = "self", "own", "pronoun"
_NAMED = {
    "father",
    "mother",
    "son",
    "daughter",
    "spouse_m",
    "spouse_f",
    "sibling_m",
    "sibling_f",
    "friend_m",
    "friend_f",
    "other_m",
    "other_f",
}
_TOKEN = compiled(
    f"(?P<kin>{GROUPS['kin']})|(?P<person>{SIGNS['person']})"
    "|(?P<self>我们|俺们|咱们|我|俺|咱(?!们?这|这)|本人|来电[人者]|来访人|诉求人|咨询人|申请人|当事人)"
    "|(?P<pronoun>他们?|她们?)|(?P<own>^自己)"
)


_MY_OWN = compiled("^(?:这|那)?(?:套|个)?(?:房子?|楼房?|屋子?|房本|店|门面|执照)(?:就|也|都)?是$")


def _declaration(raw: str | dict[str, str]) -> tuple[re.Pattern[str], bool]:
    """A pattern by which somebody is asked for, and whether it only speaks of him in passing."""
    if isinstance(raw, str):
        return compiled(expand(raw)), False
    return compiled(expand(raw["in_passing"])), True


@lru_cache(maxsize=1)
def party_words() -> dict[str, Any]:
    raw = load("parties")
    return {
        "declares": [_declaration(one) for one in raw["subject"]["declares"]],
        "self": compiled(expand(raw["subject"]["self"])),
        "back": compiled(expand(raw["subject"]["back"])),
        "it_is_he_who_lacks": compiled(expand(raw["subject"]["it_is_he_who_lacks"])),
        "outcome": compiled(expand(raw["subject"]["outcome"])),
        **{
            name: compiled(expand(raw[name]))
            for name in (
                "preposition",
                "possessed",
                "hearsay",
                "aside",
                "with_me",
                "one_of_them",
                "whose_fellow",
                "story",
                "their_affair",
                "does",
                "it_is_he",
                "place_of_self",
                "stays_at_speakers",
                "lives_with_speaker",
                "registered_here",
                "by_his_case",
                "may_he",
                "home_of_speaker",
                "what_is_theirs",
                "what_he_got",
                "told_by",
                "told_of_me",
                "told_of_them",
            )
        },
    }


def subject_name(person: Person) -> str:
    """The name of the subject that replies use to choose 他 or 她."""
    if person.id in _NAMED:
        return person.id
    female = person.sex == "f"
    if person.relation is None or person.id == "partner":
        return "friend_f" if female else "friend_m"
    if person.relation == "spouse":
        return "spouse_f" if female else "spouse_m"
    if person.relation == "child":
        return "daughter" if female else "son"
    return "other_f" if female else "other_m"


def names_of(person: Person) -> tuple[str, ...]:
    """The names a subject may go by: 对象 is a man or a woman, as 他 or 她 has told before."""
    name = subject_name(person)
    if person.sex != "u" or person.id in _NAMED:
        return (name,)
    return name, subject_name(replace(person, sex="f"))


def called_by_pronoun(person: Person, text: str) -> str:
    """The name of whom is asked for: 替对象问,她在城里上班 makes it a woman."""
    return names_of(person)[-1 if "她" in text and "他" not in text else 0]


_YOUNG = compiled("孙(?!媳)")


def is_young_one(person: Person, called: str | None) -> bool:
    """孩子, said without an owner, for the grandson asked for."""
    young = called is not None and _YOUNG.search(called)
    return person.id == "child" and person.count == 1 and not person.owner and bool(young)


def _general_word(person: Person, declared: Person) -> bool:
    """孩子 for the son or the grandson asked for."""
    of_ours = person.id == "child" and declared.relation == "child"
    return of_ours or is_young_one(person, declared.word)


def subject_of(tagged: Tagged, clause: Clause) -> Person | str | None:
    """The grammatical subject of a clause, as far as words show it."""
    data = party_words()
    he = data["it_is_he"].search(clause.text)
    if he:  # 当兵的是我爸
        item = tagged.items.get(clause.start + he.start("who"))
        return item if isinstance(item, Person) else None
    for found in _TOKEN.finditer(clause.text):
        before, after = clause.text[: found.start()], clause.text[found.end() :]
        if found.start() > 8 and not found["pronoun"]:
            break
        told_of = before.endswith("是") and (found["pronoun"] or data["does"].match(after))
        if found["self"] and _MY_OWN.search(before):
            return SELF  # 房子是我和老公买的
        if (data["preposition"].search(before) or is_led(before)) and not told_of:
            continue  # 是俺那口子倒腾买卖 is told of the spouse, 是俺那口子 is not
        if found["kin"] or found["person"]:
            item = tagged.items.get(clause.start + found.start())
            owner = re.search(f"{SIGNS['person']}(?:家|的|家的)$", before)
            if owner:
                item = tagged.items.get(clause.start + owner.start())
            if found.start() == 0 and found["person"] and re.match(r"[ ,]?[我俺]", after):
                continue  # 哥们儿我跑网约车的: only a form of address
            if re.match("(?:出钱)?给[我俺](?:们)?(?:在[\ue010-\ue014])?(?:买|租|盖|找)", after):
                return SELF  # 孩子给我在城里买了房: told of the one who got it
            if found["kin"] and re.match("[和与][我俺](?:们)?(?:俩|都|一直|目前)*[租住买]", after):
                return SELF  # 老公和我租房住
            theirs = data["what_is_theirs"].match(after)  # 媳妇的社保在外地
            if not isinstance(item, Person) or (
                item.relation and not theirs and data["possessed"].search(after)
            ):
                continue
            return OWN if item.id == "couple" else item
        if found["pronoun"] and before and data["what_he_got"].match(after):
            continue  # 住她买的楼上: only says whose home it is
        if found["self"] and data["whose_fellow"].match(after):
            continue
        if found["self"] and re.match("(?:称|说|讲|听说|听人|看人家|反映)", after):
            continue
        if found["self"] and data["place_of_self"].match(after):
            continue
        return OWN if found["own"] else SELF if found["self"] else PRONOUN
    return None


def is_declared(person: Person, applicant: str, declared: Person | None) -> bool:
    if declared is not None and person.start == declared.start:
        return True
    if person.owner == "third":
        return False
    if declared is not None and (person.word == declared.word or _general_word(person, declared)):
        return True
    return applicant in names_of(person)


def mentioned_in(tagged: Tagged, clause: Clause) -> Person | None:
    """A relative named anywhere in the clause, for the 他 or 她 that follows."""
    for at in range(clause.start, clause.end):
        item = tagged.items.get(at)
        if isinstance(item, Person) and item.relation and item.id != "couple":
            return item
    return None


def is_applicant(person: Person, applicant: str | None) -> bool:
    return applicant is not None and applicant in names_of(person)


def asked_about(
    tagged: Tagged, clause: Clause, token: Person | str | None, applicant: str | None
) -> Person | None:
    """The relative a question is about, where it is not the applicant."""
    if isinstance(token, Person):
        return token if token.relation else None
    named = mentioned_in(tagged, clause) if token is None else None  # 俺儿子的户口能挪来不
    return None if named is None or is_applicant(named, applicant) else named


def is_another(clause: Clause, applicant: str | None, asked_of: Person | None) -> bool:
    """那我妈呢,她没当过兵 of the father asked for: 他 or 她 whom a question just named."""
    if applicant is None or asked_of is None or asked_of.count > 1:
        return False
    said = "f" if "她" in clause.text else "m"
    return asked_of.sex in (said, "u")
