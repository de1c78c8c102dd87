"""The desk: which article lies open, and those whose undo history is kept until the app quits.

Opening is three steps, so that a person reads at once: the text (read in a
worker, then painted), then its layer (read in a worker), then the marks.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal

from analyst_app.article_text import read_article
from analyst_app.core.span import Span
from analyst_app.errors import DocumentUnreadable

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from analyst_app.core.codebook import Codebook
    from analyst_app.core.document import Document
    from analyst_app.core.store import AnnotationStore
    from analyst_app.corpus import FoundCodebook
    from analyst_app.session import Session
    from analyst_app.ui.article_view import ArticleView
    from analyst_app.ui.autosave import Autosave
    from analyst_app.ui.session_bridge import SessionBridge
    from analyst_app.ui.tasks import Tasks

_SMALL = 100_000
"""Bytes of a layer that is loaded in less than a frame."""
_SCREEN = 8_000
"""Code points that are on one screen at most."""
_LONGEST_WAIT = 250
"""Milliseconds: a window that is not painted (minimised) must not wait for its paint."""


@dataclass(frozen=True, slots=True)
class Order:
    """What to open, and how."""

    path: Path
    layer_id: str
    encoding: str | None = None
    large: bool = False
    """Whether a text above the limit is wanted all the same."""
    caret: int | None = None
    """Where the caret is put; None: at the beginning."""
    reading_position: int = 0
    built_in: bool = False
    """Whether the built-in codebook is taken instead of the folder's."""


class Loaded(NamedTuple):
    """A layer as a worker loaded it, with what it found beside."""

    session: Session
    found: FoundCodebook
    saved_at: float
    """When the layer was last written, seconds since 1970; 0: never."""
    was_written_here: bool
    """Whether this machine has written it before."""


class Opened(NamedTuple):
    """An article as a worker opened it: its text, and what of its layer can be in the first frame."""

    document: Document
    loaded: Loaded | None = None
    """The whole layer, if it is small."""
    marks: AnnotationStore | None = None
    """Of a large layer, what is on the screen."""
    looks: Codebook | None = None
    """What ``marks`` are painted with; no links, for they are not known yet."""


