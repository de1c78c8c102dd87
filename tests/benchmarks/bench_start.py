"""Starting: whole processes, against the honest floor of ``floor_window``, measured in turn (A B A B …).

Each figure is told twice, by the clock and in processor time of the process: on a
machine that does other work, too, only the second stays what it is.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from tests.benchmarks import floor_window
from tests.benchmarks.rows import Row
from tests.benchmarks.turns import quotients

_RUNS = 15
_WHY = {
    "all": "Qt's enumerations, which the floor does without, take 30 ms of 220; our 150 modules 70, the panes 25",
    "text": "Qt's namespace of enumerations, which the floor does without, takes 30 ms of 220",
    "window": "the command line, the log and the lock of the running program come before it",
}
_SCREEN = ":83"
_EMPTY = """
import os
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QMainWindow
application = QApplication([])
window = QMainWindow()
window.resize(1280, 820)
window.show()
QTimer.singleShot(0, lambda: os._exit(0))
application.exec()
"""
_FLOOR = """
import sys
folder, article = sys.argv[1:]
sys.path.insert(0, folder)
import floor_window
floor_window.main(article)
"""
# The real command line; the window ends the process at the moment that is measured.
_OURS = """
import os, sys
moment, *words = sys.argv[1:]
from analyst_app import cli
from analyst_app.ui.start import platform_check
problem = platform_check.problem
def tell():
    from PySide6 import QtGui, QtWidgets
    print(*sys.modules, *(f"{made.__name__}.{name}" for made in (QtGui, QtWidgets) for name in vars(made)))
    sys.stdout.flush()
    os._exit(0)
def load_nothing():
    from analyst_app.ui.files.desk import Desk
    Desk._load = lambda *_: None  # a worker imports more at the very moment
def at_rest(window):
    from PySide6.QtCore import QTimer
    place = window.prepare()
    is_over = place.bridge.session is not None and not place.tasks._waiting
    tell() if is_over else QTimer.singleShot(5, lambda: at_rest(window))
def watched():
    said = problem()
    from PySide6.QtCore import QTimer
    from analyst_app.ui.main_window import MainWindow
    begin = MainWindow.begin
    def begun(window, *rest):
        begin(window, *rest)
        if moment == "window":
            QTimer.singleShot(0, lambda: os._exit(0))
        elif moment == "frame's modules":
            QTimer.singleShot(0, tell)
        elif moment == "furniture's modules":
            load_nothing()
            window.furnished.connect(lambda: QTimer.singleShot(0, tell))
        elif moment == "unpainted modules":
            load_nothing()
            window.furnished.connect(tell)
        elif moment == "rest's modules":
            window.furnished.connect(lambda: at_rest(window))
        elif moment == "all":
            window.furnished.connect(lambda: QTimer.singleShot(0, lambda: os._exit(0)))
        elif moment == "text":
            window.furnish = lambda: os._exit(0)
        else:
            load_nothing()
            window.furnish = tell
    MainWindow.begin = begun
    return said
platform_check.problem = watched
sys.exit(cli.main(["open", *words]))
"""


def rows() -> Iterator[Row]:
    """Ratios of the start, on a real X screen if there is one to be had, else offscreen."""
    with tempfile.TemporaryDirectory() as place:
        home = Path(place)
        article = home / "article.txt"
        article.write_text(("The council met on Monday. “We will wait,” said Ada Brandt.\n" * 84)[:5000], "utf-8")
        screen = _Screen(home)
        try:
            yield from _measured(screen.environment, article)
        finally:
            screen.close()


def _measured(environment: dict[str, str], article: Path) -> Iterator[Row]:
    moments = ("empty", "floor", "window", "text", "all")
    times: dict[str, list[Spent]] = {moment: [] for moment in moments}
    for turn in range(_RUNS + 1):
        for moment in moments:
            spent = spent_until(moment, environment, article)
            if turn:  # the first fills caches
                times[moment].append(spent)
    platform = environment["QT_QPA_PLATFORM"]
    for operation, moment, yardstick, goal in (
        ("window shown / empty window", "window", "empty", 1.4),
        ("5 kB article painted / floor", "text", "floor", 1.1),
        # The window answers before that; keys pressed meanwhile wait for it. The strictest reading of "usable".
        ("all menus, panes and keys there / floor", "all", "floor", 1.6),
    ):
        for kind, words in enumerate(("clock", "processor")):
            measured = [spent[kind] for spent in times[moment]]
            bare = [spent[kind] for spent in times[yardstick]]
            what = f"start: {operation} ({platform}, {words})"
            yield quotients(measured, bare).row(what, goal, why=_WHY.get(moment, ""))


class Spent(NamedTuple):
    """The time that a process took."""

    clock: float
    """Seconds by the clock."""
    processor: float
    """Seconds of processor time, its own and the kernel's for it."""


