"""One screen for all the tests that a worker runs; a seat in front of it for each."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.desktop.screen import Screen, Seat, missing

HERE = Path(__file__).parent


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Each test here is a desktop test; those of a file follow one another on one screen, some in one seat."""
    for item in items:
        if HERE in item.path.parents:
            item.add_marker(pytest.mark.desktop)
            item.add_marker(pytest.mark.xdist_group(f"screen of {item.path.name}"))


@pytest.fixture(scope="session")
def screen() -> Iterator[Screen]:
    lacking = missing()
    if lacking:
        pytest.skip(f"needs {', '.join(lacking)}: ./check as root installs it")
    screen = Screen()
    yield screen
    screen.close()


@pytest.fixture
def sit_down(screen: Screen, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[..., Seat]]:
    """Start the app as a person does: ``sit_down(article, …)`` waits until the first article is open."""
    yield from _seats(screen, tmp_path_factory)


@pytest.fixture(scope="module")
def sit_down_once(screen: Screen, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[..., Seat]]:
    """Start the app once for all tests of a file: each begins with ``seat.clear()``."""
    yield from _seats(screen, tmp_path_factory)


def _seats(screen: Screen, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[..., Seat]]:
    seats: list[Seat] = []

    def begin(*arguments: str | Path, opens: str = "", **how: Any) -> Seat:
        seat = Seat(screen, tmp_path_factory.mktemp("seat"), *arguments, **how)
        seats.append(seat)
        seat.wait_open(opens or Path(arguments[0]).name)
        return seat

    yield begin
    for seat in seats:
        seat.__exit__(None, None, None)
