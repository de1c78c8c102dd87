from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QAbstractButton, QPushButton, QToolButton, QWidget
from pytestqt.qtbot import QtBot

from analyst_app.ui.bars.floating import Stage
from analyst_app.ui.bars.offer_strip import OfferStrip
from analyst_app.ui.widgets.theme import Looks, Theme


@pytest.fixture
def strip(qtbot: QtBot) -> Iterator[OfferStrip]:
    place = QWidget()
    place.setFixedSize(500, 300)
    looks = Looks(Theme("light"), place)
    strip = OfferStrip(looks, place)
    Stage(looks, place, place).put_on(strip)
    place.show()
    yield strip
    place.deleteLater()
    QCoreApplication.sendPostedEvents(place, QEvent.Type.DeferredDelete.value)


def click(strip: OfferStrip, words: str) -> None:
    (found,) = [one for one in strip.findChildren(QAbstractButton) if one.text() == words and one.isVisible()]
    found.click()


def test_the_latest_offer_is_shown_and_the_one_before_it_comes_back(strip: OfferStrip) -> None:
    strip.offer("lines", "Two lines.", [("Review", lambda: None)])
    strip.offer("name", "Saved.", [])
    assert strip.label.text() == "Saved."
    strip.offer("lines", "One line.", [("Review", lambda: None)])
    assert strip.label.text() == "Saved.", "what is behind is renewed there"
    click(strip, "✕")
    assert strip.label.text() == "One line."
    strip.withdraw("lines")
    assert not strip.isVisible()


def test_an_answer_takes_the_offer_away_and_then_acts(strip: OfferStrip) -> None:
    told: list[str] = []
    strip.offer("lines", "Two.", [("Skip & go", lambda: told.append(strip.words("lines")))])
    click(strip, "Skip && go")
    assert told == [""]
    strip.offer("lines", "Two.", [], declined=("Skip none", lambda: told.append("none")))
    click(strip, "✕")
    assert told == ["", "none"]


def test_an_offer_of_some_seconds_leaves_by_itself_unless_it_was_renewed(strip: OfferStrip, qtbot: QtBot) -> None:
    strip.offer("name", "Saved.", [], seconds=0.05)
    qtbot.waitUntil(lambda: strip.words("name") == "")
    assert not strip.isVisible()
    strip.offer("name", "Saved.", [], seconds=0.05)
    strip.offer("name", "Saved again.", [])
    qtbot.wait(120)
    assert strip.words("name") == "Saved again."


def test_an_offer_of_some_seconds_waits_until_the_one_before_it_is_answered(strip: OfferStrip, qtbot: QtBot) -> None:
    seen: list[str] = []
    strip.shown.connect(seen.append)
    strip.offer("lines", "Two.", [])
    strip.offer("name", "Saved.", [], seconds=0.05)
    qtbot.wait(120)
    assert (strip.label.text(), strip.words("name"), seen) == ("Two.", "Saved.", ["lines"])
    click(strip, "✕")
    assert (strip.label.text(), seen) == ("Saved.", ["lines", "name"])
    qtbot.waitUntil(lambda: not strip.isVisible())


def test_the_strip_takes_no_more_room_than_its_place(strip: OfferStrip) -> None:
    strip.offer("lines", "A very long word about lines that are no article. " * 9, [("Review", lambda: None)])
    place = strip.parentWidget()
    assert place is not None
    assert place.size().toTuple() == (500, 300)
    assert all(strip.rect().contains(one.geometry()) for one in strip.findChildren(QAbstractButton))


def test_choices_without_room_are_in_a_menu_and_act_as_ever(strip: OfferStrip) -> None:
    told: list[str] = []
    names = ["Accept", "Another speaker than this", "No quotation at all", "Next"]
    strip.offer("quote", "Quote.", [(name, lambda name=name: told.append(name)) for name in names])
    more = strip.findChild(QToolButton, "offer_more")
    assert more is not None

    def kept() -> list[str]:
        return [one.text() for one in strip.findChildren(QPushButton) if one.isVisible()]

    strip.parentWidget().setFixedSize(2000, 300)
    QCoreApplication.processEvents()
    assert kept() == names
    assert not more.isVisible()
    strip.parentWidget().setFixedSize(260, 300)
    QCoreApplication.processEvents()
    hidden = [action.text() for action in more.menu().actions()]
    assert kept() + hidden == names
    assert more.isVisible()
    assert strip.label.width() >= 60
    more.menu().actions()[-1].trigger()
    assert told == ["Next"]
    assert strip.words("quote") == ""


def test_the_kept_end_of_the_words_is_seen_where_room_is_scarce(strip: OfferStrip) -> None:
    words = "Quote, direct → \u2068ليلى حداد من المرفأ الكبير\u2069: ‘said’ after the quote · .93"
    strip.offer("quote", words, [], kept=[": ‘said’ after the quote · .93", " · .93"])
    strip.parentWidget().setFixedSize(2000, 300)
    QCoreApplication.processEvents()
    assert strip.label.seen == words
    strip.parentWidget().setFixedSize(380, 300)
    QCoreApplication.processEvents()
    seen = strip.label.seen
    assert seen.endswith("· .93")
    assert "…" in seen
    assert seen.count("\u2068") == seen.count("\u2069")
