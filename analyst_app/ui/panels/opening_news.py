"""Says that an article is being opened, where that takes long enough to be seen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from analyst_app.ui.widgets.message import shown_name
from analyst_app.wording import tr

if TYPE_CHECKING:
    from analyst_app.ui.files.desk import Desk
    from analyst_app.ui.files.session_bridge import SessionBridge
    from analyst_app.ui.widgets.empty_note import EmptyNote

_PATIENCE = 150
"""Milliseconds in which nothing is said: a small article is there before."""


class OpeningNews(QObject):
    """Tells in the status bar what is being read, and in the table that its annotations are not there yet.

    Args:
        desk: opens articles.
        bridge: brings words to the status bar.
        no_rows: stands where the table has no rows.
    """

    def __init__(self, desk: Desk, bridge: SessionBridge, no_rows: EmptyNote) -> None:
        super().__init__(no_rows)
        self._desk, self._bridge, self._no_rows = desk, bridge, no_rows
        self._is_told = False
        self._timer = QTimer(self, singleShot=True, interval=_PATIENCE)
        self._timer.timeout.connect(self._tell)
        desk.opening_changed.connect(self._follow)
        self._follow()

    def _follow(self) -> None:
        if self._desk.opening is None:
            self._timer.stop()
            if self._is_told:
                self._is_told = False
                self._bridge.work("")
                self._show("")
        elif self._is_told:
            self._tell()
        elif not self._timer.isActive():
            self._timer.start()

    def _tell(self) -> None:
        opening = self._desk.opening
        if opening is None:
            return
        self._is_told = True
        name = shown_name(opening.order.path.name)
        reading = tr("Reading the annotations…") if opening.has_text else ""
        words = reading or tr("Opening {article}…", article=name)
        self._bridge.work(f"{words} {tr('Keys wait until it is done.')}" if opening.keys_wait else words)
        self._show(reading)

    def _show(self, words: str) -> None:
        self._no_rows.say(words)
