"""Selecting in the article by mouse and keyboard, and dragging edges.

Tests of ui.article.article_keys, ui.article.article_mouse and ui.article.selection_gestures.
"""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from analyst_app.core.span import Span
from analyst_app.language.snapping import grapheme_bounds
from analyst_app.ui.article.article_view import ArticleView
from tests.texts import TEXTS
from tests.ui.article.view_scenes import STORY, deep_marks, mark, middle_of, span_of, view_of

LEFT = Qt.MouseButton.LeftButton
NONE, SHIFT, CTRL = (
    Qt.KeyboardModifier.NoModifier,
    Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.ControlModifier,
)


def drag(view: ArticleView, start: QPoint, end: QPoint, held: Qt.KeyboardModifier = NONE) -> None:
    QTest.mousePress(view.viewport(), LEFT, held, start)
    for step in range(1, 5):
        point = start + (end - start) * step / 4
        QTest.mouseMove(view.viewport(), point)
        QApplication.processEvents()
    QTest.mouseRelease(view.viewport(), LEFT, held, end)


def chosen(view: ArticleView) -> str:
    return view.selection.of(view.text) if view.selection else ""


def test_a_drag_snaps_to_words_when_the_mouse_is_released(qtbot: QtBot) -> None:
    view, _ = view_of(qtbot, STORY)
    span = span_of(STORY, "ion’s chair, Ada Bra")
    drag(view, middle_of(view, span.start), middle_of(view, span.end))
    assert chosen(view) == "union’s chair, Ada Brandt"


def test_a_drag_with_ctrl_is_exact(qtbot: QtBot) -> None:
    view, _ = view_of(qtbot, STORY)
    start, end = span_of(STORY, "ion’s chair, Ada Bra")
    drag(view, view.rect_of(start).center(), view.rect_of(end).center(), CTRL)
    assert chosen(view) == "ion’s chair, Ada Bra"


def test_a_drag_backwards_keeps_the_caret_at_the_front(qtbot: QtBot) -> None:
    view, _ = view_of(qtbot, STORY)
    span = span_of(STORY, "ion’s chair")
    drag(view, middle_of(view, span.end - 2), middle_of(view, span.start))
    assert chosen(view) == "union’s chair"
    assert view.caret == span_of(STORY, "union’s").start


def test_a_double_click_takes_the_word_with_its_hyphens(qtbot: QtBot) -> None:
    view, _ = view_of(qtbot, STORY)
    point = middle_of(view, span_of(STORY, "Assad").start + 1)
    QTest.mouseClick(view.viewport(), LEFT, NONE, point)
    QTest.mouseDClick(view.viewport(), LEFT, NONE, point)
    assert chosen(view) == "al-Assad"


def test_a_triple_click_takes_the_sentence(qtbot: QtBot) -> None:
    view, _ = view_of(qtbot, STORY)
    point = middle_of(view, span_of(STORY, "Assad").start + 1)
    QTest.mouseClick(view.viewport(), LEFT, NONE, point)
    QTest.mouseDClick(view.viewport(), LEFT, NONE, point)
    QTest.mouseClick(view.viewport(), LEFT, NONE, point)
    assert chosen(view) == "Mr. al-Assad did not."


def test_a_mouse_selection_says_where_it_ended(qtbot: QtBot) -> None:
    view, _ = view_of(qtbot, STORY)
    told: list[QPoint] = []
    view.selected_by_mouse.connect(told.append)
    QTest.mouseClick(view.viewport(), LEFT, NONE, middle_of(view, 4))
    assert told == []
    drag(view, middle_of(view, 4), middle_of(view, 20))
    assert len(told) == 1


@pytest.mark.parametrize("name", ["ZWJ emoji", "flags", "combining", "Arabic", "mixed direction", "emoji"])
def test_shift_and_arrows_never_split_a_grapheme(qtbot: QtBot, name: str) -> None:
    view, _ = view_of(qtbot, TEXTS[name])
    for key in (Qt.Key.Key_Right, Qt.Key.Key_Left):
        view.place_caret(0 if key == Qt.Key.Key_Right else len(view.text))
        for _ in range(12):
            QTest.keyClick(view, key, SHIFT)
            span = view.selection
            if span is not None:
                assert grapheme_bounds(view.text, span) == span
                assert {view.ends.anchor, view.ends.caret} == set(span)


def test_shift_and_arrows_go_there_and_back(qtbot: QtBot) -> None:
    view, _ = view_of(qtbot, TEXTS["ZWJ emoji"])
    start = span_of(view.text, "family").start - 1
    view.place_caret(start)
    before = view.ends
    for key in (Qt.Key.Key_Left, Qt.Key.Key_Right):
        QTest.keyClick(view, key, SHIFT)
    assert view.ends == before


def test_ctrl_shift_and_arrows_take_whole_words(qtbot: QtBot) -> None:
    view, _ = view_of(qtbot, STORY)
    view.place_caret(span_of(STORY, "al-Assad").start)
    QTest.keyClick(view, Qt.Key.Key_Right, SHIFT | CTRL)
    assert chosen(view) == "al-Assad"
    QTest.keyClick(view, Qt.Key.Key_Right, SHIFT | CTRL)
    assert chosen(view) == "al-Assad did"
    QTest.keyClick(view, Qt.Key.Key_Left, SHIFT | CTRL)
    assert chosen(view) == "al-Assad"


