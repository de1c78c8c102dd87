"""Executors: here, in a pool of processes, or on a Dask cluster."""

from __future__ import annotations

import multiprocessing
import os
import signal
import sys
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from typing import Any, TypeVar, cast

from analyst_app.core.ending import end_with_the_first, shut_down, submitted, waited_for
from analyst_app.export.cluster.dask_cluster import cluster_of
from analyst_app.export.engine import Cancelled, Executor, Future, WorkerEnded
from analyst_app.storage import containment

_Answer = TypeVar("_Answer")
_LOOK = 0.05
"""Seconds between two looks whether an answer is there or nobody wants it any more."""
LOCAL, DASK = ENGINES = ("local", "dask")
"""The places where the work is done: processes of this machine, or a Dask cluster."""
WORTH_A_POOL = 1_000
"""Below so many articles one process is as quick."""


class _Here:
    """Calls at once, in this process."""

    width = 1

    def submit(self, function: Callable[..., Any], /, *arguments: Any) -> Future:
        """Call it when its result is asked for."""
        return _Call(function, arguments)

    def alone(self, function: Callable[..., Any], /, *arguments: Any) -> Any:
        """Call it."""
        return function(*arguments)


class _Call:
    def __init__(self, function: Callable[..., Any], arguments: tuple[Any, ...]) -> None:
        self._function, self._arguments = function, arguments

    def result(self) -> Any:
        return self._function(*self._arguments)


class _Pool:
    """Several processes; when one of them has ended, the next call gets new ones."""

    def __init__(self, width: int) -> None:
        self.width = width
        self._pool = _processes(width)

    def submit(self, function: Callable[..., Any], /, *arguments: Any) -> Future:
        try:
            return _PoolCall(submitted(self._pool, function, *arguments))
        except BrokenProcessPool:
            self._pool = _processes(self.width)
            return _PoolCall(submitted(self._pool, function, *arguments))

    def alone(self, function: Callable[..., Any], /, *arguments: Any) -> Any:
        with waited_for(_processes(1)) as pool:
            return _PoolCall(submitted(pool, function, *arguments)).result()

    def close(self, error: BaseException | None = None) -> None:
        shut_down(self._pool, error)


class _PoolCall:
    def __init__(self, future: Any) -> None:
        self._future = future

    def result(self) -> Any:
        try:
            return self._future.result()
        except BrokenProcessPool as error:
            raise WorkerEnded from error


@contextmanager
def executor_for(
    articles: int, *, workers: int | None = None, engine: str = LOCAL, scheduler: str | None = None
) -> Iterator[Executor]:
    """The executor for so many articles, closed afterwards.

    Args:
        articles: how many there are.
        workers: processes; by default one a core if it is worth it.
        engine: a name in ``ENGINES``.
        scheduler: for Dask, the address of a scheduler, to work on its cluster; None: one is started here.

    Raises:
        MissingExtra: Dask is asked for and not installed.
        UsageError: no scheduler answers there.
        ClusterUnfit: its workers cannot do the work.
    """
    if engine == DASK:
        with cluster_of(scheduler, workers or cores()) as cluster:
            yield cluster
        return
    width = workers or (cores() if articles >= WORTH_A_POOL else 1)
    if width == 1:
        yield _Here()
        return
    pool = _Pool(width)
    try:
        yield pool
    except BaseException as error:
        pool.close(error)
        raise
    pool.close()


def aside(function: Callable[..., _Answer], /, *arguments: Any, is_stopped: Callable[[], bool]) -> _Answer:
    """The answer of a function that is called in a process of its own, which ends with this one at the latest.

    Args:
        function: called there; it and its arguments and answer must pickle.
        *arguments: of the call.
        is_stopped: asked again and again; True ends the process.

    Raises:
        Cancelled: it was stopped.
        WorkerEnded: the process ended without an answer.
    """
    context = _context()
    answers, end = context.Pipe(duplex=False)
    process = context.Process(
        target=_answer, args=(end, containment.opened_borders(), function, arguments), daemon=True
    )
    process.start()
    end.close()
    try:
        while not is_stopped():
            if answers.poll(_LOOK):
                break
        else:
            raise Cancelled
        answer, error = answers.recv()
    except EOFError as ended:
        raise WorkerEnded from ended
    finally:
        process.kill()
        process.join()
        answers.close()
    if error is not None:
        raise error
    return cast("_Answer", answer)


def _answer(end: Any, borders: tuple[str, ...], function: Callable[..., Any], arguments: tuple[Any, ...]) -> None:
    """In that process: send what the function returns, or the error that it raises."""
    _begin(borders)
    try:
        answer, error = function(*arguments), None
    except Exception as raised:
        answer, error = None, raised
    end.send((answer, error))


def cores() -> int:
    """Processor cores that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _processes(width: int) -> ProcessPoolExecutor:
    borders = containment.opened_borders()
    return ProcessPoolExecutor(width, mp_context=_context(), initializer=_begin, initargs=(borders,))


def _context() -> Any:
    """Forking is quickest, and safe only from a process with one thread."""
    is_safe = sys.platform == "linux" and threading.active_count() == 1
    return multiprocessing.get_context("fork" if is_safe else "spawn")


def _begin(borders: tuple[str, ...]) -> None:
    """In a process of its own: what the first one knows of opened folders.

    Ctrl+C and the end of the terminal are for that one, which ends this one; SIGTERM ends it, as a broken pool does.
    """
    for name, rule in (("SIGTERM", signal.SIG_DFL), ("SIGHUP", signal.SIG_IGN), ("SIGINT", signal.SIG_IGN)):
        if hasattr(signal, name):
            signal.signal(getattr(signal, name), rule)
    end_with_the_first()
    containment.open_named(borders)
