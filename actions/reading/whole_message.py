"""What only the whole message tells: none of the four, neither owned nor rented, consistency."""

from __future__ import annotations

import itertools
from typing import Any, Mapping

from actions.reading.clause import TOLD, Clause
from actions.reading.party import APPLICANT, Parties
from actions.reading.patterns import compiled
from actions.reading.polarity import NO, UNKNOWN, bare, unsaid
from actions.reading.slate import SPECIAL, SPECIAL_FACTS, Setting, Slate
from actions.reading.tagged import expand

_REST_NOT = compiled(
    "(?:其他|其它|别的|其余|剩下|另外(?=的|几|那|三|两|俩)|另外[两俩三仨几]|剩下?[两俩三仨几]|余下|旁的|那几样|另外几样|别的几样|其他几个|其他的|剩的|另三样|那三样|另外三)(?:的|样|个|项|种|几样|几项|几个|都|也|我|俺|全|统统|啥|三个|三样|三项|这些|那些|情况)*(?:没有|没|不是|不沾|无|否|皆无|不占|不符合|不算|不搭|没沾|都不)"
)
_NONE_OF_ALL = compiled(
    "(?:跟|和|与)(?:我|俺)(?:都|也|全|统统)*(?:无关|不相关|不沾边|\ue005)|没(?:有)?(?:哪|一)(?:样|个|条|项)(?:$|符合|是|沾|占|对得上|够)|(?:样|个|条|项|种)(?:情况)?(?:里头?|中)?一(?:样|个|条|项)(?:不占|不沾|不是|不符合|没有?)|(?:没有|没|无|均?不属于?|不是|不符合|均?非|并非|不在)(?:这|那|你说的|您说的|以上|上述|上面)(?:些|几|四)?(?:样|种|个|类|项)?(?:情况|情形|情景|身份|人员|范围|之列|条件|的)?(?:$|啊|呢)|(?:这|那|以上|上面|上述|你说的|您说的|说的)?(?:几|四|些|三)?(?:样|个|项|种|条|类|种情形|种情况)?(?:均|全|都)?(?:情况|人|里头|里面)?(?:我|俺|咱|全|一样|一个|一项|哪样|哪个|哪一?样|哪一?个|哪一?项|哪种|啥|一条|一点)*(?:都|也|均|全|统统|全都|一概)(?:不是|没有|不沾|没(?!毕业|当|下|交|做|租|买|开|办|上|干|参|签|结|工)|不占|不符合|不属于|不搭|沾不上|靠不上|挨不着|不算|轮不上|无|不在|挂不上|挨不上|够不着|不相干|对不上|不对)(?!工作|单位|社保|做|租|房|买|店|生意|结婚|孩子|上班|(?:什么|啥|个)?(?:退伍|退役|复员|转业|当过?兵|军|部队|下岗|国企|空挂|毕业|大学|大专|大中专|中专|高校|本科|研究生|技工|技校|职[高校]|应届|往届|黑户|[无没]户口))"
)
_NOT_MINE = compiled(
    expand(
        "不是(?:我|俺|自己)的?名|(?:是|写)(?:的)?(?:<kin>|<person>)的?(?:名|$)|<kin>(?:的)?名下?"
    )
)
_DETAIL = compiled(
    "社保|税|房|执照|户口|工作|店|孩子|证|毕业|兵|哪|几|多少|什么时候|啥时|多久|日期|具体|数|名"
)
# 没交,不知道要交 is no doubt of the answer; nor is 以后的事说不准,目前在开店.
_NOT_OF_THE_FACT = compiled(
    "不(?:知道|晓得)(?:还|原来)?(?:(?:啥|什么)(?:是|叫)|要|得|需要|有|能|可以|这|那|咋|怎么|该|上哪)|^(?:以后|将来|往后|今后)"
)
_NOT_OWNED = compiled(
    "(?:没|没有|不是|无|未)(?:买|购|自己|有)?(?:有)?(?:自己的?|个人的?|自家|自有|任何)?(?:买)?(?:的|房|楼|住房)"
)
_NOT_RENTED = compiled("(?:没|没有|不是|不|未|无)(?:在外|去|有)?(?:租|赁)")


def neither_home(slate: Slate, clauses: list[Clause], parties: Parties) -> None:
    """没有自己的,也没租: both denied leaves the third."""
    if "housing" in slate.facts:
        return
    ours = [
        clause.text
        for clause, party in zip(clauses, parties.of_clause, strict=False)
        if clause.mode == TOLD and party == APPLICANT and not clause.wish
    ]
    if any(_NOT_OWNED.search(text) for text in ours) and any(
        _NOT_RENTED.search(text) for text in ours
    ):
        slate.put("housing", "none")


