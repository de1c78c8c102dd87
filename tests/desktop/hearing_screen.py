"""A screen with a session bus and the bus of screen readers, and a reader on it that writes down what it hears."""

from __future__ import annotations

import json
import queue
import shutil
import subprocess
import threading
import time
from pathlib import Path
from typing import Any

from tests.desktop.screen import PATIENCE, Screen

_PYTHON = "/usr/bin/python3"
"""Debian's: pyatspi comes with no wheel."""
_LAUNCHER = "/usr/libexec/at-spi-bus-launcher"
_READER = Path(__file__).with_name("at_spi_reader.py")


def missing_for_hearing() -> list[str]:
    """The programs that hearing needs and this machine lacks."""
    lacking = [name for name in ("dbus-daemon", _PYTHON, _LAUNCHER) if shutil.which(name) is None]
    if not lacking and subprocess.run([_PYTHON, "-c", "import pyatspi"], capture_output=True).returncode:
        lacking.append("python3-pyatspi")
    return lacking


class HearingScreen(Screen):
    """A screen whose programs are asked to tell screen readers all."""

    def __init__(self) -> None:
        super().__init__()
        self._bus = subprocess.Popen(
            ["dbus-daemon", "--session", "--nofork", "--print-address"],
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
        )
        assert self._bus.stdout is not None
        self._address = self._bus.stdout.readline().decode().strip()
        self._launcher = subprocess.Popen(
            [_LAUNCHER, "--launch-immediately", "--a11y=1"], env=self.environment, stderr=subprocess.DEVNULL
        )
        self.reader = AtSpiReader(self.environment)

    @property
    def environment(self) -> dict[str, str]:
        address = getattr(self, "_address", "")
        return super().environment | {"DBUS_SESSION_BUS_ADDRESS": address, "QT_LINUX_ACCESSIBILITY_ALWAYS_ON": "1"}

    def close(self) -> None:
        self.reader.close()
        for process in (self._launcher, self._bus):
            process.terminate()
            process.wait()
        if self._bus.stdout is not None:
            self._bus.stdout.close()
        super().close()


class AtSpiReader:
    """Hears all that is told on the bus, and looks at what is there."""

    def __init__(self, environment: dict[str, str]) -> None:
        self._program = subprocess.Popen(
            [_PYTHON, str(_READER)],
            env=environment,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            encoding="utf-8",
        )
        self._answers: queue.Queue[Any] = queue.Queue()
        self._heard: list[tuple[str, str, float]] = []
        self._thread = threading.Thread(target=self._listen, daemon=True)
        self._thread.start()
        assert self._answers.get(timeout=PATIENCE)["answer"] == "ready"

    def ask(self, question: str, *arguments: Any) -> Any:
        """The answer to a question of ``at_spi_reader``."""
        assert self._program.stdin is not None
        self._program.stdin.write(json.dumps([question, *arguments]) + "\n")
        self._program.stdin.flush()
        answer = self._answers.get(timeout=PATIENCE)
        assert "error" not in answer, answer
        return answer["answer"]

    def forget(self) -> None:
        """Forget what was heard so far, and what is still on its way."""
        time.sleep(0.3)
        self._heard.clear()

    def hear(self, *parts: str, way: str = "announcement") -> str:
        """Wait for a sentence that holds all of some parts, and return it."""
        end = time.monotonic() + PATIENCE
        while True:
            for words, told, _ in list(self._heard):
                if told == way and all(part in words for part in parts):
                    return words
            assert time.monotonic() < end, f"{parts} was not among {self._heard}"
            time.sleep(0.01)

    def heard(self) -> list[str]:
        """All sentences since ``forget``."""
        return [words for words, _, _ in self._heard]

    def close(self) -> None:
        self._program.terminate()
        self._program.wait()
        self._thread.join()
        for stream in (self._program.stdin, self._program.stdout):
            if stream is not None:
                stream.close()

    def _listen(self) -> None:
        assert self._program.stdout is not None
        for line in self._program.stdout:
            told = json.loads(line)
            if "heard" in told:
                self._heard.append((told["heard"], told["way"], told["at"]))
            else:
                self._answers.put(told)
