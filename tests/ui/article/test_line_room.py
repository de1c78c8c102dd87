"""The room of lines: by the size of the type, more of it only where lanes are.

Tests of ui.article.painted_layers and ui.article.column_layout, too.
"""

from __future__ import annotations

from collections.abc import Iterable
from itertools import pairwise

import pytest
from PySide6.QtGui import QFontInfo, QTextBlock
from pytestqt.qtbot import QtBot

from analyst_app.core.annotation import Record
from analyst_app.core.store import AnnotationStore, Change
from analyst_app.ui.article.article_view import ArticleView
from tests.ui.article.view_scenes import CODEBOOK, STORY, deep_marks, document_of, mark, view_of

PARAGRAPH = "The committee met again on Thursday, and nobody could say why it had not met before that day. " * 4
TEXT = f"Title\n{PARAGRAPH}\n{PARAGRAPH}\n\n{PARAGRAPH}"


def block_of(view: ArticleView, number: int) -> QTextBlock:
    block = view.document().findBlockByNumber(number)
    view._column.blockBoundingRect(block)
    return block


def steps(block: QTextBlock) -> list[int]:
    """Pixels from each baseline of a paragraph to the next."""
    lines = [block.layout().lineAt(row) for row in range(block.layout().lineCount())]
    baselines = [line.y() + line.ascent() for line in lines]
    return [round(after - before) for before, after in pairwise(baselines)]


def shown(qtbot: QtBot, records: Iterable[Record] = ()) -> tuple[ArticleView, AnnotationStore]:
    view, store = view_of(qtbot, TEXT, records)
    assert QFontInfo(view.font()).pixelSize() == 18
    return view, store


@pytest.mark.parametrize(("density", "pitch"), [("comfortable", 27), ("compact", 25)])
def test_baselines_are_27_pixels_apart_at_the_usual_size_and_25_in_a_compact_window(
    qtbot: QtBot, density: str, pitch: int
) -> None:
    view, _ = shown(qtbot)
    view.text_style = view.text_style._replace(density=density)
    assert set(steps(block_of(view, 1))) == {pitch}


def test_one_lane_needs_no_room_and_each_further_one_4_pixels_on_its_line_only(qtbot: QtBot) -> None:
    outer, inner = mark(TEXT, "claim", PARAGRAPH.strip()), mark(TEXT, "actor", "committee")
    view, store = shown(qtbot, [outer])
    assert set(steps(block_of(view, 1))) == {27}
    store.apply(Change((), (inner,)))
    assert steps(block_of(view, 1))[0] == 31
    assert set(steps(block_of(view, 1))[1:]) == {27}
    store.apply(Change((), (mark(TEXT, "quote", "The committee met again"),)))
    assert steps(block_of(view, 1))[0] == 35
    store.apply(Change(tuple(store.annotations)))
    assert set(steps(block_of(view, 1))) == {27}


def test_annotations_beside_each_other_share_a_lane_though_elsewhere_one_lies_round_another(qtbot: QtBot) -> None:
    round_both = mark(TEXT, "claim", PARAGRAPH[10:250])
    inside = mark(TEXT, "actor", "committee", number=2)
    beside = mark(TEXT, "cue", "The")
    view, _ = shown(qtbot, [round_both, inside, beside])
    lanes = view._column._wanted[1].lanes
    assert [under for under, _ in lanes].count(2) == 1, "only the line with both has two"
    assert lanes[0] == (1, 1)


def test_two_readings_have_lines_34_pixels_apart(qtbot: QtBot) -> None:
    view, store = shown(qtbot, [mark(TEXT, "claim", "committee met")])
    view.show_second(AnnotationStore(store.annotations, length=len(TEXT)), CODEBOOK)
    assert set(steps(block_of(view, 1))) == {34}
    view.show_second(None, None)
    assert set(steps(block_of(view, 1))) == {27}


def test_paragraphs_are_15_pixels_apart_with_and_without_an_empty_line(qtbot: QtBot) -> None:
    view, _ = shown(qtbot)
    heights = [view._column.blockBoundingRect(view.document().findBlockByNumber(number)).height() for number in (1, 2)]
    lines = block_of(view, 1).layout().lineCount()
    assert heights[0] == 27 * lines + 15
    assert heights[1] == 27 * lines, "an empty line follows"
    assert view._column.blockBoundingRect(view.document().findBlockByNumber(3)).height() == 15


def test_the_last_line_can_be_scrolled_96_pixels_clear_of_the_edge(qtbot: QtBot) -> None:
    view, _ = view_of(qtbot, PARAGRAPH * 20)
    view.verticalScrollBar().setValue(view.verticalScrollBar().maximum())
    below = view.viewport().height() - view.rect_of(len(view.text)).bottom()
    assert below >= 96


def test_a_change_lays_out_only_what_needs_another_room(qtbot: QtBot) -> None:
    view, store = view_of(qtbot, f"Title\n{PARAGRAPH}\n" * 40)
    view.viewport().repaint()
    before, moves = view._column.laid_out, view._column.moves
    store.apply(Change((), (mark(TEXT, "claim", PARAGRAPH.strip()),)))
    view.viewport().repaint()
    assert view._column.moves == moves, "its line lies in the room that is there"
    store.apply(Change((), (mark(TEXT, "actor", "committee"),)))
    view.viewport().repaint()
    assert view._column.moves == moves + 1
    assert view._column.laid_out == before, "the same lines, put elsewhere"


def test_a_layer_that_comes_after_its_text_lays_out_only_what_needs_another_room(qtbot: QtBot) -> None:
    view, _ = view_of(qtbot, STORY)
    view.viewport().repaint()
    before, moves = view._column.laid_out, view._column.moves
    view.show_annotations(AnnotationStore(deep_marks(), length=len(STORY)), CODEBOOK)
    view.viewport().repaint()
    assert (view._column.moves, view._column.laid_out) == (moves + 1, before)


def test_a_title_is_broken_into_lines_of_like_length(qtbot: QtBot) -> None:
    title = "Union and council at odds over what becomes of the Mill Lane bus depot in the spring"
    view, _ = view_of(qtbot, f"{title}\n\n{PARAGRAPH}")
    layout = block_of(view, 0).layout()
    widths = [layout.lineAt(row).naturalTextWidth() for row in range(layout.lineCount())]
    assert len(widths) == 2
    assert min(widths) > 0.75 * max(widths)
    assert layout.formats()[0].format.fontPointSize() == 19.5
    assert steps(block_of(view, 0)) == [34]


def test_letters_that_are_taller_than_the_bodys_get_the_room_they_need(qtbot: QtBot) -> None:
    view, _ = view_of(qtbot, f"Title\n{PARAGRAPH}")
    room = view._column.look.room
    tall = room.box(room.ascent + 9, room.descent + 6)
    assert tall.height >= room.pitch + 11
    assert tall.baseline > room.box(room.ascent, room.descent).baseline


def test_a_text_that_grows_is_laid_out_where_it_goes_on(qtbot: QtBot) -> None:
    """Formats of the layout alone must not keep the paragraph that goes on from being laid out anew."""
    view, _ = view_of(qtbot, "")
    text = f"Title\n{PARAGRAPH}\n" * 400
    with qtbot.waitSignal(view.loaded, timeout=20_000):
        view.show_document(document_of(text))
        view.viewport().repaint()
    for number in range(1, view.document().blockCount() - 1):
        block = block_of(view, number)
        last = block.layout().lineAt(block.layout().lineCount() - 1)
        assert last.textStart() + last.textLength() == block.length() - 1
