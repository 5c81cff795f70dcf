"""What a message says of relatives named in earlier ones: how they live, who is married, who stays.

Each relative stands alone: what is told of one touches no other, and one more who comes along is
added to those known.
"""

from __future__ import annotations

from typing import Any, Mapping, Sequence

from actions.reading.clause import Clause
from actions.reading.family_attributes import marriage
from actions.reading.family_by_age import (
    called_elder,
    called_younger,
    eldest,
    of_the_two,
    youngest,
)
from actions.reading.family_members import GENERAL_CHILD, KIN, Gathering, Member
from actions.reading.kin_mentions import Person
from actions.reading.patterns import compiled
from actions.reading.relations import Applicant, relation_to
from actions.reading.tagged import GROUPS, SIGNS, Tagged, expand

_ONE_MORE = compiled("(?:还|另外|另|再)(?:有|加|带)(?:上|着)?(?:一?个)?[^,]{0,6}$")
_ANOTHER = compiled("(?:还|另外|另|再)(?:有|加|带)(?:上|着)?一?个[^,]{0,6}$")
# 哦还有我丈母娘: one more in answer to how the others live
_AND_ALSO = compiled(
    f"^(?:哦|噢|对了?|那个|啊|呃)*(?:还有|再加上?|加上|外加|另外还?有)(?:个|一个)?[^,]{{0,6}}(?:{GROUPS['kin']}[和跟与、]?)+(?:们|俩|也是|也在|也住)*$"
)
_HEAD = compiled(
    f"^(?:不对|不是|说?错了?|其实|实际上?|那个|就是|还有?|但是?|可是?|不过|那么?|这|目前|如今|[哦噢啊呃]|对了?|因为|主要是?|我说)*(?:{GROUPS['kin']}[和跟与、]?)+"
)
# 住, 跟我, 一块: how somebody lives, and not only where he works
_PLAINLY = compiled(
    "住|[跟随和与]着?[我俺咱]|一起|一块|一堆|分居|单过|另过|两地|过日子|身边|跟前|搬"
)
_NOT_COMING = (
    "不(?:愿意?|肯|想|打算|准备|用|要|跟着?|随着?)*"
    "(?:(?:来|去)(?!住|过|看|往)|带|迁|落|办|动|随|挪|走|跟(?!着?[我俺咱]?[^,]{0,4}(?:住|过|一块|一起)))"
)
_ADVERBS = "(?:说|又|就|也|都|先|还是|还|暂时|这次|这回|这趟|肯定|死活|坚决|自己|本人|目前|[他她])*"
_STAYS_BEHIND = "(?:留|待|放)(?:在|着|到)*(?:<place:hometown>|<place:away>|<place:village>|老家|乡下|家里?|村里?)"
_LEAVES = compiled(
    expand(
        f"^(?:们|俩)?(?:的?户口)?{_ADVERBS}(?:{_NOT_COMING}|没打算|没想(?:来|迁|落)|算了|{_STAYS_BEHIND})"
        "|^(?:们|俩)?(?:都|也|早就?|已经|去年|前年|<date>|<span>前?)*(?:去世|过世|不在世|病逝|(?:没了|走了|不在了|老了)$)"
        "|^(?:都|也|早就?|已经|去年|前年|<date>)*离(?:婚|异)?了"
    )
)
_HE_LEAVES = compiled(
    expand(f"^[他她](?:们|俩)?(?:的?户口)?{_ADVERBS}(?:{_NOT_COMING}|{_STAYS_BEHIND})")
)
_OR_NOT = compiled("[也都](?:行|中|可以|没事|成|无所谓)|的话")  # 我爹不落也行
_ONLY_THESE = compiled(
    f"^(?:就|只|光|仅)(?:有|是|剩|要|想|带|着)*(?:[我俺](?:自己)?[和跟与])?(?:{GROUPS['kin']}[和跟与、]?)+(?:们|俩|了|呗|吧|几个|一起|一块|来|落|迁)*$"
)
_DIVORCED = compiled(
    "^(?:[我俺咱]们?)?(?:俩|都|也|早就?|已经|早些?年|\ue001|\ue002|去年|前年)*离(?:婚|异)了?(?:的|了)?$"
)
_DIVORCED_FROM = compiled(
    f"^(?:[我俺咱]|已经|早就?)*(?:跟|和|与){SIGNS['kin:spouse']}(?:都|也|早就?|已经)*离(?:婚|异)?了?$"
)
_NUMBERED = {"老大": 0, "老二": 1, "老三": 2}
_LIST = compiled(f"^(?:[和跟与、]?{GROUPS['kin']})+")
# 平时在老家: without a subject, right after a relative
_GOES_ON = compiled(
    "^[他她]|^(?:平时|平常|一直|常年|长年|目前|都|也|还|又|就|晚上|天天|大部分|一般|时间|多半)*(?:[不没跟和住在回]|一起|一块|分)"
)


