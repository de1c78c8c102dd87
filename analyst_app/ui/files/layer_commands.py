"""The layer as a whole: done or not, and its note."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from analyst_app.core import edits
from analyst_app.ui.files.open_matters import open_matters
from analyst_app.wording import in_row, tr

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from analyst_app.ui.commands.action_set import ActionSet
    from analyst_app.ui.files.session_bridge import SessionBridge


class LayerCommands(QObject):
    """Marks the layer as done, and asks for a note on the article.

    Args:
        actions: whose commands these are.
        bridge: shows the layer.
        untagged: gives the number of quotations left untagged; None if it is not known.
        parent: the window.
    """

    def __init__(
        self, actions: ActionSet, bridge: SessionBridge, untagged: Callable[[], int | None], parent: QWidget
    ) -> None:
        super().__init__(parent)
        self._actions, self._bridge, self._untagged, self._window = actions, bridge, untagged, parent
        actions.register("corpus.done", self._set_done)
        actions.register("annotate.layer_note", self._ask_for_note)

    def _set_done(self, is_done: bool) -> None:
        session = self._bridge.session
        if session is None:
            return
        status = "done" if is_done else "in_progress"
        label = tr("Mark as done") if is_done else tr("Mark as not done")
        made = self._bridge.do(label, edits.set_layer(session.store, status=status))
        self._actions.action("corpus.done").setChecked(session.store.layer.status == "done")
        if made and is_done:
            matters = open_matters(session.store, session.codebook, self._untagged())
            still_open = tr("Done. Still open: {matters}.", matters=in_row(matters))
            self._bridge.say(still_open if matters else tr("Done; nothing is open."))

    def _ask_for_note(self) -> None:
        session = self._bridge.session
        if session is None:
            return
        from PySide6.QtWidgets import QInputDialog  # Qt's dialogs are made known when one is asked for

        dialog = QInputDialog(self._window)
        dialog.setObjectName("layer_note")
        dialog.setWindowTitle(tr("Note on the whole article"))
        dialog.setLabelText(tr("Your note on this article as a whole:"))
        dialog.setOption(QInputDialog.InputDialogOption.UsePlainTextEditForTextInput)
        dialog.setTextValue(session.store.layer.note)
        dialog.textValueSelected.connect(self._set_note)
        dialog.open()

    def _set_note(self, note: str) -> None:
        session = self._bridge.session
        if session is not None and note != session.store.layer.note:
            self._bridge.do(tr("Note on the article"), edits.set_layer(session.store, note=note))