_LIVES_NOT_IN_OWN = compiled("住的?[^,]{0,4}(?:不是|没有?)(?:自己|自家|个人|我|俺)")
_AT_SOMEBODYS = compiled(
    expand(
        "^(?:就|都)?(?:是|在)?(?:<kin:parent>|<kin:other>|<kin:child>|<person>)(?:们)?(?:家|那)(?:里|的)?$"
    )
)


def lives_at_somebodys(slate: Slate, clauses: list[Clause]) -> None:
    """住的也不是自己房,是我二姨家: not his own, and then whose."""
    told = [clause for clause in clauses if clause.mode == TOLD]
    if "housing" not in slate.facts and any(
        _LIVES_NOT_IN_OWN.search(one.text) and _AT_SOMEBODYS.match(two.text)
        for one, two in itertools.pairwise(told)
    ):
        slate.put("housing", "none")


def special_status(
    slate: Slate, clauses: list[Clause], awaiting: str | None, known: Mapping[str, Any]
) -> None:
    """都没有, 其他没有: the four facts of one question, where nothing else was said of them.

    别的没有 takes nothing back of what was told before: who said 下岗 is still laid off.
    """
    texts = [c.text for c in clauses if c.mode == TOLD and not c.correction]
    anew = any(_ANEW.match(text) for text in texts)
    texts = [text for text in texts if not (_ALL_SAID.match(text) or (anew and "算" in text))]
    # 别的俺没听明白 denies nothing
    rest = any(_REST_NOT.search(text) and unsaid(text) is None for text in texts)
    none_told = _none_special(clauses)
    for text in texts:
        for fact in _denied_in_a_list(text):
            slate.put(fact, False)
    if awaiting == SPECIAL:
        first = bare(texts[0]) if texts else None
        rest = rest or first == NO or any(_NONE_OF_ALL.search(text) for text in texts)
        rest = rest or (len(texts) > 1 and any(bare(text) == NO for text in texts[1:]))
        if any(_FIRST_THREE.search(text) for text in texts):
            for fact in SPECIAL_FACTS[:3]:
                slate.facts.setdefault(fact, False)
    elif not any(fact in slate.facts for fact in SPECIAL_FACTS):
        rest = False
    if rest or none_told:
        for fact in SPECIAL_FACTS:
            if fact not in slate.facts and known.get(fact) is not True:
                slate.put(fact, False)


# 特殊身份都不是, 特殊情况:无, 没有特殊身份: the four by the name of what they have in common
_SPECIAL = "(?:特殊|特定|四[类种项样])的?(?:身份|人员|人群|群体|类别)"
_NONE_SPECIAL = compiled(
    f"(?:{_SPECIAL}|特殊情[况形])(?:方面|这块|这些|类|的)*[: ]*(?:我|俺|咱|全部|都|全|均|皆|也|一概|一样|一个|统统)*"
    "(?:没有?|无|不是|不属于|不占|不沾|不涉及|不符合|否)(?![^,]*(?:要求|规定|限制|优惠|照顾|政策|变|清楚|知|定))"
    "|(?:^|[,; ])特殊(?:[: ]+|类[: ]*)(?:无|没有|否)(?:$|[,; ])"
    f"|(?:没有?|无|不属于|不具备|不是|不占|不沾)(?:任何|什么|啥|其他|以上|上述|这些|这|那|个)*{_SPECIAL}(?:$|[, ])"
)


def _none_special(clauses: list[Clause]) -> bool:
    """Whether the four are denied together, in one clause or in 特殊身份 and what follows it."""
    for clause, after in itertools.zip_longest(clauses, clauses[1:]):
        text = clause.text
        if after is not None and after.mode == TOLD and clause.gap in (":", " ", ","):
            text += f"{clause.gap}{after.text}"
        found = _NONE_SPECIAL.search(text)
        if clause.mode == TOLD and found and found.start() < len(clause.text):
            return True
    return False


