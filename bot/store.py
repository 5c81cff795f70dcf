"""Conversations as people see them again: turns with their replies, the ratings given, and by
which campaign's QR code people came.

Rasa's own tracker store holds the dialogue's state in the same database. All texts are masked
before they come here.
"""

from __future__ import annotations

import json
import time
from dataclasses import dataclass
from typing import Any, Optional

import sqlalchemy as sa
from sqlalchemy.exc import IntegrityError, OperationalError, ProgrammingError

_OTHER_PROCESS_SECONDS = 1.0

_metadata = sa.MetaData()

_turns = sa.Table(
    "turns",
    _metadata,
    sa.Column("id", sa.Integer, primary_key=True, autoincrement=True),
    sa.Column("session_id", sa.String(128), nullable=False, index=True),
    sa.Column("client_message_id", sa.String(64)),
    sa.Column("at", sa.Float, nullable=False, index=True),
    sa.Column("message", sa.Text),
    sa.Column("response", sa.Text, nullable=False),
    sa.UniqueConstraint("session_id", "client_message_id"),
)
_feedback = sa.Table(
    "feedback",
    _metadata,
    sa.Column("session_id", sa.String(128), primary_key=True),
    sa.Column("turn_id", sa.Integer, primary_key=True),
    sa.Column("at", sa.Float, nullable=False),
    sa.Column("rating", sa.String(8), nullable=False),
    sa.Column("reason", sa.String(32)),
)
_scenes = sa.Table(
    "scenes",
    _metadata,
    sa.Column("session_id", sa.String(128), primary_key=True),
    sa.Column("scene", sa.String(32), nullable=False),
    sa.Column("at", sa.Float, nullable=False, index=True),
)


@dataclass(frozen=True)
class Turn:
    """One exchange. ``message`` is None where facts were edited by hand; ``at`` is a Unix time."""

    id: int
    at: float
    message: Optional[str]
    response: dict[str, Any]


