"""Where people came from: the scene of the QR code they scanned, as a short, bounded label."""

from __future__ import annotations

import re
import threading
from typing import Optional, Protocol

_SLUG = re.compile(r"[a-z0-9][a-z0-9_-]{0,31}")
_LABELS = 50

NONE = "none"
OTHER = "other"


class Scenes(Protocol):
    """Where labels are kept; the conversations' store is one."""

    def note_scene(self, session_id: str, scene: str) -> None: ...

    def scene(self, session_id: str) -> Optional[str]: ...

    def scenes(self) -> list[str]: ...


class Campaigns:
    """The newest scene of each session. Safe for concurrent use; asks the database, so it blocks.

    Labels are bounded in length and in number, so that they can stand in a metric: letters, digits,
    _ and -, at most 32; after the fiftieth different one, and for any other text, "other". The
    labels that are kept already count among the fifty.
    """

    def __init__(self, scenes: Scenes) -> None:
        self._scenes = scenes
        self._guard = threading.Lock()
        kept = [label for label in scenes.scenes() if label != OTHER]
        self._labels = set(kept[:_LABELS])

    def label(self, scene: str) -> str:
        """The label of a scene as WeChat names it, with or without ``qrscene_``."""
        slug = scene.strip().lower().removeprefix("qrscene_")
        if not _SLUG.fullmatch(slug) or slug in (NONE, OTHER):
            return OTHER
        with self._guard:
            if slug not in self._labels:
                if len(self._labels) >= _LABELS:
                    return OTHER
                self._labels.add(slug)
        return slug

    def note(self, session_id: str, scene: Optional[str]) -> str:
        """Keeps the scene that led a session here, where there is one, and returns its label."""
        if not scene:
            return self.of(session_id)
        label = self.label(scene)
        self._scenes.note_scene(session_id, label)
        return label

    def of(self, session_id: str) -> str:
        """The label of the scene that led a session here, "none" where none is known."""
        kept = self._scenes.scene(session_id)
        return self.label(kept) if kept is not None else NONE
