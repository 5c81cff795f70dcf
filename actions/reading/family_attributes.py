"""Whether those who come along live with the applicant, and whether a child is married."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Sequence

from actions.reading.clause import Clause
from actions.reading.companions import lives_with_them
from actions.reading.family_by_age import eldest, youngest
from actions.reading.family_members import KIN, Gathering, Member, family_words
from actions.reading.numbers import NUMBER, whole
from actions.reading.patterns import compiled
from actions.reading.tagged import GROUPS, SIGNS

_AGE = compiled(
    rf"({NUMBER})(?:周)?岁(?:多|半)?|(?:年方|现年|年满|刚满|才满|虚岁|周岁|年|才|刚|今年|一个|大的|小的|老大|老二|今年才)({NUMBER})(?:了)?(?=$|一个|小的|大的|,|半|的)|^(?:他|她)?(?:今年|才|都|刚)?({NUMBER})(?:了|多|半)?$|{GROUPS['kin']}(?:今年|才|都|刚|也)?({NUMBER})(?:了|多|半)?(?=$|,|、|{GROUPS['kin']}|[跟随]着?[我俺]|[还没上念])"
)
_OLDER_BY = compiled(rf"比[^,]{{0,6}}[大小](?:了|着)?{NUMBER}(?:多|来)?岁")  # 比闺女大三岁
_WITH_KIN_I_LIVE = compiled(
    f"(?:{SIGNS['kin:couple']}|我|俺|咱|我们|俺们|一直|目前|平时|都|就|是|还)*(?:跟|和|与|同|跟着)(?:{GROUPS['kin']}(?:[和跟与、]|带着?|领着?|还有)?)+(?:们|都|一直|一起|一块儿?|在一起|在(?:{GROUPS['place']}|外头|外面|外边|外地)|租(?:着|了|的)?房?子?)*(?:住|过|生活)"
)
_ME_AND_KIN = compiled(f"(?:我|俺|咱|我们)(?:和|跟|与|同)(?:{GROUPS['kin']}[和跟与、]?)+")
# 老婆带孩子住县城 says nothing of the speaker; 俺跟老伴带着儿子过 does
_SOMEBODY_FIRST = compiled(f"(?![^,]{{0,4}}[我俺](?:跟|和|与))[^带领]*{GROUPS['kin']}[^,]*[带领]")
_APART = compiled(
    "[不没](?:跟|和|与|随|在|有|能)*[^,]{0,3}(?:住|一起|一块)|分(?:开|居)|户口|户籍|学籍"
)
_WITH_ME_AND = compiled("(?:都|也|就)*(?:跟|和|与|随)着?[我俺咱]们?(?:和|跟|与)")
_BESIDE_ONE = compiled("[和跟与](小的|大的)")  # 老婆和小的跟我住
_TOGETHER_FIRST = compiled("(?:都|也|俩|常年|平时|目前)*(?:一起|一块|都)")
# 老公跟他爸妈都住一起
_ALL_TOGETHER = compiled(
    f"^{GROUPS['kin']}[跟和与]{GROUPS['kin']}(?:们|俩)?(?:都|全|一直)+(?:(?P<open>(?:住|在)+一(?:起|块))|(?:住|在)(?:这|[我俺]))"
)
_ANEW = compiled("(?<![让叫使请])[他她]们?(?:也|都|一直|目前)*$")
# 还没娶上媳妇, 没说下媳妇: there is no wife
_UNWED = compiled(
    "没(?:有|能)?(?:娶|说|讨|找|寻|处|相|谈)(?:过|上|着|到|下|成|个)*" + SIGNS["kin:spouse"]
)
_COURTS = compiled("(?:谈|处)(?:着|了|过)?个?" + SIGNS["kin:spouse"])  # 谈着对象还没结
_LONG_SINCE = compiled("(?:\ue001|好几年|多年|好些年|好久|大半年)(?:了|多)|已经|早就")
_ONE_EACH = compiled("一个(?![锅屋院家户炕门月人])")
_PARTS = compiled("一个|大的|小的|老大|老二|另一个")
MARRIAGE_AGE = 20  # 民法典: women from 20, men from 22; under 20 nobody can be married


def take_attributes(got: Gathering, clause: Clause, number: int) -> None:
    if not got.members or _of_one_who_stays(got, clause, number):
        return
    clause = replace(clause, text=_UNWED.sub("没结婚", _COURTS.sub("", clause.text)))
    targets = _targets(got, clause, number)
    parts = _PARTS.split(clause.text)[1:] if len(_PARTS.findall(clause.text)) > 1 else []
    children = [one for one in got.members if one.relation == "child"]
    if len(_ONE_EACH.findall(clause.text)) > 1 and not children:
        return  # 老爸老妈一个在老家一个跟我: which of them, stays open
    if len(parts) > 1 and len(children) >= len(parts) and not _AGE.search(clause.text):
        # 一个工作了一个上学, 大的出嫁了小的上初中
        for child, part in zip(children, parts, strict=False):
            describe([child], replace(clause, text=part))
        return
    one_only = len(_PARTS.findall(clause.text)) == 1 and not _AGE.search(clause.text)
    if len(children) > 1 and one_only and family_words()["parted"].match(clause.text):
        at = min(got.parts_told, len(children) - 1)  # 一个住校,一个跟我
        got.parts_told += 1
        describe([children[at]], clause)
        return
    if _listed(got, clause, number) or _likewise(got, clause, number):
        return
    ages = marriage(clause)
    if len(children) == 1 and isinstance(ages, list) and len(parts) == len(ages) > 1:
        # 娃跟我住,一个十二一个七岁: the one word meant as many as ages are told
        more = [replace(children[0]) for _ in ages[1:]]
        at = got.members.index(children[0]) + 1
        got.members[at:at] = more
        targets = [children[0], *more]
    describe(targets, clause, children)


def _of_one_who_stays(got: Gathering, clause: Clause, number: int) -> bool:
    """孩子先不动,在老家上学呢: goes on about the one who does not come."""
    last = got.members[-1].sex
    if got.aside == number - 1 and _goes_on_about(clause.text, got.aside_sex, last):
        return True  # 俺爸不带,他在老家
    if got.aside not in (number, number - 1) or re.search("[他她我俺咱]|都|全", clause.text):
        return False
    if got.aside == number - 1 and KIN.search(clause.text):
        return False
    return not any(one.clause == number for one in got.members)


_SHE_STAYS = compiled("^(?P<who>[他她])(?!们|俩)")


def _goes_on_about(text: str, sex: str, last: str) -> bool:
    """俺爸不带,他在老家: whether 他 is the one of that ``sex`` who stays, rather than the ``last``
    one who comes."""
    found = _SHE_STAYS.match(text)
    if found is None or re.search("[我俺咱]", text):
        return False
    said = "m" if found["who"] == "他" else "f"
    return sex in (said, "u") and not (last == said != sex)


def _listed(got: Gathering, clause: Clause, number: int) -> bool:
    """跟我住的有我妈,我媳妇,还有俩孩子: all of the list live with the applicant."""
    data = family_words()
    goes_on = got.listing == number - 1 >= 0 and data["list_goes_on"].match(clause.text)
    if not (goes_on or data["living_list"].match(clause.text)):
        return False
    got.listing = number
    _set([one for one in got.members if one.clause == number], "living_together", True)
    return True


def _likewise(got: Gathering, clause: Clause, number: int) -> bool:
    """媳妇跟我住,孩子也是."""
    here = [one for one in got.members if one.clause == number]
    told = [one.living_together for one in got.members if one.living_together is not None]
    if not (here and told and family_words()["likewise"].match(clause.text)):
        return False
    _set(here, "living_together", told[-1])
    return True


def describe(
    targets: Sequence[Member], clause: Clause, all_children: Sequence[Member] = ()
) -> None:
    """Sets how those of a clause live and, of the children among them, who is married."""
    data = family_words()
    living_no = data["living_no"].search(clause.text)
    if living_no and (
        re.search("户口|户籍|学籍", clause.text)
        or (
            not re.match("[不没分单另各独]", living_no.group())
            and (_WITH_KIN_I_LIVE.match(clause.text) or _ME_AND_KIN.search(clause.text))
        )
    ):
        living_no = None  # 户口还在老家 says where the register is
    together = _ALL_TOGETHER.search(clause.text)
    if together:
        living_no = None  # 老公跟他爸妈都住这
    living_yes = data["living_yes"].search(clause.text) or _WITH_KIN_I_LIVE.match(clause.text)
    if not _SOMEBODY_FIRST.match(clause.text):
        living_yes = living_yes or data["brings"].search(clause.text)
        led = lives_with_them(clause.text)
        if led and not _APART.search(clause.text):
            living_no, living_yes = None, living_yes or led
    if together and together["open"]:
        living_yes = None  # 老公跟他爸妈都住一起 leaves open whether with me
    if re.search("户口|户籍|学籍", clause.text) or _only_planned(clause, living_yes):
        living_yes = None
    if living_no and not (
        living_yes
        and living_yes.end() - living_yes.start() > living_no.end() - living_no.start()
        and living_yes.start() <= living_no.start()
    ):
        _set(targets, "living_together", False)
    elif living_yes:
        _set(targets, "living_together", True)
    children = [one for one in targets if one.relation == "child"]
    if not children and not KIN.search(clause.text):
        children = list(all_children)
    married = marriage(clause)
    if isinstance(married, list):
        for member, value in zip(children[-len(married) :], married, strict=False):
            if value is not None:
                member.married = value
    elif married is not None:
        _set(children, "married", married)


def _only_planned(clause: Clause, lives: re.Match[str] | None) -> bool:
    """马上过来跟我住, 打算让他跟我住; but 想带跟我住的老娘 and 想带老公他跟我住 tell how it is."""
    if lives is None or clause.text[lives.end() :].startswith("的"):
        return False
    if family_words()["will_live"].search(clause.text):
        return not _LONG_SINCE.search(clause.text)
    anew = _ANEW.search(clause.text[: lives.start()])
    return clause.in_wish(lives.start()) and anew is None


def _set(members: Sequence[Member], name: str, value: bool) -> None:
    for member in members:
        setattr(member, name, value)


_AGED = compiled(f"(?:多|半|大)*的(?:一?个|小|大)*{GROUPS['kin']}")


def _may_be_a_childs(text: str, at: int) -> bool:
    """老婆30孩子3岁: the first age is not the child's; nor is 孙子3岁 where 儿子30岁 stands beside."""
    after = _AGED.match(text[at:])  # 媳妇和八岁的小子
    of_whom = [after.group()[-1]] if after else KIN.findall(text[:at])
    if not of_whom:
        return True
    others = SIGNS["kin:spouse"] + SIGNS["kin:parent"]
    return of_whom[-1] not in others and (
        of_whom[-1] != SIGNS["kin:other"] or SIGNS["kin:child"] not in text
    )


