"""Files dropped on the window: opened, imported or compared, by their kind."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from analyst_app.session.layer_names import article_of_layer

if TYPE_CHECKING:
    from PySide6.QtCore import QUrl

    from analyst_app.ui.files.opener import Opener
    from analyst_app.ui.files.session_bridge import SessionBridge


def path_of(url: QUrl) -> Path:
    """The file that a local address names, by its bytes: they need not be UTF-8, and Qt would replace them."""
    if os.name == "posix" and not url.host():
        from urllib.parse import unquote_to_bytes  # when something is dropped

        return Path(os.fsdecode(unquote_to_bytes(url.path(url.ComponentFormattingOption.FullyEncoded))))
    return Path(url.toLocalFile())


class Dropping(QObject):
    """Sorts out what was dropped."""

    importable_dropped = Signal(object)
    """Files that must be imported first: a list of Paths."""
    layer_dropped = Signal(object, object)
    """A layer's file, while an article is open; and all the Paths to open if it is not of that article."""

    def __init__(self, bridge: SessionBridge, opener: Opener, parent: QObject) -> None:
        super().__init__(parent)
        self._bridge, self._opener = bridge, opener

    def take(self, paths: Sequence[Path], addresses: Sequence[str] = ()) -> None:
        """Open what was dropped on the window; what must be imported first is offered for that.

        Args:
            paths: the files.
            addresses: links that were dropped; it is said that nothing is fetched.
        """
        from analyst_app.importers.annotations import annotation_kinds
        from analyst_app.importers.kinds import SUFFIXES
        from analyst_app.importers.web_addresses import address_in, never_online

        if address := next(filter(None, map(address_in, addresses)), ""):
            self._bridge.say(never_online(address))
        known = {suffix: kind for suffix, kind in annotation_kinds.SUFFIXES.items() if suffix != ".json"} | SUFFIXES
        importable = [path for path in paths if known.get(path.suffix.lower(), "text") != "text"]
        opened = [path for path in paths if path not in importable]
        if importable:
            self.importable_dropped.emit(importable)
        layers = [path for path in opened if article_of_layer(path.name) is not None]
        if layers and self._bridge.session is not None:
            self.layer_dropped.emit(layers[0], opened)
        elif opened:
            self._opener.open_paths(opened)
