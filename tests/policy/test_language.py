"""What the models learn from says one thing only once, and was written by our own people."""

from __future__ import annotations

import json
import re
from collections import defaultdict
from datetime import date
from pathlib import Path
from typing import Any, Iterator

import jieba
import pytest
import yaml

from actions.reading import read
from actions.reading.entities import as_entities
from policy_kb import Library
from policy_kb.checks import OUTSIDE
from policy_kb.search.topics import phrasings
from policy_kb.text import normalize

ROOT = Path(__file__).resolve().parents[2]
SAMPLES = ROOT.parent / "shared" / "samples"
ANNOTATION = re.compile(r"\[([^\]]+)\](\{[^}]+\})")
SHORT = 4
"""So few characters (有, 三年, 对的) are everybody's words and say nothing about where they are from."""
CITIZENS, ADMINISTRATIVE, OPEN, OUT_OF_SCOPE, ACT = 100, 30, 12, 300, 60
"""At least so many phrasings of a clause that citizens ask about, of another one, of an open point,
of what is not our subject, and of an act."""


def same(text: str) -> str:
    """One spelling for texts that only differ in marks at the end."""
    return normalize(text).rstrip("?？。!！~ ")


def examples() -> Iterator[tuple[str, str]]:
    """Every example of data/nlu with its intent."""
    for path in sorted((ROOT / "data" / "nlu").glob("*.yml")):
        for entry in yaml.safe_load(path.read_text("utf-8"))["nlu"]:
            for line in (entry.get("examples") or "").splitlines():
                if line.strip().startswith("- "):
                    yield line.strip()[2:].strip(), entry["intent"]


@pytest.fixture(scope="module")
def bank(library: Library) -> dict[str, set[str]]:
    """Phrasing → its targets."""
    found: dict[str, set[str]] = defaultdict(set)
    for phrasing in phrasings(library.local):
        found[same(phrasing.text)].add(phrasing.target)
    return found


@pytest.fixture(scope="module")
def acts() -> dict[str, set[str]]:
    """Example → its intents."""
    found: dict[str, set[str]] = defaultdict(set)
    for text, intent in examples():
        found[same(ANNOTATION.sub(r"\1", text))].add(intent)
    return found


def test_no_phrasing_stands_under_two_targets(bank: dict[str, set[str]]) -> None:
    assert {text: targets for text, targets in bank.items() if len(targets) > 1} == {}


def test_no_example_stands_under_two_intents(acts: dict[str, set[str]]) -> None:
    assert {text: intents for text, intents in acts.items() if len(intents) > 1} == {}


def test_no_question_is_also_another_act(
    acts: dict[str, set[str]], bank: dict[str, set[str]]
) -> None:
    asks = {"ask_policy", "out_of_scope"}
    both = {t: acts[t] for t in acts.keys() & bank.keys() if not acts[t] <= asks}
    assert both == {}


def test_every_intent_has_examples_and_is_in_the_domain(acts: dict[str, set[str]]) -> None:
    domain = yaml.safe_load((ROOT / "domain.yml").read_text("utf-8"))
    known = {next(iter(i)) if isinstance(i, dict) else i for i in domain["intents"]}
    counts: dict[str, int] = defaultdict(int)
    for intents in acts.values():
        for intent in intents:
            counts[intent] += 1
    assert set(counts) <= known
    assert {intent: n for intent, n in counts.items() if n < ACT} == {}


def annotated() -> list[tuple[str, dict[str, tuple[int, int, str]]]]:
    """The annotated examples as plain text, with entity → start, end, value."""
    found = []
    for text, _ in examples():
        plain, spans, at = "", {}, 0
        for match in ANNOTATION.finditer(text):
            plain += text[at : match.start()]
            told = json.loads(match[2])
            spans[told["entity"]] = (len(plain), len(plain) + len(match[1]), told["value"])
            plain, at = plain + match[1], match.end()
        if spans:
            found.append((plain + text[at:], spans))
    return found


def test_entities_lie_on_whole_tokens() -> None:
    assert len(annotated()) >= 50
    for text, spans in annotated():
        edges = {0}
        for word in jieba.cut(text):
            edges.add(max(edges) + len(word))
        for start, end, _ in spans.values():
            assert {start, end} <= edges, text


def test_entities_are_what_the_reader_reads(library: Library) -> None:
    for text, spans in annotated():
        reading = read(text, places=library.local.places, as_of=date(2026, 11, 24))
        read_here = {
            entity["entity"]: (entity["start"], entity["end"], str(entity["value"]).lower())
            for entity in as_entities(reading)
            if "start" in entity
        }
        assert {entity: read_here.get(entity) for entity in spans} == spans, text


def test_every_clause_is_asked_for_in_many_ways(library: Library) -> None:
    counts: dict[str, int] = defaultdict(int)
    for phrasing in phrasings(library.local):
        counts[phrasing.target] += 1
    clauses = library.local.clauses
    for clause in clauses.values():
        items = [id_ for id_ in clauses if id_ != clause.id and id_.startswith(clause.id)]
        heading = bool(items) and not clause.points
        few = clause.audience == "administrative" or heading
        assert counts[clause.id] >= (ADMINISTRATIVE if few else CITIZENS), clause.id
    for point in library.local.open_points.values():
        assert counts[point.id] >= OPEN, point.id
    assert counts[OUTSIDE] >= OUT_OF_SCOPE


def _strings(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for part in value.values():
            yield from _strings(part)
    elif isinstance(value, list):
        for part in value:
            yield from _strings(part)


def test_nothing_was_taken_from_the_samples(
    acts: dict[str, set[str]], bank: dict[str, set[str]]
) -> None:
    if not SAMPLES.is_dir():
        pytest.skip("the samples stand beside the project, not in it: ../shared/samples")
    ours = acts.keys() | bank.keys()
    taken = [
        text
        for path in sorted(SAMPLES.glob("*.jsonl"))
        for line in path.read_text("utf-8").splitlines()
        if line.strip()
        for text in _strings(json.loads(line))
        if re.search("[一-鿿]", text) and len(same(text)) > SHORT and same(text) in ours
    ]
    assert taken == []


def test_the_source_is_unchanged(library: Library) -> None:
    folder = ROOT.parent / "shared" / "policy"
    if not folder.is_dir():
        pytest.skip("the original stands beside the project, not in it: ../shared/policy")
    assert library.local.source in {p.read_text("utf-8") for p in folder.glob("*.txt")}
