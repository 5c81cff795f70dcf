"""Where social insurance is paid: the place named with it."""

from __future__ import annotations

import re
from typing import Sequence

from actions.reading import topics
from actions.reading.annotation import Annotation
from actions.reading.clause import ASKED, TOLD, Clause
from actions.reading.patterns import compiled
from actions.reading.place_mentions import PlaceMention
from actions.reading.slate import Setting, Slate
from actions.reading.tagged import GROUPS, expand

_RESIDENTS = compiled(
    "新农合|居民医保|居民医疗|居民养老|农村合作医疗|合作医疗|城乡居民|农村医保|农保|居民社保|居民保险|农合"
)
_INSURED = compiled(expand("(?:{SI})(?!卡|局|中心|所|窗口)|参保(?!人)"))
_PAYING = compiled(
    "买(?=在|的|着|了)|扣(?!分|留)|转(?:到|回|来|进|入|[\ue010-\ue013](?:了|的|交))|交|缴|上的|上着|上了|参保|入的|关系"
)
_JUST_PLACE = compiled(
    expand(
        "^(?:嗯|对|哦|还|仍|老家|就|是|在|都|目前|现|如今|已经?|均|系|后来|后|又|一直|也|咱|我|俺|转到|转回|转来)*<place>(?:人社局|社保局|社保中心|就业局|市直|直(?=$|[的属管交])|直属|的|这边|那边|交的|交|呀|啊|呢|吧|呗|哩|嘛)*$"
    )
)
# 这边交着呢, whatever was asked
_PAYS_THERE = compiled(
    expand(
        "^(?:{ME}|在|就|都|也|还|是|一直|目前)*<place>(?:这边|那边|这|那)?(?:给)?(?:交|缴)着(?:的|呢|哩|来|嘞|啊)*$"
    )
)
_OTHER_DUES = compiled("税|租|费|物业|罚|月供|贷|定金|首付")
_AT_WORK = compiled("上班|工作|干活|打工")
# 会计说是在本地交的: who runs the books says where it is paid
_SAID_AT_WORK = compiled(
    expand(
        "(?:会计|出纳|财务|人事|老板|单位|厂里|公司)(?:的人|那边|处|科)?(?:们)?(?:也|都|刚|又|刚才|今天)*"
        "(?:说|讲|查|确认|回话|告诉(?:{ME}))(?:了|过|的|是|一下|,| )*(?:就|都|其实|一直)*(?:是)?在(?P<at><place>)(?:这边|那边|这)?(?:给)?(?:交|缴|上)的"
    )
)
_NEGATED = compiled("(?:不|没|不是|没有|又不|非)(?:是|(?:交|缴|买|上)?[在到])?$")
_THERE = compiled(
    "^[^没不未]*(?:^|在|是|都|也|就)(?:那边|那儿|那里|那头)(?:给)?(?:交|缴|上(?!班|学)|入)(?!过)"
)
# 从外地转回来的: where it was paid before
_AWAY_FROM = compiled("(?:的|社保|那边|单位|公司)*(?:给)?(?:转|迁|挪|移|办|接)")
_BACK_HERE = compiled("[^,没不未]{0,4}(?:转|迁|挪)(?:回来|过来|回了|来了)")
_NOT_YET = compiled("(?:没有?|未|还没|尚未)(?:把|给)?(?:社保|关系)*(?:从|由|打|自)$")


_ONE_PLACE = compiled(f"^{GROUPS['place']}$")


def stands_for_itself(
    slate: Slate,
    annotation: Annotation,
    clauses: Sequence[Clause],
    number: int,
    setting: Setting,
) -> bool:
    """租房 社保外地 市区: a place alone, once it is told where insurance is paid, is another thing's."""
    clause = clauses[number]
    if number == 0 or setting.awaiting == "social_insurance" or not _ONE_PLACE.match(clause.text):
        return False
    before, place = clauses[number - 1], annotation.tagged.items.get(clause.start)
    return (
        before.gap == " "
        and not (before.correction or clause.correction)
        and slate.facts.get("social_insurance") in ("local", "elsewhere")
        and slate.clause_of.get("social_insurance") == number - 1
        and isinstance(place, PlaceMention)
        and place.kind in ("community", "urban", "seat", "town", "village")
    )


def _pay_there(slate: Slate, annotation: Annotation, clause: Clause) -> None:
    """我在外地上班,社保也是那边交的: 那边 is the place named last before."""
    named = [
        item
        for at, item in annotation.tagged.items.items()
        if at < clause.start and isinstance(item, PlaceMention)
    ]
    last = max(named, key=lambda place: place.start, default=None)
    if last is not None and last.local is not None:
        slate.put("social_insurance", "local" if last.local else "elsewhere")


