"""The question whose a layer is, asked once where only the computer's user name says it is the annotator's."""

from __future__ import annotations

from typing import TYPE_CHECKING
from weakref import WeakSet

from PySide6.QtCore import QObject, Signal

from analyst_app.ui.files.samples import samples_folder
from analyst_app.wording import tr

if TYPE_CHECKING:
    from pathlib import Path

    from analyst_app.core.store import Change
    from analyst_app.session.session import Session
    from analyst_app.ui.bars.message_bars import MessageBars
    from analyst_app.ui.files.annotator_name import AnnotatorName
    from analyst_app.ui.files.autosave import Autosave
    from analyst_app.ui.files.desk import Desk
    from analyst_app.ui.files.opening import Loaded
    from analyst_app.ui.files.session_bridge import SessionBridge


class LayerClaim(QObject):
    """Holds the first save of a layer that another person may have made."""

    disclaimed = Signal(str, object)
    """It is another's: the layer to write to instead, and the Session with what was done in it."""

    def __init__(
        self, name: AnnotatorName, desk: Desk, bridge: SessionBridge, autosave: Autosave, bars: MessageBars
    ) -> None:
        super().__init__(desk)
        self._name, self._bridge, self._autosave, self._bars = name, bridge, autosave, bars
        self._asked_of: Session | None = None
        """The open layer, of which is asked at its first change."""
        self._open: WeakSet[Session] = WeakSet()
        """Layers whose question was asked and is not answered."""
        self._unseen: set[tuple[Path, str]] = set()
        """Article and layer where work was refused unseen: there it is asked at once."""
        self._mine: set[tuple[Path, str]] = set()
        """Article and layer of which she has said that it is hers."""
        desk.doubt_unseen(self._doubt)
        desk.loaded.connect(self._on_loaded)
        bridge.changed.connect(self._on_change)

    def _on_loaded(self, loaded: Loaded) -> None:
        session = loaded.session
        self._asked_of = session if self._is_doubtful(loaded) and session not in self._open else None
        if self._asked_of is not None and (session.path, session.layer_id) in self._unseen:
            self._hold(session)
        elif session in self._open:
            self._ask(session)

    def _is_doubtful(self, loaded: Loaded) -> bool:
        session = loaded.session
        return bool(
            (session.path, session.layer_id) not in self._mine
            and self._name.is_guessed_for(session.layer_id)
            and session.path.parent != samples_folder()
            and loaded.saved_at
            and not loaded.was_written_here
            and not session.read_only
        )

    def _doubt(self, loaded: Loaded) -> str:
        """The reason why nothing is done in a layer that is not shown; empty if it may be."""
        session = loaded.session
        if session in self._open or not self._is_doubtful(loaded):
            return ""
        self._unseen.add((session.path, session.layer_id))
        return tr(
            "{article} already has a layer named “{layer}”, and this computer has never written to it. "
            "Open the article and say whether it is yours.",
            article=session.path.name,
            layer=session.layer_id,
        )

    def _on_change(self, change: Change) -> None:
        session = self._bridge.session
        if session is None or session is not self._asked_of:
            return
        self._hold(session)

    def _hold(self, session: Session) -> None:
        self._asked_of = None
        self._open.add(session)
        self._autosave.saver(session).hold(tr("is this layer yours?"))
        self._ask(session)

    def _ask(self, session: Session) -> None:
        there = tr(
            "There already is a layer named “{layer}”, and this computer has never written to it. Is this layer yours?",
            layer=session.layer_id,
        )
        choices = [
            (tr("It is mine"), lambda: self._take(session)),
            (
                tr("No, use another name…"),
                lambda: self._name.ask(
                    lambda name: self.disclaimed.emit(name, session), otherwise=lambda: self._ask(session)
                ),
            ),
        ]
        self._bars.show_bar("claim", there, choices, holds_up=True)

    def _take(self, session: Session) -> None:
        self._mine.add((session.path, session.layer_id))
        self._release(session)

    def _release(self, session: Session) -> None:
        self._unseen.discard((session.path, session.layer_id))
        self._open.discard(session)
        self._autosave.saver(session).release()

    def let_go(self, session: Session) -> None:
        """Take out of another's layer what has been done in one's own now."""
        while session.history.undo_label is not None:
            session.undo()
        self._release(session)
