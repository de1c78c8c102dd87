"""The sides of a difference: the words that differ, and the tags, values and links that the other has otherwise.

Tests of ui.review.differences.card_columns, ui.review.differences.card_words, ui.review.differences.key_button,
ui.review.differences.reason_list, ui.review.differences.side_column, ui.review.differences.side_contents and
ui.review.differences.side_label.
"""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton, QScrollArea, QScrollBar, QWidget
from pytestqt.qtbot import QtBot

from analyst_app.core.annotation import Annotation
from analyst_app.ui.review.differences import side_label
from analyst_app.ui.review.differences.card_columns import CardColumns
from analyst_app.ui.review.differences.difference_card import DifferenceCard
from analyst_app.ui.review.differences.side_contents import WordPiece, pieces_of, told_of
from analyst_app.ui.review.review_session import ReviewSession
from analyst_app.ui.widgets.theme import Looks, theme
from tests.review.readings import linked, spans
from tests.ui.review.test_review_session import looks, make_review

__all__ = ["looks", "make_review"]
MakeReview = Callable[..., ReviewSession]
YARD = "the new yard would be ready by March and that no route would be cut."


def claim(start: int, end: int) -> Annotation:
    return Annotation(f"{start}-{end}", "claim", start, end)


def told(words: str, *others: str) -> list[str]:
    """The pieces of some words of the yard against others of it, what differs in brackets."""
    found = [claim(YARD.index(one), YARD.index(one) + len(one)) for one in (words, *others)]
    return [f"[{piece.words}]" if piece.differs else piece.words for piece in pieces_of(YARD, found[0], found[1:])]


def test_only_the_words_that_the_other_leaves_out_differ() -> None:
    short, long = "the new yard would be ready by March", "the new yard would be ready by March and that no route"
    assert told(long, short) == [short, "[ and that no route]"]
    assert told(short, long) == [short, " …"], "that the other goes on is seen"
    assert told("by March and", "March") == ["[by ]", "March", "[ and]"]
    assert told("March", "by March") == ["… ", "March"]


def test_words_that_nobody_else_has_are_not_marked_one_and_all() -> None:
    assert told("the new yard") == ["the new yard"]
    assert told("the new yard", "no route") == ["the new yard"]


def test_of_one_against_several_what_none_of_them_covers_differs() -> None:
    assert told("the new yard would be ready", "the new", "be ready") == ["the new", "[ yard would ]", "be ready"]


def test_a_speech_of_a_thousand_words_shows_its_ends_and_all_that_differs() -> None:
    text = "word " * 1_000 + "and so he said"
    whole, part = claim(0, len(text)), claim(0, 5_000)
    shared, differing = pieces_of(text, whole, [part])
    assert (differing.words, differing.differs) == ("and so he said", True)
    assert " … " in shared.words
    assert len(shared.words) < 250
    (alone,) = pieces_of(text, whole, [])
    assert alone.words.startswith("word word")
    assert alone.words.endswith("and so he said")
    assert len(alone.words) < 550


def test_line_ends_become_spaces_and_what_acts_on_words_around_is_seen() -> None:
    assert pieces_of("a\nb\u202e", claim(0, 4), []) == (WordPiece("a b\\u202e", differs=False),)


def test_the_chips_of_what_differs_are_marked_and_no_other(make_review: MakeReview) -> None:
    a = linked(
        spans("a", ("quote", 16, 35, {"mode": "direct"}), ("actor", 0, 10), ("cue", 11, 15)),
        ("speaker", 0, 1),
        ("cue", 0, 2),
    )
    b = linked(spans("b", ("quote", 16, 35, {"mode": "partial"}), ("actor", 0, 10), ("cue", 11, 15)), ("cue", 0, 2))
    review = make_review(a, b)
    (hers,), (his,) = (told_of(review, review.row.difference, side) for side in (0, 1))
    assert not hers.tag_differs
    assert {fact.words: fact.differs for fact in hers.facts} == {
        "Mode = direct": True,
        "cue → said": False,
        "speaker → Ada Brandt": True,
    }
    assert {fact.words: fact.differs for fact in his.facts} == {
        "Mode = partial": True,
        "cue → said": False,
        "no speaker": True,
    }


def test_another_tag_is_marked_and_a_value_that_only_one_has_is_told_of_both(make_review: MakeReview) -> None:
    review = make_review(spans("a", ("quote", 16, 35, {"mode": "direct"})), spans("b", ("quote", 16, 35)))
    (his,) = told_of(review, review.row.difference, 1)
    assert [(fact.words, fact.differs) for fact in his.facts] == [("no Mode", True)]
    review = make_review(spans("a", ("quote", 16, 35)), spans("b", ("claim", 16, 35)))
    assert [told_of(review, review.row.difference, side)[0].tag_differs for side in (0, 1)] == [True, True]


