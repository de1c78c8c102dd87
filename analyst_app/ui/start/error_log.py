"""The log: what Qt says and what nobody caught, in ``errors.log`` of the state folder."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtCore import QMessageLogContext, QtMsgType, qInstallMessageHandler

_LARGEST = 1_000_000
_QUIET = (QtMsgType.QtDebugMsg, QtMsgType.QtInfoMsg)


class ErrorLog:
    """Adds to the log; a folder that cannot be written is no error."""

    def __init__(self, state: Path) -> None:
        self.path = state / "errors.log"

    def write(self, words: str) -> bool:
        """Add an entry; False if it could not be written."""
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            if self.path.exists() and self.path.stat().st_size > _LARGEST:
                self.path.replace(self.path.with_suffix(".log.old"))
            with self.path.open("a", encoding="utf-8", errors="backslashreplace") as log:
                log.write(f"{time.strftime('%Y-%m-%d %H:%M:%S')} {words.rstrip()}\n")
        except OSError:
            return False
        return True

    def take_qt_messages(self) -> Callable[..., Any] | None:
        """Send Qt's warnings here; returns the handler that was there before."""
        return qInstallMessageHandler(self._take)

    def _take(self, kind: QtMsgType, context: QMessageLogContext, message: str) -> None:
        if kind not in _QUIET:
            self.write(f"Qt: {message}")
