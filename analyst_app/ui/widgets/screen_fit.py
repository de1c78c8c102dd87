"""Sizes of windows that fit the screen: a title bar or a status bar that lies off it cannot be reached."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize
from PySide6.QtGui import QGuiApplication

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

_FRAME = (16, 48)
"""Pixels that a window manager's borders and title bar take at most, across and down."""
_NOBODYS, _USUAL = QSize(800, 800), QSize(1280, 800)
"""The screen that Qt makes up where there is none, in its own pixels, and the room that counts there."""


def resize_on_screen(window: QWidget, width: int, height: int) -> None:
    """Give a window a size, or as much of it as its screen has room for; the content of a dialog scrolls there.

    Args:
        window: a window or dialog that is not shown yet.
        width: of its content, pixels.
        height: of its content, pixels; 0: as little as it needs.
    """
    window.resize(QSize(width, height).boundedTo(room_for(window)))


def room_for(window: QWidget) -> QSize:
    """The largest size that a window may have on its screen, frame left out, pixels."""
    screen = window.screen() or QGuiApplication.primaryScreen()
    room = screen.availableSize()
    is_nobodys = screen.size() * screen.devicePixelRatio() == _NOBODYS
    if is_nobodys and QGuiApplication.platformName() == "offscreen":
        room = room.expandedTo(_USUAL)
    return room - QSize(*_FRAME)
