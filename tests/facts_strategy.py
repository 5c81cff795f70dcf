"""Arbitrary facts for property tests: every key unknown or any value of the table."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st

from policy_kb.facts import AREAS, FACTS, RELATIONS

member = st.fixed_dictionaries(
    {"relation": st.sampled_from(RELATIONS)},
    optional={"living_together": st.booleans(), "married": st.booleans()},
)


def _values(key: str) -> st.SearchStrategy[Any]:
    kind = FACTS[key]
    if kind.kind == "bool":
        return st.booleans()
    if kind.kind == "months":
        return st.one_of(st.sampled_from([0, 1, 23, 24, 25, 1200]), st.integers(0, 1200))
    if kind.kind == "choice":
        return st.sampled_from(kind.values)
    if kind.kind == "text":
        return st.just("某某小区")
    return st.lists(member, max_size=4)


facts = st.fixed_dictionaries({}, optional={key: _values(key) for key in FACTS})
complete = st.fixed_dictionaries({key: _values(key) for key in FACTS})
areas = st.sampled_from(AREAS)
