"""Whose case a message puts on the table: the relative somebody asks for.

Asking for a relative (替俺爹问) makes the relative the applicant. A message that only tells of a
relative and then asks is read as asking for him, unless it tells how his case ended. Once a case
is at hand, a relative who is merely named or asked about (俺爹能迁来不) is one who may come along;
only who is expressly asked for, or is to apply himself, is the applicant then.
"""

from __future__ import annotations

import itertools
import re

from actions.reading import topics
from actions.reading.clause import ASKED, TOLD, Clause
from actions.reading.companions import is_led
from actions.reading.kin_mentions import Person
from actions.reading.patterns import compiled
from actions.reading.polarity import unsaid
from actions.reading.subjects import SELF, is_applicant, mentioned_in, party_words, subject_of
from actions.reading.tagged import GROUPS, SIGNS, Tagged

# 我和老婆孩子想落户 ends in one of a row in which the speaker stands
_BESIDE = compiled(
    "(?:和|跟|与|同|带|带着|带上|带个|领着|跟着|随|、)$"
    f"|[我俺咱]们?(?:和|跟|与|同|、|带着?)(?:{GROUPS['kin']}[和跟与、]?)+$"
)


_WIFE_AND_CHILD = SIGNS["kin:spouse"] + SIGNS["kin:child"]
_HIS_OWN = compiled(
    f"^{SIGNS['kin:other']}(?:也|就|一直|目前|自己|一个人)*[带领]着?{GROUPS['kin']}+"
)


def _rest(tagged: Tagged, at: int) -> str:
    """What is said of somebody before the next pause; whom a cousin brings is his own family."""
    rest = re.split("[,。!?;: ]", tagged.text[at:], maxsplit=1)[0]
    return _HIS_OWN.sub(SIGNS["kin:other"], rest)


# 我爹让我问问, unlike 我得问问老公
_SENT = compiled("问+(?:一下|下)?(?:呢|的)?[,。:;!]")


# 得回家问问老伴, 在家看看外孙: in answer to a question nobody is asked for by that
_FOR_HIM = compiled(
    "[替代帮给为托受让叫落迁户]|名义|身份|申请|[就只光专][^,]{0,3}问|说回|回到|[再着]说|还是说|再[看算]|那就?[看算说查]|(?:先|再|接着|然后|下面|最后|顺便|顺带|另外|还)[^,。]{0,4}[问看说算查]"
)
# 我先问问我爸, 再问下我妹 等会儿回你: asked for what he knows, told of nothing yet
_FOR_ANSWER = compiled("等(?:会|一|下|我|俺)|稍等|回头|一会|待会|再(?:说|来|回|告诉|跟你|定)|商量")


_MAY_COME = compiled("(?:能|可以|行|够)[^,]{0,3}(?:落|迁|入户|上户|办|不$)")
_WANTS = compiled("^[\ue020-\ue024][^,。 ]*[, ](?:我|俺)?(?:想|要|打算|准备)")
"""两个孩子 想把户口迁过来: the wish after the pause is the speaker's, who told of himself before."""
_SENDS = compiled("(?:让|叫|托|要|请|喊)[我俺]")


_MYSELF = compiled("[我俺咱](?:自己|本人)(?!.*[他她问])")


def _speaks_of_himself(tagged: Tagged, clauses: list[Clause], found: re.Match[str]) -> bool:
    """我在城里买的房,我对象能落户吗: the speaker's case, with one who might come along.

    So is 闺女让我问问,我在镇上买的房: the daughter only sends her mother.
    """
    at = found.start("who")
    child = tagged.text[at] == SIGNS["kin:child"]
    sends = child and _SENDS.search(found.group()) and not re.search("[他她]", tagged.text)
    may_come = _MAY_COME.search(found.group()) or _WANTS.search(found.group())
    if not sends and not may_come:
        return False
    return any(
        clause.mode == TOLD
        and (clause.start > at if sends else clause.end <= at)
        and not clause.past
        and subject_of(tagged, clause) == SELF
        and (
            topics.first_topic(clause.text) in ("home", "job", "business", "insurance")
            or (sends and _MYSELF.match(clause.text))
        )
        for clause in clauses
    )