_FROM_THERE = compiled(f"(?:从|由|打|自){GROUPS['place']}(?:那边|那里|的)?$")


def _asks_on(annotation: Annotation, clause: Clause) -> bool:
    """我的社保关系从外省怎么接续: how it is moved from there is asked, and no place told."""
    after = next((one for one in annotation.clauses if one.start == clause.end), None)
    return after is not None and after.mode == ASKED and bool(_FROM_THERE.search(clause.text))


def read_insurance(
    slate: Slate, annotation: Annotation, clause: Clause, topic: str | None, awaiting: str | None
) -> None:
    """Puts ``local`` or ``elsewhere`` for the last place that insurance goes with in the clause."""
    if _asks_on(annotation, clause):
        return
    text = clause.text
    asked = awaiting == "social_insurance"
    pays = _PAYING.search(text) or _JUST_PLACE.match(text)
    if (
        awaiting != "taxes_paid"
        and _PAYS_THERE.match(text)
        and not _OTHER_DUES.search(annotation.text)
    ):
        asked, topic = True, "insurance"  # paid at a place, and nothing else to pay is named
    said = _SAID_AT_WORK.search(text)
    if said and awaiting != "taxes_paid" and not _OTHER_DUES.search(annotation.text):
        place = annotation.tagged.items.get(clause.start + said.start("at"))
        if isinstance(place, PlaceMention) and place.local is not None:
            slate.put("social_insurance", "local" if place.local else "elsewhere")
            return
    if not (
        _INSURED.search(text)
        or (topic == "insurance" and pays)
        or (asked and (pays or topic == "insurance"))
    ):
        return
    if _RESIDENTS.search(text) and not re.search("职工", text):
        return
    if re.search("转(?:过来|回来|来了|走)", text) and not re.search("转(?:到|回)", text):
        return
    if asked and re.match(
        expand("^(?:不|没)(?:是)?在<place:local>(?:交|缴|上|这边)*(?:的|呢|啊)?$"), text
    ):
        slate.put("social_insurance", "elsewhere")
        return
    there = _THERE.search(text)
    if there and pays and not clause.past and not (clause.wish and clause.mode == TOLD):
        _pay_there(slate, annotation, clause)
    for at in range(len(text)):
        place = annotation.tagged.items.get(clause.start + at)
        if not isinstance(place, PlaceMention):
            continue
        if clause.mode == TOLD and clause.in_wish(at):
            continue
        if clause.past and clause.past[0] <= at < clause.past[1]:
            continue
        if re.search("(?:从|由|打|自)$", text[:at]) and _AWAY_FROM.match(text[at + 1 :]):
            if place.local is False and _NOT_YET.search(text[:at]):
                slate.put("social_insurance", "elsewhere")
            elif place.local is False and asked and _BACK_HERE.match(text[at + 1 :]):
                slate.put("social_insurance", "local")
            continue
        if place.kind == "community" and not _PAYING.search(text) and not _INSURED.search(text):
            continue  # 龙山社区: insurance is paid in a city, people live in a community
        about = topics.topic_of_place(text, at, topic)
        if about != "insurance" and not (asked and about in (None, "job", "insurance")):
            continue
        if about == "job" and not pays and _AT_WORK.search(text):
            continue  # 在城里上班, to where the insurance is paid: the place of work only
        local = place.local
        linked = (
            pays
            or re.search(
                expand(
                    "(?:<place:hometown>|在|是|到|为|转回|转来|转进|转入|转|改|{SI}|{SI}(?:就|也|都|的|有)?) ?$"
                ),
                text[:at],
            )
            or _INSURED.match(text[at + 1 :].removeprefix("的"))
        )
        if not linked:
            continue
        if local is None:
            if place.kind == "hometown" and _PAYING.search(text):
                slate.retract("social_insurance", "none")  # 老家那边一直交着: paid, but where?
            continue
        if _NEGATED.search(text[:at]):
            if (
                local
                and re.search("不(?:是)?(?:在)?$", text[:at])
                and (re.search("交|缴|上", text[at:]) or _INSURED.search(text[:at]))
            ):
                slate.put("social_insurance", "elsewhere")
            continue
        if re.search("(?:没|没有|不|从没)(?:有)?(?:给)?(?:交|缴|上)", text[at + 1 :]):
            continue
        slate.put("social_insurance", "local" if local else "elsewhere", (place.start, place.end))
