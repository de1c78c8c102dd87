"""Layers that were left behind when their article was renamed or moved: found again by their text, then by name.

They are only found and offered here; a person says whether they are taken.
"""

from __future__ import annotations

import contextlib
import os
import unicodedata
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from analyst_app.errors import AnalystError, SaveFailed
from analyst_app.storage import atomic, file_names
from analyst_app.storage.copies import write_new
from analyst_app.storage.decoding import Recorded, decoded, recorded_beside
from analyst_app.storage.held_folder import held_folder
from analyst_app.storage.limits import LARGEST_ARTICLE, LARGEST_SIDECAR
from analyst_app.storage.regular_file import read_regular


class Stray(NamedTuple):
    """The layers of an article that is not where they are."""

    article: Path
    """The path at which it would be theirs."""
    layers: tuple[str, ...]
    """Their ids."""

    def files(self, article: Path) -> list[tuple[Path, Path]]:
        """Each file of the stray, with the path that makes it one of an article's.

        Args:
            article: its path.
        """
        pairs = [
            (file_names.sidecar_path(self.article, one), file_names.sidecar_path(article, one)) for one in self.layers
        ]
        facts = file_names.facts_path(self.article)
        return [*pairs, (facts, file_names.facts_path(article))] if os.path.lexists(facts) else pairs


def left_behind(article: Path, folder: Path | None, text_sha256: str) -> list[Stray]:
    """The layers in a folder, without an article of their own, that belong to an article. Blocking.

    Args:
        article: its path.
        folder: the opened folder; None: only the article's own folder is looked through.
        text_sha256: hash of its text.
    """
    if folder is not None and article.is_relative_to(folder):
        return strays_of(article, text_sha256, list(strays_in(folder)))
    return strays_of(article, text_sha256, list(strays_in(article.parent, is_deep=False)))


def strays_in(folder: Path, *, is_deep: bool = True) -> Iterator[Stray]:
    """The strays under a folder, by names alone. Blocking.

    Args:
        folder: its path.
        is_deep: whether sub-folders are looked through, too.
    """
    try:
        with os.scandir(folder) as entries:
            listed = sorted((entry for entry in entries if not entry.name.startswith(".")), key=lambda one: one.name)
    except OSError:
        return
    names = {entry.name for entry in listed}
    layers: dict[str, list[str]] = {}
    for name in sorted(names):
        found = file_names.article_and_layer(name)
        if found is not None and found[0] not in names:
            layers.setdefault(found[0], []).append(found[1])
    for article, ids in layers.items():
        yield Stray(folder / article, tuple(ids))
    for entry in listed:
        if is_deep and entry.is_dir(follow_symlinks=False):
            yield from strays_in(Path(entry.path))


def strays_of(article: Path, text_sha256: str, strays: Sequence[Stray]) -> list[Stray]:
    """The strays that belong to an article: those made on its text, else those of its name spelt otherwise. Blocking.

    Args:
        article: its path.
        text_sha256: hash of its text.
        strays: those that there are.
    """
    by_text = [stray for stray in strays if any(one.text_sha256 == text_sha256 for one in _recorded(stray))]
    return by_text or [stray for stray in strays if _folded(stray.article.name) == _folded(article.name)]


def home_of(stray: Stray, articles: Sequence[Path]) -> Path | None:
    """The article that a stray belongs to, if there is just one. Blocking.

    Args:
        stray: it.
        articles: those that there are.
    """
    said = list(_recorded(stray))
    found = [article for article in articles if _has_text(article, said)]
    if not found:
        found = [article for article in articles if _folded(article.name) == _folded(stray.article.name)]
    return found[0] if len(found) == 1 else None


def take(stray: Stray, article: Path) -> Stray:
    """Make a stray's files those of an article, on a person's word; no file is written over. Blocking.

    Args:
        stray: it.
        article: whose it becomes.

    Returns:
        The same layers at the article; ``take`` with the old path puts them back.

    Raises:
        SaveFailed: a file of such a name is there, or the system would not; then all are where they were.
    """
    files = stray.files(article)
    for _, new in files:
        if os.path.lexists(new):
            raise SaveFailed(f"{new.name} is there already. Merge both with analyst-app merge, or move one away.")
    made: list[Path] = []
    try:
        for old, new in files:
            write_new(new, read_regular(old, limit=LARGEST_SIDECAR))
            made.append(new)
    except OSError as error:
        for new in made:
            with contextlib.suppress(OSError):
                _remove(new)
        raise atomic.failure(stray.article, error) from error
    for old, _ in files:
        with contextlib.suppress(OSError):  # then it stays a stray beside its copy, and nothing is lost
            _remove(old)
    return Stray(article, stray.layers)


def _remove(path: Path) -> None:
    with held_folder(path.parent) as folder:
        folder.remove(path.name)


def _recorded(stray: Stray) -> Iterator[Recorded]:
    return recorded_beside(stray.article, stray.layers)


def _has_text(article: Path, said: Sequence[Recorded]) -> bool:
    try:
        document = decoded(read_regular(article, limit=LARGEST_ARTICLE), name=article.name, given=said)
    except (AnalystError, OSError):
        return False
    return any(one.text_sha256 == document.sha256 for one in said)


def _folded(name: str) -> str:
    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", name).casefold())
