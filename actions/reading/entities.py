"""A reading as Rasa entities, for the graph component that carries it through the pipeline."""

from __future__ import annotations

from typing import Any

from actions.reading.operators import in_first_person, spell_out_ticks
from actions.reading.reading import Reading
from policy_kb.text import normalize

EXTRACTOR = "luohu.FactReader"


def as_entities(reading: Reading, text: str) -> list[dict[str, Any]]:
    """One entity a stated fact: ``entity`` is the fact key, ``value`` its value.

    ``start`` and ``end`` are positions in ``text`` and are left out where the fact has no place
    of its own (a family gathered from the whole message) or normalising moved the characters.
    """
    aligned = len(in_first_person(normalize(spell_out_ticks(text)))) == len(text)
    entities: list[dict[str, Any]] = []
    for fact, value in reading.facts.items():
        entity: dict[str, Any] = {"entity": fact, "value": value, "extractor": EXTRACTOR}
        span = reading.spans.get(fact)
        if aligned and span is not None and span[1] <= len(text):
            entity["start"], entity["end"] = span
        entities.append(entity)
    return entities
