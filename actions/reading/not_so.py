"""What a message names only to say that it is let out, under way or given up: no fact of today.

镇上有个门头房,租给人家了 tells of no business, 社保正在转,转到这边 of no insurance paid here yet, and
我不去外地上班了 of no work there.
"""

from __future__ import annotations

from actions.reading.annotation import Annotation
from actions.reading.clause import TOLD, Clause
from actions.reading.party import APPLICANT, Parties
from actions.reading.patterns import compiled
from actions.reading.place_mentions import PlaceMention
from actions.reading.slate import Setting, Slate
from actions.reading.tagged import GROUPS, expand

_LET_OUT = compiled(
    expand(
        "(?:转租|租|赁|包|兑|盘)(?:给|与)(?!{ME})|(?:租|赁|包|转租)出去|出租(?:着|了|给|出去)"
        "|(?<!被)(?:给|让|叫)(?:<kin>|<person>|人|人家|别人|旁人|外人)(?:家)?(?:租|开|用|占|经营|干)(?:着|了|的|去)"
        "|(?:收|吃|拿)(?:着|点|个|的)*(?:房租|租金|租子)"
    )
)
_OF_ONES_OWN = compiled("自己(?:也|还|又|另外)*(?:开|干|做|经营|留)|(?:又|另外?|还)(?:开|租|盘)")
_BUSINESS = ("business", "business_area", "business_premises")


def let_out(slate: Slate, clauses: list[Clause], parties: Parties) -> None:
    """有个门头房,租给人家了: another trades there."""
    for number, clause in enumerate(clauses):
        ours = parties.of_clause[number] == APPLICANT and clause.mode == TOLD
        if not ours or not _LET_OUT.search(clause.text) or _OF_ONES_OWN.search(clause.text):
            continue
        for fact in _BUSINESS:
            if slate.facts.get(fact) and slate.clause_of.get(fact) in (number - 1, number):
                slate.facts.pop(fact)


_UNDER_WAY = compiled(
    "(?:正|在)(?:在|办|着手)?(?:办理?)?(?:转(?!到|进|回)|迁|移)(?:移|接|着|呢|哩|了|过来|回来|关系|$)|(?:正|在)往[^,]{1,4}(?:转|迁)"
    "|(?:没|未)(?:有)?(?:到账|到帐|转(?:完|好|成|过来|过去)|办(?:完|好|妥|下来)|接上)"
    "|(?:申请|提交|递|报)(?:了|上去)?(?:个)?转(?:移|接|入)|(?:准备|打算|想|要|快|马上)(?:把|去)?[^,]{0,6}转"
)
_MOVED = compiled(f"转|迁|移|往{GROUPS['place']}")


def insurance_under_way(slate: Slate, clauses: list[Clause]) -> None:
    """社保正在转,转到这边: it is not yet paid where it goes to."""
    said_in = slate.clause_of.get("social_insurance", -1)
    if slate.facts.get("social_insurance") != "local" or said_in < 0:
        return
    near = clauses[max(0, said_in - 1) : said_in + 2]
    under_way = any(one.mode == TOLD and _UNDER_WAY.search(one.text) for one in near)
    if under_way and _MOVED.search(clauses[said_in].text):
        slate.facts.pop("social_insurance")


_NOT_GOING = compiled(
    f"(?:不|没|没有|不想|不打算|不准备|不愿意?|不用)(?:再)?(?:去|到|往|回|上|留在|待在)(?P<at>{GROUPS['place']})"
    "(?:那边|那里|那个)?(?:了|啦)?(?:$|[^,没不]{0,6}?(?:上班|工作|干(?!嘛|啥)|打工|入职|报到|就业|发展))"
)
_OF_WORK_THERE = ("job_area", "stable_job")


def not_going_there(
    slate: Slate, annotation: Annotation, clauses: list[Clause], setting: Setting
) -> None:
    """我不去外地上班了: no work there, and nothing of other work; what was told of it goes."""
    for number, clause in enumerate(clauses):
        found = _NOT_GOING.search(clause.text) if clause.mode == TOLD else None
        if found is None:
            continue
        for fact in _OF_WORK_THERE:
            if fact in slate.facts and slate.clause_of.get(fact) == number:
                slate.facts.pop(fact)
        place = annotation.tagged.items.get(clause.start + found.start("at"))
        area = place.area if isinstance(place, PlaceMention) else None
        if area is None or setting.known.get("job_area", area) != area:
            continue
        slate.retracted.add("job_area")
        if setting.known.get("job_area") == area:
            slate.retracted.add("stable_job")


_WHICH_ONE = compiled(
    "(?:哪|啥|什么)(?:个|一个)?(?:社区|居委会?|小区)|社区[^,]{0,4}(?:叫|是)(?:啥|什么)"
)
_DOUBT = compiled(
    "不(?:知道|清楚|晓得|确定|懂|记得)|说不(?:清|准|上来)|没(?:问|打听|注意|留意)|搞不清|弄不清"
)
_NEAR = compiled("附近|旁边|边上|周边|一带|跟前|隔壁|对面")


def drop_the_community_nearby(slate: Slate, annotation: Annotation, clauses: list[Clause]) -> None:
    """在某某社区附近,具体哪个社区不知道: not the community that is named only for being near."""
    if "residence_community" not in slate.facts:
        return
    said_in = clauses[slate.clause_of["residence_community"]]
    near = _NEAR.search(annotation.said(said_in)) is not None
    doubted = any(_WHICH_ONE.search(one.text) and _DOUBT.search(one.text) for one in clauses)
    if near and doubted:
        for fact in ("residence_community", "residence_area"):
            slate.facts.pop(fact, None)
