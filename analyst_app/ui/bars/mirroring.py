"""Places turned round where a window is laid out from the right: reckoned from the left, put on the other side."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, Qt

if TYPE_CHECKING:
    from PySide6.QtCore import QRect
    from PySide6.QtWidgets import QWidget


def mirrored(rect: QRectF, widget: QWidget) -> QRectF:
    """A place in a widget as it is, or on its other side where the widget is laid out from the right.

    Args:
        rect: reckoned from the left.
        widget: is painted on.
    """
    if widget.layoutDirection() == Qt.LayoutDirection.LeftToRight:
        return rect
    return QRectF(widget.width() - rect.right(), rect.top(), rect.width(), rect.height())


def turned(rect: QRectF, row: QRectF, way: Qt.LayoutDirection) -> QRectF:
    """A place in a row of a list as it is, or on the row's other side where the list is laid out from the right.

    Args:
        rect: reckoned from the left.
        row: that it lies in.
        way: direction of what paints.
    """
    if way == Qt.LayoutDirection.LeftToRight:
        return rect
    return QRectF(row.left() + row.right() - rect.right(), rect.top(), rect.width(), rect.height())


def place(child: QWidget, rect: QRect) -> None:
    """Give a widget its place in its parent, on the other side where the parent is laid out from the right.

    Args:
        child: in no layout.
        rect: reckoned from the left.
    """
    parent = child.parentWidget()
    child.setGeometry(mirrored(QRectF(rect), parent).toRect() if parent is not None else rect)
