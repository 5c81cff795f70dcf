"""What several clauses tell together: whose home it is, which job has ended, what 公司在 places."""

from __future__ import annotations

import itertools
import re

from actions.reading.areas import LONE_PLACE
from actions.reading.clause import ASKED, TOLD, Clause
from actions.reading.housemates import stays_at_speakers
from actions.reading.party import APPLICANT, OTHER, Parties
from actions.reading.patterns import compiled
from actions.reading.slate import Slate
from actions.reading.subjects import party_words
from actions.reading.tagged import GROUPS, SIGNS, expand

# Not the spouse: a home of husband or wife is no stay with others.
_OTHERS = f"[{SIGNS['kin:parent']}{SIGNS['kin:other']}{SIGNS['kin:child']}{SIGNS['person']}]"
_LIVE_WITH = compiled(f"(?:跟|和|与|随|同)(?:着)?{_OTHERS}(?:们|家|都|一起|一块儿?|一直|挤)*住")
_HOME_IS_THEIRS = compiled(
    "^住的?(?:是)?(?:他|她|人家)(?:们)?家?的?(?:房子?|屋子?|楼)$"
    f"|^(?:那|这)?(?:套|个)?(?:老)?(?:房子?|屋子?|楼|房本)(?:上)?(?:也|都|就|写的?)*(?:是)?"
    f"(?:(?:他|她|人家)(?:们)?|{_OTHERS})(?:们)?的(?:名字?)?$"
)
_HOME_OF_OTHERS = compiled(
    f"^(?:就|也|还|而)?(?:是|在)?{_OTHERS}(?:们|家)?的(?:老|那套|旧|空)*(?:房子?|屋子?|楼|院子?|宅子?)$"
    f"|^(?:就|也|还|而)?是{_OTHERS}(?:们)?家(?:里)?(?:的(?:房子?|屋子?|楼)?)?$"
)
# 跟俺儿住,儿子房子在城里
_THEIR_HOUSE_IS_AT = compiled(
    f"^(?:就|也|还|而)?{_OTHERS}(?:们|家)?(?:的)?(?:那套|老|新)*(?:房子?|楼房?|家)(?:就|也|都|是)*(?:坐落|位于)?在{GROUPS['place']}"
)
_NO_HOME = compiled(
    "^(?:\ue022|\ue021|\ue023|[我俺]|[他她])(?:自己)?(?:也|又)?没(?:有|买)?房(?:子)?$|自己(?:名下)?(?:没有?|无)(?:房|楼)"
)
_WITH_KIN = compiled(
    f"住(?:在)?(?:我|俺)(?:家|这)|(?:跟|随)着?[我俺](?:们)?$|(?:跟|和|与){GROUPS['kin']}(?:们|一起|一块)*(?:住|过(?!来|去|年|节))|房子?是(?:她|他)的?买?"
)
_LIVES = compiled(f"住(?:在|着)?(?:{GROUPS['place']})?")


_OF_SOMEBODY = compiled(f"[我俺咱偶]|本人|自己|[\ue020-\ue024]|{GROUPS['place']}|{GROUPS['when']}")
_WHETHER = compiled("^(?:还|也|就|都|到底)*(?:能|可以|符合|够)")
_WHICH = compiled(
    "^(?:这|到底|究竟)*(?:选|走)?哪(?:一)?(?:种|个|样|条)[^,]{0,6}(?:能|行|可以|算|好|符合|划算|容易|快)"
)


# 居民社保和灵活就业,都算吗
_DO_ALL_COUNT = compiled(
    "^(?:这些|那些|这几个|也|就)*(?:都|全|也)(?:算|行|作数|可以)(?:吗|不|么|嘛|啊|呀)*$"
)
_TELLS = compiled("[了过着没不]|的$")


