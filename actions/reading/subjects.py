"""Who the talk names: the subject of a clause, and the relative somebody asks for.

Asking for a relative (替俺爹问) makes the relative the applicant. A message that only tells of a
relative and then asks is read as asking for him, unless it tells how his case ended.
"""

from __future__ import annotations

import re
from dataclasses import replace
from functools import lru_cache
from typing import Any

from actions.reading import topics
from actions.reading.clauses import ASKED, TOLD, Clause
from actions.reading.data_files import load
from actions.reading.kin_mentions import Person
from actions.reading.patterns import compiled
from actions.reading.polarity import unsaid
from actions.reading.tagged import GROUPS, SIGNS, Tagged, expand

_BESIDE = compiled("(?:和|跟|与|同|带|带着|带上|带个|领着|跟着|随|、)$")
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


@lru_cache(maxsize=1)
def party_words() -> dict[str, Any]:
    raw = load("parties")
    return {
        "declares": [compiled(expand(one)) for one in raw["subject"]["declares"]],
        "self": compiled(expand(raw["subject"]["self"])),
        "back": compiled(expand(raw["subject"]["back"])),
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


def _general_word(person: Person, declared: Person) -> bool:
    """孩子 for the son asked for."""
    return person.id == "child" and declared.relation == "child"


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
        if data["preposition"].search(before) and not told_of:
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


def _rest(text: str, at: int) -> str:
    """What is said of somebody before the next pause."""
    return re.split("[,。!?;: ]", text[at:], maxsplit=1)[0]


# 我爹让我问问, unlike 我得问问老公
_SENT = compiled("问+(?:一下|下)?(?:呢|的)?[,。:;!]")


# 得回家问问老伴, 在家看看外孙: in answer to a question nobody is asked for by that
_FOR_HIM = compiled("[替代帮给为托受让叫落迁户]")


_MAY_COME = compiled("(?:能|可以|行|够)[^,]{0,3}(?:落|迁|入户|上户|办|不$)")
_SENDS = compiled("(?:让|叫|托|要|请|喊)[我俺]")


def _speaks_of_himself(tagged: Tagged, clauses: list[Clause], found: re.Match[str]) -> bool:
    """我在城里买的房,我对象能落户吗: the speaker's case, with one who might come along.

    So is 闺女让我问问,我在镇上买的房: the daughter only sends her mother.
    """
    at = found.start("who")
    child = tagged.text[at] == SIGNS["kin:child"]
    sends = child and _SENDS.search(found.group()) and not re.search("[他她]", tagged.text)
    if not sends and not _MAY_COME.search(found.group()):
        return False
    return any(
        clause.mode == TOLD
        and (clause.start > at if sends else clause.end <= at)
        and not clause.past
        and subject_of(tagged, clause) == SELF
        and topics.first_topic(clause.text) in ("home", "job", "business", "insurance")
        for clause in clauses
    )


def declared_subject(
    tagged: Tagged, clauses: list[Clause], awaiting: str | None = None
) -> Person | None:
    for pattern in party_words()["declares"]:
        found = pattern.search(tagged.text)
        if found and awaiting is not None and not _FOR_HIM.search(found.group()):
            continue
        if found and _BESIDE.search(tagged.text[: found.start("who")]):
            continue  # 我和老婆能落户吗 is asked for both
        bidden = found and found.group()[0] in "代受"  # 代问:我姑父想带我姑姑一起落
        if (
            found
            and not bidden
            and party_words()["with_me"].search(_rest(tagged.text, found.start("who")))
        ):
            continue  # 孩子能不能跟我一起落户
        if found and _speaks_of_himself(tagged, clauses, found):
            continue
        sent = found and _SENT.match(tagged.text[found.end() - 1 :])
        if found and (sent or not _asks_him(clauses, found.start("who"))):
            item = tagged.items.get(found.start("who"))
            if isinstance(item, Person) and item.id != "crowd":
                return item
    back = party_words()["back"].search(tagged.text)
    return _asked_for_at_last(tagged, clauses, back) if back else None


def _asked_for_at_last(tagged: Tagged, clauses: list[Clause], back: re.Match[str]) -> Person | None:
    """替她问, said at the end: she of whom the talk was last, else the first named."""
    sex = "f" if "她" in back.group() else "m"
    told_of = [subject_of(tagged, clause) for clause in clauses if clause.start < back.start()]
    named = [item for _, item in sorted(tagged.items.items()) if isinstance(item, Person)]
    first = next(iter(named), None)
    last = [one for one in told_of if isinstance(one, Person) and one.sex in (sex, "u")]
    found = last[-1] if last and first is not None and first.sex not in (sex,) else first
    return found if found is not None and found.id != "crowd" else None


def _asks_him(clauses: list[Clause], at: int) -> bool:
    """我得问问老公: he is asked, not asked for."""
    return any(
        clause.start <= at < clause.end and unsaid(clause.text) is not None for clause in clauses
    )


# 我爸是老兵,我能沾光不 is asked for oneself
_MAY_I = compiled("^(?:那|那么|那这样)?[我俺咱](?:自己|本人)?(?:能|可以|算|够|符合|有没有资格|行)")


# 俺外甥女离婚了,她想把户口落过来
_HE_WANTS = compiled("^[他她]也?(?:想|要|打算|准备)[^,我俺咱]*(?:落(?!后)|迁|入户|上户)")


def implied_subject(tagged: Tagged, clauses: list[Clause], awaiting: str | None) -> Person | None:
    """A relative whom the whole message tells of and then asks about."""
    data = party_words()
    if awaiting is not None or not clauses or data["outcome"].search(tagged.text):
        return None
    wants = any(clause.mode == ASKED or _HE_WANTS.match(clause.text) for clause in clauses)
    if not wants or data["with_me"].search(tagged.text):
        return None
    first = subject_of(tagged, clauses[0])
    if not isinstance(first, Person) or first.relation is None or first.count > 1:
        return None
    if first.relation == "spouse" or first.owner == "third" or first.id == "child":
        return None
    for clause in clauses[1:]:
        token = subject_of(tagged, clause)
        if token == SELF and (clause.mode == TOLD or _MAY_I.match(clause.text)):
            return None
        if isinstance(token, Person) and token.word != first.word:
            return None
    rest = clauses[0].text[clauses[0].text.find(SIGNS["kin:" + first.relation]) + 1 :]
    if data["aside"].search(rest):
        return None
    return first


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
