"""One difference with all its facets, the rule beside it, what was said of it, and buttons for the keys."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QPushButton, QScrollArea, QVBoxLayout, QWidget

from analyst_app.core.annotation import sort_key
from analyst_app.core.excerpts import line_of
from analyst_app.core.roles import value_name
from analyst_app.review.adjudicate import WAITING
from analyst_app.review.adrift import Adrift, annotations_of
from analyst_app.review.replies import reply_words
from analyst_app.review.threads import has_words, is_resolved
from analyst_app.ui.panels.asked_line import AskedLine
from analyst_app.ui.review.differences.difference_model import KIND_NAMES, end_words, left_words, state_words
from analyst_app.ui.widgets.flow_layout import FlowLayout
from analyst_app.ui.widgets.message import PlainLabel
from analyst_app.wording import tr, visible

if TYPE_CHECKING:
    from collections.abc import Callable

    from analyst_app.alignment.link_alignment import LinkDifference
    from analyst_app.core.annotation import Annotation
    from analyst_app.review.difference_rows import Row
    from analyst_app.ui.review.review_session import ReviewSession

_LONGEST = 400
_ISOLATED = "\u2068{}\u2069"
"""Words in a direction of their own (Unicode TR 9): Arabic ones do not drag the signs around them along."""
_BUTTONS = {
    "take_a": "1  Take A",
    "take_b": "2  Take B",
    "both": "B  Both",
    "reject": "R  Reject",
    "keep": "Keep gold",
}
_ADRIFT_BUTTONS = {"take_a": "1  Keep in gold", "reject": "R  Remove from gold"}
_VERBS = {"deleted": "deleted it", "changed": "changed it", "added": "tagged it"}


class DifferenceCard(QFrame):
    """The card."""

    pressed = Signal(str)
    """A button was pressed: ``take_a``, ``take_b``, ``both``, ``reject``, ``keep``."""
    answered = Signal()
    """The field was left; the focus belongs to the text again."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("difference_card")
        self.setFrameShape(QFrame.Shape.StyledPanel)
        self._review: ReviewSession | None = None
        self._button: dict[str, QPushButton] = {}
        self._answer: Callable[[str], object] | None = None
        self.head, self.a, self.b = self._label("card_head"), self._label("card_a"), self._label("card_b")
        self.facets, self.decision = self._label("card_facets"), self._label("card_decision")
        self.thread_, self.rule = self._label("card_thread"), self._label("card_rule")
        self.reasons, self.left = self._label("card_reasons"), self._label("card_left")
        first = (self.head, self.a, self.b, self.facets, self.decision, self.left)
        self._labels = (*first, self.thread_, self.rule, self.reasons)
        self._keeps = False
        self.field = AskedLine(self)
        self.field.setObjectName("comment_field")
        self.field.returnPressed.connect(self._on_return)
        self.field.left.connect(self.stop_asking)
        self.field.gone.connect(self._on_gone)
        inside = QWidget()
        inside.setAutoFillBackground(True)  # see ReviewView
        column = QVBoxLayout(inside)
        for label in self._labels:
            column.addWidget(label)
        column.addStretch(1)
        area = QScrollArea(self)
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidget(inside)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(6, 6, 6, 6)
        outer.addWidget(area, 1)
        outer.addWidget(self.field)
        outer.addWidget(self._buttons())

    def show_review(self, review: ReviewSession | None) -> None:
        """Follow a review; None for none."""
        self._review = review
        if review is not None:
            review.current_changed.connect(self.refresh)
            review.rows_changed.connect(self.refresh)
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
        review = self._review
        row = review.row if review is not None else None
        if review is None or row is None:
            self.head.setText("The two layers say the same." if review is not None else "")
            for label in self._labels[1:]:
                label.setText("")
            self._hide_empty()
            self._fit_buttons(None)
            return
        alike = len(review.alike())
        number = review.places.index(row.place) + 1 if row.place in review.places else 0
        more = "  ·  " + tr("{count} alike: Ctrl+1, Ctrl+2 or Ctrl+R", count=alike) if alike > 1 else ""
        kind = KIND_NAMES[row.difference.shown_kind]
        self.head.setText(f"{number} of {len(review.places)}  ·  {kind}  ·  {row.cause.label}{more}")
        self.a.setText(f"A  {review.compared.names[0]}\n{self._side(row.difference.a, row.difference.b)}")
        self.b.setText(f"B  {review.compared.names[1]}\n{self._side(row.difference.b, row.difference.a)}")
        self.facets.setText("\n".join(self._link(link) for link in row.difference.links))
        if isinstance(row.difference, Adrift):
            self.facets.setText(f"gold\n{self._side(row.difference.gold, ())}")
        self.decision.setText(self._state(row))
        self.left.setText("\n".join(self._left(review, row)))
        self.thread_.setText("\n".join(self._thread(row)))
        self.rule.setText(self._rule(row))
        listed = " · ".join(f"{number} {reason.name}" for number, reason in enumerate(review.reasons[:9], 1))
        self.reasons.setText(visible(tr("R asks why: {reasons}", reasons=listed)))
        self._hide_empty()
        self._fit_buttons(row)

    # -- inside ----------------------------------------------------------------

    def _hide_empty(self) -> None:
        for label in self._labels[1:]:
            label.setVisible(bool(label.text()))

    def _label(self, name: str) -> PlainLabel:
        label = PlainLabel("", self)
        label.setObjectName(name)
        label.setWordWrap(True)
        return label

    def _buttons(self) -> QWidget:
        buttons = QWidget(self)
        row = FlowLayout(buttons)
        for name, words in _BUTTONS.items():
            button = self._button[name] = QPushButton(words, buttons)
            button.setObjectName(f"card_{name}_button")
            button.setAutoDefault(False)
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            button.clicked.connect(lambda checked=False, name=name: self.pressed.emit(name))
            row.addWidget(button)
        return buttons

    def _fit_buttons(self, row: Row | None) -> None:
        """Show the buttons of what can be done with a difference; None: nothing can."""
        words = _BUTTONS if row is not None else {}
        if row is not None and isinstance(row.difference, Adrift):
            words = _ADRIFT_BUTTONS
        for name, button in self._button.items():
            has_gold = self._review is not None and self._review.has_gold
            button.setVisible(name in words and (name != "keep" or has_gold))
            button.setText(words.get(name, ""))

    def _state(self, row: Row) -> str:
        """Its state, and what the layers did since."""
        review = self._review
        if review is None:
            return ""
        state = state_words(row, review.layers, review.compared.codebook)
        if row.state not in WAITING:
            return f"Decided: {state}"
        names = dict(zip("AB", review.compared.names, strict=True))
        since = review.board.review.since(row.place)
        told = [f"{names[side] or side} has {_VERBS[what]} since" for side, what in since.items()]
        return f"{state}: {', '.join(told)}" if told else state

    def _left(self, review: ReviewSession, row: Row) -> list[str]:
        """The actors and cues that each side's key drops along, or that were dropped along with the decision."""
        if row.state not in WAITING:
            dropped = left_words(review, review.board.review.left_with(row.place))
            return [tr("Dropped with it: {annotations}", annotations=dropped)] if dropped else []
        told: list[str] = []
        for side in (0, 1):
            dropped = left_words(review, review.left_by(side, [row.place]))
            if dropped:
                told.append(tr("{key} also drops: {annotations}", key=side + 1, annotations=dropped))
        return told

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

    def _side(self, own: tuple[Annotation, ...], others: tuple[Annotation, ...]) -> str:
        if not own:
            return "nothing"
        in_order = sorted(own, key=sort_key)
        return "\n".join(self._told(one, others[0] if others and one is own[0] else None) for one in in_order)

    def _told(self, one: Annotation, other: Annotation | None) -> str:
        review = self._review
        if review is None:
            return ""
        text, tag = review.compared.document.text, review.compared.codebook.tag(one.tag)
        told = [f"{tag.name if tag else one.tag}: {_ISOLATED.format(visible(_marked(text, one, other)))}"]
        for name, value in one.attributes:
            attribute = tag.attribute(name) if tag else None
            told.append(f"{attribute.name if attribute else name} = {line_of(value_name(attribute, value), 80)}")
        if one.note:
            told.append(f"note: {line_of(one.note, _LONGEST)}")
        return "  ·  ".join(told)

    def _link(self, link: LinkDifference) -> str:
        review = self._review
        if review is None:
            return ""
        told = [f"{side}: {end_words(review, link, number)}" for number, side in enumerate("AB")]
        return "link  " + "  ·  ".join(told)

    def _thread(self, row: Row) -> list[str]:
        review, decision = self._review, row.decision
        if review is None or decision is None:
            return []
        told = [f"{decision.by}: {line_of(decision.comment, _LONGEST)}"] if decision.comment else []
        shown = [name or side for name, side in zip(review.compared.names, "AB", strict=True)]
        names = dict(zip(review.layers, shown, strict=True))
        for reply in review.compared.replies:
            if reply.to == decision.id:
                said = f" – {line_of(reply.comment, _LONGEST)}" if reply.comment else ""
                told.append(f"{names.get(reply.layer, reply.layer)} {reply_words(reply, 's')}{said}")
        if has_words(decision, review.compared.replies):
            resolved = is_resolved(decision, review.compared.replies)
            told.append(
                tr("Thread resolved · Review ▸ Comments opens it again")
                if resolved
                else tr("Thread open · Review ▸ Comments resolves it")
            )
        return told

    def _rule(self, row: Row) -> str:
        if self._review is None:
            return ""
        tags = dict.fromkeys(one.tag for one in annotations_of(row.difference))
        known = [tag for name in tags if (tag := self._review.compared.codebook.tag(name)) is not None]
        return "\n".join(f"{tag.name}: {tag.definition}\n{tag.edges}" for tag in known)


def _marked(text: str, one: Annotation, other: Annotation | None) -> str:
    """The words, with what the other leaves out in brackets of their own."""
    if other is None or not one.span.overlaps(other.span):
        return line_of(text[one.start : one.end], _LONGEST)
    before, after = text[one.start : max(one.start, other.start)], text[min(one.end, other.end) : one.end]
    inside = text[max(one.start, other.start) : min(one.end, other.end)]
    told = (f"⟦{before}⟧" if before else "") + inside + (f"⟦{after}⟧" if after else "")
    return line_of(told, _LONGEST)
