"""A Dask cluster of this machine's own, which lives as long as the work.

Its processes speak with each other over TLS, by keys that are made for it and
stand in no file: a port without any would run what every user of the machine
sends to it.
"""

from __future__ import annotations

import logging
import signal
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from multiprocessing import resource_tracker
from typing import Any

from analyst_app.core.ending import uninterrupted
from analyst_app.errors import MissingExtra
from analyst_app.wording import tr

_FAREWELL = 5.0
"""Seconds that the workers have to end by themselves."""
_RULES = {"distributed.scheduler.allowed-failures": 1, "distributed.diagnostics.nvml": False}
"""Two workers may end at one call before it is taken for the cause; no graphics card is asked for."""


@contextmanager
def own_client(distributed: Any, workers: int) -> Iterator[Any]:
    """The client of a cluster on this machine; in the end no process and no file of it is left.

    Args:
        distributed: the library.
        workers: processes.

    Raises:
        MissingExtra: the library that makes keys is not installed.
    """
    import dask

    try:
        security = distributed.Security.temporary()
    except ImportError as error:
        raise MissingExtra("dask", tr("the engine dask")) from error
    with tempfile.TemporaryDirectory(prefix="analyst-dask-", ignore_cleanup_errors=True) as scratch:
        with _deaf_children():
            loop = distributed.utils.LoopRunner(asynchronous=False)
            loop.start()
        cluster = client = None
        try:
            with (
                dask.config.set({**_RULES, "temporary-directory": scratch}),
                uninterrupted(),
            ):  # half made, it has no end
                cluster = distributed.LocalCluster(
                    n_workers=workers,
                    threads_per_worker=1,
                    processes=True,
                    host="127.0.0.1",
                    dashboard_address="127.0.0.1:0",
                    worker_dashboard_address="127.0.0.1:0",
                    scheduler_kwargs={"dashboard": False},
                    silence_logs=logging.CRITICAL,
                    security=security,
                    local_directory=scratch,
                    loop=loop.loop,
                )
                client = distributed.Client(cluster, set_as_default=False)
            yield client
        finally:
            for one in (client, cluster):
                with suppress(TimeoutError, OSError):
                    if one is not None:
                        one.close(timeout=_FAREWELL)
            loop.stop(timeout=_FAREWELL)


@contextmanager
def _deaf_children() -> Iterator[None]:
    """Start processes that do not hear Ctrl+C, nor that the terminal is gone: this one does, and ends them.

    A thread that is started meanwhile passes it on to each process that it starts later.
    """
    if not hasattr(signal, "pthread_sigmask") or threading.current_thread() is not threading.main_thread():
        yield
        return
    resource_tracker.ensure_running()  # its start would let the signals in again
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT, signal.SIGHUP})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
