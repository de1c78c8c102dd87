"""A screen of its own: Xvfb, a window manager, and xdotool's hands on it."""

from __future__ import annotations

import json
import os
import shutil
import socket
import subprocess
import sys
import time
from pathlib import Path
from types import TracebackType
from typing import Any

NEEDED = ("Xvfb", "openbox", "xdotool")
PATIENCE = 20.0
"""Seconds: longer than anything takes on a loaded machine."""
REPEAT_DELAY, REPEAT_INTERVAL = 300, 40
"""Milliseconds until a held key repeats, and between two of its repeats."""
ROOT = Path(__file__).resolve().parents[2]


def missing() -> list[str]:
    """The programs that a screen needs and this machine lacks."""
    return [name for name in NEEDED if shutil.which(name) is None]


class Screen:
    """An X server on a free display, with openbox on it."""

    def __init__(self, size: str = "1280x720") -> None:
        read_end, write_end = os.pipe()
        self._server = subprocess.Popen(
            [
                *("Xvfb", "-displayfd", str(write_end), "-screen", "0", f"{size}x24", "-nolisten", "tcp", "-noreset"),
                *("-ardelay", str(REPEAT_DELAY), "-arinterval", str(REPEAT_INTERVAL)),
            ],
            pass_fds=(write_end,),
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        os.close(write_end)
        with os.fdopen(read_end) as ready:
            number = ready.readline().strip()  # to the line's end: the server dies if nobody takes that
        assert number, "Xvfb did not start"
        self.display = f":{number}"
        self._manager = subprocess.Popen(
            ["openbox", "--sm-disable"],
            env=self.environment,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )

    @property
    def environment(self) -> dict[str, str]:
        return {**os.environ, "DISPLAY": self.display}

    def run(self, *command: str) -> str:
        """Run one of X's own programs on the screen and return what it says."""
        return subprocess.run(command, env=self.environment, check=True, capture_output=True, text=True).stdout

    def close(self) -> None:
        for process in (self._manager, self._server):
            process.terminate()
        for process in (self._manager, self._server):
            process.wait()


class Seat:
    """The app on a screen, and a person in front of it. Ends the app, by force if need be, when left."""

    def __init__(self, screen: Screen, home: Path, *arguments: str | Path, size: tuple[int, int] | None = None) -> None:
        """Start the app and wait for its window.

        Args:
            screen: on which it appears.
            home: an empty folder that is the person's home.
            *arguments: of the command line.
            size: the window's width and height; None: as it comes.
        """
        self.screen, self.home = screen, home
        path = home / "observer"
        environment = screen.environment | {
            "QT_QPA_PLATFORM": "xcb",
            "HOME": str(home),
            "XDG_RUNTIME_DIR": str(home),
            "PYTHONPATH": str(ROOT),
            **{f"XDG_{name}_HOME": str(home / name.lower()) for name in ("CONFIG", "STATE", "CACHE", "DATA")},
        }
        home.chmod(0o700)
        self._log = (home / "output.txt").open("w+")
        self._app = subprocess.Popen(
            [sys.executable, "-m", "tests.desktop.observed", str(path), *map(str, arguments)],
            env=environment,
            cwd=ROOT,
            stdout=self._log,
            stderr=subprocess.STDOUT,
        )
        self._socket = socket.socket(socket.AF_UNIX)
        self.until(lambda: self._connected(path), "the app started")
        self._lines = self._socket.makefile("rw", encoding="utf-8")

    def __enter__(self) -> Seat:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._lines.close()
        self._socket.close()
        self._app.terminate()
        try:
            self._app.wait(5)
        except subprocess.TimeoutExpired:
            self._app.kill()
            self._app.wait()
        self._log.close()

    # -- seeing ------------------------------------------------------------------------

    def ask(self, question: str, *arguments: Any) -> Any:
        """The observer's answer to one of ``answering.QUESTIONS``."""
        self._lines.write(json.dumps([question, *arguments]) + "\n")
        self._lines.flush()
        line = self._lines.readline()
        assert line, f"the app is gone: {(self.home / 'output.txt').read_text()[-2000:]}"
        answer = json.loads(line)
        assert "error" not in answer, f"{question}{arguments}: {answer['error']}"
        return answer["answer"]

    def until(self, truth: Any, words: str = "") -> Any:
        """Wait until something is true, and return it."""
        end = time.monotonic() + PATIENCE
        while not (found := truth()):
            assert time.monotonic() < end, f"waited in vain: {words or truth}"
            assert self._app.poll() is None, f"the app ended: {(self.home / 'output.txt').read_text()[-2000:]}"
            time.sleep(0.02)
        return found

    def wait_open(self, name: str) -> None:
        """Wait until an article is open, the window is in front and nothing is worked on."""
        self.until(lambda: self.ask("opened") == name, f"{name} open")

    @property
    def tagged(self) -> list[tuple[str, str]]:
        """Tag and words of each annotation, in reading order."""
        return [(one["tag"], one["words"]) for one in self.ask("annotations")]

    # -- doing -------------------------------------------------------------------------

    def keys(self, *names: str) -> None:
        """Press and release keys, by xdotool's names (``ctrl+f``, ``Return``), and wait until they were taken."""
        self.screen.run("xdotool", "key", "--clearmodifiers", "--delay", "30", *names)
        self.settle()

    def press_and_end(self, *names: str) -> int:
        """Press keys, the last of which ends the app; its exit status."""
        self.screen.run("xdotool", "key", "--clearmodifiers", "--delay", "30", *names)
        return self._app.wait(PATIENCE)

    def clear(self) -> None:
        """Leave every list and dialog, take back all that was done, and go to the article's beginning."""
        while self.ask("popup") or self.ask("dialog"):
            self.keys("Escape")
        self.keys("Escape", "Escape")
        for _ in range(60):
            if not self.ask("action", "edit.undo")["enabled"]:
                break
            self.keys("ctrl+z")
        assert not self.ask("action", "edit.undo")["enabled"]
        self.keys("Escape", "Escape")
        self.keys("ctrl+Home")

    def choose(self, entry: str) -> None:
        """Choose an entry of the open menu by the letter that it shows."""
        texts = {text.replace("&", ""): text for text in self.ask("menu_entries")}
        self.keys(texts[entry].partition("&")[2][0].lower())

    def type(self, words: str) -> None:
        """Type words into whatever has the keyboard."""
        self.screen.run("xdotool", "type", "--delay", "15", words)
        self.settle()

    def hold(self, key: str, seconds: float) -> None:
        """Hold a key so long that the X server repeats it."""
        self.screen.run("xdotool", "keydown", key)
        time.sleep(seconds)
        self.screen.run("xdotool", "keyup", key)
        self.settle()

    def click(self, place: tuple[int, int] | list[int], *, button: int = 1, times: int = 1, held: str = "") -> None:
        """Click at a place of the screen, with a modifier key held if one is named."""
        before = ["keydown", held] if held else []
        after = ["keyup", held] if held else []
        move = ["mousemove", str(place[0]), str(place[1])]
        press = ["click", "--repeat", str(times), "--delay", "60", str(button)]
        self.screen.run("xdotool", *before, *move, *press, *after)
        self.settle()

    def drag(self, start: list[int], end: list[int], *, held: str = "") -> None:
        """Drag with the left button from one place of the screen to another."""
        before = ["keydown", held] if held else []
        after = ["keyup", held] if held else []
        middle = [str((a + b) // 2) for a, b in zip(start, end, strict=True)]
        self.screen.run("xdotool", *before, "mousemove", *map(str, start), "mousedown", "1")
        self.screen.run("xdotool", "mousemove", *middle, "sleep", "0.05", "mousemove", *map(str, end), "sleep", "0.05")
        self.screen.run("xdotool", "mouseup", "1", *after)
        self.settle()

    def click_words(self, words: str, occurrence: int = 0, **how: Any) -> None:
        """Click into the middle of words of the article, which must be on the screen."""
        start = self.find(words, occurrence)
        self.click(self.ask("place_of", start + len(words) // 2), **how)

    def drag_words(self, words: str, occurrence: int = 0, *, held: str = "ctrl") -> None:
        """Select words exactly by dragging over them with Ctrl held; ``held=""``: as a drag without it selects."""
        start = self.find(words, occurrence)
        self.drag(self.ask("edge_of", start), self.ask("edge_of", start + len(words)), held=held)

    def find(self, words: str, occurrence: int = 0) -> int:
        """Where words stand in the article, in code points."""
        text, place = self.ask("text"), -1
        for _ in range(occurrence + 1):
            place = text.index(words, place + 1)
        return int(place)

    def settle(self) -> None:
        """Give X time to deliver what was done, and the window to take it."""
        time.sleep(0.04)
        self.ask("focus")
        self.ask("focus")

    def _connected(self, path: Path) -> bool:
        try:
            self._socket.connect(str(path))
        except (FileNotFoundError, ConnectionRefusedError):
            return False
        return True
