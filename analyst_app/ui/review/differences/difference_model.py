"""The differences of a review as rows."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, NamedTuple

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt

from analyst_app.alignment.gathering import Gathered
from analyst_app.core.excerpts import line_of
from analyst_app.core.layer_ids import LETTERS
from analyst_app.language.quotation_signs import SIGNS
from analyst_app.review.adrift import Adrift, annotations_of
from analyst_app.review.decisions import WAITING
from analyst_app.review.one_reading import NOBODY
from analyst_app.review.reasons import reason_words
from analyst_app.ui.review.gold.fates import fate_of_row
from analyst_app.ui.widgets.plain_label import plain_tip
from analyst_app.wording import in_row, marked, tr, visible, whole

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from analyst_app.alignment.link_alignment import LinkDifference
    from analyst_app.core.annotation import Annotation
    from analyst_app.core.codebook import Codebook
    from analyst_app.review.adrift import AnyDifference
    from analyst_app.review.difference_rows import Row
    from analyst_app.ui.article.gold_painter import Fate
    from analyst_app.ui.review.review_session import ReviewSession

Index = QModelIndex | QPersistentModelIndex
COLUMNS = (marked("difference"), marked("tag"), "A", "B", marked("cause"), marked("decision"))
KIND, TAG, A, B, CAUSE, DECISION = range(6)
_CELL = 80

KIND_NAMES = {
    "split_merge": marked("Split or merged"),
    "boundary_tag": marked("Edges and tag differ"),
    "boundary": marked("Edges differ"),
    "tag": marked("Tag differs"),
    "attribute": marked("Value differs"),
    "note": marked("Note differs"),
    "link": marked("Link differs"),
    "only_a": marked("Only {a}"),
    "only_b": marked("Only {b}"),
    "only_some": marked("Not all have it"),
    "only_gold": marked("Only gold"),
    "added": marked("Added"),
    "same": marked("The same"),
}
"""In the order in which they are listed."""
_BRIEF = {
    "split_merge": marked("Split"),
    "boundary_tag": marked("Edges + tag"),
    "boundary": marked("Edges"),
    "tag": marked("Tag"),
    "attribute": marked("Value"),
    "note": marked("Note"),
    "link": marked("Link"),
}
"""The kinds on a button that lists them; others are brief enough."""
_OWN = {"only_gold": marked("kept"), marked("added"): marked("added")}
"""Words for what is the reviewer's own, by kind."""
_PARTS = re.compile(r"[\s_-]+")
"""Between the parts of a name."""
_SHORT = 24
"""Characters of a name where it stands for a side."""


def shown_names(review: ReviewSession) -> tuple[str, ...]:
    """The names of the readers as they are said of a side: first names if they differ; letters where they are hidden.

    Where one reading is checked alone, the second is empty.
    """
    names = review.compared.names
    if review.is_check:
        return _short(names[0]) or "A", ""
    firsts = [next(iter(_PARTS.split(name)), name) for name in names]
    told = firsts if len(set(firsts)) == len(firsts) else names
    return tuple([_short(name) or letter for name, letter in zip(told, LETTERS, strict=False)])


def _short(name: str) -> str:
    return visible(name if len(name) <= _SHORT else f"{name[: _SHORT - 1]}…")


def kind_words(kind: str, names: tuple[str, ...], *, is_brief: bool = False) -> str:
    """A kind in words.

    Args:
        kind: of a difference, as it is shown.
        names: short ones of the readers, A first.
        is_brief: True for a button.
    """
    if kind == "only_a" and not names[1]:
        return tr("Tagged by {a}", a=names[0])
    words = _BRIEF.get(kind, KIND_NAMES[kind]) if is_brief else KIND_NAMES[kind]
    return tr(words, a=names[0], b=names[1])


