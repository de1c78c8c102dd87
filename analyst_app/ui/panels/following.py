"""Keeps title, menus and status bar true to the open session."""

from __future__ import annotations

from typing import TYPE_CHECKING

from analyst_app.ui.panels.hints import counts, reading_hints
from analyst_app.ui.widgets.focus_places import PLACES, FocusPlace
from analyst_app.ui.widgets.message import shown_name

if TYPE_CHECKING:
    from analyst_app.core.store import Change
    from analyst_app.ui.main_window import MainWindow


class Following:
    """Connects the bridge with what shows its facts."""

    def __init__(self, window: MainWindow) -> None:
        self._window = window
        self._place = FocusPlace(window)
        bridge, view, autosave = window.bridge, window.view, window.autosave
        view.selection_changed.connect(lambda: bridge.follow(view.selection, view.caret))
        view.annotation_clicked.connect(bridge.set_current)
        bridge.opened.connect(self.show_session)
        window.desk.failed.connect(lambda order, error: self.show_title())
        bridge.changed.connect(self._on_change)
        bridge.recorded.connect(self._show_history)
        bridge.current_changed.connect(lambda: view.set_current(bridge.current))
        bridge.reveal_wanted.connect(view.reveal)
        bridge.said.connect(window.status.say)
        bridge.refused.connect(window.status.say)
        autosave.state_changed.connect(self._show_saving)
        autosave.state_changed.connect(bridge.saving_changed)
        autosave.noted.connect(window.status.say)
        for signal in (bridge.selection_changed, bridge.current_changed, window.modes.changed, self._place.changed):
            signal.connect(self.show_hints)

    def show_session(self) -> None:
        """Show another session, or none."""
        window, session = self._window, self._window.bridge.session
        if session is None:
            window.view.show_annotations(None, None)
            window.status.set_counts("")
            window.status.set_untagged(None)
        else:
            window.actions_.set_codebook(session.codebook)
            window.view.show_annotations(session.store, session.codebook)
            window.bridge.follow(window.view.selection, window.view.caret)
        self.show_title()
        self._show_history()
        self._show_saving()
        self.show_hints()

    def show_title(self) -> None:
        """Name the open article in the title bar."""
        order = self._window.desk.order
        name = f"{shown_name(order.path.name)} – Analyst App" if order is not None else "Analyst App"
        self._window.setWindowTitle(name)

    def show_hints(self) -> None:
        """Show the mode and the keys valid now."""
        window = self._window
        if window.modes.mode is None and self._place.name:
            window.status.set_mode(*PLACES[self._place.name])
            return
        hints = window.modes.hints()
        if not hints and window.actions_.is_reviewing:
            hints = window.review_commands.hints()
        hints = hints or reading_hints(window.bridge, window.actions_)
        window.status.set_mode(window.modes.name, hints)

    def _on_change(self, change: Change) -> None:
        window, session = self._window, self._window.bridge.session
        window.view.apply_change(change)
        if session is not None:
            window.autosave.saver(session).note_change()
        self._show_history()

    def _show_history(self) -> None:
        window, session = self._window, self._window.bridge.session
        history = session.history if session is not None else None
        window.actions_.set_there(
            session=session is not None,
            undo=history.undo_label if history is not None else None,
            redo=history.redo_label if history is not None else None,
        )
        if session is not None:
            window.status.set_counts(counts(session.store.tags, session.codebook))
            window.actions_.action("corpus.done").setChecked(session.store.layer.status == "done")

    def _show_saving(self) -> None:
        window = self._window
        window.status.set_save_state(window.autosave.state(window.bridge.session))
