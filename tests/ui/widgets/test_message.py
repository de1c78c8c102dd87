"""Bars and boxes: words are words.

Tests of ui.widgets.plain_label, ui.bars.message_bars and ui.bars.floating.
"""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QRect, Qt, QTimer
from PySide6.QtGui import QColor, QPainter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QLabel,
    QMessageBox,
    QPushButton,
    QToolButton,
    QWidget,
)
from pytestqt.qtbot import QtBot

from analyst_app.ui.bars import message_bars
from analyst_app.ui.bars.floating import Stage
from analyst_app.ui.bars.message_bars import MessageBars
from analyst_app.ui.widgets.message import ask, shown_name
from analyst_app.ui.widgets.theme import Looks, Theme

MARKUP = '<b>bold</b> <img src="file:///etc/passwd"> &amp;'


@pytest.fixture
def floor(qtbot: QtBot) -> Iterator[QWidget]:
    """Held by the fixture: a widget without a parent must not be collected while a child of it is being deleted."""
    floor = QWidget()
    floor.resize(900, 500)
    floor.show()
    yield floor
    floor.deleteLater()
    QCoreApplication.sendPostedEvents(floor, QEvent.Type.DeferredDelete.value)


@pytest.fixture
def bars(floor: QWidget) -> MessageBars:
    looks = Looks(Theme("light"), floor)
    bars = MessageBars(looks, floor)
    Stage(looks, floor, floor).put_on(bars)
    return bars


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


def test_a_question_that_holds_up_saving_is_seen_before_whatever_is_said_later(bars: MessageBars) -> None:
    bars.show_bar("claim", "Is this layer yours?", [("It is mine", lambda: None)], holds_up=True)
    bars.show_bar("returned", "Nora Vik has answered.")
    assert bars.findChild(QWidget, "bar_claim").isVisible()
    assert not bars.findChild(QWidget, "bar_returned").isVisible()
    bars.hide_bar("claim")
    assert bars.findChild(QWidget, "bar_returned").isVisible()


def test_another_article_takes_away_what_was_said_of_the_last_and_leaves_what_is_said_of_the_folder(
    bars: MessageBars,
) -> None:
    bars.show_bar("assign", "of the folder", of_article=False)
    bars.show_bar("damaged", "of the article")
    bars.hide_of_article()
    assert (bars.words("damaged"), bars.words("assign"), seen(bars)) == ("", "of the folder", ["of the folder"])


def seen(bars: MessageBars) -> list[str]:
    return [one.text() for one in bars.findChildren(QLabel) if one.isVisible()]


def test_one_bar_is_seen_at_a_time_the_latest_first(bars: MessageBars) -> None:
    for matter in ("a", "b", "c"):
        bars.show_bar(matter, f"words of {matter}", [("Look", print)])
    assert seen(bars) == ["words of c"]
    others = bars.findChild(QToolButton, "other_bars")
    assert (others.text(), others.isVisible()) == ("2 more", True)
    others.click()
    assert seen(bars) == ["words of a"]
    bars.hide_bar("a")
    assert seen(bars) == ["words of c"]
    bars.hide_bar("b")
    assert seen(bars) == ["words of c"]
    assert not others.isVisible()
    bars.hide_bar("c")
    assert not bars.isVisible()


def test_a_bar_stands_at_the_bottom_in_the_middle_and_is_44_high(bars: MessageBars, floor: QWidget) -> None:
    bars.show_bar("disk", "Changed.", [("Reload", print)])
    card = bars.geometry().adjusted(bars.shadow, bars.shadow, -bars.shadow, -bars.shadow)
    assert card.height() == 44
    assert card.width() <= 560
    assert floor.height() - (card.bottom() + 1) == 20
    assert abs(card.center().x() - floor.rect().center().x()) <= 1
    bars.show_bar("disk", "A longer word on what has changed since the article was opened. " * 4, [("Reload", print)])
    card = bars.geometry().adjusted(bars.shadow, bars.shadow, -bars.shadow, -bars.shadow)
    assert card.width() == 560
    assert floor.height() - (card.bottom() + 1) == 20
    floor.resize(400, 500)
    assert floor.rect().contains(bars.geometry().adjusted(bars.shadow, 0, -bars.shadow, 0))