def state_words(row: Row, layers: tuple[str, ...], codebook: Codebook, names: Sequence[str] = LETTERS) -> str:
    """Review state of a difference, in words, with names for the layers."""
    decision = row.decision
    if row.state == "open":
        return tr("open, with a comment") if decision is not None else tr("open")
    is_adrift = isinstance(row.difference, Adrift)
    if row.state == "changed":
        return tr("deleted since") if is_adrift else tr("changed since")
    if decision is None:
        return tr("agreed")
    by_layer = dict(zip(layers, names, strict=False))
    is_confirmed = layers[1] == NOBODY and decision.taken == layers[:1]
    words = {
        "take": tr("confirmed") if is_confirmed else in_row(by_layer.get(layer, layer) for layer in decision.taken),
        "both": tr("both") if len(layers) == 2 else _all_words(row, layers, by_layer),
        "reject": tr("removed") if is_adrift else tr("rejected"),
        "own": tr(_OWN.get(row.difference.shown_kind, marked("corrected"))),
    }.get(decision.verdict, decision.verdict)
    if decision.along and decision.verdict == "reject":
        words = tr("dropped with its reading")
    tag = row.difference.tag
    if decision.reason:
        why = reason_words(decision, codebook.reasons_for(tag))
        words = tr("{decision}: {reason}", decision=words, reason=why)
    return tr("contested ({decision})", decision=words) if row.state == "contested" else words


def _all_words(row: Row, layers: tuple[str, ...], by_layer: Mapping[str, str]) -> str:
    """The words for several readings that were taken: of all who have one, or of some, who are named then."""
    taken = set(row.decision.taken) if row.decision is not None else set()
    had = {layer for layer, side in zip(layers, row.difference.sides, strict=False) if side}
    return tr("all") if had <= taken else " + ".join(name for layer, name in by_layer.items() if layer in taken)


def left_words(review: ReviewSession, places: Iterable[int]) -> str:
    """Words and tag of each annotation at some places: ``“Smith” (actor), “said” (cue)``.

    Args:
        review: what is being reviewed.
        places: of the annotations; what readers have alike at one is told once.
    """
    shown = (annotations_of(review.board.rows[place].difference) for place in places)
    return in_row(word for some in shown for word in dict.fromkeys(_quoted(review, one) for one in some))


def _quoted(review: ReviewSession, one: Annotation) -> str:
    """Words and tag of an annotation."""
    words = line_of(review.compared.document.text[one.start : min(one.end, one.start + 4 * _CELL)], _CELL)
    tag = review.compared.codebook.tag(one.tag)
    quoted = words if words[:1] in SIGNS else f"“{words}”"
    return f"{visible(quoted)} ({tag.name if tag is not None else one.tag})"


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


class Heading(NamedTuple):
    """Stands above the rows of one kind."""

    words: str
    number: str


class Line(NamedTuple):
    """The tag and the words of a row, as they are shown."""

    tag: str
    """Id of the tag."""
    words: str
    is_settled: bool
    fate: Fate | None = None
    """None while it waits."""
    parts: int = 0
    """Number of the rows that are folded into it."""


def count_words(every: int, waiting: int) -> str:
    """The number of differences, and before it of those that wait where these are fewer."""
    return whole(every) if waiting == every else f"{whole(waiting)}/{whole(every)}"