# -- the card ------------------------------------------------------------------------


@pytest.fixture
def card(looks: Looks, qtbot: QtBot) -> DifferenceCard:
    card = DifferenceCard(looks)
    qtbot.addWidget(card)
    card.resize(1100, looks.sizes.height("difference_card"))
    card.show()
    return card


def shown(card: DifferenceCard) -> list[str]:
    """The words of the buttons that are seen, with their keys, in the order of the columns."""
    return [one.text() for one in card.findChildren(QPushButton) if one.isVisible()]


def test_the_buttons_are_those_of_what_can_be_done(make_review: MakeReview, card: DifferenceCard) -> None:
    review = make_review()
    card.show_review(review)
    both = ["1  Take a’s", "2  Take b’s", "B  Keep both", "R  Reject…", "F2  Edit edges"]
    assert sorted(shown(card)) == sorted(both)
    review.go_to(2)
    assert sorted(shown(card)) == ["1  Take a’s", "2  Leave it out, as b", "F2  Edit edges", "R  Reject…"]
    review.take(0)
    review.go_to(2)
    assert "Keep gold" in shown(card), "now gold has something"


def test_the_keys_are_those_that_the_actions_have_now(make_review: MakeReview, card: DifferenceCard) -> None:
    card.show_review(make_review())
    card.use_keys({"review.take_a": "Ctrl+7", "review.both": ""}.get)
    assert {"Ctrl+7  Take a’s", "Keep both"} <= set(shown(card))


def test_words_are_set_once_for_being_measured_and_painted(
    make_review: MakeReview, card: DifferenceCard, monkeypatch: pytest.MonkeyPatch
) -> None:
    made, asked = side_label._laid_out, list[str]()
    monkeypatch.setattr(side_label, "_laid_out", lambda *args: (asked.append(str(args)), made(*args))[1])
    card.show_review(make_review())
    QApplication.processEvents()
    asked.clear()
    for _ in range(3):
        card.columns.a.repaint()
        card.refresh()
    assert asked == []
    card.columns.a.renew()
    card.columns.a.repaint()
    assert len(asked) == len(set(asked)) > 0


def test_a_button_says_what_was_pressed_and_leaves_the_keyboard(make_review: MakeReview, card: DifferenceCard) -> None:
    card.show_review(make_review())
    pressed: list[str] = []
    card.pressed.connect(pressed.append)
    for name in ("take_b", "edges"):
        button = card.findChild(QPushButton, f"card_{name}_button")
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)
        assert not button.hasFocus()
    assert pressed == ["take_b", "edges"]


def test_the_reasons_of_the_tag_are_listed_with_their_keys_and_a_click_gives_one(
    make_review: MakeReview, card: DifferenceCard
) -> None:
    review = make_review()
    card.show_review(review)
    reasons = card.columns.reasons
    assert reasons.text().startswith("R1 nothing to tag here · R2 too wide · R3 too narrow")
    chosen: list[str] = []
    card.reason_chosen.connect(chosen.append)
    QTest.mouseClick(reasons, Qt.MouseButton.LeftButton, pos=QPoint(reasons.width() - 30, 8))
    assert chosen == ["too_wide"]
    assert all(row.decision is None for row in review.board.rows), "who asked acts, and nobody else"


def test_what_was_taken_is_marked_and_what_was_not_is_not(make_review: MakeReview, card: DifferenceCard) -> None:
    review = make_review()
    card.show_review(review)
    assert card.decision.text() == ""
    review.take(1)
    review.go_to(0)
    assert card.decision.text() == "Decided: b"
    accent = theme("light").colour("accent").rgb()
    edges = [_edge(card.columns.widget(), label).rgb() for label in (card.columns.a, card.columns.b)]
    assert [colour == accent for colour in edges] == [False, True]


