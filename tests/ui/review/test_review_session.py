"""The parts of the review page, with a review that needs no files.

Tests of review.reasons, ui.review.agreement_panel, ui.review.corrections, ui.review.differences.difference_card,
ui.review.differences.difference_model, ui.review.differences.difference_table,
ui.review.compared, ui.review.listed_differences, ui.review.step_parts, ui.review.review_keys and ui.review.review_view.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from analyst_app.agreement.agreement import Scope
from analyst_app.alignment.align import Reading
from analyst_app.core.annotation import Annotation, Entry
from analyst_app.core.codebook import Codebook
from analyst_app.core.rejection import USUAL_REASONS
from analyst_app.core.store import AnnotationStore, Change
from analyst_app.language.quotation_signs import SIGNS
from analyst_app.resources import built_in_codebook
from analyst_app.review.adjudicate import Review
from analyst_app.review.causes import EdgeWords
from analyst_app.review.decisions import decisions_in
from analyst_app.review.reasons import reason_counts
from analyst_app.review.review_board import ReviewBoard
from analyst_app.session.session import Session
from analyst_app.ui.article.text_style import TextStyle
from analyst_app.ui.commands.action_set import ActionSet
from analyst_app.ui.commands.modes import ModeKeeper
from analyst_app.ui.files.session_bridge import SessionBridge
from analyst_app.ui.review import corrections
from analyst_app.ui.review.agreement_panel import AgreementPanel
from analyst_app.ui.review.compared import Compared
from analyst_app.ui.review.differences.difference_card import DifferenceCard
from analyst_app.ui.review.differences.difference_model import CAUSE, DECISION, KIND, A, B, DifferenceModel
from analyst_app.ui.review.differences.difference_table import DifferencePanel
from analyst_app.ui.review.differences.reading_parts import turn_parts
from analyst_app.ui.review.listed_differences import cost
from analyst_app.ui.review.open_review import OpenReview
from analyst_app.ui.review.review_keys import ReviewKeys
from analyst_app.ui.review.review_session import ReviewSession
from analyst_app.ui.review.review_view import ReviewView
from analyst_app.ui.widgets.theme import Looks, theme
from tests.review.readings import linked, spans

TEXT = (
    "Ada Brandt said “we will not leave”, and the depot closes by May. <img src='file:///etc/passwd'> nobody agreed.\n"
)
CODEBOOK = Codebook.from_data(built_in_codebook())
IMG = TEXT.index("<img")

MakeReview = Callable[..., ReviewSession]


@pytest.fixture
def make_review(tmp_path: Path, qtbot: QtBot) -> MakeReview:
    made: list[ReviewSession] = []

    def make(
        a: Reading | None = None, b: Reading | None = None, names: tuple[str, str] = ("a", "b"), text: str = TEXT
    ) -> ReviewSession:
        article = tmp_path / "article.txt"
        article.write_text(text, "utf-8")
        document = Session.read_article(article)
        gold = Session.load(article, document, layer_id="gold-max", codebook=CODEBOOK, state=tmp_path / "state")
        bridge = SessionBridge()
        bridge.show(gold)
        a = a or spans("a", ("quote", 16, 35), ("quote", 0, 3), ("claim", IMG, IMG + 10, {}, "<b>note</b>"))
        b = b or spans("b", ("quote", 17, 34), ("quote", 0, 4), ("actor", 80, 84))
        review = Review(a, b, text=text, text_sha256=document.sha256, gold=gold.store, reviewer="max")
        stores = tuple(AnnotationStore([*one.annotations, *one.links], length=len(text)) for one in (a, b))
        compared = Compared(document, CODEBOOK, ReviewBoard(review, EdgeWords(marks=SIGNS)), stores, names)
        session = ReviewSession(bridge, compared, parent=bridge)
        made.append(session)
        session.bridge_for_test = bridge
        return session

    return make


@pytest.fixture
def looks(qtbot: QtBot) -> Looks:
    return Looks(theme("light"), QApplication.instance())


def cells(model: DifferenceModel, column: int) -> list[str]:
    return [model.index(row, column).data() for row in range(model.rowCount())]


def test_the_table_lists_what_differs_and_a_decision_changes_one_row(make_review: MakeReview) -> None:
    review = make_review()
    model = DifferenceModel(review)
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    changed: list[int] = []
    model.dataChanged.connect(lambda first, last: changed.extend(range(first.row(), last.row() + 1)))
    assert cells(model, KIND) == ["Edges differ", "Edges differ", "Only a", "Only b"]
    assert cells(model, CAUSE)[1] == "marks in or out (A wider)"
    review.go_to(1)
    review.take(0)
    assert sorted(set(changed)) == [0, 1], "the row, and the heading above that counts it"
    assert cells(model, DECISION) == ["open", "A", "open", "open"]
    assert review.place == 2
    del tester


def test_a_row_of_links_alone_shows_what_differs(make_review: MakeReview, qtbot: QtBot, looks: Looks) -> None:
    both = (("quote", 16, 35), ("actor", 0, 10))
    review = make_review(linked(spans("a", *both), ("speaker", 0, 1)), spans("b", *both))
    model, card = DifferenceModel(review), DifferenceCard(looks)
    qtbot.addWidget(card)
    card.show_review(review)
    assert cells(model, KIND) == ["Link differs"]
    (a,), (b,) = cells(model, A), cells(model, B)
    assert (a, b) == ("“we will not leave” · speaker → Ada Brandt", "“we will not leave” · no speaker")
    assert "speaker → Ada Brandt" in card.columns.a.text()
    assert "no speaker" in card.columns.b.text()


def test_chips_and_causes_filter_the_list(make_review: MakeReview, qtbot: QtBot, looks: Looks) -> None:
    review, panel = make_review(), DifferencePanel(looks)
    qtbot.addWidget(panel)
    panel.show_review(review)
    chip = panel.findChild(object, "chip_only_a")
    assert chip.text() == "Only a 1"
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


def test_words_of_others_are_shown_as_they_are(make_review: MakeReview, qtbot: QtBot, looks: Looks) -> None:
    review, card = make_review(), DifferenceCard(looks)
    qtbot.addWidget(card)
    card.show_review(review)
    review.go_to(2)
    a, b = card.columns.a, card.columns.b
    assert a.textFormat() == Qt.TextFormat.PlainText
    assert "<img src=" in a.text()
    assert "<b>note</b>" in a.text()
    assert b.text().endswith("nothing")
    review.go_to(1)
    assert "⟦“⟧we will not leave⟦”⟧" in a.text()
    assert "Marks in" in card.rule.text()


def test_without_differences_the_card_says_so(make_review: MakeReview, qtbot: QtBot, looks: Looks) -> None:
    same = (("quote", 16, 35),)
    review, card = make_review(spans("a", *same), spans("b", *same)), DifferenceCard(looks)
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


def test_a_side_without_a_reading_is_taken_for_no_reason(make_review: MakeReview) -> None:
    review = make_review()
    review.reject("too_wide")
    review.go_to(2)
    review.take(1)
    review.go_to(3)
    review.take(0)
    decided = [(row.decision.verdict, row.decision.reason) for row in review.board.rows if row.decision]
    assert decided == [("reject", "too_wide"), ("reject", ""), ("reject", "")]


def test_what_gold_has_nothing_of_is_kept_for_no_reason(make_review: MakeReview) -> None:
    review = make_review()
    review.reject("too_wide")
    review.go_to(3)
    review.keep()
    assert (review.board.rows[3].decision.verdict, review.board.rows[3].decision.reason) == ("reject", "")


def test_the_reasons_are_those_of_the_tags_of_both(make_review: MakeReview) -> None:
    own = {**built_in_codebook(), "reasons": [{"id": "vague", "name": "too vague"}]}
    own["tags"] = [
        {**tag, "reasons": [{"id": "no-speech", "name": "is no speech"}]} if tag["id"] == "quote" else tag
        for tag in own["tags"]
    ]
    review = make_review(spans("a", ("quote", 0, 3)), spans("b", ("claim", 0, 3)))
    review.compared = review.compared._replace(codebook=Codebook.from_data(own))
    assert [reason.name for reason in review.reasons] == ["is no speech", "too vague"]


def test_a_reason_of_before_that_nobody_may_have_given_is_marked_until_it_is_given(make_review: MakeReview) -> None:
    review = make_review()
    review.reject("too_wide")
    review.go_to(2)
    review.take(1)
    gold = review.board.review.gold
    (old,) = [one for one in decisions_in(gold.entries("decisions")) if not one.reason]
    stored = replace(old, reason="not a claim", is_reason_given=False)
    review.bridge_for_test.do("an earlier version", Change((old.to_entry(),), (stored.to_entry(),)))
    model = DifferenceModel(review)
    mark = "(stored before version 0.2, perhaps not given)"
    assert cells(model, DECISION)[2] == f"rejected: nothing to tag here {mark}"
    assert cells(model, DECISION)[0] == "rejected: too wide"
    decided = decisions_in(gold.entries("decisions"))
    assert reason_counts((one, USUAL_REASONS) for one in decided) == {"too wide": 1}
    panel = AgreementPanel()
    panel.show_review(review)
    panel.refresh()
    assert panel.reasons.text() == "Reasons given: too wide 1"
    review.go_to(2)
    review.comment("why?")
    assert dict(gold.record((Entry, old.id)).body)["reason"] == "not a claim"
    assert review.likely_reason == "nothing_to_tag"
    review.reject("nothing_to_tag")
    assert cells(model, DECISION)[2] == "rejected: nothing to tag here"
    panel.refresh()
    assert panel.reasons.text() == "Reasons given: too wide 1 · nothing to tag here 1"


def test_the_card_says_what_a_reading_drops_along_and_the_answer_counts_it(
    make_review: MakeReview, looks: Looks
) -> None:
    a = linked(spans("a", ("quote", 16, 35), ("actor", 0, 10), ("cue", 11, 15)), ("speaker", 0, 1), ("cue", 0, 2))
    review = make_review(a, spans("b", ("quote", 17, 34)))
    card = DifferenceCard(looks)
    card.show_review(review)
    (quote,) = [n for n in review.places if review.board.rows[n].difference.tag == "quote"]
    review.go_to(quote)
    parts = "“Ada Brandt” (Actor), “said” (Cue)"
    assert card.left.text() == f"Decided with it: {parts} · O opens it into its parts"
    told: list[str] = []
    review.bridge_for_test.said.connect(told.append)
    review.take(1)
    assert told == ["Take B, 2 dropped with it · all settled · Ctrl+Shift+N goes on to the next"]
    assert review.waiting() == []
    review.go_to(quote)
    card.refresh()
    assert card.left.text() == f"Dropped with it: {parts}"
    assert cells(DifferenceModel(review), DECISION) == ["B"]
    review.go_to(quote)
    turn_parts(review)
    assert sorted(cells(DifferenceModel(review), DECISION)) == ["B", *["dropped with its reading"] * 2]
    turn_parts(review)
    review.reopen()
    assert len(review.waiting()) == 3


def test_corrections_of_tag_and_value_start_from_the_first_reading(make_review: MakeReview) -> None:
    review = make_review()
    corrections.set_digit(review, 9)
    corrections.set_digit(review, 4)
    gold = review.board.review.gold
    assert [(one.tag, one.end, dict(one.attributes)) for one in gold.annotations] == [("quote", 3, {"mode": "term"})]
    review.go_to(0)
    corrections.set_digit(review, 4)
    review.go_to(0)
    corrections.retag(review, CODEBOOK.tag("claim"))
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


def test_a_digit_sets_and_clears_one_of_several_values(make_review: MakeReview) -> None:
    review = make_review(spans("a", ("quote", 0, 3, {"mode": ["direct"]})), spans("b", ("quote", 0, 4)))
    raw = built_in_codebook()
    quote = next(tag for tag in raw["tags"] if tag["id"] == "quote")
    next(one for one in quote["attributes"] if one["id"] == "mode")["several"] = True
    review.compared = review.compared._replace(codebook=Codebook.from_data(raw))
    gold = review.board.review.gold
    for digit, held in ((4, ["direct", "term"]), (1, ["term"]), (4, None)):
        review.go_to(0)
        corrections.set_digit(review, digit)
        assert [dict(one.attributes).get("mode") for one in gold.annotations] == [held]


def test_a_comment_is_no_decision(make_review: MakeReview) -> None:
    review = make_review()
    review.comment("hm")
    assert review.row.state == "open"
    assert review.row.decision.comment == "hm"


def test_taking_back_leaves_what_is_said_and_an_emptied_comment_takes_it_back(make_review: MakeReview) -> None:
    review = make_review()
    review.comment("hm")
    review.reopen()
    assert review.row.decision.comment == "hm"
    review.take(0)
    review.go_to(0)
    assert (review.row.state, review.row.decision.comment) == ("settled", "hm")
    review.reopen()
    assert (review.row.state, review.row.decision.verdict, review.row.decision.comment) == ("open", "discuss", "hm")
    assert not review.board.review.gold.annotations
    review.comment("")
    assert review.row.decision is None


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


def test_a_panel_that_is_not_seen_is_filled_by_no_decision(
    make_review: MakeReview, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    review, panel = make_review(), AgreementPanel()
    qtbot.addWidget(panel)
    panel.show_review(review)
    refreshed = []
    monkeypatch.setattr(panel, "refresh", lambda: refreshed.append(1))
    review.board.take(review.board.measure(review.board.snapshot(), Scope.of(CODEBOOK)))
    review.take(0)
    assert review.board._since, "nor are its figures counted while somebody decides"
    qtbot.waitUntil(lambda: not review.board._since)
    assert not refreshed
    panel.show()
    assert len(refreshed) == 1


class Keyboard:
    """The page with its keys."""

    def __init__(self, review: ReviewSession, qtbot: QtBot) -> None:
        looks = Looks(theme("light"), QApplication.instance())
        self.view = ReviewView(looks, TextStyle)
        qtbot.addWidget(self.view)
        self.view.resize(1200, 800)
        self.view.show()
        self.view.show_review(review)
        actions = ActionSet(ModeKeeper(self.view), lambda: "", self.view)
        for action_id, function in (
            ("review.take_a", lambda: review.take(0)),
            ("review.take_b", lambda: review.take(1)),
            ("review.reject", review.reject),
            ("review.next", lambda: review.step(1)),
            ("review.previous", lambda: review.step(-1)),
            ("review.links", lambda: corrections.turn_links(review)),
            ("review.reopen", review.reopen),
        ):
            actions.register(action_id, function)
        actions.set_reviewing(True)
        self.open = OpenReview(self.view)
        self.open.put(review)
        keys = ReviewKeys(actions, actions._modes, self.open, self.view)
        keys.watch(self.view.text)

    def press(self, *keys: Qt.Key, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        """Press keys one while the other is held, then let go in turn."""
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            for key in keys:
                text = chr(key) if key < 0x80 else ""
                QApplication.sendEvent(self.view.text, QKeyEvent(kind, key, modifiers, text))


def test_a_digit_alone_is_a_decision_and_no_reason(make_review: MakeReview, qtbot: QtBot) -> None:
    review = make_review()
    keyboard = Keyboard(review, qtbot)
    keyboard.press(Qt.Key.Key_R)
    keyboard.press(Qt.Key.Key_2)
    keyboard.press(Qt.Key.Key_4)
    decided = [row.decision for row in review.board.rows]
    assert [(one.verdict, one.reason) for one in decided if one] == [("reject", ""), ("take", "")]


def test_no_key_changes_a_decision_before_what_is_shown_was_looked_at(make_review: MakeReview, qtbot: QtBot) -> None:
    review = make_review()
    keyboard = Keyboard(review, qtbot)
    keyboard.press(Qt.Key.Key_1)
    keyboard.press(Qt.Key.Key_P)
    made = [row.decision for row in review.board.rows]
    assert sum(one is not None for one in made) == 1
    keyboard.open.be_still()  # another article was asked for
    keyboard.press(Qt.Key.Key_Delete)
    keyboard.press(Qt.Key.Key_1, modifiers=Qt.KeyboardModifier.AltModifier)
    keyboard.press(Qt.Key.Key_A, modifiers=Qt.KeyboardModifier.ShiftModifier)
    keyboard.press(Qt.Key.Key_L)
    keyboard.press(Qt.Key.Key_2)
    assert [row.decision for row in review.board.rows] == made
    keyboard.open.look()  # a click on the row
    keyboard.press(Qt.Key.Key_Delete)
    assert not any(row.decision for row in review.board.rows)


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
    make_review: MakeReview, qtbot: QtBot, looks: Looks
) -> None:
    review, view = make_review(), ReviewView(looks, TextStyle)
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
