"""The preferences while the window is open: as they are, and written when they change."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from analyst_app.errors import why_unwritten
from analyst_app.preferences import Preferences, save_preferences
from analyst_app.wording import tr

if TYPE_CHECKING:
    from analyst_app.ui.widgets.tasks import Tasks


class PreferenceKeeper(QObject):
    """Holds the preferences.

    Args:
        preferences: as they were loaded.
        tasks: to write with.
        parent: the window.
    """

    changed = Signal()
    """They are others."""
    failed = Signal(str)
    """They could not be written: the sentence that says why."""

    def __init__(self, preferences: Preferences, tasks: Tasks, parent: QObject) -> None:
        super().__init__(parent)
        self._preferences, self._tasks = preferences, tasks

    @property
    def preferences(self) -> Preferences:
        """The preferences as they are."""
        return self._preferences

    def take(self, wanted: Preferences) -> None:
        """Use other preferences and write them, in a worker."""
        self._preferences = wanted
        self.changed.emit()
        self._tasks.run(
            save_preferences,
            wanted,
            failed=self._fail,
            must_end=True,
        )

    def _fail(self, error: Exception) -> None:
        if not isinstance(error, OSError):
            raise error
        self.failed.emit(tr("The preferences could not be written: {why}.", why=why_unwritten(error)))
