"""Calls of a cluster that are waited for only as long as there is somebody who works.

Dask keeps a call waiting for ever when the last worker has gone, in the hope
of a new one. A person at a terminal would wait with it.
"""

from __future__ import annotations

import queue
import threading
import time
from collections.abc import Callable, Sequence
from concurrent.futures import CancelledError
from contextlib import suppress
from typing import Any

from analyst_app.errors import ClusterUnfit, MissingExtra
from analyst_app.export.engine import Future, WorkerEnded
from analyst_app.storage import containment
from analyst_app.wording import tr

_ANSWER = 10.0
"""Seconds in which a worker answers a question; one that holds the interpreter for long takes a while."""
_LOOK = 0.5
"""Seconds between two looks whether anybody still works."""


class Cluster:
    """An executor whose calls are done by the workers of a Dask cluster.

    Args:
        client: of the cluster.
        place: of its scheduler, for sentences.
        patience: seconds that there may be no worker before it is given up.
    """

    def __init__(self, client: Any, place: str, patience: float) -> None:
        self._client, self._place, self._patience = client, place, patience
        self._borders = containment.opened_borders()
        self._seen_at = time.monotonic()
        self.width = 1
        self.look()

    def submit(self, function: Callable[..., Any], /, *arguments: Any) -> Future:
        """Call it on some worker."""
        return ClusterCall(self, self._client.submit(_within, self._borders, function, *arguments, pure=False))

    def alone(self, function: Callable[..., Any], /, *arguments: Any) -> Any:
        """Call it on some worker and wait for it."""
        return self.submit(function, *arguments).result()

    def asked_each(self, function: Callable[..., Any], /, *arguments: Any) -> dict[str, Any]:
        """The answers of all workers to a short question, by address; see ``asked_each`` below.

        Raises:
            ClusterUnfit: one of them does not answer.
        """
        return asked_each(self._client, _within, self._borders, function, *arguments)

    def look(self) -> None:
        """See how many work; called again and again while a call is waited for.

        Raises:
            ClusterUnfit: nobody has worked for a while.
        """
        now = time.monotonic()
        try:
            threads = sum(self._client.nthreads().values()) if self._client.status == "running" else 0
        except (OSError, ValueError, RuntimeError):  # the scheduler is gone, and its client may be about to notice
            threads = 0
        if threads:
            self.width, self._seen_at = threads, now
        elif now - self._seen_at > self._patience:
            raise self.lost()

    def lost(self) -> ClusterUnfit:
        """The error of a cluster on which nobody works any more."""
        return ClusterUnfit(
            tr(
                "All workers of the Dask cluster {place} ended in the middle of the work. Nothing was written; see "
                "their logs, start them again, then export again.",
                place=self._place,
            )
        )


class ClusterCall:
    """A call that was sent to a cluster.

    Args:
        cluster: that does it.
        future: Dask's own.
    """

    def __init__(self, cluster: Cluster, future: Any) -> None:
        self._cluster, self._future = cluster, future

    def result(self) -> Any:
        """Wait for it.

        Raises:
            WorkerEnded: each worker that tried it ended.
            ClusterUnfit: nobody is left to do it, or a worker lacks what it needs.
        """
        while True:
            try:
                return self._future.result(timeout=_LOOK)
            except TimeoutError:
                if self._future.status == "error":
                    raise
                self._cluster.look()
            except CancelledError as error:  # the scheduler has forgotten it
                raise self._cluster.lost() from error
            except (MissingExtra, ModuleNotFoundError) as error:
                raise ClusterUnfit(tr("A worker of the Dask cluster lacks something: {what}", what=error)) from error
            except Exception as error:
                if type(error).__name__ == "KilledWorker":
                    raise WorkerEnded from error
                raise


def asked_each(client: Any, function: Callable[..., Any], /, *arguments: Any) -> dict[str, Any]:
    """The answer of each worker to a short question, or the exception that it raised, by address.

    Args:
        client: of the cluster.
        function: of a package that the workers have.
        *arguments: of the call.

    Raises:
        ClusterUnfit: one of them does not answer.
    """
    answers: queue.SimpleQueue[dict[str, Any]] = queue.SimpleQueue()

    def ask() -> None:
        with suppress(Exception):  # then nobody answers
            answers.put(client.run(function, *arguments, on_error="return"))

    threading.Thread(target=ask, daemon=True).start()  # Dask itself would wait for ever for one that hangs
    try:
        return answers.get(timeout=_ANSWER)
    except queue.Empty as error:
        words = tr("A worker of the Dask cluster does not answer. Look at it or stop it, then export again.")
        raise ClusterUnfit(words) from error


def _within(borders: Sequence[str], function: Callable[..., Any], /, *arguments: Any) -> Any:
    """Work on another machine: what the first process knows of opened folders comes with each call."""
    if not set(borders) <= set(containment.opened_borders()):
        containment.open_named(borders)
    return function(*arguments)
