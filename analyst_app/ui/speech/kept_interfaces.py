"""Interfaces of our own for accessibility, made when somebody asks for them first.

Qt asks one factory after the other for the interface of an object; the factory
cannot be taken away again, so there is one for all, which knows whom to ask.

Whatever is registered, Qt deletes by itself: with its object, by ``drop``, or at the
program's end. If Python let go of one before, Qt would reach into what is gone. So
each is kept here until it is found to be deleted.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING
from weakref import WeakKeyDictionary

from PySide6.QtGui import QAccessible
from shiboken6 import isValid

if TYPE_CHECKING:
    from PySide6.QtCore import QObject
    from PySide6.QtGui import QAccessibleInterface

Maker = Callable[["QObject"], "QAccessibleInterface | None"]
_makers: WeakKeyDictionary[QObject, Maker] = WeakKeyDictionary()
_of_objects: list[QAccessibleInterface] = []
_of_none: dict[int, QAccessibleInterface] = {}
"""By Qt's id: those of things that are no objects of Qt."""
_is_installed: list[bool] = []


def offer(owner: QObject, make: Maker) -> None:
    """Have an object's interface made by a function, when it is asked for.

    Args:
        owner: the object.
        make: makes it, or answers None for Qt's own; while it does, Qt's own can be asked for.
    """
    if not _is_installed:
        _is_installed.append(True)
        QAccessible.installFactory(_made)
    if QAccessible.isActive():  # Qt may have made one already: a later one takes its place
        QAccessible.queryAccessibleInterface(owner)
        found = _kept(make(owner))
        if found is not None:
            QAccessible.registerAccessibleInterface(found)
        return
    _makers[owner] = make


def keep(interface: QAccessibleInterface) -> int:
    """Register the interface of a thing that is no object of Qt, until ``drop``.

    Args:
        interface: it.

    Returns:
        Qt's id of it.
    """
    number = int(QAccessible.registerAccessibleInterface(interface))
    _of_none[number] = interface
    return number


def drop(number: int) -> None:
    """Let Qt delete an interface that was kept.

    Args:
        number: Qt's id of it.
    """
    if number in _of_none:
        QAccessible.deleteAccessibleInterface(number)
        del _of_none[number]


def _made(name: str, owner: QObject) -> QAccessibleInterface | None:
    make = _makers.pop(owner, None)
    return _kept(make(owner)) if make is not None else None


def _kept(found: QAccessibleInterface | None) -> QAccessibleInterface | None:
    _of_objects[:] = [one for one in _of_objects if isValid(one)]
    if found is not None:
        _of_objects.append(found)
    return found
