"""The palette itself: a field over a list, on a scrim; while it is open it has the keyboard."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QIcon, QKeyEvent, QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QApplication, QFrame, QLineEdit, QListView, QVBoxLayout, QWidget

from analyst_app.ui.commands.keys import Key, KeyReader
from analyst_app.ui.palette.palette_delegate import PaletteDelegate
from analyst_app.ui.palette.palette_foot import PaletteFoot
from analyst_app.ui.palette.palette_model import PaletteModel
from analyst_app.ui.palette.scrim import Scrim
from analyst_app.ui.widgets.plain_label import PlainLabel
from analyst_app.wording import tr

if TYPE_CHECKING:
    from analyst_app.core.codebook import Codebook
    from analyst_app.ui.palette.entries import Findable, Shelf
    from analyst_app.ui.widgets.theme import Looks

_SEEN = 9
"""Rows that are seen at most."""


class PaletteField(QLineEdit):
    """The field in which letters are typed. No shortcut of the window acts while it has the keyboard.

    Args:
        take: acts on a key; True: the field does not.
        parent: the palette.
    """

    paints_focus = True
    """The palette's own outline is the ring."""

    def __init__(self, take: Callable[[Key], bool], parent: QWidget) -> None:
        super().__init__(parent)
        self._take, self._reader = take, KeyReader()

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ShortcutOverride:
            event.accept()
            return True
        return super().event(event)

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        self._reader.release(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not self._take(self._reader.read(event)):
            super().keyPressEvent(event)
        event.accept()  # else the window would take a chord for its own


class Palette(QFrame):
    """Shows what is found and tells what is chosen.

    Args:
        looks: colours and sizes.
        codebook: gives the codebook whose tags are listed.
        window: it lies over it.
    """

    chosen = Signal(object)
    """An Findable is to be done: the palette is closed, and the keyboard where it was."""
    key_wanted = Signal(str)
    """An action is to be given another key: its id."""
    called = Signal(object)
    """A Key with Ctrl was pressed in it, which the palette has no use for."""

    def __init__(self, looks: Looks, codebook: Callable[[], Codebook | None], window: QWidget) -> None:
        self._scrim = Scrim(looks, window)
        super().__init__(self._scrim)
        self.setObjectName("palette")
        self._looks = looks
        self._shelves: Mapping[str, Shelf] = {}
        self._recent: Sequence[str] = ()
        self._before: QWidget | None = None
        self.model = PaletteModel()
        self.field = PaletteField(self._press, self)
        self.field.setObjectName("palette_field")
        self.field.setFrame(False)
        self.magnifier = self.field.addAction(QIcon(), QLineEdit.ActionPosition.LeadingPosition)
        self.field.textChanged.connect(lambda _: self._find())
        self.list = QListView(self)
        self.list.setObjectName("palette_list")
        self.list.setModel(self.model)
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setMouseTracking(True)
        self.list.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.list.clicked.connect(lambda index: self._take(index.row()))
        self.delegate = PaletteDelegate(looks, codebook, self.list)
        self.list.setItemDelegate(self.delegate)
        self.nothing = PlainLabel("", self)
        self.nothing.setObjectName("palette_nothing")
        self.nothing.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.foot = PaletteFoot(looks, self)
        column = QVBoxLayout(self)
        column.setContentsMargins(*(looks.sizes.width("focus"),) * 4)
        column.setSpacing(0)
        column.addWidget(self.field)
        column.addSpacing(1)  # for the line under it
        column.addWidget(self.list, 1)
        column.addWidget(self.nothing)
        column.addWidget(self.foot)
        self._scrim.clicked.connect(self.leave)
        self._scrim.resized.connect(self._place)
        looks.changed.connect(self._dress)
        self._dress()

    @property
    def is_open(self) -> bool:
        """True while it has the keyboard."""
        return self._scrim.isVisible()

    def open(self, shelves: Mapping[str, Shelf], recent: Sequence[str], words: str) -> None:
        """Open, or show other things.

        Args:
            shelves: the things to be found, by kind.
            recent: marks of what was chosen lately, the last first.
            words: stand in the field as long as it is empty.
        """
        if not self.is_open:
            self._before = QApplication.focusWidget()
        self._shelves, self._recent = shelves, recent
        self.field.setPlaceholderText(words)
        self.field.setAccessibleName(words)
        self.delegate.renew()
        self.field.clear()
        self._find()
        self._scrim.cover()
        self.field.setFocus(Qt.FocusReason.PopupFocusReason)

    def add(self, kind: str, shelf: Shelf) -> None:
        """Find these things, too, from now on: they were not ready before."""
        self._shelves = {**self._shelves, kind: shelf}
        if self.field.text() or len(self._shelves) == 1:
            self._find()

    def leave(self) -> None:
        """Close; the keyboard goes back to where it was."""
        before, self._before = self._before, None
        self._scrim.hide()
        if before is not None and before.isVisible():
            before.setFocus(Qt.FocusReason.PopupFocusReason)

    def paintEvent(self, event: QPaintEvent) -> None:
        colours, sizes = self._looks.colours, self._looks.sizes
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        outline = QPainterPath()
        inset = sizes.width("focus") / 2
        outline.addRoundedRect(
            self.rect().toRectF().adjusted(inset, inset, -inset, -inset), sizes.radius("popup"), sizes.radius("popup")
        )
        painter.fillPath(outline, colours.colour("raised"))
        painter.setPen(QPen(colours.colour("focus"), sizes.width("focus")))
        painter.drawPath(outline)
        painter.setPen(colours.colour("hairline"))
        below = self.field.geometry().bottom() + 1
        painter.drawLine(2, below, self.width() - 3, below)

    # -- inside ----------------------------------------------------------------

    def _press(self, key: Key) -> bool:
        row = self.list.currentIndex().row()
        moves = {"Up": -1, "Down": 1, "PgUp": 1 - _SEEN, "PgDown": _SEEN - 1, "Tab": -1 if key.shift else 1}
        if key.name in moves and key.is_bare:
            self._go(row, moves[key.name], goes_round=not key.is_repeat)
        elif key.is_repeat:
            return key.name in ("Enter", "Esc") or not key.is_bare
        elif key.name == "Esc":
            self.leave()
        elif key.name == "Enter" and key.alt:
            self._ask_for_key(row)
        elif key.name == "Enter":
            self._take(row)
        else:
            self.called.emit(key)
            return not self.is_open
        return True

    def _go(self, row: int, step: int, *, goes_round: bool) -> None:
        direction = 1 if step > 0 else -1
        for _ in range(abs(step)):
            other = self.model.next(row, direction)
            if other < 0 or ((other - row) * direction < 0 and (abs(step) > 1 or not goes_round)):
                break
            row = other
        self._choose(row)

    def _choose(self, row: int) -> None:
        index = self.model.index(row)
        self.list.setCurrentIndex(index)
        self.field.setAccessibleDescription(str(index.data(Qt.ItemDataRole.AccessibleTextRole) or ""))
        if row == self.model.next(-1, 1):
            self.list.scrollToTop()  # with its heading

    def _find(self) -> None:
        self.model.show(self._shelves, self.field.text(), self._recent)
        has_lines = self.model.rowCount() > 0
        self.list.setVisible(has_lines)
        self.nothing.setVisible(not has_lines)
        if has_lines:
            self._choose(self.model.next(-1, 1))
        elif typed := self.field.text().strip():
            self.nothing.setText(tr("Nothing here is called “{words}”.", words=typed))
        else:
            self.nothing.setText(tr("No articles are listed: open a folder first.") if self._shelves else "")
        self._place()

    def _take(self, row: int) -> None:
        entry = self.model.entry(row)
        if entry is not None and not entry.reason:  # which the line tells
            self.leave()
            self.chosen.emit(entry)

    def _ask_for_key(self, row: int) -> None:
        entry: Findable | None = self.model.entry(row)
        if entry is not None and entry.kind in ("command", "tag"):
            self.leave()
            self.key_wanted.emit(entry.id)

    def _place(self) -> None:
        """Lie in the upper middle of the window, as large as what is found, and never larger than the window."""
        sizes, room = self._looks.sizes, self._scrim.rect()
        most = _SEEN * sizes.height("palette_row")
        shown = range(min(self.model.rowCount(), 2 * _SEEN))
        wanted = sum(self.delegate.height_of(self.model, row) for row in shown) + sizes.space(1)
        rows = max(min(wanted, most), 2 * sizes.height("palette_row"))
        around = sizes.height("palette_input") + sizes.height("palette_foot") + 5
        width = min(sizes.width("palette"), room.width() - 2 * sizes.space(1))
        top = min(sizes.height("palette_top"), max(sizes.space(1), room.height() - around - most))
        height = min(around + rows, room.height() - top - sizes.space(1))
        self.setGeometry((room.width() - width) // 2, top, width, height)
        self._scrim.update()

    def _dress(self) -> None:
        colours, sizes = self._looks.colours, self._looks.sizes
        self.field.setFont(sizes.font("empty"))
        self.nothing.setFont(sizes.font("empty"))
        self.delegate.renew()
        self.magnifier.setIcon(colours.icon("find", "muted"))
        if self.is_open:
            self._place()
        self.update()
