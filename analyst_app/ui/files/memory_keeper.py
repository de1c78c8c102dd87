"""The facts that are remembered from one start to the next, while the window is open."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal

from analyst_app.ui.files.session_memory import Memory, save_memory

if TYPE_CHECKING:
    from analyst_app.ui.widgets.tasks import Tasks


class MemoryKeeper(QObject):
    """Holds the memory and writes it in a worker.

    Args:
        memory: as it was loaded.
        state: the local state folder, in which it is kept.
        tasks: to write with.
        parent: the window.
    """

    recent_changed = Signal()
    """Another path was opened last."""

    def __init__(self, memory: Memory, state: Path, tasks: Tasks, parent: QObject) -> None:
        super().__init__(parent)
        self._memory, self._state, self._tasks = memory, state, tasks

    @property
    def memory(self) -> Memory:
        """The facts noted so far."""
        return self._memory

    def note(self, **facts: Any) -> None:
        """Note facts for the next start, by the names of Memory's fields; ``save`` writes them."""
        self._memory = self._memory._replace(**facts)

    def note_recent(self, path: Path) -> None:
        """Note that a path was opened."""
        self._memory = self._memory.with_recent(str(path))
        self.recent_changed.emit()

    def note_folder(self, path: Path, articles: int, done: int, opened: int) -> None:
        """Note how far a folder is, and when it was opened, in seconds since 1970."""
        self._memory = self._memory.with_folder(str(path), articles, done, opened)

    def forget_folder(self, path: Path) -> None:
        """Forget a folder that is gone."""
        self._memory = self._memory.without_folder(str(path))
        self.recent_changed.emit()

    def choose(self, mark: str) -> None:
        """Note that something was chosen in the palette; it is written with the rest."""
        self._memory = self._memory.with_chosen(mark)

    def save(self) -> None:
        """Write what was noted; the program does not end before it is done."""
        self._tasks.run(save_memory, self._state, self._memory, must_end=True)
