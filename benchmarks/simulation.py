"""Talks to the assistant without a server, and plays applicants who answer its questions."""

from __future__ import annotations

import asyncio
import tempfile
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from datetime import date
from types import TracebackType
from typing import Any, Optional

from actions.reading import read
from actions.runtime import dialogue
from bot import logs
from bot.settings import load_settings

Case = dict[str, Any]
MAX_TURNS = 40


class Talks:
    """The assistant in this process, with conversations in memory. Use as a context manager."""

    def __init__(self, as_of: date) -> None:
        logs.configure("WARNING")
        from bot.agent import AgentThread, load_agent
        from bot.locks import locks_for
        from bot.service import Conversations
        from bot.store import ConversationStore, make_engine
        from bot.training import current_model

        model = current_model(load_settings())
        if model is None:
            raise SystemExit("还没有训练好的模型，请先运行 make train")
        self.as_of = as_of
        self._thread = AgentThread()
        self.aside = ThreadPoolExecutor(1)  # the caller's thread may have a loop of its own
        self._folder = tempfile.TemporaryDirectory(prefix="luohu-")
        url = f"sqlite:///{self._folder.name}/talks.db"
        engine = make_engine(url)
        agent = load_agent(model, engine, locks_for(None))
        self.conversations = Conversations(agent, ConversationStore(engine), self._thread)
        self._library = dialogue().library
        self.local = self._library.local.info.number

    def __enter__(self) -> Talks:
        return self

    def __exit__(
        self,
        kind: Optional[type[BaseException]],
        error: Optional[BaseException],
        trace: Optional[TracebackType],
    ) -> None:
        self.aside.shutdown()
        self._thread.stop()
        self.conversations.store.close()
        self._folder.cleanup()

    def begin(self) -> Talk:
        """A new conversation."""
        return Talk(self)

    def once(self, message: str) -> Case:
        """The response to a single message."""
        return self.begin().say(message)

    def extract(self, text: str, awaiting: Optional[str]) -> Case:
        """The facts of one message."""
        places = self._library.local.places
        return read(text, places=places, awaiting=awaiting, as_of=self.as_of).facts


class Talk:
    """One conversation."""

    def __init__(self, talks: Talks) -> None:
        from bot.service import new_session_id

        self._talks = talks
        self.session_id = new_session_id()

    def say(self, message: str) -> Case:
        """One message and its response."""
        talks = self._talks
        turn = talks.conversations.say(self.session_id, message, talks.as_of)
        return talks.aside.submit(asyncio.run, turn).result()


@dataclass
class Outcome:
    """How a simulated applicant fared."""

    assessment: Optional[Case] = None
    asked: list[str] = field(default_factory=list)
    interruptions: list[tuple[bool, str]] = field(default_factory=list)
    log: list[str] = field(default_factory=list)


def simulate(talk: Talk, case: Case) -> Outcome:
    """Plays one applicant: opening, answers, interruptions and corrections as the case says."""
    outcome = Outcome()
    response = talk.say(case["opening"])
    outcome.log.append(case["opening"])
    interruptions = {i["after_question"]: i for i in case["interruptions"]}
    corrections = {c["after_question"]: c for c in case["corrections"]}
    for _ in range(MAX_TURNS):
        awaiting = response["awaiting"]
        if awaiting is None:
            break
        outcome.asked.append(awaiting)
        number = len(outcome.asked)
        if (interruption := interruptions.pop(number, None)) is not None:
            response = talk.say(interruption["text"])
            cited = [c["clause"] for r in response["replies"] for c in r["citations"]]
            right = bool(set(cited) & set(interruption["accept"])) or not interruption["accept"]
            kept = response["awaiting"] == awaiting
            outcome.interruptions.append(
                (right and kept, f"{interruption['text']} {cited} {response['awaiting']}")
            )
        if (correction := corrections.pop(number, None)) is not None:
            response = talk.say(correction["text"])
            outcome.log.append(correction["text"])
            if response["awaiting"] is None:
                break
            awaiting = response["awaiting"]
        answer = case["answers"].get(awaiting, "不清楚")
        outcome.log.append(f"{awaiting}? {answer}")
        response = talk.say(answer)
    outcome.assessment = response["assessment"]
    return outcome
