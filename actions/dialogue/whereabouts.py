"""A place named too roughly to answer where: which part of it is asked in its own terms."""

from __future__ import annotations

from typing import Optional

from actions.dialogue.gather import ask
from actions.dialogue.state import Reply
from actions.dialogue.turn import Turn
from actions.reading.place_mentions import PlaceMention, find_places
from policy_kb.places import bare_town
from policy_kb.text import normalize

_AREAS = ("residence_area", "job_area", "business_area")


def which_part(turn: Turn) -> Optional[Reply]:
    """Asks which part, where a town or sub-district was named and nothing closer (石横镇): its seat
    and its villages are told apart, and of the urban district only the communities count.
    Once: whoever cannot say it closer is told that it may be left out."""
    memory = turn.memory
    if turn.awaited not in _AREAS or memory.awaiting != turn.awaited or memory.failures > 1:
        return None
    town = _named(turn)
    if town is None or town.name is None:
        return None
    places, again = turn.library.local.places, ask(turn.library, turn.state, turn.awaited)
    district = town.name == bare_town(places.urban_area.district)
    key = "which_part_of_district" if district else "which_part_of_town"
    full = next(n for n in (*places.towns, *places.sub_districts) if bare_town(n) == town.name)
    text = turn.words.say(key, place=full)
    return Reply("clarify", text, again.buttons, basis=again.basis)


def _named(turn: Turn) -> Optional[PlaceMention]:
    mentions = find_places(normalize(turn.heard.text), turn.library.local.places)
    if any(one.area is not None for one in mentions):
        return None
    return next((one for one in mentions if one.kind == "town"), None)