def seed(known: Sequence[Mapping[str, Any]] | None) -> list[Member]:
    """Those named in earlier messages."""
    return [Member.known(number, entry) for number, entry in enumerate(known or ())]


def adds_one(clause: Clause) -> bool:
    """哦还有我丈母娘, said beside how the others live."""
    return bool(_AND_ALSO.match(clause.text))


def tells_plainly(clause: Clause, after: Clause | None) -> bool:
    """Whether a clause is about a relative and says how he lives or whether he is married, though
    nobody asked: 孩子不跟我住, 闺女出嫁了; 老婆在外地上班 leaves it open, unless the one ``after`` it
    says more."""
    if not _HEAD.match(clause.text):
        return False
    if _PLAINLY.search(clause.text) or marriage(clause) is not None:
        return True
    return after is not None and bool(
        not KIN.search(after.text) and goes_on(after) and _PLAINLY.search(after.text)
    )


def goes_on(clause: Clause) -> bool:
    """平时在老家, 她住我姐那儿: still about the relative of the clause before."""
    return bool(_GOES_ON.match(clause.text))


def meant_by(got: Gathering, person: Person, relation: str, before: str) -> list[Member]:
    """Those of the known whom a relative named in this message is; none when he is one more."""
    same = [
        one
        for one in got.known
        if one.relation == relation and not _in(one, [*got.members, *got.left])
    ]
    if relation == "spouse" or not same:
        return same[:1]
    if relation == "child":
        return _by_number(got, same, person) or _child_meant(same, person, before)
    if person.count > 1:
        pair = [one for one in same if relation == "parent" or _same_pair(one.word, person.word)]
        return pair[: person.count]
    alike = [one for one in same if person.sex == one.sex != "u" or one.word == person.word]
    if relation == "other":
        alike = [one for one in alike if _same_pair(one.word, person.word)]
    open_ones = [one for one in same if not one.word or (relation == "parent" and one.sex == "u")]
    return alike[:1] or open_ones[:1]


def _same_pair(one: str, other: str) -> bool:
    """公公 and 公婆, 丈母娘 and 岳母: as far as the words tell."""
    return not one or one == other or other in one or one in other or other[0] in one


def _by_number(got: Gathering, same: list[Member], person: Person) -> list[Member]:
    """老二 of three is the second of them, where no other word tells them apart."""
    children = [one for one in got.known if one.relation == "child"]
    at = _NUMBERED.get(person.word)
    if at is None or not at < len(children) > 2:
        return []
    if any(one.word and one.word not in (*GENERAL_CHILD, *_NUMBERED) for one in children):
        return []
    return [one for one in same if one is children[at]]


def _child_meant(same: list[Member], person: Person, before: str) -> list[Member]:
    if _ANOTHER.search(before):
        return []
    if person.id == "child" and (called_elder(person.word) or called_younger(person.word)):
        if len(same) == 1:
            return same if not same[0].word or same[0].word in GENERAL_CHILD else []
        return [eldest(same) if called_elder(person.word) else youngest(same)]
    if person.id == "child":
        if person.count > 1:
            return same if len(same) <= person.count else same[: person.count]
        return [] if _ONE_MORE.search(before) else same
    if person.count > 1:
        return same[: person.count]
    alike = [one for one in same if one.sex == person.sex]
    if called_elder(person.word):
        alike = [one for one in alike if not called_younger(one.word)]
    elif called_younger(person.word):
        alike = [one for one in alike if not called_elder(one.word)]
    if alike:
        return alike
    general = [one for one in same if one.sex == "u"]
    if called_younger(person.word):
        return general[-1:]
    return general[:1]


