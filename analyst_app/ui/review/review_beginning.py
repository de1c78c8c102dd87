"""How a review begins: two readings are chosen and read, the gold layer is opened, and they are aligned."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt

from analyst_app.core.layer_ids import is_gold
from analyst_app.errors import AnalystError
from analyst_app.review.decisions import gold_layer
from analyst_app.session.layer_names import article_of_layer
from analyst_app.ui.files.opening import Order

if TYPE_CHECKING:
    from analyst_app.corpus.other_layers import OtherLayer
    from analyst_app.session.session import LayerInfo, Session
    from analyst_app.ui.main_window import MainWindow
    from analyst_app.ui.review.review_opening import Aligned
    from analyst_app.ui.review.review_session import Compared

Pair = tuple["OtherLayer", "OtherLayer"]


@dataclass
class _Wanted:
    """A review whose parts come together."""

    pair: Pair
    layers: Aligned | None = None
    gold: Session | None = None


class ReviewBeginning(QObject):
    """Every route into a review."""

    def __init__(self, window: MainWindow, show: Callable[[Session, Compared, Pair], object]) -> None:
        """Call ``show`` with the gold layer's session, what is compared, and the two layers as they were read."""
        super().__init__(window)
        self._window, self._show = window, show
        self.before: Order | None = None
        """What was open before the review."""
        self._wanted: _Wanted | None = None
        """What is compared as soon as the gold layer is open."""
        self._is_blind = False
        """Whether names were hidden last: what is reviewed next in the queue is reviewed alike."""
        window.desk.loaded.connect(lambda loaded: self._on_loaded(loaded.session))

    def ask(self) -> None:
        """Ask which layers are compared."""
        session = self._window.bridge.session
        if session is None:
            return
        from analyst_app.session.session import layers_of

        self._window.tasks.run(
            layers_of, session.path, done=lambda layers: self._offer(session, layers), failed=self.report
        )

    def compare(self, a: str, b: str, blind: bool | None = None) -> None:
        """Compare two layers of the open article; decisions go into the gold layer.

        Args:
            a: one layer.
            b: the other.
            blind: whether names stay hidden; None: as in the last review.
        """
        from analyst_app.ui.review.review_opening import as_open, read_pair

        session = self._window.bridge.session
        if session is None or any(self._is_sealed(layer) for layer in (a, b)):
            return
        is_blind = self._is_blind = self._is_blind if blind is None else blind
        self._window.desk.when_saved(
            lambda: self._window.tasks.run(
                read_pair,
                session.path,
                session.document,
                (a, b),
                as_open(session),
                done=lambda pair: self._open_gold(session, pair, is_blind),
                failed=self.report,
            )
        )

    def compare_with_file(self, a: str, file: Path, blind: bool = False) -> None:
        """Compare a layer of the open article with a file from elsewhere."""
        from analyst_app.corpus.other_layers import layer_beside, layer_from_file

        session = self._window.bridge.session
        if session is None or self._is_sealed(a):
            return

        def read() -> tuple[Pair, str]:
            own, other = layer_beside(session.path, a, session.document), layer_from_file(file, session.document)
            name = other.layer_id if other.layer_id != own.layer_id else f"{other.layer_id[:26]}-other"
            return (own, other._replace(layer_id=name)), other.layer_id

        def done(found: tuple[Pair, str]) -> None:
            pair, owner = found
            if not self._is_sealed(owner):
                self._open_gold(session, pair, blind)

        self._window.desk.when_saved(lambda: self._window.tasks.run(read, done=done, failed=self.report))

    def take_dropped(self, file: Path, else_open: Callable[[], object]) -> None:
        """Compare with a layer's file that was dropped, if it belongs to the open article's text or to no other."""
        from analyst_app.corpus.other_layers import is_made_on

        session = self._window.bridge.session
        if session is None:
            else_open()
            return

        def belongs() -> bool:
            article = file.with_name(article_of_layer(file.name) or file.name)
            return is_made_on(file, session.document) or not article.exists()

        def done(it_does: bool) -> None:
            if not it_does or file == session.sidecar:
                else_open()
            else:
                own = session.layer_id if not is_gold(session.layer_id) else self._window.desk.annotator
                self.compare_with_file(own, file)

        self._window.tasks.run(belongs, done=done, failed=self.report)

    def report(self, error: Exception) -> None:
        """Say in a bar what went wrong."""
        if not isinstance(error, AnalystError | OSError):
            raise error
        self._window.bars.show_bar("review", str(error))

    # -- inside ----------------------------------------------------------------------

    def _offer(self, session: Session, layers: Sequence[LayerInfo]) -> None:
        from analyst_app.ui.review.compare_dialog import CompareDialog

        mine = gold_layer(self._window.desk.annotator)
        names = [layer.layer_id for layer in layers if layer.layer_id != mine and layer.status != "damaged"]
        dialog = CompareDialog(names, session.layer_id, self._window)
        dialog.chosen.connect(self.compare)
        dialog.file_chosen.connect(self.compare_with_file)
        dialog.finished.connect(self._window.activateWindow)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()

    def _is_sealed(self, layer: str) -> bool:
        reason = self._window.layer_commands.why_sealed(layer)
        if reason:
            self._window.bridge.refused.emit(f"Not yet: {reason}.")
        return bool(reason)

    def _open_gold(self, before: Session, pair: Pair, blind: bool) -> None:
        window, session = self._window, self._window.bridge.session
        if session is not before:
            return  # another article was opened meanwhile
        from analyst_app.ui.review.review_opening import aligned

        wanted = self._wanted = _Wanted(pair)
        self._window.tasks.run(
            lambda: aligned(pair, session.path.name, len(session.document), blind=blind),
            done=lambda layers: self._go_on(wanted, layers=layers),
            failed=self.report,
        )
        gold = gold_layer(window.desk.annotator)
        if session.layer_id == gold:
            self._go_on(wanted, gold=session)
            return
        if self.before is None:
            self.before = window.desk.order
        view = window.view
        window.desk.open(Order(session.path, gold, caret=view.caret, reading_position=view.reading_position))

    def _on_loaded(self, session: Session) -> None:
        """A layer is open: gold, or something else was opened meanwhile."""
        if self._wanted is not None and session.layer_id == gold_layer(self._window.desk.annotator):
            self._go_on(self._wanted, gold=session)
        else:
            self._wanted = None

    def _go_on(self, wanted: _Wanted, *, layers: Aligned | None = None, gold: Session | None = None) -> None:
        """Lay out the review as soon as the layers are aligned and gold is open."""
        from analyst_app.ui.review.review_opening import compared

        wanted.layers, wanted.gold = layers or wanted.layers, gold or wanted.gold
        if self._wanted is not wanted or wanted.layers is None or wanted.gold is None:
            return
        self._wanted = None
        session, annotator = wanted.gold, self._window.desk.annotator
        self._window.tasks.run(
            compared,
            session,
            wanted.layers,
            annotator,
            done=lambda made: self._show(session, made, wanted.pair),
            failed=self.report,
        )
