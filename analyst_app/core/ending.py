"""The moments that a word of the system to end (Ctrl+C, SIGTERM, SIGHUP) must not cut in two.

Python raises such a word between any two steps of the main thread, also between
moving a file and noting that it was moved. ``uninterrupted`` puts it off until
the steps inside are done. It comes once: what cleans up after it is not cut in two.
"""

from __future__ import annotations

import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import ContextDecorator, contextmanager
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self

if TYPE_CHECKING:
    from concurrent.futures import Executor as Pool
    from concurrent.futures import Future


class Ended(KeyboardInterrupt):
    """The system or the person asked the command to end.

    Args:
        number: of the signal.
    """

    def __init__(self, number: int) -> None:
        super().__init__(number)
        self.number = number


class _Asked:
    """A signal that came, and how many moments are under way in the main thread that put it off."""

    def __init__(self) -> None:
        self.number = 0
        self.moments = 0


_asked = _Asked()


def end(number: int) -> None:
    """Raise Ended, now or when the moment that must stay whole is over. For a signal's handler.

    Args:
        number: of the signal.

    Raises:
        Ended: nothing puts it off.
    """
    if _asked.moments:
        _asked.number = number
    else:
        raise Ended(number)


class uninterrupted(ContextDecorator):
    """Put off the word to end while what is inside is done; may be nested, and decorate a function.

    Other threads than the main one never hear that word.
    """

    def _recreate_cm(self) -> Self:
        return type(self)()  # one for each call of a decorated function

    def __enter__(self) -> None:
        self._counts = threading.current_thread() is threading.main_thread()
        if self._counts:
            _asked.moments += 1

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if not self._counts:
            return
        _asked.moments -= 1
        if _asked.number and not _asked.moments:
            number, _asked.number = _asked.number, 0
            raise Ended(number) from error


def submitted(pool: Pool, function: Callable[..., Any], /, *arguments: Any) -> Future[Any]:
    """A call of a pool of processes; these are started whole, so that none is overlooked at the end.

    Args:
        pool: the pool.
        function: called there.
        arguments: of the call.
    """
    with uninterrupted():
        return pool.submit(function, *arguments)


def shut_down(pool: Pool, error: BaseException | None = None) -> None:
    """Wait for the processes of a pool; after the word to end, kill them.

    Then it is not waited for: its own thread may wait for ever for the rest of what one of them was sending. Nor is it
    where nobody asks for more of a generator.

    Args:
        pool: the pool.
        error: what ends the work, if not its end: what was not begun is not done any more.
    """
    if isinstance(error, Ended):
        kill_children()
    pool.shutdown(wait=not isinstance(error, Ended | GeneratorExit), cancel_futures=error is not None)


def kill_children() -> None:
    """End the processes that work for this one: what they have not handed over counts for nothing now."""
    multiprocessing = sys.modules.get("multiprocessing")
    if multiprocessing is not None:
        for child in (children := multiprocessing.active_children()):
            child.kill()
        for child in children:
            child.join(1)


def end_with_the_first() -> None:
    """Let this process end when the first one is gone, however that ended: nobody is left who waits for it.

    A worker of a pool waits for its next call by a pipe that the other workers
    hold open as well: of itself it would never know.
    """
    threading.Thread(target=_wait_for_the_end, daemon=True).start()


def _wait_for_the_end() -> None:
    import multiprocessing
    import os

    first = multiprocessing.parent_process()
    if first is not None:
        first.join()
        os._exit(1)


@contextmanager
def waited_for(pool: Pool) -> Iterator[Pool]:
    """A pool of processes that is shut down at the end."""
    try:
        yield pool
    except BaseException as error:
        shut_down(pool, error)
        raise
    shut_down(pool)
