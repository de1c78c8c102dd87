"""Passages of any article of the corpus: going there."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QApplication, QWidget

from analyst_app.core.span import Span
from analyst_app.wording import tr

if TYPE_CHECKING:
    from analyst_app.ui.article.article_view import ArticleView
    from analyst_app.ui.files.desk import Desk
    from analyst_app.ui.files.opener import Opener
    from analyst_app.ui.files.opening import Loaded
    from analyst_app.ui.files.session_bridge import SessionBridge


class Passages(QObject):
    """Shows passages anywhere in the corpus."""

    def __init__(self, opener: Opener, desk: Desk, bridge: SessionBridge, view: ArticleView) -> None:
        super().__init__(desk)
        self._opener, self._bridge, self._view = opener, bridge, view
        self._wanted: tuple[Path, Span, str] | None = None
        self._keeper: QWidget | None = None
        """The widget that keeps the keyboard, though another article is opened."""
        desk.loaded.connect(self._on_loaded, Qt.ConnectionType.QueuedConnection)

    def show(self, path: Path, span: Span, words: str = "", *, takes_focus: bool = True) -> None:
        """Open an article if need be, and select a passage in it.

        Args:
            path: of the article.
            span: code points.
            words: the words that stood there; if they moved, their nearest place is taken.
            takes_focus: False: the keyboard stays where it is.
        """
        self._wanted = (path, span, words)
        self._keeper = None if takes_focus else QApplication.focusWidget()
        session = self._bridge.session
        if session is not None and session.path == path:
            self._select()
        else:
            self._opener.open_article(path)

    def _on_loaded(self, loaded: Loaded) -> None:
        if self._wanted is not None and loaded.session is self._bridge.session:
            self._select()

    def _select(self) -> None:
        session, wanted = self._bridge.session, self._wanted
        if session is None or wanted is None or session.path != wanted[0]:
            return
        self._wanted = None
        span = place_of(session.document.text, wanted[1], wanted[2])
        if span is None:
            self._bridge.say(tr("The article has changed: the passage is no longer there."))
            return
        self._view.select(span)
        self._view.reveal(span)
        (self._keeper or self._view).setFocus()
        self._keeper = None


def place_of(text: str, span: Span, words: str) -> Span | None:
    """The place of words nearest to where they stood; None if they are gone.

    Args:
        text: of the article.
        span: where they stood, code points.
        words: empty for whatever stands there.
    """
    if not words or span.of(text) == words:
        return span if span.end <= len(text) else None
    after, before = text.find(words, span.start), text.rfind(words, 0, span.start + len(words))
    places = [place for place in (before, after) if place >= 0]
    if not places:
        return None
    start = min(places, key=lambda place: abs(place - span.start))
    return Span(start, start + len(words))
