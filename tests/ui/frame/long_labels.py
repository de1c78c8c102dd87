"""Makes every label of a window 40 % longer, as a translation may, and says which of them is cut then."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QSize
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QCheckBox,
    QLabel,
    QPushButton,
    QRadioButton,
    QScrollArea,
    QTabBar,
    QWidget,
)

from analyst_app.ui.widgets.message import ElidedLabel

LONGER = 0.4


def lengthen(window: QWidget) -> None:
    """Make the labels longer by words, and let the layouts follow."""
    for widget in window.findChildren(QWidget):
        if isinstance(widget, QLabel | QPushButton | QCheckBox | QRadioButton) and widget.text().strip():
            widget.setText(_longer(widget.text()))
        elif isinstance(widget, QTabBar):
            for tab in range(widget.count()):
                widget.setTabText(tab, _longer(widget.tabText(tab)))
    QTest.qWait(300)


def cut(window: QWidget) -> list[str]:
    """The labels and buttons that have less room than their words need, or lie outside of what can be scrolled to."""
    found = []
    for widget in window.findChildren(QLabel) + window.findChildren(QAbstractButton):
        if not widget.isVisible() or not widget.text().strip() or isinstance(widget, ElidedLabel):
            continue
        needed = _needed(widget)
        if widget.width() < needed.width() or widget.height() < needed.height():
            found.append(f"{widget.text()!r} has {widget.size().toTuple()} of {needed.toTuple()}")
        elif not _page_of(widget, window).rect().contains(_corner(widget, _page_of(widget, window))):
            found.append(f"{widget.text()!r} lies outside of its page")
    return found


def _longer(words: str) -> str:
    return words + " " + "mehr "[: max(1, round(len(words) * LONGER))] * max(1, round(len(words) * LONGER / 5))


def _needed(widget: QLabel | QAbstractButton) -> QSize:
    if isinstance(widget, QLabel) and widget.wordWrap():
        return QSize(0, widget.heightForWidth(widget.width()))
    if isinstance(widget, QLabel | QCheckBox | QRadioButton):
        return widget.minimumSizeHint()
    words = widget.fontMetrics().size(0, widget.text())
    return QSize(words.width(), min(words.height(), widget.sizeHint().height()))


def _page_of(widget: QWidget, window: QWidget) -> QWidget:
    """What can be scrolled to: the content of the nearest scroll area, else the window."""
    parent = widget.parentWidget()
    while parent is not None and parent is not window:
        above = parent.parentWidget()
        area = above.parentWidget() if above is not None else None
        if isinstance(area, QScrollArea) and area.widget() is parent:
            return parent
        parent = above
    return window


def _corner(widget: QWidget, page: QWidget) -> QPoint:
    return widget.mapTo(page, widget.rect().bottomRight())
