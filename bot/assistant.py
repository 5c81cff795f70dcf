"""The assistant of one server: loads in the background, says when it can talk."""

from __future__ import annotations

import logging
import threading
import time
from pathlib import Path
from typing import Optional

from sqlalchemy.engine import Engine
from sqlalchemy.exc import OperationalError

from actions.dialogue import Dialogue
from actions.runtime import dialogue
from bot.agent import AgentThread, load_agent
from bot.locks import locks_for
from bot.service import Conversations
from bot.settings import Settings
from bot.store import ConversationStore, make_engine

_DATABASE_WAIT = 3.0

log = logging.getLogger("luohu")


class Assistant:
    """``conversations`` and ``dialogue`` are None until loading is done; ``failure`` says why not."""

    def __init__(self, settings: Settings, model: Path) -> None:
        self._settings = settings
        self._model = model
        self._thread: Optional[AgentThread] = None
        self.conversations: Optional[Conversations] = None
        self.dialogue: Optional[Dialogue] = None
        self.failure: Optional[str] = None

    def start(self) -> None:
        """Begins loading without waiting for it."""
        threading.Thread(target=self._load, name="loading", daemon=True).start()

    def stop(self) -> None:
        """Ends the agent's thread after the turn under way and closes the database."""
        if self._thread is not None:
            self._thread.stop()
        if self.conversations is not None:
            self.conversations.store.close()

    def _load(self) -> None:
        try:
            settings = self._settings
            settings.data.mkdir(parents=True, exist_ok=True)
            self.dialogue = dialogue()
            engine = make_engine(settings.conversations_url)
            _wait_for(engine)
            agent = load_agent(self._model, engine, locks_for(settings.redis_url))
            store = ConversationStore(engine)
            self._thread = AgentThread()
            conversations = Conversations(agent, store, self._thread)
            self._thread.submit(agent.parse_message("热身")).result()
            self.conversations = conversations
            log.info("助手准备好了")
        except Exception as error:  # the server stays up and says what is wrong
            self.failure = f"{type(error).__name__}: {error}"
            log.exception("助手没能启动")


def _wait_for(engine: Engine) -> None:
    """Returns when the database answers; servers and databases often start together."""
    while True:
        try:
            engine.connect().close()
        except OperationalError as error:
            if engine.dialect.name == "sqlite":
                raise
            log.warning("数据库还没有回应，%.0f 秒后再试：%s", _DATABASE_WAIT, error.orig)
            time.sleep(_DATABASE_WAIT)
        else:
            return
