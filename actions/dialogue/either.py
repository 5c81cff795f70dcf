"""A value that may be of more than one fact: which is meant is asked, and the answer understood.

是26个月 不是18个月, where both the rent and the business have lasted 18 months; 在某某社区, where
somebody may live, work or trade.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any, Callable, Mapping, Optional

from actions.dialogue.state import Button, Reply, State
from actions.dialogue.turn import Turn
from actions.reading import Reading
from actions.reading.patterns import compiled
from actions.reading.topics import TOPIC_OF_FACT, cues
from policy_kb.text import normalize

_SHORT = 12
_BOTH = compiled(
    "^(?:是|我|俺|就|那)*(?:[两俩]个?|全|都)+(?:都|是|改|样|得改|要改|处|的|了|错|吧|啊)*$"
)
_SPOT = compiled(
    "^(?:你好|您好|我|俺|咱|人|就|也|都|是|目前|现在|[,， ])*在(?P<spot>[^,，。!?？]{2,12}?)(?:那边|这边|那里|那儿|这里|这儿|里|的|呢|啊|呀|哩|[。!])*$"
)
_WHERE: dict[str, dict[str, Any]] = {
    "residence_area": {},
    "job_area": {"stable_job": True},
    "business_area": {"business": True},
}
"""Where one may be, each with what it presupposes."""


def answered(state: State, text: str, reading: Reading) -> dict[str, Any]:
    """The facts of the one that a short answer picks (租房的, 店的那个); none where it picks none."""
    possible = state.memory.either
    said = normalize(text).strip().rstrip("。!,~ ")
    if not possible or len(said) > _SHORT:
        return {}
    if reading.questions and text.strip() not in state.memory.choices:
        return {}  # 租房能落户吗
    if _BOTH.match(said):
        return {key: value for facts in possible.values() for key, value in facts.items()}
    named = {cue.topic for cue in cues(said)}
    meant = [fact for fact in possible if TOPIC_OF_FACT.get(fact) in named]
    return dict(possible[meant[0]]) if len(meant) == 1 else {}


def place_alone(
    state: State, text: str, reading: Reading, read_as: Callable[[str, Optional[str]], Reading]
) -> Optional[Reading]:
    """The message read as a place of which it does not say what is there (在某某社区)."""
    found = _SPOT.match(normalize(text).strip())
    if reading.facts or reading.questions or reading.supposed or found is None:
        return None
    if cues(found["spot"]):
        return None  # 在厂里
    home = read_as(found["spot"], "residence_area").facts
    if not home or reading.unknown or reading.declined:
        return None
    possible: dict[str, dict[str, Any]] = {}
    for fact, presupposed in _WHERE.items():
        if any(state.facts.get(key) is False for key in presupposed):
            continue
        told = read_as(found["spot"], fact).facts
        places = {key: told[key] for key in (fact, "residence_community") if key in told}
        if places or "residence_area" not in home:  # a community that is not listed
            possible[fact] = {**presupposed, **places}
    return replace(reading, either=possible) if len(possible) > 1 else None


def ask_which(turn: Turn) -> list[Reply]:
    """Asks which of the facts is meant. The open question waits."""
    possible: Mapping[str, Any] = turn.reading.either
    labels = [turn.words.label(fact) for fact in possible]
    text = turn.words.say("which_of", labels="，还是".join(f"“{label}”" for label in labels))
    return [Reply("clarify", text, tuple(Button(label, label) for label in labels))]
