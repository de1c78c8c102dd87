"""The one filter of annotations: the table, View ▸ Show only, and the keys that go from one to the next agree by it."""

from __future__ import annotations

from collections.abc import Collection
from typing import NamedTuple

from PySide6.QtCore import QObject, Signal

from analyst_app.core.finding import narrows
from analyst_app.gestures.spoken_by import Speaker
from analyst_app.session.codebook_use import CodebookUse

WAITING = "\0waiting"
"""Stands among the tags for what has no place yet."""


class Sought(NamedTuple):
    """Marks of the annotations that are let through."""

    words: str = ""
    tags: frozenset[str] | None = None
    shows_helpers: bool = False
    speaker: Speaker | None = None
    older_in: CodebookUse | None = None
    """Only what is made under an older version of the codebook than this says; None: whatever it is made under."""

    def is_narrower(self, before: Sought, helpers: frozenset[str]) -> bool:
        """True if all that this lets through was let through before.

        Args:
            before: what was asked for.
            helpers: ids of tags that are not let through where none is asked for.
        """
        if (self.speaker, self.older_in) != (before.speaker, before.older_in) or not narrows(self.words, before.words):
            return False
        if before.tags is not None:
            return self.tags is not None and self.tags <= before.tags
        if before.shows_helpers or self.tags is None:
            return before.shows_helpers or not self.shows_helpers
        return not self.tags & helpers


class AnnotationFilter(QObject):
    """Words to look for, the tags that are let through, and whose words."""

    changed = Signal()
    """Other words or tags."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.words = ""
        """Are looked for in text, note and speaker; empty lets all in."""
        self.tags: frozenset[str] | None = None
        """Ids of the tags that are let through, or ``WAITING``; None for all, but the helpers in the table."""
        self.shows_helpers = False
        """True if the table lists helpers (cues, skipped text) though no tag is asked for."""
        self.speaker: Speaker | None = None
        """The person whose words the table lists; None for anybody's. The text shows all."""
        self.is_older_only = False
        """True if the table lists only what is made under an older version of the codebook. The text shows all."""

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

    def show_helpers(self, is_wanted: bool) -> None:
        """List helpers, too, or no longer."""
        if is_wanted != self.shows_helpers:
            self.shows_helpers = is_wanted
            self.changed.emit()

    def show_said_by(self, speaker: Speaker | None) -> None:
        """List only what one person says; None for all."""
        if speaker != self.speaker:
            self.speaker = speaker
            self.changed.emit()

    def show_older(self, is_wanted: bool) -> None:
        """List only what is made under an older version of the codebook, or all again."""
        if is_wanted != self.is_older_only:
            self.is_older_only = is_wanted
            self.changed.emit()

    @property
    def is_of_some(self) -> bool:
        """True if the table lists only one person's words, or what is made under an older version of the codebook."""
        return self.speaker is not None or self.is_older_only

    def sought(self, use: CodebookUse | None) -> Sought:
        """The marks of what is let through.

        Args:
            use: the codebook of the open layer; None: none is open.
        """
        return Sought(self.words, self.tags, self.shows_helpers, self.speaker, use if self.is_older_only else None)

    def show_all_of_tags(self) -> None:
        """List anybody's words again, made under whatever version of the codebook."""
        if self.is_of_some:
            self.speaker, self.is_older_only = None, False
            self.changed.emit()

    @property
    def is_on(self) -> bool:
        """True if something was asked for."""
        return bool(self.words) or self.tags is not None or self.speaker is not None or self.is_older_only

    def clear(self) -> None:
        """Let all through, but helpers."""
        if self.is_on:
            self.words, self.tags, self.speaker, self.is_older_only = "", None, None, False
            self.changed.emit()