def _edge(inside: QWidget, label: QWidget) -> QColor:
    """The colour of the left edge of the column that a side stands in."""
    column = label
    while column.parentWidget() is not inside:
        column = column.parentWidget()
    image: QImage = column.grab().toImage()
    return image.pixelColor(0, image.height() // 2)


@pytest.mark.parametrize(("width", "rows"), [(1100, 1), (700, 2), (400, 3)])
def test_columns_stand_below_each_other_where_it_is_narrow(
    make_review: MakeReview, card: DifferenceCard, width: int, rows: int
) -> None:
    card.show_review(make_review())
    card.resize(width, 296)
    QApplication.processEvents()
    inside = card.columns.widget()
    tops = {one.mapTo(inside, QPoint(0, 0)).y() for one in _columns(card.columns)}
    assert len(tops) == rows
    assert card.columns.horizontalScrollBar().maximum() == 0


def _columns(columns: CardColumns) -> list[QWidget]:
    return [one for one in columns.widget().children() if isinstance(one, QWidget) and one.layout() is not None]


def test_the_words_that_differ_are_on_a_ground_and_the_others_are_not(
    make_review: MakeReview, card: DifferenceCard
) -> None:
    review = make_review(spans("a", ("claim", 0, 40)), spans("b", ("claim", 0, 10)))
    card.show_review(review)
    tint = theme("light").tag_looks(review.compared.codebook)["claim"].tint.rgb()
    assert [_count(label, tint) > 200 for label in (card.columns.a, card.columns.b)] == [True, False]


def _count(label: QWidget, colour: int) -> int:
    """The pixels of a colour below the chip, which has it, too."""
    image = label.grab().toImage()
    return sum(image.pixel(x, y) == colour for x in range(image.width()) for y in range(54, image.height()))


COUNCIL = (
    "the council said that the new yard would be ready by March and that no route at all would be cut this year, too"
)
PARAGRAPH = "قالت المحافظة إن المدينة ستغلق المستودع القديم قبل نهاية شهر مايو المقبل وإن العمال سينقلون إلى مواقع أخرى"


@pytest.mark.parametrize(("text", "cut"), [(COUNCIL, 16), (PARAGRAPH, 12), ("many words " * 300, 1_500)])
def test_words_without_room_are_folded_at_whole_lines_and_what_differs_is_seen(
    make_review: MakeReview, card: DifferenceCard, text: str, cut: int
) -> None:
    card.resize(950, 260)  # a window of 1280×720
    values = {"mode": "direct"}
    review = make_review(
        spans("a", ("quote", 0, len(text), values)), spans("b", ("quote", 0, len(text) - cut, values)), text=text + "\n"
    )
    card.show_review(review)
    QTest.qWait(20)
    label = card.columns.a
    tint = theme("light").tag_looks(review.compared.codebook)["quote"].tint.rgb()
    image = _viewport(label).grab().toImage()
    bottom = image.height() - 1
    assert len({image.pixel(x, bottom) for x in range(image.width())}) == 1, "no line is cut"
    seen = sum(image.pixel(x, y) == tint for x in range(image.width()) for y in range(54, image.height()))
    assert seen > 300
    assert _bar(label).maximum() == 0
    assert text[-cut:].split()[-1] in label.text(), "read aloud are all that were told"


def test_a_side_of_more_annotations_than_have_room_is_scrolled_to(
    make_review: MakeReview, card: DifferenceCard
) -> None:
    card.resize(950, 260)
    few = [("claim", start, start + 9) for start in range(0, 100, 10)]
    card.show_review(make_review(spans("a", *few), spans("b", ("claim", 0, 99))))
    QTest.qWait(20)
    label = max((card.columns.a, card.columns.b), key=lambda one: len(one.text()))
    assert _bar(label).maximum() > 0
    assert label.height() > _viewport(label).height()
    card.resize(950, 900)
    QTest.qWait(20)
    assert _bar(label).maximum() == 0


def test_a_paragraph_from_right_to_left_has_all_its_lines_at_the_right(
    make_review: MakeReview, card: DifferenceCard
) -> None:
    card.resize(950, 296)
    size = len(PARAGRAPH)
    card.show_review(make_review(spans("a", ("quote", 0, size)), spans("b", ("claim", 0, size)), text=PARAGRAPH + "\n"))
    QTest.qWait(20)
    label = card.columns.a
    image = label.grab().toImage()
    ground = image.pixel(image.width() - 1, image.height() - 1)
    inked = [_has_ink(image, range(image.width() - 12, image.width()), y, ground) for y in range(54, image.height())]
    lines = sum(now and not before for before, now in pairwise([False, *inked]))
    assert lines >= 3


def _has_ink(image: QImage, columns: range, y: int, ground: int) -> bool:
    return any(image.pixel(x, y) != ground for x in columns)


def _viewport(label: QWidget) -> QWidget:
    viewport = label.parentWidget()
    assert viewport is not None
    return viewport


def _bar(label: QWidget) -> QScrollBar:
    area = _viewport(label).parentWidget()
    assert isinstance(area, QScrollArea)
    return area.verticalScrollBar()
