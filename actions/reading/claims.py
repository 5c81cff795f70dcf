"""Which matches of the pattern rules count as facts in their clause."""

from __future__ import annotations

import re
from typing import Callable

from actions.reading import across_clauses, topics
from actions.reading.annotation import Annotation
from actions.reading.clause import SUPPOSED, Clause
from actions.reading.companions import tells_of_him
from actions.reading.denials import denies_another
from actions.reading.kin_mentions import Person
from actions.reading.own_answers import (
    goes_on_to_another,
    only_qualifies,
    undone_by_anothers,
)
from actions.reading.party import APPLICANT, Parties
from actions.reading.patterns import compiled
from actions.reading.quantities import Quantity
from actions.reading.rules import RETRACT, Match, matches, settled
from actions.reading.slate import Setting, Slate
from actions.reading.subjects import is_applicant
from actions.reading.tagged import GROUPS, SIGNS


def told_of_others(clause: Clause) -> list[str]:
    """The yes-or-no fact that a clause states last about somebody else (我妈是下岗的)."""
    told = [
        match
        for match in matches(clause.text)
        if match.value is True and not match.rule.awaiting and not match.rule.any_party
    ]
    return [max(told, key=lambda match: match.end).fact] if told else []


def read_rules(
    slate: Slate,
    annotation: Annotation,
    clause: Clause,
    setting: Setting,
    topic: str | None,
    parties: Parties,
    number: int,
) -> None:
    """Puts the facts that the rules read in a clause, given whose clause it is."""
    ours = parties.of_clause[number] == APPLICANT
    here = {cue.topic for cue in topics.cues(clause.text)} | {topic}
    allowed = _allowed(
        clause,
        setting,
        parties.applicant,
        parties.after_kin[number],
        topic,
        "business" in slate.facts,
        about_a_lease=_about_a_lease(annotation),
    )
    text = _of_him_asked_for(annotation, clause, parties) if ours else clause.text
    if parties.means_spouse[number]:
        text = SIGNS["kin:spouse"] + re.sub("^[他她]", "", text)
    elif ours and parties.applicant is not None:
        text = _of_himself(text)
    fitting = [
        match
        for match in matches(text)
        if allowed(match.fact)
        and (not match.rule.topic or match.rule.topic & here)
        and (not match.rule.awaiting or setting.awaiting in match.rule.awaiting)
        and (
            ours
            or (match.rule.any_party and (match.fact == "housing" or not parties.strangers[number]))
        )
        and (clause.mode == SUPPOSED or not clause.in_wish(match.start))
        and (match.rule.former or not clause.in_past(match.start))
        and not (match.fact == "graduate" and not match.value and _of_a_child(parties, number))
        and not (match.fact == "graduate" and _of_one_of_them(text[: match.start], parties))
        and not (match.fact == "housing" and _he_bought_it(match, text, parties))
        and not (_works_there(match, slate) and not re.search("[我俺咱开]|自己", text))
        and not (match.fact == "spouse_employer" and _own_unit(text, setting, number == 0))
        and not only_qualifies(match, text, slate)
        and not undone_by_anothers(match, text, slate, parties, number)
        and not (match.fact in _OF_A_PERSON and _OTHER_PEOPLE.search(text[: match.start]))
        and not tells_of_him(text, match.start, match.end)
    ]
    fitting = [match for match in fitting if not goes_on_to_another(match, text, fitting)]
    if _about_something_else(clause, setting, number, fitting):
        fitting = [match for match in fitting if not match.rule.awaiting]
    for match in settled(fitting):
        if (
            match.fact == "business_premises"
            and match.value is False
            and setting.awaiting == "business"
            and not slate.facts.get("business")
        ):
            continue  # 没有店 answers whether, not where
        if match.value == RETRACT:
            if setting.known.get(match.fact, match.rule.value) != match.rule.value:
                continue  # 不是我买的, where no home of one's own was told
            slate.retract(match.fact, match.rule.value)
            continue
        if match.contrast and slate.facts.get(match.fact) == match.rule.value:
            continue  # 是辞职的不是被辞退的: the fact stands, one kind of it is denied
        value = match.value
        if match.fact == "graduate" and value is True and _to_come(annotation, clause):
            value = False
        if match.fact == "housing":
            said = text[match.start : match.end]
            value = across_clauses.whose_home(value, said, clause.text, parties)
        added = len(text) - len(clause.text)
        span = annotation.span(clause, max(match.start - added, 0), match.end - added)
        slate.put(match.fact, value, span)


_HIS_HOME = compiled(
    f"^[他她](?=(?:全款|贷款|在{GROUPS['place']})?(?:买|购|盖)|的(?:房|楼|屋)(?!.*租))"
)


def _of_himself(text: str) -> str:
    """俺儿买的楼, told of the son asked for: bought by himself."""
    return _HIS_HOME.sub("自己", text)


