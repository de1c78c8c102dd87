"""Counts what the window's thread does for a key: calls of the program, in all and in one turn of its event loop."""

from __future__ import annotations

import sys
from collections import Counter
from pathlib import Path
from types import FrameType
from typing import Any

from PySide6.QtCore import QAbstractEventDispatcher

import analyst_app
from tests.desktop.answering import question

_HOME = str(Path(analyst_app.__file__).parent)


class _Count:
    """Since it began."""

    def __init__(self) -> None:
        self.names: Counter[str] = Counter()
        self.turn = self.longest = 0
        self.read = _bytes_read()

    def call(self, frame: FrameType, event: str, _: Any) -> None:
        if event == "c_call":
            self.turn += 1
        elif event == "call" and frame.f_code.co_filename.startswith(_HOME):
            self.turn += 1
            self.names[frame.f_code.co_qualname] += 1

    def end_turn(self) -> None:
        self.longest, self.turn = max(self.longest, self.turn), 0


_counts: list[_Count] = []


@question
def count() -> None:
    """Begin to count; ``counted`` ends it."""
    one = _Count()
    _counts.append(one)
    dispatcher = QAbstractEventDispatcher.instance()
    assert dispatcher is not None
    dispatcher.awake.connect(one.end_turn)
    sys.setprofile(one.call)


@question
def counted(*names: str) -> dict[str, int]:
    """What was done since ``count``.

    Args:
        *names: qualified names of functions, such as ``AnnotationModel.data``.

    Returns:
        ``turn``: the most calls in one turn of the event loop, C functions called from Python included; ``read``:
        bytes that the process read from files; and how often each of the named was called.
    """
    sys.setprofile(None)
    one = _counts.pop()
    dispatcher = QAbstractEventDispatcher.instance()
    assert dispatcher is not None
    dispatcher.awake.disconnect(one.end_turn)
    one.end_turn()
    return {"turn": one.longest, "read": _bytes_read() - one.read} | {name: one.names[name] for name in names}


def _bytes_read() -> int:
    return int(Path("/proc/self/io").read_text().split("rchar: ")[1].split()[0])
