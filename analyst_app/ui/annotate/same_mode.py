"""The list of a person's mentions while it has the keys: it grows, each row can be left out, Enter tags the rest."""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QTimer

from analyst_app.gestures.identifying import tagging
from analyst_app.ui.annotate.mention_list import MentionModel, MentionRow
from analyst_app.ui.annotate.performing import Performer
from analyst_app.ui.commands.modes import SAME, ModeKeeper
from analyst_app.wording import tr, whole

if TYPE_CHECKING:
    from collections.abc import Generator

    from analyst_app.core.span import Span
    from analyst_app.gestures.mention_search import FoundMention, MentionSearch
    from analyst_app.gestures.tagging import Outcome
    from analyst_app.ui.annotate.mention_list import Lists
    from analyst_app.ui.article.article_view import ArticleView
    from analyst_app.ui.commands.keys import Key

_GAP = 4
_PAGE = 8
_GROWTH = 2
"""The marks in the text and on the scroll bar are made anew when there are so many times as many, and at the end."""


class SameMode:
    """The list: Space leaves one out or takes it in, Enter (or S) tags, Esc leaves.

    Enter before all is found tags what the whole article has, as soon as that is known.

    Args:
        performer: tags.
        view: shows the mentions, also on its scroll bar.
        modes: to leave through.
        search: finds the mentions; somebody else has it look on.
        lists: makes the list that is shown.
    """

    name = SAME

    def __init__(
        self, performer: Performer, view: ArticleView, modes: ModeKeeper, search: MentionSearch, lists: Lists
    ) -> None:
        self._performer, self._view, self._modes, self._search = performer, view, modes, search
        self._row = 0
        self._chosen: Span | None = None
        """The mention that is chosen, also while the list, begun anew, has not come to it again."""
        self._turned: dict[Span, bool] = {}
        """The mentions that she took in or left out, wherever they are listed later."""
        self._beginning = self._taken = self._marked = 0
        self._is_waiting = False
        """True if Enter was pressed before all was found."""
        self._tagging: Generator[None, None, Outcome] | None = None
        self._model = MentionModel(search.scene.text)
        self._list = lists(self._model)
        self._list.clicked.connect(self._clicked)
        self._list.room_changed.connect(self._stand_again)
        self._tags = QTimer(self._list)
        self._tags.setInterval(0)
        self._tags.timeout.connect(self._tag_on)
        self.take_in()

    @property
    def spans(self) -> list[Span]:
        """The mentions that Enter tags or changes, as far as they are found."""
        return [row.span for row in self._rows if row.is_in]

    def is_of(self, search: MentionSearch) -> bool:
        """True if it lists what a search finds."""
        return self._search is search

    def take_in(self) -> None:
        """List what was found meanwhile."""
        search, model, chosen = self._search, self._model, self._chosen
        if self._beginning != search.beginnings:
            self._beginning, self._taken, self._marked = search.beginnings, 0, 0
            model.begin_anew()
        fresh = search.listed[self._taken :]
        self._taken += len(fresh)
        model.add([self._row_of(one) for one in fresh])
        if fresh or search.is_complete:
            self._row = self._row_near(chosen)
            self._chosen = chosen or self._rows[self._row].span
            if len(self._rows) >= _GROWTH * self._marked or search.is_complete:
                self._mark()
            if self._rows[self._row].span == chosen:
                self._renew_list()
            else:
                self._show()
            self._modes.renew()
        if search.is_complete and self._is_waiting:
            self._is_waiting = False
            self._accept()

    def hold(self) -> None:
        """Tag nothing that was listed before a change: what Enter asked for is done when all is found again."""
        self._is_waiting = self._is_waiting or self._tagging is not None
        self._tagging = None
        self._tags.stop()

    def hints(self) -> list[str]:
        """The keys of the list."""
        promised = [tr("Ctrl+Z take back")] if self._is_waiting or self._tagging is not None else []
        if promised or not self._rows:
            return [self._title(), *promised, tr("Esc leave")]
        leave_out = tr("Space leave out") if self._rows[self._row].is_in else tr("Space take in")
        return [self._title(), tr("↑/↓ another"), leave_out, tr("Esc leave")]

    def key_pressed(self, key: Key) -> bool:
        """Choose, leave out, tag all or leave."""
        if key.ctrl or key.alt:
            return False
        steps = {"Up": -1, "Down": 1, "PgUp": -_PAGE, "PgDown": _PAGE, "Home": -len(self._rows), "End": len(self._rows)}
        if key.name == "Esc":
            self._modes.leave(keep=False)
        elif self._tagging is not None or not self._rows:
            return key.name in (*steps, "Space", "Enter")
        elif key.name in steps:
            self._choose(self._row + steps[key.name])
        elif key.name == "Space":
            self._turn()
        elif key.name == "Enter":
            self._accept()
        else:
            return False
        return True

    def leave(self, *, keep: bool) -> None:
        """Take the list away, and the marks."""
        view = self._view
        self._tags.stop()
        self._list.hide()
        self._list.deleteLater()
        view.set_hits([])
        view.set_proposal(None)
        view.lay_scroll_marks_over(None)
        view.reveal(self._search.mention.span)

    # -- inside ------------------------------------------------------------------------

    @property
    def _rows(self) -> list[MentionRow]:
        return self._model.rows

    def _row_of(self, one: FoundMention) -> MentionRow:
        why = tr("another person has that name, too") if one.is_doubtful else ""
        if one.annotation is not None:
            why = tr("tagged; gets name and kind")
        return MentionRow(one.span, one.annotation, self._turned.get(one.span, not one.is_doubtful), why)

    def _row_near(self, chosen: Span | None) -> int:
        """The row of the mention that was chosen, or of the first after the place where it was; at first the first."""
        if chosen is None:
            return 0
        return min(len(self._rows) - 1, bisect_left(self._rows, chosen, key=lambda row: row.span))

    def _accept(self) -> None:
        if not self._search.is_complete:
            self._is_waiting = True
            self._modes.promise(self._take_back)
            self._show()
            return
        chosen = [row for row in self._rows if row.is_in]
        if not chosen:
            self._performer.refuse(tr("All mentions are left out. Space takes one in."))
            return
        search = self._search
        named = [row.annotation for row in chosen if row.annotation is not None]
        spans = [row.span for row in chosen if row.annotation is None]
        self._tagging = tagging(search.scene, search.mention, named, spans, name=search.canonical, actor=search.actor)
        self._modes.promise(self._take_back)
        self._tags.start()
        self._tag_on()

    def _take_back(self) -> None:
        """Do nothing of what Enter asked for."""
        self._is_waiting, self._tagging = False, None
        self._tags.stop()
        self._renew_list()
        self._modes.renew()
        self._performer.refuse(tr("Nothing is tagged. Enter tags what is listed, Esc leaves."))

    def _tag_on(self) -> None:
        """Make the next portion of the tags; with the last, all of them are there, as one step."""
        if self._tagging is None:
            return
        try:
            next(self._tagging)
        except StopIteration as end:
            self._modes.leave(keep=False)
            outcome: Outcome = end.value
            self._performer.perform(outcome)
        else:
            self._renew_list()

    def _choose(self, row: int) -> None:
        self._row = max(0, min(len(self._rows) - 1, row))
        self._chosen = self._rows[self._row].span
        self._view.reveal(self._chosen)
        self._show()

    def _turn(self) -> None:
        self._model.turn(self._row)
        row = self._rows[self._row]
        self._chosen, self._turned[row.span] = row.span, row.is_in
        self._view.set_hits(self.spans)
        self._show()

    def _clicked(self, row: int) -> None:
        if self._tagging is None:
            self._row = row
            self._turn()
            self._modes.renew()

    def _title(self) -> str:
        model, search = self._model, self._search
        words = search.scene.words(search.mention.span)
        if self._tagging is not None:
            return tr("Tagging {n} mention…|Tagging {n} mentions…", model.ticked)
        if self._is_waiting:
            return tr("Tags them when all are found: {count} so far…", count=whole(model.ticked))
        if model.ticked_untagged or not model.ticked:
            title = tr("Enter tag {n} mention of {words}|Enter tag {n} mentions of {words}", model.ticked, words=words)
        else:
            title = tr(
                "Enter name {n} mention like {words}|Enter name {n} mentions like {words}", model.ticked, words=words
            )
        return title if search.is_complete else tr("{title}, looking on…", title=title)

    def _mark(self) -> None:
        """Mark the mentions in the text and on its scroll bar."""
        self._marked = len(self._rows)
        self._view.set_hits(self.spans)
        self._view.lay_scroll_marks_over([row.span.start for row in self._rows])

    def _show(self) -> None:
        """Frame the mention that is chosen, with the list beside it."""
        if not self._rows:
            return
        self._view.set_proposal(self._rows[self._row].span)
        self._list.show_state(self._title(), self._row)
        self._place_list()

    def _renew_list(self) -> None:
        """Show what is listed by now; a list that has grown may stand elsewhere."""
        height = self._list.height()
        self._list.show_state(self._title(), self._row)
        if self._list.height() != height:
            self._place_list()

    def _stand_again(self) -> None:
        """Another size of the window has put the words elsewhere."""
        if self._rows:
            self._view.reveal(self._rows[self._row].span)
            self._place_list()

    def _place_list(self) -> None:
        view, span = self._view, self._rows[self._row].span
        first, last = view.rect_of(span.start), view.rect_of(span.end)
        self._list.place(last.bottomLeft() + QPoint(0, _GAP), first.topLeft() - QPoint(0, _GAP))
