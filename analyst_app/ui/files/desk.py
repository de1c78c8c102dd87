"""The desk: the article that lies open, and those whose undo history is kept until the app quits.

Opening is three steps, so that a person reads at once: the text (read in a
worker, then painted), then its layer (read in a worker), then the marks.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QObject, Qt, Signal

from analyst_app.errors import AnalystError, EncodingUnknown
from analyst_app.ui.files.opening import (
    Loaded,
    Opened,
    Order,
    load_layer,
    load_unseen,
    open_article,
    read_unless_folder,
)
from analyst_app.ui.widgets.after_paint import after_paint
from analyst_app.ui.widgets.painting_pause import PaintingPause

if TYPE_CHECKING:
    from analyst_app.core.document import Document
    from analyst_app.session.session import Session
    from analyst_app.ui.article.article_view import ArticleView
    from analyst_app.ui.files.autosave import Autosave
    from analyst_app.ui.files.session_bridge import SessionBridge
    from analyst_app.ui.files.workplace import Workplace
    from analyst_app.ui.widgets.tasks import Tasks


class Opening(NamedTuple):
    """An article, or a layer, on its way to the view."""

    order: Order
    has_text: bool = False
    """True once its text is shown: its annotations are being read."""
    keys_wait: bool = True
    """True if what is pressed meanwhile is meant for it, as it is where a person goes to an article to read."""


class Desk(QObject):
    """Opens articles.

    Args:
        view: shows their text.
        bridge: shows their session.
        autosave: saves them.
        tasks: to read with.
        workplace: says for whom and in which folder.
    """

    opening_changed = Signal()
    """Another article is being opened, or its text is there, or nothing is being opened any more."""
    text_shown = Signal(object)
    """The Document of an Order is in the view."""
    loaded = Signal(object)
    """A layer is shown: it, as Loaded."""
    failed = Signal(object, object)
    """An Order that could not be carried out, and the error."""
    closed = Signal()
    """Nothing is open."""

    def __init__(
        self, view: ArticleView, bridge: SessionBridge, autosave: Autosave, tasks: Tasks, workplace: Workplace
    ) -> None:
        super().__init__(view)
        self._view, self._bridge, self._autosave, self._tasks = view, bridge, autosave, tasks
        self._workplace = workplace
        self.order: Order | None = None
        """The order of what is open or being opened."""
        self.opening: Opening | None = None
        """The article that is being opened; None: none is."""
        self.first: Path | None = None
        """The article that was opened before the window was furnished."""
        self._doubt: Callable[[Loaded], str] = lambda loaded: ""
        self._is_ready = False
        self._waiting: list[Callable[[], object]] = []
        self._kept: dict[tuple[Path, str], Loaded] = {}
        self._back: Order | None = None
        """The order of what was open before; None: nothing was."""
        self._shown: Loaded | None = None
        self._pause = PaintingPause(view)
        """From an article that is put away to the text of the next."""

    # -- opening ---------------------------------------------------------------

    def open(self, order: Order, *, keys_wait: bool = True) -> None:
        """Open an article, or another layer of the open one; if that fails, what was open comes back.

        Args:
            order: says what, and where.
            keys_wait: see ``Opening``.
        """
        self._back = self._way_back(order)
        self._set_opening(Opening(order, keys_wait=keys_wait))
        if self._bridge.session is not None:
            self._pause.begin()
        self.put_away()
        self.order = order
        kept = self._kept.get((order.path, order.layer_id))
        if kept is not None and order.encoding is None:
            self._show_text(order, Opened(kept.session.document, kept))
            return
        if order.encoding is not None:
            self._kept.pop((order.path, order.layer_id), None)
        self._tasks.run(
            open_article,
            order,
            self._workplace.terms,
            done=lambda opened: self._show_text(order, opened),
            failed=lambda error: self._go_back(order, error),
        )

    def show_layer(self, layer_id: str) -> None:
        """Open another layer of the open article, at the place that is shown."""
        place = self.place
        if place is not None:  # a review may come there, in which keys mean something else
            self.open(place._replace(layer_id=layer_id, encoding=None, current=None), keys_wait=False)

    @property
    def place(self) -> Order | None:
        """The order that opens what is open, as it is looked at now."""
        view, current = self._view, self._bridge.current
        if self.order is None:
            return None
        return self.order._replace(
            caret=view.caret,
            reading_position=view.reading_position,
            current=current.id if current is not None else None,
        )

    def _way_back(self, order: Order) -> Order | None:
        """The order that opens again what is open, or was before what never came, if it is not the same."""
        now = self.place if self._bridge.session is not None else self._back
        if now is None or (now.path, now.layer_id) == (order.path, order.layer_id):
            return None
        return now

    def _go_back(self, order: Order, error: Exception) -> None:
        back = self._back
        if back is None or order is not self.order or isinstance(error, EncodingUnknown):
            self._fail(order, error)
            return
        self.text_shown.connect(  # after the others who hear of it, for they take old bars away
            lambda _: self.failed.emit(order, error), Qt.ConnectionType.SingleShotConnection
        )
        self.open(back, keys_wait=False)

    def open_last(self) -> None:
        """Open what was open before, after what could not be opened: a person does without that."""
        if self.order is None and self._back is not None:
            self.open(self._back)

    def open_first(self, order: Order, then: Callable[[], object]) -> None:
        """Show an article's text before the window is furnished; what else it brings waits for ``go_on``.

        Args:
            order: its path may turn out to be a folder; then nothing is shown.
            then: called when the text is painted, or there is none.
        """
        self.order, self.first = order, order.path
        self._set_opening(Opening(order))

        def done(document: Document | None) -> None:
            if document is None:
                self.order = self.first = None
                self._set_opening(None)
                then()
            else:
                after_paint(self._view.viewport(), then)
                self._show_text(order, Opened(document))

        def failed(error: Exception) -> None:
            self._fail(order, error)
            then()

        self._tasks.run(read_unless_folder, order, done=done, failed=failed)

    def go_on(self) -> None:
        """The window is furnished: tell what has happened so far."""
        self._is_ready = True
        waiting, self._waiting = self._waiting, []
        for act in waiting:
            act()

    def reload(self) -> None:
        """Read the open article and its layer again; what could be undone no longer can.

        A layer whose work is not on disk, because its save waits for an answer
        or has failed, stays as it is, with that work.
        """
        place, session = self.place, self._bridge.session
        if place is None:
            return
        self._bridge.end_begun()

        def again() -> None:
            if session is not None and not self._autosave.saver(session).is_clean:
                self.open(place._replace(encoding=None))  # an encoding would have it read anew
                return
            if session is not None:
                self.forget(session)
            self.open(place)

        self.when_saved(again)

    def when_saved(self, act: Callable[[], object]) -> None:
        """Act as soon as the open article is on disk (or its save has failed)."""
        session = self._bridge.session
        saver = self._autosave.saver(session) if session is not None else None
        if saver is None or saver.is_clean:
            act()
            return
        saver.ended.connect(act, Qt.ConnectionType.SingleShotConnection)
        saver.save()

    def work_on(self, path: Path, act: Callable[[Session], object], failed: Callable[[Exception], object]) -> None:
        """Change the annotator's layer of an article that need not be open; it is saved, and undone like any other.

        Args:
            path: of the article.
            act: called on the GUI thread with the layer's session; makes its changes.
            failed: called with what went wrong; then ``act`` was not called.
        """
        annotator = self._workplace.annotator
        order = Order(path, annotator)
        kept = self._kept.get((path, annotator))
        shown = self._bridge.session
        if shown is not None and (shown.path, shown.layer_id) == (path, annotator):
            act(shown)
        elif kept is not None:
            self._work(kept, act)
        else:
            self._tasks.run(
                load_unseen,
                order,
                self._workplace.terms,
                done=lambda loaded: self._begin_work(loaded, act, failed),
                failed=failed,
            )

    def doubt_unseen(self, doubt: Callable[[Loaded], str]) -> None:
        """Ask before a layer that is not shown is worked on: the answer is why it may not be, or empty."""
        self._doubt = doubt

    def _begin_work(
        self, loaded: Loaded, act: Callable[[Session], object], failed: Callable[[Exception], object]
    ) -> None:
        if reason := self._doubt(loaded):
            failed(AnalystError(reason))
        else:
            self._work(loaded, act)

    def _work(self, loaded: Loaded, act: Callable[[Session], object]) -> None:
        session = loaded.session
        self._kept.setdefault((session.path, session.layer_id), loaded)
        saver = self._autosave.saver(session)
        act(session)
        if not session.is_saved:
            saver.note_change()

    @property
    def layers(self) -> list[Loaded]:
        """The layers in memory: those kept for what can be undone in them, and the one that is shown."""
        found = {id(loaded.session): loaded for loaded in self._kept.values()}
        if self._shown is not None and self._bridge.session is self._shown.session:
            found[id(self._shown.session)] = self._shown
        return list(found.values())

    def renew(self, loaded: Loaded) -> None:
        """Keep other facts about a layer that is in memory."""
        for key, kept in self._kept.items():
            if kept.session is loaded.session:
                self._kept[key] = loaded
        if self._shown is not None and self._shown.session is loaded.session:
            self._shown = loaded

    def put_away(self) -> None:
        """Take what is open off the view; save it, and keep it if something was done in it."""
        session = self._bridge.session
        if session is None:
            return
        self._bridge.end_begun()
        saver = self._autosave.saver(session)
        if not session.is_saved:
            saver.save()
        key = (session.path, session.layer_id)
        if not session.history.is_touched and self._autosave.forget(session):
            self._kept.pop(key, None)
        elif self._shown is not None:
            self._kept[key] = self._shown
        self._bridge.show(None)

    def forget(self, session: Session) -> None:
        """Let go of a session whose file has gone to another name."""
        self._kept.pop((session.path, session.layer_id), None)
        if self._bridge.session is session:
            self._back = None
            self._bridge.show(None)
        self._autosave.forget(session)

    def close(self) -> None:
        """Put away what is open and show nothing."""
        self.put_away()
        self.order = self._back = None
        self._set_opening(None)
        self._view.show_document(None)
        self.closed.emit()

    # -- inside ----------------------------------------------------------------

    def _set_opening(self, opening: Opening | None) -> None:
        self.opening = opening
        self.opening_changed.emit()

    def _show_text(self, order: Order, opened: Opened) -> None:
        if order is not self.order:
            return  # another was asked for meanwhile
        try:
            self._paint(order, opened)
        except Exception as error:
            self._go_back(order, error)
            return
        if self.opening is not None:
            self._set_opening(self.opening._replace(has_text=True))
        document, loaded = opened.document, opened.loaded
        self._when_ready(lambda: self.text_shown.emit(order))
        self._pause.end()
        if loaded is not None:
            after_paint(self._view.viewport(), lambda: self._show_session(order, loaded))
        elif self._is_ready:
            after_paint(self._view.viewport(), lambda: self._load(order, document))
        else:  # the panes come first: its annotations cannot be worked with before them
            self._waiting.append(lambda: self._load(order, document))

    def _paint(self, order: Order, opened: Opened) -> None:
        document, loaded = opened.document, opened.loaded
        if order.caret is None or self._view.text != document.text:
            self._view.show_document(document)
        else:  # another layer of the text that is shown, at the place that is shown
            self._view.show_annotations(None, None)
        if loaded is not None:
            self._view.show_annotations(loaded.session.store, loaded.session.codebook)
        elif opened.marks is not None:
            self._view.show_annotations(opened.marks, opened.looks)
        if order.caret is not None:
            self._view.place_caret(min(order.caret, len(document)))
            self._view.reading_position = min(order.reading_position, len(document))

    def _load(self, order: Order, document: Document) -> None:
        if order is not self.order:
            return
        self._tasks.run(
            load_layer,
            order,
            document,
            self._workplace.terms,
            done=lambda loaded: self._show_session(order, loaded),
            failed=lambda error: self._go_back(order, error),
        )

    def _when_ready(self, act: Callable[[], object]) -> None:
        if self._is_ready:
            act()
        else:
            self._waiting.append(act)

    def _show_session(self, order: Order, loaded: Loaded) -> None:
        if not self._is_ready:
            self._waiting.append(lambda: self._show_session(order, loaded))
            return
        if order is not self.order:
            return
        self._shown = loaded
        self._set_opening(None)
        saver = self._autosave.saver(loaded.session)
        if loaded.saved_at and not saver.was_saved:
            saver.know_saved(loaded.saved_at)
        self._bridge.show(loaded.session)
        if order.current is not None and loaded.session.store.annotation(order.current) is not None:
            self._bridge.set_current(order.current)
        self.loaded.emit(loaded)

    def _fail(self, order: Order, error: Exception) -> None:
        self._pause.end()
        if not self._is_ready:
            self._waiting.append(lambda: self._fail(order, error))
            return
        if order is self.order:
            self.order = None
            self._set_opening(None)
            if self._bridge.session is None:
                self._view.show_document(None)
                self.closed.emit()
        self.failed.emit(order, error)
