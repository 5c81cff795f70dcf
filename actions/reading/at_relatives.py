"""Living where relatives live: 我爸妈在某村住,我也住家里; 住我姨家,我姨家在某某社区."""

from __future__ import annotations

import itertools

from actions.reading.annotation import Annotation
from actions.reading.clause import TOLD, Clause
from actions.reading.party import Parties
from actions.reading.patterns import compiled
from actions.reading.place_mentions import PlaceMention
from actions.reading.slate import Slate
from actions.reading.tagged import GROUPS, SIGNS

# 我爸妈在某村住,我也住家里
_PARENTS_LIVE = compiled(
    f"^(?:我|俺)?{SIGNS['kin:parent']}(?:们)?(?:都|还|就|一直|目前|也|老家)*"
    f"(?:(?:就|也|都)?在(?P<one>{GROUPS['place']})(?:里|那边)?住|住(?:在)?(?P<other>{GROUPS['place']}))(?:着|的|呢|里)*$"
)
_AT_HOME_TOO = compiled(
    "^(?:我|俺|咱)?(?:自己|目前|也|就|还|都|一直|毕业(?:以后|后)?|暂时|先|跟着|回来)*"
    "(?:住(?:在)?(?:家里?|那里?|那儿|一起|一块|老家)|(?:回)?在?家里?住|跟(?:着)?(?:他们|她们|爸妈|父母)?(?:一起|一块)?住)(?:着|呢|的|了)*$"
)


def at_their_place(
    slate: Slate, annotation: Annotation, clauses: list[Clause], parties: Parties
) -> PlaceMention | None:
    """我爸妈在某村住,我也住家里: no home of one's own. The place, where it is told only of them."""
    if parties.applicant is not None:
        return None
    if "housing" not in slate.facts:
        return _with_parents(slate, annotation, clauses)
    if slate.facts["housing"] == "none" and "residence_area" not in slate.facts:
        return _where_they_live(annotation, clauses)
    return None


def _with_parents(
    slate: Slate, annotation: Annotation, clauses: list[Clause]
) -> PlaceMention | None:
    for one, two in itertools.pairwise(clauses):
        found = _PARENTS_LIVE.match(one.text)
        if found and one.mode == TOLD == two.mode and _AT_HOME_TOO.match(two.text):
            slate.put("housing", "none")
            at = found.start("one") if found["one"] else found.start("other")
            place = annotation.tagged.items.get(one.start + at)
            return place if isinstance(place, PlaceMention) else None
    return None


_AT_SOMEBODYS = compiled(
    f"住(?:在|着)?(?P<who>[{SIGNS['kin:parent']}{SIGNS['kin:other']}{SIGNS['kin:child']}])(?:们)?(?:家|那)"
)
_THEIR_PLACE = compiled(
    f"^(?:(?:我|俺)?(?P<who>{GROUPS['kin']})(?:们)?家|(?P<they>他们|她们|他|她)(?:家|那)?)(?:就|也|是|住|都)*在(?P<at>{GROUPS['place']})(?:那边|里|住)*$"
)


def _where_they_live(annotation: Annotation, clauses: list[Clause]) -> PlaceMention | None:
    whose: set[str] = set()
    last: str | None = None
    for clause in clauses:
        found = _THEIR_PLACE.match(clause.text) if clause.mode == TOLD else None
        if found and (found["who"] in whose or (found["they"] and last)):
            place = annotation.tagged.items.get(clause.start + found.start("at"))
            return place if isinstance(place, PlaceMention) else None
        here = [one["who"] for one in _AT_SOMEBODYS.finditer(clause.text)]
        last = here[-1] if here else None
        whose.update(here)
    return None
