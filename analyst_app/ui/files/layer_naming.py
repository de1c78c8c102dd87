"""Whose layer this is: asked once where only the computer's user name says so, and easy to change."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QInputDialog

from analyst_app.core.store import Change
from analyst_app.errors import AnalystError
from analyst_app.preferences import layer_id
from analyst_app.ui.files.file_commands import samples_folder

if TYPE_CHECKING:
    from analyst_app.session.session import Session
    from analyst_app.ui.files.opening import Loaded
    from analyst_app.ui.main_window import MainWindow

_STRIP_SECONDS = 20


class LayerNaming:
    """The bars about the annotator's name, and about layers that may not be written."""

    def __init__(self, window: MainWindow) -> None:
        self._window = window
        self._is_default = window.surroundings.is_default_annotator
        self._asked_of: Session | None = None
        self._new: Session | None = None
        window.desk.loaded.connect(self._on_loaded)
        window.bridge.changed.connect(self._on_change)
        window.bridge.refused.connect(self._on_refused)
        window.autosave.saved.connect(self._on_saved)

    def ask_for_name(self, act: Callable[[str], object]) -> None:
        """Ask for the annotator's name in a small dialog; ``act(layer_id)`` is called with the answer."""
        dialog = QInputDialog(self._window)
        dialog.setObjectName("annotator_dialog")
        dialog.setWindowTitle("Your name")
        dialog.setLabelText("Your name (it names your layer and stands in its files):")
        dialog.setTextValue(self._window.desk.annotator)
        dialog.textValueSelected.connect(lambda name: self._named(name, act))
        dialog.open()

    # -- is this layer yours? ----------------------------------------------------------

    def _on_loaded(self, loaded: Loaded) -> None:
        self._asked_of = self._new = None
        session = loaded.session
        is_own = session.layer_id == self._window.desk.annotator
        if not self._is_default or not is_own or session.path.parent == samples_folder():
            return
        if not loaded.saved_at:
            self._new = session
        elif not loaded.was_written_here and not session.read_only:
            self._asked_of = session

    def _on_change(self, change: Change) -> None:
        window, session = self._window, self._window.bridge.session
        if session is None or session is not self._asked_of:
            return
        self._asked_of = None
        window.autosave.saver(session).hold("is this layer yours?")
        there = f"There already is a layer named “{session.layer_id}”, and this computer has never written to it."
        words = f"{there} Is this layer yours?"
        choices = [
            ("It is mine", lambda: window.autosave.saver(session).release()),
            ("No, use another name…", lambda: self.ask_for_name(lambda name: self._write_elsewhere(session, name))),
        ]
        window.bars.show_bar("layer", words, choices)

    def _write_elsewhere(self, session: Session, name: str) -> None:
        """Take what was done in another's layer out of it, and do it in one's own."""
        window = self._window
        whole = Change()
        for change in session.unsaved_changes:
            whole = whole.then(change)
        while session.history.undo_label is not None:
            session.undo()
        window.autosave.saver(session).release()

        def again(loaded: Loaded) -> None:
            window.desk.loaded.disconnect(again)
            if loaded.session.layer_id == name and loaded.session.store.refusal(whole) is None:
                window.bridge.do("Take over", whole)

        window.desk.loaded.connect(again)
        window.layer_commands.become(name)

    # -- saved as … ----------------------------------------------------------------------

    def _on_saved(self, session: Session) -> None:
        window = self._window
        if session is not self._new or session is not window.bridge.session:
            return
        self._new = None
        if window.memory.knows_name:
            return
        window.remember(knows_name=True)
        window.bars.show_bar(
            "name",
            f"Saved as “{session.layer_id}”.",
            [("Change…", lambda: self.ask_for_name(lambda name: self._move(session, name)))],
            seconds=_STRIP_SECONDS,
        )

    def _move(self, session: Session, name: str) -> None:
        from analyst_app.session.layer_files import move_layer

        window = self._window

        def moved(_: object) -> None:
            window.desk.forget(session)
            window.layer_commands.become(name)

        def failed(error: Exception) -> None:
            if not isinstance(error, AnalystError):
                raise error
            window.bars.show_bar("name", str(error))

        window.desk.when_saved(
            lambda: window.tasks.run(move_layer, session, name, done=moved, failed=failed, must_end=True)
        )

    def _named(self, typed: str, act: Callable[[str], object]) -> None:
        name = layer_id(typed)
        if not typed.strip() or name == self._window.desk.annotator:
            return
        self._is_default = False
        self._window.view_commands.take(replace(self._window.preferences, annotator=typed.strip()))
        act(name)

    # -- read-only -----------------------------------------------------------------------

    def _on_refused(self, reason: str) -> None:
        session = self._window.bridge.session
        if session is not None and session.read_only:
            save_copy = self._window.actions_.action("file.save_copy").trigger
            words = f"Read-only: {session.read_only}."
            self._window.bars.show_bar("read_only", words, [("Save a copy…", save_copy)])
