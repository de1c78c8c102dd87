"""The one filter of annotations: the table, View ▸ Show only, and the keys that go from one to the next agree by it."""

from __future__ import annotations

from collections.abc import Collection

from PySide6.QtCore import QObject, Signal

WAITING = "\0waiting"
"""Stands among the tags for what has no place yet."""


class AnnotationFilter(QObject):
    """Words to look for, and the tags that are let through."""

    changed = Signal()
    """Other words or tags."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.words = ""
        """Are looked for in text, note and speaker; empty lets all in."""
        self.tags: frozenset[str] | None = None
        """Ids of the tags that are let through, or ``WAITING``; None for all."""

    @property
    def painted(self) -> frozenset[str] | None:
        """Ids of the tags that the text shows; None for all. Looking at what waits takes nothing out of the text."""
        return None if self.tags == frozenset((WAITING,)) else self.tags

    def show_only(self, tags: Collection[str] | None) -> None:
        """Let annotations of these tags through only; None or none of them for all."""
        wanted = frozenset(tags) if tags else None
        if wanted != self.tags:
            self.tags = wanted
            self.changed.emit()

    def look_for(self, words: str) -> None:
        """Let only those through that have these words."""
        if words.strip() != self.words:
            self.words = words.strip()
            self.changed.emit()

    def clear(self) -> None:
        """Let all through."""
        if self.words or self.tags is not None:
            self.words, self.tags = "", None
            self.changed.emit()
