"""A home that belongs to husband or wife alone, where the applicant lives: 我们一家住媳妇买的房.

It is no stay with others and not plainly an own home either: whose name makes a home one's own is
left open. So it is none of the values, and the housing stays unknown.
"""

from __future__ import annotations

from typing import Sequence

from actions.reading.annotation import Annotation
from actions.reading.areas import put_home
from actions.reading.clause import ASKED, SUPPOSED, Clause
from actions.reading.party import Parties
from actions.reading.patterns import compiled
from actions.reading.place_mentions import PlaceMention
from actions.reading.slate import Slate
from actions.reading.tagged import GROUPS, SIGNS, expand

_SPOUSE = SIGNS["kin:spouse"]
_NOT_BOTH = f"(?<![和跟与]){_SPOUSE}(?!俩|们|[和跟与]?[我俺])"
_BOUGHT = compiled(
    expand(
        f"{_NOT_BOTH}(?:自己|婚前|当时|当年|之前|以前|早就|贷款|全款|前年|去年|{GROUPS['when']}|在{GROUPS['place']}|的名字)*"
        f"(?:买|置办|盖|分)(?:了|的|下)*(?:那|这)?(?:一?套|一?个|一?处)?(?:新|老|旧|小|两室|三室|商品)*(?:{{HOME}})"
        f"|{_NOT_BOTH}(?:的|名下的?|单位分的)(?:那|这)?(?:一?套|一?个|一?处)?(?:新|老|旧|小|婚前|商品)*(?:{{HOME}})(?!东|租|贷)"
        f"|(?:{{HOME}}|{{DEED}})(?:上)?(?:也|都|就|其实|还|只)*(?:写|登记|落|挂|是|在)(?:的|着|在|是|了)*{_NOT_BOTH}(?:自己|一个人|一人)?(?:的)?(?:名字?|名下|的)"
    )
)
_LIVES = compiled("(?<![不没])(?<!没有)(?<!他)(?<!她)(?:住|挤)(?!宿舍|校|院)")
_LIVES_THERE = compiled(
    "(?:住|挤)(?:在)?(?:着)?(?:那|里|这|他|她|\ue020)"
    "|(?:[我俺]们?)(?:一?家[^,]{0,4}|都|也|就|几口|俩)*住(?!宿舍|校|院|单位|厂|公司|工地)"
)
_SHARED = compiled(
    f"(?:[我俺咱]们?[和跟与]{_SPOUSE}|两口子|夫妻|{SIGNS['kin:couple']}|共同|共有|加了?[我俺])"
)


def in_spouses_home(
    annotation: Annotation,
    slate: Slate,
    clauses: Sequence[Clause],
    parties: Parties,
    awaiting: str | None,
) -> bool:
    """Whether the applicant lives in a home of husband or wife; then takes back that there is no
    home, and reads where it is."""
    if parties.applicant is not None or slate.facts.get("housing", "none") != "none":
        return False
    told = [
        clause for clause in clauses if clause.mode not in (ASKED, SUPPOSED) and not clause.wish
    ]
    if any(_SHARED.search(clause.text) for clause in told):
        return False
    theirs = [clause for clause in told if _BOUGHT.search(clause.text)]
    lives = any(_LIVES_THERE.search(clause.text) for clause in told)
    lives = lives or any(_LIVES.search(clause.text) for clause in theirs)
    if not theirs or not (lives or awaiting == "housing"):
        return False
    if "housing" in slate.facts and clauses[slate.clause_of["housing"]] not in theirs:
        return False  # 媳妇买了房租出去了,我住宿舍
    slate.facts.pop("housing", None)
    if "residence_area" not in slate.facts:
        for clause in theirs:
            for at in range(clause.start, clause.end):
                place = annotation.tagged.items.get(at)
                if isinstance(place, PlaceMention) and place.area is not None:
                    put_home(slate, place)
                    return True
    return True