# 四个骑手挤一块, 雇了个临时工, 房东是个退休老师: what people around the speaker are
_OF_A_PERSON = ("stable_job", "graduate", "veteran", "laid_off")
_OTHER_PEOPLE = compiled(
    "(?:(?:[两三四五六七八九十几2-9]|好几)(?:个|位|名|口子?)(?!月|小时|星期|礼拜)[^,我俺咱]{0,3}"
    "|(?<![我俺咱们他她])[俩仨]|一[帮群伙]|(?:雇|请|招|聘)(?:了|着|的|过)?(?:个|一个|俩|两个|几个)?"
    "|(?:跟|和|与)(?:一个|个)|房东(?:家)?(?:也|就|都)?是(?:个|一个|位)?)$"
)


def _to_come(annotation: Annotation, clause: Clause) -> bool:
    """明年六月毕业: not yet a graduate."""
    times = (annotation.tagged.items.get(at) for at in range(clause.start, clause.end))
    return any(
        isinstance(one, Quantity) and _NEXT.match(annotation.text[one.start : one.end])
        for one in times
    )


_NEXT = compiled("明年|后年|来年|下半年|下个?月")


def _own_unit(text: str, setting: Setting, first: bool) -> bool:
    """俺从来没进过单位: the speaker's own, where nobody asked about the spouse's.

    So is what an answer to another question begins with (从没进过单位).
    """
    asked = setting.awaiting == "spouse_employer"
    own = bool(re.search("[我俺咱]", text)) or (first and setting.awaiting is not None)
    return not asked and own and not _OF_THE_SPOUSE.search(text)


def _about_a_lease(annotation: Annotation) -> bool:
    """签了三年合同,住进来才半年: a contract named beside a home and no work."""
    named = {cue.topic for cue in topics.cues(annotation.tagged.text)}
    rents = re.search("租|赁", annotation.tagged.text) is not None
    premises = rents and "business" in named  # 门面房租的,有合同
    return (premises or ("home" in named and "business" not in named)) and "job" not in named


def _of_a_child(parties: Parties, number: int) -> bool:
    """我闺女上学,还没毕业: the child's schooling, unless the talk is about the child."""
    return parties.after_children[number] and parties.applicant not in ("son", "daughter", "child")


_ONE_OF_THEM = compiled("(?:大的|小的|老大|老二|大宝|二宝|大点的|小点的|俩都)[^,我俺咱]{0,8}$")


def _of_one_of_them(before: str, parties: Parties) -> bool:
    """俩孩子跟着我住大的上初中了: the schooling of one of the children."""
    own_case = parties.applicant in ("son", "daughter", "child")
    return not own_case and bool(_ONE_OF_THEM.search(before))


def _he_bought_it(match: Match, text: str, parties: Parties) -> bool:
    """不是我买的是他买的: a home that he or she bought is not the speaker's."""
    his = re.search("[他她](?:们|自己)*$", text[: match.start])
    return match.value == "owned" and parties.applicant is None and his is not None


def _of_him_asked_for(annotation: Annotation, clause: Clause, parties: Parties) -> str:
    """The clause with 他 for the word by which it names the applicant (俺爹没上过学, said for him):
    what rules except as a relative's is then his own."""
    first = annotation.tagged.items.get(clause.start)
    if not isinstance(first, Person) or first.count > 1 or first.relation == "spouse":
        return clause.text
    return "他" + clause.text[1:] if is_applicant(first, parties.applicant) else clause.text


def _works_there(match: Match, slate: Slate) -> bool:
    """我在超市上班,超市在阳光社区: the shop is the employer's."""
    return match.fact == "business" and match.value is True and bool(slate.facts.get("stable_job"))


_OF_SCHOOLING = compiled("考|学|念|读|生源|[一二三四五六七]中|高中")


def _about_something_else(
    clause: Clause, setting: Setting, number: int, fitting: list[Match]
) -> bool:
    """没有照,社保停了: a later clause that names another subject is no answer to the question."""
    asked = topics.TOPIC_OF_FACT.get(setting.awaiting or "")
    if denies_another(clause.text, setting.awaiting):
        return True  # 没有工作, to whether the rented home is a complete unit
    named = {cue.topic for cue in topics.cues(clause.text)} & {"insurance", "business"}
    if setting.awaiting == "graduate_local_origin" and not _OF_SCHOOLING.search(clause.text):
        works = any(cue.topic == "job" for cue in topics.cues(clause.text))
        if named or works:
            return True  # 社保在外地交 says nothing of where one was admitted from
    if number > 0 and named and asked is not None and asked not in named and asked != "job":
        return True
    return number > 0 and any(
        not match.rule.awaiting and match.fact != setting.awaiting for match in fitting
    )


# What only a dwelling has; otherwise a rent named with a business is that of its premises.
_OF_A_HOME = compiled(
    "住|睡|房(?!东)|屋|家|单间|院子|小院|隔断|整租|合租|整套|次卧|床位|居室|[一两三]室|公寓|厨"
)


