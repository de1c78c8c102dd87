"""The Help menu."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import qVersion

from analyst_app import __version__
from analyst_app.preferences import data_folder, preferences_file
from analyst_app.ui.widgets.message import tell

if TYPE_CHECKING:
    from analyst_app.ui.main_window import MainWindow


class HelpCommands:
    """Keys, folders, version."""

    def __init__(self, window: MainWindow) -> None:
        self._window = window
        window.actions_.register("help.keys", self._show_keys)
        window.actions_.register("help.folder", self._show_folders)
        window.actions_.register("help.about", self._show_about)

    def _show_keys(self) -> None:
        from analyst_app.ui.commands.key_sheet import KeySheet

        KeySheet(self._window.actions_, self._window).open()

    def _show_folders(self) -> None:
        session = self._window.bridge.session
        lines = [
            f"Preferences: {preferences_file()}",
            f"History and last session: {self._window.surroundings.state}",
            f"Samples: {data_folder() / 'samples'}",
        ]
        if session is not None:
            lines.insert(0, f"Your tags: {session.sidecar}")
        tell(self._window, "Where things are", "\n\n".join(lines))

    def _show_about(self) -> None:
        words = (
            f"Analyst App {__version__}\nQt {qVersion()}\n\n"
            "Mark claims, quotes and actors in news articles. Works offline; nothing is ever sent anywhere."
        )
        tell(self._window, "About Analyst App", words)
