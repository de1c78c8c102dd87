"""Drawing up many decisions in a worker, while keys wait."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from analyst_app.wording import tr

if TYPE_CHECKING:
    from analyst_app.core.store import Change
    from analyst_app.ui.commands.action_set import ActionSet
    from analyst_app.ui.files.session_bridge import SessionBridge
    from analyst_app.ui.widgets.tasks import Tasks


class DrawingUp(QObject):
    """Draws up what would let the window stand still."""

    failed = Signal(object)
    """The error that came instead."""

    def __init__(self, actions: ActionSet, bridge: SessionBridge, tasks: Tasks, parent: QObject) -> None:
        super().__init__(parent)
        self._actions, self._bridge, self._tasks = actions, bridge, tasks

    def draw(self, draw: Callable[[], Change], done: Callable[[Change], object]) -> None:
        """Draw decisions up; what is chosen meanwhile waits its turn.

        Args:
            draw: called in a worker.
            done: called with what it answers.
        """
        self._bridge.say(tr("Settling what is alike… Keys wait until it is done."))
        self._actions.hold()

        def ended(made: Change) -> None:
            try:
                done(made)
            finally:
                self._actions.go_on()

        def failed(error: Exception) -> None:
            self._actions.go_on()
            self.failed.emit(error)

        self._tasks.run(draw, done=ended, failed=failed)
