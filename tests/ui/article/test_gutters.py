"""The column and what stands beside it: as wide as is read well, and what gives way first where there is less room.

Tests of ui.article.text_style and ui.article.margin_painter.
"""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from analyst_app.core.annotation import Link, new_id
from analyst_app.core.store import Change
from analyst_app.ui.article.text_style import TextStyle
from tests.ui.article.view_scenes import STORY, mark, view_of

SENTENCE = "The committee met again on Thursday, and nobody could say why it had not met before that day. "


@pytest.mark.parametrize(
    ("viewport", "left", "width", "right"),
    [
        (1200, 294, 612, 294),  # in the middle
        (824, 100, 612, 112),
        (807, 100, 612, 95),
        (791, 84, 612, 95),
        (740, 84, 561, 95),
        (719, 84, 548, 87),
        (680, 84, 548, 48),  # the speakers' names give way
        (640, 84, 548, 8),
        (612, 56, 548, 8),  # then the paragraphs' numbers
        (500, 56, 436, 8),
    ],
)
def test_the_text_has_its_measure_first(qtbot: QtBot, viewport: int, left: int, width: int, right: int) -> None:
    style = TextStyle()
    found = style.column(viewport, style.margins())
    assert found == (pytest.approx(left, abs=2), pytest.approx(width, abs=2))
    assert viewport - sum(found) == pytest.approx(right, abs=3)


def test_lines_have_60_to_75_characters_from_the_usual_room_on(qtbot: QtBot) -> None:
    for room in (740, 824, 1400):
        view, _ = view_of(qtbot, "Title\n" + SENTENCE * 20, size=(room, 600))
        layout = view.document().findBlockByNumber(1).layout()
        lengths = [layout.lineAt(row).textLength() for row in range(20)]
        assert 58 <= sum(lengths) / len(lengths) <= 72


def test_four_letters_stand_beside_a_line_and_clear_of_a_number_of_three_digits(qtbot: QtBot) -> None:
    words = ("Ada", "Brandt", "has said", "council")
    view, _ = view_of(qtbot, STORY, [mark(STORY, "actor", one) for one in words], size=(850, 600))
    (shown, plan) = next(one for one in view.frame() if one[1].letters)
    margins = view.margin_painter()
    chips = [chip for row in range(2) for chip in margins.chips(shown, plan)]
    assert all(chip.id for chip in chips), "none is counted"
    left = min(chip.rect.left() for chip in chips)
    assert {chip.rect.width() for chip in chips} == {16}
    assert view._margins.metrics.horizontalAdvance("100") <= left


def test_a_long_speaker_is_cut_before_the_scroll_bar_and_a_missing_one_is_said(qtbot: QtBot) -> None:
    quote = mark(STORY, "quote", "“will not leave the depot")
    speaker = mark(STORY, "actor", "Ada Brandt", kind="organisation", name="The dockers’ committee of the harbour")
    view, store = view_of(qtbot, STORY, [quote, speaker], size=(840, 600))

    def words() -> str:
        QApplication.processEvents()
        (word,) = [word for shown, plan in view.frame() for word in view.margin_painter().words(shown, plan)]
        assert word.rect.right() <= view.viewport().width()
        return word.words

    assert words() == "? speaker"
    store.apply(Change((), (Link(new_id(), "speaker", quote.id, speaker.id),)))
    assert words().startswith("→ The ")
    assert words().endswith("…")
