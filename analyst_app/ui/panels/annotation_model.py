"""The annotations of a layer as the rows of a table.

The model keeps its own sorted list, because Qt wants to hear of a change
before it happens and the store tells of it afterwards. A row is found by
bisection, so one Change costs the same in a layer of fifty and of 200,000.
A filter goes through the layer in slices on the event loop, from what is seen
outwards: see ``FilterPass``.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Collection, Mapping, Sequence
from time import perf_counter
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, QTimer, Signal

from analyst_app.core.annotation import Annotation, Link, Unplaced, sort_key
from analyst_app.core.codebook import Codebook
from analyst_app.core.finding import pattern
from analyst_app.core.roles import CONTINUES, who_role
from analyst_app.core.store import AnnotationStore, Change
from analyst_app.core.waiting import exact_in
from analyst_app.gestures.spoken_by import Speaker, is_said_by
from analyst_app.session.codebook_use import CodebookUse
from analyst_app.ui.panels.annotation_filter import WAITING, Sought
from analyst_app.ui.panels.filter_pass import FilterPass, Place
from analyst_app.ui.panels.rows.row_facts import RowFacts, RowWords, tag_of
from analyst_app.ui.widgets.plain_label import plain_tip
from analyst_app.wording import marked, tr

COLUMNS = (marked("tag"), marked("text"), marked("speaker"), marked("mode"), marked("note"))
TAG, TEXT, SPEAKER, MODE, NOTE = range(len(COLUMNS))

_BULK = 300
"""From so many rows in one Change, showing all anew is cheaper."""
_SLICE = 0.008
"""Seconds that a filter looks through the layer before what else waits has its turn."""
_PORTION = 100
"""Annotations between two looks at the clock."""
_PAGE = 80
"""Rows that are wanted first: about as many as are seen."""

Index = QModelIndex | QPersistentModelIndex


class AnnotationModel(QAbstractTableModel):
    """Items that wait for a place, then the annotations in reading order, as far as the filters let them through."""

    listed_anew = Signal(object)
    """All rows are new. The Annotation that ``around`` named: its row, or the next, is to be seen; None for the top."""
    advanced = Signal(int)
    """The filter has looked further, and found so many rows above the others."""

    def __init__(self, around: Callable[[], Annotation | None] = lambda: None) -> None:
        """Make it.

        Args:
            around: says where the filter begins to look: at what is seen; None is the top.
        """
        super().__init__()
        self.around = around
        self._store: AnnotationStore | None = None
        self._text = ""
        self._said = RowWords(None, "", None)
        self._codebook: Codebook | None = None
        self._rows: list[Annotation] = []
        self._waiting: list[Unplaced] = []
        self._asked = Sought()
        self._pattern = pattern("")
        self._helpers: frozenset[str] = frozenset()
        """Ids of the codebook's tags that are not listed where no tag is asked for."""
        self._spoken: Collection[str] = ()
        """Ids of the tags that can have speakers."""
        self._pass: FilterPass | None = None
        """The filter's way through the layer, until it has looked at all."""
        self._when_listed: list[Callable[[], object]] = []
        self._slices = QTimer(self, interval=0)
        self._slices.timeout.connect(self._go_on)

    # -- what is shown -------------------------------------------------------

    def show(self, store: AnnotationStore | None, text: str, codebook: Codebook | None) -> None:
        """List the annotations of another layer, or of none."""
        around = None
        if store is self._store:
            around = self.around()
        else:
            self._when_listed = []
        self._store, self._text, self._codebook = store, text, codebook
        self._said = RowWords(store, text, codebook)
        self._helpers = (
            frozenset(tag.id for tag in codebook.tags if tag.helper) if codebook is not None else frozenset()
        )
        self._spoken = {tag.id for tag in codebook.tags if who_role(tag) is not None} if codebook is not None else ()
        self._list_anew(_all_of(store), around)

    def filter(
        self,
        *,
        words: str,
        tags: Collection[str] | None,
        shows_helpers: bool = False,
        speaker: Speaker | None = None,
        older_in: CodebookUse | None = None,
    ) -> None:
        """List only what has these words in text, note or speaker, and only of these tags; empty and None let all in.

        Args:
            words: to be found.
            tags: ids of tags, and ``WAITING`` for what has no place yet; None: all, but those of helpers.
            shows_helpers: True: those, too.
            speaker: whose words are listed; None: anybody's.
            older_in: says what is made under an older version of the codebook, if only that is listed.
        """
        before = self._asked
        now = Sought(words.strip(), frozenset(tags) if tags is not None else None, shows_helpers, speaker, older_in)
        if now != before:
            candidates = self._still_let_in() if now.is_narrower(before, self._helpers) else _all_of(self._store)
            self._asked, self._pattern = now, pattern(now.words)
            self._list_anew(candidates, self.around())

    def apply(self, change: Change) -> None:
        """Take over a Change that was made in the store: one burst of signals."""
        removed, added = change.of(Annotation)
        if len(change.removed) + len(change.added) > _BULK:
            self._said.forget_all()
            self._list_anew(_all_of(self._store), self.around())
            return
        new = {annotation.id: annotation for annotation in added}
        old = {annotation.id: annotation for annotation in removed}
        neighbours = self._neighbours(change, old, new)
        self._said.forget([*old, *new, *(one.id for one in neighbours)])
        for annotation in removed:
            self._replace(annotation, new.get(annotation.id))
        for annotation in added:
            if annotation.id not in old:
                self._replace(None, annotation)
        for neighbour in neighbours:
            self._replace(neighbour, neighbour)
        self._apply_waiting(change)

    def reason(self, item: Unplaced) -> str:
        """The reason why an item of this layer has no place, in words."""
        return self._said.reasons.of(item)

    def tell_elsewhere(self, names: Mapping[str, str]) -> None:
        """Say of waiting items, by id, in which other articles their words stand."""
        self._said.reasons.elsewhere = names
        if self._waiting:
            last = self.index(len(self._waiting) - 1, len(COLUMNS) - 1)
            self.dataChanged.emit(self.index(0, 0), last)

    # -- rows ----------------------------------------------------------------

    def record_at(self, row: int) -> Annotation | Unplaced | None:
        """The record of a row."""
        if 0 <= row < len(self._waiting):
            return self._waiting[row]
        row -= len(self._waiting)
        return self._rows[row] if 0 <= row < len(self._rows) else None

    def annotations_at(self, rows: range) -> Sequence[Annotation]:
        """The annotations of a stretch of rows; the items that wait are left out."""
        waiting = len(self._waiting)
        return self._rows[max(0, rows.start - waiting) : max(0, rows.stop - waiting)]

    @property
    def listed(self) -> Sequence[Annotation]:
        """The annotations that have rows, in reading order; more may come until ``is_listed``."""
        return self._rows

    @property
    def waiting_count(self) -> int:
        """The number of items that wait for a place: their rows are the first."""
        return len(self._waiting)

    @property
    def is_listed(self) -> bool:
        """True if all that the filters let through have rows."""
        return self._pass is None

    def is_known(self, first: Place | None, last: Place | None) -> bool:
        """True if all that is let through between two places has rows; None is the layer's beginning or end."""
        return self._pass is None or self._pass.covers(first, last)

    def when_listed(self, act: Callable[[], object]) -> None:
        """Act once all has rows that the filters let through; not if another layer is shown before that."""
        if self.is_listed:
            act()
        else:
            self._when_listed.append(act)

    def list_rest(self) -> None:
        """Give rows at once to all that the filters let through: who chooses all of them means all."""
        while self._pass is not None:
            self._go_on()

    def rows_of(self, annotations: Sequence[Annotation]) -> set[int]:
        """The rows of those that have some."""
        if len(annotations) > _BULK:
            wanted = {one.id for one in annotations}
            return {row for row, one in enumerate(self._rows, len(self._waiting)) if one.id in wanted}
        return {row for row in map(self.row_of, annotations) if row >= 0}

    def first_row_from(self, annotation: Annotation) -> int:
        """Its row; if the filters hide it, that of the next one, or the number of rows."""
        return self._place(annotation) + len(self._waiting)

    def row_of(self, annotation: Annotation) -> int:
        """Its row, or -1 if the filters hide it."""
        place = self._place(annotation)
        if place < len(self._rows) and self._rows[place].id == annotation.id:
            return place + len(self._waiting)
        return -1

    # -- Qt's side -----------------------------------------------------------

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self._waiting) + len(self._rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(COLUMNS)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return tr(COLUMNS[section])
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        record = self.record_at(index.row()) if index.isValid() else None
        if record is None:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self._cell(record, index.column())
        if role == Qt.ItemDataRole.AccessibleTextRole and index.column() in (TAG, TEXT):
            return self._said.heard(record) if index.column() == TEXT else self._said.tag_name(record)
        if role == Qt.ItemDataRole.ToolTipRole and index.column() == TAG:
            return plain_tip(self._said.tag_name(record))
        if role == Qt.ItemDataRole.ToolTipRole and index.column() in (TEXT, NOTE):
            return plain_tip(self._said.words(record, of_note=index.column() == NOTE))
        return None

    def facts_at(self, row: int) -> RowFacts | None:
        """All that a row says; None: there is no such row."""
        record = self.record_at(row)
        return self._said.facts(record) if record is not None else None

    def begins_paragraph(self, row: int) -> int:
        """The number of the paragraph that begins with a row; 0: it has begun before, or the row has no place."""
        record, before = self.record_at(row), self.record_at(row - 1)
        if not isinstance(record, Annotation):
            return 0
        number = self._said.paragraph(record)
        return 0 if isinstance(before, Annotation) and self._said.paragraph(before) == number else number

    @property
    def helpers(self) -> dict[str, int]:
        """By tag, the number of annotations that only help: they are listed if that is asked for, or their tag."""
        store = self._store
        if store is None or self._asked.tags is not None or self._asked.older_in is not None:
            return {}
        return {tag: store.tags[tag] for tag in sorted(self._helpers) if store.tags.get(tag)}

    # -- inside --------------------------------------------------------------

    def _list_anew(self, candidates: list[Annotation], around: Annotation | None) -> None:
        """Give rows to what the filters let through.

        Args:
            candidates: all others are known to be hidden; the list is taken over.
            around: where to begin; None is the top.
        """
        self.beginResetModel()
        store = self._store
        self._waiting = [one for one in store.unplaced if self._lets_wait(one)] if store is not None else []
        asked = self._asked
        if asked.words or asked.tags is not None or asked.speaker is not None or asked.older_in is not None:
            self._pass, self._rows = FilterPass(candidates, around and sort_key(around)), []
            behind, ahead = self._look(self._pass)
            self._rows = [*behind, *ahead]
        else:
            hidden = frozenset[str]() if asked.shows_helpers or store is None else self._helpers & store.tags.keys()
            self._rows = [one for one in candidates if one.tag not in hidden] if hidden else candidates
            self._pass = None
        self.endResetModel()
        self._look_on()
        self.listed_anew.emit(around)
        self._act_if_listed()

    def _still_let_in(self) -> list[Annotation]:
        """Those that the filters let in as far as they have looked, and those that they have not looked at."""
        before, after = self._pass.left() if self._pass is not None else ([], [])
        return [*before, *self._rows, *after]

    def _look(self, way: FilterPass) -> tuple[list[Annotation], list[Annotation]]:
        """Go on for one slice of time; the rows that were found before and after the others."""
        behind: list[list[Annotation]] = []
        ahead: list[Annotation] = []
        lets_in, end = self.lets_in, perf_counter() + _SLICE
        is_time_left = True
        while is_time_left and not way.is_complete:
            ahead += [one for one in way.ahead(_PORTION) if lets_in(one)]
            if len(self._rows) + len(ahead) >= _PAGE or way.is_past_end:
                behind.append([one for one in way.behind(_PORTION) if lets_in(one)])
            is_time_left = perf_counter() < end
        return [one for portion in reversed(behind) for one in portion], ahead

    def _go_on(self) -> None:
        """Look through the next slice of the layer, and give rows to what is found."""
        if self._pass is None:
            return
        behind, ahead = self._look(self._pass)
        top = len(self._waiting)
        if ahead:
            row = top + len(self._rows)
            self.beginInsertRows(QModelIndex(), row, row + len(ahead) - 1)
            self._rows += ahead
            self.endInsertRows()
        if behind:
            self.beginInsertRows(QModelIndex(), top, top + len(behind) - 1)
            self._rows[:0] = behind
            self.endInsertRows()
        self._look_on()
        self.advanced.emit(len(behind))
        self._act_if_listed()

    def _look_on(self) -> None:
        """Go on with the filter when nothing else waits, until it has looked at all."""
        if self._pass is not None and not self._pass.is_complete:
            self._slices.start()
        else:
            self._pass = None
            self._slices.stop()

    def _act_if_listed(self) -> None:
        """Once the filter has looked at all, and what is seen has followed, do what waited for that."""
        if self.is_listed:
            waiting, self._when_listed = self._when_listed, []
            for act in waiting:
                act()

    def _place(self, annotation: Annotation) -> int:
        return bisect_left(self._rows, sort_key(annotation), key=sort_key)

    def _replace(self, old: Annotation | None, new: Annotation | None) -> None:
        """Put one version of an annotation in place of another; either may be none or hidden."""
        before = self.row_of(old) if old is not None else -1
        is_due = self._pass is None or self._pass.replace(old, new)
        shown = is_due and new is not None and self.lets_in(new)
        offset = len(self._waiting)
        if before < 0:
            if shown and new is not None:
                after = self._place(new)
                self.beginInsertRows(QModelIndex(), after + offset, after + offset)
                self._rows.insert(after, new)
                self.endInsertRows()
            return
        if not shown or new is None:
            self.beginRemoveRows(QModelIndex(), before, before)
            del self._rows[before - offset]
            self.endRemoveRows()
            return
        after = self._place(new) + offset  # where it goes while the old version is still there
        if after not in (before, before + 1):
            self.beginMoveRows(QModelIndex(), before, before, QModelIndex(), after)
            del self._rows[before - offset]
            after -= after > before
            self._rows.insert(after - offset, new)
            self.endMoveRows()
            before = after
        self._rows[before - offset] = new
        self.dataChanged.emit(self.index(before, 0), self.index(before, len(COLUMNS) - 1))

    def _neighbours(self, change: Change, old: dict[str, Annotation], new: dict[str, Annotation]) -> list[Annotation]:
        """Annotations that did not change but whose speaker reads differently now."""
        store = self._store
        if store is None:
            return []
        ids = {link.from_id for group in change.of(Link) for link in group}
        for annotation_id in old.keys() & new.keys():
            if old[annotation_id].span != new[annotation_id].span:
                ids.update(link.from_id for link in store.links_to(annotation_id))
        for annotation_id in tuple(ids):
            ids.update(link.from_id for link in store.links_to(annotation_id, CONTINUES))
        touched = old.keys() | new.keys()
        return [found for one in sorted(ids - touched) if (found := store.annotation(one)) is not None]

    def _apply_waiting(self, change: Change) -> None:
        removed, added = change.of(Unplaced)
        for one in removed:
            row = next((row for row, other in enumerate(self._waiting) if other.id == one.id), -1)
            if row >= 0:
                self.beginRemoveRows(QModelIndex(), row, row)
                del self._waiting[row]
                self.endRemoveRows()
        for one in added:
            if self._lets_wait(one):
                row = len(self._waiting)
                self.beginInsertRows(QModelIndex(), row, row)
                self._waiting.append(one)
                self.endInsertRows()

    def _lets_wait(self, one: Unplaced) -> bool:
        if self._asked.tags is not None and WAITING not in self._asked.tags and tag_of(one) not in self._asked.tags:
            return False
        return not self._asked.words or self._pattern.search(exact_in(one)) is not None

    def lets_in(self, annotation: Annotation) -> bool:
        """True if the filters let an annotation of the layer through."""
        if self._asked.tags is not None and annotation.tag not in self._asked.tags:
            return False
        asked = self._asked
        if asked.older_in is not None and not asked.older_in.is_older(annotation):
            return False
        lists_helpers = asked.shows_helpers or asked.older_in is not None  # or what helps would stay older for ever
        if asked.tags is None and not lists_helpers and annotation.tag in self._helpers:
            return False
        if self._asked.speaker is not None and not self._is_said(annotation, self._asked.speaker):
            return False
        search = self._pattern.search
        if not self._asked.words or search(self._text, annotation.start, annotation.end):
            return True
        if annotation.note and search(annotation.note):
            return True
        return annotation.tag in self._spoken and search(self._said.speaker(annotation)) is not None

    def _is_said(self, annotation: Annotation, speaker: Speaker) -> bool:
        if self._store is None or self._codebook is None or annotation.tag not in self._spoken:
            return False
        return is_said_by(speaker, annotation, self._store, self._codebook, self._text)

    def _cell(self, record: Annotation | Unplaced, column: int) -> str:
        said = self._said
        if column in (TEXT, NOTE):
            return said.cell(record, of_note=column == NOTE)
        return {TAG: said.key, SPEAKER: said.named_speaker}.get(column, said.value)(record)


def _all_of(store: AnnotationStore | None) -> list[Annotation]:
    return list(store.annotations) if store is not None else []