_OF_PEOPLE = compiled("^(?!.*(?:[我俺咱]|是)).{2,}的(?:人|人家|家庭|户|老人|孩子|娃)$")
_BY_WHICH_RULE = compiled(
    "(?:[按照依凭](?:着)?(?:国家|上级|上头|省里|市里)?(?:的)?(?:是)?(?:哪|啥|什么)|(?:公家|国家|政府|文件|政策)[^,]{0,6}(?:咋|怎么|如何|啥|什么))[^,]*(?:办|管|来|算|规定|解决|说|写|讲)?"
)
"""没户口的,是照国家哪个意见办: asks by which rule they are dealt with, whatever was asked before."""


def asks_by_which_rule(clauses: list[Clause]) -> bool:
    """真没户口的人,公家按啥规矩管: of those who …, though an answer is waited for."""
    if len(clauses) < 2 or any(_OF_SOMEBODY.search(clause.text) for clause in clauses):
        return False
    *premises, question = clauses
    of_them = all(one.text.endswith("的") or _OF_PEOPLE.search(one.text) for one in premises)
    return of_them and question.mode == ASKED and bool(_BY_WHICH_RULE.search(question.text))


def asks_of_a_kind(clauses: list[Clause]) -> bool:
    """没执照、欠着税的,还能走经商那条路吗: what holds of those who …, nobody's own case."""
    if len(clauses) < 2 or any(_OF_SOMEBODY.search(clause.text) for clause in clauses):
        return False
    *premises, question = clauses
    if _WHICH.match(question.text) and all(len(one.text) <= 4 for one in premises):
        return True  # 租房/买房/宿舍,哪种能落
    if _DO_ALL_COUNT.match(question.text) and not any(_TELLS.search(c.text) for c in premises):
        return True
    if question.mode != ASKED:
        return False
    if all(_OF_PEOPLE.search(one.text) for one in premises):
        return True  # 真没户口的人,公家按啥规矩管
    if not _WHETHER.match(question.text):
        return False
    return premises[-1].text.endswith("的") and all(one.mode == TOLD for one in premises)


def stays_with_others(slate: Slate, clauses: list[Clause], parties: Parties) -> None:
    """跟我爸妈住,房是他们的; 住镇上,我爸妈的房子; 我自己没房,跟闺女住."""
    if "housing" in slate.facts:
        return
    not_others = [
        clause
        for clause, party in zip(clauses, parties.of_clause, strict=False)
        if party != OTHER  # 那我妈呢,也住我家
    ]
    with_speaker = stays_at_speakers(parties.applicant, not_others, not_others)
    homeless = any(_NO_HOME.search(one.text) for one in parties.own(clauses, plans=False))
    if with_speaker or (homeless and any(_WITH_KIN.search(c.text) for c in clauses)):
        slate.put("housing", "none")
        return
    told = [clause for clause in clauses if clause.mode == TOLD]
    with_kin = any(_LIVE_WITH.search(clause.text) for clause in told)
    lives = any(
        (_LIVES.search(one.text) or LONE_PLACE.match(one.text)) and _HOME_OF_OTHERS.match(two.text)
        for one, two in itertools.pairwise(told)
    )
    house = with_kin and any(_THEIR_HOUSE_IS_AT.match(clause.text) for clause in told)
    if lives or house or (with_kin and any(_HOME_IS_THEIRS.match(clause.text) for clause in told)):
        slate.put("housing", "none")


