"""A reading as Rasa entities, for the graph component that carries it through the pipeline."""

from __future__ import annotations

from typing import Any

from actions.reading.reading import Reading

EXTRACTOR = "luohu.FactReader"


def as_entities(reading: Reading) -> list[dict[str, Any]]:
    """One entity a stated fact: ``entity`` is the fact key, ``value`` its value.

    ``start`` and ``end`` are positions in the message and are left out where the fact has no place
    of its own (a family gathered from the whole message) or normalising moved the characters.
    """
    entities: list[dict[str, Any]] = []
    for fact, value in reading.facts.items():
        entity: dict[str, Any] = {"entity": fact, "value": value, "extractor": EXTRACTOR}
        if fact in reading.spans:
            entity["start"], entity["end"] = reading.spans[fact]
        entities.append(entity)
    return entities
