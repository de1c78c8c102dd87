"""What a key costs the window does not grow with the number of annotations: shown by counts, not by clocks.

Counted are the program's calls in one turn of the window's event loop (between two of its answers), the table's rows
that are painted, the people who are compared, and the bytes that are read.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path

import pytest

from analyst_app.core.store import Change
from analyst_app.session.session import Session
from tests.benchmarks.bench_view import codebook
from tests.benchmarks.bench_waits import made
from tests.desktop.screen import Screen, Seat
from tests.saves import save_now

FEW, MANY = 1_500, 30_000
NAMED = ("AnnotationModel.data", "is_same_person")
_ON = {"L": "quote", "S": "actor"}
"""Keys that need an annotation of a tag."""
_MODE = {"L": "LINK", "S": "SAME"}
"""The modes that they lead to: the key was not refused."""
_SAVES = {"C": 1, "undo while that is saved": 2}
"""Keys by which the layer is saved, and how often."""
_LOOKS = 3
"""Times that a save reads the file, in a worker: twice to merge what others wrote, once by the watch on the disk."""
_SLACK = {"turn": 300, "read": 100_000, "AnnotationModel.data": 100, "is_same_person": 20}
"""Counts vary from run to run by as much: a timer's turn, a line of the log, a row half seen."""


def costs(seat: Seat, act: Callable[[Seat], object]) -> dict[str, int]:
    time.sleep(1)  # the watch on the disk looks a while after a save
    seat.until(lambda: seat.ask("idle"))
    seat.ask("count")
    act(seat)
    seat.until(lambda: seat.ask("idle"))
    seat.settle()
    return seat.ask("counted", *NAMED)


def at_first(seat: Seat, tag: str) -> None:
    """Make the article's first annotation of a tag current."""
    seat.keys("Escape", "Escape", "ctrl+Home")
    while (seat.ask("current") or {}).get("tag") != tag:
        seat.keys("n")


def letter(seat: Seat) -> None:
    seat.click(seat.ask("place_of_widget", "annotation_filter"))
    seat.type("d")


KEYS: dict[str, Callable[[Seat], object]] = {
    "N": lambda seat: seat.keys("n"),
    "J": lambda seat: seat.keys("j"),
    "C": lambda seat: seat.keys("c"),
    "undo while that is saved": lambda seat: seat.keys("ctrl+s", "ctrl+z"),
    "L": lambda seat: seat.keys("l"),
    "S": lambda seat: seat.keys("s"),
    "menu": lambda seat: seat.keys("alt+e"),
    "a letter in the table's filter": letter,
}


@pytest.fixture(scope="module")
def measured(screen: Screen, tmp_path_factory: pytest.TempPathFactory) -> dict[int, dict[str, dict[str, int]]]:
    """What each key cost, with few annotations and with many."""
    return {count: _measured(screen, tmp_path_factory.mktemp(str(count)), count) for count in (FEW, MANY)}


def _measured(screen: Screen, folder: Path, count: int) -> dict[str, dict[str, int]]:
    text, entries = made(count)
    path = folder / "long.txt"
    path.write_text(text, "utf-8")
    session = Session.load(
        path, Session.read_article(path), layer_id="alice", codebook=codebook(), state=folder / "state"
    )
    session.do("make", Change((), tuple(entries)))
    save_now(session)
    session.close()
    home = folder / "home"
    home.mkdir()
    found = {"": {"bytes": session.sidecar.stat().st_size}}
    with Seat(screen, home, path, "--annotator", "alice") as seat:
        seat.wait_open(path.name)
        seat.until(lambda: len(seat.ask("annotations")) >= count, "all annotations")
        for name, act in KEYS.items():
            seat.keys("Escape", "Escape")
            if name in _ON:
                at_first(seat, _ON[name])
            found[name] = costs(seat, act)
            if name in _ON:
                assert seat.ask("says", "mode_chip") == _MODE[name]
    return found


@pytest.mark.parametrize("name", KEYS)
def test_a_key_costs_the_window_no_more_with_twenty_times_the_annotations(
    measured: dict[int, dict[str, dict[str, int]]], name: str
) -> None:
    few, many = measured[FEW][name], measured[MANY][name]
    slack = dict(_SLACK)
    slack["read"] += _SAVES.get(name, 0) * _LOOKS * measured[MANY][""]["bytes"]
    for what, most in few.items():
        assert many[what] <= 1.3 * most + slack[what], (what, few, many)