class ConversationStore:
    """Turns, ratings and scenes in one SQL database."""

    def __init__(self, engine: sa.engine.Engine) -> None:
        self._engine = engine
        create_tables(engine, _metadata)

    def add(
        self,
        session_id: str,
        message: Optional[str],
        response: dict[str, Any],
        client_message_id: Optional[str] = None,
    ) -> int:
        """Stores one exchange and returns its number. IntegrityError for a repeated client id."""
        with self._engine.begin() as connection:
            result = connection.execute(
                _turns.insert().values(
                    session_id=session_id,
                    client_message_id=client_message_id,
                    at=time.time(),
                    message=message,
                    response=json.dumps(response, ensure_ascii=False),
                )
            )
            return int(result.inserted_primary_key[0])

    def turns(self, session_id: str) -> list[Turn]:
        """The conversation, oldest first."""
        query = _turns.select().where(_turns.c.session_id == session_id).order_by(_turns.c.id)
        with self._engine.connect() as connection:
            return [_turn(row) for row in connection.execute(query)]

    def last(self, session_id: str) -> Optional[Turn]:
        """The newest exchange of a conversation."""
        query = (
            _turns.select()
            .where(_turns.c.session_id == session_id)
            .order_by(_turns.c.id.desc())
            .limit(1)
        )
        with self._engine.connect() as connection:
            row = connection.execute(query).first()
        return _turn(row) if row is not None else None

    def find(self, session_id: str, client_message_id: str) -> Optional[Turn]:
        """The exchange that a client's message id already led to."""
        query = _turns.select().where(
            _turns.c.session_id == session_id, _turns.c.client_message_id == client_message_id
        )
        with self._engine.connect() as connection:
            row = connection.execute(query).first()
        return _turn(row) if row is not None else None

    def rate(self, session_id: str, turn_id: int, rating: str, reason: Optional[str]) -> bool:
        """Keeps the newest rating of a turn; False where the session has no such turn."""
        exists = sa.select(_turns.c.id).where(
            _turns.c.session_id == session_id, _turns.c.id == turn_id
        )
        key = sa.and_(_feedback.c.session_id == session_id, _feedback.c.turn_id == turn_id)
        with self._engine.begin() as connection:
            if connection.execute(exists).first() is None:
                return False
            connection.execute(_feedback.delete().where(key))
            connection.execute(
                _feedback.insert().values(
                    session_id=session_id,
                    turn_id=turn_id,
                    at=time.time(),
                    rating=rating,
                    reason=reason,
                )
            )
        return True

    def ratings(self, session_id: str) -> dict[int, str]:
        """Turn number → rating."""
        query = _feedback.select().where(_feedback.c.session_id == session_id)
        with self._engine.connect() as connection:
            return {row.turn_id: row.rating for row in connection.execute(query)}

    def note_scene(self, session_id: str, scene: str) -> None:
        """Keeps the newest scene that led a session here; at most 32 characters."""
        values = {"scene": scene, "at": time.time()}
        again = _scenes.update().where(_scenes.c.session_id == session_id).values(**values)
        try:
            with self._engine.begin() as connection:
                if connection.execute(again).rowcount == 0:
                    connection.execute(_scenes.insert().values(session_id=session_id, **values))
        except IntegrityError:  # another process was faster; the newer one is kept
            with self._engine.begin() as connection:
                connection.execute(again)

    def scene(self, session_id: str) -> Optional[str]:
        """The scene that led a session here."""
        query = sa.select(_scenes.c.scene).where(_scenes.c.session_id == session_id)
        with self._engine.connect() as connection:
            row = connection.execute(query).first()
        return row.scene if row is not None else None

    def scenes(self) -> list[str]:
        """The different scenes that are kept, the oldest first."""
        query = (
            sa.select(_scenes.c.scene)
            .group_by(_scenes.c.scene)
            .order_by(sa.func.min(_scenes.c.at), _scenes.c.scene)
        )
        with self._engine.connect() as connection:
            return [row.scene for row in connection.execute(query)]

    def erase(self, session_id: str) -> bool:
        """Deletes the conversation, its ratings and its scene; False where nobody had talked."""
        with self._engine.begin() as connection:
            connection.execute(_scenes.delete().where(_scenes.c.session_id == session_id))
            connection.execute(_feedback.delete().where(_feedback.c.session_id == session_id))
            gone = connection.execute(_turns.delete().where(_turns.c.session_id == session_id))
        wipe(self._engine)
        return bool(gone.rowcount)

    def expired(self, before: float) -> list[str]:
        """Sessions whose newest turn or scene is older than the Unix time ``before``."""
        kept = sa.union_all(
            sa.select(_turns.c.session_id, _turns.c.at),
            sa.select(_scenes.c.session_id, _scenes.c.at),
        ).subquery()
        query = (
            sa.select(kept.c.session_id)
            .group_by(kept.c.session_id)
            .having(sa.func.max(kept.c.at) < before)
        )
        with self._engine.connect() as connection:
            return [row.session_id for row in connection.execute(query)]

    def ping(self) -> None:
        """Raises SQLAlchemy's error where the database does not answer."""
        with self._engine.connect() as connection:
            connection.execute(sa.text("select 1"))

    def close(self) -> None:
        """Gives the connections back."""
        self._engine.dispose()


def make_engine(url: str) -> sa.engine.Engine:
    """An engine that finds lost connections, keeps contents out of its errors, and whose SQLite
    file waits for other writers instead of failing."""
    if not url.startswith("sqlite"):
        return sa.create_engine(url, pool_pre_ping=True, hide_parameters=True)
    engine = sa.create_engine(
        url, connect_args={"check_same_thread": False, "timeout": 15}, hide_parameters=True
    )

    @sa.event.listens_for(engine, "connect")
    def _pragmas(connection: Any, record: Any) -> None:
        connection.execute("pragma journal_mode=wal")
        connection.execute("pragma synchronous=normal")
        connection.execute("pragma secure_delete=on")

    return engine


def create_tables(engine: sa.engine.Engine, metadata: sa.MetaData) -> None:
    """Makes the tables that are missing, also while another process is doing the same."""
    try:
        metadata.create_all(engine)
    except (IntegrityError, OperationalError, ProgrammingError):
        time.sleep(_OTHER_PROCESS_SECONDS)
        metadata.create_all(engine)


def wipe(engine: sa.engine.Engine) -> None:
    """Removes what was deleted from SQLite's write-ahead log too; other databases do without."""
    if engine.dialect.name == "sqlite":
        with engine.connect() as connection:
            connection.exec_driver_sql("pragma wal_checkpoint(truncate)").all()


def _turn(row: Any) -> Turn:
    return Turn(row.id, row.at, row.message, json.loads(row.response))


__all__ = [
    "ConversationStore",
    "IntegrityError",
    "Turn",
    "create_tables",
    "make_engine",
    "wipe",
]
