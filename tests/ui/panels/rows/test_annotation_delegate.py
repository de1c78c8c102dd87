"""The rows of the list of annotations: as high as their words, and still where they are while others change.

Tests of ui.panels.annotation_rows and ui.panels.rows.row_facts.
"""

from __future__ import annotations

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from analyst_app.core import edits
from analyst_app.ui.panels.annotation_model import TEXT
from analyst_app.ui.panels.annotation_rows import AnnotationTable
from analyst_app.ui.panels.annotation_table import AnnotationPanel
from tests.ui.annotate.test_annotating import put
from tests.ui.conftest import OpenText
from tests.workflows.person import Person

LONG = "“" + "we will not leave the depot until every last locker is empty and swept " * 8 + "ever”"
ARTICLE = f"Ada Brandt said “we stay”.\n\nOmar Hall said {LONG}. He left.\n"
CHANGED = (180, 260, 420)


@pytest.fixture
def person(open_text: OpenText) -> Person:
    person = open_text(ARTICLE)
    put(person, "actor", "Ada Brandt")
    put(person, "cue", "said")
    put(person, "quote", "“we stay”", mode="direct")
    put(person, "actor", "Omar Hall")
    put(person, "quote", LONG, mode="direct")
    person.bridge.set_current(None)
    QApplication.processEvents()
    return person


def table(person: Person) -> AnnotationTable:
    return person.part(AnnotationPanel).table


def lines(person: Person, row: int) -> int:
    """The lines of words for which a row of two parts has room."""
    head = 24 if table(person).annotations.begins_paragraph(row) else 0
    height = table(person).rowHeight(row) - head - 10 - 18
    count, rest = divmod(height, table(person)._rows._line)
    assert rest == 0, "no line is cut, and none is half empty"
    return count


def test_a_short_row_is_one_line_and_a_long_one_has_two_and_six_when_it_is_current(person: Person) -> None:
    assert [table(person).annotations.facts_at(row).is_short for row in range(4)] == [True, False, True, False]
    assert table(person).rowHeight(0) == 27 + 24, "the first row of a paragraph has its number over it"
    assert lines(person, 1) == 1
    assert table(person).rowHeight(2) == 27 + 24
    assert lines(person, 3) == 2
    person.bridge.set_current(person.annotations[-1].id)
    assert lines(person, 3) == 6
    person.bridge.set_current(None)
    assert lines(person, 3) == 2


def test_rows_wrap_anew_with_the_width_and_the_current_one_stays_in_view(person: Person) -> None:
    person.bridge.set_current(person.annotations[-1].id)
    for width in CHANGED:
        table(person).resize(width, 140)
        QApplication.processEvents()
        assert 2 <= lines(person, 3) <= 6
        current = table(person).visualRect(table(person).currentIndex())
        assert table(person).viewport().rect().intersects(current)


def test_the_first_row_of_a_paragraph_tells_its_number(person: Person) -> None:
    assert [table(person).annotations.begins_paragraph(row) for row in range(4)] == [1, 0, 2, 0]


def test_what_is_seen_stays_where_it_is_when_rows_above_get_their_heights(open_text: OpenText) -> None:
    person = open_text("".join(f"Ada{n:03} said “we stay until {n}”.\n\n" for n in range(200)))
    for number in range(200):
        put(person, "actor", f"Ada{number:03}")
    person.bridge.set_current(None)
    view = table(person)
    view.show_from(150)
    QApplication.processEvents()
    for _ in range(40):
        seen = view.rowAt(view.viewport().height() // 2)
        before = view.rowViewportPosition(seen)
        value = view.verticalScrollBar().value()
        view.verticalScrollBar().setValue(value - 40)
        assert abs(view.rowViewportPosition(seen) - before - 40) <= 1


def test_no_row_that_is_not_seen_is_measured(open_text: OpenText, monkeypatch: pytest.MonkeyPatch) -> None:
    person = open_text("Ada Brandt said “we stay”.\n\n" * 400)
    measured: list[int] = []
    view = table(person)
    real = view._rows.height
    monkeypatch.setattr(
        view._rows, "height", lambda row, *more, **named: measured.append(row) or real(row, *more, **named)
    )
    text = person.bridge.session.document.text
    starts = [place for place in range(len(text)) if text.startswith("Ada", place)]
    found = [edits.new_annotation("actor", edits.Span(start, start + 10)) for start in starts]
    person.bridge.do("many", edits.add(*found))
    assert view.annotations.rowCount() == 400
    assert max(measured) < 40


def test_the_next_row_is_measured_and_the_one_before(person: Person, monkeypatch: pytest.MonkeyPatch) -> None:
    view = table(person)
    view.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)  # the list is as wide before as afterwards
    person.bridge.set_current(person.annotations[0].id)
    QApplication.processEvents()
    measured: list[int] = []
    real = view._rows.height
    monkeypatch.setattr(
        view._rows, "height", lambda row, *more, **named: measured.append(row) or real(row, *more, **named)
    )
    person.bridge.set_current(person.annotations[-1].id)
    QApplication.processEvents()
    assert sorted(measured) == [0, 3], "the others have their heights"
    assert lines(person, 3) == 6