# 刚才说的全不算,咱重新来: about the talk so far, no answer to what was asked
_ALL_SAID = compiled(
    "^(?:我|俺|咱)?(?:刚才?|方才|之前|先前|前[面头]说|上[面头]说|以前|才)(?:我|俺|咱|你|您|说|讲|填|答|写|给|过|那些|这些|的|话)*"
    "(?:都|全|全都|统统|通通)?(?:不算|作废|不作数|不要了|不对|白说)"
)
_ANEW = compiled(
    "^(?:我|俺|咱|咱们|那|都|全|就|再)*(?:重新?|从头|打头)(?:再|开始|新)*(?:来|说|讲|填|问|答|开始|捋|弄|走|算)"
)
_FIRST_THREE = compiled(
    "(?:^|[我俺])(?:前|头|前头|前面|上面|头里)(?:的|那|这|边)?三(?:样|个|项|条|种)(?:都|全|也|我|俺|均)*(?:没有?|不是|不沾|不占|不符合|不算|无|非)"
)
_SITUATION = (
    "(?:上学|大学|大专|中专|毕业生?|学历|当兵|参军|退伍|复员|转业|军人|下岗|空挂|辞职|失业|黑户)"
)
_LIST_NOT = compiled(
    f"((?:{_SITUATION}(?:的|啥的)?[、和跟或 ]*)"
    "{2,})(?:我|俺|那些|这些|什么的|啥的)?[ ]?(?:我|俺|咱)?(?:都|也|全|统统|一概|均)(?:没有|没|不是|不沾|不占|不算|无)"
)


def _denied_in_a_list(text: str) -> list[str]:
    """上学当兵下岗都没有: each one named is denied."""
    found = _LIST_NOT.search(text)
    if found is None:
        return []
    return [fact for fact, about in _SITUATIONS.items() if about.search(found[1])]


_HEDGE = compiled("好像|可能|也许|大概(?!\ue001)|似乎|估计|听说|说是|不一定|恍惚")
_REPEATED = compiled(r"有没有|有无|是不是|算不算|(.)没(?:有)?\1|(.)不\2")
_SITUATIONS = {
    "no_hukou": compiled("户口|黑户"),
    "veteran": compiled("兵|退伍|复员|转业"),
    "laid_off": compiled("下岗|空挂|辞|失业"),
    "graduate": compiled("毕业|学历|上学|大学|大专|中专"),
}

_WHOLE_UNIT = compiled("[成整]套|整租|独门独户")


def drop_doubted(slate: Slate, clauses: list[Clause], awaiting: str | None) -> None:
    """好像交了又好像没交,我说不准: an answer doubted afterwards is none; nor is one whose very
    question is repeated as not known (执照有没有我不清楚,合伙人办的)."""
    for number, (clause, after) in enumerate(itertools.pairwise(clauses)):
        if _HEDGE.search(clause.text) and unsaid(after.text) == UNKNOWN:
            for fact in [f for f, said_in in slate.clause_of.items() if said_in == number]:
                slate.facts.pop(fact, None)  # 他好像当过兵,自己也说不清
    unsure = [one.text for one in clauses if _REPEATED.search(one.text) and unsaid(one.text)]
    if any(_WHOLE_UNIT.search(text) for text in unsure):
        slate.facts.pop("rental_complete_unit", None)  # 房东隔出来的,算不算成套我吃不准
    if awaiting == SPECIAL:
        for fact, about in _SITUATIONS.items():
            if any(about.search(text) for text in unsure):
                slate.facts.pop(fact, None)
    elif unsure and awaiting is not None:
        slate.facts.pop(awaiting, None)
    if awaiting not in slate.facts:
        return
    if _begins_unsure(clauses, awaiting) or _unsure_of(clauses, awaiting):
        slate.facts.pop(awaiting or "", None)
        return
    if awaiting == "business_license" and any(_NOT_MINE.search(one.text) for one in clauses):
        slate.facts.pop("business_license", None)
        return
    said_in = slate.clause_of.get(awaiting or "", 0)
    for clause in clauses[said_in + 1 :]:
        doubts = unsaid(clause.text) == UNKNOWN and not _NOT_OF_THE_FACT.search(clause.text)
        if doubts and not _DETAIL.search(clause.text):
            slate.facts.pop(awaiting or "", None)
            return


_UNLETTERED = compiled("不识字|没(?:啥|什么)?文化|没(?:上|念|读)过?[^,]{0,3}[学书]|睁眼瞎|文盲")


def drop_excuse(slate: Slate, clauses: list[Clause], awaiting: str | None) -> None:
    """俺不识字,说不上来叫啥社区: why something is not known; nobody asked about schooling."""
    said_in = slate.clause_of.get("graduate", -1)
    if slate.facts.get("graduate") is not False or awaiting in ("graduate", SPECIAL):
        return
    others = (clause for number, clause in enumerate(clauses) if number != said_in)
    if _UNLETTERED.search(clauses[said_in].text) and any(
        unsaid(clause.text) == UNKNOWN for clause in others
    ):
        slate.facts.pop("graduate")


def _begins_unsure(clauses: list[Clause], awaiting: str | None) -> bool:
    """搞不清,初中在这里,高中转走了: what follows explains why it is not known."""
    if not clauses or (awaiting or "").endswith("_months"):
        return False
    first = clauses[0].text
    return (
        unsaid(first) == UNKNOWN
        and not _NOT_OF_THE_FACT.search(first)
        and all(bare(clause.text) is None for clause in clauses[1:])
    )


