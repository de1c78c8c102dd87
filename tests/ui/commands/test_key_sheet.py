"""The sheet of keys: groups in columns, what holds now, a filter, and room on every screen.

Tests of ui.commands.key_sheet, ui.commands.key_groups and ui.commands.key_columns.
"""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QScrollArea

from analyst_app.ui.commands.key_columns import KeyColumns, KeyList
from analyst_app.ui.commands.key_groups import KeyLine
from analyst_app.ui.commands.key_sheet import KeySheet
from tests.ui.conftest import OpenText
from tests.workflows.person import Person

TEXT = "Ada Brandt said “we stay until the last locker is empty”. The union agreed.\n"


def sheet(person: Person, *, width: int = 1120, height: int = 640) -> KeySheet:
    person.keys("F1")
    found = person.window.findChild(KeySheet, "key_sheet")
    assert found is not None
    found.resize(width, height)
    QApplication.processEvents()
    return found


def lists(shown: KeySheet) -> list[KeyList]:
    return [one for one in shown.findChildren(KeyList) if one.isVisible()]


def line(shown: KeySheet, words: str) -> KeyLine:
    (found,) = [one for group in shown.shown for one in group.lines if one.words == words]
    return found


def page(shown: KeySheet) -> QScrollArea:
    """The area that scrolls."""
    columns = shown.findChild(KeyColumns)
    assert columns is not None
    found = columns.parentWidget().parentWidget()
    assert isinstance(found, QScrollArea)
    return found


def says(shown: KeySheet) -> str:
    told = shown.findChild(QLabel, "key_sheet_told")
    assert told is not None
    return told.text()


def test_tags_stand_first_then_the_work_then_the_menus(open_text: OpenText) -> None:
    shown = sheet(open_text(TEXT))
    titles = [group.title for group in shown.shown]
    assert titles[:5] == ["Tag", "Annotate", "Go", "Select", "Change tag"]
    assert titles.index("Review") < titles.index("File") < titles.index("Corpus")
    assert [one.words for one in shown.shown[0].lines] == ["Claim", "Quote", "Actor", "Cue", "Skip"]
    shown.close()


def test_wide_it_has_three_columns_and_narrow_ones_fewer_and_no_two_groups_meet(open_text: OpenText) -> None:
    shown = sheet(open_text(TEXT))
    for width, columns in ((1120, 3), (640, 2), (420, 1)):
        shown.resize(width, 360)
        QTest.qWait(20)
        assert shown.findChild(KeyColumns).columns == columns
        places = [one.geometry() for one in lists(shown)]
        assert len({place.left() for place in places}) == columns
        assert not [one for n, one in enumerate(places) if any(one.intersects(other) for other in places[:n])]
        page = shown.findChild(KeyColumns)
        assert all(page.rect().contains(place) for place in places)
    shown.close()


def test_what_does_nothing_now_is_told_apart(open_text: OpenText) -> None:
    person = open_text(TEXT)
    shown = sheet(person)
    assert line(shown, "Claim").holds
    assert not line(shown, "Undo").holds
    assert not line(shown, "Take both, or all").holds
    assert not line(shown, "Make all of it").holds
    assert says(shown) == "What cannot be used just now is grey."
    shown.close()


def test_the_keys_of_the_mode_that_is_on_stand_first_and_hold(open_text: OpenText) -> None:
    person = open_text(TEXT)
    person.keys("U")
    shown = sheet(person)
    assert shown.shown[0].title == "While a quotation is suggested (U)"
    assert all(one.holds for one in shown.shown[0].lines)
    assert not line(shown, "Accept, add to those it has").holds, "no speaker is chosen now"
    shown.close()


def test_typing_filters_and_nothing_found_is_said(open_text: OpenText) -> None:
    shown = sheet(open_text(TEXT))
    QTest.keyClicks(shown.words, "previous article")
    assert [one.words for group in shown.shown for one in group.lines] == ["Previous article"]
    shown.words.setText("ctrl+k")
    assert "Search or run…" in [one.words for group in shown.shown for one in group.lines], "keys are found, too"
    shown.words.setText("xqxq")
    assert lists(shown) == []
    assert says(shown) == "No key and no command has “xqxq”."
    shown.close()


def test_a_screen_reader_is_told_each_group_and_its_keys(open_text: OpenText) -> None:
    shown = sheet(open_text(TEXT))
    first = lists(shown)[0]
    assert first.accessibleName() == "Tag"
    assert first.accessibleDescription().startswith("Claim, C; Quote, Q")
    shown.close()


def test_the_arrows_scroll_it_and_a_group_that_has_the_keyboard_is_in_sight(open_text: OpenText) -> None:
    person = open_text(TEXT)
    shown = sheet(person, width=640, height=320)
    bar = page(shown).verticalScrollBar()
    assert bar.maximum() > 0
    person.keys("PgDown", shown.words)
    assert bar.value() > 0
    last = lists(shown)[-1]
    last.setFocus()
    QApplication.processEvents()
    corner = last.mapTo(page(shown).viewport(), QPoint(0, 0))
    assert QRect(corner, last.size()).intersects(page(shown).viewport().rect())
    shown.close()


def test_no_line_is_wider_than_its_column_whatever_a_tag_is_called(open_text: OpenText) -> None:
    shown = sheet(open_text(TEXT), width=640)
    for one in lists(shown):
        assert one.height() == one.height_at(one.width())
        assert not one.grab().isNull()
    shown.close()