# 替俺爹问能落不, 以老公的名义行不, 我弟自己能落不: said in a question, and yet asked for
_EVEN_ASKED = compiled(
    "^(?:替|代|受)|^[就只光专]|名义|身份|换|改|申请人|自己|本人|自个|单独|(?:先|再|接着|然后|下面|最后|顺便|顺带|另外|还)[^,。]{0,5}[问看说算查](?!.*(?:能|可以|行|够))|(?:帮|给|为).*(?:问|打听|咨询|看|查|了解)|(?:让|叫|托|要|请|喊).*[我俺]"
)


def _consults(tagged: Tagged, clauses: list[Clause], found: re.Match[str]) -> bool:
    """Whether 先问我爸 only puts off the answer until he has been asked himself.

    Whose case begins by such words is told of, or asked about, in the same message.
    """
    if _TURN_TO.search(found.group()) is None or _GIVES_ERRAND.search(found.group()):
        return False
    if _FOR_ANSWER.search(tagged.text):
        return True
    rest = [clause for clause in clauses if clause.start >= found.end("who")]
    return not rest and re.search("[我俺]", tagged.text[: found.start("who")]) is not None


# 帮我问问俺小舅子 is an errand for us; 我先问我爸 may be one for him
_GIVES_ERRAND = compiled("(?:帮|替|给)(?:忙|我|俺)*[^,]{0,4}(?:问|看|算|查)|事|情况|[看算查说]")
_TURN_TO = compiled("(?:先|再|接着|然后|接下来|下面|最后|顺便|顺带|另外|还)[^,]*[问看算查说]")


def declared_subject(
    tagged: Tagged, clauses: list[Clause], awaiting: str | None, *, at_hand: bool
) -> Person | None:
    """The relative whom the message asks for. ``at_hand``: a case is being talked of, in which a
    question names a relative as one who might come along."""
    for pattern, in_passing in party_words()["declares"]:
        if in_passing and at_hand:
            continue
        found = pattern.search(tagged.text)
        if found and at_hand and _only_asked_about(clauses, found):
            continue
        if found and at_hand and _another_errand(tagged.text, found):
            continue
        if found and awaiting is not None and not _FOR_HIM.search(found.group()):
            continue
        before = tagged.text[: found.start("who")] if found else ""
        if found and (_BESIDE.search(before) or is_led(before)):
            continue  # 我和老婆能落户吗 is asked for both; 带着六岁闺女想落户 for the speaker
        if found and tagged.text[len(before) - 1 : len(before) + 1] == _WIFE_AND_CHILD:
            continue  # 老婆孩子想落户: both of them
        bidden = found and found.group()[0] in "代受"  # 代问:我姑父想带我姑姑一起落
        if (
            found
            and not bidden
            and party_words()["with_me"].search(_rest(tagged, found.start("who")))
        ):
            continue  # 孩子能不能跟我一起落户
        if found and _speaks_of_himself(tagged, clauses, found):
            continue
        if found and (_consults(tagged, clauses, found) or _one_of_several(tagged, found)):
            continue
        sent = found and _SENT.match(tagged.text[found.end() - 1 :])
        sent = sent or (found and _GIVES_ERRAND.search(found.group()))
        if found and (sent or not _asks_him(clauses, found.start("who"))):
            item = tagged.items.get(found.start("who"))
            if isinstance(item, Person) and item.id != "crowd":
                return item
    back = party_words()["back"].search(tagged.text)
    if back is None:
        return None if at_hand and awaiting is not None else _without_hukou(tagged, at_hand)
    return _asked_for_at_last(tagged, clauses, back)


def _one_of_several(tagged: Tagged, found: re.Match[str]) -> bool:
    """两个孩子 想把户口迁过来: several are no applicant."""
    item = tagged.items.get(found.start("who"))
    return isinstance(item, Person) and item.count > 1 and _WANTS.search(found.group()) is not None


_ERRAND, _SETTLING = compiled("(?:跑|操心|办|申请)$"), compiled("(?:个|一下)?(?:落|户|迁|入户)")


def _another_errand(text: str, found: re.Match[str]) -> bool:
    """给俺儿办上学: what is done for him is no settling of his."""
    done = found.group()[0] in "替帮给为代" and _ERRAND.search(found.group())
    return bool(done) and _SETTLING.match(text, found.end()) is None


_OF_ME = compiled("[我俺咱][^,。!?; ]*$")


