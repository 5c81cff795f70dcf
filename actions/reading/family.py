"""Who is to come along: one entry a person named, in the order named."""

from __future__ import annotations

import itertools
import re
from dataclasses import replace
from typing import Any, Mapping, Sequence

from actions.reading.asides import ASSENT
from actions.reading.clause import ASKED, SUPPOSED, TOLD, Clause, ends_sentence, is_question
from actions.reading.family_attributes import marriage, take_attributes
from actions.reading.family_by_age import take_the_other
from actions.reading.family_completed import complete
from actions.reading.family_corrections import mends, take_correction
from actions.reading.family_counting import (
    naming_clauses,
    talk_of_coming,
    tells_of_the_speaker,
    tells_of_them,
)
from actions.reading.family_excepted import take_excepted
from actions.reading.family_known import (
    adds_one,
    goes_on,
    joined,
    one_spouse,
    only_these,
    seed,
    take_elder_or_younger,
    take_leave,
    take_renaming,
    tells_plainly,
)
from actions.reading.family_members import KIN, Gathering, Member, family_words, without_name
from actions.reading.family_shares import take_shares, tells_of_the_two
from actions.reading.family_taking import take_members
from actions.reading.family_wording import as_read, spouse_and_child
from actions.reading.kin_mentions import Person
from actions.reading.patterns import compiled
from actions.reading.polarity import NO, bare
from actions.reading.relations import Applicant, relation_to
from actions.reading.tagged import GROUPS, SIGNS, Tagged

MAX_MEMBERS = 20
_HE_AND = compiled(f"^[他她](?=(?:目前|一直|平时|也|都|就)*[跟和与同]{GROUPS['kin']})")
_SHE_LIVES = compiled(
    "[他她]们?(?:都|也|一直|目前|平时|就)*(?:跟|和|与|随)着?[我俺](?:们)?[^,]{0,4}(?:住|过|生活)"
)
_HER_TOO = compiled(
    "(?:给|把|让|带)(?:上)?[他她](?:们|俩|老人家)*[^,]{0,4}(?:落|迁|入户|弄|办|接|来)"
)
_THEY_TWO = compiled("^(?:[他她]俩|俩人|两人)(?=[^,]*住)")
_WITH_HIM = compiled("(?<=[跟和随与着])[他她](?=住|过|一|生活|落|迁|同|$)")  # 老伴跟他住
# 户口跟我爸在一起: where a register is, not who comes along
_REGISTER = compiled(f"户口(?:还|就|也|是|一直)*(?:跟|和|与|随|在){GROUPS['kin']}")
# 问能否给妻子一并落户,夫妻同住: asked whether she may, and told how they live
_SPOUSE_COMES = compiled(
    f"{SIGNS['kin:spouse']}[^,]{{0,4}}(?:落|迁|随|入户|一并|一起|一块)|随迁{SIGNS['kin:spouse']}"
)
_COUPLE_LIVES = compiled(
    f"^(?:我|俺)?们?{SIGNS['kin:couple']}(?:俩|们|都|一直|也|目前|现)*"
    "(?:(?:一起|一块|共同)(?:住|居住|生活)|同住|住(?:在)?一)"
)
# 帮我爸问,他一个人落: nobody comes with him who is asked for
_HE_ALONE = compiled(
    "(?:就|只|光)(?:有|是|剩)?[他她](?:自己|一个人?|一人)(?:一个人)?(?:$|落|迁|来|办)|^[他她](?:就)?(?:自己|一个人?|单独|自己一个人?)(?:落|迁)"
)
_ONLY_HIM = compiled("^(?:就|只|光)?(?:有|是|剩)?[他她](?:就)?(?:自己|一个人|一人)+(?:了|呗|啊)?$")
_NOT_BROUGHT = compiled("不(?:带|来|迁|动|落|跟来|随迁|跟着)")


