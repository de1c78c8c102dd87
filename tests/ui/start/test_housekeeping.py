"""Garbage is collected by the window's clock: all of it after an article was put away, on the GUI thread."""

from __future__ import annotations

import gc
import threading
from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from analyst_app.ui.start import housekeeping as module
from analyst_app.ui.start.housekeeping import Housekeeping


@pytest.fixture
def whole(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[int]]:
    """Threads in which everything was looked through, while Python itself collects nothing."""
    threads: list[int] = []

    def note(phase: str, facts: dict[str, int]) -> None:
        if phase == "stop" and facts["generation"] == 2:
            threads.append(threading.get_ident())

    monkeypatch.setattr(module, "_EVERY", 5)
    gc.disable()
    gc.callbacks.append(note)
    yield threads
    gc.callbacks.remove(note)
    gc.enable()


@pytest.fixture
def active(qtbot: QtBot) -> QWidget:
    window = QWidget()
    qtbot.addWidget(window)
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    return window


def test_an_article_that_was_put_away_is_collected_once_on_the_gui_thread(
    qtbot: QtBot, active: QWidget, whole: list[int]
) -> None:
    housekeeping = Housekeeping(active)
    housekeeping.begin()
    qtbot.wait(30)
    assert whole == [], "nobody put an article away, and the person is at the window"
    housekeeping.note_put_away()
    qtbot.waitUntil(lambda: whole == [threading.get_ident()])
    qtbot.wait(100)
    assert len(whole) == 1
    housekeeping.stop()


def test_a_window_that_is_left_collects_and_then_rests(qtbot: QtBot, active: QWidget, whole: list[int]) -> None:
    housekeeping = Housekeeping(active)
    active.hide()
    for _ in range(module._REST):
        housekeeping._look()
    assert len(whole) == 1
    housekeeping._look()
    assert len(whole) == 2
    housekeeping.stop()


def test_when_it_stops_python_collects_again(active: QWidget, whole: list[int]) -> None:
    housekeeping = Housekeeping(active)
    housekeeping.begin()
    assert gc.get_freeze_count() > 0
    housekeeping.stop()
    assert gc.isenabled()
    assert gc.get_freeze_count() == 0


def test_very_many_new_objects_are_looked_through_only_after_a_while(active: QWidget, whole: list[int]) -> None:
    housekeeping = Housekeeping(active)
    gc.collect()
    whole.clear()
    housekeeping.note_put_away()
    held: list[list[int]] = [[] for _ in range(module._VERY_MANY + 1_000)]
    for _ in range(module._PATIENCE):
        housekeeping._look()
    assert whole == [], "a worker is at it"
    housekeeping._look()
    assert whole == [threading.get_ident()], "it kept them"
    assert held
    housekeeping.stop()


def test_a_worker_that_let_go_of_its_objects_puts_nothing_off(active: QWidget, whole: list[int]) -> None:
    housekeeping = Housekeeping(active)
    gc.collect()
    whole.clear()
    housekeeping.note_put_away()
    held: list[list[int]] = [[] for _ in range(module._VERY_MANY + 1_000)]
    housekeeping._look()
    assert whole == []
    held.clear()
    housekeeping._look()
    assert whole == [threading.get_ident()]
    housekeeping.stop()
