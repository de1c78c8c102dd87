"""Folders that somebody planted before an export or an import is written into them, and what lies outside."""

from __future__ import annotations

import os
from collections.abc import Callable, Collection
from itertools import cycle, islice, product
from pathlib import Path

from tests.attacks.planted import home

Plant = Callable[[Path], object]


def outside() -> Path:
    """A file of the person that no export and no import may touch."""
    return home() / "private" / "secret.txt"


def dangling(place: Path) -> None:
    """Writing through it would make a start-up file of the shell."""
    place.symlink_to(home() / ".profile")


def link_to_file(place: Path) -> None:
    place.symlink_to(outside())


def link_to_folder(place: Path) -> None:
    place.symlink_to(outside().parent)


def hard_link(place: Path) -> None:
    os.link(outside(), place)


def loop(place: Path) -> None:
    place.symlink_to(place.name)


def fifo(place: Path) -> None:
    os.mkfifo(place)


def folder(place: Path) -> None:
    place.mkdir()
    (place / "mine").write_text("mine\n")


PLANTS: dict[str, Plant] = {
    "a link that leads nowhere": dangling,
    "a link to a file": link_to_file,
    "a link to a folder": link_to_folder,
    "a second name of a file": hard_link,
    "a link to itself": loop,
    "a pipe": fifo,
    "a folder": folder,
}


def pairs(formats: Collection[str]) -> list[tuple[str, str]]:
    """Formats and plants: each with each under ``./check --faults``, else each at least once."""
    if "FAULTS" in os.environ:
        return list(product(formats, PLANTS))
    most = max(len(formats), len(PLANTS))
    return list(islice(zip(cycle(formats), cycle(PLANTS), strict=False), most))