def read_family(
    tagged: Tagged,
    clauses: Sequence[Clause],
    awaiting: str | None,
    applicant: Applicant | None,
    known: Sequence[Mapping[str, Any]] | None,
) -> list[dict[str, Any]] | None:
    """The family as the message states it; None when it states nothing about who comes along.

    ``known`` are the members already named, whom the message adds to, tells of or takes out; the
    list is then the whole family as it stands. An entry says under CALLED who he is.
    """
    data = family_words()
    asked = awaiting == "family"
    got = Gathering(known=seed(known))
    got.spoken_of = got.known if len(got.known) == 1 and applicant is None else []
    everything = clauses
    in_question = not asked and any(
        clause.mode == ASKED and _SPOUSE_COMES.search(clause.text) for clause in clauses
    )
    clauses = _answered_by_himself(clauses) if asked else _told_after_asking(clauses)
    told = [clause for clause in _told(clauses) if not _REGISTER.search(clause.text)]
    told = [clause for clause in told if not data["comes_later"].search(clause.text)]
    spoken = [clause.text for clause in told]
    if applicant is not None:
        told = [_as_if_he_spoke(_he_himself(tagged, one, applicant)) for one in told]
    if (asked or tells_of_the_two(got.known, told)) and take_shares(got, tagged, told, applicant):
        return _as_it_stands(got, known or (), named=False)
    if known and take_excepted(got, tagged, told, applicant):
        return _as_it_stands(got, known, named=False)
    told = as_read(told) if asked or known else told
    coming = asked or talk_of_coming(told, awaiting)
    names = naming_clauses(told) if coming else [False] * len(told)
    for number, clause in enumerate(told):
        if not (asked or coming or got.known):
            break
        speaker_too = applicant is not None and data["speaker_comes"].search(spoken[number])
        new = (asked and not known) or names[number] or bool(speaker_too)
        new = new or (asked and adds_one(clause))
        after = told[number + 1] if number + 1 < len(told) else None
        told_of = bool(known) and tells_plainly(clause, after)
        plain = new or asked or told_of
        earlier, group = list(got.members), got.last_group
        if take_leave(got, clause) or take_renaming(got, tagged, clause, applicant):
            continue
        of_two = take_elder_or_younger(got, clause, number, asked=asked)
        plain = plain or (of_two and not asked)
        got.only_these = got.only_these or (bool(known) and plain and only_these(clause))
        if asked and not known and applicant is None and (sex := spouse_and_child(told, number)):
            got.groups += 1
            got.members.append(Member("spouse", "爱人", got.groups, number, sex=sex))
        if new or got.members or got.known:
            take_members(
                got,
                tagged,
                clause,
                number,
                applicant,
                asked=asked,
                new=new,
                plain=plain,
                speaker=speaker_too or None,
            )
        if (new or got.members or got.staying) and not of_two:
            take_the_other(got, clause, number)
        got.told = got.told or (told_of and any(one.clause == number for one in got.members))
        if mends(told, number):
            instead = data["replaces"].match(clause.text) and not data["adds"].search(clause.text)
            got.only_these = got.only_these or bool(instead and asked)  # 不对,带我妈
            if take_correction(got, earlier, group, clause):
                continue
        _one_taken(got, clause, number, asked=asked)
        if in_question and not got.members and _COUPLE_LIVES.search(clause.text):
            got.members = [Member("spouse", "夫妻", 1, number)]
        if _one_left_out(got, clause):
            continue
        said_of_one_who_stays = got.aside == number - 1 >= 0  # 我妈一个。我爸留老家看地,不来
        if (
            data["left_out"].search(clause.text)
            and got.members
            and not KIN.search(clause.text)
            and not said_of_one_who_stays
        ):
            got.members = [one for one in got.members if one.group != got.last_group]
            got.removed = True
        heard = asked or coming or plain or goes_on(clause)
        heard = heard and not tells_of_the_speaker(told, number, asked=asked)
        if heard and not data["only_me"].search(clause.text):
            take_attributes(got, clause, number)
    _live_as_said_before(got, told)
    if asked and not got.members and not known:
        got.members = _children_by_age(told)
    if asked and known:
        complete(got, _before_anybody(everything, told), alone=len(told) == 1)
    if known and asked and applicant is not None and not got.members and _for_him_alone(told):
        return []
    if known and (changed := _as_it_stands(got, known, named=any(names) or got.told)) is not None:
        return changed
    if asked and _only_the_speaker(told, got):
        return []
    if applicant is not None and not asked and not got.members:
        return [] if any(_HE_ALONE.search(one.text) for one in told) else None
    if got.members and not known:
        return [member.entry() for member in one_spouse(got.members)[:MAX_MEMBERS]]
    if asked and (got.removed or (applicant is not None and _for_him_alone(told))):
        return []
    pattern = data["nobody"] if asked else data["nobody_unasked"]
    if any(pattern.search(clause.text) for clause in told):
        return []
    left = got.removed or any(
        _NOT_BROUGHT.search(one.text) and KIN.search(one.text) for one in told
    )
    if left and any(data["only_me"].search(clause.text) for clause in told):
        return []  # 老婆孩子这次不带,就我自己
    if asked and not known and any(bare(one.text) == NO and not one.correction for one in told):
        return []  # 没有; 随迁人员:无
    return None


