"""The repository is an ordinary Rasa project: Rasa's own tools read it and find nothing amiss."""

from __future__ import annotations

import asyncio
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml
from serving import ROOT, trained_model

from policy_kb.facts import FACTS

STORIES = Path(__file__).with_name("test_stories.yml")
WARNING = re.compile(r"UserWarning: (.*)")


def loaded(name: str) -> Any:
    return yaml.safe_load((ROOT / name).read_text("utf-8"))


def test_rasa_data_validate_finds_nothing() -> None:
    result = subprocess.run(
        [sys.executable, "-m", "rasa", "data", "validate", "--fail-on-warnings"],
        cwd=ROOT,
        env={**os.environ, "RASA_TELEMETRY_ENABLED": "false"},
        capture_output=True,
        text=True,
        timeout=300,
    )
    said = result.stdout + result.stderr
    assert WARNING.findall(said) == []
    assert "No story structure conflicts found" in said
    assert result.returncode == 0, said[-3000:]


def test_every_fact_is_a_slot_and_can_be_asked_by_the_form() -> None:
    domain = loaded("domain.yml")
    assert set(FACTS) <= set(domain["slots"])
    assert set(domain["forms"]["settlement_form"]["required_slots"]) == set(FACTS)
    assert set(FACTS) <= set(domain["entities"])


def test_every_intent_leads_somewhere() -> None:
    domain, rules = loaded("domain.yml"), loaded("data/rules.yml")["rules"]
    intents = {name for intent in domain["intents"] for name in intent}
    led = {step["intent"] for rule in rules for step in rule["steps"] if "intent" in step}
    assert led == intents


def test_every_action_of_the_domain_is_there() -> None:
    from rasa_sdk import Action

    from actions import rasa_actions

    there = {
        made.name()
        for made in (cls() for cls in vars(rasa_actions).values() if _is_action(cls, Action))
        if made.name()
    }
    assert set(loaded("domain.yml")["actions"]) == there


def _is_action(value: Any, base: type) -> bool:
    return isinstance(value, type) and issubclass(value, base) and value is not base


@pytest.mark.model
def test_conversations_go_where_the_stories_say(tmp_path: Path) -> None:
    """As ``rasa test core`` does it; with it the model of the NLU is tested on the stories' words."""
    from rasa.core.agent import Agent
    from rasa.core.test import test as run_stories

    agent = Agent.load(str(trained_model()))
    report = asyncio.run(
        run_stories(str(STORIES), agent, out_directory=str(tmp_path), e2e=True, errors=True)
    )
    failed = tmp_path / "failed_test_stories.yml"
    why = failed.read_text("utf-8") if failed.is_file() else ""
    assert report["report"]["conversation_accuracy"]["accuracy"] == 1.0, why
    assert report["report"]["conversation_accuracy"]["total"] == len(
        loaded(str(STORIES))["stories"]
    )
