"""The output of the commands: documents to stdout, messages to stderr, nothing foreign raw."""

from __future__ import annotations

import json
import re
import sys
from typing import Any

from analyst_app.errors import sayable

PROGRAM = "analyst-app"
"""Stands before what the program says of itself."""
_UNSAFE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff]|\n|\t")


def clean(text: str) -> str:
    r"""Text with control characters and bidi overrides shown as ``\xNN``, safe for a terminal."""
    return _UNSAFE.sub(lambda match: ascii(match.group())[1:-1], sayable(text))


def say(message: str) -> None:
    """A message to the person: one line on stderr, cleaned."""
    print(f"{clean(message)}\n", end="", file=sys.stderr)  # with its end, so that no other message comes between


def put(line: str) -> None:
    """A line of the answer on stdout, cleaned."""
    print(clean(line))


class _Answer:
    """The answer of the command that runs."""

    is_given = False
    """True once its JSON document is on stdout."""


def begin() -> None:
    """Take note that a command begins, whose answer is not given yet."""
    _Answer.is_given = False


def put_failure(sentence: str) -> None:
    """The JSON document of a ``--json`` answer that could not be given; nothing where one stands there already."""
    if not _Answer.is_given:
        put_json({"error": sentence})


def put_json(document: Any) -> None:
    """The one JSON document of a ``--json`` answer, ASCII-escaped."""
    _Answer.is_given = True
    written = json.dumps(document, indent=1)
    if "\\udc" in written:  # a name that is no UTF-8, or an emoji
        written = json.dumps(_sayable(document), indent=1)
    print(written)


def _sayable(value: Any) -> Any:
    """A document of which every text can be written as UTF-8."""
    if isinstance(value, str):
        return sayable(value)
    if isinstance(value, dict):
        return {_sayable(key): _sayable(item) for key, item in value.items()}
    return [_sayable(item) for item in value] if isinstance(value, list | tuple) else value


class Progress:
    """A line on a terminal that counts; silent in a pipe."""

    def __init__(self, what: str, total: int) -> None:
        self._what, self._total, self._shown = what, total, sys.stderr.isatty()

    def expect(self, total: int) -> None:
        """Take another total, where it was not known before."""
        self._total = total

    def at(self, done: int) -> None:
        """Show how many of the total are done."""
        if self._shown:
            end = "\n" if done >= self._total else ""
            print(f"\r{clean(self._what)} {done}/{self._total}", end=end, file=sys.stderr, flush=True)
