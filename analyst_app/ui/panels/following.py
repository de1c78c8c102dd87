"""Keeps the article, the menus and the status bar true to the open session."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from analyst_app.ui.commands.modes import READ, RETURNED, REVIEW, SUGGEST
from analyst_app.ui.panels.hints import counts
from analyst_app.ui.widgets.focus_places import PLACES, FocusPlace
from analyst_app.wording import tr

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from analyst_app.core.store import Change
    from analyst_app.ui.article.article_view import ArticleView
    from analyst_app.ui.commands.action_set import ActionSet
    from analyst_app.ui.commands.modes import ModeKeeper
    from analyst_app.ui.files.autosave import Autosave
    from analyst_app.ui.files.session_bridge import SessionBridge
    from analyst_app.ui.panels.status_bar import StatusBar
    from analyst_app.ui.panels.tool_bar import ToolBar

_NEXT = 150
"""Milliseconds in which a small article is open after the one before."""


class ArticleFollowing(QObject):
    """Shows the open session's annotations in the article, and tells the bridge what is selected there."""

    def __init__(self, view: ArticleView, bridge: SessionBridge, actions: ActionSet) -> None:
        super().__init__(view)
        self._view, self._bridge, self._actions = view, bridge, actions
        view.selection_changed.connect(lambda: bridge.follow(view.selection, view.caret))
        view.sentence_taken.connect(bridge.mark_place)
        view.annotation_clicked.connect(bridge.set_current)
        bridge.opened.connect(self.show_session)
        bridge.codebook_changed.connect(self._show_codebook)
        bridge.changed.connect(view.apply_change)
        bridge.current_changed.connect(lambda: view.set_current(bridge.current))
        bridge.caret_wanted.connect(view.place_caret)
        bridge.reveal_wanted.connect(view.reveal)

    def show_session(self) -> None:
        """Show the session that is open, or none."""
        session = self._bridge.session
        if session is None:
            self._view.show_annotations(None, None)
        else:
            self._actions.set_codebook(session.codebook)
            self._view.show_annotations(session.store, session.codebook)
            self._bridge.begin_at(self._view.selection, self._view.caret)

    def _show_codebook(self) -> None:
        """Give the keys, the menus and the paint the tags of another codebook; place and selection stay."""
        session = self._bridge.session
        if session is not None:
            self._actions.set_codebook(session.codebook)
            self._view.show_annotations(session.store, session.codebook)


class SessionFollowing(QObject):
    """Says in the menus and the status bar what can be undone, how many annotations there are, and if all is saved."""

    def __init__(
        self, status: StatusBar, tool_bar: ToolBar, bridge: SessionBridge, actions: ActionSet, autosave: Autosave
    ) -> None:
        super().__init__(status)
        self._status, self._tool_bar = status, tool_bar
        self._bridge, self._actions, self._autosave = bridge, actions, autosave
        self._none = QTimer(self, interval=_NEXT, singleShot=True)
        self._none.timeout.connect(self._show_none)
        bridge.opened.connect(self.show_session)
        bridge.codebook_changed.connect(self._show_history)
        bridge.changed.connect(self._on_change)
        bridge.recorded.connect(self._show_history)
        bridge.said.connect(status.say)
        bridge.worked.connect(status.set_work)
        bridge.worked.connect(tool_bar.set_work)
        bridge.refused.connect(status.say)
        autosave.state_changed.connect(self._show_saving)
        autosave.state_changed.connect(bridge.saving_changed)
        autosave.noted.connect(status.say)

    def show_session(self) -> None:
        """Tell of the session that is open, or of none; the numbers stay as long as the next article takes to open."""
        session = self._bridge.session
        if session is None:
            self._none.start()
        else:
            self._none.stop()
            self._tool_bar.begin_article(session.store.tags)
        self._show_history()
        self._show_saving()

    def _show_none(self) -> None:
        self._tool_bar.begin_article({})
        self._status.set_counts("")
        self._status.set_untagged(None)

    def _on_change(self, change: Change) -> None:
        session = self._bridge.session
        if session is not None:
            self._autosave.saver(session).note_change()
        self._show_history()

    def _show_history(self) -> None:
        session = self._bridge.session
        history = session.history if session is not None else None
        self._actions.set_there(
            session=session is not None,
            undo=history.undo_label if history is not None else None,
            redo=history.redo_label if history is not None else None,
        )
        if session is not None:
            tags = session.store.tags
            self._status.set_counts(counts(tags, session.codebook))
            self._tool_bar.set_counts(tags)
            self._actions.action("corpus.done").setChecked(session.store.layer.status == "done")

    def _show_saving(self) -> None:
        self._status.set_save_state(*self._autosave.state(self._bridge.session))


class HintLine(QObject):
    """Says in the status bar which mode is on and which keys are valid now.

    Args:
        status: shows them.
        modes: the mode has hints of its own.
        bridge: other keys are valid where something else is selected or current.
        hints: gives the keys that are valid while reading, or in a review; None: what is shown stays.
        parent: the window, whose focus is followed.
    """

    def __init__(
        self,
        status: StatusBar,
        modes: ModeKeeper,
        bridge: SessionBridge,
        hints: Callable[[], list[str] | None],
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self._status, self._modes, self._bridge, self._hints = status, modes, bridge, hints
        self._is_known = False
        """True if the keys that are shown are those of an article."""
        self._none = QTimer(self, interval=_NEXT, singleShot=True)
        self._none.timeout.connect(self._show_none)
        self._is_reviewing: Callable[[], bool] = lambda: False
        self._place = FocusPlace(parent)
        for signal in (
            bridge.opened,
            bridge.codebook_changed,
            bridge.selection_changed,
            bridge.current_changed,
            modes.changed,
            self._place.changed,
        ):
            signal.connect(self.show_hints)

    def ask_for_review(self, is_reviewing: Callable[[], bool]) -> None:
        """Have told by ``is_reviewing`` whether a review is shown: it has a name of its own in the chip."""
        self._is_reviewing = is_reviewing

    def _show_none(self) -> None:
        self._is_known = False
        self.show_hints()

    def show_hints(self) -> None:
        """Show the mode and the keys valid now; those of an article stay as long as the next one takes to open."""
        if self._bridge.session is not None:
            self._none.stop()
            self._is_known = True
        elif self._is_known and self._modes.name == READ:
            self._none.start()
            return
        if self._place.name and self._modes.name in (READ, RETURNED, SUGGEST):  # whose keys are none here
            chip, keys = PLACES[self._place.name]
            self._status.set_mode(chip, list(map(tr, keys)))
            return
        hints = self._modes.hints() or self._hints()
        if hints is not None:
            self._status.set_mode(self._chip, hints)

    @property
    def _chip(self) -> str:
        """The name of the mode; a review has one of its own, and where nothing is open there is no reading."""
        if self._modes.name != READ:
            return self._modes.name
        return REVIEW if self._is_reviewing() else READ if self._bridge.session is not None else ""
