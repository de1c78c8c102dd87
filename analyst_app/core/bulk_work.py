"""Making many objects at once, without the garbage collector walking through all of them again and again."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager

_MANY = 2_000


@contextmanager
def bulk_work(objects: int) -> Iterator[None]:
    """Hold the cyclic collector back while many objects that stay are made.

    Each full collection walks through everything that is alive, so that making
    n objects costs more than n times one. Nothing made here is in a cycle.

    Args:
        objects: their number, about; few are not worth it.
    """
    if objects < _MANY or not gc.isenabled():
        yield
        return
    gc.disable()
    try:
        yield
    finally:
        gc.enable()
