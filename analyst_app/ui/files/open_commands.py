"""The File menu's ways to open something."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from analyst_app.session.layer_names import ARTICLE_FILES, PACKET_FILES
from analyst_app.wording import tr

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from analyst_app.ui.commands.action_set import ActionSet
    from analyst_app.ui.files.desk import Desk
    from analyst_app.ui.files.opener import Opener
    from analyst_app.ui.files.workplace import Workplace


class OpenCommands(QObject):
    """Asks which files or folder."""

    def __init__(self, actions: ActionSet, opener: Opener, desk: Desk, workplace: Workplace, parent: QWidget) -> None:
        super().__init__(parent)
        self._opener, self._desk, self._workplace, self._window = opener, desk, workplace, parent
        actions.register("file.open", self._ask_for_files)
        actions.register("file.open_folder", self._ask_for_folder)
        actions.register("file.samples", opener.open_samples)
        actions.register("file.reload", desk.reload)

    def _ask_for_files(self) -> None:
        from PySide6.QtWidgets import QFileDialog  # Qt's dialogs are made known when one is asked for

        kinds = tr(
            "Articles and packets ({articles} {packets});;All files (*)", articles=ARTICLE_FILES, packets=PACKET_FILES
        )
        names, _ = QFileDialog.getOpenFileNames(self._window, tr("Open articles"), self._place(), kinds)
        if names:
            self._opener.open_paths([Path(name) for name in names])

    def _ask_for_folder(self) -> None:
        from PySide6.QtWidgets import QFileDialog

        name = QFileDialog.getExistingDirectory(self._window, tr("Open a folder of articles"), self._place())
        if name:
            self._opener.open_paths([Path(name)])

    def _place(self) -> str:
        order = self._desk.order
        return str(order.path.parent if order is not None else self._workplace.folder or Path.home())
