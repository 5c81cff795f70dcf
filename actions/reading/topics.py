"""What a clause is about, and which of its topics a place or a length belongs to.

Topics: home, job, business, insurance, origin (register, schooling, where from), ask (where one
wants to settle). A place goes with the word it leans on: 住◇, 店开在◇ lean left; 在◇上班 leans
right; a place standing alone goes with the topic under discussion.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from actions.reading.data_files import load
from actions.reading.patterns import compiled
from actions.reading.tagged import GROUPS, expand

TOPIC_OF_FACT = {
    "residence_area": "home",
    "residence_community": "home",
    "housing": "home",
    "rental_complete_unit": "home",
    "rental_months": "home",
    "social_insurance": "insurance",
    "stable_job": "job",
    "job_area": "job",
    "business": "business",
    "business_area": "business",
    "business_premises": "business",
    "business_license": "business",
    "business_months": "business",
    "taxes_paid": "business",
    "graduate": "graduate",
    "graduate_local_origin": "origin",
    "no_hukou": "origin",
    "family": "family",
}
# Of cues that begin at the same place the earlier listed wins.
_ORDER = ("ask", "insurance", "business", "origin", "job", "home")
_LEANS_LEFT = compiled(
    r"(?:就|都|也|还|是|的|在|到|于|进|了|着|地址|地点|位置|位于|,| |呢|目前|一直|长期|里|<area>|住处|开|设|坐落|落|那|我|俺)*$"
)
_PAYS = compiled(
    "(?:的|那家|那个|一家|公司|单位|厂子|厂里?|又|重新|已经?|接着|续|给|我|俺|他|她|们|这边|那边|一直|都|里|当地|企业)*(?:交|缴纳?|上(?!班|学)|入|参保)(?:上|着|的|了|过|社保|保险|五险|养老|呢|费|$)"
)
# 城里饭店, said to where one works
_NAMED_SPOT = compiled(
    f"^(?:就|是|在|还|都)*{GROUPS['place']}的?[^,开租住买搬家上干打做社]{{1,8}}$"
)
# 单位在城里, said to where the insurance is paid, tells of the work place only.
_NOT_OF_INSURANCE = compiled(
    "上班|工作|住|租|家(?:就|也)?[在是]|(?:单位|公司|厂子?)(?:就|是|也|都)*在(?!.*[交缴])"
)
_MOVED_TO = compiled("^(?:目前|后来|已经|又|才|刚|今年|去年)*(?:搬|挪|换|迁)(?:到|去|在)?了?$")
_PAID_BY = compiled(
    "^[^,没不未]*(?:厂里?|厂子|单位|公司|老板|学校|店里)[^,没不未]{0,4}(?:交|缴|上)(?:的|着|了|过)*$"
)
_RENT_ONLY = compiled("^[^,住屋家楼]*(?:租|赁|买|自己)的$")
# 户口在南边某县呢
_REGISTERED_AT = compiled(
    "^(?:也|都|还|就|一直|目前|挂|落)*(?:在|是|到)[^,我俺他她住租买搬开上干家]{1,5}$"
)
_RIGHT_OF_PLACE = compiled(
    r"^(?:的|里|那边|那个|那|一个|一家|某个|某|个|家|这边|附近|旁边|下面|一带|这个|当地|片)*"
)


@dataclass(frozen=True)
class Cue:
    topic: str
    start: int
    end: int


@lru_cache(maxsize=1)
def _patterns() -> tuple[tuple[str, re.Pattern[str]], ...]:
    raw = load("topics")["topics"]
    return tuple((name, compiled(expand(raw[name]))) for name in _ORDER)


@lru_cache(maxsize=1)
def time_patterns() -> dict[str, re.Pattern[str]]:
    raw = load("topics")
    return {name: compiled(expand(raw[name])) for name in ("not_lived", "rental", "trade")}


@lru_cache(maxsize=4096)
def cues(clause: str) -> tuple[Cue, ...]:
    """The topic words of a clause, left to right; a word counts for one topic only."""
    found: list[Cue] = []
    for topic, pattern in _patterns():
        for hit in pattern.finditer(clause):
            if not any(hit.start() < other.end and other.start < hit.end() for other in found):
                found.append(Cue(topic, hit.start(), hit.end()))
    return tuple(sorted(found, key=lambda cue: cue.start))


def first_topic(clause: str) -> str | None:
    """The first topic a clause speaks of."""
    return next((cue.topic for cue in cues(clause) if cue.topic != "ask"), None)


def last_topic(clause: str) -> str | None:
    found = [cue for cue in cues(clause) if cue.topic != "ask"]
    if found and found[0].topic == "business" and _RENT_ONLY.search(clause):
        return "business"  # 门面是租的 goes on about the premises
    if found and found[0].topic == "insurance" and _PAID_BY.search(clause):
        return "insurance"  # 社保以前厂里给交: who pays it changes no topic
    return found[-1].topic if found else None


def topic_of_place(
    clause: str, at: int, under_discussion: str | None, expected: str | None = None
) -> str | None:
    """The topic that the place at position ``at`` of the clause belongs to.

    ``expected`` is the topic of the question: it outweighs words that only describe the spot
    (阳光社区一个小区门岗 as the place of work, 在那家公司交着 as the place of insurance).
    """
    around = cues(clause)
    open_to_it = under_discussion in (None, "insurance")
    if expected == "insurance" and open_to_it and not _NOT_OF_INSURANCE.search(clause):
        return expected
    if (
        expected in ("job", "business", "home")
        and under_discussion in (None, expected)
        and _NAMED_SPOT.match(clause)
    ):
        return expected
    if (
        expected in ("job", "business")
        and {cue.topic for cue in around}
        <= {
            "home",
            "job",
            "business",
        }
        and under_discussion in (None, expected)
        and not re.search("住|租|买|家在|上班|工作|干活|打工|开|店|门面|生意|买卖|摊", clause)
    ):
        return expected
    if expected in ("job", "business", "home") and _MOVED_TO.match(clause[:at]):
        return expected
    left = [cue for cue in around if cue.end <= at]
    right = [
        cue for cue in around if cue.start > at or (cue.start <= at < cue.end and cue.end > at + 1)
    ]
    spanning = [cue for cue in around if cue.start <= at < cue.end]
    insured = under_discussion == "insurance" or any(cue.topic == "insurance" for cue in around)
    paid_at = re.search(
        "(?:(?:交|缴|上|买)(?:的)?(?:在|到|是)?|转(?:到|来|回|进|入))$", clause[:at]
    )
    if insured and (_PAYS.match(clause[at + 1 :]) or paid_at):
        return "insurance"
    if spanning:
        return spanning[0].topic
    if len(left) > 1 and clause[left[-1].start] == "搬" and left[-2].topic in ("job", "business"):
        return left[-2].topic  # 厂子搬到镇上了
    if left and left[-1].topic == "origin" and _REGISTERED_AT.match(clause[left[-1].end : at]):
        return "origin"
    if left:
        between = clause[left[-1].end : at]
        reaches = (clause[left[-1].start : at]).endswith("在")
        if _LEANS_LEFT.match(between) and not (
            reaches and right and _close(clause, at, right[0]) and not _is_noun(clause, left[-1])
        ):
            return left[-1].topic
    nearest = next((cue for cue in right if not _place_between(clause, at + 1, cue.start)), None)
    if nearest:
        return nearest.topic
    if left:
        return left[-1].topic
    return under_discussion


def _is_noun(clause: str, cue: Cue) -> bool:
    return bool(
        re.search(
            "房|楼|店|门面|铺|厂|公司|单位|社保|保险|户口|住$|住着$|家$|生意|买卖|摊",
            clause[cue.start : cue.end],
        )
    )


def _close(clause: str, at: int, cue: Cue) -> bool:
    between = _RIGHT_OF_PLACE.sub("", clause[at + 1 : cue.start])
    return len(between) <= 4


def _place_between(clause: str, start: int, end: int) -> bool:
    return bool(re.search(GROUPS["place"], clause[start:end]))
