"""Sizes of windows that fit the screen: a title bar or a status bar that lies off it cannot be reached."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize
from PySide6.QtGui import QGuiApplication

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

_FRAME = (16, 48)
"""Pixels that a window manager's borders and title bar take at most, across and down."""
_LEAST = (1280, 600)
"""The smallest screen that windows are laid out for; on a smaller one they are as on this."""


def resize_on_screen(window: QWidget, width: int, height: int) -> None:
    """Give a window a size, or as much of it as its screen has room for.

    Args:
        window: a window or dialog that is not shown yet.
        width: of its content, pixels.
        height: of its content, pixels; 0: as little as it needs.
    """
    screen = window.screen() or QGuiApplication.primaryScreen()
    room = screen.availableSize().expandedTo(QSize(*_LEAST))
    window.resize(min(width, room.width() - _FRAME[0]), min(height, room.height() - _FRAME[1]))