def test_a_row_that_comes_or_goes_is_measured_with_the_one_that_follows(
    open_text: OpenText, monkeypatch: pytest.MonkeyPatch
) -> None:
    person = open_text("Ada Brandt said “we stay”.\n\n" * 40)
    text = person.bridge.session.document.text
    starts = [place for place in range(len(text)) if text.startswith("Ada", place)]
    person.bridge.do("many", edits.add(*(edits.new_annotation("actor", edits.Span(at, at + 10)) for at in starts)))
    person.bridge.set_current(None)
    QApplication.processEvents()
    view = table(person)
    measured: list[int] = []
    real = view._rows.height
    monkeypatch.setattr(
        view._rows, "height", lambda row, *more, **named: measured.append(row) or real(row, *more, **named)
    )
    added = edits.new_annotation("quote", edits.Span(starts[1] + 16, starts[1] + 25))
    person.bridge.do("one", edits.add(added))
    last = view.rowAt(view.viewport().height() - 1)
    assert last > 4
    assert set(measured) <= {2, 3, last - 1, last, last + 1}
    assert view.rowHeight(2) == real(2, view.viewport().width(), is_current=False)
    assert view.rowHeight(3) == real(3, view.viewport().width(), is_current=False)
    measured.clear()
    person.bridge.do("away", edits.Change((added,), ()))
    assert set(measured) <= {2, last - 1, last, last + 1}
    for row in range(6):
        assert view.rowHeight(row) == real(row, view.viewport().width(), is_current=False)


def test_a_screen_reader_hears_tag_words_speaker_value_and_paragraph(person: Person) -> None:
    store = person.bridge.session.store
    ada, quote = person.annotations[0].id, person.annotations[2].id
    model = table(person).annotations
    heard = Qt.ItemDataRole.AccessibleTextRole
    assert model.data(model.index(1, TEXT), heard) == "Quote, “we stay”, no speaker, direct, paragraph 1"
    person.bridge.do("link", edits.link(store, "speaker", quote, ada))
    assert model.data(model.index(1, TEXT), heard) == "Quote, “we stay”, speaker Ada Brandt, direct, paragraph 1"


def test_cues_are_hidden_said_so_shown_and_hidden_again_by_one_button(person: Person) -> None:
    panel = person.part(AnnotationPanel)
    assert panel.hidden.text() == "1 cue or skip hidden · Show"
    assert panel.model.rowCount() == 4
    person.click_widget(panel.hidden)
    assert panel.model.rowCount() == 5
    assert panel.hidden.text() == "1 cue or skip shown · Hide"
    panel.hidden.setFocus()
    QTest.keyClick(panel.hidden, Qt.Key.Key_Space)
    assert panel.model.rowCount() == 4
    assert panel.hidden.hasFocus(), "the keyboard stays at the button"


@pytest.mark.parametrize("act", ["density", "tag", "undo", "filter", "theme"])
@pytest.mark.parametrize("number", [5, 31, 58])
def test_the_current_row_stays_in_sight_whatever_comes(open_text: OpenText, act: str, number: int) -> None:
    said = [f"“we stay number {n} for a long time and with many more words than fit here”" for n in range(60)]
    person = open_text("\n\n".join(f"Speaker{n} said {words}, and left." for n, words in enumerate(said)))
    person.window.resize(1280, 720)
    found = [
        edits.new_annotation("quote", edits.Span(at, at + len(words))) for words in said for at in [person.find(words)]
    ]
    assert person.bridge.do("many", edits.add(*found))
    QTest.qWait(20)
    view = table(person)
    person.bridge.set_current(found[number].id)
    QTest.qWait(20)
    if act == "density":
        person.actions.trigger("view.density_compact")
        person.actions.trigger("view.density_comfortable")
    elif act == "theme":
        person.actions.trigger("view.theme_dark")
    elif act == "filter":
        person.part(AnnotationPanel).words.setText("stay")
    else:
        put(person, "actor", f"Speaker{number - 1}")
        if act == "undo":
            person.keys("Ctrl+Z")
    QTest.qWait(80)
    assert person.bridge.current is not None
    assert person.bridge.current.id == found[number].id
    place = view.visualRect(view.currentIndex())
    assert place.top() >= 0
    assert place.bottom() <= view.viewport().rect().bottom()


def test_a_click_on_any_cell_of_a_row_is_on_what_is_seen(person: Person) -> None:
    view = table(person)
    places = [view.visualRect(view.model().index(1, column)) for column in range(5)]
    assert places == [places[0]] * 5
    assert places[0] == QRect(0, view.rowViewportPosition(1), view.viewport().width(), view.rowHeight(1))
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=places[0].center())
    assert person.bridge.current is not None
    assert person.bridge.current.tag == "quote"
