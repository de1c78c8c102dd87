"""Suggestions as they are painted: dashed, beside the text, and never twice."""

from __future__ import annotations

from PySide6.QtCore import QRectF
from PySide6.QtGui import QImage

from analyst_app.core.span import Span
from analyst_app.ui.article.ghost_painter import GhostMark, _line
from tests.ui.conftest import OpenText

TEXT = "“We stay,” said Ada Brandt.\n\nقالت ليلى حداد: «لن نغادر».\n"
QUOTE, ADA = Span(0, 10), Span(16, 26)


def picture(person) -> QImage:  # type: ignore[no-untyped-def]
    return person.view.viewport().grab().toImage()


def test_a_suggestion_changes_the_picture_and_its_end_restores_it(open_text: OpenText) -> None:
    person = open_text(TEXT)
    person.wait(lambda: person.is_idle)
    person.view.clearFocus()
    before = picture(person)
    ghosts = person.view._frame._guests[0]
    ghosts.show_others([GhostMark((QUOTE,), ADA, None, "→ Brandt ?"), GhostMark((Span(45, 54),))])
    assert picture(person) != before
    ghosts.show_others([])
    assert picture(person) == before


def test_the_one_with_the_keys_is_not_painted_as_another_too(open_text: OpenText) -> None:
    ghosts = open_text(TEXT).view._frame._guests[0]
    mark = GhostMark((QUOTE,), ADA)
    ghosts.show_others([GhostMark((QUOTE,)), GhostMark((Span(45, 54),))])
    ghosts.show_current(mark)
    assert ghosts.touching(0, 60) == [ghosts.others[1], mark]
    assert ghosts.touching(0, 12) == [mark]
    assert mark.reach == Span(0, 26)


def test_another_article_shows_none_of_them(open_text: OpenText) -> None:
    person = open_text(TEXT)
    person.view._frame._guests[0].show_others([GhostMark((QUOTE,))])
    person.view.show_document(None)
    assert person.view._frame._guests[0].others == ()


def test_the_line_runs_below_words_of_one_line_and_straight_between_lines() -> None:
    quote, beside, below = QRectF(0, 0, 100, 20), QRectF(150, 0, 60, 20), QRectF(20, 40, 60, 20)
    assert _line([beside], [quote]).boundingRect().bottom() > 20
    straight = _line([below], [quote]).boundingRect()
    assert (straight.top(), straight.bottom()) == (20, 40)
