"""The article view: positions, selections, copying, scrolling, loading.

Tests of ui.article.column_layout, ui.article.marked_places, ui.article.scroll_marks, ui.article.scroll_place,
ui.article.text_loader, ui.article.text_style, ui.article.text_widget and ui.article.title_line.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QAccessible, QGuiApplication, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from analyst_app.core import edits
from analyst_app.core.annotation import Annotation
from analyst_app.core.span import Span
from analyst_app.core.store import Change
from tests.texts import TEXTS
from tests.ui.article.view_scenes import STORY, deep_marks, document_of, mark, span_of, view_of

LONG = "\n".join(f"Paragraph {number} says that the committee met again and again." for number in range(400))


@pytest.mark.parametrize("name", TEXTS)
def test_a_selection_is_given_back_in_code_points(qtbot: QtBot, name: str) -> None:
    text = TEXTS[name]
    view, _ = view_of(qtbot, text)
    text = view.text
    for start in sorted({0, len(text) // 3, len(text) // 2, max(0, len(text) - 4)}):
        span = Span(start, min(len(text), start + 7))
        if not span.length:
            continue
        view.select(span)
        chosen = view.selection
        assert chosen is not None
        assert chosen.contains(span)
        assert chosen.length <= span.length + 16  # only as far as graphemes reach
        assert view.createMimeDataFromSelection().text() == chosen.of(text).removeprefix("\ufeff")


@pytest.mark.parametrize("name", ["emoji", "mixed direction", "one long line", "no-break space", "line separators"])
def test_a_caret_stays_where_it_is_put(qtbot: QtBot, name: str) -> None:
    view, _ = view_of(qtbot, TEXTS[name])
    for position in range(0, len(view.text), max(1, len(view.text) // 50)):
        view.place_caret(position)
        assert view.caret == position
        assert view.selection is None


def test_copying_gives_the_articles_own_characters(qtbot: QtBot) -> None:
    text = "10\u00a0000 euros " + "word " * 1_000 + "\u2028end"
    view, _ = view_of(qtbot, text)
    view.selectAll()
    view.copy()
    assert QGuiApplication.clipboard().text() == text


def test_one_move_tells_once(qtbot: QtBot) -> None:
    view, _ = view_of(qtbot, STORY)
    told: list[Span | None] = []
    view.selection_changed.connect(lambda: told.append(view.selection))
    view.select(Span(4, 9))
    view.select(Span(4, 9))
    view.clear_selection()
    assert told == [Span(4, 9), None]


def test_selecting_does_not_scroll_unless_asked(qtbot: QtBot) -> None:
    view, _ = view_of(qtbot, LONG)
    far = Span(len(LONG) - 30, len(LONG) - 20)
    view.select(far, reveal=False)
    assert view.verticalScrollBar().value() == 0
    view.select(far)
    assert view.viewport().rect().contains(view.rect_of(far.start))


def test_what_can_be_seen_is_not_scrolled_to(qtbot: QtBot) -> None:
    view, _ = view_of(qtbot, LONG)
    view.reveal(Span(100, 120))
    assert view.verticalScrollBar().value() == 0
    view.reveal(span_of(LONG, "Paragraph 200 "))
    value = view.verticalScrollBar().value()
    view.reveal(span_of(LONG, "Paragraph 202 "))
    assert view.verticalScrollBar().value() == value


def test_the_reading_position_survives_another_size_of_the_text(qtbot: QtBot) -> None:
    view, _ = view_of(qtbot, LONG.replace("\n", " and so on " * 30 + "\n"))
    place = span_of(view.text, "Paragraph 150 ").start
    view.reading_position = place
    QApplication.processEvents()
    assert view.reading_position == place
    for width in (500, 700, 420, 900):
        view.resize(width, 600)
        QApplication.processEvents()
    view.zoom_by(3)
    view.zoom_by(0)
    QApplication.processEvents()
    assert view.reading_position == place
    assert -2 <= view.rect_of(place).top() < 40


def test_a_reading_position_waits_for_text_that_is_loading(qtbot: QtBot) -> None:
    view, _ = view_of(qtbot, "")
    text = LONG * 60
    with qtbot.waitSignal(view.loaded, timeout=20_000):
        view.show_document(document_of(text))
        view.reading_position = len(text) // 2
        assert view.reading_position == len(text) // 2
    QApplication.processEvents()
    shown = view.reading_position
    assert 0 <= len(text) // 2 - shown < 200


def test_a_large_article_is_opened_at_a_place_in_its_first_frame(qtbot: QtBot) -> None:
    view, _ = view_of(qtbot, "")
    view.show_document(document_of(LONG * 60))
    view.reading_position = 150_000
    _, plan = view.frame()[0]
    assert 0 <= 150_000 - plan.start < 200


def test_a_caret_waits_for_text_that_is_loading(qtbot: QtBot) -> None:
    view, _ = view_of(qtbot, "")
    text = LONG * 60
    with qtbot.waitSignal(view.loaded, timeout=20_000):
        view.show_document(document_of(text))
        view.place_caret(len(text) - 5)
        assert view.caret == len(text) - 5
    assert view.ends == (len(text) - 5, len(text) - 5)


def test_a_place_that_is_still_loading_can_be_revealed_at_once(qtbot: QtBot) -> None:
    view, _ = view_of(qtbot, "")
    text = LONG * 60
    view.show_document(document_of(text))
    view.select(Span(len(text) - 20, len(text) - 5))
    assert view.selection == Span(len(text) - 20, len(text) - 5)


def test_lines_hold_at_most_68_characters_and_stand_in_the_middle(qtbot: QtBot) -> None:
    view, _ = view_of(qtbot, ("The committee met again and nobody could say why it had. " * 20), size=(1600, 700))
    layout = view.document().firstBlock().layout()
    longest = max(layout.lineAt(row).textLength() for row in range(layout.lineCount()))
    assert 55 <= longest <= 72  # the space at the end is not seen
    left, right = view.rect_of(0).x(), view.viewport().width()
    width = layout.lineAt(0).width()
    assert abs((left - 0) - (right - left - width)) < 4


def test_the_first_line_is_the_title(qtbot: QtBot) -> None:
    view, _ = view_of(qtbot, STORY)
    first = view.document().firstBlock()
    body = first.next().next()
    assert first.layout().lineAt(0).height() > body.layout().lineAt(0).height()


def test_a_ring_of_two_pixels_says_that_the_text_has_the_keyboard(qtbot: QtBot) -> None:
    for name in ("light", "dark", "high_contrast"):
        view, _ = view_of(qtbot, STORY, colours=name)
        view.clearFocus()
        bare = view.grab().toImage()
        assert bare.pixelColor(0, 100) == view.painter.theme.colour("paper")
        view.setFocus()
        assert view.has_ring
        ringed = view.grab().toImage()
        right = view.viewport().geometry().right() + 2
        for x, y in ((0, 0), (1, 100), (300, 1), (right, 300), (300, view.height() - 1)):
            assert ringed.pixelColor(x, y) == view.painter.theme.colour("focus")
        assert ringed.pixelColor(2, 100) == view.painter.theme.colour("paper")


def test_a_change_keeps_the_current_annotation_current(qtbot: QtBot) -> None:
    marks = deep_marks()
    view, store = view_of(qtbot, STORY, marks)
    view.set_current(marks[3])
    moved = marks[3]._replace(end=marks[3].end - 2)
    store.apply(Change((marks[3],), (moved,)))
    assert view.painter.overlays.current == moved
    store.apply(Change((moved,)))
    assert view.painter.overlays.current is None


def test_a_change_paints_only_when_it_can_be_seen(qtbot: QtBot) -> None:
    view, store = view_of(qtbot, LONG)
    QApplication.processEvents()
    before = view.painter.planned
    store.apply(Change((), (mark(LONG, "actor", "Paragraph 300 "),)))
    view.viewport().repaint()
    assert view.painter.planned == before
    store.apply(Change((), (mark(LONG, "actor", "Paragraph 3 "),)))
    view.viewport().repaint()
    assert view.painter.planned == before + 1


def test_a_change_that_is_not_seen_looks_for_no_paragraph(qtbot: QtBot) -> None:
    view, store = view_of(qtbot, LONG)
    view.verticalScrollBar().setValue(view.verticalScrollBar().maximum() // 2)
    QApplication.processEvents()
    view.frame()
    before = view._column.requests
    store.apply(Change((), (mark(LONG, "actor", "Paragraph 100 "),)))
    assert view._column.requests == before


def test_places_of_characters_are_looked_for_once_until_lines_are_elsewhere(qtbot: QtBot) -> None:
    view, store = view_of(qtbot, STORY)
    block, painter, shown = view.document().firstBlock(), view.painter, view.painter.shown
    assert shown is not None
    before = painter.geometry(shown, block)
    store.apply(Change((), (mark(STORY, "actor", "council"),)))
    assert painter.geometry(shown, block) is before
    store.apply(Change((), (mark(STORY, "claim", "Union and council"),)))  # needs another lane
    assert painter.geometry(shown, block) is not before


def test_a_paragraph_without_annotations_is_not_asked_for_its_characters(qtbot: QtBot) -> None:
    view, store = view_of(qtbot, STORY)
    block, painter, shown = view.document().firstBlock(), view.painter, view.painter.shown
    assert shown is not None
    view.viewport().repaint()
    assert "lines" not in vars(painter.geometry(shown, block))
    store.apply(Change((), (mark(STORY, "actor", "council"),)))
    view.viewport().repaint()
    assert "lines" in vars(painter.geometry(shown, block))


def test_only_shown_tags_are_painted(qtbot: QtBot) -> None:
    view, _ = view_of(qtbot, STORY, deep_marks())
    view.viewport().repaint()
    everything = view.painter.rectangles
    view.set_shown_tags({"actor"})
    view.viewport().repaint()
    assert 0 < view.painter.rectangles < everything
    view.set_shown_tags(None)
    view.viewport().repaint()
    assert view.painter.rectangles == everything


def test_nothing_foreign_is_markup(qtbot: QtBot) -> None:
    text = TEXTS["markup"]
    view, _ = view_of(qtbot, text)
    assert view.document().firstBlock().text() == text.splitlines()[0]


def test_the_mouse_wheel_with_ctrl_makes_the_text_larger(qtbot: QtBot) -> None:
    view, _ = view_of(qtbot, STORY)
    height = view.fontMetrics().height()
    for turned, expected in ((120, lambda now: now > height), (-120, lambda now: now == height)):
        event = QWheelEvent(
            QPointF(50, 50),
            QPointF(50, 50),
            QPoint(),
            QPoint(0, turned),
            Qt.MouseButton.NoButton,
            Qt.KeyboardModifier.ControlModifier,
            Qt.ScrollPhase.NoScrollPhase,
            False,
        )
        QApplication.sendEvent(view.viewport(), event)
        assert expected(view.fontMetrics().height())


def test_zooming_by_nothing_gives_the_usual_size(qtbot: QtBot) -> None:
    view, _ = view_of(qtbot, STORY)
    height = view.fontMetrics().height()
    view.zoom_by(4)
    assert view.fontMetrics().height() > height
    view.zoom_by(0)
    assert view.fontMetrics().height() == height


def test_assistive_technology_finds_a_named_text(qtbot: QtBot) -> None:
    view, _ = view_of(qtbot, STORY)
    found = QAccessible.queryAccessibleInterface(view)
    assert found.text(QAccessible.Text.Name) == "Article"
    assert found.role() == QAccessible.Role.EditableText
    assert found.state().readOnly


def test_an_article_gives_way_to_none(qtbot: QtBot) -> None:
    view, _ = view_of(qtbot, STORY, deep_marks())
    view.show_document(None)
    QApplication.processEvents()
    assert view.text == ""
    assert view.selection is None
    assert view.painter.rectangles == 0


def test_files_dropped_on_the_text_go_to_the_window(qtbot: QtBot) -> None:
    view, _ = view_of(qtbot, STORY)
    assert not view.acceptDrops()
    assert not view.viewport().acceptDrops()


def test_an_annotation_made_through_the_store_is_painted(qtbot: QtBot) -> None:
    view, store = view_of(qtbot, STORY)
    assert view.painter.rectangles == 0
    store.apply(edits.add(Annotation("a", "claim", *span_of(STORY, "nobody believed it"))))
    QApplication.processEvents()
    assert view.painter.rectangles > 0


def test_marks_on_the_scroll_bar_are_as_many_as_it_has_room_for(qtbot: QtBot) -> None:
    view, _ = view_of(qtbot, LONG)
    view.set_scroll_marks(range(0, len(LONG), 3))
    QApplication.processEvents()
    assert 10 < len(view.marks.rows) <= view.verticalScrollBar().height()


class ManyPlaces(Sequence[int]):
    """A million places all over a text; counts how often one of them is asked for."""

    def __init__(self, length: int) -> None:
        self.length, self.asked = length, 0

    def __len__(self) -> int:
        return 1_000_000

    def __getitem__(self, number: Any) -> Any:
        self.asked += 1
        return number * self.length // len(self)


def test_marks_are_looked_for_once_a_pixel_however_many_there_are(qtbot: QtBot) -> None:
    view, _ = view_of(qtbot, LONG)
    view.set_scroll_marks(range(len(LONG)))
    rows, places = view.marks.rows, ManyPlaces(len(LONG))
    view.set_scroll_marks(places)
    assert view.marks.rows == rows
    assert places.asked < 50 * len(rows)


@pytest.mark.parametrize("key", [Qt.Key.Key_C, Qt.Key.Key_X, Qt.Key.Key_V, Qt.Key.Key_Delete, Qt.Key.Key_Return])
def test_no_key_changes_the_text(qtbot: QtBot, key: Qt.Key) -> None:
    view, _ = view_of(qtbot, STORY)
    before = view.document().characterCount()
    view.select(Span(0, 5))
    for modifier in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ControlModifier):
        QTest.keyClick(view, key, modifier)
    assert view.document().characterCount() == before


def test_marks_laid_over_others_give_way_to_them_as_they_are_by_then(qtbot: QtBot) -> None:
    view, _ = view_of(qtbot, STORY)
    view.lay_scroll_marks_over([1, 2])
    view.set_scroll_marks([3])
    assert list(view.marks.shown) == [1, 2]
    view.lay_scroll_marks_over(None)
    assert list(view.marks.shown) == [3]