def _for_him_alone(told: Sequence[Clause]) -> bool:
    """就她自己落, 他一个人: nobody comes with the relative asked for."""
    return any(_HE_ALONE.search(one.text) or _ONLY_HIM.match(one.text) for one in told)


def _as_it_stands(
    got: Gathering, known: Sequence[Mapping[str, Any]], *, named: bool
) -> list[dict[str, Any]] | None:
    """The whole family, where the message says anything of it; None where it says nothing."""
    family = [member.entry() for member in joined(got)[:MAX_MEMBERS]]
    changed = [without_name(one) for one in family] != [without_name(one) for one in known]
    return family if changed or (named and got.members) else None


def _before_anybody(clauses: Sequence[Clause], told: Sequence[Clause]) -> list[Clause]:
    """The clauses up to the first that names somebody, if only in a question: what follows it
    without a name (那丈母娘咋办,她一个人在老家) is about him."""
    first = next((n for n, one in enumerate(clauses) if KIN.search(one.text)), len(clauses))
    starts = {clause.start for clause in clauses[:first]}
    return [clause for clause in told if clause.start in starts]


def _answered_by_himself(clauses: Sequence[Clause]) -> list[Clause]:
    """老婆?带的带的: the question names her, the answer says that she comes."""
    data = family_words()
    return [
        replace(clause, mode=TOLD)
        if clause.mode == ASKED
        and data["list_goes_on"].match(clause.text)
        and after is not None
        and data["of_course"].match(after.text)
        else clause
        for clause, after in zip(clauses, [*clauses[1:], None], strict=False)
    ]


def _told_after_asking(clauses: Sequence[Clause]) -> list[Clause]:
    """能不能把俺孙女也带上,她跟着俺住: asked whether she may come, and told how they live.

    So is 俺娘一个人过,能让她也落不, told before it is asked.
    """
    data = family_words()
    return [
        replace(clause, mode=TOLD)
        if clause.mode == ASKED
        and data["coming"].search(clause.text)
        and (
            (
                KIN.search(clause.text)
                and after is not None
                and after.mode == TOLD
                and _SHE_LIVES.match(after.text)
                and not KIN.search(after.text)
            )
            or (KIN.search(clause.text) and _all_live_so(clauses, clause))
            or (
                _HER_TOO.search(clause.text)
                and not KIN.search(clause.text)
                and before is not None
                and before.mode == TOLD
                and KIN.search(before.text)
                and tells_of_them(before)
            )
        )
        else clause
        for before, clause, after in zip(
            [None, *clauses], clauses, [*clauses[1:], None], strict=False
        )
    ]


_ALL_LIVE = compiled(
    "^(?:[他她]们?|几个|一家人?)?(?:平时|目前|一直|也)*(?:都|全都?|均)[^,]{0,6}(?:住(?!校|宿|外|老家)|生活|在一[起块])"
)


def _all_live_so(clauses: Sequence[Clause], asked: Clause) -> bool:
    """老婆和俩孩子能一起落不,老大上初中,都住一块: how those asked about live is told after it."""
    after = itertools.takewhile(
        lambda one: one.mode == TOLD and tells_of_them(one),
        (one for one in clauses if one.start > asked.start),
    )
    return any(_ALL_LIVE.match(one.text) and not KIN.search(one.text) for one in after)