def marriage(clause: Clause) -> bool | list[bool | None] | None:
    data = family_words()
    text = _OLDER_BY.sub("", clause.text)
    ages = [
        whole(found[1] or found[2] or found[3] or found[4])
        for found in _AGE.finditer(text)
        if _may_be_a_childs(text, found.end())
    ]
    if ages:
        verdicts = [False if age is not None and age < MARRIAGE_AGE else None for age in ages]
        if len(verdicts) > 1:
            return verdicts
        if verdicts[0] is False:
            return False
    if data["married_not_yet"].search(clause.text):
        return False  # 明年结婚, 不着急结婚
    if data["married_yes"].search(clause.text):
        return True
    if data["married_no"].search(clause.text):
        return False
    return None


# 俺娘 俺哥 俺弟都跟着他
_ALL_OF_A_ROW = compiled(
    f"^(?:还有|和|跟)?{GROUPS['kin']}(?:们|俩|[一二三1-3][名个人])?(?:都|全|均)"
)


def _row_before(got: Gathering, number: int) -> list[Member]:
    """Those named in the clauses right before ``number``, of whom nothing was told yet."""
    row: list[Member] = []
    for at in range(number - 1, -1, -1):
        there = [one for one in got.members if one.clause == at]
        if not there or any(one.living_together is not None for one in there):
            break
        row = [*there, *row]
    return row