_SPOUSE = compiled(f"{SIGNS['kin:spouse']}|{SIGNS['kin:couple']}")
_HIS_NAME = f"(?:他|她|{_OTHERS})(?:们|家)?(?:自己)?(?:的)?(?:名字?|名下)"
# 房子过户给闺女了, 房本改成儿子名了
_GIVEN_AWAY = compiled(
    f"(?<!想)(?<!要)(?:过户?|转|赠|送|让|给|留|改|变更|落)(?:与|给|成|到|在|为|是|了)*{_OTHERS}(?:们|家|自己)?(?:的)?(?:名字?|名下)?(?:了|的|结婚|住|$)"
)
_A_HOME = compiled("房|楼|屋|院|宅|过户")
_TO_COME = compiled("以后|将来|往后|等(?!于)|打算|准备|想|要|没|不(?!是)")
# 闺女买的楼, 房子写的我妈名
_THEIRS = compiled(
    expand(
        f"{_OTHERS}(?:们|家)?(?:自己)?(?:在<place>)?(?:买|租|盖|分|有)?(?:了|的)(?:一?套|新|老|小)*(?:{{HOME}})"
        f"|(?:{{HOME}}|{{DEED}})(?:上)?(?:也|都|就|其实|还)*(?:写|登记|落|挂|是)(?:的|着|在|是)*{_HIS_NAME}(?:字|$)"
    )
)
# 我跟着她住, 我住她那, 我是住他的
_LIVES_WITH_THEM = compiled(
    "(?:跟|和|与|随|同)着?(?:他|她)(?:们)?(?:俩|一家|家)?(?:一起|一块儿?|一同|一直)?(?:住|过(?!来|去|年|节))"
    "|住(?:在|的)?(?:是)?(?:他|她)(?:们)?(?:家|那里?|那儿|屋|的)"
)
_STILL_THERE = compiled(
    "^(?:我|俺)?(?:目前|还|就|仍|也|一直)*(?:住(?:在)?(?:那|里头|里面)|(?:在)?那(?:里|儿)?住)"
)


def lives_with_them(slate: Slate, clauses: list[Clause], parties: Parties) -> None:
    """房子过户给闺女了,我跟着她住: a home given away, or another's from the start."""
    if slate.facts.get("housing") == "rented" or parties.applicant is not None:
        return
    told = [clause for clause in clauses if clause.mode == TOLD and not clause.wish]
    theirs = of_a_home = False
    for clause in told:
        of_a_home = of_a_home or bool(_A_HOME.search(clause.text))
        given = of_a_home and _GIVEN_AWAY.search(clause.text) and not _TO_COME.search(clause.text)
        if theirs and not re.search(_OTHERS, clause.text):
            lives = _LIVES_WITH_THEM.search(clause.text) or _STILL_THERE.match(clause.text)
            if lives and "没" not in clause.text:
                slate.put("housing", "none")
                return
        theirs = bool(theirs or given or _THEIRS.search(clause.text)) and not re.search(
            _SPOUSE, clause.text
        )


_IN_HIS_NAME = compiled(
    f"^(?:房本|房产证|证|本)?(?:上)?(?:还|也|就|都|却|但)*(?:写|登记|落|挂)(?:的|着|在)*(?:是)?(?:他|她|{_OTHERS})(?:们)?(?:自己)?(?:的)?(?:名字?|名下)?$"
)


_WHO_IN_THE_DEED = compiled(
    "(?:房本|房产证|不动产证|证|本)(?:上)?(?:到底|究竟)?(?:写|登记|落)(?:的|着)?(?:是)?谁(?:的名字?)?[^,]{0,4}(?:没见|没看|不知|不清|说不|闹不|搞不|不晓|不确定)"
    "|(?:没见|没看|不知|不清|说不|闹不|搞不|不晓|不确定)[^,]{0,4}(?:房本|房产证|不动产证|证|本)(?:上)?(?:写|登记|落)(?:的|着)?(?:是)?谁"
)


def in_anothers_name(slate: Slate, clauses: list[Clause], parties: Parties) -> None:
    """我爸给我买的房,写的他名: his who stands in the deed; a spouse's is left as it was told."""
    if slate.facts.get("housing") != "owned" or parties.applicant is not None:
        return
    told = [clause.text for clause in clauses if clause.mode == TOLD]
    if any(_IN_HIS_NAME.match(text) for text in told) and not any(map(_SPOUSE.search, told)):
        slate.put("housing", "none")
    elif any(_WHO_IN_THE_DEED.search(text) for text in told):
        slate.facts.pop("housing")  # whose the home is, nobody knows


# The job that is told before the lay-off is the one that was lost.
_THEN = compiled(
    "^(?!.*(?:下过岗|以前|之前|目前)).*(?:后来|之后|结果|又|那年|当年|[\ue001\ue002]|下岗了|破产|倒闭)"
)