def _without_hukou(tagged: Tagged, at_hand: bool) -> Person | None:
    """不是俺没户口,是俺孙子没户口: whoever lacks a registration is the one to be settled.

    Said to one of our questions it only denies it of the speaker; and where his case is at hand,
    俺有户口,是俺孙子没有 leaves it his.
    """
    found = party_words()["it_is_he_who_lacks"].search(tagged.text)
    if found and at_hand and _OF_ME.search(tagged.text[: found.start()]):
        return None
    item = tagged.items.get(found.start("who")) if found else None
    return item if isinstance(item, Person) and item.id != "crowd" else None


def _only_asked_about(clauses: list[Clause], found: re.Match[str]) -> bool:
    at = found.start("who")
    asked = any(one.start <= at < one.end and one.mode == ASKED for one in clauses)
    return asked and _EVEN_ASKED.search(found.group()) is None


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


_THEN_WANTS = compiled("^也?(?:一直)?(?:想|要|打算|准备)[^,我俺咱]*(?:落(?!后)|迁|入户|上户)")


def _wants_to_move(tagged: Tagged, clauses: list[Clause]) -> bool:
    """他户口在老家,想迁来: a wish without a subject is his whose register was just told of."""
    return any(
        _THEN_WANTS.match(clause.text)
        and "户口" in before.text
        and subject_of(tagged, before) not in (None, SELF)
        for before, clause in itertools.pairwise(clauses)
    )


def implied_subject(tagged: Tagged, clauses: list[Clause], awaiting: str | None) -> Person | None:
    """A relative whom the whole message tells of and then asks about."""
    data = party_words()
    if awaiting is not None or not clauses or data["outcome"].search(tagged.text):
        return None
    wants = any(clause.mode == ASKED or _HE_WANTS.match(clause.text) for clause in clauses)
    wants = wants or _wants_to_move(tagged, clauses)
    if not wants or data["with_me"].search(tagged.text):
        return None
    first = subject_of(tagged, clauses[0])
    if not isinstance(first, Person) or first.relation is None or first.count > 1:
        return None
    if first.relation == "spouse" or first.owner == "third" or first.id == "child":
        return None
    with_me = any(data["stays_at_speakers"].search(clause.text) for clause in clauses)
    for clause in clauses[1:]:
        token = subject_of(tagged, clause)
        if with_me and data["home_of_speaker"].search(clause.text):
            continue  # 他住我家,我家在镇上买的房
        if token == SELF and (clause.mode == TOLD or _MAY_I.match(clause.text)):
            return None
        if isinstance(token, Person) and token.word != first.word and token.owner != "third":
            return None
    rest = clauses[0].text[clauses[0].text.find(SIGNS["kin:" + first.relation]) + 1 :]
    if data["aside"].search(rest):
        return None
    return first


_OWN_TOPICS = frozenset({"home", "job", "business", "insurance"})
_ENOUGH = 2
"""From so many matters of his own on, a relative is told of for his own case."""
_NAME = 5
"""A clause of so few signs is no more than whom it names."""
_COMES_ALONG = compiled("跟着|一(?:起|块|同|并)|随(?:着|我|俺|迁)|捎|带上|带着")


def own_case(
    tagged: Tagged, clauses: list[Clause], applicant: str | None, antecedent: Person | None
) -> Person | None:
    """The relative to whose own case a message turns, though another is at hand: 还有俺哥,他在厂里
    上班,社保交着,他能迁不; or 按他的情况算算, of the one (``antecedent``) the talk named last."""
    data = party_words()
    if data["by_his_case"].search(tagged.text):
        named = [item for item in tagged.items.values() if isinstance(item, Person)]
        if antecedent is not None and not named and not is_applicant(antecedent, applicant):
            return antecedent
    if _COMES_ALONG.search(tagged.text) or not any(
        clause.mode == ASKED and data["may_he"].search(clause.text) for clause in clauses
    ):
        return None
    who: Person | None = None
    told: set[str] = set()
    for clause in clauses:
        token = subject_of(tagged, clause)
        if token is None and len(clause.text) <= _NAME:
            token = mentioned_in(tagged, clause)  # 对了我弟弟,他在城里租房
        if token == SELF:
            return None
        if isinstance(token, Person) and (who is None or token.word != who.word):
            if who is not None or token.relation in (None, "spouse") or token.count > 1:
                return None
            who = token
        if who is not None and clause.mode == TOLD and not clause.wish:
            told |= {cue.topic for cue in topics.cues(clause.text)} & _OWN_TOPICS
    return who if who and len(told) >= _ENOUGH and not is_applicant(who, applicant) else None