def _only_the_speaker(told: Sequence[Clause], got: Gathering) -> bool:
    """就我自己, unless more are added afterwards: 就我自己,哎不对,还有我媳妇."""
    data = family_words()
    alone = [n for n, clause in enumerate(told) if data["only_me"].search(clause.text)]
    return bool(alone) and not any(
        one.clause > alone[-1] and data["adds"].search(told[one.clause].text) for one in got.members
    )


def _one_taken(got: Gathering, clause: Clause, number: int, *, asked: bool) -> None:
    """大闺女嫁了,小闺女没对象,带小的: the one of the children who comes."""
    data = family_words()
    children = [one for one in got.members if one.relation == "child"]
    if asked and len(children) < 2 and data["one_more"].match(clause.text):
        got.groups += 1
        got.last_group = got.groups
        got.members.append(Member("child", "娃", got.groups, number))
        return
    found = data["takes_one"].search(clause.text)
    if not found:
        return
    if len(children) > 1:
        kept = children[-1] if found["which"][-2:] in ("小的", "老二") else children[0]
        got.members = [one for one in got.members if one.relation != "child" or one is kept]
        got.last_group = kept.group
    elif asked and not children:
        got.groups += 1
        got.last_group = got.groups
        got.members.append(Member("child", "娃", got.groups, number))


def _told(clauses: Sequence[Clause]) -> list[Clause]:
    """What is neither asked nor supposed; 要落户的话 only names the matter of the talk."""
    data = family_words()
    told: list[Clause] = []
    settling = False
    for clause in clauses:
        if data["if_settling"].match(clause.text):
            settling = True
        elif data["another_if"].search(clause.text):
            settling = False
        only_named = settling and clause.mode == SUPPOSED and not is_question(clause)
        if clause.mode not in (ASKED, SUPPOSED, ASSENT) or only_named:
            told.append(clause)
        settling = settling and not ends_sentence(clause.gap)
    return told


_HE_WITH = compiled(f"^{GROUPS['kin']}(?=(?:也|就|一直|目前|自己|一个人)*[带领拉])")


def _he_himself(tagged: Tagged, clause: Clause, applicant: Applicant) -> Clause:
    """俺妹带着闺女住朋友家, where the sister is asked for: 我带着闺女, as she would say it."""
    item = tagged.items.get(clause.start) if _HE_WITH.match(clause.text) else None
    himself = isinstance(item, Person) and relation_to(applicant, item, beside=False) is None
    return replace(clause, text="我" + clause.text[1:]) if himself else clause


def _as_if_he_spoke(clause: Clause) -> Clause:
    """替俺娘问: 她跟俺爹住一块 is to her what 我跟俺爹住一块 is to a speaker."""
    text = _WITH_HIM.sub("我", _HE_AND.sub("我", clause.text))
    return replace(clause, text=_THEY_TWO.sub("我俩", text))


def _one_left_out(got: Gathering, clause: Clause) -> bool:
    """大的出嫁了不带: one of several children does not come."""
    data = family_words()
    children = [one for one in got.members if one.relation == "child"]
    if len(children) < 2 or not _NOT_BROUGHT.search(clause.text):
        return False
    text = re.sub("^(?:算了|不过|但是?)", "", clause.text)
    first, second = data["first"].search(text), data["second"].search(text)
    if bool(first) == bool(second):
        return False
    got.members.remove(children[0] if first else children[-1])
    return True


def _live_as_said_before(got: Gathering, clauses: Sequence[Clause]) -> None:
    """都住一起,孩子没结婚: what was said of all before anybody was named."""
    first = min((one.clause for one in got.members), default=0)
    data = family_words()
    if any(
        (
            data["group_lives"].search(clause.text)
            or (data["all"].match(clause.text) and data["living_yes"].search(clause.text))
        )
        and not KIN.search(clause.text)
        for clause in clauses[:first]
    ):
        for member in got.members:
            if member.living_together is None:
                member.living_together = True


def _children_by_age(clauses: Sequence[Clause]) -> list[Member]:
    """一个八岁一个十二, said to the question who comes along."""
    for number, clause in enumerate(clauses):
        ages = marriage(clause)
        if isinstance(ages, list) and all(value is False for value in ages):
            return [Member("child", "娃", 1, number, None, False) for _ in ages]
    return []