def drop_the_job_lost(slate: Slate, clauses: list[Clause]) -> None:
    """98年在化肥厂上班,后来下岗了: that job is over, unless work is told of again afterwards."""
    if not slate.facts.get("laid_off") or not slate.facts.get("stable_job"):
        return
    job, end = slate.clause_of.get("stable_job", 0), slate.clause_of.get("laid_off", 0)
    if job < end and _THEN.match(clauses[end].text):
        slate.facts.pop("stable_job")
        if slate.clause_of.get("job_area", end) < end:
            slate.facts.pop("job_area", None)


# 后来不干了, 前年辞了; 那活不干了
_LEFT = compiled(
    "^(?:后来|后头|之后|结果|然后|去年|前年|今年|目前|现在|现|早|早就|已经|又|也|就|给|都|我|俺|咱|嫌[^,]{1,6}|没干住|[\ue001\ue002]|那(?:活|个活|份工作?|班|边|里|儿)|在那)*"
    "(?:(?:不(?:在那|在那儿|在那里|想|愿意?|给他)?(?:干|做|上班?|去|待|呆)了|辞(?:职|工|掉|了?工作)?(?:不干)?了|(?:走|离职|撤|退)了|离开(?:那|厂|单位)?[^,]{0,2}了?|干不(?:动|下去|了)了?))(?:的|呢|啊)*$"
)


def drop_the_job_left(slate: Slate, clauses: list[Clause], parties: Parties) -> None:
    """先在电厂干了两年,后来不干了: a job told before it was left is none now.

    After a relative's job it is open who has left.
    """
    job = slate.clause_of.get("stable_job", -1)
    if slate.facts.get("stable_job") is not True or job < 0:
        return
    mine = itertools.takewhile(
        lambda pair: pair[1] == APPLICANT,
        zip(clauses[job + 1 :], parties.of_clause[job + 1 :], strict=False),
    )
    if any(clause.mode == TOLD and _LEFT.match(clause.text) for clause, _ in mine):
        slate.facts.pop("stable_job")
        if slate.clause_of.get("job_area", job + 1) <= job:
            slate.facts.pop("job_area", None)


_COMPANY_AT = compiled(f"^(?:我|俺)?(?:的|们)?(?:公司|厂子?|企业)(?:就|也|是)*在{GROUPS['place']}")


def place_of_own_company(slate: Slate, clauses: list[Clause]) -> None:
    """公司在镇上,我是老板: whose company it is comes only after its place."""
    if not slate.facts.get("business") or "stable_job" in slate.facts:
        return
    said_in = slate.clause_of.get("job_area", -1)
    if "job_area" not in slate.facts or "business_area" in slate.facts or said_in < 0:
        return
    if _COMPANY_AT.match(clauses[said_in].text):
        slate.put("business_area", slate.facts.pop("job_area"))


_MINE = compiled("[我俺咱]")


def whose_home(value: object, said: str, clause: str, parties: Parties) -> object:
    """我爸住我家,房子是我的: for him whom the talk is about, the speaker's home is not his own.

    Nor is it in 我家在镇上买的房. Where he lives in that home it is none of his, bought or rented.
    """
    applicant = parties.applicant or ""
    if parties.at_speakers and _MINE.search(clause):
        return "none"
    mine = _MINE.search(said) or party_words()["home_of_speaker"].search(clause)
    theirs = applicant and not applicant.startswith("spouse") and mine
    return "none" if value == "owned" and theirs else value


# 不是我没工作,是没签合同: what is lacking is not the work
_NOT_WITHOUT_WORK = compiled(
    "不是(?:说)?(?:我|俺|咱)?(?:没有?|无)(?:个|份|正经|正式|稳定)*(?:工作|单位|上班|班上|活干?)"
    "[,。; ]*(?:就|而|只|光|也就|主要|其实)*是(?:没有?|未|不)[^,。;]{0,6}(?:合同|协议)"
)


def only_lacks_a_contract(slate: Slate, text: str) -> None:
    """Who has work without a contract says so himself; whether it is stable stays open."""
    if slate.facts.get("stable_job") is False and _NOT_WITHOUT_WORK.search(text):
        slate.facts.pop("stable_job")
