"""Work off the GUI thread: plain functions in a pool of threads, answers by signal.

Plain functions, because code inside ``QThread.run`` is invisible to coverage,
and because the same functions then serve the command line.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Qt, Signal

if TYPE_CHECKING:
    from concurrent.futures import Future, ThreadPoolExecutor

_WORKERS = 3
"""One for a slow disk's save, one to read with, one to spare."""


class Tasks(QObject):
    """Runs functions in worker threads and hands their answers to the GUI thread."""

    _ended = Signal(object, object, object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._pool: ThreadPoolExecutor | None = None
        self._waiting = 0
        self._ended.connect(self._deliver, Qt.ConnectionType.QueuedConnection)

    @property
    def is_idle(self) -> bool:
        """Whether no function is running or waits to be delivered."""
        return not self._waiting

    def run(
        self,
        function: Callable[..., Any],
        *arguments: Any,
        done: Callable[[Any], object] | None = None,
        failed: Callable[[Exception], object] | None = None,
    ) -> Future[Any]:
        """Call ``function(*arguments)`` in a worker.

        Args:
            function: must touch nothing that belongs to the GUI thread.
            *arguments: handed to it.
            done: called on the GUI thread with what it returned.
            failed: called on the GUI thread with what it raised; without it
                the exception goes to the application's border.
        """
        if self._pool is None:
            from concurrent.futures import ThreadPoolExecutor  # not before the first paint

            self._pool = ThreadPoolExecutor(_WORKERS, thread_name_prefix="work")
        self._waiting += 1
        future = self._pool.submit(function, *arguments)
        future.add_done_callback(lambda ended: self._ended.emit(ended, done, failed))
        return future

    def stop(self) -> None:
        """Wait for what runs, drop what has not begun."""
        if self._pool is not None:
            self._pool.shutdown(wait=True, cancel_futures=True)
            self._pool = None

    def _deliver(
        self,
        future: Future[Any],
        done: Callable[[Any], object] | None,
        failed: Callable[[Exception], object] | None,
    ) -> None:
        self._waiting -= 1
        if future.cancelled():
            return
        error = future.exception()
        if error is None:
            if done is not None:
                done(future.result())
        elif failed is not None and isinstance(error, Exception):
            failed(error)
        else:
            raise error
