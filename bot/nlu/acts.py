"""Classifies what a message does: asks, states, affirms, wants a human, …"""

from __future__ import annotations

from typing import Any, Dict, List, Optional, Sequence, TypeVar

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.classifiers.classifier import IntentClassifier
from rasa.shared.nlu.constants import INTENT, INTENT_NAME_KEY, TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from policy_kb.search.head import TextClassifier

RANKING = "intent_ranking"
PAYLOAD = "/"
MOST_EXAMPLES = 1000
"""An intent with more examples gives an even choice of them: asking has thousands, greeting
seventy, and the many would swallow the few."""
_FILE = "acts"
T = TypeVar("T")


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=True)
class ActClassifier(IntentClassifier, GraphComponent):
    """The text classifier of ``policy_kb.search``, trained on the acts of data/nlu."""

    @staticmethod
    def required_packages() -> List[str]:
        return ["sklearn"]

    def __init__(
        self,
        config: Dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        head: Optional[TextClassifier] = None,
    ) -> None:
        self._config = config
        self._model_storage = model_storage
        self._resource = resource
        self._head = head

    @classmethod
    def create(
        cls,
        config: Dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> ActClassifier:
        return cls(config, model_storage, resource)

    @classmethod
    def load(
        cls,
        config: Dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
        **kwargs: Any,
    ) -> ActClassifier:
        with model_storage.read_from(resource) as folder:
            return cls(config, model_storage, resource, TextClassifier.load(folder, _FILE))

    def train(self, training_data: TrainingData) -> Resource:
        """Fits the classifier on the intent examples that are words, and stores it."""
        words = [e for e in training_data.intent_examples if e.get(TEXT)]
        examples = _thinned([e for e in words if not e.get(TEXT).startswith(PAYLOAD)])
        self._head = TextClassifier.train(
            [e.get(TEXT) for e in examples],
            [e.get(INTENT) for e in examples],
        )
        with self._model_storage.write_to(self._resource) as folder:
            self._head.save(folder, _FILE)
        return self._resource

    def process(self, messages: List[Message]) -> List[Message]:
        """Sets the intent and the whole ranking; a structured payload keeps its own intent."""
        for message in messages:
            text = message.get(TEXT)
            given = (message.get(INTENT) or {}).get(INTENT_NAME_KEY)
            if not text or given or self._head is None:
                continue
            ranking = [
                {"name": name, "confidence": chance}
                for name, chance in self._head.probabilities(text).items()
            ]
            message.set(INTENT, ranking[0], add_to_output=True)
            message.set(RANKING, ranking, add_to_output=True)
        return messages


def evenly(group: Sequence[T], most: int) -> List[T]:
    """At most so many of the group, evenly over its order."""
    step = max(1.0, len(group) / most)
    return [group[int(i * step)] for i in range(min(len(group), most))]


def _thinned(examples: List[Message]) -> List[Message]:
    """At most MOST_EXAMPLES of an intent."""
    by_intent: Dict[str, List[Message]] = {}
    for example in examples:
        by_intent.setdefault(example.get(INTENT), []).append(example)
    return [one for group in by_intent.values() for one in evenly(group, MOST_EXAMPLES)]