def spent_until(moment: str, environment: dict[str, str], article: Path) -> Spent:
    """Run a start until a moment and return what it took.

    Args:
        moment: ``empty`` and ``floor`` are the yardsticks; ``window``, ``text`` and ``all`` moments of the program.
        environment: of the process.
        article: what it opens.
    """
    if moment == "empty":
        command = [sys.executable, "-c", _EMPTY]
    elif moment == "floor":
        command = [sys.executable, "-c", _FLOOR, str(Path(floor_window.__file__).parent), str(article)]
    else:
        command = [sys.executable, "-c", _OURS, moment, str(article)]
    began = time.perf_counter()
    process = subprocess.Popen(command, env=environment, stderr=subprocess.DEVNULL)
    _, status, used = os.wait4(process.pid, 0)
    clock = time.perf_counter() - began
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise subprocess.CalledProcessError(process.returncode, command)
    return Spent(clock, used.ru_utime + used.ru_stime)


def modules_before_the_first_paint(home: Path, article: Path) -> set[str]:
    """Top-level names in ``sys.modules`` when the first text has been painted."""
    return {name.partition(".")[0] for name in modules_at("modules", home, article)}


def modules_at(moment: str, home: Path, article: Path) -> set[str]:
    """Names in ``sys.modules``, and of the classes that Python has made of two of Qt's, as ``PySide6.QtGui.QIcon``.

    Args:
        moment: at ``frame's modules``, the frame is shown; at ``modules``, the text has been painted; at
            ``unpainted modules``, all is there, but not painted yet; at ``furniture's modules``, the first events
            are over; at ``rest's modules``, what follows is done, too.
        home: for the files of the app.
        article: what is opened.
    """
    environment = _environment(home) | {"QT_QPA_PLATFORM": "offscreen"}
    command = [sys.executable, "-c", _OURS, moment, str(article)]
    done = subprocess.run(command, env=environment, check=True, capture_output=True, text=True)
    return set(done.stdout.split())


def _environment(home: Path) -> dict[str, str]:
    places = {f"XDG_{name}_HOME": str(home / name.lower()) for name in ("CONFIG", "STATE", "CACHE", "DATA")}
    environment = os.environ | places | {"HOME": str(home), "PYTHONPYCACHEPREFIX": str(home / "bytecode")}
    environment.pop("PYTHONDONTWRITEBYTECODE", None)  # a program that is installed is compiled
    return environment


class _Screen:
    """An X server of its own if Xvfb is installed."""

    def __init__(self, home: Path) -> None:
        self._server: subprocess.Popen[bytes] | None = None
        self.environment = _environment(home) | {"QT_QPA_PLATFORM": "offscreen"}
        xvfb = shutil.which("Xvfb")
        if xvfb:
            self._server = subprocess.Popen(
                [xvfb, _SCREEN, "-screen", "0", "1600x1000x24"], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
            )
            for _ in range(100):
                if Path(f"/tmp/.X11-unix/X{_SCREEN[1:]}").exists():
                    self.environment |= {"QT_QPA_PLATFORM": "xcb", "DISPLAY": _SCREEN}
                    return
                time.sleep(0.05)

    def close(self) -> None:
        if self._server is not None:
            self._server.terminate()
            self._server.wait()
