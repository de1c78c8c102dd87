"""A double click on a bar's button acts once, and does nothing to what lies under the bar."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QPlainTextEdit, QVBoxLayout, QWidget

from analyst_app.ui.bars.floating import Stage
from analyst_app.ui.bars.message_bars import MessageBars
from analyst_app.ui.widgets.theme import Looks, Theme

_LEFT = Qt.MouseButton.LeftButton


class _Place(QWidget):
    """Bars over a text, as in the window."""

    def __init__(self) -> None:
        super().__init__()
        self.text = QPlainTextEdit("word " * 2_000, self)
        column = QVBoxLayout(self)
        column.addWidget(self.text, 1)
        looks = Looks(Theme("light"), self)
        self.bars = MessageBars(looks, self)
        Stage(looks, self, self).put_on(self.bars)
        self.resize(600, 400)
        self.show()
        QApplication.processEvents()

    def button(self, words: str) -> QAbstractButton:
        found = [button for button in self.findChildren(QAbstractButton) if button.text() == words]
        assert len(found) == 1
        return found[0]

    def under(self, point: QPoint) -> tuple[QWidget, QPoint]:
        """What lies under a point of the screen now, and the point in it."""
        QApplication.processEvents()
        found = self.childAt(self.mapFromGlobal(point))
        assert found is not None
        return found, found.mapFromGlobal(point)


@pytest.fixture
def place(qapp: QApplication) -> Iterator[_Place]:
    made = _Place()
    yield made
    made.deleteLater()
    QTest.qWait(QApplication.doubleClickInterval() + 50)


def _double_click(place: _Place, words: str) -> QPoint:
    """Two clicks at one point of the screen, whatever lies there; the point."""
    button = place.button(words)
    point = button.mapToGlobal(button.rect().center())
    QTest.mouseClick(button, _LEFT)
    widget, inside = place.under(point)
    QTest.mousePress(widget, _LEFT, Qt.KeyboardModifier.NoModifier, inside)
    QTest.mouseDClick(widget, _LEFT, Qt.KeyboardModifier.NoModifier, inside)
    QTest.mouseRelease(widget, _LEFT, Qt.KeyboardModifier.NoModifier, inside)
    return point


def test_the_second_click_selects_no_word_of_the_text_under_the_bar(place: _Place) -> None:
    acts: list[str] = []
    place.bars.show_bar("left", "Work of an earlier run.", [("Bring back", lambda: acts.append("back"))])
    QApplication.processEvents()
    point = _double_click(place, "Bring back")
    assert acts == ["back"]
    assert not place.bars.words("left")
    assert place.text.textCursor().selectedText() == ""
    QTest.qWait(QApplication.doubleClickInterval() + 50)
    widget, inside = place.under(point)
    QTest.mouseDClick(widget, _LEFT, Qt.KeyboardModifier.NoModifier, inside)
    assert place.text.textCursor().selectedText() == "word"


def test_the_second_click_does_not_press_the_button_of_the_bar_that_comes_next(place: _Place) -> None:
    acts: list[str] = []
    place.bars.show_bar("two", "First..", [("Close two", lambda: acts.append("two"))])
    place.bars.show_bar("one", "Second.", [("Close one", lambda: acts.append("one"))])
    QApplication.processEvents()
    point = _double_click(place, "Close one")
    assert acts == ["one"]
    assert place.under(point)[0] is place.button("Close two")  # it did come there
    QTest.qWait(QApplication.doubleClickInterval() + 50)
    QTest.mouseClick(place.button("Close two"), _LEFT)
    assert acts == ["one", "two"]


def test_a_click_elsewhere_in_that_time_counts(place: _Place) -> None:
    acts: list[str] = []
    place.bars.show_bar("one", "First.", [("Close one", lambda: acts.append("one"))])
    QApplication.processEvents()
    QTest.mouseClick(place.button("Close one"), _LEFT)
    QApplication.processEvents()
    QTest.mouseDClick(place.text.viewport(), _LEFT, Qt.KeyboardModifier.NoModifier, QPoint(20, 250))
    assert place.text.textCursor().selectedText() == "word"


def test_the_cross_of_a_bar_is_watched_too(place: _Place) -> None:
    place.bars.show_bar("one", "First.")
    QApplication.processEvents()
    _double_click(place, "✕")
    assert not place.bars.words("one")
    assert place.text.textCursor().selectedText() == ""
