"""The way from a gesture's meaning to the session: one step, one word in the status bar."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt

from analyst_app.gestures.tagging import Outcome, Scene

if TYPE_CHECKING:
    from analyst_app.core.document import Document
    from analyst_app.language.language import Language
    from analyst_app.session.session import Session
    from analyst_app.ui.article.article_view import ArticleView
    from analyst_app.ui.files.session_bridge import SessionBridge


class Performer(QObject):
    """Carries out what the gestures mean, and says it."""

    def __init__(self, bridge: SessionBridge, view: ArticleView) -> None:
        super().__init__(view)
        self.bridge, self.view = bridge, view
        self._found: tuple[Document, str, Language] | None = None

    def scene(self) -> Scene | None:
        """What a gesture acts on; None while nothing is open."""
        session = self.bridge.session
        if session is None:
            return None
        return Scene(session.document.text, session.store, session.codebook, self._language(session))

    def _language(self, session: Session) -> Language:
        """The language of the open article, found out once; word lists are not read before the first gesture."""
        from analyst_app.language.languages import language_of

        found = self._found
        if found is None or found[0] is not session.document or found[1] != session.language:
            language = language_of(session.document.text, session.language)
            found = self._found = (session.document, session.language, language)
        return found[2]

    def why_read_only(self) -> str:
        """Why nothing of the open layer may be changed; empty: it may, or nothing is open."""
        return self.bridge.session.read_only if self.bridge.session is not None else ""

    def perform(self, outcome: Outcome, *, clears_selection: bool = False) -> bool:
        """Make an Outcome's change as one step; say its word, or why nothing was done.

        Args:
            outcome: from ``gestures.tagging`` and its neighbours.
            clears_selection: whether what is selected has become an annotation.

        Returns:
            Whether something was changed.
        """
        if not outcome.change:
            if outcome.said:
                self.bridge.refused.emit(outcome.said)
            return False
        if not self.bridge.do(outcome.label, outcome.change):
            return False
        if clears_selection:
            self.view.clear_selection()
        if outcome.current is not None:
            self.bridge.set_current(outcome.current)
        if outcome.said:
            self.bridge.say(outcome.said)
        return True

    def focus_text(self) -> None:
        """Give the focus back to the article."""
        self.view.setFocus(Qt.FocusReason.OtherFocusReason)