class DifferenceModel(QAbstractTableModel):
    """The differences that the review session lists."""

    def __init__(self, review: ReviewSession) -> None:
        super().__init__(review)
        self._review = review
        self._groups: dict[str, int] = {}
        self._kinds: dict[int, str] = {}
        """By place, of those that were listed so far: it stays what it is."""
        self._said: dict[int, tuple[AnyDifference, str, str]] = {}
        """By place what it was, with the tag and words that are shown of it: of those that were seen."""
        self._list()
        review.listed.connect(self._list_anew)
        review.rows_changed.connect(self._repaint)

    def place_at(self, number: int) -> int | None:
        """The difference of a row."""
        return self._places[number] if 0 <= number < len(self._places) else None

    def number_of(self, place: int | None) -> int:
        """The row of a difference; -1 if it is not listed."""
        return self._number.get(place, -1) if place is not None else -1

    @property
    def groups(self) -> dict[str, int]:
        """By kind, the row at which its group begins; empty where the rows stand in another order than by kind."""
        return self._groups

    def heading_of(self, number: int) -> Heading | None:
        """The heading above a row, if a group begins there."""
        kind = self._heads.get(number)
        if kind is None:
            return None
        every, waiting = self._review.counts().get(kind, (0, 0))
        return Heading(kind_words(kind, shown_names(self._review)), count_words(every, waiting))

    def line(self, number: int) -> Line:
        """The tag and the words of a row, as they are shown."""
        row = self._review.board.rows[self._places[number]]
        difference = row.difference
        said = self._said.get(row.place)
        if said is None or said[0] is not difference:
            shown = next(filter(None, difference.sides), ()) or annotations_of(difference)
            said = self._said[row.place] = difference, shown[0].tag, self._words(shown)
        return Line(
            said[1], said[2], row.state not in WAITING, fate_of_row(row), len(self._review.folding.parts_of(row.place))
        )

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
            return tr(COLUMNS[section])
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        if role == Qt.ItemDataRole.ToolTipRole:
            return plain_tip(self._told(index.row()))
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self._told(index.row())
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        row, column = self._review.board.rows[self._places[index.row()]], index.column()
        difference = row.difference
        if column == KIND:
            return kind_words(difference.shown_kind, shown_names(self._review))
        if column == TAG:
            return " / ".join(dict.fromkeys(self._name(one.tag) for one in annotations_of(difference)))
        if column in (A, B) and isinstance(difference, Adrift):
            had_it = "AB"[column - A] in difference.had
            return tr("deleted (gold: {words})", words=self._words(difference.gold)) if had_it else ""
        if column in (A, B):
            if isinstance(difference, Gathered):
                first, *others = [difference.sides[voice[0]] for voice in difference.present]
                return self._words(first) if column == A else " | ".join(map(self._words, others))
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

    def _told(self, number: int) -> str:
        """A row in one sentence: ``Claim, the new yard, edges differ, open``."""
        told = [self.index(number, column).data() for column in (TAG, A, B, KIND, CAUSE, DECISION)]
        parts = len(self._review.folding.parts_of(self._places[number]))
        told += [tr("with {n} part|with {n} parts", parts)] if parts else []
        return visible(in_row(dict.fromkeys(words for words in told if words)))

    def _kind_at(self, number: int) -> str:
        return self._review.board.rows[self._places[number]].difference.shown_kind

    def _list(self) -> None:
        """Take the places that are listed: by kind, each in reading order; as they come where cost orders them."""
        places, kinds = self._review.places, self._kinds
        found: dict[str, list[int]] = {kind: [] for kind in KIND_NAMES}
        for place in () if self._review.filters.by_cost else places:
            kind = kinds.get(place)
            if kind is None:
                kind = kinds[place] = self._review.board.rows[place].difference.shown_kind
            found[kind].append(place)
        self._groups = {}
        self._places: list[int] = []
        for kind, some in found.items():
            if some:
                self._groups[kind] = len(self._places)
                self._places += some
        self._heads = {number: kind for kind, number in self._groups.items()}
        self._places = self._places or list(places)
        self._number = {place: number for number, place in enumerate(self._places)}

    def _list_anew(self) -> None:
        self.beginResetModel()
        self._list()
        self.endResetModel()

    def _repaint(self, places: Iterable[int]) -> None:
        numbers = sorted(self._number[place] for place in places if place in self._number)
        if len(numbers) > 100:
            self.dataChanged.emit(self.index(numbers[0], 0), self.index(numbers[-1], len(COLUMNS) - 1))
            return
        headings = {self._groups[kind] for number in numbers if (kind := self._kind_at(number)) in self._groups}
        for number in sorted({*numbers, *headings}):
            for column in (KIND, DECISION):  # one cell each: of several, a table paints all that is seen
                self.dataChanged.emit(self.index(number, column), self.index(number, column))
