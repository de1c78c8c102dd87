"""The list of differences: by kind, with filters that count, and settled rows that look it.

Tests of ui.review.differences.difference_delegate, ui.review.gold.gold_marks,
ui.review.differences.kind_chips, ui.review.differences.readers_line and ui.review.differences.settled_bar.
"""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import QModelIndex
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from analyst_app.core.span import Span
from analyst_app.ui.article.gold_painter import GoldMark
from analyst_app.ui.article.text_style import TextStyle
from analyst_app.ui.review import corrections
from analyst_app.ui.review.differences.difference_model import KIND, DifferenceModel, shown_names
from analyst_app.ui.review.differences.difference_table import DifferencePanel
from analyst_app.ui.review.gold.gold_marks import GoldMarks
from analyst_app.ui.review.listed_differences import Listing
from analyst_app.ui.review.review_session import ReviewSession
from analyst_app.ui.review.review_view import ReviewView
from analyst_app.ui.widgets.theme import Looks, theme
from tests.review.readings import linked, spans
from tests.ui.review.test_review_session import TEXT, cells, looks, make_review

__all__ = ["looks", "make_review"]
MakeReview = Callable[..., ReviewSession]


@pytest.fixture
def panel(looks: Looks, qtbot: QtBot) -> DifferencePanel:
    panel = DifferencePanel(looks)
    qtbot.addWidget(panel)
    panel.resize(264, 600)
    panel.show()
    return panel


def mixed() -> tuple[object, object]:
    """Only A's, edges, only B's, edges: kinds that take turns in the text."""
    a = spans("a", ("claim", 0, 3), ("quote", 10, 20), ("quote", 40, 50))
    return a, spans("b", ("quote", 10, 21), ("actor", 30, 33), ("quote", 40, 51))


def kinds(chips: DifferencePanel) -> list[str]:
    return [one.text() for one in chips.findChildren(QPushButton) if one.isVisible()]


def test_the_rows_stand_by_kind_and_each_kind_in_reading_order(make_review: MakeReview) -> None:
    review = make_review(*mixed())
    model = DifferenceModel(review)
    assert cells(model, KIND) == ["Edges differ", "Edges differ", "Only a", "Only b"]
    assert [model.place_at(row) for row in range(4)] == [1, 3, 0, 2]
    assert [model.number_of(place) for place in (1, 3, 0, 2)] == [0, 1, 2, 3]
    assert [model.heading_of(row) and model.heading_of(row).words for row in range(4)] == [
        "Edges differ",
        None,
        "Only a",
        "Only b",
    ]
    review.step(1)
    assert review.place == 1, "keys go on in the text"


def test_a_reading_is_folded_anew_without_a_look_at_any_other_row(
    make_review: MakeReview, monkeypatch: pytest.MonkeyPatch
) -> None:
    far = [("claim", start, start + 3) for start in range(40, 90, 5)]
    a = linked(spans("a", ("quote", 16, 35), ("actor", 0, 10), *far), ("speaker", 0, 1))
    review = make_review(a, spans("b"))
    speaker, quote = 0, 1
    assert speaker not in review.places
    looked_at: list[int] = []
    head_of = review.folding.head_of
    monkeypatch.setattr(review.folding, "head_of", lambda place: looked_at.append(place) or head_of(place))
    review.folding.turn(quote)
    assert review._listing.fold_anew([quote])
    assert set(looked_at) == {speaker, quote}
    assert review.places == Listing(review.board.rows, review.folding).places == list(range(12))


def test_where_cost_orders_them_no_kind_does(make_review: MakeReview) -> None:
    review = make_review(*mixed())
    model = DifferenceModel(review)
    review.show_only(by_cost=True)
    assert [model.place_at(row) for row in range(4)] == review.places
    assert [model.heading_of(row) for row in range(4)] == [None] * 4


def test_the_words_of_a_row_are_made_once(make_review: MakeReview) -> None:
    review = make_review(*mixed())
    model = DifferenceModel(review)
    assert model.line(1).words is model.line(1).words
    review.take(0)
    assert [model.line(row).is_settled for row in range(4)].count(True) == 1, "what may change is looked up"


def test_filters_and_headings_count_what_waits(make_review: MakeReview, panel: DifferencePanel) -> None:
    review = make_review(*mixed())
    panel.show_review(review)
    assert kinds(panel) == ["Edges 2", "Only a 1", "Only b 1"]
    review.go_to(1)
    review.take(0)
    assert kinds(panel) == ["Edges 1/2", "Only a 1", "Only b 1"]
    assert panel.table.model().heading_of(0).number == "1/2"
    assert panel.settled.accessibleName() == "1 of 4 settled"


