"""The articles that spoil what many are written into together: found by writing some of them at a time."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from analyst_app.errors import MissingExtra
from analyst_app.export.job import Ticket, fault


def isolated(
    tickets: Sequence[Ticket], write: Callable[[list[Ticket]], object], *, stops: type[Exception] = MissingExtra
) -> tuple[list[Ticket], list[str]]:
    """The articles that can be written alone, and a sentence about each other one.

    Args:
        tickets: articles that cannot be written together.
        write: writes some, and raises if that goes wrong; nothing is left of it either way.
        stops: an exception that is no fault of an article: it is raised on.

    Raises:
        MissingExtra: a library that is needed is not installed.
        OSError: the disk would not.
    """
    spoilt = {id(ticket): words for half in _halves(tickets) for ticket, words in _spoilt(half, write, stops)}
    return [ticket for ticket in tickets if id(ticket) not in spoilt], list(spoilt.values())


def empty(folder: Path) -> None:
    """Let go of all that is in a folder."""
    for path in folder.iterdir():
        if path.is_dir():
            shutil.rmtree(path)
        else:
            path.unlink()


def _spoilt(
    tickets: Sequence[Ticket], write: Callable[[list[Ticket]], object], stops: type[Exception]
) -> Iterator[tuple[Ticket, str]]:
    if not tickets:
        return
    try:
        write(list(tickets))
    except (MissingExtra, OSError, stops):
        raise
    except Exception as error:
        if len(tickets) == 1:
            yield tickets[0], fault(tickets[0], error)
            return
        for half in _halves(tickets):
            yield from _spoilt(half, write, stops)


def _halves(tickets: Sequence[Ticket]) -> tuple[Sequence[Ticket], Sequence[Ticket]]:
    middle = len(tickets) // 2
    return tickets[:middle], tickets[middle:]
