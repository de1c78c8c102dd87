"""Layers that were left behind when their article was renamed or moved: found again by their text, then by name.

They are only found and offered here; a person says whether they are taken.
"""

from __future__ import annotations

import os
import unicodedata
from collections.abc import Collection, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from analyst_app.corpus.carrying import FileMove
from analyst_app.errors import AnalystError
from analyst_app.storage import file_names
from analyst_app.storage.decoding import Recorded, decoded, recorded_beside
from analyst_app.storage.limits import LARGEST_ARTICLE
from analyst_app.storage.regular_file import read_regular


class Stray(NamedTuple):
    """The layers of an article that is not where they are."""

    article: Path
    """The path at which it would be theirs."""
    layers: tuple[str, ...]
    """Their ids."""

    def moves(self, article: Path) -> list[FileMove]:
        """The moves that make its files those of an article; facts go along where the article has none.

        Args:
            article: its path.
        """
        moves = [
            FileMove(file_names.sidecar_path(self.article, one), file_names.sidecar_path(article, one))
            for one in self.layers
        ]
        facts = FileMove(file_names.facts_path(self.article), file_names.facts_path(article))
        return [*moves, facts] if os.path.lexists(facts.old) and not os.path.lexists(facts.new) else moves


def strays_among(folder: Path, names: Collection[str], but: Collection[str] = ()) -> list[Stray]:
    """The layers in a folder whose article is not there, by names alone.

    Args:
        folder: its path.
        names: all names in it.
        but: of these, files that are no layers in spite of their names.
    """
    layers: dict[str, list[str]] = {}
    for name in names:
        if name.endswith(file_names.SIDECAR_SUFFIX) and name[0] != "." and name not in but:
            found = file_names.article_and_layer(name)
            if found is not None and found[0] not in names:
                layers.setdefault(found[0], []).append(found[1])
    return [Stray(folder / article, tuple(sorted(ids))) for article, ids in sorted(layers.items())]


def strays_of(article: Path, text_sha256: str, strays: Sequence[Stray]) -> list[Stray]:
    """The strays that belong to an article: those made on its text, else those of its name spelt otherwise. Blocking.

    Args:
        article: its path.
        text_sha256: hash of its text.
        strays: those that there are.
    """
    by_text = [stray for stray in strays if any(one.text_sha256 == text_sha256 for one in _recorded(stray))]
    return by_text or [stray for stray in strays if _folded(stray.article.name) == _folded(article.name)]


def homes_of(strays: Sequence[Stray], articles: Sequence[Path]) -> dict[Path, Path]:
    """The article that each stray belongs to, where it is just one, by the stray's own. Blocking.

    Each article is read once, and only if there is a stray.

    Args:
        strays: layers without their article.
        articles: those that there are.
    """
    said = {stray.article: {one.text_sha256: one for one in _recorded(stray)} for stray in strays}
    wanted = [one for every in said.values() for one in every.values()]
    by_text: dict[str, list[Path]] = {}
    for article in articles if wanted else ():
        by_text.setdefault(_text_of(article, wanted), []).append(article)
    homes: dict[Path, Path] = {}
    for stray in strays:
        found = [article for text in said[stray.article] for article in by_text.get(text, ())]
        found = found or [one for one in articles if _folded(one.name) == _folded(stray.article.name)]
        if len(found) == 1:
            homes[stray.article] = found[0]
    return homes


def _recorded(stray: Stray) -> Iterator[Recorded]:
    return recorded_beside(stray.article, stray.layers)


def _text_of(article: Path, said: Sequence[Recorded]) -> str:
    """Hash of an article's text; empty if it cannot be read."""
    try:
        return decoded(read_regular(article, limit=LARGEST_ARTICLE), name=article.name, given=said).sha256
    except (AnalystError, OSError):
        return ""


def _folded(name: str) -> str:
    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", name).casefold())
