"""In which line of a codebook's file an error stands, so that a person who edits it by hand finds it."""

from __future__ import annotations

import re

_ITEM = re.compile(r"\b(tag|attribute|value|link) ([a-z0-9][a-z0-9_-]*)")
_QUOTED = re.compile(r'"([^"]+)"')


def with_line(where: str, message: str, text: str) -> str:
    """An error message of ``Codebook.from_data`` that begins with the file, with the line put in.

    Args:
        where: the file, as the message names it.
        message: what is wrong.
        text: the file's content.
    """
    line = line_of(message.removeprefix(f"{where}: "), text)
    return message.replace(f"{where}: ", f"{where}, line {line}: ", 1) if line else message


def line_of(problem: str, text: str) -> int:
    """The line of the item that a problem names, counted from 1; 0 if it cannot be told.

    Args:
        problem: the problem's words, which name the item.
        text: the file.
    """
    place = -1
    for kind, name in _ITEM.findall(problem.split('"')[0]):
        key = "role" if kind == "link" else "id"
        found = re.compile(rf'"{key}"\s*:\s*"{re.escape(name)}"').search(text, place + 1)
        if found is None:
            break
        place = found.start()
    quoted = _QUOTED.search(problem)
    if quoted is not None:
        word = f'"{quoted.group(1)}"'
        nearer = text.rfind(word) if "stands twice" in problem else text.find(word, max(place, 0))
        place = nearer if nearer >= 0 else place
    return text.count("\n", 0, place) + 1 if place >= 0 else 0
