"""The Help menu."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, qVersion

from analyst_app import __version__
from analyst_app.preferences import data_folder, preferences_file
from analyst_app.ui.widgets.message import tell
from analyst_app.wording import tr

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from analyst_app.ui.commands.action_set import ActionSet
    from analyst_app.ui.widgets.theme import Looks


class HelpCommands(QObject):
    """Keys, folders, version.

    Args:
        actions: whose keys are shown.
        looks: colours and sizes.
        state: the local state folder.
        own_file: gives the file of the open layer; None if none is open.
        parent: the window.
    """

    def __init__(
        self, actions: ActionSet, looks: Looks, state: Path, own_file: Callable[[], Path | None], parent: QWidget
    ) -> None:
        super().__init__(parent)
        self._actions, self._looks, self._state = actions, looks, state
        self._own_file, self._window = own_file, parent
        actions.register("help.keys", self._show_keys)
        actions.register("help.folder", self._show_folders)
        actions.register("help.about", self._show_about)

    def _show_keys(self) -> None:
        from analyst_app.ui.commands.key_sheet import KeySheet

        KeySheet(self._actions, self._looks, self._window).open()

    def _show_folders(self) -> None:
        own_file = self._own_file()
        lines = [
            tr("Preferences: {path}", path=preferences_file()),
            tr("History and last session: {folder}", folder=self._state),
            tr("Samples: {path}", path=data_folder() / "samples"),
        ]
        if own_file is not None:
            lines.insert(0, tr("Your tags: {path}", path=own_file))
        tell(self._window, tr("Where things are"), "\n\n".join(lines))

    def _show_about(self) -> None:
        words = tr(
            "Analyst App {version}\nQt {qt}\n\n"
            "Mark claims, quotes and actors in news articles. Works offline; nothing is ever sent anywhere.",
            version=__version__,
            qt=qVersion(),
        )
        tell(self._window, tr("About Analyst App"), words)
