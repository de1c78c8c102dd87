"""Enter on the buttons of the window."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QPushButton, QToolButton, QWidget

from analyst_app.ui.bars.message_bars import MessageBars
from analyst_app.ui.bars.offer_strip import OfferStrip
from analyst_app.ui.panels.annotation_table import AnnotationPanel
from analyst_app.ui.panels.find_bar import FindBar
from tests.ui.conftest import OpenText
from tests.workflows.person import Person

TEXT = "Ada Brandt said “we stay”.\n"


def focused(person: Person, button: QWidget | None) -> None:
    assert button is not None
    person.wait(button.isVisible)
    button.setFocus(Qt.FocusReason.TabFocusReason)
    assert person.focus is button


def test_enter_answers_a_message_and_an_offer(open_text: OpenText) -> None:
    person, told = open_text(TEXT), []
    bars, strip = person.part(MessageBars), person.part(OfferStrip)
    bars.show_bar("trouble", "It went wrong.", [("Again", lambda: told.append("again"))])
    focused(person, bars.findChild(QPushButton))
    person.keys("Enter")
    assert (told, bars.words("trouble")) == (["again"], "")
    bars.show_bar("other", "It went wrong.")
    cross = next(one for one in bars.findChildren(QToolButton) if one.accessibleName() == "Close" and one.isVisible())
    focused(person, cross)
    person.keys("Enter")
    assert bars.words("other") == ""
    strip.offer("skip", "Skip these?", [("Skip all", lambda: told.append("skip"))])
    focused(person, strip.findChild(QPushButton))
    person.keys("Enter")
    assert told == ["again", "skip"]


def test_a_held_enter_presses_once(open_text: OpenText) -> None:
    person, told = open_text(TEXT), []
    bars = person.part(MessageBars)
    bars.show_bar("trouble", "It went wrong.", [("Again", lambda: told.append("again"))])
    focused(person, bars.findChild(QPushButton))
    held = QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_Return, Qt.KeyboardModifier.NoModifier, "\r", True)
    QApplication.sendEvent(bars.findChild(QPushButton), held)
    assert told == []


def test_enter_on_the_button_of_an_empty_list_and_in_the_find_bar(open_text: OpenText) -> None:
    person = open_text(TEXT)
    panel = person.part(AnnotationPanel)
    told: list[str] = []
    panel.first_wanted.connect(lambda: told.append("first"))
    focused(person, panel.empty.button)
    person.keys("Enter")
    assert told == ["first"]
    bar = person.part(FindBar)
    person.keys("Ctrl+F")
    focused(person, next(one for one in bar.findChildren(QToolButton) if one.accessibleName().startswith("Close (")))
    person.keys("Enter")
    assert not bar.isVisible()


def test_enter_elsewhere_is_what_it_was(open_text: OpenText) -> None:
    person = open_text(TEXT)
    bars = person.part(MessageBars)
    bars.show_bar("trouble", "It went wrong.", [("Again", lambda: None)])
    person.view.setFocus()
    person.caret("Ada")
    person.keys("A Enter")
    assert person.label("mode_chip") == "VALUES"
    assert bars.words("trouble") == "It went wrong."
