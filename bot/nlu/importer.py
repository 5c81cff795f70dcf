"""Gives Rasa the policy's phrasings as examples of the acts of asking, from where they stand."""

from __future__ import annotations

from typing import Any, Dict, List, Optional, Union

from rasa.shared.core.domain import Domain
from rasa.shared.core.training_data.structures import StoryGraph
from rasa.shared.importers.importer import TrainingDataImporter
from rasa.shared.nlu.constants import INTENT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from actions.rasa_actions import EDIT_INTENT
from actions.runtime import documents_folder
from bot.nlu.arbiter import ASK_WITH_FACTS
from policy_kb import load_library
from policy_kb.checks import OUTSIDE
from policy_kb.search.topics import phrasings

ASK = "ask_policy"
NOT_COVERED = "out_of_scope"
SENT = (EDIT_INTENT, ASK_WITH_FACTS)
"""Intents set by a payload or by the arbiter; the classifier does not learn them."""


class PolicyImporter(TrainingDataImporter):
    """Adds NLU examples only; stories, domain and configuration come from the project's files."""

    def __init__(
        self,
        config_file: Optional[str] = None,
        domain_path: Optional[str] = None,
        training_data_paths: Optional[Union[List[str], str]] = None,
    ) -> None:
        self._documents = documents_folder()

    def get_nlu_data(self, language: Optional[str] = "en") -> TrainingData:
        """Every phrasing of a clause or open point asks; the others are out of scope. Intents that
        no one's words carry are shown as the payloads they are sent as."""
        local = load_library(self._documents).local
        examples = [
            Message.build(
                text=phrasing.text,
                intent=NOT_COVERED if phrasing.target == OUTSIDE else ASK,
            )
            for phrasing in phrasings(local)
        ]
        payloads = [
            Message.build(text=text, intent=intent)
            for intent in SENT
            for text in (f"/{intent}", f"/{intent}{{}}")
        ]
        known = [example for example in examples if example.get(INTENT)]
        return TrainingData(training_examples=[*known, *payloads])

    def get_domain(self) -> Domain:
        return Domain.empty()

    def get_stories(self, exclusion_percentage: Optional[int] = None) -> StoryGraph:
        return StoryGraph([])

    def get_conversation_tests(self) -> StoryGraph:
        return StoryGraph([])

    def get_config(self) -> Dict[str, Any]:
        return {}

    def get_config_file_for_auto_config(self) -> Optional[str]:
        return None
