"""The layer as a whole: whose is shown, whether it is done, its note."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QInputDialog

from analyst_app.core import edits
from analyst_app.review.decisions import gold_layer
from analyst_app.review.progress import reason_sealed
from analyst_app.ui.files.open_matters import open_matters
from analyst_app.ui.files.opening import Order

if TYPE_CHECKING:
    from pathlib import Path

    from analyst_app.session.session import LayerInfo
    from analyst_app.ui.main_window import MainWindow


class LayerCommands:
    """Done, note, and ``layer ▾``."""

    def __init__(self, window: MainWindow) -> None:
        self._window = window
        self._layers: list[LayerInfo] = []
        self._path: Path | None = None
        """Whose layers they are."""
        register = window.actions_.register
        register("corpus.done", self._set_done)
        register("annotate.layer_note", self._ask_for_note)
        window.bridge.opened.connect(self._on_opened)
        window.tool_bar.layer.menu().aboutToShow.connect(self._show_menu)

    def _set_done(self, is_done: bool) -> None:
        session = self._window.bridge.session
        if session is None:
            return
        status = "done" if is_done else "in_progress"
        label = "Mark as done" if is_done else "Mark as not done"
        made = self._window.bridge.do(label, edits.set_layer(session.store, status=status))
        self._window.actions_.action("corpus.done").setChecked(session.store.layer.status == "done")
        if made and is_done:
            matters = open_matters(session.store, session.codebook, self._window.status.untagged)
            said = f"Done. Still open: {', '.join(matters)}." if matters else "Done; nothing is open."
            self._window.bridge.say(said)

    def _ask_for_note(self) -> None:
        window, session = self._window, self._window.bridge.session
        if session is None:
            return
        dialog = QInputDialog(window)
        dialog.setObjectName("layer_note")
        dialog.setWindowTitle("Note on the whole article")
        dialog.setLabelText("Your note on this article as a whole:")
        dialog.setOption(QInputDialog.InputDialogOption.UsePlainTextEditForTextInput)
        dialog.setTextValue(session.store.layer.note)
        dialog.textValueSelected.connect(self._set_note)
        dialog.open()

    def _set_note(self, note: str) -> None:
        session = self._window.bridge.session
        if session is not None and note != session.store.layer.note:
            self._window.bridge.do("Note on the article", edits.set_layer(session.store, note=note))

    # -- layer ▾ -------------------------------------------------------------------

    def _on_opened(self) -> None:
        window, session = self._window, self._window.bridge.session
        order = window.desk.order
        shown = session.layer_id if session is not None else order.layer_id if order is not None else "–"
        window.tool_bar.show_layer(shown)
        window.tool_bar.layer.setEnabled(session is not None)
        if session is None or session.path != self._path:
            self._path, self._layers = session.path if session is not None else None, []
        self._fill_menu()
        if session is not None:
            self._read_layers(session.path)

    def _read_layers(self, path: Path) -> None:
        from analyst_app.session.session import layers_of

        def done(layers: list[LayerInfo]) -> None:
            session = self._window.bridge.session
            if session is not None and session.path == path:
                self._layers = layers
                if not self._window.tool_bar.layer.menu().isVisible():
                    self._fill_menu()

        self._window.tasks.run(layers_of, path, done=done, failed=lambda error: None)

    def _fill_menu(self) -> None:
        window, session = self._window, self._window.bridge.session
        menu = window.tool_bar.layer.menu()
        menu.clear()
        if session is None:
            return
        own = window.desk.annotator
        others = sorted(layer.layer_id for layer in self._layers if layer.layer_id != own)
        counts = {layer.layer_id: layer.count for layer in self._layers}
        for layer_id in (own, *others):
            is_mine = layer_id in (own, gold_layer(own))
            words = f"{layer_id} (yours)" if is_mine else f"{layer_id} – read-only"
            if layer_id in counts:
                words += f"  {counts[layer_id]}"
            action = QAction(words, menu, checkable=True, checked=layer_id == session.layer_id)
            action.setObjectName(f"layer.{layer_id}")
            action.triggered.connect(lambda checked=False, layer_id=layer_id: self.show_layer(layer_id))
            menu.addAction(action)
        menu.addSeparator()
        for action_id in ("corpus.done", "annotate.layer_note", "file.history"):
            menu.addAction(window.actions_.action(action_id))

    def _show_menu(self) -> None:
        self._fill_menu()
        session = self._window.bridge.session
        if session is not None:
            self._read_layers(session.path)

    def show_layer(self, layer_id: str) -> None:
        """Show another layer of the open article; another person's is read-only."""
        window = self._window
        order = window.desk.order
        if order is not None and order.layer_id != layer_id:
            reason = self.why_sealed(layer_id)
            if reason:
                window.bridge.refused.emit(f"Not yet: {reason}.")
                return
            view = window.view
            window.desk.open(
                Order(order.path, layer_id, caret=view.caret, reading_position=view.reading_position),
            )

    def why_sealed(self, layer_id: str) -> str:
        """Why a layer of the open article may not be looked at yet, or nothing."""
        own, session = self._window.desk.annotator, self._window.bridge.session
        if session is None or layer_id in (own, gold_layer(own)):
            return ""
        status = next((layer.status for layer in self._layers if layer.layer_id == own), "")
        if session.layer_id == own:
            status = session.store.layer.status
        return reason_sealed(session.codebook.raw, status)

    def become(self, layer_id: str) -> None:
        """Write to another layer from now on; the open article is shown with it."""
        window = self._window
        own_was_shown = window.desk.order is not None and window.desk.order.layer_id == window.desk.annotator
        window.desk.annotator = layer_id
        if own_was_shown:
            self.show_layer(layer_id)
        window.folder.read_again()
