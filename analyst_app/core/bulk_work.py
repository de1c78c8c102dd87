"""Making many objects at once, without the garbage collector walking through all of them again and again.

The only place that switches the collector off for a while. It may be entered
again inside itself and by several threads: the collector comes back when the
last of them is done, if it was on before the first.
"""

from __future__ import annotations

import gc
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

_MANY = 2_000
_SOME = 5_000
"""Objects that are let go at a time: other threads wait some milliseconds for that."""
_lock = threading.Lock()
_inside = 0
"""Bulk works under way, in all threads."""
_was_on = False
"""True if the collector was on when the first of them began."""


@contextmanager
def bulk_work(objects: int = _MANY, *, stays: bool = False) -> Iterator[None]:
    """Hold the cyclic collector back while many objects are made of which none is in a cycle.

    Each full collection walks through everything that is alive, and stops every
    thread meanwhile, so that making n objects costs more than n times one.

    Args:
        objects: their number, about; few are not worth it.
        stays: True if they live as long as what is open: later collections pass them over.
    """
    if objects < _MANY:
        yield
        return
    _begin()
    try:
        yield
    finally:
        _end(stays=stays)


def let_go(*held: list[Any]) -> None:
    """Empty lists some objects at a time, so that other threads go on: of all at once nobody could interrupt it.

    Args:
        held: long lists whose objects nobody else has.
    """
    for one in held:
        while one:
            del one[-_SOME:]
            time.sleep(0)


def _begin() -> None:
    global _inside, _was_on
    with _lock:
        if not _inside:
            _was_on = gc.isenabled()
            gc.disable()
        _inside += 1


def _end(*, stays: bool) -> None:
    global _inside
    with _lock:
        if stays:
            gc.freeze()
        _inside -= 1
        if not _inside and _was_on:
            gc.enable()
