"""``layer ▾``: the menu of the layers beside the open article."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QAction

from analyst_app.wording import marked, tr

if TYPE_CHECKING:
    from PySide6.QtWidgets import QMenu

    from analyst_app.ui.commands.action_set import ActionSet
    from analyst_app.ui.files.open_layers import OpenLayers
    from analyst_app.ui.files.session_bridge import SessionBridge
    from analyst_app.ui.panels.tool_bar import ToolBar

_OF_THE_LAYER = ("corpus.done", "annotate.layer_note", "file.history")


class LayerMenu(QObject):
    """Fills the toolbar's menu of layers and says which was chosen."""

    chosen = Signal(str)
    """Id of the layer that is to be shown."""

    def __init__(self, tool_bar: ToolBar, actions: ActionSet, bridge: SessionBridge, layers: OpenLayers) -> None:
        super().__init__(tool_bar)
        self._tool_bar, self._actions, self._bridge, self._layers = tool_bar, actions, bridge, layers
        self._menu: QMenu = tool_bar.layer_menu
        self._menu.aboutToShow.connect(self._show)
        bridge.opened.connect(self._on_opened)
        layers.read_anew.connect(self._on_read)

    def _on_opened(self) -> None:
        shown = self._layers.shown
        is_open, is_own = self._bridge.session is not None, shown == self._layers.own
        self._tool_bar.show_layer(shown, is_open=is_open, is_own=is_own)
        self._fill()

    def _on_read(self) -> None:
        if not self._menu.isVisible():
            self._fill()

    def _show(self) -> None:
        self._fill()
        self._layers.read()

    def _fill(self) -> None:
        session, layers = self._bridge.session, self._layers
        self._menu.clear()
        if session is None:
            return
        counts = {layer.layer_id: layer.count for layer in layers.infos}
        others = sorted(counts.keys() - {layers.own})
        for layer_id in (layers.own, *others):
            words = marked("{layer} (yours)") if layers.is_mine(layer_id) else marked("{layer} – read-only")
            words = tr(words, layer=layer_id)
            if layers.why_sealed(layer_id):
                words = tr("{layer} – sealed until you are done", layer=layer_id)
            elif layer_id in counts:
                words += f"  {counts[layer_id]}"
            action = QAction(words, self._menu, checkable=True, checked=layer_id == session.layer_id)
            action.setObjectName(f"layer.{layer_id}")
            action.triggered.connect(lambda checked=False, layer_id=layer_id: self.chosen.emit(layer_id))
            self._menu.addAction(action)
        self._menu.addSeparator()
        for action_id in _OF_THE_LAYER:
            self._menu.addAction(self._actions.action(action_id))
