"""Layers that were left behind when their article was renamed or moved: found again by their text, then by name.

They are only found and offered here; a person says whether they are taken.
"""

from __future__ import annotations

import os
import unicodedata
from collections.abc import Collection, Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from analyst_app.corpus.carrying import FileMove
from analyst_app.errors import AnalystError
from analyst_app.storage import file_names
from analyst_app.storage.decoding import Recorded, decoded, recorded_beside
from analyst_app.storage.layers_beside import is_same_file
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
            if name[: -len(file_names.SIDECAR_SUFFIX)].rpartition(".")[0] in names:
                continue  # as nearly always
            found = file_names.article_and_layer(name)
            if found is not None and found[0] not in names:
                layers.setdefault(found[0], []).append(found[1])
    return [Stray(folder / article, tuple(sorted(ids))) for article, ids in sorted(layers.items())]


class Home(NamedTuple):
    """The article that a stray seems to belong to, and how far that is known."""

    article: Path
    is_of_text: bool
    """True: a layer of the stray was made on its text. False: only the names are alike."""
    text_sha256: str = ""
    """Hash of its text if that is so."""

    def may_be_merged(self, stray: Stray, layer: str) -> bool:
        """True if a layer of the stray was made on the article's text, so that it is no layer of another. Blocking.

        Args:
            stray: the layers without their article.
            layer: id of one.
        """
        return self.is_of_text and any(
            one.text_sha256 == self.text_sha256 for one in recorded_beside(stray.article, [layer])
        )


def strays_of(
    article: Path, text_sha256: str, strays: Sequence[Stray], articles: Sequence[Path] = ()
) -> list[tuple[Stray, Home]]:
    """The strays that belong to an article: those made on its text, else those of its name. Blocking.

    A stray of the name alone is none of its if the article has such a layer, or another article has the stray's text.

    Args:
        article: its path.
        text_sha256: hash of its text.
        strays: those that there are.
        articles: all that the stray may be of.
    """
    by_text = [stray for stray in strays if any(one.text_sha256 == text_sha256 for one in _recorded(stray))]
    if by_text:
        return [(stray, Home(article, True, text_sha256)) for stray in by_text]
    by_name = [stray for stray in strays if _is_alike(stray, article)]
    others = homes_of(by_name, [one for one in articles if one != article]) if by_name else {}
    home = Home(article, False)
    return [
        (stray, home) for stray in by_name if stray.article not in others or not others[stray.article][0].is_of_text
    ]


def homes_of(strays: Sequence[Stray], articles: Sequence[Path]) -> dict[Path, list[Home]]:
    """The articles that each stray may belong to, by the stray's own; none for one without any. Blocking.

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
    homes: dict[Path, list[Home]] = {}
    for stray in strays:
        found = [Home(article, True, text) for text in said[stray.article] for article in by_text.get(text, ())]
        found = found or [Home(one, False) for one in articles if _is_alike(stray, one)]
        if found:
            homes[stray.article] = found
    return homes


def home_of(stray: Stray, homes: Mapping[Path, Sequence[Home]]) -> Home | None:
    """The article that a stray belongs to: of several with its text the nearest; None if two are as near, or none is.

    Args:
        stray: the layers without their article.
        homes: as ``homes_of`` gave them.
    """
    found = sorted(homes.get(stray.article, ()), key=lambda home: _farness(stray, home))
    if len(found) > 1 and (not found[0].is_of_text or _farness(stray, found[0]) == _farness(stray, found[1])):
        return None
    return found[0] if found else None


def in_doubt(stray: Stray, homes: Mapping[Path, Sequence[Home]]) -> list[Path]:
    """The articles with a stray's text that are as near to it as each other; none if one is the nearest.

    Args:
        stray: the layers without their article.
        homes: as ``homes_of`` gave them.
    """
    found = [home for home in homes.get(stray.article, ()) if home.is_of_text]
    least = min((_farness(stray, home) for home in found), default=None)
    nearest = [home.article for home in found if _farness(stray, home) == least]
    return nearest if len(nearest) > 1 else []


def _farness(stray: Stray, home: Home) -> tuple[int, bool]:
    """The number of steps between the folders, then whether the names differ."""
    way = Path(os.path.relpath(home.article.parent, stray.article.parent)).parts
    return len(way), _folded(home.article.name) != _folded(stray.article.name)


def _is_alike(stray: Stray, article: Path) -> bool:
    """True if the names are alike and the article has none of the stray's layers."""
    return _folded(stray.article.name) == _folded(article.name) and all(
        not os.path.lexists(move.new) or is_same_file(*move) for move in stray.moves(article)[: len(stray.layers)]
    )


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
