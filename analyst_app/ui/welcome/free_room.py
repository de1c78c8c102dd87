"""Room in a window where nothing is read and nothing is pressed, for what comes by itself."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtGui import QRegion
from PySide6.QtWidgets import (
    QAbstractItemView,
    QAbstractScrollArea,
    QHeaderView,
    QLabel,
    QSplitterHandle,
    QWidget,
)

from analyst_app.ui.article.article_view import ArticleView
from analyst_app.ui.bars.floating import FloatingCard

_AWAY = 8
"""Pixels that stay between it and everything else."""


def free_place(size: QSize, room: QRect, taken: Iterable[QRect], now: QPoint) -> QPoint | None:
    """The place for the upper left corner of something: where it is now, else the lowest and rightmost; None: no room.

    Args:
        size: of it.
        room: that it must lie in.
        taken: what it must not cover.
        now: where it is.
    """
    width, height = size.width(), size.height()
    free = QRegion(room.adjusted(_AWAY, _AWAY, -width - _AWAY, -height - _AWAY))
    for one in taken:
        free = free.subtracted(QRegion(one.adjusted(-width - _AWAY, -height - _AWAY, _AWAY, _AWAY)))
    if free.contains(now):
        return now
    corners = [part.bottomRight() for part in free]  # type: ignore[attr-defined]  # it can be gone through
    return max(corners, key=lambda corner: (corner.x(), corner.y()), default=None)


def taken_places(window: QWidget, without: QWidget) -> Iterator[QRect]:
    """The rectangles of all words and controls that are seen in a window.

    Args:
        window: it; the places are in its pixels.
        without: a child of it that does not count.
    """
    for widget in window.findChildren(QWidget):
        if not widget.isVisible() or widget.window() is not window or without in (widget, widget.parentWidget()):
            continue
        corner = widget.mapTo(window, QPoint(0, 0))
        for part in _taken_of(widget):
            seen = part & widget.visibleRegion().boundingRect()
            if not seen.isEmpty():
                yield seen.translated(corner)


def _taken_of(widget: QWidget) -> list[QRect]:
    """The parts of a widget that are read or pressed, its children left out."""
    if isinstance(widget, FloatingCard):
        return [widget.rect()]
    if isinstance(widget, QAbstractScrollArea) and not isinstance(widget, QHeaderView):
        return []
    parent = widget.parentWidget()
    if isinstance(parent, QAbstractScrollArea) and parent.viewport() is widget:
        return _shown_in(parent)
    if isinstance(widget, QLabel):
        return _words_of(widget)
    is_room = type(widget) is QWidget or widget.testAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
    has_parts = any(isinstance(child, QWidget) and not child.isHidden() for child in widget.children())
    return [] if has_parts or (is_room and not isinstance(widget, QSplitterHandle)) else [widget.rect()]


def _shown_in(area: QAbstractScrollArea) -> list[QRect]:
    """The lines of an article, the rows of a list, or nothing: what else scrolls has parts of its own."""
    viewport = area.viewport()
    if isinstance(area, ArticleView):
        return [
            QRect(0, int(shown.top), viewport.width(), int(area.blockBoundingRect(shown.block).height()))
            for shown, _ in area.frame()
        ]
    if isinstance(area, QHeaderView):
        return [viewport.rect()]
    rows = []
    if isinstance(area, QAbstractItemView):
        at, down = viewport.width() // 2, 0
        while down < viewport.height() and (index := area.indexAt(QPoint(at, down))).isValid():
            row = area.visualRect(index)
            rows.append(QRect(0, row.top(), viewport.width(), row.height()))
            down = max(row.bottom(), down) + 1
    return rows


def _words_of(label: QLabel) -> list[QRect]:
    if label.pixmap().isNull() and not label.text():
        return []
    style, flags = label.style(), int(label.alignment()) | (int(Qt.TextFlag.TextWordWrap) if label.wordWrap() else 0)
    inside = label.contentsRect()
    return [style.itemTextRect(label.fontMetrics(), inside, flags, True, label.text()) & label.rect()]
