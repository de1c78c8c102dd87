"""Files beside articles that are layers by their ending, but whose name holds no layer's id: named, never ignored.

A colleague who calls her layer ``Alice``, a blank, an umlaut or a second dot
makes such a name. A sync tool's copy of a layer that is there is none of them.
"""

from __future__ import annotations

import os
from collections.abc import Collection, Iterator
from pathlib import Path
from typing import NamedTuple

from analyst_app.core.layer_ids import is_layer_id, nearest_id
from analyst_app.storage import file_names, layers_beside
from analyst_app.storage.decoding import recorded_in


class Misnamed(NamedTuple):
    """A layer's file under a name that no layer has."""

    path: Path
    article: Path
    """The article that it lies beside, by its name."""
    layer_id: str
    """The nearest id: that of the annotator inside, else the name's own letters."""

    @property
    def target(self) -> Path:
        """The path under which it is the article's layer."""
        return file_names.sidecar_path(self.article, self.layer_id)

    @property
    def is_free(self) -> bool:
        """True if nothing is at that path yet, or just this file under another spelling."""
        return not os.path.lexists(self.target) or layers_beside.is_same_file(self.path, self.target)

    @property
    def made_on(self) -> str:
        """Hash of the text that the file says it was made on; empty if it does not say. Blocking."""
        return _text_of(self.path)

    @property
    def target_made_on(self) -> str:
        """The same of the file that has the right name. Blocking."""
        return _text_of(self.target)


def misnamed_among(folder: Path, names: Collection[str]) -> Iterator[Misnamed]:
    """Such files of a folder. Blocking where there are any: each is looked into.

    Args:
        folder: its path.
        names: all names in it.
    """
    for name in sorted([name for name in names if _may_be_layer(name) and not _is_beside_article(name, names)]):
        found = _misnamed(folder, name, names)
        if found is not None:
            yield found


def _text_of(sidecar: Path) -> str:
    return next((one.text_sha256 for one in recorded_in(sidecar)), "")


def _may_be_layer(name: str) -> bool:
    """True if a file is a layer's by its ending, and one with an odd name."""
    if name[-len(file_names.JSON) :].lower() != file_names.JSON or name.startswith((".", file_names.TEMPORARY)):
        return False
    return file_names.SIDECAR_MARK in name.lower()


def _is_beside_article(name: str, names: Collection[str]) -> bool:
    """True if a name is that of a layer of an article that is there, as nearly always."""
    regular = file_names.article_and_layer(name)
    return regular is not None and regular[0] in names


def _misnamed(folder: Path, name: str, names: Collection[str]) -> Misnamed | None:
    before, mark, after = _parted(name)
    owner = _owner(before, names)
    article = owner or _by_ending(before)
    middle = before[len(article) :].removeprefix(".") if article else before
    is_exact = mark == file_names.SIDECAR_SUFFIX and not after
    if is_exact and (is_layer_id(middle) if article else file_names.article_and_layer(name) is not None):
        return None
    path = folder / name
    if not owner and not any(recorded_in(path)):
        return None  # no article, and nothing inside that a layer has: another program's
    article = article or before
    inside = layers_beside.annotator_in(path)
    of = layers_beside.copied_layer(middle, after)
    if of and inside == of and file_names.sidecar_name(article, of) in names:
        return None  # a conflict copy, told as that
    return Misnamed(path, folder / article, inside if is_layer_id(inside) else nearest_id(middle))


def _parted(name: str) -> tuple[str, str, str]:
    """The name before the ending, the ending as it is spelt, and what a sync tool put into it."""
    at = name.lower().rindex(file_names.SIDECAR_MARK)
    end = len(name) - len(file_names.JSON)
    inserted = name[at + len(file_names.SIDECAR_MARK) : end]
    return name[:at], name[at : at + len(file_names.SIDECAR_MARK)] + name[end:], inserted


def _owner(before: str, names: Collection[str]) -> str:
    """The article in the folder that a name begins with: the longest; empty if there is none."""
    at = len(before)
    while at > 0:
        start = before[:at]
        if file_names.is_article(start) and start in names:
            return start
        at = before.rfind(".", 0, at)
    return ""


def _by_ending(before: str) -> str:
    """The article that a name begins with, where none of that name is there."""
    at = before.lower().rfind(file_names.ARTICLE_SUFFIX)
    end = at + len(file_names.ARTICLE_SUFFIX)
    return before[:end] if at > 0 and before[end : end + 1] in ("", ".") else ""
