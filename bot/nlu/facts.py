"""Shows Rasa the facts a message states, as entities named like the fact."""

from __future__ import annotations

from typing import Any, Dict, List, Type

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.extractors.extractor import EntityExtractorMixin
from rasa.nlu.tokenizers.tokenizer import Tokenizer
from rasa.shared.nlu.constants import ENTITIES, TEXT
from rasa.shared.nlu.training_data.message import Message

from actions.clock import today
from actions.reading import read
from actions.reading.entities import as_entities
from actions.runtime import documents_folder
from policy_kb.loading import load_places_of


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.ENTITY_EXTRACTOR, is_trainable=False)
class FactExtractor(GraphComponent, EntityExtractorMixin):
    """Wraps ``actions.reading``. It sees no open question; the form reads the message again with it."""

    @classmethod
    def required_components(cls) -> List[Type[Any]]:
        return [Tokenizer]

    @staticmethod
    def required_packages() -> List[str]:
        return ["spacy"]

    @classmethod
    def create(
        cls,
        config: Dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> FactExtractor:
        return cls()

    def __init__(self) -> None:
        self._places = load_places_of(documents_folder())

    def process(self, messages: List[Message]) -> List[Message]:
        """Adds the entities; those of a structured payload stay as they are."""
        day = today()
        for message in messages:
            text = message.get(TEXT)
            if not text:
                continue
            reading = read(text, places=self._places, as_of=day)
            found = self.add_extractor_name(as_entities(reading))
            message.set(ENTITIES, message.get(ENTITIES, []) + found, add_to_output=True)
        return messages
