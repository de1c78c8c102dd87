"""The way from a gesture's meaning to the session: one step, one word in the status bar."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal

from analyst_app.core.annotation import Annotation
from analyst_app.gestures.tagging import Outcome, Scene
from analyst_app.wording import marked, tr

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget

    from analyst_app.core.document import Document
    from analyst_app.core.span import Span
    from analyst_app.language.known_people import KnownPeople
    from analyst_app.language.language import Language
    from analyst_app.session.session import Session
    from analyst_app.ui.article.article_view import ArticleView
    from analyst_app.ui.files.session_bridge import SessionBridge


NONE_CURRENT = marked("No annotation is current. Click into one, or press N for the next.")


class Performer(QObject):
    """Carries out what the gestures mean, and says it."""

    nothing_left = Signal()
    """Esc in the text, where nothing was left to clear, to leave or to unlist."""

    def __init__(self, bridge: SessionBridge, view: ArticleView) -> None:
        super().__init__(view)
        self._bridge, self._view = bridge, view
        self._found: tuple[Document, str, Language] | None = None
        self._looks_away: Callable[[], bool] = bool
        self._why_held: Callable[[], str] = str
        self._people: Callable[[], KnownPeople | None] = lambda: None
        view.ask_for_language(self._noted_language)

    def ask_if_away(self, looks_away: Callable[[], bool]) -> None:
        """Have it told whether the keyboard is at something that waits: then the caret means nothing."""
        self._looks_away = looks_away

    def ask_if_held(self, why_held: Callable[[], str]) -> None:
        """Have it told why gestures change nothing just now; empty where they do. Menus come by no key."""
        self._why_held = why_held

    def know(self, people: Callable[[], KnownPeople | None]) -> None:
        """Have the gestures know whom the team knows by name."""
        self._people = people

    @property
    def current(self) -> Annotation | None:
        """The annotation that gestures act on."""
        return self._bridge.current

    def current_or_refusal(self, *, at_caret: bool = False) -> Annotation | None:
        """The annotation that a gesture begins with, scrolled into view; without one it is refused.

        Args:
            at_caret: True if, where none is current, it takes the innermost one that the caret stands in.
        """
        current = self._current(at_caret=at_caret)
        if current is not None and not self._view.shows(current.span):
            self._view.reveal(current.span)
        return current

    def current_to_change(self, *, at_caret: bool = False) -> Annotation | None:
        """The annotation that a gesture changes at once; refused without one, and where it is not on the screen.

        Args:
            at_caret: True if, where none is current, it takes the innermost one that the caret stands in.
        """
        current = self._current(at_caret=at_caret)
        return current if current is not None and self.is_seen(current.span) else None

    def _current(self, *, at_caret: bool) -> Annotation | None:
        if self.current is None and at_caret and not self._looks_away():
            self._bridge.take_here()
        if self.current is None:
            self.refuse(tr(NONE_CURRENT))
        return self.current

    def is_seen(self, span: Span) -> bool:
        """True if a span is on the screen; else it is scrolled there, and the gesture refused: nobody has seen it."""
        if self._view.shows(span):
            return True
        self._view.reveal(span)
        self.refuse(tr("That was not on the screen: here it is. Press again to change it."))
        return False

    def scene(self) -> Scene | None:
        """The layer and text that a gesture acts on; None while nothing is open."""
        session = self._bridge.session
        if session is None:
            return None
        return Scene(session.document.text, session.store, session.codebook, self._language(session), self._people())

    def _language(self, session: Session) -> Language:
        """The language of the open article, found out once; word lists are not read before the first gesture."""
        from analyst_app.language.languages import language_of

        found = self._found
        if found is None or found[0] is not session.document or found[1] != session.language:
            language = language_of(session.document.text, session.language)
            found = self._found = (session.document, session.language, language)
        return found[2]

    def _noted_language(self) -> str:
        session = self._bridge.session
        return session.language if session is not None else ""

    def is_on(self, scene: Scene) -> bool:
        """True if the layer of a scene is still the one that is shown."""
        session = self._bridge.session
        return session is not None and session.store is scene.store

    def refuse(self, words: str) -> None:
        """Say why a gesture does nothing."""
        self._bridge.refuse(words)

    def perform(self, outcome: Outcome, *, clears_selection: bool = False) -> bool:
        """Make an Outcome's change as one step; say its word, or why nothing was done.

        Args:
            outcome: from ``gestures.tagging`` and its neighbours.
            clears_selection: True if what is selected has become an annotation.

        Returns:
            True if something was changed.
        """
        if not outcome.change:
            if outcome.said:
                self._bridge.refuse(outcome.said)
            return False
        why_held = self._why_held()
        if why_held:
            self._bridge.refuse(why_held)
            return False
        if not self._bridge.do(outcome.label, outcome.change):
            return False
        if outcome.current is not None:
            self._bridge.set_current(outcome.current)  # selects nothing; and nothing else is current on the way
        if clears_selection and self._view.selection is not None:
            self._view.clear_selection()
        if outcome.said:
            self._bridge.say(outcome.said)
        return True

    @property
    def window(self) -> QWidget:
        """The window that the text is in, for dialogs."""
        return self._view.window()

    def focus_text(self) -> None:
        """Give the focus back to the article."""
        self._view.setFocus(Qt.FocusReason.OtherFocusReason)
