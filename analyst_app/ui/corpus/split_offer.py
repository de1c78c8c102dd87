"""Offers what waits the article of the same folder in which its words stand: the article was split in two."""

from __future__ import annotations

from threading import Event
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from analyst_app.core.annotation import Unplaced
from analyst_app.errors import AnalystError, sentence
from analyst_app.ui.corpus.moved_items import TransferSide
from analyst_app.ui.widgets.message import shown_name
from analyst_app.wording import in_row, tr

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from analyst_app.core.store import Change
    from analyst_app.corpus.words_elsewhere import Elsewhere, Found
    from analyst_app.session.session import Session
    from analyst_app.ui.corpus.moved_items import MovedItems
    from analyst_app.ui.files.desk import Desk
    from analyst_app.ui.files.session_bridge import SessionBridge
    from analyst_app.ui.panels.annotation_table import AnnotationPanel
    from analyst_app.ui.widgets.tasks import Tasks


class SplitOffer(QObject):
    """Looks in a worker; only a person's word moves anything.

    Args:
        desk: opens articles, and changes layers that are not shown.
        bridge: says what is shown.
        panel: lists what waits, and asks for decisions.
        tasks: to look with.
        moves: makes them.
    """

    passage_wanted = Signal(object, object, str)
    """An article is to be opened (Path), at a Span, with the words that stand there."""

    def __init__(
        self, desk: Desk, bridge: SessionBridge, panel: AnnotationPanel, tasks: Tasks, moves: MovedItems
    ) -> None:
        super().__init__(desk)
        self._desk, self._bridge, self._panel, self._tasks, self._moves = desk, bridge, panel, tasks, moves
        self._found: Found = {}
        self._ended = Event()
        """Set: the search that is under way is of no use any more."""
        bridge.opened.connect(self._look)
        bridge.changed.connect(self._on_changed)
        panel.open_wanted.connect(self._open)
        panel.move_wanted.connect(self._move)
        panel.move_all_wanted.connect(self._move_all)

    # -- looking -----------------------------------------------------------------

    def _look(self) -> None:
        self._ended.set()
        self._found = {}
        session = self._bridge.session
        if session is None or not session.store.unplaced:
            return
        ended = self._ended = Event()

        def done(found: Found) -> None:
            if not ended.is_set():
                self._found = found
                self._tell()

        items = list(session.store.unplaced)
        self._tasks.run(_looked_for, session.path, session.document.text, items, ended, done=done)

    def _on_changed(self, change: Change) -> None:
        gone, came = change.of(Unplaced)
        if any(item.id in self._found for item in (*gone, *came)):
            self._tell()

    def _tell(self) -> None:
        session = self._bridge.session
        if session is None or not self._found:
            return
        names, choices = {}, {}
        waiting = {item.id for item in session.store.unplaced}
        for item_id, places in self._found.items():
            names[item_id] = in_row(shown_name(place.article.name) for place in places)
            offered = {"open": tr("Open {name}", name=shown_name(places[0].article.name))}
            if len(places) == 1 and self._may_move(session):
                offered["move"] = tr("Move it there")
                count = sum(1 for other in self._going_to(places[0].article) if other in waiting)
                if count > 1:
                    offered["move_all"] = tr("Move it there|Move all {n} there", count)
            choices[item_id] = offered
        self._panel.tell_elsewhere(names, choices)

    def _may_move(self, session: Session) -> bool:
        return not session.read_only and self._moves.is_own(session)

    def _going_to(self, article: Path) -> dict[str, Elsewhere]:
        """By id, what was found in one article and in no other."""
        found = {item_id: places[0] for item_id, places in self._found.items() if len(places) == 1}
        return {item_id: place for item_id, place in found.items() if place.article == article}

    # -- acting ------------------------------------------------------------------

    def _open(self, item: Unplaced) -> None:
        for place in self._found.get(item.id, ())[:1]:
            self.passage_wanted.emit(place.article, place.span, place.words)

    def _move(self, item: Unplaced) -> None:
        for place in self._found.get(item.id, ())[:1]:
            self._move_to(place.article, {item.id: place})

    def _move_all(self, item: Unplaced) -> None:
        for place in self._found.get(item.id, ())[:1]:
            self._move_to(place.article, self._going_to(place.article))

    def _move_to(self, article: Path, going: dict[str, Elsewhere]) -> None:
        session = self._bridge.session

        def act(other: Session) -> None:
            if session is not None and session is self._bridge.session:
                self._act(session, other, going)

        def failed(error: Exception) -> None:
            if not isinstance(error, AnalystError | OSError):
                raise error
            self._bridge.refuse(f"{shown_name(article.name)}: {sentence(error)}")

        self._desk.work_on(article, act, failed)

    def _act(self, session: Session, other: Session, going: dict[str, Elsewhere]) -> None:
        from analyst_app.gestures import moving

        waiting = session.store.unplaced
        places = {item.id: (item, going[item.id].span) for item in waiting if item.id in going}
        made = moving.move(waiting, other.store, other.document.text, places)
        there, here = shown_name(other.path.name), shown_name(session.path.name)
        if not made.left:
            words = tr("Nothing was moved: in {name} the words have changed, or have that tag already.", name=there)
            self._bridge.refuse(words)
            return
        arrival = TransferSide(other.path, moving.label_of_arriving(here), made.arriving)
        if self._moves.make((other, arrival), TransferSide(session.path, moving.label_of_leaving(there), made.leaving)):
            count = sum(1 for item in made.left if item.id in places)
            words = tr(
                "{n} annotation moved to {name}. Undo brings it back."
                "|{n} annotations moved to {name}. Undo brings them back.",
                count,
                name=there,
            )
            stays = len(places) - count
            if stays:
                words += " " + tr("{n} stays: it is there already.|{n} stay: they are there already.", stays)
            self._bridge.say(words)


def _looked_for(article: Path, text: str, items: Sequence[Unplaced], ended: Event) -> Found:
    """The places of what is not at home in its article; in a worker."""
    from analyst_app.corpus.words_elsewhere import homeless, words_elsewhere

    wanted = homeless(text, items)
    if not wanted or ended.is_set():
        return {}
    return words_elsewhere({article: wanted}, goes_on=lambda: not ended.is_set()).get(article, {})
