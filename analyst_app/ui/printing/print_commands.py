"""The commands that bring the open reading onto paper and into files for others."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from analyst_app.export.report.open_reading import PAPER
from analyst_app.ui.printing.print_dialog import PrintDialog
from analyst_app.ui.printing.reading_saving import ReadingSaving, opened_in

if TYPE_CHECKING:
    from analyst_app.ui.bars.message_bars import MessageBars
    from analyst_app.ui.files.session_bridge import SessionBridge
    from analyst_app.ui.files.workplace import Workplace
    from analyst_app.ui.widgets.tasks import Tasks


class PrintCommands(QObject):
    """File ▸ Print and File ▸ Save reading as….

    Args:
        bridge: has the open session.
        workplace: has the opened folder.
        bars: tell why a file could not be written.
        tasks: to work with.
        window: dialogs belong to it.
    """

    def __init__(
        self, bridge: SessionBridge, workplace: Workplace, bars: MessageBars, tasks: Tasks, window: QWidget
    ) -> None:
        super().__init__(window)
        self._bridge, self._workplace, self._tasks, self._window = bridge, workplace, tasks, window
        self._saving = ReadingSaving(bridge, workplace, bars, tasks, window)

    def save(self) -> None:
        """Ask where the reading is to be saved, and as what."""
        self._saving.ask()

    def print(self) -> None:
        """Show the pages, and print them."""
        session = self._bridge.session
        if session is None:
            return
        dialog = PrintDialog(opened_in(session, self._workplace.folder), self._tasks, self._window)
        dialog.pdf_wanted.connect(self._save_paper)
        dialog.said.connect(self._bridge.say)
        dialog.open()

    def _save_paper(self) -> None:
        self._saving.ask(PAPER)
