"""Every fault of a codebook, item by item, and the line of the file that it stands in, for whoever edits by hand.

``Codebook.from_data`` stops at the first.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from analyst_app.core.codebook import MOST_TAGS, Codebook, _Reader
from analyst_app.core.codebook_words import odd_values
from analyst_app.errors import CodebookInvalid

_ITEM = re.compile(r"\b(tag|attribute|value|link) ([a-z0-9][a-z0-9_-]*)")
_QUOTED = re.compile(r'"([^"]+)"')


def codebook_faults(data: Any, *, where: str) -> list[str]:
    """A sentence about each item that breaks a rule, in the order of the file.

    Args:
        data: the parsed JSON.
        where: name of the file, for messages.
    """
    faults = _Faults(where)
    faults.of(lambda: Codebook.from_data(data, where=where))
    if not faults.told or not isinstance(data, dict) or not isinstance(data.get("tags", []), list):
        return faults.told
    if len(data.get("tags", [])) > MOST_TAGS:
        return faults.told
    faults.told.clear()
    reader = faults.reader
    faults.of(lambda: reader.ident(data, "id", "the codebook"))
    faults.of(lambda: reader.words(data, "name", "the codebook"))
    bad = [tag for number, tag in enumerate(data.get("tags", []), 1) if faults.in_tag(tag, f"tag {number}")]
    good = [tag for tag in data.get("tags", []) if tag not in bad]
    lost = {tag.get("id") for tag in bad if isinstance(tag, dict) and isinstance(tag.get("id"), str)}
    faults.of(lambda: reader.codebook({**data, "id": "any", "name": "", "tags": _without_links_to(good, lost)}))
    if bad and not good:
        faults.told = [words for words in faults.told if '"tags" is empty' not in words]
    faults.told += [f"{where}: {words}." for words in dict.fromkeys((*faults.reader.problems, *odd_values(data)))]
    return faults.told


class _Faults:
    def __init__(self, where: str) -> None:
        self.reader = _Reader(where)
        self.told: list[str] = []

    def of(self, read: Callable[[], object]) -> bool:
        """True if reading fails; the reason is told once."""
        try:
            read()
        except CodebookInvalid as error:
            if str(error) not in self.told:
                self.told.append(str(error))
            return True
        return False

    def in_tag(self, tag: Any, place: str) -> bool:
        if not self.of(lambda: self.reader.tag(tag, place)):
            return False
        if isinstance(tag, dict) and isinstance(tag.get("id"), str):
            place = f"tag {tag['id']}"
        for key, read in (("attributes", self.reader.attribute), ("links", self.reader.role)):
            items = tag.get(key) if isinstance(tag, dict) else None
            for item in items if isinstance(items, list) else ():
                self.of(lambda read=read, item=item: read(item, place))  # type: ignore[misc]
        return True


def _without_links_to(tags: list[Any], lost: set[Any]) -> list[Any]:
    """The tags with no link to a tag that is named for a fault of its own."""
    return [
        {**tag, "links": [{**link, "to": [end for end in link.get("to", []) if end not in lost]} for link in links]}
        if (links := tag.get("links"))
        else tag
        for tag in tags
    ]


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