def test_in_a_right_to_left_paragraph_left_goes_on(qtbot: QtBot) -> None:
    view, _ = view_of(qtbot, STORY)
    start = STORY.index("قالت")
    view.place_caret(start)
    QTest.keyClick(view, Qt.Key.Key_Left, SHIFT | CTRL)
    assert chosen(view) == "قالت"


def test_the_caret_passes_a_soft_break_in_one_step(qtbot: QtBot) -> None:
    view, _ = view_of(qtbot, "x" * 5_000)
    broken = view.document().firstBlock().length() - 1
    view.place_caret(broken - 1)
    for position in (broken, broken + 1, broken + 2):
        QTest.keyClick(view, Qt.Key.Key_Right)
        assert view.caret == position


@pytest.mark.parametrize(("held", "dragged"), [(NONE, "Ada Brandt, has"), (CTRL, "Ada Brandt, ha")])
def test_a_dragged_handle_snaps_as_a_selection_does_and_is_told_at_the_end(
    qtbot: QtBot, held: Qt.KeyboardModifier, dragged: str
) -> None:
    marks = deep_marks()
    view, _ = view_of(qtbot, STORY, marks)
    actor = marks[4]
    view.set_current(actor)
    told: list[tuple[str, Span, bool]] = []
    view.edges_dragged.connect(lambda who, span, is_final: told.append((who, span, is_final)))
    grip = view.rect_of(actor.end).center() + QPoint(3, 0)
    drag(view, grip, view.rect_of(actor.end + 4).center(), held)
    assert told[-1] == (actor.id, Span(actor.start, actor.start + len(dragged)), True)
    assert all(not is_final for _, _, is_final in told[:-1])
    assert view.painter.overlays.preview is None
    assert view.selection is None


@pytest.mark.parametrize(
    ("edge", "to", "held", "left"),
    [
        ("end", "Ad", NONE, "Ada"),
        ("end", "Ad", CTRL, "Ad"),
        ("end", "Ada ", NONE, "Ada"),
        ("start", "Ada Br", NONE, "Brandt"),
        ("start", "Ada Br", CTRL, "andt"),
        ("start", "Ada", NONE, "Brandt"),
    ],
)
def test_an_edge_dragged_inwards_snaps_too(
    qtbot: QtBot, edge: str, to: str, held: Qt.KeyboardModifier, left: str
) -> None:
    actor = deep_marks()[4]
    view, _ = view_of(qtbot, STORY, [actor])
    view.set_current(actor)
    told: list[str] = []
    view.edges_dragged.connect(lambda _who, span, _is_final: told.append(span.of(STORY)))
    place = actor.end if edge == "end" else actor.start
    drag(view, view.rect_of(place).center(), view.rect_of(actor.start + len(to)).center(), held)
    assert told[-1] == left


def test_a_press_on_a_handle_without_a_drag_moves_nothing(qtbot: QtBot) -> None:
    actor = mark(STORY, "actor", "Ada")
    view, _ = view_of(qtbot, STORY, [actor])
    view.set_current(actor)
    told: list[Span] = []
    view.edges_dragged.connect(lambda _who, span, _is_final: told.append(span))
    QTest.mouseClick(view.viewport(), LEFT, NONE, view.rect_of(actor.end).center() + QPoint(5, 0))
    assert told == []


@pytest.mark.parametrize(("held", "left"), [(NONE, "Ada"), (CTRL, "A")])
def test_edges_stop_a_word_or_with_ctrl_a_grapheme_apart(qtbot: QtBot, held: Qt.KeyboardModifier, left: str) -> None:
    marks = deep_marks()
    view, _ = view_of(qtbot, STORY, marks)
    actor = marks[4]
    view.set_current(actor)
    told: list[Span] = []
    view.edges_dragged.connect(lambda _who, span, _is_final: told.append(span))
    drag(view, view.rect_of(actor.end).center() + QPoint(3, 0), view.rect_of(actor.start - 8).center(), held)
    assert told[-1].of(STORY) == left


def test_a_click_on_a_letter_in_the_margin_names_its_annotation(qtbot: QtBot) -> None:
    marks = deep_marks()
    view, _ = view_of(qtbot, STORY, marks)
    chips = [chip for shown, plan in view.frame() for chip in view.margin_painter().chips(shown, plan)]
    assert {chip.id for chip in chips} == {annotation.id for annotation in marks}
    told: list[str] = []
    view.annotation_clicked.connect(told.append)
    QTest.mouseClick(view.viewport(), LEFT, NONE, chips[0].rect.center().toPoint())
    assert told == [chips[0].id]


def test_a_narrow_view_gives_its_margins_to_the_text(qtbot: QtBot) -> None:
    marks = deep_marks()
    view, _ = view_of(qtbot, STORY, marks)
    wide = view.rect_of(0).left()
    view.resize(300, 600)
    QApplication.processEvents()
    assert view.rect_of(0).left() < wide / 2 + 20
    for shown, plan in view.frame():
        for chip in view.margin_painter().chips(shown, plan):
            assert chip.rect.left() >= 0, "letters that do not fit are counted"
