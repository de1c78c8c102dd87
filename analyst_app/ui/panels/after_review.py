"""The moment after a review is left: whose layer keys go to now, and keys of the review that come too late."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from analyst_app.wording import tr

if TYPE_CHECKING:
    from analyst_app.ui.bars.message_bars import MessageBars
    from analyst_app.ui.commands.key_router import KeyRouter
    from analyst_app.ui.files.session_bridge import SessionBridge

_MATTER = "whose_layer"
_STILL = 500
"""Milliseconds in which whoever decided at speed sees that the review is over."""
_LOADING = 3_000
"""Milliseconds at most in which the layer that was open before is awaited."""
_SECONDS = 12.0


class AfterReview(QObject):
    """Says after a review whose layer is shown, and lets no key change it for half a second.

    Args:
        bridge: shows the layer.
        bars: where it is said.
        router: brings keys to the article.
        parent: lives as long as the window.
    """

    def __init__(self, bridge: SessionBridge, bars: MessageBars, router: KeyRouter, parent: QObject) -> None:
        super().__init__(parent)
        self._bridge, self._bars, self._router = bridge, bars, router
        self._is_due = False

    def begin(self) -> None:
        """The review has ended."""
        self._router.be_still(_LOADING)
        self._is_due = True

    def tell(self) -> None:
        """The article is shown again: count from here, and say whose layer it is."""
        session = self._bridge.session
        if not self._is_due or session is None:
            return
        self._is_due = False
        self._router.be_still(_STILL)
        words = tr(
            "The review is left. This is the layer of {layer}: what you tag now goes there.", layer=session.layer_id
        )
        self._bars.show_bar(_MATTER, words, seconds=_SECONDS)
