"""The cases notice every comparator that is flipped and every threshold that is moved."""

from __future__ import annotations

import copy
from datetime import date
from pathlib import Path
from typing import Any, Iterator

import pytest
import yaml

from actions.eligibility import assess
from policy_kb import Library, load_library
from policy_kb.facts import check_facts
from policy_kb.models import Rules

HERE = Path(__file__).parent
CASES = yaml.safe_load((HERE / "cases.yml").read_text("utf-8"))
LIBRARY = load_library()
RAW = yaml.safe_load((LIBRARY.local.folder / "routes.yml").read_text("utf-8"))


def outcomes(library: Library) -> list[Any]:
    found = []
    for case in CASES:
        facts = check_facts(case["facts"], library.local.places)
        data = assess(library, facts, date(2026, 11, 24)).as_json()
        routes = [
            (r["id"], r["status"], r["remedy"] and r["remedy"]["eligible_from"])
            for r in data["routes"]
        ]
        found.append((data["verdict"], routes, [m["status"] for m in data["family"]]))
    return found


def mutants() -> Iterator[tuple[str, dict[str, Any]]]:
    """Every rule file with one test negated, one value dropped or one threshold moved."""
    for r, route in enumerate(RAW["routes"]):
        for c, condition in enumerate(route["conditions"]):
            for name, test in _changed(condition["test"]):
                mutant = copy.deepcopy(RAW)
                mutant["routes"][r]["conditions"][c]["test"] = test
                yield f"{condition['id']}: {name}", mutant
    for index, relation in enumerate(RAW["family"]["relations"]):
        mutant = copy.deepcopy(RAW)
        mutant["family"]["relations"][index]["may_come"] = not relation["may_come"]
        yield f"{relation['relation']}: may_come", mutant


def _changed(test: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    yield "negated", {"not": test}
    if "at_least" in test:
        for moved in (-1, 1):
            yield f"threshold {moved:+d}", {**test, "at_least": test["at_least"] + moved}
    if "in" in test:
        for value in test["in"]:
            yield f"without {value}", {**test, "in": [v for v in test["in"] if v != value]}
    for joint, other in (("all", "any"), ("any", "all")):
        if joint in test:
            yield f"{joint} for {other}", {other: test[joint]}
            for index, part in enumerate(test[joint]):
                for name, changed in _changed(part):
                    parts = [*test[joint]]
                    parts[index] = changed
                    yield f"{joint}[{index}] {name}", {joint: parts}
    if "not" in test:
        for name, changed in _changed(test["not"]):
            yield f"not {name}", {"not": changed}


MUTANTS = list(mutants())
EXPECTED = outcomes(LIBRARY)


@pytest.mark.parametrize(("name", "mutant"), MUTANTS, ids=[name for name, _ in MUTANTS])
def test_a_changed_rule_is_noticed(name: str, mutant: dict[str, Any]) -> None:
    local = copy.copy(LIBRARY.local)
    object.__setattr__(local, "rules", Rules(**mutant))
    library = copy.copy(LIBRARY)
    object.__setattr__(library, "local", local)
    assert outcomes(library) != EXPECTED, f"no case notices {name}"
