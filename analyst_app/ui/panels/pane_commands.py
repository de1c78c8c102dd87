"""The View menu's panes: each is shown or hidden, and stays so."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication

from analyst_app.ui.panels.panes import ROOMS

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from analyst_app.ui.commands.action_set import ActionSet
    from analyst_app.ui.commands.modes import ModeKeeper
    from analyst_app.ui.files.memory_keeper import MemoryKeeper
    from analyst_app.ui.panels.panes import Panes


class PaneCommands(QObject):
    """Shows and hides the side panes.

    Args:
        actions: whose commands these are.
        panes: the columns, with the panes in them.
        memory: keeps which are hidden.
        text: gets the focus of a pane that is hidden.
        modes: a list that stands beside the text is left, for the text has another width then.
    """

    def __init__(
        self, actions: ActionSet, panes: Panes, memory: MemoryKeeper, text: QWidget, modes: ModeKeeper
    ) -> None:
        super().__init__(panes)
        self._modes = modes
        self._actions, self._panes, self._memory, self._text = actions, panes, memory, text
        panes.hide_rooms(memory.memory.hidden)
        for name in ROOMS:
            actions.register(name, lambda checked, name=name: self._show_pane(name, checked))
        panes.shown_changed.connect(self._check)
        self._check()

    def _check(self) -> None:
        """Let the actions be checked where their panes are seen, and remember what is hidden."""
        hidden = tuple(sorted(self._panes.hidden))
        if hidden != tuple(self._memory.memory.hidden):
            self._memory.note(hidden=hidden)
        for name in ROOMS:
            self._actions.action(name).setChecked(self._panes.shows(name))

    def _show_pane(self, name: str, is_shown: bool) -> None:
        if self._modes.has_list:
            self._modes.leave(keep=False)
        pane, focus = self._panes.pane(name), QApplication.focusWidget()
        if not is_shown and (focus is not None and pane.isAncestorOf(focus)):
            self._text.setFocus()
        self._panes.show_pane(name, is_shown)
        self._check()
