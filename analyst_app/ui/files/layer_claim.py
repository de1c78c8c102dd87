"""The question whose a layer is, asked once where only the computer's user name says it is the annotator's."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from analyst_app.core.store import Change
from analyst_app.ui.files.samples import samples_folder

if TYPE_CHECKING:
    from analyst_app.session.session import Session
    from analyst_app.ui.files.annotator_name import AnnotatorName
    from analyst_app.ui.files.autosave import Autosave
    from analyst_app.ui.files.desk import Desk
    from analyst_app.ui.files.opening import Loaded
    from analyst_app.ui.files.session_bridge import SessionBridge
    from analyst_app.ui.widgets.message import MessageBars


class LayerClaim(QObject):
    """Holds the first save of a layer that another person may have made."""

    disclaimed = Signal(str, object)
    """It is another's: the layer to write to instead, and the Change that was to be made."""

    def __init__(
        self, name: AnnotatorName, desk: Desk, bridge: SessionBridge, autosave: Autosave, bars: MessageBars
    ) -> None:
        super().__init__(desk)
        self._name, self._bridge, self._autosave, self._bars = name, bridge, autosave, bars
        self._asked_of: Session | None = None
        desk.loaded.connect(self._on_loaded)
        bridge.changed.connect(self._on_change)

    def _on_loaded(self, loaded: Loaded) -> None:
        session = loaded.session
        is_doubtful = (
            self._name.is_guessed_for(session.layer_id)
            and session.path.parent != samples_folder()
            and loaded.saved_at
            and not loaded.was_written_here
            and not session.read_only
        )
        self._asked_of = session if is_doubtful else None

    def _on_change(self, change: Change) -> None:
        session = self._bridge.session
        if session is None or session is not self._asked_of:
            return
        self._asked_of = None
        saver = self._autosave.saver(session)
        saver.hold("is this layer yours?")
        there = f"There already is a layer named “{session.layer_id}”, and this computer has never written to it."
        choices = [
            ("It is mine", lambda: self._autosave.saver(session).release()),
            ("No, use another name…", lambda: self._name.ask(lambda name: self._write_elsewhere(session, name))),
        ]
        self._bars.show_bar("layer", f"{there} Is this layer yours?", choices)

    def _write_elsewhere(self, session: Session, name: str) -> None:
        """Take what was done in another's layer out of it, to be done in one's own."""
        whole = Change()
        for change in session.unsaved_changes:
            whole = whole.then(change)
        while session.history.undo_label is not None:
            session.undo()
        self._autosave.saver(session).release()
        self.disclaimed.emit(name, whole)
