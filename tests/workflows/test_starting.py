"""Starting the program: one window a state folder, and sentences where none can open.

Tests of commands.open_command and ui.app.
"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.workflows.person import Person, at_the_window, write

HARBOUR = "Harbour reopens\n\nThe harbour master, Ilse Moor, said it was time.\n"


def start(*arguments: str | Path, **environment: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-m", "analyst_app", *map(str, arguments)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env={**os.environ, **environment},
    )


def test_a_second_start_hands_its_paths_to_the_first(tmp_path: Path) -> None:
    first, second = write(tmp_path, "first.txt", HARBOUR), write(tmp_path, "second.txt", HARBOUR)

    def script(person: Person) -> None:
        person.wait_open("first.txt")
        process = start(second)
        person.wait_open("second.txt")
        _, said = process.communicate(timeout=20)
        assert (process.returncode, said) == (0, "")
        process = start(second, "--annotator", "bob")
        person.wait(lambda: process.poll() is not None)
        _, said = process.communicate()
        assert process.returncode == 2
        assert "alice" in said

    at_the_window(first, "--annotator", "alice", script=script)


@pytest.mark.parametrize(
    ("environment", "words"),
    [
        ({"QT_QPA_PLATFORM": "", "DISPLAY": "", "WAYLAND_DISPLAY": ""}, "no screen"),
        ({"QT_QPA_PLATFORM": "xcb", "DISPLAY": ":97"}, ":97 does not answer"),
        ({"QT_QPA_PLATFORM": "nowhere"}, 'no platform "nowhere"'),
    ],
)
def test_without_a_screen_one_sentence_and_exit_3(environment: dict[str, str], words: str) -> None:
    process = start(**environment)
    said, complained = process.communicate(timeout=20)
    assert process.returncode == 3
    assert said == ""
    assert words in complained
    assert complained.count("\n") == 1


@pytest.mark.parametrize(
    ("arguments", "words"),
    [(("--annotator", "Jane Smith"), "jane-smith"), (("--encoding", "klingon"), "klingon")],
)
def test_a_wrong_word_on_the_command_line_is_exit_2(arguments: tuple[str, ...], words: str) -> None:
    process = start("open", *arguments)
    _, complained = process.communicate(timeout=20)
    assert process.returncode == 2
    assert words in complained
    assert "Traceback" not in complained


def test_no_quit_is_left_behind_when_the_window_was_the_last(tmp_path: Path, qtbot: QtBot) -> None:
    QApplication.setQuitOnLastWindowClosed(True)  # as in any QApplication that others made
    at_the_window(write(tmp_path, "first.txt", HARBOUR), script=lambda person: person.wait_open("first.txt"))
    QApplication.processEvents()  # as between two tests
    ticks: list[int] = []
    QTimer.singleShot(0, lambda: ticks.append(1))
    qtbot.waitUntil(lambda: bool(ticks), timeout=2_000)
