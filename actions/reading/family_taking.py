"""Takes the people whom a clause names into the list of those who come along."""

from __future__ import annotations

import re

from actions.reading.clause import Clause
from actions.reading.family_known import at_head, call_up, leaves, meant_by
from actions.reading.family_members import KIN, Gathering, Member, family_words
from actions.reading.family_references import is_one_more, named_before
from actions.reading.family_wording import tells_of_divorce
from actions.reading.kin_mentions import Person
from actions.reading.numbers import whole
from actions.reading.patterns import compiled
from actions.reading.relations import BOTH, Applicant, relation_of_speaker, relation_to
from actions.reading.tagged import GROUPS, SIGNS, Tagged

_ONLY = compiled("^(?:就|只|光|仅)(?:是|带|要带|想带|有|给)*(?:{ME})?".replace("{ME}", "我|俺"))
_COUNTED = compiled("^([一二两三四五]|[1-5])(?:名|个|位|人|口(?!人))(?!人都|都|均)")
_LIST = compiled(f"^(?:[和跟与、]?{GROUPS['kin']})+")
_AT_SOMEBODYS = compiled("(?:住|在|去|到|投奔|投靠)$")
_WHOSE = compiled(f"(?:家的?|的|{SIGNS['person']}的?){GROUPS['kin']}")
_OF_ALL = compiled(f"[我俺咱]|{GROUPS['kin']}")
_ONLY_US = compiled(f"(?:就|只|光)(?:剩|有|是)?{SIGNS['kin:couple']}")
_SUBJECT_BEFORE = compiled("^(?:一直|目前|平时|轮流|都|就)*(?:跟|随)着?$")
_LIVES_THERE = compiled("(?:轮流|轮着|轮换|一起|一块儿?|在[^,在]{1,4})*(?:住|过|生活)")
# 他想带着儿子, 他跟媳妇和儿子: one more, not he himself
_ONE_MORE = compiled(
    f"(?:带|领|携|把|让|跟|和|与|加上|还有|连)(?:着|上)?(?:{GROUPS['kin']}[和跟与、]?)*[^,我俺咱\ue020-\ue024]{{0,5}}$"
)
# 俺两口子带俩娃: husband and wife are among those who live there or come
_COUPLE_HEADS = compiled(
    f"^(?:我们?|俺们?|就|想|这次|是)*{SIGNS['kin:couple']}(?:俩|们)?(?:想|要|准备)?(?:带|领|跟|和|加上|还有|连)(?:着|上)?(?:[一1]?(?:个|名))?{GROUPS['kin']}"
)
# 俺两口子一块落, 夫妻双方都想落户
_COUPLE_COMES = compiled(
    f"{SIGNS['kin:couple']}(?:俩|们|双方|两人|俩人)*(?:想|要|都|也|准备|打算)*(?:一起|一块儿?|一同|一并|共同|同时|都|双双)(?:想|要|来|准备|打算)*(?:落|迁|入户)"
    f"|^{SIGNS['kin:couple']}(?:俩|们)?(?:都|也|就)*(?:想|要|准备|打算|寻思)+(?:着|在城里|来城里|进城|在这|把户口)*(?:落|迁|入户)"
)
# 除了老公还有俺娘
_BESIDES = compiled(
    f"除了(?:{GROUPS['kin']}[和跟与、]?)+(?:,)?(?:还有|还要|还得|还带|也带|再带|再加|另外还|没有?(?:人|谁|{SIGNS['person']}))"
)
# 除了老婆都不带
_ALL_BUT = compiled(
    f"除了(?:{GROUPS['kin']}[和跟与、]?)+(?:其他|别的|别人|旁人|谁|剩下的|一个)*(?:都|也|全)不(?:带|来|落|迁)"
)
_JOINT = compiled("们?(?:都|全|均)")  # 老婆跟俩娃都住老家
_NOT_BROUGHT = compiled("[^,]{0,4}不(?:带|来|迁|动|落|跟来|随迁|跟着)|(?:们|俩)?(?:都|就|还|也)*留")
_IS_ONE = compiled(f"{SIGNS['kin:child']}(?:就|也)?是(?:一?个)?$")
# 我妈说让我带上她, 俺弟说他也想来
_ASKS_TO_COME = compiled(
    "^(?:也|又|非|老|一直|天天|说|就)*(?:让|叫|要|求|催)[我俺](?:也|们|一定|必须)*(?:带(?:上|着)?|把)[他她]"
    "|^说(?:的|是)?(?:他|她|自己)?也(?:想|要|愿意)?(?:跟着?)?(?:来|落|迁|过来)"
)
_PAIRS = ("parents", "others", "child_pair")


