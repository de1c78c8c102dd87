"""One difference: each reader's side with what differs, neither with its reasons, the rule, and what was said of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QPalette, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from analyst_app.ui.panels.asked_line import AskedLine
from analyst_app.ui.review.differences.card_columns import CardColumns
from analyst_app.ui.review.differences.card_words import (
    decision_words,
    left_lines,
    place_words,
    rule_words,
    thread_lines,
)
from analyst_app.ui.review.differences.difference_model import kind_words, shown_names
from analyst_app.ui.review.differences.empty_words import empty_words, unfound_words
from analyst_app.ui.review.gold.gold_lines import gold_lines
from analyst_app.ui.widgets.message import ElidedLabel, PlainLabel
from analyst_app.wording import in_row, tr

if TYPE_CHECKING:
    from collections.abc import Callable

    from analyst_app.ui.review.review_session import ReviewSession
    from analyst_app.ui.widgets.theme import Looks


class DifferenceCard(QFrame):
    """The card.

    Args:
        looks: colours and sizes.
        parent: as ever.
    """

    pressed = Signal(str)
    """A button was pressed: ``take_a``, ``take_b``, ``both``, ``reject``, ``keep``, ``edges``."""
    reason_chosen = Signal(str)
    """A reason was clicked, for which both readings are to be rejected: its id."""
    answered = Signal()
    """The field was left; the focus belongs to the text again."""
    told_above = Signal(str)
    """The words of its head, to be said above the text where the card is low; empty where it says them itself."""

    def __init__(self, looks: Looks, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("difference_card")
        self.setAutoFillBackground(True)  # see ReviewView
        self._looks = looks
        self._review: ReviewSession | None = None
        self._key_of: Callable[[str], str] = str
        self._answer: Callable[[str], object] | None = None
        self._keeps = False
        self._soon = QTimer(self, singleShot=True, interval=0)
        """A decision leads to another difference, which is shown then: no need to show the one that it is about."""
        self._soon.timeout.connect(self.refresh)
        self.head, self.where = PlainLabel("", self), ElidedLabel("", self)
        self.decision, self.left, self.thread_ = PlainLabel("", self), PlainLabel("", self), PlainLabel("", self)
        self.more = PlainLabel("", self)
        self.rule, self.gold = ElidedLabel("", self), PlainLabel("", self)
        for name, label in self._labels().items():
            label.setObjectName(f"card_{name}")
        for label in (self.where, self.rule, self.left, self.thread_):
            label.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        for label in (self.left, self.thread_, self.gold):
            label.setWordWrap(True)
        self._rest = QWidget(self)
        """The room below the words where there are no columns: nothing stands in it."""
        self._rest.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Expanding)
        self._rest.setVisible(False)
        self.columns = CardColumns(looks, self)
        self.columns.pressed.connect(self.pressed)
        self.columns.reason_chosen.connect(self.reason_chosen)
        self.columns.sight_changed.connect(self._say_more)
        self.field = AskedLine(self)
        self.field.setObjectName("comment_field")
        self.field.returnPressed.connect(self._on_return)
        self.field.left.connect(self.stop_asking)
        self.field.gone.connect(self._on_gone)
        self._lay_out()
        self._wear()
        looks.changed.connect(self._wear)

    def show_review(self, review: ReviewSession | None) -> None:
        """Follow a review; None for none."""
        self._review = review
        if review is not None:
            review.current_changed.connect(self.refresh)
            review.rows_changed.connect(lambda _: self._soon.start())
            review.listed.connect(self._soon.start)
        self.refresh()

    def use_keys(self, key_of: Callable[[str], str]) -> None:
        """Show other keys on the buttons: ``key_of`` gives that of an action's id, empty for none."""
        self._key_of = key_of
        self.columns.use_keys(key_of)
        self.refresh()

    def ask(self, question: str, answer: Callable[[str], object], words: str = "", *, keeps: bool = False) -> None:
        """Ask for a line of text; Enter gives it to ``answer``, Esc asks no more.

        Args:
            question: stands in the line while it is empty.
            answer: called with what was typed.
            words: stand in it at first.
            keeps: True if what was typed is given, too, where the focus goes elsewhere; False: it waits in the line.
        """
        self._answer, self._keeps = answer, keeps
        self.field.ask(question, words)

    def bring_back(self, what: str) -> str:
        """Scroll to the reading that an act takes, if it is not in sight, and say so in a sentence; empty if it is.

        Args:
            what: take_a, take_b … or accept; nothing is said of other acts.
        """
        return self.columns.bring_back(what)

    @property
    def is_asking(self) -> bool:
        """True while its line of words is open."""
        return self.field.isVisible()

    def stop_asking(self) -> None:
        """Hide the field."""
        self._answer = None
        if self.field.isVisible():
            self.field.setVisible(False)
            self.answered.emit()

    def refresh(self) -> None:
        """Show the difference that is looked at."""
        self._soon.stop()
        layout = self.layout()
        if layout is None:
            return
        layout.setEnabled(False)  # lines that come and go: it is laid out once, after all of them
        self._show()
        layout.setEnabled(True)

    # -- Qt's side -------------------------------------------------------------

    def resizeEvent(self, event: QResizeEvent) -> None:
        """A low card has no line of words, and no edges: its columns keep what room there is."""
        super().resizeEvent(event)
        sizes, layout = self._looks.sizes, self.layout()
        self._share_words()
        self.columns.be_low(self._is_low)
        edge = 0 if self._is_low else sizes.space(1)
        if layout is not None:
            layout.setContentsMargins(sizes.space(3), edge, sizes.space(3), edge)
            layout.setSpacing(edge)

    # -- inside ----------------------------------------------------------------

    def _show(self) -> None:
        review = self._review
        row = review.row if review is not None else None
        if review is None or row is None:
            self.head.setText(empty_words(review) if review is not None else "")
            for label in (self.where, self.decision, self.gold, self.thread_, self.rule):
                _say(label, "")
            _say(self.more, "")
            _say(self.left, unfound_words(review) if review is not None else "")
            self.columns.setVisible(False)
            self._rest.setVisible(True)
            self.columns.forget()
            self._share_words()
            return
        self.head.setText(kind_words(row.difference.shown_kind, shown_names(review)))
        _say(self.where, place_words(review, row))
        _say(self.decision, decision_words(review, row))
        _say(self.gold, "\n".join(gold_lines(review, row)))
        _say(self.left, "\n".join(left_lines(review, row)))
        _say(self.thread_, "\n".join(thread_lines(review, row)))
        _say(self.rule, rule_words(review, row))
        self._share_words()
        self.columns.show_row(review, row)
        self.columns.setVisible(True)
        self._rest.setVisible(False)

    def _say_more(self) -> None:
        """Say whose readings are below or above those that are in sight, and the key that leads to them."""
        names, key = in_row(self.columns.below), self._key_of("review.more_readings")
        _say(self.more, tr("Not in sight: {names} ({key})", names=names, key=key) if names else "")
        self._share_words()

    @property
    def _is_low(self) -> bool:
        return self.height() < self._looks.sizes.height("least_side")

    def _share_words(self) -> None:
        """Say in lines of the card what is said of the difference, or above the text where they have no room."""
        is_low = self._is_low and self.columns.isVisibleTo(self)
        self.head.setVisible(not is_low)
        lines = (self.decision, self.more, self.gold, self.left, self.thread_, self.where)
        for label in (*lines, self.rule):
            label.setVisible(bool(label.text()) and not is_low)
        words = [" ".join(label.text().split()) for label in (self.head, *lines) if label.text()]
        self.told_above.emit(" · ".join(words) if is_low else "")

    def _labels(self) -> dict[str, PlainLabel]:
        """The labels by name."""
        return {
            "head": self.head,
            "where": self.where,
            "more": self.more,
            "decision": self.decision,
            "gold": self.gold,
            "left": self.left,
            "thread": self.thread_,
            "rule": self.rule,
        }

    def _lay_out(self) -> None:
        sizes = self._looks.sizes
        self.columns.setMinimumHeight(1)  # it gives way to the text, and scrolls
        head = QHBoxLayout()
        head.setSpacing(sizes.space(2))
        head.addWidget(self.head)
        head.addWidget(self.where, 1)
        head.addWidget(self.more)
        head.addWidget(self.decision)
        column = QVBoxLayout(self)
        column.setContentsMargins(sizes.space(3), sizes.space(1), sizes.space(3), sizes.space(1))
        column.setSpacing(sizes.space(1))
        column.addLayout(head)
        column.addWidget(self.columns, 1)
        for part in (self.gold, self.left, self.thread_, self.field, self.rule):
            column.addWidget(part)
        column.addWidget(self._rest)

    def _wear(self) -> None:
        """Wear the sizes and colours of now."""
        sizes = self._looks.sizes
        self.head.setFont(sizes.font("card_head"))
        for label in (self.where, self.more, self.rule, self.gold, self.left, self.thread_):
            label.setFont(sizes.font("secondary"))
        palette = QPalette(self.decision.palette())
        palette.setColor(QPalette.ColorRole.WindowText, self._looks.colours.colour("success"))
        self.decision.setPalette(palette)

    def _on_return(self) -> None:
        answer, words = self._answer, self.field.text().strip()
        self.stop_asking()
        if answer is not None:
            answer(words)

    def _on_gone(self, is_typed: bool) -> None:
        """The focus went elsewhere: it stays there."""
        answer, words = self._answer, self.field.text().strip()
        if is_typed and not self._keeps:
            return
        self._answer = None
        self.field.setVisible(False)
        if is_typed and answer is not None:
            answer(words)


def _say(label: PlainLabel, words: str) -> None:
    """Let a label say words, or take no room without any."""
    if label.text() != words:
        label.setText(words)
        if isinstance(label, ElidedLabel):
            label.setAccessibleName(words)
    if label.isHidden() == bool(words):
        label.setVisible(bool(words))