def _several(children: list[Member], text: str) -> list[Member]:
    """俩小的跟着我: as many of the children as are counted, from the end they are called by."""
    data = family_words()
    younger, elder = data["several_younger"].match(text), data["several_elder"].match(text)
    if younger:
        return children[-(whole(younger[1]) or 2) :]
    return children[: whole(elder[1]) or 2] if elder else []


def _targets(got: Gathering, clause: Clause, number: int) -> list[Member]:
    data = family_words()
    text = clause.text
    children = [one for one in got.members if one.relation == "child"]
    if several := _several(children, text):
        return several
    if len(children) > 1 and len(_AGE.findall(text)) < 2:
        if data["second"].search(text) and not data["first"].search(text):
            return [youngest(children)]
        both = data["first"].search(text) and re.search("小的", text)
        if data["first"].search(text) and not text.startswith("一个") and not both:
            first = eldest(children)
            named = [one for one in children if one.clause == number and one is not first]
            return [first, *named]  # 大的五年级老二一年级
    here = [one for one in got.members if one.clause == number]
    if _WITH_ME_AND.match(text):
        return [one for one in got.members if one.group == got.last_group]
    beside = _BESIDE_ONE.search(text)
    if beside and KIN.search(text) and len(children) > 1:
        here = [one for one in got.members if one.clause == number and one not in children]
        return [*here, youngest(children) if beside[1] == "小的" else eldest(children)]
    if KIN.search(text):
        lives_there = data["living_no"].search(text)
        he_does = re.match("[他她]|目前", text)  # 我妈,她住我姐那儿
        if not here and he_does and lives_there and KIN.search(lives_there.group()):
            return [one for one in got.members if one.group == got.last_group]
        if len(here) == 1 and _ALL_OF_A_ROW.match(text):
            return [*_row_before(got, number), *here]
        if here or not _TOGETHER_FIRST.match(text):
            return here
        return [one for one in got.members if one.group == got.last_group]  # 一起住我爸妈家
    if data["all"].search(text):
        return list(got.members)
    if not re.search("[他她]", text) and data["living_yes"].match(text):
        # 老大老二都上学,老婆全职,一块住; not a child who has a home of her own
        untold = [
            one
            for one in got.members
            if one.living_together is None
            and (one.married is not True or one.group == got.last_group)
        ]
        if untold:
            return untold
    return [one for one in got.members if one.group == got.last_group]
