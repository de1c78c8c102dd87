"""Bars and boxes: words are words.

Tests of ui.widgets.plain_label.
"""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QRect, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QLabel,
    QMessageBox,
    QPlainTextEdit,
    QPushButton,
    QSplitter,
    QVBoxLayout,
    QWidget,
)
from pytestqt.qtbot import QtBot

from analyst_app.ui.widgets.message import MessageBars, ask, shown_name

MARKUP = '<b>bold</b> <img src="file:///etc/passwd"> &amp;'


@pytest.fixture
def bars(qtbot: QtBot) -> Iterator[MessageBars]:
    """Held by the fixture: a widget without a parent must not be collected while a child of it is being deleted."""
    bars = MessageBars()
    yield bars
    bars.hide_all()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    bars.deleteLater()
    QCoreApplication.sendPostedEvents(bars, QEvent.Type.DeferredDelete.value)


def test_a_bar_shows_markup_as_it_is(bars: MessageBars) -> None:
    bars.show_bar("disk", MARKUP, [(MARKUP, lambda: None)])
    label = bars.findChild(QLabel)
    assert label.textFormat() == Qt.TextFormat.PlainText
    assert label.text().replace("\u200b", "") == MARKUP
    assert bars.findChild(QPushButton).text() == MARKUP.replace("&", "&&")


def test_a_newer_word_on_a_matter_replaces_the_older(bars: MessageBars) -> None:
    bars.show_bar("disk", "one")
    bars.show_bar("disk", "two")
    bars.show_bar("open", "three")
    assert (bars.words("disk"), bars.words("open")) == ("two", "three")
    bars.hide_all()
    assert bars.words("disk") == ""
    assert bars.isHidden()


def test_a_bar_that_comes_again_stands_where_it_stood(bars: MessageBars) -> None:
    def order() -> list[str]:
        column = bars.layout()
        assert column is not None
        return [column.itemAt(place).widget().objectName() for place in range(column.count())]

    for matter in ("a", "b", "c"):
        bars.show_bar(matter, matter)
    bars.show_bar("b", "other words")
    assert order() == ["bar_a", "bar_b", "bar_c"]
    bars.hide_bar("a")
    bars.show_bar("d", "new")
    bars.show_bar("a", "again")
    assert order() == ["bar_a", "bar_b", "bar_c", "bar_d"]
    bars.hide_all()
    bars.show_bar("c", "of another article")
    bars.show_bar("a", "of another article")
    assert order() == ["bar_c", "bar_a"]


def test_a_choice_closes_its_bar_then_acts(bars: MessageBars) -> None:
    seen: list[str] = []
    bars.show_bar("disk", "words", [("Merge", lambda: seen.append(bars.words("disk")))])
    bars.findChild(QPushButton).click()
    assert seen == [""]


def test_a_bar_with_seconds_goes_by_itself(bars: MessageBars, qtbot: QtBot) -> None:
    bars.show_bar("name", "words", seconds=0.05)
    qtbot.waitUntil(lambda: bars.words("name") == "")


@pytest.mark.parametrize(("press", "answer"), [(0, "Save"), (1, "Cancel"), (None, "Cancel")])
def test_a_question_is_plain_and_closing_it_means_the_last_choice(qtbot: QtBot, press: int | None, answer: str) -> None:
    parent = QWidget()
    qtbot.addWidget(parent)
    seen: list[Qt.TextFormat] = []

    def act() -> None:
        box = next(widget for widget in QApplication.topLevelWidgets() if isinstance(widget, QMessageBox))
        seen.append(box.textFormat())
        if press is None:
            box.reject()
        else:
            box.buttons()[press].click()

    QTimer.singleShot(0, act)
    assert ask(parent, "Title", MARKUP, ["Save", "Cancel"]) == answer
    assert seen == [Qt.TextFormat.PlainText]


@pytest.mark.parametrize(
    ("name", "shown"), [("a.txt", "a.txt"), ("a\nb\u202e.txt", "a�b�.txt"), ("x\udcff", "x%FF"), ("ü 山", "ü 山")]
)
def test_a_name_is_shown_without_what_would_mislead(name: str, shown: str) -> None:
    assert shown_name(name) == shown


@pytest.mark.parametrize(("width", "is_below"), [(900, False), (320, True)])
def test_the_buttons_of_a_narrow_bar_stand_below_its_words(bars: MessageBars, width: int, is_below: bool) -> None:
    bars.resize(width, 200)
    bars.show_bar("matter", "A layer of depot.txt belongs to this text.", [("Take it", print), ("Next", print)])
    bars.show()
    QApplication.processEvents()
    label, button = bars.findChild(QLabel), bars.findChild(QPushButton)
    assert (button.y() >= label.geometry().bottom()) == is_below


def test_the_words_of_bars_are_whole_where_there_is_little_room(qtbot: QtBot) -> None:
    window, pane = QSplitter(), QWidget()
    qtbot.addWidget(window)
    window.addWidget(pane)
    pane.setMinimumHeight(1)  # as the panes of the window have theirs said, whatever stands in them
    column = QVBoxLayout(pane)
    bars, text = MessageBars(), QPlainTextEdit()
    column.addWidget(bars)
    column.addWidget(text, 1)
    window.resize(322, 200)
    window.show()
    words = "A layer of old-name.txt (alice) belongs to this text: its article was renamed or moved."
    bars.show_bar("left", "2 changes of 23:01 never reached it.", [(name, print) for name in ("Bring", "Look…", "No")])
    bars.show_bar("stray", words, [("Take it", print)])
    QTest.qWait(50)
    for label in bars.findChildren(QLabel):
        wraps = Qt.TextFlag.TextWordWrap
        needed = label.fontMetrics().boundingRect(QRect(0, 0, label.width(), 1000), wraps, label.text()).height()
        assert needed <= label.height() <= needed + label.fontMetrics().height(), label.text()