def test_a_decision_says_another_number_on_one_chip_and_asks_the_box_of_causes_for_nothing(
    make_review: MakeReview, panel: DifferencePanel, monkeypatch: pytest.MonkeyPatch
) -> None:
    review = make_review(*mixed())
    panel.show_review(review)
    said, asked = [], []
    for chip in panel.chips.findChildren(QPushButton):
        monkeypatch.setattr(chip, "setText", said.append)
    monkeypatch.setattr(panel.causes, "itemText", asked.append)
    review.take(0)
    assert (said, asked) == (["Only a 0/1"], [])


def test_a_decision_leaves_the_causes_that_it_does_not_change(make_review: MakeReview, panel: DifferencePanel) -> None:
    review, box = make_review(*mixed()), panel.causes
    panel.show_review(review)
    offered = {box.itemData(row): box.itemText(row) for row in range(box.count())}
    gone: list[int] = []
    box.model().rowsRemoved.connect(lambda _, first, last: gone.extend(range(first, last + 1)))
    box.setCurrentIndex(2)
    chosen = box.currentData()
    review.go_to(next(place for place in review.places if review.board.rows[place].cause.key != chosen))
    review.take(0)
    left = {box.itemData(row): box.itemText(row) for row in range(box.count())}
    assert left == {None: "all causes"} | {
        cause.key: f"{cause.label} · {len(places)}" for cause, places in review.board.rows.groups()
    }
    assert left != offered
    assert box.currentData() == chosen
    assert len(gone) == len(offered) - len(left)


def test_a_filter_lists_its_kind_and_two_list_both(make_review: MakeReview, panel: DifferencePanel) -> None:
    review = make_review(*mixed())
    panel.show_review(review)
    for kind in ("only_a", "only_b"):
        panel.findChild(QPushButton, f"chip_{kind}").click()
    assert review.places == [0, 2]
    assert panel.table.model().rowCount() == 2


def test_one_kind_alone_needs_no_filter(make_review: MakeReview, panel: DifferencePanel) -> None:
    panel.show_review(make_review(spans("a", ("quote", 10, 20)), spans("b", ("quote", 10, 21))))
    assert kinds(panel) == []


def test_the_first_row_of_a_kind_has_room_for_its_heading(
    make_review: MakeReview, panel: DifferencePanel, looks: Looks
) -> None:
    review = make_review(*mixed())
    panel.show_review(review)
    row, heading = (looks.sizes.height(name) for name in ("difference_row", "group_row"))
    assert [panel.table.rowHeight(n) for n in range(4)] == [row + heading, row, row + heading, row + heading]
    review.show_only(kinds=["only_b"])
    assert panel.table.rowHeight(0) == row + heading


def test_a_row_has_no_room_for_the_heading_that_stood_there_before(
    make_review: MakeReview, panel: DifferencePanel, looks: Looks
) -> None:
    panel.show_review(make_review(*mixed()))
    row, heading = (looks.sizes.height(name) for name in ("difference_row", "group_row"))
    ends = [("quote", 10, 20), ("quote", 30, 33), ("quote", 40, 50), ("quote", 60, 63)]
    alike = make_review(spans("a", *ends), spans("b", *((tag, start, end + 1) for tag, start, end in ends)))
    panel.show_review(alike)
    assert [panel.table.rowHeight(n) for n in range(4)] == [row + heading, row, row, row]
    panel.show_review(make_review(*mixed()))
    assert [panel.table.rowHeight(n) for n in range(4)] == [row + heading, row, row + heading, row + heading]


def test_where_cost_orders_them_every_row_is_as_high(
    make_review: MakeReview, panel: DifferencePanel, looks: Looks
) -> None:
    review = make_review(*mixed())
    panel.show_review(review)
    review.show_only(by_cost=True)
    assert {panel.table.rowHeight(n) for n in range(4)} == {looks.sizes.height("difference_row")}


def test_a_screen_reader_hears_a_row_as_one_sentence(make_review: MakeReview) -> None:
    model = DifferenceModel(make_review(spans("a", ("quote", 16, 35)), spans("b", ("quote", 17, 34))))
    told = model.index(0, 0).data(0x0B)  # Qt.AccessibleTextRole
    assert told == "Quote, “we will not leave”, we will not leave, Edges differ, marks in or out (A wider), open"


