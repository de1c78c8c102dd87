"""The lines of the palette: what was found, under a heading for each kind."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, Qt

from analyst_app.ui.palette.entries import ARTICLES, COMMANDS, PEOPLE, TAGS, Findable, Shelf
from analyst_app.ui.palette.letter_search import FIRST, INITIALS, SCATTERED
from analyst_app.wording import in_row, marked, tr

_Index = QModelIndex | QPersistentModelIndex
HEADINGS = {
    COMMANDS: marked("Commands"),
    TAGS: marked("Tags"),
    PEOPLE: marked("People"),
    ARTICLES: marked("Articles"),
}
_RECENT = marked("Used lately")
_MOST = {COMMANDS: 12, TAGS: 8, PEOPLE: 8, ARTICLES: 60}
"""Lines of a kind; where nothing is typed, all commands and tags stand there."""
_MOST_RECENT = 5
_ALL = 200


class PaletteLine(NamedTuple):
    """A heading, which has no entry, or an entry."""

    words: str
    entry: Findable | None = None


class PaletteModel(QAbstractListModel):
    """The found lines."""

    def __init__(self) -> None:
        super().__init__()
        self._lines: list[PaletteLine] = []
        self.typed = ""

    def show(self, shelves: Mapping[str, Shelf], typed: str, recent: Sequence[str]) -> None:
        """Show what is found.

        Args:
            shelves: by kind.
            typed: letters; empty: what was chosen lately, then all.
            recent: marks of what was chosen lately, the last first.
        """
        self.beginResetModel()
        self.typed = typed
        self._lines = list(_found(shelves, typed, recent) if typed.strip() else _all(shelves, recent))
        self.endResetModel()

    def line(self, row: int) -> PaletteLine:
        """The line of a row."""
        return self._lines[row]

    def entry(self, row: int) -> Findable | None:
        """The entry of a row; None: it is a heading, or no row."""
        return self._lines[row].entry if 0 <= row < len(self._lines) else None

    def next(self, row: int, step: int) -> int:
        """The next row that can be chosen, going round at the ends; -1: there is none."""
        count = len(self._lines)
        for distance in range(1, count + 1):
            other = (row + step * distance) % count
            if self._lines[other].entry is not None:
                return other
        return -1

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        return 0 if parent.isValid() else len(self._lines)

    def flags(self, index: _Index) -> Qt.ItemFlag:
        is_entry = self.entry(index.row()) is not None
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable if is_entry else Qt.ItemFlag.NoItemFlags

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        line = self._lines[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return line.words
        if role == Qt.ItemDataRole.AccessibleTextRole and line.entry is not None:
            entry = line.entry
            return in_row(filter(None, (entry.words, entry.more, entry.aside, entry.key, entry.reason)))
        return None


def _all(shelves: Mapping[str, Shelf], recent: Sequence[str]) -> list[PaletteLine]:
    """All that can be chosen now, what was chosen lately first."""
    used = [entry for entry in _recent_entries(shelves, recent) if not entry.reason][:_MOST_RECENT]
    lines = [PaletteLine(tr(_RECENT)), *(PaletteLine(entry.words, entry) for entry in used)] if used else []
    only = len(shelves) == 1
    for kind, shelf in shelves.items():
        if kind in (COMMANDS, TAGS) or only:
            entries = [shelf.entry(place) for place in range(min(shelf.count, _ALL))]
            lines += _grouped(kind, [entry for entry in entries if not entry.reason])
    return lines


def _found(shelves: Mapping[str, Shelf], typed: str, recent: Sequence[str]) -> list[PaletteLine]:
    """The lines of all hits by kind, the kind with the best hit first; of equal ones that which can be done now."""
    groups: list[tuple[int, bool, int, str, list[tuple[int, Findable]]]] = []
    for order, (kind, shelf) in enumerate(shelves.items()):
        most = _MOST[kind] if len(shelves) > 1 else _ALL
        hits = shelf.find(typed, most if kind == ARTICLES else _ALL)
        known = {place: way for way, place in hits}
        places = [shelf.places[mark] for mark in recent if mark in shelf.places]
        ways = {place: known.get(place, shelf.names.way(typed, place)) for place in places}
        first = [(way, place) for place, way in ways.items() if way is not None]
        rest = [(way, place) for way, place in hits if place not in ways]
        ranked = sorted([*first, *rest], key=lambda hit: hit[0])[:_ALL]
        entries = [(way, shelf.entry(place)) for way, place in ranked]
        entries.sort(key=lambda found: (found[0], bool(found[1].reason)))
        if entries:
            groups.append((entries[0][0], bool(entries[0][1].reason), order, kind, entries[:most]))
    if not groups:
        return []
    groups.sort(key=lambda group: group[:3])
    worst = SCATTERED if groups[0][0] >= INITIALS else SCATTERED - 1
    lines: list[PaletteLine] = []
    for _, _, _, kind, entries in groups:
        lines += _grouped(kind, [entry for way, entry in entries if FIRST <= way <= worst])
    return lines


def _recent_entries(shelves: Mapping[str, Shelf], recent: Sequence[str]) -> list[Findable]:
    found = []
    for mark in recent:
        shelf = shelves.get(mark.partition(":")[0])
        if shelf is not None and mark in shelf.places:
            found.append(shelf.entry(shelf.places[mark]))
    return found


def _grouped(kind: str, entries: Sequence[Findable]) -> list[PaletteLine]:
    return [PaletteLine(tr(HEADINGS[kind])), *(PaletteLine(entry.words, entry) for entry in entries)] if entries else []
