"""Interfaces of our own for accessibility, made when somebody asks for them first.

Qt asks one factory after the other for the interface of an object; the factory
cannot be taken away again, so there is one for all, which knows whom to ask.
Qt deletes an interface with its object and tells Python nothing of it: whoever made
one must keep it that long, or Qt would reach into what is gone.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING
from weakref import WeakKeyDictionary

from PySide6.QtGui import QAccessible

if TYPE_CHECKING:
    from PySide6.QtCore import QObject
    from PySide6.QtGui import QAccessibleInterface

Maker = Callable[["QObject"], "QAccessibleInterface | None"]
_makers: WeakKeyDictionary[QObject, Maker] = WeakKeyDictionary()
_kept: WeakKeyDictionary[QObject, QAccessibleInterface] = WeakKeyDictionary()
_is_installed: list[bool] = []


def offer(owner: QObject, make: Maker) -> None:
    """Have an object's interface made by a function, when it is asked for.

    Args:
        owner: the object.
        make: makes it, or answers None for Qt's own.
    """
    if not _is_installed:
        _is_installed.append(True)
        QAccessible.installFactory(_made)
    _makers[owner] = make


def _made(name: str, owner: QObject) -> QAccessibleInterface | None:
    make = _makers.pop(owner, None)
    if make is None:
        return None
    found = make(owner)
    if found is not None:
        _kept[owner] = found
    return found
