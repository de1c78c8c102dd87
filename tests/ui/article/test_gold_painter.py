"""The lane of gold: what became of a stretch is told by the shape of its line."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from analyst_app.core.annotation import Annotation
from analyst_app.core.codebook import Codebook
from analyst_app.core.span import Span
from analyst_app.core.store import AnnotationStore
from analyst_app.resources import built_in_codebook
from analyst_app.ui.article.article_view import ArticleView
from analyst_app.ui.article.gold_painter import GoldMark, GoldPainter
from analyst_app.ui.widgets.theme import theme
from tests.ui.article.view_scenes import document_of

TEXT = "The depot closes in May, and nobody in the harbour knows where the buses will go then."
SPAN = Span(4, 40)


def runs(view: ArticleView, colour: QColor) -> list[int]:
    """The lengths of the runs of a colour in the row of pixels that has most of it."""
    QApplication.processEvents()
    image, wanted = view.viewport().grab().toImage(), colour.rgb()
    best: list[int] = []
    for y in range(image.height()):
        found, length = [], 0
        for x in range(image.width() + 1):
            if x < image.width() and image.pixel(x, y) == wanted:
                length += 1
            elif length:
                found.append(length)
                length = 0
        best = max(best, found, key=sum)
    return best


@pytest.fixture
def view(qtbot: QtBot) -> ArticleView:
    view = ArticleView(colours=theme("light"))
    qtbot.addWidget(view)
    view.resize(1000, 300)
    view.show()
    view.show_document(document_of(TEXT))
    return view


ACCENT, MUTED = (theme("light").colour(role) for role in ("accent", "muted"))


def show(view: ArticleView, *marks: tuple[Span, str]) -> None:
    guest = GoldPainter()
    view.let_paint(guest)
    guest.show(lambda start, end: tuple(GoldMark(*mark) for mark in marks))
    view.viewport().update()


def rows(view: ArticleView, colour: QColor) -> list[int]:
    """The rows of pixels that have more than a hundred pixels of a colour."""
    QApplication.processEvents()
    image, wanted = view.viewport().grab().toImage(), colour.rgb()
    counts = (sum(image.pixel(x, y) == wanted for x in range(image.width())) for y in range(image.height()))
    return [y for y, count in enumerate(counts) if count > 100]


def test_what_is_taken_has_one_line_and_both_have_two(view: ArticleView) -> None:
    assert runs(view, ACCENT) == []
    show(view, (SPAN, "taken"))
    (line,) = runs(view, ACCENT)
    assert line > 200
    taken = rows(view, ACCENT)
    assert taken == [taken[0], taken[0] + 1]


def test_only_paragraphs_with_other_marks_than_were_painted_are_to_be_painted_anew(view: ArticleView) -> None:
    view.show_document(document_of(f"{TEXT}\n{TEXT}"))
    guest, marks = GoldPainter(), [GoldMark(SPAN, "taken")]
    view.let_paint(guest)
    guest.show(lambda start, end: tuple(one for one in marks if one.span.start < end and start < one.span.end))
    view.grab()
    plans = [plan for _, plan in view.frame()]
    assert len(plans) > 1
    assert guest.outdated(plans) == []
    marks[0] = GoldMark(SPAN, "both")
    assert guest.outdated(plans) == [(plans[0].start, plans[0].end)]


def test_both_have_two_thin_lines(view: ArticleView) -> None:
    show(view, (SPAN, "both"))
    first, second = rows(view, ACCENT)
    assert second == first + 2


def test_a_correction_is_dashes_of_one_length(view: ArticleView) -> None:
    show(view, (SPAN, "corrected"))
    dashes = runs(view, ACCENT)
    assert len(dashes) > 10
    assert len(set(dashes[1:-1])) == 1


def test_an_addition_is_dashes_and_dots_after_a_plus(view: ArticleView) -> None:
    show(view, (SPAN, "added"))
    found = runs(view, ACCENT)
    assert sum(length >= 5 for length in found) > 5
    assert sum(length <= 2 for length in found) > 5


def test_what_is_rejected_is_dots_of_another_ink(view: ArticleView) -> None:
    show(view, (SPAN, "rejected"))
    assert runs(view, ACCENT) == []
    dots = runs(view, MUTED)
    assert len(dots) > 30
    assert max(dots) <= 3


def test_the_inner_of_two_has_the_lane_and_the_outer_one_goes_on_beside_it(view: ArticleView) -> None:
    show(view, (SPAN, "taken"), (Span(10, 20), "rejected"))
    outer, dots = runs(view, ACCENT), runs(view, MUTED)
    assert len(outer) == 2
    assert len(dots) > 10


def test_of_two_on_the_same_words_one_lies_below(view: ArticleView) -> None:
    show(view, (SPAN, "taken"))
    alone = rows(view, ACCENT)
    show(view, (SPAN, "taken"), (SPAN, "both"))
    assert len(rows(view, ACCENT)) > len(alone)


def test_another_text_has_none_until_it_is_given_some(view: ArticleView) -> None:
    show(view, (SPAN, "taken"))
    view.show_document(document_of(TEXT.upper()))
    assert runs(view, ACCENT) == []


def test_gold_lies_under_the_last_lane_of_a_line_however_many_there_are(view: ArticleView) -> None:
    show(view, (Span(0, 3), "taken"))
    codebook = Codebook.from_data(built_in_codebook())
    lanes = [Annotation(str(n), "claim", 0, 30 + n) for n in range(3)]
    view.show_annotations(AnnotationStore(lanes, length=len(TEXT)), codebook)
    QApplication.processEvents()
    image = view.viewport().grab().toImage()
    inks = {"claim": theme("light").tag_looks(codebook)["claim"].ink.rgb(), "gold": ACCENT.rgb()}
    x = view.rect_of(1).center().x()
    ys = {name: [y for y in range(image.height()) if image.pixel(x, y) == ink] for name, ink in inks.items()}
    assert len(ys["claim"]) == 6, "three lines of two pixels"
    assert max(ys["claim"]) < min(ys["gold"])
