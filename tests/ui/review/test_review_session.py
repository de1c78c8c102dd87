"""The parts of the review page, with a review that needs no files.

Tests of ui.review.agreement_panel, ui.review.difference_card, ui.review.difference_model, ui.review.difference_table,
ui.review.listed_differences, ui.review.review_keys and ui.review.review_view.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from analyst_app.agreement.agreement import Scope
from analyst_app.alignment.align import Reading
from analyst_app.core.annotation import Annotation
from analyst_app.core.codebook import Codebook
from analyst_app.core.store import AnnotationStore, Change
from analyst_app.language.quotation_marks import SIGNS
from analyst_app.resources import built_in_codebook
from analyst_app.review.adjudicate import Review
from analyst_app.review.causes import EdgeWords
from analyst_app.review.review_board import ReviewBoard
from analyst_app.session.session import Session
from analyst_app.ui.article.text_style import TextStyle
from analyst_app.ui.commands.action_set import ActionSet
from analyst_app.ui.commands.modes import ModeKeeper
from analyst_app.ui.files.session_bridge import SessionBridge
from analyst_app.ui.review.agreement_panel import AgreementPanel
from analyst_app.ui.review.difference_card import DifferenceCard
from analyst_app.ui.review.difference_model import CAUSE, DECISION, KIND, DifferenceModel
from analyst_app.ui.review.difference_table import DifferencePanel
from analyst_app.ui.review.listed_differences import cost
from analyst_app.ui.review.review_keys import ReviewKeys
from analyst_app.ui.review.review_session import Compared, ReviewSession
from analyst_app.ui.review.review_view import ReviewView
from analyst_app.ui.widgets.theme import theme
from tests.review.readings import spans

TEXT = (
    "Ada Brandt said “we will not leave”, and the depot closes by May. <img src='file:///etc/passwd'> nobody agreed.\n"
)
CODEBOOK = Codebook.from_data(built_in_codebook())
IMG = TEXT.index("<img")

MakeReview = Callable[..., ReviewSession]


@pytest.fixture
def make_review(tmp_path: Path, qtbot: QtBot) -> MakeReview:
    made: list[ReviewSession] = []

    def make(a: Reading | None = None, b: Reading | None = None) -> ReviewSession:
        article = tmp_path / "article.txt"
        article.write_text(TEXT, "utf-8")
        document = Session.read_article(article)
        gold = Session.load(article, document, layer_id="gold-max", codebook=CODEBOOK, state=tmp_path / "state")
        bridge = SessionBridge()
        bridge.show(gold)
        a = a or spans("a", ("quote", 16, 35), ("quote", 0, 3), ("claim", IMG, IMG + 10, {}, "<b>note</b>"))
        b = b or spans("b", ("quote", 17, 34), ("quote", 0, 4), ("actor", 80, 84))
        review = Review(a, b, text=TEXT, text_sha256=document.sha256, gold=gold.store, reviewer="max")
        stores = tuple(AnnotationStore([*one.annotations, *one.links], length=len(TEXT)) for one in (a, b))
        compared = Compared(document, CODEBOOK, ReviewBoard(review, EdgeWords(marks=SIGNS)), stores, ("a", "b"))
        session = ReviewSession(bridge, compared, parent=bridge)
        made.append(session)
        session.bridge_for_test = bridge
        return session

    return make


def cells(model: DifferenceModel, column: int) -> list[str]:
    return [model.index(row, column).data() for row in range(model.rowCount())]


def test_the_table_lists_what_differs_and_a_decision_changes_one_row(make_review: MakeReview) -> None:
    review = make_review()
    model = DifferenceModel(review)
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    changed: list[int] = []
    model.dataChanged.connect(lambda first, last: changed.extend(range(first.row(), last.row() + 1)))
    assert cells(model, KIND) == ["edges", "edges", "only A", "only B"]
    assert cells(model, CAUSE)[1] == "marks in or out (A wider)"
    review.go_to(1)
    review.take(0)
    assert changed == [1]
    assert cells(model, DECISION) == ["open", "A", "open", "open"]
    assert review.place == 2
    del tester


def test_chips_and_causes_filter_the_list(make_review: MakeReview, qtbot: QtBot) -> None:
    review, panel = make_review(), DifferencePanel()
    qtbot.addWidget(panel)
    panel.show_review(review)
    chip = panel.findChild(object, "chip_only_a")
    assert chip.text() == "only A 1/1"
    chip.click()
    assert review.places == [2]
    chip.click()
    assert len(review.places) == 4
    panel.causes.setCurrentIndex(1)
    panel.causes.activated.emit(1)
    assert len(review.places) == 1
    panel.table.selectRow(0)
    review.show_only(by_cost=True)
    assert review.places[-1] == 0
    assert [cost(review.board.rows[place].difference) for place in review.places] == [10, 4, 2, 1]


def test_words_of_others_are_shown_as_they_are(make_review: MakeReview, qtbot: QtBot) -> None:
    review, card = make_review(), DifferenceCard()
    qtbot.addWidget(card)
    card.show_review(review)
    review.go_to(2)
    assert card.a.textFormat() == Qt.TextFormat.PlainText
    assert "<img src=" in card.a.text()
    assert "<b>note</b>" in card.a.text()
    assert card.b.text().endswith("nothing")
    review.go_to(1)
    assert "⟦“⟧we will not leave⟦”⟧" in card.a.text()
    assert "Marks in" in card.rule.text()


def test_without_differences_the_card_says_so(make_review: MakeReview, qtbot: QtBot) -> None:
    same = (("quote", 16, 35),)
    review, card = make_review(spans("a", *same), spans("b", *same)), DifferenceCard()
    qtbot.addWidget(card)
    card.show_review(review)
    assert card.head.text() == "The two layers say the same."
    review.take(0)
    review.step(1)
    assert review.place is None


def test_undo_leads_back_to_what_it_restored(make_review: MakeReview) -> None:
    review = make_review()
    review.take(0)
    review.take(1)
    assert review.place == 2
    review.bridge_for_test.undo()
    assert review.place == 1
    assert len(review.waiting()) == 3


def test_a_reason_can_be_amended_until_the_next_step(make_review: MakeReview) -> None:
    review = make_review()
    review.reject("too wide")
    assert review.amend_reason("too narrow")
    decision = review.board.rows[0].decision
    assert (decision.reason, review.reason, review.place) == ("too narrow", "too narrow", 1)
    review.take(0)
    assert not review.amend_reason("wrong tag")


def test_corrections_of_tag_and_value_start_from_the_first_reading(make_review: MakeReview) -> None:
    review = make_review()
    review.set_digit(9)
    review.set_digit(4)
    gold = review.board.review.gold
    assert [(one.tag, one.end, dict(one.attributes)) for one in gold.annotations] == [("quote", 3, {"mode": "term"})]
    review.go_to(0)
    review.set_digit(4)
    review.go_to(0)
    review.retag(CODEBOOK.tag("claim"))
    assert [(one.tag, one.attributes) for one in gold.annotations] == [("claim", ())]
    review.go_to(0)
    review.keep()
    assert review.board.rows[0].decision.verdict == "own"
    review.go_to(3)
    review.keep()
    assert review.board.rows[3].decision.verdict == "reject"
    review.go_to(0)
    review.reopen()
    assert review.board.rows[0].state == "open"


def test_a_comment_is_no_decision(make_review: MakeReview) -> None:
    review = make_review()
    review.comment("hm")
    assert review.row.state == "open"
    assert review.row.decision.comment == "hm"


def test_the_panel_shows_figures_before_and_after_and_follows_a_decision(make_review: MakeReview, qtbot: QtBot) -> None:
    review, panel = make_review(), AgreementPanel()
    qtbot.addWidget(panel)
    panel.show_review(review)
    panel.show()
    assert panel.tree.topLevelItemCount() == 0
    review.board.take(review.board.measure(review.board.snapshot(), Scope.of(CODEBOOK)))
    review.figures_changed.emit()
    quote = panel.tree.topLevelItem(1).child(1)
    assert (quote.text(0), quote.text(1), quote.text(2)) == ("Quote", "2 / 0", "0.00")
    review.take(0)
    assert (quote.text(1), quote.text(2)) == ("2 / 1", "0.67")
    unused = panel.tree.topLevelItem(0).child(3)
    assert unused.text(4) == "–"
    wanted: list[str] = []
    panel.tag_wanted.connect(wanted.append)
    panel.tree.itemClicked.emit(unused, 4)
    assert wanted == ["cue"]
    assert "Undefined here: nobody used it." in panel.words.text()


def test_the_panel_catches_up_when_it_is_seen_again(make_review: MakeReview, qtbot: QtBot) -> None:
    review, panel = make_review(), AgreementPanel()
    qtbot.addWidget(panel)
    panel.show_review(review)
    review.board.take(review.board.measure(review.board.snapshot(), Scope.of(CODEBOOK)))
    review.figures_changed.emit()
    review.take(0)
    assert panel.tree.topLevelItemCount() == 0
    panel.show()
    quote = panel.tree.topLevelItem(1).child(1)
    assert (quote.text(1), quote.text(2)) == ("2 / 1", "0.67")
    panel.hide()
    review._bridge.undo()
    assert quote.text(1) == "2 / 1"
    panel.show()
    assert quote.text(1) == "2 / 0"
    panel.hide()
    review._bridge.redo()
    qtbot.waitUntil(lambda: quote.text(1) == "2 / 1")  # and soon without being seen


class Keyboard:
    """The page with its keys, and what was asked."""

    def __init__(self, review: ReviewSession, qtbot: QtBot) -> None:
        self.view = ReviewView(lambda: theme("light"), TextStyle)
        qtbot.addWidget(self.view)
        self.view.show_review(review)
        self.asked: list[Callable[[str], object]] = []
        actions = ActionSet(ModeKeeper(self.view), lambda: "", self.view)
        for action_id, function in (
            ("review.take_a", lambda: review.take(0)),
            ("review.take_b", lambda: review.take(1)),
            ("review.reject", review.reject),
            ("review.next", lambda: review.step(1)),
        ):
            actions.register(action_id, function)
        actions.set_reviewing(True)
        keys = ReviewKeys(actions, actions._modes, lambda: review, self.asked.append, self.view)
        keys.watch(self.view.text)

    def press(self, *keys: Qt.Key, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        """Press keys one while the other is held, then let go in turn."""
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            for key in keys:
                text = chr(key) if key < 0x80 else ""
                QApplication.sendEvent(self.view.text, QKeyEvent(kind, key, modifiers, text))


def test_r_rejects_when_it_is_let_go_and_a_digit_held_with_it_gives_the_reason(
    make_review: MakeReview, qtbot: QtBot
) -> None:
    review = make_review()
    keyboard = Keyboard(review, qtbot)
    keyboard.press(Qt.Key.Key_R, Qt.Key.Key_2)
    assert [row.state for row in review.board.rows] == ["settled", "open", "open", "open"]
    assert review.board.rows[0].decision.reason == "too wide"
    keyboard.press(Qt.Key.Key_R)
    assert review.board.rows[1].decision.reason == "too wide"
    keyboard.press(Qt.Key.Key_4)
    assert review.board.rows[1].decision.reason == "wrong tag"
    keyboard.press(Qt.Key.Key_R, Qt.Key.Key_7)
    assert review.board.rows[2].state == "open"
    keyboard.asked[0]("is a headline")
    assert review.board.rows[2].decision.reason == "is a headline"
    keyboard.press(Qt.Key.Key_1)
    assert review.board.rows[3].decision.verdict == "reject"


def test_shift_and_a_tag_key_retag_and_alt_and_a_digit_sets_a_value(make_review: MakeReview, qtbot: QtBot) -> None:
    review = make_review()
    keyboard = Keyboard(review, qtbot)
    keyboard.press(Qt.Key.Key_C, modifiers=Qt.KeyboardModifier.ShiftModifier)
    keyboard.press(Qt.Key.Key_1, modifiers=Qt.KeyboardModifier.AltModifier)
    tags = [(one.tag, dict(one.attributes)) for one in review.board.review.gold.annotations]
    assert tags == [("claim", {}), ("quote", {"mode": "direct"})]
    keyboard.press(Qt.Key.Key_N)
    assert review.place == 3
    keyboard.press(Qt.Key.Key_J)
    assert review.place == 3


def test_the_text_shows_a_above_and_b_below_and_side_by_side_each_its_own(
    make_review: MakeReview, qtbot: QtBot
) -> None:
    review, view = make_review(), ReviewView(lambda: theme("light"), TextStyle)
    qtbot.addWidget(view)
    view.resize(1200, 800)
    view.show()
    view.show_review(review)
    assert view.text.painter.has_second
    assert "above the words: A a" in view.legend.text()
    view.set_side_by_side(True)
    assert not view.text.painter.has_second
    assert view.other.isVisible()
    review.go_to(3)
    QTest.qWait(1)
    view.show_review(None)
    assert view.text.text == ""


def test_what_is_tagged_in_gold_by_hand_settles_no_difference(make_review: MakeReview) -> None:
    review = make_review()
    own = Change((), (Annotation("x", "claim", 40, 45),))
    review.bridge_for_test.do("tag", own)
    assert [row.state for row in review.board.rows] == ["open"] * 4
