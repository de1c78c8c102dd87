"""The differences of a review as rows."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt

from analyst_app.core.excerpts import line_of
from analyst_app.review.adrift import Adrift, annotations_of
from analyst_app.review.reasons import reason_words
from analyst_app.wording import tr, visible

if TYPE_CHECKING:
    from collections.abc import Iterable

    from analyst_app.alignment.link_alignment import LinkDifference
    from analyst_app.core.annotation import Annotation
    from analyst_app.core.codebook import Codebook
    from analyst_app.review.difference_rows import Row
    from analyst_app.ui.review.review_session import ReviewSession

Index = QModelIndex | QPersistentModelIndex
COLUMNS = ("difference", "tag", "A", "B", "cause", "decision")
KIND, TAG, A, B, CAUSE, DECISION = range(6)
_CELL = 80

KIND_NAMES = {
    "split_merge": "split or merged",
    "boundary_tag": "edges and tag",
    "boundary": "edges",
    "tag": "tag",
    "attribute": "value",
    "note": "note",
    "link": "link",
    "only_a": "only A",
    "only_b": "only B",
    "only_gold": "only gold",
    "same": "the same",
}
"""In the order of the chips."""


def state_words(row: Row, layers: tuple[str, str], codebook: Codebook) -> str:
    """Review state of a difference, in words."""
    decision = row.decision
    if row.state == "open":
        return "open, with a comment" if decision is not None else "open"
    is_adrift = isinstance(row.difference, Adrift)
    if row.state == "changed":
        return "deleted since" if is_adrift else "changed since"
    if decision is None:
        return "agreed"
    by_layer = dict(zip(layers, "AB", strict=True))
    words = {
        "take": " ".join(by_layer.get(layer, layer) for layer in decision.taken),
        "both": "both",
        "reject": "removed" if is_adrift else "rejected",
        "own": "kept" if is_adrift else "corrected",
    }.get(decision.verdict, decision.verdict)
    if decision.along and decision.verdict == "reject":
        words = tr("dropped with what it served")
    tag = row.difference.tag
    words += f": {reason_words(decision, codebook.reasons_for(tag))}" if decision.reason else ""
    return f"contested ({words})" if row.state == "contested" else words


def left_words(review: ReviewSession, places: Iterable[int]) -> str:
    """Words and tag of each annotation at some places: ``“Smith” (actor), “said” (cue)``.

    Args:
        review: what is being reviewed.
        places: of annotations that only one side has.
    """
    told: list[str] = []
    for one in (one for place in places for one in annotations_of(review.board.rows[place].difference)):
        words = line_of(review.compared.document.text[one.start : min(one.end, one.start + 4 * _CELL)], _CELL)
        tag = review.compared.codebook.tag(one.tag)
        told.append(f"“{visible(words)}” ({tag.name if tag is not None else one.tag})")
    return ", ".join(told)


def end_words(review: ReviewSession, link: LinkDifference, side: int) -> str:
    """The link that a side has where the links differ, in words: ``speaker → Ada Brandt``, or that it has none.

    Args:
        review: what is being reviewed.
        link: the links that differ.
        side: 0 for A, 1 for B.
    """
    own, other = (link.a, link.b) if side == 0 else (link.b, link.a)
    told = own or other
    if told is None:
        return ""
    store = review.compared.stores[side if own is not None else 1 - side]
    tail, head = store.annotation(told.from_id), store.annotation(told.to_id)
    tag = review.compared.codebook.tag(tail.tag) if tail is not None else None
    role = tag.role(told.role) if tag is not None else None
    name = role.name if role is not None else told.role
    if own is None:
        return tr("no {role}", role=name)
    words = review.compared.document.text[head.start : head.end] if head is not None else ""
    return tr("{role} → {words}", role=name, words=line_of(words, 60))


class DifferenceModel(QAbstractTableModel):
    """The differences that the review session lists."""

    def __init__(self, review: ReviewSession) -> None:
        super().__init__(review)
        self._review = review
        self._places = list(review.places)
        self._number = {place: number for number, place in enumerate(self._places)}
        review.listed.connect(self._list_anew)
        review.rows_changed.connect(self._repaint)

    def place_at(self, number: int) -> int | None:
        """The difference of a row."""
        return self._places[number] if 0 <= number < len(self._places) else None

    def number_of(self, place: int | None) -> int:
        """The row of a difference; -1 if it is not listed."""
        return self._number.get(place, -1) if place is not None else -1

    def renew(self) -> None:
        """Show the tags by other names."""
        if self._places:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self._places) - 1, len(COLUMNS) - 1))

    # -- Qt's side -------------------------------------------------------------

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self._places)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(COLUMNS)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return COLUMNS[section]
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if role != Qt.ItemDataRole.DisplayRole or not index.isValid():
            return None
        row, column = self._review.board.rows[self._places[index.row()]], index.column()
        difference = row.difference
        if column == KIND:
            return KIND_NAMES[difference.shown_kind]
        if column == TAG:
            return " / ".join(dict.fromkeys(self._name(one.tag) for one in annotations_of(difference)))
        if column in (A, B) and isinstance(difference, Adrift):
            had_it = "AB"[column - A] in difference.had
            return f"deleted (gold: {self._words(difference.gold)})" if had_it else ""
        if column in (A, B):
            words = self._words(difference.a if column == A else difference.b)
            if difference.shown_kind != "link":
                return words
            return " · ".join((words, *(end_words(self._review, link, column - A) for link in difference.links)))
        if column == CAUSE:
            return row.cause.label
        return state_words(row, self._review.layers, self._review.compared.codebook)

    # -- inside ----------------------------------------------------------------

    def _name(self, tag_id: str) -> str:
        tag = self._review.compared.codebook.tag(tag_id)
        return tag.name if tag is not None else tag_id

    def _words(self, annotations: tuple[Annotation, ...]) -> str:
        text = self._review.compared.document.text
        return " | ".join(line_of(text[one.start : min(one.end, one.start + 4 * _CELL)], _CELL) for one in annotations)

    def _list_anew(self) -> None:
        self.beginResetModel()
        self._places = list(self._review.places)
        self._number = {place: number for number, place in enumerate(self._places)}
        self.endResetModel()

    def _repaint(self, places: Iterable[int]) -> None:
        numbers = sorted(self._number[place] for place in places if place in self._number)
        if len(numbers) > 100:
            self.dataChanged.emit(self.index(numbers[0], 0), self.index(numbers[-1], len(COLUMNS) - 1))
            return
        for number in numbers:
            self.dataChanged.emit(self.index(number, 0), self.index(number, len(COLUMNS) - 1))