def take_members(
    got: Gathering,
    tagged: Tagged,
    clause: Clause,
    number: int,
    applicant: Applicant | None,
    *,
    asked: bool,
    new: bool,
    plain: bool,
    speaker: re.Match[str] | None,
) -> None:
    """Adds those whom clause ``number`` names, if it may name somebody ``new``.

    Who was named before is marked as meant, or taken out if he comes no longer; one named in an
    earlier message only where the clause tells of him in ``plain`` words. ``speaker`` is where the
    one who asks for somebody else says that he comes, too.
    """
    doubled = 1
    group = got.groups + 1
    only = KIN.search(clause.text) and re.search("带|迁|落|来|办", clause.text)
    before_only: list[Member] = []
    only_us = _ONLY_US.match(clause.text)
    may_be_only = asked or (got.known and re.search("带|落(?!后)|迁", clause.text))
    if (may_be_only and only and _ONLY.match(clause.text)) or only_us:
        before_only, got.members = got.members, []  # 就带老伴: nobody named before comes
        got.only_these = True
    for found in KIN.finditer(clause.text):
        if applicant is not None and speaker and speaker.start() < found.start():
            _take_speaker(got, number, relation_of_speaker(applicant))
            group, speaker = got.groups + 1, None
        person = tagged.items.get(clause.start + found.start())
        if not isinstance(person, Person):
            continue
        before, after = clause.text[: found.start()], clause.text[found.end() :]
        relation = _relation(tagged, clause, found.start(), person, applicant, got)
        if relation is None and person.id == "child" and _has_a_child(got):
            relation = "child"  # 替我儿问: 媳妇和孩子跟他住,孩子三岁
        meant = named_before(got.members, person, relation, number) if relation else []
        if not meant and relation == "child" and _IS_ONE.search(before) and got.members:
            meant = got.members[-1:]  # 老大是闺女
        known = meant_by(got, person, relation, before) if relation and not meant else []
        got.spoken_of = known or [one for one in meant if one.group < 0]
        here = known or [one for one in meant if one.group < 0]
        his_own = not _owner_of_next(tagged, clause, found.start())  # 媳妇她娘不来
        if here and his_own and leaves(after) and at_head(clause.text, found.start()):
            got.left.extend(here)
            got.members = [one for one in got.members if one.group not in _groups(here)]
            _stays(got, person, number)
            continue
        meant = meant or (known if plain else [])
        if meant and family_words()["drops"].match(_LIST.sub("", after)):
            got.members = [one for one in got.members if one not in meant]
            got.removed = True
            _stays(got, person, number)
            continue  # 带媳妇跟爹娘,媳妇这次不来了
        if person.owner == "self":
            before = before.removesuffix("有")  # 有我儿子有我女儿
        if _is_no_member(clause.text, before, after):
            if _NOT_BROUGHT.search(before) or _NOT_BROUGHT.match(_LIST.sub("", after)):
                _stays(got, person, number)
            continue
        if _only_told_of(got, clause, before, person, meant):
            continue
        pair = (person.id == "couple" and relation == "spouse") or relation == BOTH
        leads = _COUPLE_HEADS.match(clause.text) or _COUPLE_COMES.search(clause.text)
        heads = bool(only_us or (new and leads))
        if pair and not heads and _nobody_new(got, asked, applicant, person):
            for one in got.members:
                one.clause = number  # 俺娘也来,老两口住一起
            continue
        if person.id == "child_pair" and KIN.match(after):
            twin = tagged.items.get(clause.start + found.end())
            mine = isinstance(twin, Person) and twin.id.startswith("sibling")
            doubled = 1 if mine else 2  # 双胞胎闺女; 双胞胎妹妹 is one
            continue
        if relation is None or _owner_of_next(tagged, clause, found.start()):
            continue
        call_up(got, [one for one in meant if one.group < 0], person)
        for one in meant:
            one.clause, got.last_group = number, one.group
            one.be_called(person)
        fewer = new and 0 < len(known) < person.count  # 爸妈 where 爸 is known
        if (meant and not fewer) or not (new or is_one_more(got.members, person)):
            continue
        if person.word in got.staying and not family_words()["adds"].search(clause.text):
            got.aside = number
            continue  # 娘不带,娘跟俺妹住
        got.groups = got.last_group = group
        sexes = _sexes(person, _how_many(person, relation, doubled, before, after))
        for sex in _besides(sexes, meant):
            named = "spouse" if relation == BOTH else relation
            got.members.append(Member(named, person.word, group, number, sex=sex))
        doubled = 1
    if applicant is not None and speaker:
        _take_speaker(got, number, relation_of_speaker(applicant))
    for one in got.members:
        for old in before_only:
            if old.word == one.word:
                one.living_together, one.married = old.living_together, old.married


def _groups(members: list[Member]) -> set[int]:
    return {one.group for one in members}


def _besides(sexes: str, known: list[Member]) -> str:
    """The sexes of a pair less those of the ones who were known."""
    for one in known:
        sexes = sexes.replace(one.sex, "", 1) if one.sex in sexes else sexes[1:]
    return sexes