_BOUGHT = compiled("买|产权|过户|自己的?房|有房|房本|名下|不是租|没租|没有租|宿舍|借住")


# 谈不上做生意, 我说的是以后: there is no trade, whatever of it was asked
_NO_TRADE = compiled(
    "(?:谈不上|算不上|不算|不叫|哪(?:里|儿)?(?:是|算|叫))[^,]{0,5}(?:生意|买卖|经商)|(?:说|讲)的?是(?:以后|将来|往后)|是(?:以后|将来|往后)的"
)
_ONLY_FARMS = compiled(
    "^(?:我|俺|咱)?(?:就|光|只|净|纯)(?:会|知道|是)?(?:在家)?(?:种地|种田|种庄稼|务农)(?:的|了|呢)?$"
)


_OF_THE_SPOUSE = compiled(
    f"[{SIGNS['kin:spouse']}{SIGNS['kin:couple']}]|配偶|对象|[结婚成家娶嫁他她]"
)


_DISMISSED = compiled("(?:被|让|叫|给)[^,我俺]{0,6}开(?:了|掉|除)")
_GAVE_UP = compiled(
    "(?:辞|丢|砸)(?:了|掉|的)*[^,]{0,4}(?:饭碗|公职|编制|教职)|解除[^,]{0,4}(?:合同|关系)|^(?:我|俺)?(?:原|老|以前的?)?(?:单位|厂子?|公司)(?:也|都|早|早就|已经)*没了"
)
_EMPLOYER_GONE = compiled("^(?!.*(?:盘|转让|兑))[^,]*(?:黄|倒闭|关|破产|倒|垮)")


def _allowed(
    clause: Clause,
    setting: Setting,
    applicant: str | None,
    after_kin: bool,
    topic: str | None,
    trades: bool,
    *,
    about_a_lease: bool,
) -> Callable[[str], bool]:
    """Which facts a clause may state, given the question.

    An answer about the spouse's unit or about who comes along speaks of those people; a rent
    named with the place of business is not that of the home.
    """
    text = clause.text
    mine = bool(re.search("[我俺咱]|(?<![他她])自己|本人|来电人|诉求人", text))
    if setting.awaiting == "family" and clause.start > 0 and text.startswith("自己"):
        mine = False  # 儿子没成家,自己在外头租房
    if setting.awaiting == "spouse_employer" and not mine:
        return lambda fact: fact == "spouse_employer"
    if setting.awaiting == "family" and not mine:
        return lambda fact: False
    barred: set[str] = set()
    if after_kin:
        barred.add("stable_job")
        if text.startswith("住"):
            barred.add("housing")
    if (applicant or "").startswith("spouse"):
        barred.add("spouse_employer")
    if setting.awaiting == "graduate_local_origin":
        barred.add("graduate")  # 念高中才转来的 tells where, not how far
    if (setting.awaiting or "").startswith("business") and not re.search("单位|集体户", text):
        barred.add("spouse_employer")  # 我家那口子开店: that the shop is not the applicant's
    if setting.awaiting == "veteran_placed" and re.search("安排|安置|分", text):
        barred.add("stable_job")  # 给安排进了粮食局 tells of the placement
    if setting.awaiting in ("stable_job", "job_area") and _EMPLOYER_GONE.search(text) and not mine:
        barred.add("business")  # 在超市理货,超市黄了
    if setting.awaiting == "business" and _ONLY_FARMS.match(text):
        barred.add("stable_job")  # 不做,光种地: only says what is done in place of trading
    if setting.awaiting == "business_premises" and not re.search("住|睡|租的房", text):
        barred.add("housing")  # 就在自家院里
    if setting.awaiting == "no_hukou" and not re.search("住|租|赁|房|买", text):
        barred.add("housing")  # 在俺娘家挂着 is the registration
    if _DISMISSED.search(text):
        barred.add("business")  # 被公司开了
    if _GAVE_UP.search(text):
        barred.add("stable_job")  # 辞了铁饭碗, 原单位早没了
    if setting.awaiting == "family":
        barred |= {"rental_complete_unit", "graduate"}
    in_trade = (setting.awaiting or "").startswith("business") or (topic == "business" and trades)
    if in_trade and not _OF_A_HOME.search(text):
        barred |= {"housing", "rental_complete_unit"}
    lease = "合同" in text and not re.search("劳动|单位|公司|厂|班|工", text)
    if lease and (
        (setting.awaiting or "").startswith("rental") or topic == "home" or about_a_lease
    ):
        barred.add("stable_job")  # 签了合同 is the lease
    if (setting.awaiting or "").startswith("rental") and not _BOUGHT.search(text):
        barred.add("housing")  # 灶台在自家屋里 says how, not whose
    no_trade = _NO_TRADE.search(text) or denies_another(text, setting.awaiting)
    if setting.awaiting in ("business_premises", "business_license") and not no_trade:
        barred.add("business")  # whoever is asked about premises is known to be in business
    return lambda fact: fact not in barred
