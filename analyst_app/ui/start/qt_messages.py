"""Sends what Qt says to the log of the app's own mistakes."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QMessageLogContext, QtMsgType, qInstallMessageHandler

from analyst_app.session.faults import ErrorLog

_QUIET = (QtMsgType.QtDebugMsg, QtMsgType.QtInfoMsg)


def take_qt_messages(log: ErrorLog) -> Callable[..., Any] | None:
    """Send Qt's warnings to a log; returns the handler that was there before."""

    def take(kind: QtMsgType, context: QMessageLogContext, message: str) -> None:
        if kind not in _QUIET:
            log.write(f"Qt: {message}")

    return qInstallMessageHandler(take)
