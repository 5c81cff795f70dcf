"""Where people came from: the scene of the QR code they scanned, as a short, bounded label."""

from __future__ import annotations

import re
from collections import OrderedDict
from typing import Optional

_SLUG = re.compile(r"[a-z0-9][a-z0-9_-]{0,31}")
_LABELS = 50
_PEOPLE = 10_000

NONE = "none"
OTHER = "other"


class Campaigns:
    """Remembers the newest scene of each session, in memory only.

    Labels are bounded in length and in number, so that they can stand in a metric: letters, digits,
    _ and -, at most 32; after the fiftieth different one, and for any other text, "other".
    """

    def __init__(self) -> None:
        self._labels: set[str] = set()
        self._scenes: OrderedDict[str, str] = OrderedDict()

    def label(self, scene: str) -> str:
        """The label of a scene as WeChat names it, with or without ``qrscene_``."""
        slug = scene.strip().lower().removeprefix("qrscene_")
        if not _SLUG.fullmatch(slug) or slug in (NONE, OTHER):
            return OTHER
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
        self._scenes[session_id] = label
        self._scenes.move_to_end(session_id)
        while len(self._scenes) > _PEOPLE:
            self._scenes.popitem(last=False)
        return label

    def of(self, session_id: str) -> str:
        """The label of the scene that led a session here, "none" where none is known."""
        return self._scenes.get(session_id, NONE)

    def forget(self, session_id: str) -> None:
        """Drops what is known of a session."""
        self._scenes.pop(session_id, None)
