"""Cards over the text stay off the lines that are worked on."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, QRect
from PySide6.QtTest import QTest

from analyst_app.ui.bars.floating import FloatingCard
from analyst_app.ui.bars.message_bars import MessageBars
from analyst_app.ui.bars.offer_strip import OfferStrip
from tests.ui.annotate.test_annotating import put
from tests.ui.conftest import OpenText
from tests.workflows.person import Person

TEXT = "\n".join(f"Ada Brandt spoke {number} times." for number in range(60))


def overlap(person: Person, card: FloatingCard, position: int) -> bool:
    inner = card.rect().adjusted(card.shadow, card.shadow, -card.shadow, -card.shadow)
    viewport = person.view.viewport()
    place = QRect(viewport.mapFromGlobal(card.mapToGlobal(inner.topLeft())), inner.size())
    line = person.view.rect_of(position)
    assert viewport.rect().contains(line.center())
    return place.intersects(QRect(QPoint(0, line.top()), QPoint(viewport.width(), line.bottom())))


@pytest.fixture
def person(open_text: OpenText) -> Person:
    person = open_text(TEXT)
    person.window.resize(640, 360)
    QTest.qWait(50)
    return person


def test_a_strip_makes_way_for_the_caret_and_comes_back(person: Person) -> None:
    strip = person.part(OfferStrip)
    strip.offer("lines", "7 lines.", [("Review", lambda: None)])
    low = strip.geometry()
    for keys in ("Down", "Down", "Down", "Down", "Down Down Down"):
        person.keys(keys)
        QTest.qWait(10)
        assert not overlap(person, strip, person.view.caret)
    assert strip.y() < low.y()
    person.keys("Up Up Up")
    QTest.qWait(10)
    assert strip.geometry() == low


def test_a_message_that_comes_lies_on_no_words_that_are_selected_or_current(person: Person) -> None:
    bars = person.part(MessageBars)
    current = put(person, "actor", "Ada Brandt", 3)
    person.bridge.set_current(current)
    place = person.bridge.current.start
    bars.show_bar("trouble", "It went wrong.", [("Again", lambda: None)])
    assert not overlap(person, bars, place)
    bars.hide_bar("trouble")
    person.select("spoke 3")
    bars.show_bar("trouble", "It went wrong.", [("Again", lambda: None)])
    assert not overlap(person, bars, person.find("spoke 3"))


def test_a_strip_that_has_the_keyboard_stays_in_its_place(person: Person) -> None:
    strip = person.part(OfferStrip)
    strip.offer("lines", "7 lines.", [("Review", lambda: None)])
    low = strip.geometry()
    strip.findChildren(type(strip._buttons[0]))[0].setFocus()
    person.view.place_caret(person.find("spoke 3"))
    QTest.qWait(20)
    assert strip.geometry() == low
