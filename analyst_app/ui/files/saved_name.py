"""``Saved as …``: told once of a new layer that is named after the computer's user, and easy to change."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from analyst_app.ui.files.samples import samples_folder
from analyst_app.wording import tr

if TYPE_CHECKING:
    from analyst_app.session.session import Session
    from analyst_app.ui.bars.offer_strip import OfferStrip
    from analyst_app.ui.files.annotator_name import AnnotatorName
    from analyst_app.ui.files.desk import Desk
    from analyst_app.ui.files.memory_keeper import MemoryKeeper
    from analyst_app.ui.files.opening import Loaded
    from analyst_app.ui.files.session_bridge import SessionBridge

_MATTER = "name"
_STRIP_SECONDS = 20


class SavedName(QObject):
    """Tells under which name the first layer is saved."""

    refused = Signal(object, str)
    """The person wants another name: a Session, and the layer's id that it is to have."""

    def __init__(
        self, name: AnnotatorName, desk: Desk, bridge: SessionBridge, memory: MemoryKeeper, strip: OfferStrip
    ) -> None:
        super().__init__(desk)
        self._name, self._bridge, self._memory, self._strip = name, bridge, memory, strip
        self._new: Session | None = None
        desk.loaded.connect(self._on_loaded)
        strip.shown.connect(self._note_told)

    def _note_told(self, matter: str) -> None:
        if matter == _MATTER:
            self._memory.note(knows_name=True)

    def _on_loaded(self, loaded: Loaded) -> None:
        session = loaded.session
        is_new = (
            self._name.is_guessed_for(session.layer_id)
            and session.path.parent != samples_folder()
            and not loaded.saved_at
        )
        self._new = session if is_new else None

    def note_saved(self, session: Session) -> None:
        """A session's layer is on disk."""
        if session is not self._new or session is not self._bridge.session:
            return
        self._new = None
        if self._memory.memory.knows_name:
            return
        self._strip.offer(
            _MATTER,
            tr("Saved as “{name}”.", name=session.layer_id),
            [(tr("Change…"), lambda: self._name.ask(lambda name: self.refused.emit(session, name)))],
            seconds=_STRIP_SECONDS,
        )
