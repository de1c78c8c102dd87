"""A window that gives way to an article that it leads to, and comes back as it was left."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PySide6.QtWidgets import QDialog, QMainWindow


class WindowLeft:
    """The window that a command has opened, until it is closed.

    Args:
        window: that it stands over. What lies there has the keyboard when it gives way or is closed.
    """

    def __init__(self, window: QMainWindow) -> None:
        self.window = window
        self._shown: QDialog | None = None
        self._of: object = None

    def comes_back(self, of: object) -> bool:
        """Show it again as it was left; False if it was closed, or was of something else and is closed now.

        Args:
            of: all that it must be of, such as the folder.
        """
        if self._shown is not None and self._of != of:
            self._shown.close()
        if self._shown is None:
            return False
        self._shown.show()
        self._shown.raise_()
        self._shown.activateWindow()
        return True

    def keep(self, shown: QDialog, of: object) -> None:
        """Show a new one.

        Args:
            shown: the window.
            of: all that it is of.
        """
        self._shown, self._of = shown, of
        shown.finished.connect(self._forget)
        shown.show()

    def give_way(self) -> None:
        """Let what it leads to be in front, with the keyboard."""
        if self._shown is not None:
            self._shown.hide()
        self.window.activateWindow()

    def _forget(self) -> None:
        self._shown = None
        self.window.activateWindow()
