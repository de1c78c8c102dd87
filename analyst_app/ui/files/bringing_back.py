"""The bar that offers what was taken away from a layer: much was deleted, or a merge took something."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from analyst_app.ui.widgets.message import shown_name
from analyst_app.wording import tr

if TYPE_CHECKING:
    from analyst_app.core.store import Change
    from analyst_app.session.earlier_saves import KeptBefore
    from analyst_app.session.session import Session
    from analyst_app.ui.bars.message_bars import MessageBars
    from analyst_app.ui.files.autosave import Autosave
    from analyst_app.ui.files.session_bridge import SessionBridge
    from analyst_app.ui.widgets.tasks import Tasks


class BringingBack(QObject):
    """Tells of a full save that went to the history, and brings back what has gone since, as one step."""

    def __init__(self, autosave: Autosave, bridge: SessionBridge, bars: MessageBars, tasks: Tasks) -> None:
        super().__init__(bars)
        self._bridge, self._bars, self._tasks = bridge, bars, tasks
        autosave.kept.connect(self.tell)
        self._away: set[str] = set()
        """The ids of what is told of and is not here."""
        self._told = ""
        bridge.opened.connect(lambda: bars.hide_bar("kept"))
        bridge.changed.connect(self._on_change)

    def tell(self, session: Session, kept: KeptBefore) -> None:
        """Say what went, with a button that brings it back.

        Args:
            session: the layer.
            kept: the save of it.
        """
        if not kept.gone:
            return  # a version that a merge replaced; it is in the history
        from analyst_app.session.earlier_saves import ids_of

        undone = session.history.last_undone
        if not kept.by_merge and undone is not None and kept.gone_ids <= ids_of(undone.change.added):
            return  # the person took her own step back, and Redo makes it again
        name = shown_name(session.path.name)
        if kept.by_merge:
            words = tr(
                "Merging took {n} item of {name} away.|Merging took {n} items of {name} away.", kept.gone, name=name
            )
        else:
            words = tr("{n} item of {name} was deleted.|{n} items of {name} were deleted.", kept.gone, name=name)
        if kept.why_not:
            words += " " + tr("What was there could not be kept in the history: {why}.", why=kept.why_not)
            if session is self._bridge.session:
                words += " " + tr("Undo brings it back.") if not kept.by_merge else ""
            self._bars.show_bar("kept", words)
            return
        if session is not self._bridge.session:
            self._bars.show_bar("kept", words + " " + tr("What was there is in its history."))
            return
        words += " " + tr("What was there is kept.")
        self._away = set(kept.gone_ids - ids_of(session.store.records()))
        if self._away:
            self._told = words
            self._bars.show_bar("kept", words, [(tr("Bring back"), lambda: self._bring_back(session, kept))])

    def _on_change(self, change: Change) -> None:
        """Take the bar away once all is here again, by undo or otherwise."""
        if self._away and self._bars.words("kept") == self._told:
            from analyst_app.session.earlier_saves import ids_of

            self._away -= ids_of(change.added)
            if not self._away:
                self._bars.hide_bar("kept")

    def _bring_back(self, session: Session, kept: KeptBefore) -> None:
        from analyst_app.session.earlier_saves import bring_back_change

        def done(change: Change) -> None:
            if session is not self._bridge.session:
                return
            if not change:
                self._bridge.say(tr("All of it is here."))
            elif self._bridge.do(tr("Bring back"), change):
                count = len(change.added)
                self._bridge.say(
                    tr(
                        "{n} item is back. Undo takes it away again.|{n} items are back. Undo takes them away again.",
                        count,
                    )
                )

        self._tasks.run(
            bring_back_change,
            session,
            kept,
            done=done,
            failed=lambda error: self._bars.report("kept", error, session.path),
        )
