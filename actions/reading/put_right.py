"""A correction that names the value it replaces: 是两年零两个月,不是一年半.

It need not say what it is about, and another question may be open: the known fact with exactly the
old value is meant.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Iterator, Sequence, Type, Union

from actions.reading import topics
from actions.reading.annotation import Annotation
from actions.reading.areas import AREA_OF_TOPIC, put_place
from actions.reading.asides import ASIDE
from actions.reading.clause import TOLD, Clause
from actions.reading.party import APPLICANT, Parties
from actions.reading.patterns import compiled
from actions.reading.place_mentions import PlaceMention
from actions.reading.quantities import Quantity
from actions.reading.slate import Setting, Slate

_LENGTHS = ("rental_months", "business_months")
_AREAS = ("residence_area", "job_area", "business_area")
_COMMUNITY, _INSURANCE = "residence_community", "social_insurance"
_PLACES = (*_AREAS, _COMMUNITY, _INSURANCE)
_TOPIC_OF_AREA = {fact: topic for topic, fact in AREA_OF_TOPIC.items()}
_SAID = "(?:说|讲|报|写|填|记|答|算|选|点|弄|搞|打|听|看|数|估|猜|蒙)"
# 不是一年半, 刚才说一年半, 说成一年半
_DENIED_BEFORE = compiled(
    "(?:不是|并非|哪是|没到|不到|没有|不在|没在|不住)(?:在|住在|开在|住了?|租了?|开了?|干了?|那个|我说的|什么|啥)*$"
    "|(?:刚才?|刚刚|前[面头]|上[面头]|之前|先前|方才|开头|原先|原来|本来|起先|头里)(?:我|俺|给您?|跟你|那会儿?|时候)*"
    f"{_SAID}(?:的|成|了|过|是|在)*$|{_SAID}(?:错)?成(?:了|是|在)?$"
)
# 一年半是我记错了, 一年半不对
_DENIED_AFTER = compiled(
    "^(?:了|的|那|这|个|数|是|也|都|我|俺|给|会儿?|随口|瞎|乱|一时)*"
    f"(?:不对|错了|不准|{_SAID}(?:的(?:不对|不准|错的)?$|错|岔|差|串|反|混))"
)
_AFFIRMED = compiled("(?:应该|其实|才|(?<!不)是)(?:在|住了?|租了?|开了?|干了?)?$")
_PAID = compiled("[交缴]|社保|保险")

_Sort = Union[Type[Quantity], Type[PlaceMention]]


@dataclass(frozen=True)
class _Value:
    item: Quantity | PlaceMention
    value: Any
    denied: bool


def put_right(
    slate: Slate,
    annotation: Annotation,
    clauses: Sequence[Clause],
    parties: Parties,
    setting: Setting,
) -> dict[str, dict[str, Any]]:
    """Puts the new value in place of the known old one. Where two known facts have that value,
    nothing is put and they are returned, each with what it would be: it is open which is meant."""
    ours = [
        (number, clause)
        for number, clause in enumerate(clauses)
        if clause.mode in (TOLD, ASIDE) and parties.of_clause[number] == APPLICANT
    ]
    named = {topic for _, clause in ours for topic in _named(clause.text)}
    paid = any(_PAID.search(clause.text) for _, clause in ours)
    kinds: tuple[tuple[tuple[str, ...], _Sort], ...] = (
        (_LENGTHS, Quantity),
        (_PLACES, PlaceMention),
    )
    for facts, sort in kinds:
        values = [one for _, clause in ours for one in _values(annotation, clause, sort, setting)]
        new = [one for one in values if not one.denied]
        old = [one for one in values if one.denied]
        if not old or len({one.value for one in new}) != 1:
            continue
        if sort is PlaceMention and paid:
            facts = (_INSURANCE,)
        meant = _meant(facts, old, new[-1], setting)
        of_topic = [fact for fact in meant if _topic(fact) in named]
        if not (of_topic or paid) and named & set(AREA_OF_TOPIC):
            continue  # 住了两年,不是一年半, with the years of the shop known: that was read
        meant = of_topic or meant
        if sort is PlaceMention and _answers(setting, new + old) and _INSURANCE not in meant:
            continue
        if not meant:
            continue
        for fact in (*(_LENGTHS if sort is Quantity else _PLACES), _INSURANCE):
            if _topic(fact) not in named:
                slate.facts.pop(fact, None)  # read as the answer to the open question
        if len(meant) > 1:
            return {fact: _alone(fact, new[-1]) for fact in meant}
        _put(slate, meant[0], new[-1])
    return {}


def _named(text: str) -> Iterator[str]:
    """The topics a clause names."""
    yield from (cue.topic for cue in topics.cues(text))
    patterns = topics.time_patterns()
    if patterns["rental"].search(text):
        yield "home"
    if patterns["trade"].search(text):
        yield "business"


def _values(
    annotation: Annotation,
    clause: Clause,
    sort: _Sort,
    setting: Setting,
) -> Iterator[_Value]:
    """The lengths, or the places, of a clause, each with whether it is denied there."""
    for at in range(len(clause.text)):
        item = annotation.tagged.items.get(clause.start + at)
        if not isinstance(item, sort) or clause.in_wish(at):
            continue
        if isinstance(item, Quantity):
            value: Any = item.months_until(setting.as_of)
        else:
            value = (item.name, item.area, item.local)
        if value is None:
            continue
        before, after = clause.text[:at], clause.text[at + 1 :]
        denied = bool(_DENIED_BEFORE.search(before)) or (
            bool(_DENIED_AFTER.match(after)) and not _AFFIRMED.search(before)
        )
        yield _Value(item, value, denied)


def _answers(setting: Setting, values: Sequence[_Value]) -> bool:
    """Whether the places may be those where insurance is paid: 是外地,不是市区."""
    away = any(isinstance(one.item, PlaceMention) and one.item.local is False for one in values)
    return setting.awaiting == _INSURANCE and away


def _meant(facts: Sequence[str], old: Sequence[_Value], new: _Value, setting: Setting) -> list[str]:
    """The known facts that have an old value and not the new one."""
    meant = []
    for fact in facts:
        known = setting.known.get(fact)
        if known is None:
            continue
        values = [_as_of_fact(fact, one) for one in old]
        if known in values and _as_of_fact(fact, new) not in (known, None):
            meant.append(fact)
    if _COMMUNITY in meant and "residence_area" in meant:
        meant.remove("residence_area")
    return meant


def _as_of_fact(fact: str, one: _Value) -> Any:
    """The value as the fact has it: the area of a community, the name for the community."""
    if not isinstance(one.item, PlaceMention):
        return one.value if fact in _LENGTHS else None
    if fact == _INSURANCE:
        return {True: "local", False: "elsewhere", None: None}[one.item.local]
    if fact == _COMMUNITY:
        return one.item.name if one.item.kind == "community" else one.item.area
    return one.item.area if fact in _AREAS else None


def _topic(fact: str) -> str | None:
    return topics.TOPIC_OF_FACT.get(fact)


def _alone(fact: str, new: _Value) -> dict[str, Any]:
    slate = Slate()
    _put(slate, fact, new)
    return slate.facts


def _put(slate: Slate, fact: str, new: _Value) -> None:
    if isinstance(new.item, Quantity) or fact == _INSURANCE:
        slate.put(fact, _as_of_fact(fact, new), (new.item.start, new.item.end))
    else:
        put_place(slate, _TOPIC_OF_AREA.get(fact, "home"), new.item)
