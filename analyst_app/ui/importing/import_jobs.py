"""The jobs of the import's dialog off the GUI thread. A dialog that is closed meanwhile stays, unseen, until then."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Qt

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from analyst_app.ui.widgets.long_work import LongWork
    from analyst_app.ui.widgets.tasks import Tasks


class ImportJobs(QObject):
    """Reading and writing.

    Args:
        tasks: carry them out.
        dialog: goes when it is closed and they have ended.
    """

    def __init__(self, tasks: Tasks, dialog: QWidget) -> None:
        super().__init__(dialog)
        self._tasks, self._dialog = tasks, dialog
        self._running = 0
        self._works: list[LongWork] = []
        self.is_stopped = False
        """True once nobody waits for them any more."""

    def run(
        self,
        function: Callable[[], Any],
        done: Callable[[Any], object],
        failed: Callable[[Exception], object],
        work: LongWork | None = None,
        *,
        writes: bool = False,
    ) -> None:
        """Work off the GUI thread.

        Args:
            function: is called there.
            done: told its answer.
            failed: told its error.
            work: tells how far it is, and is stopped with the others.
            writes: True if the program may not quit before it has ended.
        """

        def end(then: Callable[[Any], object], answer: Any) -> None:
            self._running -= 1
            self._works = [one for one in self._works if one is not work]
            try:
                then(answer)
            finally:
                if self.is_stopped and not self._running:
                    self._dialog.deleteLater()

        self._running += 1
        self._works += [work] if work is not None else []
        self._tasks.run(function, done=partial(end, done), failed=partial(end, failed), must_end=writes, work=work)

    def let_go(self) -> None:
        """The dialog is closed: it goes now, or with the last of them."""
        self._dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, not self._running)

    def stop(self) -> None:
        """Go on with nothing that is being read or written."""
        self.is_stopped = True
        for work in self._works:
            work.stop()
