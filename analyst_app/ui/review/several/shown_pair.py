"""The two of several readers whose readings stand side by side, with a list above each text that chooses another."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from analyst_app.core.layer_ids import LETTERS
from analyst_app.core.store import AnnotationStore
from analyst_app.ui.widgets.elided_combo import ElidedCombo
from analyst_app.wording import tr

if TYPE_CHECKING:
    from analyst_app.core.annotation import Record
    from analyst_app.ui.review.compared import Compared
    from analyst_app.ui.widgets.theme import Looks


class ShownPair(QWidget):
    """Two lists of readers, one over each text; no reader stands in both texts.

    Args:
        looks: sizes.
        parent: the page.
    """

    chosen = Signal()
    """Another reader is to be shown in one of the texts."""

    def __init__(self, looks: Looks, parent: QWidget) -> None:
        super().__init__(parent)
        self._pair = (0, 1)
        self._names: tuple[str, ...] = ()
        self._stores: tuple[Compared, dict[int, AnnotationStore]] | None = None
        """The facts of the review, and the readings of it that were shown, each by the number of the reader."""
        self.left, self.right = ElidedCombo(self), ElidedCombo(self)
        for box, name, said in (
            (self.left, "review_reader_left", tr("Reader at the left")),
            (self.right, "review_reader_right", tr("Reader at the right")),
        ):
            box.setObjectName(name)
            box.setAccessibleName(said)
            box.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            box.activated.connect(self._choose)
        row = QHBoxLayout(self)
        edge = looks.sizes.space(1)
        row.setContentsMargins(edge, edge, edge, edge)
        row.setSpacing(looks.sizes.space(2))
        row.addWidget(self.left, 1)
        row.addWidget(self.right, 1)

    def show_readers(self, names: tuple[str, ...]) -> None:
        """Offer readers; who is shown stays, as far as there are so many.

        Args:
            names: of the readers, A first; empty ones where they are hidden.
        """
        if max(self._pair) >= len(names):
            self._pair = (0, 1)
        if names == self._names:
            return
        self._names = names
        for box in (self.left, self.right):
            box.clear()
            box.addItems([f"{letter}  {name}".rstrip() for letter, name in zip(LETTERS, names, strict=False)])
        self._follow()

    def forget(self) -> None:
        """The review is left: let go of what is compared, which is large, and begin with A and B the next time."""
        self._stores, self._pair, self._names = None, (0, 1), ()

    @property
    def readers(self) -> tuple[int, int]:
        """The numbers of the readers at the left and at the right, A is 0."""
        return self._pair

    def store_of(self, compared: Compared, reader: int) -> AnnotationStore:
        """The annotations of one reader, to be painted.

        Args:
            compared: the review's facts.
            reader: number of the reader.
        """
        if self._stores is None or self._stores[0].board is not compared.board:
            self._stores = compared, {}
        stores = self._stores[1]
        if reader not in stores:
            reading = compared.board.review.comparison.readings[reader]
            records: list[Record] = [*reading.annotations, *reading.links]
            stores[reader] = AnnotationStore(records, length=len(compared.document))
        return stores[reader]

    def _choose(self) -> None:
        """Show who was chosen; who stood in the other text goes to this one's place."""
        left, right = self.left.currentIndex(), self.right.currentIndex()
        if left == right:
            left, right = (left, self._pair[0]) if left != self._pair[0] else (self._pair[1], right)
        self._pair = left, right
        self._follow()
        self.chosen.emit()

    def _follow(self) -> None:
        self.left.setCurrentIndex(self._pair[0])
        self.right.setCurrentIndex(self._pair[1])
