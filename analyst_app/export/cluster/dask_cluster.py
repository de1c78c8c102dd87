"""A Dask cluster to work on: that of a scheduler, or one of this machine's own for as long as the work takes."""

from __future__ import annotations

import asyncio
import importlib.util
import logging
import secrets
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from analyst_app import __version__
from analyst_app.errors import ClusterUnfit, MissingExtra, UsageError
from analyst_app.export.cluster.cluster_calls import Cluster, asked_each
from analyst_app.export.cluster.own_cluster import own_client
from analyst_app.export.cluster.worker_look import WorkerView, digest_of, view
from analyst_app.wording import tr

_ANSWER = 2.5
"""Seconds in which a scheduler answers; with what loading Dask takes, and the next, less than five together."""
_WORKERS = 1.5
"""Seconds in which it has a worker; they know each other already, or are being started at this very moment."""
_PATIENCE = 5.0
"""Seconds that a cluster may be without any worker."""
_OWN_PATIENCE = 30.0
"""The same of this machine's own, which starts a worker in place of one that ended."""
_NAMED = 3
"""Workers that are named in one sentence."""
_PROGRAM = "analyst_app"


@contextmanager
def cluster_of(scheduler: str | None, workers: int = 1) -> Iterator[Cluster]:
    """A cluster, let go of afterwards; this machine's own ends with the context.

    Args:
        scheduler: its address; None: a cluster is started here.
        workers: processes of the one that is started here.

    Raises:
        MissingExtra: Dask is not installed.
        UsageError: no scheduler answers there.
        ClusterUnfit: it has no workers, or some that lack this program.
    """
    try:
        import distributed
    except ImportError as error:
        raise MissingExtra("dask", tr("the engine dask")) from error
    with _silence():
        if scheduler is None:
            with own_client(distributed, workers) as client:
                yield Cluster(client, tr("of this machine"), _OWN_PATIENCE)
            return
        with _client_of(distributed, scheduler) as client:
            _check_workers(client, scheduler)
            yield Cluster(client, tr("at {place}", place=scheduler), _PATIENCE)


def check_places(cluster: Cluster, paths: Sequence[str], folder: Path) -> None:
    """Refuse a cluster with a worker that does not see the corpus, or the place that is written to, as we do.

    Args:
        cluster: that will do the work.
        paths: some files of the corpus.
        folder: the folder that is written to; a probe is laid there and taken away again.

    Raises:
        ClusterUnfit: names the workers.
    """
    probe = folder / f".seen-{secrets.token_hex(8)}"
    probe.mkdir()
    try:
        answers = cluster.asked_each(view, list(paths), str(probe))
    finally:
        probe.rmdir()
    seen = {address: one for address, one in answers.items() if isinstance(one, WorkerView)}
    digests = tuple(map(digest_of, paths))
    blind = [_name(address, one) for address, one in seen.items() if one.digests != digests]
    if blind:
        words = _unseen(blind, paths[0])
        raise ClusterUnfit(words)
    blind = [_name(address, one) for address, one in seen.items() if not one.sees_folder]
    if blind:
        words = _unseen(blind, str(folder.parent))
        raise ClusterUnfit(words)


@contextmanager
def _client_of(distributed: Any, scheduler: str) -> Iterator[Any]:
    try:
        asyncio.run(_greeted(distributed, scheduler))
        client = distributed.Client(scheduler, timeout=_ANSWER, set_as_default=False)
    except Exception as error:  # of any kind: what answers may be anything, and Dask reads whatever it says
        words = tr("No Dask scheduler answers at {place}; check the address (--scheduler).", place=scheduler)
        raise UsageError(words) from error
    try:
        yield client
    finally:
        with suppress(TimeoutError, OSError):
            client.close(timeout=_ANSWER)


async def _greeted(distributed: Any, scheduler: str) -> None:
    """See that Dask is spoken there; a client that cannot reach its scheduler waits for it twice, and once more."""
    rules = distributed.Security().get_connection_args("client")
    comm = await asyncio.wait_for(distributed.core.connect(scheduler, timeout=_ANSWER, **rules), _ANSWER)
    await comm.close()


def _check_workers(client: Any, scheduler: str) -> None:
    """Refuse a cluster without workers, and one in which some cannot do the work."""
    try:
        client.wait_for_workers(1, timeout=_WORKERS)
    except TimeoutError as error:
        words = tr(
            "The Dask cluster at {place} has no workers. Start one on each machine that sees the corpus "
            "(dask worker {place}), then export again.",
            place=scheduler,
        )
        raise ClusterUnfit(words) from error
    found = asked_each(client, importlib.util.find_spec, _PROGRAM)
    without = [address for address, spec in found.items() if spec is None]
    if without:
        words = tr(
            "{n} worker of the cluster lacks this program ({names}). Install it there (pip install "
            "'.[all]', in this program's folder), or stop the worker.|"
            "{n} workers of the cluster lack this program ({names}). "
            "Install it there (pip install '.[all]', in this program's folder), or stop these workers.",
            len(without),
            names=_listed(without),
        )
        raise ClusterUnfit(words)
    views = asked_each(client, view, [], "")
    others = [_name(address, one) for address, one in views.items() if getattr(one, "version", "") != __version__]
    if others:
        words = tr(
            "{n} worker of the cluster has another version of this program than {version} ({names}). Install the same "
            "one there, or stop the worker.|{n} workers of the cluster have other versions of this program than "
            "{version} ({names}). Install the same one there, or stop these workers.",
            len(others),
            names=_listed(others),
            version=__version__,
        )
        raise ClusterUnfit(words)


def _unseen(names: Sequence[str], place: str) -> str:
    return tr(
        "{n} worker of the cluster does not see {place} as this machine does ({names}). Let it lie there under the "
        "same path, or stop the worker.|{n} workers of the cluster do not see {place} as this machine does ({names}). "
        "Let it lie there under the same path, or stop these workers.",
        len(names),
        place=place,
        names=_listed(names),
    )


def _name(address: str, one: object) -> str:
    return f"{address}, {one.machine}" if isinstance(one, WorkerView) else address


def _listed(names: Sequence[str]) -> str:
    return "; ".join(names[:_NAMED]) + ("; …" if len(names) > _NAMED else "")


@contextmanager
def _silence() -> Iterator[None]:
    """Let Dask's own log say nothing: what a person has to know is a sentence of ours."""
    log = logging.getLogger("distributed")
    before = log.level
    log.setLevel(logging.CRITICAL)
    try:
        yield
    finally:
        log.setLevel(before)
