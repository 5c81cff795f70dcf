"""Reconciles the classifier's act with the facts that were read, so that Rasa's rules see one intent."""

from __future__ import annotations

from typing import Any, Dict, List

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.nlu.constants import INTENT, TEXT
from rasa.shared.nlu.training_data.message import Message

from actions.clock import today
from actions.dialogue.acts import decide
from actions.reading import read
from actions.runtime import documents_folder
from bot.nlu.acts import RANKING
from policy_kb.loading import load_places_of

FALLBACK = "nlu_fallback"
ASK_WITH_FACTS = "ask_with_facts"


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=False)
class ActArbiter(GraphComponent):
    """Applies ``actions.dialogue.acts.decide`` without an open question; the ranking stays."""

    @classmethod
    def create(
        cls,
        config: Dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> ActArbiter:
        return cls()

    def __init__(self) -> None:
        self._places = load_places_of(documents_folder())

    def process(self, messages: List[Message]) -> List[Message]:
        """Replaces the intent of every classified message."""
        day = today()
        for message in messages:
            text, ranking = message.get(TEXT), message.get(RANKING)
            if not text or not ranking:
                continue
            acts = {item["name"]: item["confidence"] for item in ranking}
            reading = read(text, places=self._places, as_of=day)
            decided = decide(acts, reading, text)
            name = FALLBACK if decided.main == "unclear" else decided.main
            if name == "ask_policy" and decided.states:
                name = ASK_WITH_FACTS
            message.set(
                INTENT, {"name": name, "confidence": decided.confidence}, add_to_output=True
            )
        return messages