_ABOUT = {
    "graduate_local_origin": compiled("生源|算哪|哪的|哪儿|哪里"),
    "social_insurance": compiled("社保|保险|交(?:在|到)?(?:了)?哪|哪(?:儿|里)?交"),
}


def _unsure_of(clauses: list[Clause], awaiting: str | None) -> bool:
    """不晓得算哪的生源: the very thing asked is said not to be known."""
    about = _ABOUT.get(awaiting or "")
    return about is not None and any(
        unsaid(clause.text) == UNKNOWN
        and about.search(clause.text)
        and not _NOT_OF_THE_FACT.search(clause.text)
        for clause in clauses
    )


SITUATIONS = {**_SITUATIONS, "graduate_local_origin": compiled("生源")}
"""What an answer to the combined question names of it."""


_PRESUPPOSED = {
    **dict.fromkeys(("rental_complete_unit", "rental_months"), ("housing", "rented")),
    **dict.fromkeys(
        (
            "business_area",
            "business_premises",
            "business_license",
            "business_months",
            "taxes_paid",
        ),
        ("business", True),
    ),
    "job_area": ("stable_job", True),
    "veteran_placed": ("veteran", True),
    "graduate_local_origin": ("graduate", True),
}


# 汶阳镇上,开粮油店的: what is done there, in a clause of its own
_TRADES = compiled(
    expand(
        "^(?:{ME}|是|就|自己|在那)*(?:开|办|经营)(?:了|着|的|起|个|一?家|一?间|小)*[^,的了在到]{0,6}?(?:{RETAIL}|早点铺|[^,的了在到]{1,3}(?:馆|店|铺|坊))"
        "|(?:做|干|搞)(?:着|点|的|个)*[^,的了在到]{0,4}(?:买卖|生意|个体|批发|零售)"
    )
)


def drop_presupposed(slate: Slate, clauses: list[Clause], setting: Setting) -> None:
    """去年三月租的, said to how long, tells the length; that one rents the question took for known."""
    fact, value = _PRESUPPOSED.get(setting.awaiting or "", ("", None))
    answered_in = slate.clause_of.get(setting.awaiting or "", -1)
    if fact in ("stable_job", "housing") and slate.clause_of.get(fact, -1) > answered_in >= 0:
        return  # 在镇上,我是正式工: the job is told of in its own right
    said_in = slate.clause_of.get("business", -1)
    if fact == "business" and said_in > answered_in >= 0 and _TRADES.search(clauses[said_in].text):
        return
    if fact in slate.facts and slate.facts[fact] == value:
        slate.facts.pop(fact)


_THEIR_SHOP = compiled(
    expand(
        "^(?:我们?|俺们?|咱们?|那个?|这个?|就|是|的)*[^,我俺咱自]{0,4}(?:{RETAIL}|饭店|酒店|饭馆|宾馆|超市|公司|厂子?)(?:也|就|都|是|开|位于)*在"
    )
)
_OWN_SHOP = compiled("自己的|自家|我的店|俺的店|我开|俺开|自己开|老板")


def place_of_employers_shop(slate: Slate, clauses: list[Clause], setting: Setting) -> None:
    """饭店在镇上, said to where one works: the shop is the employer's."""
    if setting.awaiting != "job_area" or setting.known.get("business"):
        return
    told_in = slate.clause_of.get("business", -1)
    if not 0 <= told_in < len(clauses) or _OWN_SHOP.search(" ".join(c.text for c in clauses)):
        return
    if slate.facts.get("business") is True and _THEIR_SHOP.match(clauses[told_in].text):
        slate.facts.pop("business")
        area = slate.facts.pop("business_area", None)
        if area is not None and "job_area" not in slate.facts:
            slate.put("job_area", area)


def make_consistent(slate: Slate, setting: Setting) -> None:
    """Facts that cannot stand beside what the same message ended up saying."""
    if slate.facts.get("business") is False:
        for fact in ("business_area", "business_months"):
            slate.facts.pop(fact, None)
    if slate.facts.get("housing") in ("owned", "none"):
        for fact in ("rental_months", "rental_complete_unit"):
            slate.facts.pop(fact, None)
    asked = setting.awaiting or ""
    # 安置 is said of houses, too: it counts beside a soldier only.
    soldier = slate.facts.get("veteran", setting.known.get("veteran"))
    about_soldiers = asked in ("veteran", "veteran_placed", SPECIAL)
    if "veteran_placed" in slate.facts and (soldier is False or not (soldier or about_soldiers)):
        slate.facts.pop("veteran_placed")
