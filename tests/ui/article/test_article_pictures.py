"""Looks at pictures of the article: colours where they belong, whatever fonts the machine has."""

from __future__ import annotations

from itertools import groupby

import pytest
from PySide6.QtCore import QPoint, QRect
from PySide6.QtGui import QColor, QImage, QPixmap
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from analyst_app.core.store import Change
from analyst_app.ui.article.article_view import ArticleView
from analyst_app.ui.widgets.theme import TagLook
from tests.ui.article.view_scenes import CODEBOOK, STORY, deep_marks, mark, span_of, view_of

LOOKS = pytest.mark.parametrize(("colours", "scale"), [("light", 1), ("dark", 1), ("light", 2), ("dark", 2)])


def picture_of(view: ArticleView, scale: int = 1) -> QImage:
    QApplication.processEvents()
    pixmap = QPixmap(view.viewport().size() * scale)
    pixmap.setDevicePixelRatio(scale)
    pixmap.fill(QColor("magenta"))
    view.viewport().render(pixmap)
    return pixmap.toImage()


def is_near(one: QColor, other: QColor, distance: int = 40) -> bool:
    return abs(one.red() - other.red()) + abs(one.green() - other.green()) + abs(one.blue() - other.blue()) <= distance


def look_of(view: ArticleView, tag: str) -> TagLook:
    return view.painter.theme.tag_looks(CODEBOOK)[tag]


def line_below(view: ArticleView, position: int) -> QRect:
    """The room of four lanes under the line of a code point."""
    rect = view.rect_of(position)
    return QRect(rect.left(), rect.bottom() - 1, 1, 19)


def runs(image: QImage, x: int, top: int, bottom: int, inks: list[QColor]) -> list[int]:
    """Which inks a column of pixels meets, from the top."""

    def ink_at(y: int) -> int:
        colour = image.pixelColor(x, y)
        return next((number for number, ink in enumerate(inks) if is_near(colour, ink, 90)), -1)

    return [number for number, _ in groupby(ink_at(y) for y in range(top, bottom)) if number >= 0]


@LOOKS
def test_four_lanes_can_be_told_apart(qtbot: QtBot, colours: str, scale: int) -> None:
    marks = deep_marks()
    view, _ = view_of(qtbot, STORY, marks, colours=colours)
    image = picture_of(view, scale)
    below = line_below(view, marks[3].start + 2)
    inks = [look_of(view, tag).ink for tag in ("actor", "claim", "quote")]
    seen = [
        runs(image, x * scale, below.top() * scale, (below.bottom() + 1) * scale, inks)
        for x in range(below.left(), below.left() + 24)
    ]
    # Inside out: the actor's dashes, the inner claim, the quote's double line, the outer claim.
    assert any(met in ([0, 1, 2, 2, 1], [0, 1, 2, 1]) for met in seen), seen


@LOOKS
def test_paper_text_and_tint_have_the_themes_colours(qtbot: QtBot, colours: str, scale: int) -> None:
    view, _ = view_of(qtbot, STORY, deep_marks(), colours=colours)
    image = picture_of(view, scale)
    theme = view.painter.theme
    assert image.pixelColor(3, image.height() - 3) == theme.colour("paper")
    name = view.rect_of(span_of(STORY, "Ada Brandt").start + 3)  # the space between the two words
    assert is_near(
        image.pixelColor((name.center().x() + 2) * scale, (name.top() + 2) * scale), look_of(view, "actor").tint
    )
    title = view.rect_of(0)
    area = [
        image.pixelColor(x * scale, y * scale)
        for x in range(title.left(), title.left() + 60)
        for y in range(title.top(), title.bottom())
    ]
    assert any(is_near(colour, theme.colour("text"), 30) for colour in area)


def test_a_right_to_left_quote_is_tinted_from_end_to_end(qtbot: QtBot) -> None:
    quote = mark(STORY, "quote", "«المرفأ سيُغلق في مايو»")
    view, _ = view_of(qtbot, STORY, [quote])
    image = picture_of(view)
    first, last = view.rect_of(quote.start), view.rect_of(quote.end)
    tint = look_of(view, "quote").tint
    y = first.top() + 2
    tinted = [x for x in range(image.width()) if is_near(image.pixelColor(x, y), tint, 12)]
    assert last.x() < first.x(), "it runs from right to left"
    assert abs(min(tinted) - last.x()) <= 4
    assert abs(max(tinted) - first.x()) <= 4


def test_lanes_stay_to_be_seen_under_a_selection(qtbot: QtBot) -> None:
    marks = deep_marks()
    view, _ = view_of(qtbot, STORY, marks)
    view.select(marks[2].span)
    image = picture_of(view)
    below = line_below(view, marks[3].start + 2)
    inks = [look_of(view, tag).ink for tag in ("actor", "claim", "quote")]
    met = {ink for x in range(24) for ink in runs(image, below.left() + x, below.top(), below.bottom() + 1, inks)}
    assert met == {0, 1, 2}
    selected = view.rect_of(marks[3].start + 4)
    assert is_near(image.pixelColor(selected.x() + 3, selected.top() + 1), view.painter.theme.colour("selection"), 12)


def test_the_current_annotation_stands_out_and_has_handles(qtbot: QtBot) -> None:
    marks = deep_marks()
    view, _ = view_of(qtbot, STORY, marks)
    actor = marks[4]
    space = view.rect_of(actor.start + 3)
    spot = QPoint(space.center().x() + 2, space.top() + 2)
    calm = picture_of(view).pixelColor(spot)
    view.set_current(actor)
    image = picture_of(view)
    assert image.pixelColor(spot) != calm
    assert is_near(image.pixelColor(spot), look_of(view, "actor").strong_tint, 12)
    for position in actor.span:
        edge = view.rect_of(position)
        columns = range(edge.left() - 3, edge.left() + 4)
        assert any(is_near(image.pixelColor(x, edge.top() + 4), look_of(view, "actor").ink) for x in columns)


def farthest(one: QImage, other: QImage) -> int:
    """The largest difference of two pictures in any pixel's red, green or blue."""
    if one == other:
        return 0
    return max(abs(a - b) for a, b in zip(one.constBits(), other.constBits(), strict=True))


def test_partial_repaints_leave_what_a_whole_one_would(qtbot: QtBot) -> None:
    marks = deep_marks()
    view, store = view_of(qtbot, STORY, marks, size=(900, 170))
    view.setCursorWidth(0)  # a blinking caret differs from moment to moment

    def on_screen() -> QImage:
        QApplication.processEvents()
        return view.screen().grabWindow(view.winId()).toImage().convertToFormat(QImage.Format.Format_RGB32)

    def whole() -> QImage:
        view.viewport().update()
        return on_screen()

    for annotation in (marks[4], marks[3], marks[0], None):
        view.set_current(annotation)
        assert farthest(on_screen(), whole()) <= 3
    store.apply(Change((marks[3],), (marks[3]._replace(end=marks[3].end - 3),)))
    assert farthest(on_screen(), whole()) <= 3
    store.apply(Change((marks[1],)))
    assert farthest(on_screen(), whole()) <= 3
    for value in (1, 2, 4, 3, 0):
        view.verticalScrollBar().setValue(value)
        assert farthest(on_screen(), whole()) <= 3
