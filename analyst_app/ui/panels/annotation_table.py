"""The panel that lists annotations: what they are filtered by, the list, and what to do with what has no place yet."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from analyst_app.core.annotation import Annotation, Unplaced
from analyst_app.core.roles import who_links
from analyst_app.core.store import Change
from analyst_app.gestures import placing, second_readings
from analyst_app.ui.files.session_bridge import SessionBridge
from analyst_app.ui.panels.annotation_filter import WAITING, AnnotationFilter
from analyst_app.ui.panels.annotation_model import TEXT, AnnotationModel
from analyst_app.ui.panels.annotation_rows import AnnotationTable
from analyst_app.ui.panels.filter_pass import Place
from analyst_app.ui.panels.hints import first_keys
from analyst_app.ui.panels.rows.filter_line import FilterLine
from analyst_app.ui.panels.waiting_bar import CHOICES, WaitingBar
from analyst_app.ui.widgets.empty_note import EmptyNote
from analyst_app.ui.widgets.theme import Looks
from analyst_app.wording import marked, tr

if TYPE_CHECKING:
    from analyst_app.core.codebook import Codebook
    from analyst_app.session.session import Session


class AnnotationPanel(QWidget):
    """The right column's upper half."""

    confirm_wanted = Signal(object)
    """An Unplaced stands where it was moved to."""
    place_wanted = Signal(object)
    """An Unplaced belongs to what is selected in the text."""
    discard_wanted = Signal(object)
    """An Unplaced is let go."""
    both_wanted = Signal(object)
    """A second reading is to stand beside the first."""
    looked_at = Signal(object)
    """Another Unplaced is looked at: the Span where it belongs, or None."""
    open_wanted = Signal(object)
    """The article in which an Unplaced was found is to be opened there."""
    move_wanted = Signal(object)
    """An Unplaced is to go to the article in which it was found."""
    move_all_wanted = Signal(object)
    """All that was found in the same article as an Unplaced is to go there."""
    menu_wanted = Signal(object, QPoint)
    """A context menu for the record of a row, at a place on the screen."""
    said_by_wanted = Signal(object)
    """All that a person says is to be listed; an annotation of her."""
    wanted = Signal()
    """It is to be seen: something in it is gone to."""
    first_wanted = Signal()
    """The first quotation is to be tagged."""
    left = Signal()
    """Esc: the focus belongs to the text again."""

    def __init__(
        self, bridge: SessionBridge, shown: AnnotationFilter, looks: Looks, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._bridge, self._filter = bridge, shown
        self._following = False
        self._is_choosing = False
        """True while what was chosen in the table becomes current."""
        self._elsewhere: Mapping[str, Mapping[str, str]] = {}
        self.model = AnnotationModel(self._seen)
        self.line = FilterLine(bridge, shown, looks)
        self.words, self.tags = self.line.words, self.line.tags
        self.table = AnnotationTable(self.model, looks)
        self.empty = EmptyNote("annotations_empty", self.table, looks)
        self.hidden = QPushButton()
        self.hidden.setObjectName("annotations_hidden")
        self.hidden.setProperty("role", "link")
        self.hidden.setAutoDefault(False)
        self.hidden.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.waiting = WaitingBar(self._decide)
        self._lay_out()
        self._connect()
        self._show_session()

    def go_waiting(self) -> bool:
        """Look at the next item that waits, with the keyboard at its choices; False if there is none."""
        session = self._bridge.session
        if session is None or not session.store.unplaced:
            return False
        self.wanted.emit()
        if not isinstance(self.model.record_at(0), Unplaced):
            self.line.clear()
        row = self.table.currentIndex().row() + 1 if self.waiting.item is not None else 0
        row = row if isinstance(self.model.record_at(row), Unplaced) else 0
        index = self.model.index(row, TEXT)
        self.table.setCurrentIndex(index)
        self._choose(index)
        self.waiting.take_focus()
        return True

    def tell_elsewhere(self, names: Mapping[str, str], choices: Mapping[str, Mapping[str, str]]) -> None:
        """Say of waiting items that their words were found in other articles.

        Args:
            names: of those articles, by the item's id.
            choices: what is offered for it, by its id: keys of ``CHOICES``, and how each is called.
        """
        self._elsewhere = choices
        self.model.tell_elsewhere(names)
        item = self.waiting.item
        if item is not None and item.id in choices:
            had_focus = self.waiting.has_focus
            self._show_waiting(item)
            if had_focus:
                self.waiting.take_focus()

    @property
    def chosen(self) -> list[Annotation]:
        """The annotations whose rows are chosen, in reading order, if they are several; else none."""
        if self.table.chosen_count < 2:
            return []
        found = [one for rows in self.table.chosen_ranges for one in self.model.annotations_at(rows)]
        return found if len(found) > 1 else []

    @property
    def chosen_waiting(self) -> Unplaced | None:
        """The waiting item whose row in the table has the keyboard."""
        return self.waiting.item if self.table.hasFocus() else None

    @property
    def listed(self) -> Sequence[Annotation]:
        """The annotations that the filter lets through as far as it has looked, in reading order: see ``is_known``."""
        return self.model.listed

    def is_known(self, first: Place | None, last: Place | None) -> bool:
        """True if the filter has looked at all between two places; None is the layer's beginning or end."""
        return self.model.is_known(first, last)

    def when_listed(self, act: Callable[[], object]) -> None:
        """Act once the filter has looked at all."""
        self.model.when_listed(act)

    def focus_choices(self) -> bool:
        """Give the keyboard to what can be done with the waiting item whose row has it; False if none has it."""
        if self.chosen_waiting is None:
            return False
        self.waiting.take_focus()
        return True

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc, where no part of it took it, ends the list of some (one person's words), or leads back to the text."""
        if event.key() == Qt.Key.Key_Escape and self._filter.is_of_some:
            self._filter.show_all_of_tags()
        elif event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    # -- following -------------------------------------------------------------

    def _connect(self) -> None:
        self.empty.pressed.connect(self._help)
        self.hidden.clicked.connect(lambda: self._filter.show_helpers(not self._filter.shows_helpers))
        self._filter.changed.connect(self._show_filter)
        self.model.listed_anew.connect(self._show_again)
        self.model.advanced.connect(self._follow_pass)
        self._bridge.opened.connect(self._show_session)
        self._bridge.codebook_changed.connect(self._show_codebook)
        self._bridge.changed.connect(self._apply)
        self._bridge.current_changed.connect(self._follow_current)
        self._bridge.selection_changed.connect(self._leave_several)
        self.table.focus_left.connect(self._leave_several)
        chosen = self.table.selectionModel()
        chosen.currentRowChanged.connect(self._choose)
        chosen.selectionChanged.connect(self._follow_rows)
        self.table.clicked.connect(self._click)
        self.table.menu_wanted.connect(self.menu_wanted)
        self.table.person_clicked.connect(self._list_said_by)

    def _show_session(self) -> None:
        session = self._bridge.session
        self._elsewhere = {}
        self._show_waiting(None)
        self._list_tags()
        if session is None:
            self.table.hold_still()  # as a rule another is about to be shown
            self.model.show(None, "", None)
        else:
            self.table.hold_still()
            self.table.show_codebook(session.codebook)
            self.model.show(session.store, session.document.text, session.codebook)
        self._say_empty()
        self._follow_current()
        if session is not None:
            QTimer.singleShot(0, self.table, self.table.settle)  # the text is painted first, the rows in the next turn

    def _show_codebook(self) -> None:
        """List the same annotations with other tags; the filters stay."""
        session = self._bridge.session
        if session is None:
            return
        self._following = True
        try:
            self._list_tags()
            self.table.show_codebook(session.codebook)
            self.model.show(session.store, session.document.text, session.codebook)
        finally:
            self._following = False
        self._say_empty()
        self._follow_current()

    def _apply(self, change: Change) -> None:
        self._following = True
        chosen = self.chosen
        try:
            with self.table.current_kept_in_sight():
                self.model.apply(change)
            self._choose_again(chosen)
        finally:
            self._following = False
        gone, came = change.of(Unplaced)
        if gone or came:
            self._list_tags()
            if self.waiting.item in gone:
                self._show_waiting(None)
        self._say_empty()

    def _follow_current(self) -> None:
        current = self._bridge.current
        if current is None and self.waiting.item is not None:
            return  # a waiting item is looked at instead
        row = self.model.row_of(current) if current is not None else -1
        self._following = True
        try:
            if row < 0:
                self.table.choose_none()
            elif not self._is_choosing and self.table.chosen_ranges != [range(row, row + 1)]:
                self.table.choose_alone(row)
        finally:
            self._following = False
        if current is not None:
            self._show_waiting(None)

    def _leave_several(self) -> None:
        """The caret went elsewhere: only the current row stays chosen."""
        if not self._is_choosing and self.table.chosen_count > 1:
            self._follow_current()

    def _choose_again(self, chosen: list[Annotation]) -> None:
        """After a change, the rows of what is still there, where several were chosen."""
        session = self._bridge.session
        if session is None or not chosen:
            return
        now = [session.store.annotation(one.id) for one in chosen]
        rows = self.model.rows_of([one for one in now if one is not None])
        self.table.choose_too(rows.difference(*self.table.chosen_ranges))

    def _follow_rows(self) -> None:
        """Other rows are chosen: tell how many; one alone is current, also where another was taken out."""
        if self._following:
            return
        ranges, count, current = self.table.chosen_ranges, self.table.chosen_count, self._bridge.current
        if count > 1:
            self._bridge.say(tr("{n} row chosen|{n} rows chosen", count))
        elif count == 1:
            row = ranges[0].start
            record = self.model.record_at(row)
            if isinstance(record, Annotation) and (current is None or current.id != record.id):
                self._choose(self.model.index(row, TEXT))
        elif current is not None and self.model.row_of(current) >= 0:
            self._bridge.set_current(None)

    def _click(self, index: QModelIndex) -> None:
        if self.table.is_chosen(index.row()):
            self._choose(index)

    def _list_said_by(self, row: int) -> None:
        record, session = self.model.record_at(row), self._bridge.session
        if session is not None and isinstance(record, Annotation):
            for link in who_links(session.store, session.codebook, record, most=1):
                self.said_by_wanted.emit(session.store.annotation(link.to_id))

    def _choose(self, index: QModelIndex) -> None:
        if self._following:
            return
        self._is_choosing = True
        try:
            self._look_at(index)
        finally:
            self._is_choosing = False

    def _look_at(self, index: QModelIndex) -> None:
        record = self.model.record_at(index.row())
        self._show_waiting(record if isinstance(record, Unplaced) else None)
        if isinstance(record, Annotation):
            self._bridge.set_current(record.id, reveal=True)
        elif record is not None:
            self._bridge.set_current(None)  # so that no command acts on what is not looked at

    def _show_filter(self) -> None:
        """List what the filter lets through, whoever set it, and say in the fields what it is."""
        self.line.show_filter()
        self._list_tags()
        self._say_empty()
        self._follow_current()

    def _seen(self) -> Annotation | None:
        """The current annotation, else that of the first row that is seen, if the table is not at its top."""
        if self._bridge.current is not None:
            return self._bridge.current
        record = self.model.record_at(self.table.top_row) if self.table.verticalScrollBar().value() else None
        return record if isinstance(record, Annotation) else None

    def _show_again(self, seen: Annotation | None) -> None:
        """All rows are new: show those from where they were looked at on."""
        if seen is not None:
            self.table.show_from(self.model.first_row_from(seen))

    def _follow_pass(self, more_above: int) -> None:
        """The filter has looked further: what is seen stays where it is, and the current row is chosen if it came."""
        if more_above:
            self.table.stay(more_above)
        current = self._bridge.current
        if current is not None and not self.table.selectionModel().hasSelection() and self.model.row_of(current) >= 0:
            self._follow_current()
        self._say_empty()

    def _decide(self, what: str, item: Unplaced) -> None:
        by_keys = self.waiting.has_focus
        wanted = {
            "confirm": self.confirm_wanted,
            "place": self.place_wanted,
            "discard": self.discard_wanted,
            "both": self.both_wanted,
            "open": self.open_wanted,
            "move": self.move_wanted,
            "move_all": self.move_all_wanted,
        }
        wanted[what].emit(item)
        session = self._bridge.session
        is_settled = session is not None and session.store.record((Unplaced, item.id)) is None
        if by_keys and is_settled and not self.go_waiting():
            self.left.emit()

    def _show_waiting(self, item: Unplaced | None) -> None:
        session, was_shown = self._bridge.session, self.waiting.item is not None
        if item is None or session is None:
            self.waiting.show_none()
            if was_shown:
                self.looked_at.emit(None)
            return
        span = placing.place_of(session.document.text, item)
        elsewhere = self._elsewhere.get(item.id, {})
        choices = {**elsewhere, **choices_for(item, has_place=span is not None and not elsewhere)}
        self.waiting.show_item(item, self._words_of(item), choices)
        self.looked_at.emit(span)
        if span is not None:
            self._bridge.reveal(span)

    def _words_of(self, item: Unplaced) -> str:
        session = self._bridge.session
        if session is None or item.why != "reading":
            return tr("Waiting: {why}.", why=self.model.reason(item))
        here, other = second_readings.in_words(session.store, session.document.text, session.codebook, item)
        words = marked("A merge left another reading.\nNow: {here}\nThe other: {other}")
        return tr(words, here=here or tr("gone"), other=other)

    # -- showing -----------------------------------------------------------------

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.line)
        column.addWidget(self.table, 1)
        column.addWidget(self.hidden)
        column.addWidget(self.waiting)
        self.setTabOrder(self.line.tags, self.table)

    def _list_tags(self) -> None:
        """Offer the tags, and list what the filter lets through."""
        session, wanted = self._bridge.session, self._filter.tags
        if wanted is not None and set(wanted) == {WAITING} and (session is None or not session.store.unplaced):
            self._filter.show_only(None)  # nothing waits any more, or not here
            return
        self.line.list_tags()
        self.model.filter(**self._filter.sought(session.codebook_use if session is not None else None)._asdict())

    def _say_empty(self) -> None:
        """Say why nothing is listed, with what helps, and how much is not."""
        session, words, button = self._bridge.session, "", ""
        helpers = self.model.helpers if session is not None else {}
        if session is not None and self.model.is_listed and not self.model.rowCount():
            if self._filter.is_on:
                words, button = tr("Nothing matches the filter."), tr("Clear filter")
            elif not helpers or self._filter.shows_helpers:
                words = tr("No annotations yet.") + " " + first_keys(session.codebook)
                button = self._first_quotation(session)
        self.empty.say(words, button)
        self._say_helpers(helpers, session.codebook if session is not None else None)

    def _say_helpers(self, helpers: Mapping[str, int], book: Codebook | None) -> None:
        """Offer to list what only helps, or to hide it again: the button stays, and with it the keyboard."""
        number = sum(helpers.values())
        is_usual = book is not None and helpers.keys() <= book.ids_counted_as("cue") | book.ids_counted_as("skip")
        if self._filter.shows_helpers:
            said = tr("{n} cue or skip shown · Hide|{n} cues and skips shown · Hide", number)
            other = tr("{n} helper shown · Hide|{n} helpers shown · Hide", number)
        else:
            said = tr("{n} cue or skip hidden · Show|{n} cues and skips hidden · Show", number)
            other = tr("{n} helper hidden · Show|{n} helpers hidden · Show", number)
        self.hidden.setText(said if is_usual else other)
        self.hidden.setVisible(bool(number))

    def _first_quotation(self, session: Session) -> str:
        """The words of the button that tags the first quotation; none where the codebook has none."""
        tag = next((tag for tag in session.codebook.tags_for("quotation") if tag.key), None)
        return tr("{key}  Tag the first quotation", key=tag.key) if tag is not None else ""

    def _help(self) -> None:
        if self._filter.is_on:
            self.line.clear()
            self.table.setFocus()
        else:
            self.first_wanted.emit()


def choices_for(item: Unplaced, *, has_place: bool) -> dict[str, str]:
    """The choices that a waiting item has, each with its name.

    Args:
        item: it.
        has_place: whether it is known where in the text it belongs.
    """
    is_annotation = isinstance(item.record, dict) and "tag" in item.record
    choices = {}
    if item.why == "reading" and (has_place or not is_annotation):
        choices["confirm"] = tr("Take the other")
        if second_readings.can_stand_beside(item):
            choices["both"] = tr(CHOICES["both"])
    elif item.why == "unconfirmed" or (item.why == "orphan" and has_place):
        choices["confirm"] = tr(CHOICES["confirm"])
    if is_annotation and "both" not in choices:
        choices["place"] = tr(CHOICES["place"])
    return {**choices, "discard": tr(CHOICES["discard"])}