class Desk(QObject):
    """Opens articles."""

    text_shown = Signal(object)
    """The Document of an Order is in the view."""
    loaded = Signal(object)
    """A layer is shown: what was Loaded."""
    failed = Signal(object, object)
    """An Order that could not be carried out, and the error."""
    closed = Signal()
    """Nothing is open."""

    def __init__(self, view: ArticleView, bridge: SessionBridge, autosave: Autosave, tasks: Tasks, state: Path) -> None:
        super().__init__(view)
        self._view, self._bridge, self._autosave, self._tasks = view, bridge, autosave, tasks
        self._state = state
        self.folder: Path | None = None
        """The opened folder."""
        self.order: Order | None = None
        """What is open or being opened."""
        self.annotator = ""
        """The layer that is written to."""
        self.first: Path | None = None
        """The article that was opened before the window was furnished."""
        self._is_ready = False
        self._waiting: list[Callable[[], object]] = []
        self._kept: dict[tuple[Path, str], Loaded] = {}
        self._shown: Loaded | None = None

    # -- opening ---------------------------------------------------------------

    def open(self, order: Order) -> None:
        """Open an article, or another layer of the open one."""
        self.put_away()
        self.order = order
        kept = self._kept.get((order.path, order.layer_id))
        if kept is not None and order.encoding is None:
            self._show_text(order, Opened(kept.session.document, kept))
            return
        if order.encoding is not None:
            self._kept.pop((order.path, order.layer_id), None)
        self._tasks.run(
            _open,
            order,
            self.annotator,
            self.folder,
            self._state,
            done=lambda opened: self._show_text(order, opened),
            failed=lambda error: self._fail(order, error),
        )

    def open_first(self, order: Order, then: Callable[[], object]) -> None:
        """Show an article's text before the window is furnished; what else it brings waits for ``go_on``.

        Args:
            order: its path may turn out to be a folder; then nothing is shown.
            then: called when the text is painted, or there is none.
        """
        self.order, self.first = order, order.path

        def done(document: Document | None) -> None:
            if document is None:
                self.order = self.first = None
                then()
            else:
                after_paint(self._view.viewport(), then)
                self._show_text(order, Opened(document))

        def failed(error: Exception) -> None:
            self._fail(order, error)
            then()

        self._tasks.run(_read_unless_folder, order, done=done, failed=failed)

    def go_on(self) -> None:
        """The window is furnished: tell what has happened so far."""
        self._is_ready = True
        waiting, self._waiting = self._waiting, []
        for act in waiting:
            act()

    def reload(self) -> None:
        """Read the open article and its layer again; what could be undone no longer can."""
        order, session = self.order, self._bridge.session
        if order is None:
            return
        place = replace(order, caret=self._view.caret, reading_position=self._view.reading_position)

        def again() -> None:
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
        order = Order(path, self.annotator)
        kept = self._kept.get((path, self.annotator))
        shown = self._bridge.session
        if shown is not None and (shown.path, shown.layer_id) == (path, self.annotator):
            act(shown)
        elif kept is not None:
            self._work(kept, act)
        else:
            self._tasks.run(
                lambda: _load(order, _read(order), self.annotator, self.folder, self._state),
                done=lambda loaded: self._work(loaded, act),
                failed=failed,
            )

    def _work(self, loaded: Loaded, act: Callable[[Session], object]) -> None:
        session = loaded.session
        self._kept.setdefault((session.path, session.layer_id), loaded)
        saver = self._autosave.saver(session)
        act(session)
        if not session.is_saved:
            saver.note_change()

    def put_away(self) -> None:
        """Take what is open off the view; save it, and keep it if there is something to undo."""
        session = self._bridge.session
        if session is None:
            return
        saver = self._autosave.saver(session)
        if not session.is_saved:
            saver.save()
        key = (session.path, session.layer_id)
        has_history = session.history.undo_label is not None or session.history.redo_label is not None
        if not has_history and self._autosave.forget(session):
            self._kept.pop(key, None)
        elif self._shown is not None:
            self._kept[key] = self._shown
        self._bridge.show(None)

    def forget(self, session: Session) -> None:
        """Let go of a session whose file has gone to another name."""
        self._kept.pop((session.path, session.layer_id), None)
        if self._bridge.session is session:
            self._bridge.show(None)
        self._autosave.forget(session)

    def close(self) -> None:
        """Put away what is open and show nothing."""
        self.put_away()
        self.order = None
        self._view.show_document(None)
        self.closed.emit()

    # -- inside ----------------------------------------------------------------

    def _show_text(self, order: Order, opened: Opened) -> None:
        if order is not self.order:
            return  # another was asked for meanwhile
        document, loaded = opened.document, opened.loaded
        self._view.show_document(document)
        if loaded is not None:
            self._view.show_annotations(loaded.session.store, loaded.session.codebook)
        elif opened.marks is not None:
            self._view.show_annotations(opened.marks, opened.looks)
        if order.caret is not None:
            self._view.place_caret(min(order.caret, len(document)))
            self._view.reading_position = min(order.reading_position, len(document))
        self._when_ready(lambda: self.text_shown.emit(order))
        if loaded is not None:
            after_paint(self._view.viewport(), lambda: self._show_session(order, loaded))
        else:
            after_paint(self._view.viewport(), lambda: self._load(order, document))

    def _load(self, order: Order, document: Document) -> None:
        if order is not self.order:
            return
        self._tasks.run(
            _load,
            order,
            document,
            self.annotator,
            self.folder,
            self._state,
            done=lambda loaded: self._show_session(order, loaded),
            failed=lambda error: self._fail(order, error),
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
        saver = self._autosave.saver(loaded.session)
        if loaded.saved_at and not saver.was_saved:
            saver.know_saved(loaded.saved_at)
        self._bridge.show(loaded.session)
        self.loaded.emit(loaded)

    def _fail(self, order: Order, error: Exception) -> None:
        if not self._is_ready:
            self._waiting.append(lambda: self._fail(order, error))
            return
        if order is self.order:
            self.order = None
            if self._bridge.session is None:
                self._view.show_document(None)
                self.closed.emit()
        self.failed.emit(order, error)


def _read_unless_folder(order: Order) -> Document | None:
    """In a worker: the article's text; None if there is a folder in its place."""
    return None if order.path.is_dir() else _read(order)


def _open(order: Order, annotator: str, folder: Path | None, state: Path) -> Opened:
    """In a worker: an article's text with its layer, or with the marks of one screen if the layer is large."""
    from analyst_app.session import Session, layer_size

    document = _read(order)
    if layer_size(order.path, order.layer_id) <= _SMALL:
        return Opened(document, _load(order, document, annotator, folder, state))
    place = Span(order.reading_position, order.reading_position + _SCREEN)
    codebook = _codebook(order, folder, state).codebook
    looks = replace(codebook, tags=tuple(replace(tag, links=()) for tag in codebook.tags))
    return Opened(document, None, Session.glance(order.path, document, order.layer_id, place), looks)


def _read(order: Order) -> Document:
    """In a worker: the article's text; where its file is gone, as its layer keeps it."""
    try:
        return read_article(order.path, order.encoding, large=order.large)
    except DocumentUnreadable as error:
        if order.path.exists():
            raise
        from analyst_app.session import Session

        try:
            return Session.read_from_sidecar(order.path, order.layer_id)
        except DocumentUnreadable:
            raise error from None


def _codebook(order: Order, folder: Path | None, state: Path) -> FoundCodebook:
    from analyst_app import corpus

    if order.built_in:
        return corpus.FoundCodebook(corpus.built_in(), None)
    return corpus.codebook_for(order.path, folder, state)


def _load(order: Order, document: Document, annotator: str, folder: Path | None, state: Path) -> Loaded:
    """In a worker: the layer of a text, and the codebook it is read with."""
    from analyst_app import corpus
    from analyst_app.review.decisions import gold_layer
    from analyst_app.session import Session

    found = _codebook(order, folder, state)
    reason = ""
    if order.layer_id not in (annotator, gold_layer(annotator)):
        reason = f"this is {order.layer_id}’s layer"
    elif found.problem and not found.is_last_good:
        reason = "the codebook has errors"
    elif corpus.stamp(order.path) is None:
        reason = "the article’s file is gone"
    session = Session.load(
        order.path,
        document,
        layer_id=order.layer_id,
        codebook=found.codebook,
        state=state,
        read_only=reason,
    )
    seen = corpus.stamp(session.sidecar)
    return Loaded(session, found, seen[0] / 1e9 if seen else 0.0, session.was_written_here)


class _AfterPaint(QObject):
    """Waits for a widget's next paint."""

    def __init__(self, widget: QWidget, act: Callable[[], object]) -> None:
        super().__init__(widget)
        self._act: Callable[[], object] | None = act
        self._timer = QTimer(self, singleShot=True)
        self._timer.timeout.connect(self._now)
        self._timer.start(_LONGEST_WAIT)
        widget.installEventFilter(self)
        widget.update()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Paint:
            self._timer.start(0)  # once the painted frame is out
        return False

    def _now(self) -> None:
        act, self._act = self._act, None
        parent = self.parent()
        if parent is not None:
            parent.removeEventFilter(self)
        self.deleteLater()
        if act is not None:
            act()


def after_paint(widget: QWidget, act: Callable[[], object]) -> None:
    """Act one event after a widget's next paint."""
    _AfterPaint(widget, act)