def call_up(got: Gathering, meant: Sequence[Member], person: Person) -> None:
    """Puts those meant among the people whom this message speaks of."""
    for one in meant:
        if not one.word:
            one.word, one.sex = person.word, person.sex if person.count == 1 else one.sex
        if not _in(one, got.members):
            got.members.append(one)


def at_head(text: str, at: int) -> bool:
    """Whether the relative at that place is whom the clause is about."""
    head = _HEAD.match(text)
    return head is not None and at < head.end()


def leaves(after: str) -> bool:
    """我妈不迁, 老婆户口留老家: ``after`` is what follows the words for those meant."""
    return bool(_LEAVES.match(_LIST.sub("", after))) and not _OR_NOT.search(after)


def only_these(clause: Clause) -> bool:
    """就我和老婆孩子, 只有媳妇: nobody comes but those named."""
    return bool(_ONLY_THESE.match(clause.text))


def take_leave(got: Gathering, clause: Clause) -> bool:
    """她不迁了, 我离婚了: somebody known leaves without being named. Says whether one did."""
    gone: list[Member] = []
    divorced = _DIVORCED.match(clause.text) or _DIVORCED_FROM.match(clause.text)
    if KIN.search(clause.text) and not divorced:
        return False
    if divorced:
        gone = [one for one in got.known if one.relation == "spouse"]
    elif _HE_LEAVES.match(clause.text):
        gone = [one for one in got.spoken_of if _in(one, got.known)]
    got.left.extend(gone)
    got.members = [one for one in got.members if not _in(one, gone)]
    return bool(gone)


_IS_REALLY = compiled(
    f"^(?P<one>{GROUPS['kin']})(?:们|俩)?(?:其实|实际上?|应该|本来|是说错了?)+(?:就|都)?是(?P<other>{GROUPS['kin']})(?:们|俩)?$"
)


def take_renaming(
    got: Gathering, tagged: Tagged, clause: Clause, applicant: Applicant | None
) -> bool:
    """公婆其实是我爸妈: those known were called by a wrong word. Says whether they were."""
    found = _IS_REALLY.match(clause.text)
    if found is None or not got.known:
        return False
    one, other = (tagged.items.get(clause.start + found.start(name)) for name in ("one", "other"))
    if not (isinstance(one, Person) and isinstance(other, Person)):
        return False
    was, now = (relation_to(applicant, person, beside=False) for person in (one, other))
    meant = meant_by(got, one, was or "", "")
    if now is None or not meant:
        return False
    for member in meant:
        member.relation, member.word = now, other.word
        member.married = None
    return True


def take_elder_or_younger(got: Gathering, clause: Clause, number: int, *, asked: bool) -> bool:
    """老婆跟我住,大的住校: 大的 is one of the children known. Says whether it is.

    Where nobody asked, only what tells that he is married or not means him: 小的那个出嫁了.
    """
    one = of_the_two([one for one in got.known if one.relation == "child"], clause.text)
    if one is None or KIN.search(clause.text):
        return False
    if not (got.members if asked else marriage(clause) is not None):
        return False
    one.clause, got.last_group = number, one.group
    if not _in(one, got.members):
        got.members.append(one)
    return True


def joined(got: Gathering) -> list[Member]:
    """Those known who still come, as they are told of now, and after them whoever is new."""
    kept = [
        one
        for one in got.known
        if not _in(one, got.left)
        and (_in(one, got.members) or not (got.only_these or one.clause >= 0))
    ]
    if kept and all(_in(one, got.members) for one in kept):
        return one_spouse(got.members)  # named anew, each in his turn
    return one_spouse([*kept, *(one for one in got.members if not _in(one, got.known))])


def one_spouse(members: Sequence[Member]) -> list[Member]:
    """The members with one husband or wife: 我爱人, and 两口子 later on, are the same person."""
    spouse = next((one for one in members if one.relation == "spouse"), None)
    others = [one for one in members if one.relation == "spouse" and one is not spouse]
    if spouse is not None and spouse.living_together is None:
        told = (one.living_together for one in others if one.living_together is not None)
        spouse.living_together = next(told, None)
    return [one for one in members if one is spouse or one.relation != "spouse"]


def _in(one: Member, members: Sequence[Member]) -> bool:
    return any(one is other for other in members)
