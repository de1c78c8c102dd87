"""Every fault of a codebook, item by item; ``Codebook.from_data`` stops at the first."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from analyst_app.core.codebook import MOST_TAGS, Codebook, _Reader
from analyst_app.core.codebook_words import odd_values
from analyst_app.errors import CodebookInvalid


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
