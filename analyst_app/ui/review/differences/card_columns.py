"""The columns of the card: a reader each, and neither; side by side, or below each other where it is narrow."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtGui import QFont, QResizeEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QScrollArea, QVBoxLayout, QWidget

from analyst_app.core.rejection import Reason
from analyst_app.review.adrift import Adrift
from analyst_app.review.decisions import WAITING
from analyst_app.ui.commands.actions import ACTIONS
from analyst_app.ui.review.corrections import base_of
from analyst_app.ui.review.differences.difference_model import shown_names
from analyst_app.ui.review.differences.key_button import KeyButton
from analyst_app.ui.review.differences.reason_list import ReasonList
from analyst_app.ui.review.differences.side_column import SideColumn
from analyst_app.ui.review.differences.side_contents import told_of
from analyst_app.ui.review.differences.side_label import SideLabel, SideShown
from analyst_app.ui.widgets.message import PlainLabel
from analyst_app.wording import tr

if TYPE_CHECKING:
    from collections.abc import Callable

    from analyst_app.core.codebook import Codebook
    from analyst_app.review.difference_rows import Row
    from analyst_app.ui.review.review_session import ReviewSession
    from analyst_app.ui.widgets.theme import Looks, TagLook, Theme

_BUTTONS = ("take_a", "take_b", "both", "reject", "edges", "keep")
"""Ids of actions of the review, the last four of neither side."""


class CardColumns(QScrollArea):
    """Shows the sides of one difference, and the buttons of just what can be done with it.

    Args:
        looks: colours and sizes.
        parent: as ever.
    """

    pressed = Signal(str)
    """A button was pressed: an action of the review without its prefix."""
    reason_chosen = Signal(str)
    """A reason was clicked: its id."""

    def __init__(self, looks: Looks, parent: QWidget) -> None:
        super().__init__(parent)
        self._looks, self._count, self._is_low = looks, 0, False
        self._review: ReviewSession | None = None
        self._key_of: Callable[[str], str] = _key_in_table
        self._tag_looks: dict[str, TagLook] = {}
        self._worn: tuple[Theme, Codebook | None] | None = None
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        inside = QWidget()
        inside.setAutoFillBackground(True)  # see ReviewView
        self.button = {name: KeyButton(f"card_{name}_button", looks, inside) for name in _BUTTONS}
        for name, button in self.button.items():
            button.clicked.connect(partial(self._press, name))
        self.a = SideLabel("card_a", looks, self._look)
        self.b = SideLabel("card_b", looks, self._look)
        self.reasons = ReasonList("card_reasons", looks)
        self.reasons.chosen.connect(self.reason_chosen)
        self.reasons.all_wanted.connect(partial(self.pressed.emit, "reject"))
        self.neither = PlainLabel("")
        self.neither.setObjectName("card_neither")
        others = [self.button[name] for name in _BUTTONS[2:]]
        self._columns = (
            SideColumn(looks, self.a, [self.button["take_a"]], inside, is_raised=True),
            SideColumn(looks, self.b, [self.button["take_b"]], inside, is_raised=True),
            SideColumn(looks, self._neither(), others, inside, is_raised=False),
        )
        self._grid = QGridLayout(inside)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(looks.sizes.space(2))
        self.setWidget(inside)
        self._arrange()
        self._wear()
        looks.changed.connect(self._wear)

    def be_low(self, is_low: bool) -> None:
        """Begin with tags and words, where there is little room: the readers are named above the text."""
        self._is_low = is_low
        for label in (self.a, self.b):
            label.leave_out_head(is_low)
        self._give_heights()

    def use_keys(self, key_of: Callable[[str], str]) -> None:
        """Show other keys: ``key_of`` gives that of an action's id, empty for none."""
        self._key_of = key_of

    def show_row(self, review: ReviewSession, row: Row) -> None:
        """Show a difference."""
        self._review = review
        is_adrift = isinstance(row.difference, Adrift)
        has_other = not is_adrift and not review.is_check
        self._columns[1].setVisible(has_other)
        self.a.show_side(self._side(review, row, 0))
        if has_other:
            self.b.show_side(self._side(review, row, 1))
        for side in (0, 1):
            self._columns[side].show_taken(_is_taken(review, row, side))
        neither = tr("Not right, because it is") if review.is_check else tr("Neither, because it is")
        self.neither.setText(tr("Not in gold, because it is") if is_adrift else neither)
        reasons = review.reasons
        self.neither.setVisible(bool(reasons))
        self.reasons.show_reasons([Reason(*one) for one in reasons], self._key_of("review.reject"))
        self._fit_buttons(review, row)
        self._arrange()

    def forget(self) -> None:
        """Let go of the review, which is large: there is no difference to show."""
        self._review = None

    # -- Qt's side -------------------------------------------------------------

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()
        self._give_heights()

    # -- inside ----------------------------------------------------------------

    def _press(self, name: str) -> None:
        self.pressed.emit(name)

    def _neither(self) -> QWidget:
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(self._looks.sizes.space(1))
        column.addWidget(self.neither)
        column.addWidget(self.reasons, 1)
        return inside

    def _side(self, review: ReviewSession, row: Row, side: int) -> SideShown:
        told = told_of(review, row.difference, side)
        word = tr("✓ confirmed") if review.is_check else tr("✓ taken")
        taken = word if _is_taken(review, row, side) else ""
        if isinstance(row.difference, Adrift):
            return SideShown(tr("gold"), "G", told, is_first=True, state=taken)
        return SideShown(review.compared.names[side] or "AB"[side], "AB"[side], told, is_first=side == 0, state=taken)

    def _fit_buttons(self, review: ReviewSession, row: Row) -> None:
        """Show the buttons of what can be done with the difference."""
        difference, (a, b) = row.difference, shown_names(review)
        is_adrift = isinstance(difference, Adrift)
        words = {
            "take_a": _take(a, difference.a),
            "take_b": _take(b, difference.b),
            "both": tr("Keep both") if difference.a and difference.b else "",
            "reject": tr("Reject…"),
            "edges": tr("Edit edges") if base_of(review) else "",
            "keep": tr("Keep gold") if review.has_gold else "",
        }
        if review.is_check:
            words |= {"take_a": tr("Right"), "take_b": "", "both": ""}
        if is_adrift:
            words |= {"take_a": tr("Keep in gold"), "take_b": "", "reject": tr("Remove…"), "keep": ""}
        for name, button in self.button.items():
            button.show_words(words[name], self._key_of(f"review.{name}"))
            if button.isHidden() == bool(words[name]):
                button.setVisible(bool(words[name]))
        for column in self._columns:
            column.close_up()

    def _arrange(self) -> None:
        """Set the columns side by side, as many as fit."""
        sizes, width = self._looks.sizes, self.width()
        shown = [column for column in self._columns if not column.isHidden()]
        fits = 3 if width >= sizes.width("card_in_three") else 2 if width >= sizes.width("card_in_two") else 1
        if (count := min(fits, len(shown)) * 10 + len(shown)) == self._count:
            return
        self._count, fits = count, min(fits, len(shown))
        self._give_heights()
        for column in self._columns:
            self._grid.removeWidget(column)
        for number, column in enumerate(shown):
            is_last_alone = number == len(shown) - 1 and number % fits == 0
            self._grid.addWidget(column, number // fits, number % fits, 1, fits if is_last_alone else 1)
        for number in range(len(self._columns)):
            self._grid.setColumnStretch(number, int(number < fits))

    def _give_heights(self) -> None:
        """Fill what is in sight with a row of columns, where that is little; neither has more room below them."""
        for column in self._columns:
            column.be_low(self._is_low, self.viewport().height())
        if not self._is_low and self._count // 10 < self._count % 10:
            self._columns[2].setMinimumHeight(self._looks.sizes.height("least_neither"))

    def _look(self, tag: str) -> TagLook:
        colours, codebook = self._looks.colours, self._review.compared.codebook if self._review is not None else None
        if self._worn is None or self._worn[0] is not colours or self._worn[1] is not codebook:
            self._worn = colours, codebook
            self._tag_looks = colours.tag_looks(codebook) if codebook is not None else {}
        return self._tag_looks.get(tag, colours.unknown_look)

    def _wear(self) -> None:
        font = self._looks.sizes.font("body")
        font.setWeight(QFont.Weight.DemiBold)
        self.neither.setFont(font)
        for part in (self.a, self.b, self.reasons):
            part.renew()
        self.viewport().update()


def _take(name: str, own: object) -> str:
    """The words of the button that takes a side."""
    return tr("Take {name}’s", name=name) if own else tr("Leave it out, as {name}", name=name)


def _is_taken(review: ReviewSession, row: Row, side: int) -> bool:
    """True if a side's reading stands in gold as it is."""
    decision = row.decision
    if decision is None or row.state in WAITING:
        return False
    if isinstance(row.difference, Adrift):
        return side == 0 and decision.verdict == "own"
    return decision.verdict in ("take", "both") and review.layers[side] in decision.taken


def _key_in_table(action_id: str) -> str:
    """The first key that an action has before anybody gives it another."""
    return next((action.keys[0] for action in ACTIONS if action.id == action_id and action.keys), "")
