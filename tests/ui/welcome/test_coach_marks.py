"""The marks of the first session: ui.welcome.coach_marks, ui.welcome.coach_bubble, ui.furnishing.coach_parts,
ui.welcome.free_room."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QAbstractItemView, QComboBox, QLineEdit, QScrollBar, QWidget

from analyst_app.ui.files.memory_keeper import MemoryKeeper
from analyst_app.ui.welcome import free_room
from analyst_app.ui.welcome.coach_bubble import CoachBubble
from analyst_app.ui.welcome.coach_marks import CoachMarks
from analyst_app.ui.welcome.free_room import free_place
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


def test_what_a_key_makes_happen_is_one_look_at_the_window(
    coached: Callable[[], Person], monkeypatch: pytest.MonkeyPatch
) -> None:
    looks: list[int] = []
    monkeypatch.setattr(free_room, "taken_places", lambda *given: looks.append(1) or [])
    person = coached()
    marks = person.part(CoachMarks)
    marks._look_again.start(60_000)  # it starts anew at each look
    QTest.qWait(50)
    looks.clear()
    for happening in (person.bridge.current_changed, person.bridge.selection_changed, person.bridge.current_changed):
        happening.emit()
    QTest.qWait(50)
    assert looks == [1]


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


def test_esc_closes_a_mark_for_good_where_nothing_else_takes_it(coached: Callable[[], Person]) -> None:
    person = coached()
    person.select("union agreed")
    person.keys("Esc")
    person.wait(lambda: says(person) == "U", "Esc took the selection")
    person.keys("Esc")
    assert says(person) == "C"
    assert person.part(MemoryKeeper).memory.coached == ("next",)


def test_a_mark_stays_until_its_key_is_used_and_only_what_has_left_is_noted(coached: Callable[[], Person]) -> None:
    person = coached()
    assert person.part(MemoryKeeper).memory.coached == ()
    person.keys("U")
    person.wait(lambda: says(person) == "Enter")
    person.keys("Q")
    person.wait(lambda: person.tagged != [])
    person.keys("Esc")
    person.wait(lambda: says(person) == "C", "the quote's key has made a quote, not a claim of hers")
    assert person.part(MemoryKeeper).memory.coached == ("next", "accept")


def test_they_are_switched_off_by_the_environment(open_text: OpenText) -> None:
    person = open_text(TEXT)
    person.wait(lambda: person.is_idle)
    assert person.window.findChild(CoachBubble) is None


def test_it_lies_in_the_window_beside_what_is_taken_and_stays_where_it_is() -> None:
    size, room = QSize(100, 40), QRect(0, 0, 400, 300)
    left_half, all_of_it = QRect(0, 0, 200, 300), QRect(0, 0, 400, 280)
    found = free_place(size, room, [left_half], QPoint(-1, -1))
    assert found is not None
    assert room.contains(QRect(found, size))
    assert not QRect(found, size).intersects(left_half)
    assert free_place(size, room, [all_of_it], QPoint(-1, -1)) is None
    assert free_place(size, room, [left_half], QPoint(250, 20)) == QPoint(250, 20)
    assert free_place(size, room, [left_half], QPoint(150, 20)) == found


def covered(person: Person) -> list[str]:
    """The names of controls and the words that a mark lies on."""
    window, lies = person.window, bubble(person).geometry()
    found = []
    for kind in (QAbstractButton, QLineEdit, QComboBox, QScrollBar):
        for one in window.findChildren(kind):
            place = QRect(one.mapTo(window, QPoint(0, 0)), one.size())
            if one.isVisible() and one.parentWidget() is not bubble(person) and place.intersects(lies):
                found.append(one.objectName())
    for shown, _ in person.view.frame():
        height = int(person.view.blockBoundingRect(shown.block).height())
        lines = QRect(0, int(shown.top), person.view.viewport().width(), height) & person.view.viewport().rect()
        if lines.translated(person.view.viewport().mapTo(window, QPoint(0, 0))).intersects(lies):
            found.append(shown.block.text())
    for view in window.findChildren(QAbstractItemView):
        rows = [view.visualRect(view.model().index(row, 0)) for row in range(view.model().rowCount())]
        corner = view.viewport().mapTo(window, QPoint(0, 0))
        if view.isVisible() and any((row & view.viewport().rect()).translated(corner).intersects(lies) for row in rows):
            found.append(view.objectName())
    return found


LONG = TEXT + "\n".join(f"Paragraph {number} of an article that goes on below the window.\n" for number in range(40))


@pytest.mark.parametrize("size", [(1440, 900), (1280, 720), (1000, 640), (640, 360)])
def test_no_mark_covers_a_control_or_a_line_of_text(
    open_text: OpenText, monkeypatch: pytest.MonkeyPatch, size: tuple[int, int]
) -> None:
    monkeypatch.delenv("ANALYST_APP_COACH")
    person = open_text(LONG)
    person.window.resize(*size)
    person.wait(lambda: person.window.findChild(CoachBubble) is not None, "the marks")
    seen = []
    for keys in ("", "U", "Enter", "Esc", "Home"):
        person.keys(keys)
        QTest.qWait(400)
        if bubble(person).isVisible():
            seen.append(says(person))
            assert person.window.rect().contains(bubble(person).geometry())
            assert covered(person) == [], keys
    if size[0] >= 1280:
        assert set(seen) == {"U", "Enter", "C"}
