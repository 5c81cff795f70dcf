"""The spaCy pipeline that marks a text: people, places, lengths and dates.

``spacy.blank("zh")`` cuts text into characters, so that every mark lies on a token boundary. The
EntityRuler finds people's words; components of our own find quantities and places and join all
of them in ``doc._.luohu_items``, where an earlier kind keeps its characters.
"""

from functools import lru_cache

import spacy
from spacy.language import Language
from spacy.tokens import Doc

from actions.reading import kin_mentions
from actions.reading.place_mentions import find_places
from actions.reading.place_references import point_back
from actions.reading.quantities import find_quantities
from actions.reading.tagged import Item
from policy_kb.places import Places

if not Doc.has_extension("luohu_items"):
    Doc.set_extension("luohu_items", default=None)


class ItemMarker:
    """The last component: people, places and quantities as one list without overlaps."""

    def __init__(self, places: Places) -> None:
        self._places = places

    def __call__(self, doc: Doc) -> Doc:
        text = doc.text
        items: list[Item] = []
        taken = bytearray(len(text))

        def add(item: Item) -> None:
            if not any(taken[item.start : item.end]):
                taken[item.start : item.end] = b"\x01" * (item.end - item.start)
                items.append(item)

        for place in point_back(text, find_places(text, self._places)):
            add(place)
        for quantity in find_quantities(text):
            add(quantity)
        for person_around in kin_mentions.find_those_around(text):
            add(person_around)
        for entity in doc.ents:
            person = kin_mentions.person_at(text, entity.start_char, entity.end_char, entity.label_)
            if person is not None:
                add(person)
        for stranger in kin_mentions.find_strangers(text):
            add(stranger)
        doc._.luohu_items = sorted(items, key=lambda item: item.start)
        return doc


def _make_marker(nlp: Language, name: str, places: dict[str, object]) -> ItemMarker:
    return ItemMarker(Places.parse_obj(places))


Language.factory("luohu_items", func=_make_marker)


@lru_cache(maxsize=8)
def pipeline(places: Places) -> Language:
    """The pipeline for one document's places; built once."""
    nlp = spacy.blank("zh")
    ruler = nlp.add_pipe("entity_ruler")
    ruler.add_patterns(kin_mentions.patterns())
    nlp.add_pipe("luohu_items", config={"places": places.dict()})
    return nlp


def find_items(text: str, places: Places) -> list[Item]:
    """Everything recognised in a normalised text."""
    found: list[Item] = pipeline(places)(text)._.luohu_items
    return found
