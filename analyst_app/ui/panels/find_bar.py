"""The bar that finds words in the article: typing shows, Enter selects, Esc leaves the match selected."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QToolButton, QWidget

from analyst_app.core.finding import Search
from analyst_app.core.span import Span
from analyst_app.ui.files.session_bridge import SessionBridge
from analyst_app.ui.widgets.plain_label import plain_tip
from analyst_app.wording import tr

if TYPE_CHECKING:
    from analyst_app.ui.article.article_view import ArticleView

_MOST_SHOWN = 20_000
"""So many matches are highlighted; all are counted and gone to."""


class FindBar(QWidget):
    """Finds in the text that is shown, portion by portion, so that no article makes the window wait.

    What stands beside its field is made when it is opened first.
    """

    closed = Signal()
    """The matches are no longer marked."""
    counted = Signal(str)
    """All matches are found: their number in words."""

    def __init__(self, bridge: SessionBridge, view: ArticleView, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("find_bar")
        self._bridge, self._view = bridge, view
        self._search: Search | None = None
        self._match: Span | None = None
        self._origin = 0
        self._wanted = 0
        """Direction in which a match is to be selected as soon as it is found: 1, -1 or 0."""
        self._was_shown = False
        self.field = _Field(self)
        self._count: QLabel | None = None
        self._portions = QTimer(self)
        self._portions.setInterval(0)
        self._portions.timeout.connect(self._advance)
        self.field.textChanged.connect(self._begin)
        bridge.opened.connect(self._forget)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(6, 2, 6, 2)
        self._row.addWidget(self.field, 1)
        self.hide()

    def open(self) -> None:
        """Show the bar with the focus in it (Ctrl+F)."""
        self._origin = self._place()
        self._match = None
        self._count = self._count or self._make()
        self.show()
        self.field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.field.selectAll()
        self._begin(self.field.text())

    def close_bar(self) -> None:
        """Hide the bar; the text keeps its selection and gets the focus (Esc)."""
        self._end()
        self._view.setFocus(Qt.FocusReason.OtherFocusReason)

    def search_in(self, view: ArticleView | None) -> None:
        """Search in another text from now on.

        Args:
            view: the text of the page that is shown; None if that page has none: nothing is searched then.
        """
        if self.isVisible() or self._wanted:
            self._end()
        if view is not None and view is not self._view:
            self._view = view
            self._search, self._match, self._origin = None, None, self._place()

    def go(self, direction: int) -> None:
        """Select the next (1) or previous (-1) match, going round."""
        if self._bridge.session is None:
            return
        if not self.field.text().strip():
            self.open()
            return
        if self._search is None:
            self._begin(self.field.text())
        self._wanted = direction
        self._try_to_select()

    # -- searching ---------------------------------------------------------------

    def _begin(self, words: str) -> None:
        self._portions.stop()
        self._match, self._wanted, self._was_shown = None, 0, False
        is_open = self._bridge.session is not None
        self._search = Search(self._view.text, words, start=self._origin) if is_open else None
        if self._search is None or self._search.is_complete:
            self._tell("")
            self._view.set_hits([])
            return
        self._portions.start()
        self._advance()

    def _advance(self) -> None:
        search = self._search
        if search is None:
            self._portions.stop()
            return
        goes_on = search.advance()
        if not goes_on:
            self._portions.stop()
        first = search.first
        if self.isVisible() and (not goes_on or (first is not None and not self._was_shown)):
            self._view.set_hits(search.hits[:_MOST_SHOWN])
        if first is not None and not self._was_shown and not self._wanted and self.isVisible():
            self._view.reveal(first)
        self._was_shown = first is not None
        self._say(search, goes_on=goes_on)
        if self._wanted:
            self._try_to_select()

    def _say(self, search: Search, *, goes_on: bool) -> None:
        number = len(search.hits)
        words = tr("{n} found|{n} found", number) if number else tr("not found")
        self._tell(f"{number}…" if goes_on else words)
        if not goes_on and self.isVisible():
            self.counted.emit(words)

    def _tell(self, count: str) -> None:
        if self._count is not None:
            self._count.setText(count)

    # -- selecting ---------------------------------------------------------------

    def _try_to_select(self) -> None:
        """Select the wanted match if it is known by now; else a later portion tries again."""
        search = self._search
        if search is None:
            return
        place = self._origin if self._match is None else self._place()
        forward = self._wanted > 0
        if self._match is not None and forward:
            place += 1
        found = search.after(place) if forward else search.before(place)
        is_round = found is not None and (found.start < place if forward else found.start >= place)
        if not search.is_complete and (found is None or is_round or not forward):
            return
        self._wanted = 0
        if found is None:
            self._bridge.say(tr("“{words}” is not in this article.", words=search.words))
            return
        self._match = found
        self._view.select(found)
        self._bridge.say(tr("Found from the other end of the article.") if is_round else "")

    def _place(self) -> int:
        """The place from which searching goes on: the selection's start, else the caret."""
        selection = self._view.selection
        return selection.start if selection is not None else self._view.caret

    def _end(self) -> None:
        self._portions.stop()
        self._wanted = 0
        self.hide()
        self._view.set_hits([])
        self.closed.emit()

    def _forget(self) -> None:
        self._portions.stop()
        self._search, self._match, self._wanted = None, None, 0
        self._origin = 0
        self.hide()

    def _make(self) -> QLabel:
        """Make the number of matches, and the buttons."""
        count = QLabel()
        count.setObjectName("find_count")
        count.setTextFormat(Qt.TextFormat.PlainText)
        self._row.addWidget(count)
        for name, sign, meaning, act in (
            ("find_previous", "↑", tr("Previous match (Shift+F3)"), lambda: self.go(-1)),
            ("find_next", "↓", tr("Next match (F3)"), lambda: self.go(1)),
            ("find_close", "×", tr("Close (Esc)"), self.close_bar),
        ):
            button = QToolButton()
            button.setObjectName(name)
            button.setText(sign)
            button.setToolTip(plain_tip(meaning))
            button.setAccessibleName(meaning)
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            button.clicked.connect(act)
            self._row.addWidget(button)
        return count


class _Field(QLineEdit):
    """Enter and Shift+Enter select matches, Esc closes."""

    def __init__(self, bar: FindBar) -> None:
        super().__init__(bar)
        self._bar = bar
        self.setObjectName("find_field")
        self.setPlaceholderText(tr("find in this article"))
        self.setAccessibleName(tr("Find in this article"))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        is_back = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._bar.go(-1 if is_back else 1)
        elif event.key() == Qt.Key.Key_Escape:
            self._bar.close_bar()
        else:
            super().keyPressEvent(event)
