"""The preferences while the window is open: as they are, and written when they change."""

from __future__ import annotations

from threading import Lock
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal

from analyst_app.errors import AnalystError, why_unwritten
from analyst_app.preferences import Preferences, change_preferences
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
        self._unwritten: dict[str, Any] = {}
        """Changed values by name that are in no file yet."""
        self._writing = Lock()

    @property
    def preferences(self) -> Preferences:
        """The preferences as they are."""
        return self._preferences

    def take(self, wanted: Preferences) -> None:
        """Use other preferences, and write what differs, in a worker."""
        before, self._preferences = self._preferences._asdict(), wanted
        changed = {name: value for name, value in wanted._asdict().items() if value != before[name]}
        changed.pop("unknown", None)
        self.changed.emit()
        if changed:
            self._unwritten |= changed
            self._tasks.run(self._write, failed=self._fail, must_end=True)

    def _write(self) -> None:
        """In a worker: write all that waits; one after the other, so that the last word counts."""
        with self._writing:
            waiting = dict(self._unwritten)
            if not waiting:
                return  # the worker before wrote this, too
            change_preferences(waiting)
            for name, value in waiting.items():
                if self._unwritten.get(name) is value:
                    self._unwritten.pop(name, None)

    def _fail(self, error: Exception) -> None:
        if isinstance(error, AnalystError):
            self.failed.emit(str(error))
            return
        if not isinstance(error, OSError):
            raise error
        self.failed.emit(tr("The preferences could not be written: {why}.", why=why_unwritten(error)))
