"""The commands that bring the open reading onto paper and into files for others."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from analyst_app.core.layer_ids import is_gold
from analyst_app.export.report.open_reading import PAPER
from analyst_app.ui.printing.print_dialog import PrintDialog
from analyst_app.ui.printing.reading_saving import ReadingSaving, opened_in
from analyst_app.wording import tr

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
        if self._has_something():
            self._saving.ask()

    def print(self) -> None:
        """Show the pages, and print them."""
        session = self._bridge.session
        if session is None or not self._has_something():
            return
        dialog = PrintDialog(opened_in(session, self._workplace.folder), self._tasks, self._window)
        dialog.pdf_wanted.connect(self._save_paper)
        dialog.said.connect(self._bridge.say)
        dialog.open()

    def _has_something(self) -> bool:
        """False where a review has decided nothing yet: what is seen then is the readings of others; that is said."""
        session = self._bridge.session
        if session is None or not is_gold(session.layer_id) or tuple(session.store.annotations):
            return session is not None
        words = tr(
            "What is printed and saved is {layer}, in which nothing is decided yet. File ▸ Export writes the readings "
            "of others as a report.",
            layer=session.layer_id,
        )
        self._bridge.refuse(words)
        return False

    def _save_paper(self) -> None:
        self._saving.ask(PAPER)