def ink(panel: DifferencePanel, row: int) -> list[int]:
    """The columns of a row's pixels, right of the chip, in which there is text."""
    index: QModelIndex = panel.table.model().index(row, 0)
    rect = panel.table.visualRect(index)
    image: QImage = panel.table.viewport().grab(rect).toImage()
    text = theme("light").colour("text").lightness()
    top = rect.height() - 24
    return [
        x
        for x in range(48, image.width() - 12)
        if any(image.pixelColor(x, y).lightness() < text + 40 for y in range(top, rect.height() - 8))
    ]


def test_arabic_words_begin_at_the_right_and_settled_ones_fade(make_review: MakeReview, panel: DifferencePanel) -> None:
    text = "قال الوزير then the minister said so again\n"
    review = make_review(spans("a", ("claim", 0, 3), ("claim", 11, 15)), spans("b"), text=text)
    panel.show_review(review)
    assert min(ink(panel, 0)) > 180
    assert max(ink(panel, 1)) < 120
    review.go_to(1)
    review.take(0)
    review.go_to(0)
    assert min(ink(panel, 1)) > 200, "muted, and a tick"


@pytest.mark.parametrize(
    ("names", "shown"),
    [
        (("mira-holt", "tomas-weir"), ("mira", "tomas")),
        (("coder-1", "coder-2"), ("coder-1", "coder-2")),
        (("", ""), ("A", "B")),
        (("m" * 200, "t"), ("m" * 23 + "…", "t")),
    ],
)
def test_sides_have_first_names_unless_these_are_the_same_or_hidden(
    make_review: MakeReview, names: tuple[str, str], shown: tuple[str, str]
) -> None:
    assert shown_names(make_review(names=names)) == shown


# -- the lane of gold ----------------------------------------------------------------


def marks(review: ReviewSession) -> list[GoldMark]:
    return list(GoldMarks(review).touching(0, len(TEXT)))


def test_what_is_taken_corrected_or_rejected_has_a_mark_and_what_is_open_has_none(make_review: MakeReview) -> None:
    review = make_review(*mixed())
    assert marks(review) == []
    review.go_to(1)
    review.take(1)
    assert marks(review) == [GoldMark(Span(10, 21), "taken")]
    review.go_to(0)
    review.reject("too_wide")
    review.go_to(3)
    corrections.set_digit(review, 1)
    assert marks(review) == [
        GoldMark(Span(0, 3), "rejected"),
        GoldMark(Span(10, 21), "taken"),
        GoldMark(Span(40, 50), "corrected"),
    ]
    assert list(GoldMarks(review).touching(45, 60)) == [GoldMark(Span(40, 50), "corrected")]
    review.bridge_for_test.undo()
    assert [mark.span for mark in marks(review)] == [Span(0, 3), Span(10, 21)]


def test_the_lane_is_drawn_under_the_words_when_the_key_is_pressed(
    make_review: MakeReview, looks: Looks, qtbot: QtBot
) -> None:
    review, view = make_review(*mixed()), ReviewView(looks, TextStyle)
    qtbot.addWidget(view)
    view.resize(1300, 800)
    view.show()
    view.show_review(review)
    review.go_to(2)
    before = _accents(view)
    review.go_to(3)
    review.take(0)
    review.go_to(2)
    assert _accents(view) - before > 50, "some letters wide, two pixels high"
    review.bridge_for_test.undo()
    review.go_to(2)
    assert _accents(view) == before


def _accents(view: ReviewView) -> int:
    QApplication.processEvents()
    image, accent = view.text.viewport().grab().toImage(), theme("light").colour("accent").rgb()
    return sum(image.pixel(x, y) == accent for x in range(image.width()) for y in range(image.height()))


def test_the_line_above_the_text_names_the_readers_and_the_lane(
    make_review: MakeReview, looks: Looks, qtbot: QtBot
) -> None:
    view = ReviewView(looks, TextStyle)
    qtbot.addWidget(view)
    view.resize(1300, 800)
    view.show()
    view.show_review(make_review(names=("mira-holt", "tomas-weir")))
    gold = "in gold: taken, both, corrected, added, rejected"
    assert view.legend.text() == f"above the words: A mira-holt   ·   below: B tomas-weir   ·   {gold}"
    view.set_side_by_side(True)
    assert view.legend.text().startswith("left: A mira-holt   ·   right: B tomas-weir")
