"""Beside each paragraph, letters and its number stand where it begins, and speakers where it ends: at the right and
at the left of Arabic ones, whichever way the window is laid out.

Tests of ui.article.margin_painter, ui.article.text_style and ui.article.shown_text.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

import pytest
from PySide6.QtCore import QRectF, Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from analyst_app.core.annotation import Annotation, Link, Record, new_id
from analyst_app.ui.article.article_view import ArticleView
from analyst_app.ui.article.margin_painter import SpeakerWord
from analyst_app.ui.article.shown_text import ShownText
from tests.ui.article.view_scenes import STORY, deep_marks, mark, view_of

ARABIC = (
    "إعادة فتح مرفأ تل مرسى\n\n"
    "قالت ليلى حداد إن «المرفأ سيُغلق في مايو»، وأضافت: «لن نغادر».\n\n"
    "وقال خالد منصور: «عاد العمال إلى الرصيف أمس»، ثم غادر القاعة.\n"
)
GERMAN = "Der Hafen öffnet wieder\n\nDie Sprecherin Lena Ortiz sagte: „Wir bleiben hier.“ Mehr sagte sie nicht.\n"
RIGHT, LEFT = Qt.LayoutDirection.RightToLeft, Qt.LayoutDirection.LeftToRight


@pytest.fixture(params=[LEFT, RIGHT], ids=["from the left", "from the right"])
def laid_out(qapp: QApplication, request: pytest.FixtureRequest) -> Iterator[Qt.LayoutDirection]:
    usual = qapp.layoutDirection()
    qapp.setLayoutDirection(request.param)
    yield request.param
    qapp.setLayoutDirection(usual)


def said(text: str, words: str, by: str) -> list[Record]:
    quote, actor = mark(text, "quote", words), mark(text, "actor", by, kind="person")
    return [quote, actor, Link(new_id(), "speaker", quote.id, actor.id)]


def scenes() -> dict[str, tuple[str, list[Record]]]:
    both = GERMAN + "\n" + ARABIC
    arabic = [*said(ARABIC, "«لن نغادر»", "ليلى حداد"), *said(ARABIC, "«عاد العمال إلى الرصيف أمس»", "خالد منصور")]
    return {
        "arabic": (ARABIC, arabic),
        "german": (GERMAN, said(GERMAN, "„Wir bleiben hier.“", "Lena Ortiz")),
        "mixed": (both, [*said(both, "„Wir bleiben hier.“", "Lena Ortiz"), *said(both, "«لن نغادر»", "ليلى حداد")]),
        "deep": (STORY, [*deep_marks(), *said(STORY, "«لن نغادر»", "ليلى حداد"), mark(STORY, "actor", "agreed 😀")]),
    }


def shown(qtbot: QtBot, name: str, width: int) -> ArticleView:
    text, records = scenes()[name]
    view, _ = view_of(qtbot, text, records, size=(width, 700))
    QApplication.processEvents()
    return view


def places(view: ArticleView) -> list[QRectF]:
    """Everything that stands beside the text, and the lines of the text."""
    margins, text, found = view.margin_painter(), ShownText(view.document().toPlainText()), []
    text.next_piece()
    for block, plan in view.frame():
        found += [chip.rect for chip in margins.chips(block, plan)]
        found += [word.rect for word in margins.words(block, plan)]
        if plan.start < plan.end and margins.has_numbers(plan):
            number = str(text.paragraph_number(plan.start, block.block.blockNumber()))
            place, wide = margins.number_place(block, plan), view._margins.metrics.horizontalAdvance(number)
            found.append(place.adjusted(0, 0, wide - place.width(), 0) if plan.is_leftward
                         else place.adjusted(place.width() - wide, 0, 0, 0))  # fmt: skip
        for piece in view.painter.geometry(view._shown, block.block).lines:
            found.append(QRectF(piece.left, block.top + piece.over, piece.right - piece.left, piece.under - piece.over))
    return found


@pytest.mark.parametrize("name", ["arabic", "german", "mixed", "deep"])
@pytest.mark.parametrize("width", [500, 640, 720, 900, 1300])
def test_nothing_beside_the_text_lies_over_another_or_outside(
    qtbot: QtBot, laid_out: Qt.LayoutDirection, name: str, width: int
) -> None:
    view = shown(qtbot, name, width)
    found = [place for place in places(view) if place.width() > 0]
    assert len(found) > 4
    for one, other in combinations(found, 2):
        common = one & other
        assert common.width() < 1 or common.height() < 1, (one, other)
    for place in found:
        assert place.left() >= -1, place
        assert place.right() <= view.viewport().width() + 1, place


def beside(view: ArticleView, words: str) -> tuple[QRectF, SpeakerWord]:
    """The letter and the speaker of the paragraph that begins with some words."""
    margins = view.margin_painter()
    block, plan = next(one for one in view.frame() if one[0].block.text().startswith(words))
    return margins.chips(block, plan)[0].rect, next(iter(margins.words(block, plan)))


def test_a_paragraph_has_letters_where_it_begins_and_speakers_where_it_ends(
    qtbot: QtBot, laid_out: Qt.LayoutDirection
) -> None:
    view = shown(qtbot, "mixed", 1000)
    left, right = view._column.left, view._column.left + view._column.width
    letter, speaker = beside(view, "Die Sprecherin")
    assert letter.right() < left
    assert right < speaker.rect.left()
    assert speaker.words == "→ Ortiz"
    letter, speaker = beside(view, "قالت")
    assert right < letter.left()
    assert speaker.rect.right() < left
    assert speaker.words == "← ليلى حداد"


def test_a_paragraph_keeps_its_own_direction(qtbot: QtBot, laid_out: Qt.LayoutDirection) -> None:
    view = shown(qtbot, "mixed", 1000)
    left, right = view._column.left, view._column.left + view._column.width
    for block, plan in view.frame():
        lines = view.painter.geometry(view._shown, block.block).lines
        if plan.start < plan.end and plan.is_leftward:
            assert max(line.right for line in lines) == pytest.approx(right, abs=9)
        elif plan.start < plan.end:
            assert min(line.left for line in lines) == pytest.approx(left, abs=9)


@pytest.mark.parametrize(
    ("text", "leftward", "rightward"),
    [("", False, True), ("One\nTwo", False, True), ("ليلى said\n", True, False), ("1. «ليلى»\n", True, False),
     ("He: ليلى", False, True), ("Eins\n\nليلى", True, True), ("Ада\nליל", True, True)],
)  # fmt: skip
def test_the_first_letter_tells_the_direction(text: str, leftward: bool, rightward: bool) -> None:
    assert ShownText(text).ways == (leftward, rightward)


def test_more_letters_than_fit_are_counted_where_the_paragraph_begins(
    qtbot: QtBot, laid_out: Qt.LayoutDirection
) -> None:
    actors: list[Annotation] = [mark(ARABIC, "actor", one) for one in ("قالت", "ليلى", "حداد", "المرفأ", "مايو")]
    view, _ = view_of(qtbot, ARABIC, actors, size=(900, 600))
    QApplication.processEvents()
    block, plan = next(one for one in view.frame() if one[1].letters)
    chips = view.margin_painter().chips(block, plan)
    assert [bool(chip.id) for chip in chips] == [False, True, True, True]
    lefts = [chip.rect.left() for chip in chips]
    assert view._column.left + view._column.width < lefts[0]
    assert lefts == sorted(lefts)
