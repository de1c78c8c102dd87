"""The columns of the card: a reader each, and neither; side by side, or below each other where it is narrow."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtGui import QFont, QResizeEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QScrollArea, QVBoxLayout, QWidget

from analyst_app.alignment.gathering import Gathered
from analyst_app.core.layer_ids import LETTERS
from analyst_app.core.rejection import Reason
from analyst_app.review.adrift import Adrift
from analyst_app.review.decisions import WAITING
from analyst_app.review.voices import readings_of
from analyst_app.ui.commands.actions import ACTIONS
from analyst_app.ui.review.corrections import base_of, is_unheard_addition
from analyst_app.ui.review.differences.columns_in_sight import ColumnsInSight
from analyst_app.ui.review.differences.difference_model import shown_names
from analyst_app.ui.review.differences.key_button import KeyButton
from analyst_app.ui.review.differences.reason_list import ReasonList
from analyst_app.ui.review.differences.shown_voices import ShownReading, action_of, shown_voices, take_words
from analyst_app.ui.review.differences.side_column import SideColumn
from analyst_app.ui.review.differences.side_contents import told_of
from analyst_app.ui.review.differences.side_label import SideLabel, SideShown
from analyst_app.ui.widgets.message import PlainLabel
from analyst_app.wording import tr

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from analyst_app.alignment.align import Difference
    from analyst_app.core.codebook import Codebook
    from analyst_app.review.difference_rows import Row
    from analyst_app.ui.review.review_session import ReviewSession
    from analyst_app.ui.widgets.theme import Looks, TagLook, Theme

_BUTTONS = ("both", "reject", "edges", "keep")
"""Ids of actions of the review, of neither side."""


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
    sight_changed = Signal()
    """Other columns are in sight."""

    def __init__(self, looks: Looks, parent: QWidget) -> None:
        super().__init__(parent)
        self._looks, self._count, self._is_low = looks, (0, 0), False
        self._review: ReviewSession | None = None
        self._key_of: Callable[[str], str] = _key_in_table
        self._tag_looks: dict[str, TagLook] = {}
        self._worn: tuple[Theme, Codebook | None] | None = None
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        inside = self._inside = QWidget()
        inside.setAutoFillBackground(True)  # see ReviewView
        self._sides: list[SideLabel] = []
        """The readings: A's, B's, and further ones as soon as there are more than two."""
        self._names: list[str] = []
        """Of those whose readings are shown, a column each."""
        self._takes = ["take_a", "take_b"]
        """The action of the button below each."""
        self.button = {name: KeyButton(f"card_{name}_button", looks, inside) for name in _BUTTONS}
        for name, button in self.button.items():
            button.clicked.connect(partial(self._press, name))
        self.reasons = ReasonList("card_reasons", looks)
        self.reasons.chosen.connect(self.reason_chosen)
        self.reasons.all_wanted.connect(partial(self.pressed.emit, "reject"))
        self.neither = PlainLabel("")
        self.neither.setObjectName("card_neither")
        self._columns: list[SideColumn] = []
        """A column of each reading, and of neither."""
        self._columns = [self._column(0), self._column(1)]
        self.a, self.b = self._sides
        others = [self.button[name] for name in _BUTTONS]
        self._columns.append(SideColumn(looks, self._neither(), others, inside, is_raised=False))
        self._grid = QGridLayout(inside)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(looks.sizes.space(2))
        self.setWidget(inside)
        self._sight = ColumnsInSight(self)
        self.verticalScrollBar().valueChanged.connect(self.sight_changed)
        self.verticalScrollBar().rangeChanged.connect(self.sight_changed)
        self._arrange()
        self._wear()
        looks.changed.connect(self._wear)

    def be_low(self, is_low: bool) -> None:
        """Begin with tags and words, where there is little room: the readers are named above the text."""
        self._is_low = is_low
        for label in self._sides:
            label.leave_out_head(is_low)
        self._give_heights()

    def use_keys(self, key_of: Callable[[str], str]) -> None:
        """Show other keys: ``key_of`` gives that of an action's id, empty for none."""
        self._key_of = key_of

    def show_row(self, review: ReviewSession, row: Row) -> None:
        """Show a difference."""
        self._review = review
        is_adrift = isinstance(row.difference, Adrift)
        if isinstance(row.difference, Gathered):
            readings = shown_voices(review, row, row.difference, self._key_of)
        else:
            readings = self._readings(review, row, row.difference)
        while len(self._sides) < len(readings):
            self._columns.insert(-1, self._column(len(self._sides)))
        for number, column in enumerate(self._columns[:-1]):
            column.setVisible(number < len(readings))
        for number, one in enumerate(readings):
            self._sides[number].show_side(one.shown)
            self._columns[number].show_taken(one.is_taken)
        self._takes[: len(readings)] = [one.action for one in readings]
        neither = tr("Not right, because it is") if review.is_check else tr("Neither, because it is")
        neither = tr("None of them, because it is") if len(review.layers) > 2 else neither
        self.neither.setText(tr("Not in gold, because it is") if is_adrift else neither)
        reasons = () if is_unheard_addition(review) else review.reasons
        self.neither.setVisible(bool(reasons))
        self.reasons.show_reasons([Reason(*one) for one in reasons], self._key_of("review.reject"))
        self._fit_buttons(review, row, readings, reasons)
        self._arrange()
        shown = [column for column in self._columns if not column.isHidden()]
        self._names = [one.shown.name for one in readings]
        self._sight.show(shown if len(review.layers) > 2 else (), row.difference)
        self.sight_changed.emit()

    def forget(self) -> None:
        """Let go of the review, which is large: there is no difference to show."""
        self._review = None
        self._sight.forget()

    def step(self, rows: int) -> None:
        """Scroll to the next row of columns (1) or the one before (-1)."""
        self._sight.step(rows)

    def bring_back(self, what: str) -> str:
        """Scroll to the reading that an act takes, if it is not in sight, and say so in a sentence; empty if it is.

        Args:
            what: take_a, take_b … or accept; nothing is said of other acts.
        """
        action = action_of(self._review, what) if self._review is not None else ""
        shown = self._takes[: len(self._names)]
        return self._sight.bring(shown.index(action)) if action in shown else ""

    @property
    def below(self) -> list[str]:
        """Names of the readers whose columns are not in sight, and a word for that of the reasons; none if all are."""
        names = [*self._names, tr("the reasons")]
        return [names[number] for number in self._sight.below]

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

    def _column(self, number: int) -> SideColumn:
        """A column for the reading of a number, with its button."""
        letter = LETTERS[number].lower()
        label = SideLabel(f"card_{letter}", self._looks, self._look)
        label.leave_out_head(self._is_low)
        button = KeyButton(f"card_take_{letter}_button", self._looks, self._inside)
        button.clicked.connect(partial(self._take, number))
        self._sides.append(label)
        self.button[f"take_{letter}"] = button
        self._takes[number:] = [f"take_{letter}"]
        return SideColumn(self._looks, label, [button], self._inside, is_raised=True)

    def _take(self, number: int) -> None:
        self.pressed.emit(self._takes[number])

    def _readings(self, review: ReviewSession, row: Row, difference: Difference | Adrift) -> list[ShownReading]:
        """The readings of a difference of two, or of what only gold has."""
        (a, b), sides = shown_names(review)[:2], difference.sides
        if isinstance(difference, Adrift):
            is_kept = difference.added_by and row.state not in WAITING
            words, sides = ["" if is_kept else tr("Keep in gold")], (difference.gold,)
        elif review.is_check:
            words, sides = [tr("Right")], sides[:1]
        else:
            words = [take_words(a, sides[0]), take_words(b, sides[1])]
        found = []
        for side in range(len(sides)):
            is_taken = _is_taken(review, row, side)
            shown = self._side(review, difference, side, is_taken=is_taken)
            found.append(ShownReading(shown, f"take_{LETTERS[side].lower()}", words[side], is_taken=is_taken))
        return found

    def _side(self, review: ReviewSession, difference: Difference | Adrift, side: int, *, is_taken: bool) -> SideShown:
        told = told_of(review, difference, side)
        word = tr("✓ confirmed") if review.is_check else tr("✓ taken")
        word = tr("✓ added") if difference.shown_kind == "added" else word
        taken = word if is_taken else ""
        if isinstance(difference, Adrift):
            return SideShown(tr("gold"), "G", told, is_first=True, state=taken)
        letter = LETTERS[side]
        return SideShown(review.compared.names[side] or letter, letter, told, is_first=side == 0, state=taken)

    def _fit_buttons(
        self, review: ReviewSession, row: Row, readings: Sequence[ShownReading], reasons: Sequence[Reason]
    ) -> None:
        """Show the buttons of what can be done with the difference."""
        difference = row.difference
        is_adrift = isinstance(difference, Adrift)
        has_both = len(readings_of(difference)) > 1
        words = {
            "both": (tr("Keep both") if len(review.layers) == 2 else tr("Keep all")) if has_both else "",
            "reject": (tr("Remove…") if reasons else tr("Remove")) if is_adrift else tr("Reject…"),
            "edges": tr("Edit edges") if base_of(review) else "",
            "keep": tr("Keep gold") if review.has_gold and not is_adrift else "",
        }
        for name, told in words.items():
            _show_button(self.button[name], told, self._key_of(f"review.{name}"))
        for number in range(len(self._sides)):
            one = readings[number] if number < len(readings) else None
            button = self.button[f"take_{LETTERS[number].lower()}"]
            _show_button(button, one.words if one else "", self._key_of(f"review.{one.action}") if one else "")
        for column in self._columns:
            column.close_up()

    def _arrange(self) -> None:
        """Set the columns side by side, as many as fit."""
        sizes, width = self._looks.sizes, self.width()
        shown = [column for column in self._columns if not column.isHidden()]
        fits = 3 if width >= sizes.width("card_in_three") else 2 if width >= sizes.width("card_in_two") else 1
        if fits == 3:  # of more readers than two still more have room
            fits = max(fits, 3 * width // sizes.width("card_in_three"))
        fits = min(fits, len(shown))
        if (fits, len(shown)) == self._count:
            return
        self._count = fits, len(shown)
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
        if not self._is_low and self._count[0] < self._count[1]:
            self._columns[-1].setMinimumHeight(self._looks.sizes.height("least_neither"))

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
        for label in self._sides:
            label.renew()
        self.reasons.renew()
        self.viewport().update()


def _show_button(button: KeyButton, words: str, key: str) -> None:
    """Show a button with words; without any it is hidden."""
    button.show_words(words, key)
    if button.isHidden() == bool(words):
        button.setVisible(bool(words))


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
