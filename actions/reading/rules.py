"""The pattern rules of the data files: what a clause says about one fact.

A rule names a fact, a value and patterns over tagged text. A negator right before a match turns
the value into the rule's ``negated`` value; ``retract`` takes an earlier value back, and without
``negated`` a negated match says nothing. ``unless`` are patterns that, found in the clause, put
the rule out of force; ``topic`` asks for one of these topics to be under discussion; a rule with
``former: true`` also holds of former times (以前当过兵).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from actions.reading.data_files import load
from actions.reading.patterns import compiled
from actions.reading.tagged import expand

RETRACT = "retract"
"""The value of a match that only takes the rule's own value back."""
FILES = ("housing", "insurance", "work", "business", "status", "status_turns", "answers")
_NEGATOR = compiled(
    expand(
        "(?:{NOT}|没说(?:{ME})?|没讲(?:{ME})?|别|哪有(?:那个?)?(?:闲|本)?钱|哪有工夫|哪有功夫|没钱|没本钱|哪有|哪是|哪里是|哪算|哪|谈不上|没怎么|不怎么)(?:再|有|另外|另|单独|在|去|给|能|真|算|是|属于|什么|啥|任何|正经|正式|固定|一个|个|跟|人|单位|给我|自己|自个){0,3}$"
    )
)


@dataclass(frozen=True)
class Rule:
    fact: str
    value: Any
    pattern: re.Pattern[str]
    negated: Any
    unless: re.Pattern[str] | None
    needs: re.Pattern[str] | None
    topic: frozenset[str]
    awaiting: frozenset[str]
    former: bool
    any_party: bool
    final: bool
    """The pattern has its own negation in it: a negator before it is not looked for."""


@dataclass(frozen=True)
class Match:
    """What one rule reads in a clause; ``value`` may be RETRACT. Positions within the clause."""

    fact: str
    value: Any
    start: int
    end: int
    rule: Rule
    contrast: bool = False
    """Denied by 不是 or 非, which may deny one kind of the thing only."""


@lru_cache(maxsize=1)
def all_rules() -> tuple[Rule, ...]:
    return tuple(_rule(entry) for name in FILES for entry in load(name)["rules"])


def _rule(entry: dict[str, Any]) -> Rule:
    patterns = "|".join(f"(?:{one})" for one in entry["patterns"])
    unless, needs = entry.get("unless"), entry.get("needs")
    return Rule(
        fact=entry["fact"],
        value=entry["value"],
        pattern=compiled(expand(patterns)),
        negated=entry.get("negated"),
        unless=compiled(expand(unless)) if unless else None,
        needs=compiled(expand(needs)) if needs else None,
        topic=frozenset(entry.get("topic", ())),
        awaiting=frozenset(entry.get("awaiting", ())),
        former=bool(entry.get("former", False)),
        any_party=bool(entry.get("any_party", False)),
        final=bool(entry.get("final", False)),
    )


@lru_cache(maxsize=4096)
def matches(clause: str) -> tuple[Match, ...]:
    """Everything that any rule reads in a clause, whatever the talk is about."""
    found: list[Match] = []
    for rule in all_rules():
        if rule.needs and not rule.needs.search(clause):
            continue
        hits = list(rule.pattern.finditer(clause))
        if not hits or (rule.unless and rule.unless.search(clause)):
            continue
        for hit in hits:
            value, contrast = rule.value, False
            negator = None if rule.final else _NEGATOR.search(clause[: hit.start()])
            if negator:
                if rule.negated is None:
                    continue
                value = rule.negated
                contrast = bool(re.match("不是|并不是|也不是|非", negator.group()))
            found.append(Match(rule.fact, value, hit.start(), hit.end(), rule, contrast))
    return tuple(found)


def settled(found: list[Match]) -> list[Match]:
    """Of two readings of one fact that overlap, the longer one; in order of place."""
    kept: list[Match] = []
    for match in sorted(found, key=lambda one: (one.start - one.end, not one.rule.final)):
        if not any(
            match.fact == other.fact and match.start < other.end and other.start < match.end
            for other in kept
        ):
            kept.append(match)
    return sorted(kept, key=lambda one: (one.start, one.end))
