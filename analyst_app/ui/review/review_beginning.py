"""The beginning of a review: two readings are chosen and read, the gold layer is opened, and they are aligned."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal

from analyst_app.core.layer_ids import MOST_READERS, gold_layer, is_gold
from analyst_app.session.layer_names import article_of_layer
from analyst_app.wording import tr

if TYPE_CHECKING:
    from PySide6.QtWidgets import QDialog, QWidget

    from analyst_app.session.session import LayerInfo, Session
    from analyst_app.ui.files.desk import Desk
    from analyst_app.ui.files.open_layers import OpenLayers
    from analyst_app.ui.files.opening import Order
    from analyst_app.ui.files.session_bridge import SessionBridge
    from analyst_app.ui.review.review_opening import Aligned, Pair
    from analyst_app.ui.widgets.tasks import Tasks


@dataclass
class _Wanted:
    """A review whose parts come together."""

    pair: Pair
    layers: Aligned | None = None
    gold: Session | None = None

    def take(self, layers: Aligned | None, gold: Session | None) -> None:
        """Take in what has come."""
        self.layers, self.gold = layers or self.layers, gold or self.gold


class ReviewBeginning(QObject):
    """Every route into a review.

    Args:
        desk: opens the gold layer.
        bridge: shows the article.
        layers: says which may be looked at.
        tasks: to read with.
        parent: the window.
    """

    ready = Signal(object, object, object)
    """All is there: the Session of gold, what is Compared, and the Pair of layers as they were read."""
    given_up = Signal()
    """The review that is shown, if any, is to end."""
    stayed = Signal()
    """The review was left and the gold layer stays open: nothing else was before."""
    left = Signal()
    """The review was left; the focus belongs to the text."""
    draw_wanted = Signal(str, object)
    """A layer is to be checked in several articles of the folder: its id, and the sampling of them."""
    failed = Signal(object)
    """The error that came instead."""

    def __init__(
        self,
        desk: Desk,
        bridge: SessionBridge,
        layers: OpenLayers,
        tasks: Tasks,
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self._desk, self._bridge, self._layers, self._tasks = desk, bridge, layers, tasks
        self._window = parent
        self._before: Order | None = None
        """The order of what was open before the review."""
        self._wanted: _Wanted | None = None
        """The review that begins as soon as the gold layer is open."""
        self._is_blind = False
        """True if names were hidden last: what is reviewed next in the queue is reviewed alike."""
        desk.loaded.connect(lambda loaded: self._on_loaded(loaded.session))

    def ask(self) -> None:
        """Ask which layers are compared; where one person alone has read, whether her reading is checked."""
        self._ask(self._offer)

    def ask_check(self) -> None:
        """Ask whose reading is checked."""
        self._ask(self._offer_check)

    def begin_packet(self, layers: Sequence[str]) -> None:
        """Begin the review of what came in a packet, of all readers at once; gold alone is told of by itself.

        Args:
            layers: ids of those that came.
        """
        from analyst_app.corpus.shared_articles import read_again
        from analyst_app.review.one_reading import NOBODY

        def begin(session: Session, there: Sequence[LayerInfo]) -> None:
            came = [one for one in there if one.layer_id in layers and one.layer_id != self._layers.own]
            again = read_again({one.layer_id: one.reader for one in came})
            readers = [one.layer_id for one in came if not is_gold(one.layer_id) and one.layer_id not in again]
            if len(readers) == 1:
                self.compare(readers[0], NOBODY)
            elif 1 < len(readers) <= MOST_READERS:
                self.compare_all(readers)
            elif readers:  # more than there are digits: which of them?
                self._offer_two(session, there)

        self._ask(begin)

    def _ask(self, offer: Callable[[Session, Sequence[LayerInfo]], object]) -> None:
        session = self._bridge.session
        if session is None:
            return
        from analyst_app.session.session import layers_of

        self._desk.when_saved(  # a layer just begun has no file yet
            lambda: self._tasks.run(
                layers_of,
                session.path,
                done=lambda layers: self._let_in(session, layers, offer),
                failed=self.failed.emit,
            )
        )

    def compare(self, a: str, b: str, blind: bool | None = None) -> None:
        """Compare two layers of the open article, or check one; decisions go into the gold layer.

        Args:
            a: one layer.
            b: the other; nobody's (``one_reading.NOBODY``) to check the first alone.
            blind: True if names stay hidden; None: as in the last review.
        """
        self.compare_all((a, b), blind)

    def compare_all(self, layers: Sequence[str], blind: bool | None = None) -> None:
        """Compare two layers or more of the open article at once; decisions go into the gold layer.

        Args:
            layers: ids of the layers, A first.
            blind: True if names stay hidden; None: as in the last review.
        """
        from analyst_app.review.one_reading import NOBODY
        from analyst_app.ui.review.review_opening import as_open, read_pair

        session = self._bridge.session
        if session is None or any(self._is_sealed(layer) for layer in layers):
            return
        if NOBODY in layers:  # there is nobody to be mistaken for
            is_blind = False
        else:
            is_blind = self._is_blind = self._is_blind if blind is None else blind
        self._desk.when_saved(
            lambda: self._tasks.run(
                read_pair,
                session.path,
                session.document,
                tuple(layers),
                as_open(session),
                done=lambda pair: self._open_gold(session, pair, is_blind),
                failed=self.failed.emit,
            )
        )

    def compare_with_file(self, a: str, file: Path, blind: bool = False) -> None:
        """Compare a layer of the open article with a file from elsewhere.

        Args:
            a: the layer.
            file: of the other layer.
            blind: True if names stay hidden.
        """
        from analyst_app.corpus.other_layers import layer_beside, layer_from_file

        session = self._bridge.session
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

        self._desk.when_saved(lambda: self._tasks.run(read, done=done, failed=self.failed.emit))

    def take_dropped(self, file: Path, else_open: Callable[[], object]) -> None:
        """Compare with a layer's file that was dropped, if it belongs to the open article's text or to no other.

        Args:
            file: of the layer.
            else_open: called if it does not.
        """
        from analyst_app.corpus.other_layers import is_made_on

        session = self._bridge.session
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
                own = session.layer_id if not is_gold(session.layer_id) else self._layers.own
                self.compare_with_file(own, file)

        self._tasks.run(belongs, done=done, failed=self.failed.emit)

    def leave(self) -> None:
        """Show the article again, with the layer that was shown before."""
        back = self._before
        self.leave_quietly()
        if back is not None:
            self._desk.open(back, keys_wait=False)  # they were meant for the review
        else:
            self.stayed.emit()
        self.left.emit()

    def leave_quietly(self) -> None:
        """Leave without opening what was open before: something else is about to be."""
        self.forget()
        self.given_up.emit()

    def forget(self) -> None:
        """A review has ended: nothing that was open before it is waiting any more."""
        self._before = None

    # -- inside ----------------------------------------------------------------------

    def _let_in(
        self,
        session: Session,
        layers: Sequence[LayerInfo],
        offer: Callable[[Session, Sequence[LayerInfo]], object],
    ) -> None:
        """Offer; who has read nothing in an article that is read blind is asked whether she only reviews it."""
        own = next((one for one in layers if one.layer_id == self._layers.own), None)
        has_read = own is not None and (own.count or own.status == "done")
        if not has_read and any(self._layers.why_sealed(one.layer_id) for one in layers):
            from analyst_app.ui.widgets.message import ask

            look = tr("Review without reading")
            words = tr(
                "This corpus is read blind, and you have tagged nothing in this article. You can review what others "
                "have tagged without a reading of your own; then you cannot read it blind any more."
            )
            if (
                ask(self._window, tr("Review without reading"), words, [tr("Read it first"), look, tr("Cancel")])
                != look
            ):
                return
            self._layers.look_without_reading()
        offer(session, layers)

    def _offer(self, session: Session, layers: Sequence[LayerInfo]) -> None:
        from analyst_app.corpus.shared_articles import read_again
        from analyst_app.review.one_reading import lone_reader

        told, withheld = self._seen(session, layers)
        again = read_again({one.layer_id: one.reader for one in layers if one.layer_id in told})
        once = {layer: told[layer] for layer in told.keys() - again}
        if not withheld and lone_reader(once, self._layers.own):
            self._offer_check(session, layers)
        else:
            self._offer_two(session, layers)

    def _offer_two(self, session: Session, layers: Sequence[LayerInfo]) -> None:
        from analyst_app.corpus.shared_articles import apart_words
        from analyst_app.ui.review.compare_dialog import CompareDialog

        told, withheld = self._seen(session, layers)
        apart = apart_words(told, {one.layer_id: one.reader for one in layers if one.layer_id in told})
        dialog = CompareDialog(list(told), session.layer_id, self._window, apart=apart, withheld=withheld)
        dialog.chosen.connect(self.compare)
        dialog.all_chosen.connect(self.compare_all)
        dialog.file_chosen.connect(self.compare_with_file)
        self._open_dialog(dialog)

    def _offer_check(self, session: Session, layers: Sequence[LayerInfo]) -> None:
        from analyst_app.corpus.shared_articles import read_again
        from analyst_app.review.one_reading import NOBODY, readers_to_check
        from analyst_app.ui.review.checking.reading_question import ReadingDialog

        told, withheld = self._seen(session, layers)
        first = session.layer_id if session.layer_id != self._layers.own else ""
        again = read_again({one.layer_id: one.reader for one in layers if one.layer_id in told})
        readers = readers_to_check(told, self._layers.own)
        dialog = ReadingDialog(readers, first, self._window, again=again, withheld=withheld)
        dialog.chosen.connect(lambda layer: self.compare(layer, NOBODY))
        dialog.draw_chosen.connect(self.draw_wanted)
        dialog.two_wanted.connect(lambda: self._offer_two(session, layers))
        self._open_dialog(dialog)

    def _seen(self, session: Session, layers: Sequence[LayerInfo]) -> tuple[Mapping[str, tuple[str, int]], str]:
        """Status and number of annotations of the layers that may be reviewed, and why others may not be seen yet."""
        mine = gold_layer(self._layers.own)
        offered = [layer for layer in layers if layer.layer_id != mine and layer.status != "damaged"]
        reasons = {layer.layer_id: self._layers.why_sealed(layer.layer_id) for layer in offered}
        told = {layer.layer_id: (layer.status, layer.marks) for layer in offered if not reasons[layer.layer_id]}
        if session.layer_id in told:  # it may be saved later than it is asked for
            store = session.store
            told[session.layer_id] = store.layer.status, len(store.annotations) + len(store.unplaced)
        return told, next((tr("Not yet: {why}.", why=why) for why in reasons.values() if why), "")

    def _open_dialog(self, dialog: QDialog) -> None:
        dialog.finished.connect(self._window.activateWindow)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()

    def _is_sealed(self, layer: str) -> bool:
        reason = self._layers.why_sealed(layer)
        if reason:
            self._bridge.refuse(tr("Not yet: {reason}.", reason=reason))
        return bool(reason)

    def _open_gold(self, before: Session, pair: Pair, blind: bool) -> None:
        session = self._bridge.session
        if session is not before:
            return  # another article was opened meanwhile
        from analyst_app.ui.review.review_opening import aligned

        wanted = self._wanted = _Wanted(pair)
        self._tasks.run(
            lambda: aligned(pair, session.path.name, len(session.document), blind=blind),
            done=lambda layers: self._go_on(wanted, layers=layers),
            failed=self.failed.emit,
        )
        gold = gold_layer(self._layers.own)
        if session.layer_id == gold:
            self._go_on(wanted, gold=session)
            return
        if self._before is None:
            self._before = self._desk.place
        self._desk.show_layer(gold)

    def _on_loaded(self, session: Session) -> None:
        """A layer is open: gold, or something else was opened meanwhile."""
        if self._wanted is not None and session.layer_id == gold_layer(self._layers.own):
            self._go_on(self._wanted, gold=session)
        else:
            self._wanted = None

    def _go_on(self, wanted: _Wanted, *, layers: Aligned | None = None, gold: Session | None = None) -> None:
        """Lay out the review as soon as the layers are aligned and gold is open."""
        from analyst_app.ui.review.review_opening import compared

        wanted.take(layers, gold)
        if self._wanted is not wanted or wanted.layers is None or wanted.gold is None:
            return
        self._wanted = None
        session, annotator = wanted.gold, self._layers.own
        self._tasks.run(
            compared,
            session,
            wanted.layers,
            annotator,
            done=lambda made: self.ready.emit(session, made, wanted.pair),
            failed=self.failed.emit,
        )
