"""Gamma in a process of its own, which can be watched, stopped, and ended when it takes too long."""

from __future__ import annotations

import multiprocessing
import signal
import time
from collections.abc import Callable, Sequence
from importlib.util import find_spec
from multiprocessing.connection import Connection

from analyst_app.agreement.gamma import DRAWS, SEED, Gamma, GammaArticle, gamma
from analyst_app.agreement.measures import Figure
from analyst_app.core.ending import end_with_the_first
from analyst_app.errors import MissingExtra
from analyst_app.wording import tr

LIMIT = 600
"""Seconds after which the process is ended, where nobody says otherwise."""
_LOOK = 0.1
"""Seconds between two looks whether it is to be stopped."""


def gamma_apart(
    articles: Sequence[GammaArticle],
    *,
    limit: float = LIMIT,
    tell: Callable[[int, int], object] = lambda done, total: None,
    is_stopped: Callable[[], bool] = lambda: False,
) -> Gamma:
    """Return gamma over articles; where it was ended before, an undefined figure with the reason. Blocking.

    Args:
        articles: in each at least two readers.
        limit: seconds that it may take.
        tell: is told how many of how many alignments are found.
        is_stopped: asked again and again; True ends the process.

    Raises:
        MissingExtra: scipy is not installed.
    """
    if find_spec("scipy") is None:
        raise MissingExtra("gamma", "the measure gamma")
    context = multiprocessing.get_context("spawn")
    receiver, sender = context.Pipe(duplex=False)
    process = context.Process(target=_work, args=(sender, tuple(articles)), daemon=True)
    process.start()
    sender.close()  # ours: so that the child's end is the last
    ends = time.monotonic() + limit
    try:
        while True:
            if is_stopped():
                return _nothing(tr("it was stopped"))
            if time.monotonic() > ends:
                return _nothing(tr("it took longer than {n} second|it took longer than {n} seconds", round(limit)))
            if not receiver.poll(_LOOK):
                continue
            try:
                found = receiver.recv()
            except EOFError:
                return _nothing(tr("its process ended before it was done; perhaps the memory was used up"))
            if isinstance(found, Gamma):
                return found
            if isinstance(found, Exception):
                raise found
            tell(*found)
    finally:
        process.kill()
        process.join()
        receiver.close()


def _nothing(why: str) -> Gamma:
    return Gamma(Figure(None, why), 0.0, 0, DRAWS)


def _work(sender: Connection, articles: Sequence[GammaArticle]) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl+C is the first process's, which ends this one
    end_with_the_first()
    try:
        sender.send(gamma(articles, seed=SEED, tell=lambda done, total: sender.send((done, total))))
    except Exception as error:
        sender.send(error)
