"""The marks of the first session: ui.welcome.coach_marks, ui.welcome.coach_bubble, ui.furnishing.coach_parts."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from analyst_app.ui.files.memory_keeper import MemoryKeeper
from analyst_app.ui.welcome.coach_bubble import CoachBubble
from analyst_app.ui.welcome.coach_marks import free_place
from tests.ui.conftest import OpenText
from tests.workflows.person import Person

TEXT = (
    "A headline\n\n“We stay until the last locker is empty,” Ada Brandt said.\n\nThe union agreed.\n\n"
    "“Nobody asked us,” Omar Reyes said on Monday.\n"
)


@pytest.fixture
def coached(open_text: OpenText, monkeypatch: pytest.MonkeyPatch) -> Callable[[], Person]:
    def begin() -> Person:
        monkeypatch.delenv("ANALYST_APP_COACH")
        person = open_text(TEXT)
        person.window.resize(1280, 720)
        person.wait(lambda: person.window.findChild(CoachBubble) is not None, "the marks")
        person.wait(lambda: bubble(person).isVisible())
        return person

    return begin


def bubble(person: Person) -> CoachBubble:
    return person.part(CoachBubble)


def says(person: Person) -> str:
    return bubble(person).accessibleName().partition(":")[0] if bubble(person).isVisible() else ""


def test_u_then_enter_then_c_each_leaves_when_its_key_is_used(coached: Callable[[], Person]) -> None:
    person = coached()
    assert says(person) == "U"
    person.keys("U")
    person.wait(lambda: says(person) == "Enter")
    person.keys("Enter")
    person.wait(lambda: any(tag == "quote" for tag, _ in person.tagged))
    person.keys("Esc")
    person.wait(lambda: says(person) == "C")
    person.caret("union agreed")
    person.keys("C")
    assert says(person) == ""


def test_the_cross_lets_one_go_for_good_and_the_text_keeps_the_keyboard(coached: Callable[[], Person]) -> None:
    person = coached()
    cross = bubble(person).findChild(QWidget, "coach_close")
    assert cross is not None
    QTest.mouseClick(cross, Qt.MouseButton.LeftButton)
    assert says(person) == "C"
    assert person.focus is person.view
    QTest.mouseClick(cross, Qt.MouseButton.LeftButton)
    assert says(person) == ""
    person.keys("U Esc")
    assert says(person) == ""


def test_they_are_shown_in_the_first_session_alone(coached: Callable[[], Person]) -> None:
    person = coached()
    assert set(person.part(MemoryKeeper).memory.coached) == {"next", "accept", "tag"}


def test_they_are_switched_off_by_the_environment(open_text: OpenText) -> None:
    person = open_text(TEXT)
    person.wait(lambda: person.is_idle)
    assert person.window.findChild(CoachBubble) is None


def test_a_mark_lies_in_the_window_and_never_on_the_sentence() -> None:
    size, room = QSize(100, 40), QRect(0, 0, 400, 300)
    low, high = QPoint(290, 250), QPoint(290, 10)
    assert free_place(size, room, (low, high), [QRect(0, 100, 400, 30)]) == low
    assert free_place(size, room, (low, high), [QRect(0, 100, 400, 30), QRect(0, 240, 400, 30)]) == high
    assert free_place(size, room, (low,), [QRect(0, 240, 400, 30)]) is None
    assert free_place(size, room, (QPoint(350, 10),), []) is None