def test_a_bar_changes_no_pixel_outside_itself(bars: MessageBars, floor: QWidget) -> None:
    label = QLabel("word " * 800, floor)
    label.setWordWrap(True)
    label.resize(floor.size())
    label.show()
    bars.raise_()

    def outside() -> bytes:
        image = floor.grab().toImage()
        painter = QPainter(image)
        painter.fillRect(place, QColor("black"))
        painter.end()
        return bytes(image.constBits())

    bars.show_bar("disk", "Changed.", [("Reload", print)])
    place = bars.geometry()
    with_bar = outside()
    bars.hide_bar("disk")
    assert outside() == with_bar


def test_a_word_that_something_failed_stays_until_it_is_closed(bars: MessageBars, qtbot: QtBot) -> None:
    bars.show_bar("failed", "The folder cannot be read.")
    bars.show_bar("told", "Saved.", seconds=0.05)
    qtbot.waitUntil(lambda: bars.words("told") == "")
    qtbot.wait(120)
    assert bars.words("failed") == "The folder cannot be read."


def test_a_bar_stays_while_the_keyboard_is_in_it(
    bars: MessageBars, floor: QWidget, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(message_bars, "_AGAIN", 30)
    floor.activateWindow()
    bars.show_bar("told", "Saved.", seconds=0.05)
    cross = next(one for one in bars.findChildren(QToolButton) if one.isVisible())
    cross.setFocus()
    qtbot.waitUntil(cross.hasFocus)
    qtbot.wait(150)
    assert bars.words("told") == "Saved."
    went: list[bool] = []
    bars.left.connect(lambda: went.append(True))
    QTest.keyClick(cross, Qt.Key.Key_Escape)
    assert went == [True]
    cross.clearFocus()
    qtbot.waitUntil(lambda: bars.words("told") == "")


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
    ("name", "shown"),
    [
        ("a.txt", "a.txt"),
        ("a\nb\u202e.txt", "a�b�.txt"),
        ("x\udcff", "x%FF"),
        ("ü 山", "ü 山"),
        ("67\u00a0%", "67\u00a0%"),
        ("\u2068a\u2069.", "\u2068a\u2069."),
        ("\u2068a", "\ufffda"),
    ],
)
def test_a_name_is_shown_without_what_would_mislead(name: str, shown: str) -> None:
    assert shown_name(name) == shown


@pytest.mark.parametrize(("width", "is_below"), [(900, False), (320, True)])
def test_the_buttons_of_a_narrow_bar_stand_below_its_words(
    bars: MessageBars, floor: QWidget, width: int, is_below: bool
) -> None:
    floor.resize(width, 500)
    bars.show_bar("matter", "A layer of depot.txt belongs to this text.", [("Take it", print), ("Next", print)])
    QApplication.processEvents()
    label, button = bars.findChild(QLabel), bars.findChild(QPushButton)
    assert (button.y() >= label.geometry().bottom()) == is_below


@pytest.mark.parametrize("width", [300, 420, 900])
def test_the_words_of_bars_are_whole_where_there_is_little_room(bars: MessageBars, floor: QWidget, width: int) -> None:
    floor.resize(width, 500)
    words = "A layer of old-name.txt (alice) belongs to this text: its article was renamed or moved."
    for choices in ([("Bring", print), ("Look…", print), ("No", print)], [("Take it", print)]):
        bars.show_bar("stray", words, choices)
        QApplication.processEvents()
        (label,) = [one for one in bars.findChildren(QLabel) if one.isVisible()]
        wraps = Qt.TextFlag.TextWordWrap
        needed = label.fontMetrics().boundingRect(QRect(0, 0, label.width(), 1000), wraps, label.text()).height()
        assert needed <= label.height(), label.text()
        assert floor.rect().contains(bars.geometry().adjusted(bars.shadow, 0, -bars.shadow, 0))