def _has_a_child(got: Gathering) -> bool:
    return any(one.relation == "child" for one in got.members)


def _stays(got: Gathering, person: Person, number: int) -> None:
    got.staying.add(person.word)
    got.aside, got.aside_sex = number, person.sex


def _is_no_member(text: str, before: str, after: str) -> bool:
    """不带孩子, 老爹去世了, 住我哥家, 俺娘跟俺弟住 (said of the brother)."""
    data = family_words()
    beyond = _LIST.sub("", after)  # 老婆孩子不过来: said of both
    if _ALL_BUT.search(text) or _BESIDES.search(text) or _ASKS_TO_COME.match(after):
        return False
    if data["not_member_before"].search(before) or data["not_member_after"].search(beyond):
        return True
    if data["absent"].search(before):
        return True
    if _AT_SOMEBODYS.search(before) and re.match("家|那|的|这", after):
        return True
    stays_with = (
        data["with_before"].search(before) and KIN.search(before) and not _JOINT.match(after)
    )
    there = data["living_no"].search(text) or _LIVES_THERE.match(after)
    return bool(stays_with and there)


def _only_told_of(
    got: Gathering, clause: Clause, before: str, person: Person, meant: list[Member]
) -> bool:
    """俺孙子跟俺一块落,他爹妈在外头打工: they only explain something about him."""
    text = clause.text
    if person.id == "couple":
        return False
    if got.members and _SUBJECT_BEFORE.search(before):
        return bool(_LIVES_THERE.match(text[len(before) + 1 :]))  # 老妈,跟我妹轮着住
    if meant or person.owner != "third" or before or not got.members or len(text) < 2:
        return False
    data = family_words()
    if data["coming"].search(text):
        return False
    other_parent = got.members[-1].relation == "child" and person.relation == "parent"
    lives = data["living_yes"].search(text) or data["living_no"].search(text)
    return not (other_parent and lives)


def _nobody_new(got: Gathering, asked: bool, applicant: Applicant | None, person: Person) -> bool:
    """Whether 老两口 only says again who was named; said of one asked for, it adds the spouse."""
    if got.members:
        return True
    of_another = applicant is not None and not applicant.is_spouse
    return not asked and not (of_another and person.owner != "self")


def _take_speaker(got: Gathering, number: int, relation: str) -> None:
    """替俺爹问: 他带俺娘,还有我. The speaker is the father's child."""
    if any(one.word == "我" for one in got.members):
        return
    got.groups += 1
    got.last_group = got.groups
    got.members.append(Member(relation, "我", got.groups, number))


def _how_many(person: Person, relation: str, doubled: int, before: str, after: str) -> int:
    """子女两名 are two; 媳妇、孩子三口 counts them all and 孩子 is one."""
    if relation == BOTH:
        return 1
    if person.id == "couple" and relation == "parent":
        return 2  # 替俺儿问,他带俺老两口
    said = _COUNTED.match(after)
    if said and said.group().endswith("人") and KIN.search(before):
        said = None
    if said and "口" in said.group() and _OF_ALL.search(before):
        said = None
    count = max(person.count, doubled, (whole(said[1]) or 1) if said else 1)
    return count if count < 6 else 1


def _sexes(person: Person, count: int) -> str:
    return "mf" if person.id in _PAIRS and count == 2 else person.sex * count


def _owner_of_next(tagged: Tagged, clause: Clause, at: int) -> bool:
    """媳妇她娘, 我姐的孩子: who stands first only says whose relative it is."""
    item = tagged.items.get(clause.start + at + 1)
    called = _WHOSE.match(clause.text[at + 1 :])
    return bool(called) or (isinstance(item, Person) and item.owner == "third")


def _relation(
    tagged: Tagged,
    clause: Clause,
    at: int,
    person: Person,
    applicant: Applicant | None,
    got: Gathering,
) -> str | None:
    """媳妇的娘, 弟弟家孩子: somebody else's relative is ``other``."""
    if re.search(f"({GROUPS['kin']})(?:的|她|他|家|家的)$", clause.text[:at]):
        return "other"
    if person.owner == "third" and applicant is None:
        named = [
            item.relation
            for place in range(clause.start, clause.start + at)
            if isinstance(item := tagged.items.get(place), Person) and item.relation
        ] or [one.relation for one in got.members]
        if named and named[-1] == "child" and person.relation == "parent":
            return None if tells_of_divorce(tagged.text) else "spouse"  # 孩子跟她爸
        if named and named[-1] == "spouse" and person.relation == "child":
            return "child"  # 老婆和她闺女
        if named and (named[-1] != "child" or person.relation in ("spouse", "child")):
            return "other"  # 老公还有他妈, 儿子跟他媳妇, 儿子带着他闺女
    return relation_to(applicant, person, beside=bool(_ONE_MORE.search(clause.text[:at])))
