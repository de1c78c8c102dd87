"""Layers that are not where their article is, and files whose name no layer has: found in one pass over the names."""

from __future__ import annotations

import os
import shlex
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from analyst_app.corpus.carrying import FileMove
from analyst_app.corpus.left_behind import Stray, homes_of, strays_among, strays_of
from analyst_app.corpus.misnamed import Misnamed, misnamed_among
from analyst_app.errors import why_unread
from analyst_app.storage.file_names import is_article
from analyst_app.storage.layers_beside import is_same_file
from analyst_app.wording import tr

MOST = 400_000
"""Names that are looked at in one pass; a folder with more is one that nobody keeps a corpus in."""
MOST_TOLD = 1_000
"""Files of either kind that are looked into."""


class Misplaced(NamedTuple):
    """The files of a folder that no article there finds by its name."""

    strays: tuple[Stray, ...] = ()
    misnamed: tuple[Misnamed, ...] = ()
    articles: tuple[Path, ...] = ()
    """The folder's articles, if there is any stray."""

    def __bool__(self) -> bool:
        return bool(self.strays or self.misnamed)


class Offer(NamedTuple):
    """Files that could become layers of an article in one step, if a person says so."""

    is_name: bool
    """True: it lies beside its article and only needs another name."""
    source: Path
    """The article that the layers are of by their names; of a file with an odd name, the file."""
    layers: tuple[str, ...]
    """Their ids at the article."""
    moves: tuple[FileMove, ...]
    barred: bool = False
    """True: another file has that name; the two can only be merged."""

    @property
    def command(self) -> str:
        """The command line that merges both where another file has the name."""
        old, new = self.moves[0]
        return shlex.join(["analyst-app", "merge", str(new), str(old), "--output", str(new)])


def misplaced_in(folder: Path, *, is_deep: bool = True) -> Misplaced:
    """Look through the names in a folder. Blocking.

    Args:
        folder: its path.
        is_deep: whether sub-folders are looked through, too.
    """
    strays: list[Stray] = []
    misnamed: list[Misnamed] = []
    articles: list[Path] = []
    waiting, seen = [folder], 0
    while waiting and seen < MOST:
        place = waiting.pop()
        names, folders = _listed(place)
        seen += len(names)
        if is_deep:
            waiting += sorted((place / name for name in folders if not name.startswith(".")), reverse=True)
        odd = list(misnamed_among(place, names))
        misnamed += odd
        strays += strays_among(place, names, but={one.path.name for one in odd})
        articles += (place / name for name in sorted(names) if is_article(name) and not name.startswith("."))
    return Misplaced(tuple(strays[:MOST_TOLD]), tuple(misnamed[:MOST_TOLD]), tuple(articles) if strays else ())


def offers_for(article: Path, text_sha256: str, there: Misplaced) -> list[Offer]:
    """The files that belong to an article, those without an obstacle first. Blocking where there are strays.

    Args:
        article: its path.
        text_sha256: hash of its text.
        there: what is misplaced in its folder.
    """
    offers: list[Offer] = []
    for one in there.misnamed:
        if one.article == article:
            moves = (FileMove(one.path, one.target),)
            offers.append(Offer(True, one.path, (one.layer_id,), moves, not one.is_free))
    for stray in strays_of(article, text_sha256, there.strays):
        if stray.article != article:
            offers += _of_stray(stray, article)
    return sorted(offers, key=lambda offer: offer.barred)


def _of_stray(stray: Stray, article: Path) -> list[Offer]:
    """One offer of all layers that nothing bars, and one of each other."""
    alone = {layer: Stray(stray.article, (layer,)) for layer in stray.layers}
    barred = [layer for layer, one in alone.items() if not _is_free(one.moves(article)[0])]
    free = tuple(layer for layer in stray.layers if layer not in barred)
    offers = [Offer(False, stray.article, free, tuple(Stray(stray.article, free).moves(article)))] if free else []
    return offers + [
        Offer(False, stray.article, (layer,), tuple(alone[layer].moves(article)[:1]), True) for layer in barred
    ]


def _is_free(move: FileMove) -> bool:
    return not os.path.lexists(move.new) or is_same_file(*move)


class MisplacedNote(NamedTuple):
    """One misplaced file, and what to do about it."""

    path: Path
    article: Path
    """The article that it is of, by its name."""
    kind: str
    """``name`` or ``stray``."""
    words: str
    """The rest of a sentence that begins with the file."""

    @property
    def sentence(self) -> str:
        """The whole sentence."""
        return f"{self.path} {self.words}"


def notes(corpus: Path) -> list[MisplacedNote]:
    """A sentence about each misplaced file of a corpus, with the move to make. Blocking.

    Args:
        corpus: a folder of articles, or one article.
    """
    try:
        if corpus.is_dir():
            return notes_on(misplaced_in(corpus))
        there = misplaced_in(corpus.parent, is_deep=False)
    except OSError as error:
        return [MisplacedNote(corpus, corpus, "stray", tr("cannot be looked through: {why}.", why=why_unread(error)))]
    found = notes_on(there)
    moved = {move.old for offer in _offers_to(corpus, there) for move in offer.moves}
    return [note for note in found if note.article == corpus or note.path in moved]


def notes_on(there: Misplaced) -> list[MisplacedNote]:
    """A sentence about each misplaced file. Blocking where there are strays: articles are read.

    Args:
        there: what was found.
    """
    found = [MisplacedNote(one.path, one.article, "name", words_on_name(one)) for one in there.misnamed]
    homes = homes_of(there.strays, there.articles)
    for stray in there.strays:
        home = homes.get(stray.article)
        for layer in stray.layers:
            move = Stray(stray.article, (layer,)).moves(home or stray.article)[0]
            found.append(MisplacedNote(move.old, stray.article, "stray", _words_on_stray(move, home)))
    return found


def words_on_name(one: Misnamed) -> str:
    """The rest of a sentence about a file whose name no layer has; it begins with the file."""
    if one.is_free:
        return tr("is no layer's name: rename it to {name}.", name=one.target.name)
    offer = Offer(True, one.path, (one.layer_id,), (FileMove(one.path, one.target),), True)
    return tr(
        "is no layer's name, and {name} is there already: merge both with {command}.",
        name=one.target.name,
        command=offer.command,
    )


def _words_on_stray(move: FileMove, home: Path | None) -> str:
    if home is None:
        return tr("has no article: put that back beside it, or move it to the article that it belongs to.")
    if _is_free(move):
        return tr("belongs to {article}: move it to {path}.", article=home, path=move.new)
    offer = Offer(False, home, (), (move,), True)
    return tr(
        "belongs to {article}, which has such a layer already: merge both with {command}.",
        article=home,
        command=offer.command,
    )


def _offers_to(article: Path, there: Misplaced) -> Sequence[Offer]:
    homes = homes_of(there.strays, [article])
    return [
        offer for stray in there.strays if homes.get(stray.article) == article for offer in _of_stray(stray, article)
    ]


def _listed(folder: Path) -> tuple[set[str], list[str]]:
    """Names in a folder, and which of them are folders; nothing of a folder that cannot be read."""
    names: set[str] = set()
    folders: list[str] = []
    try:
        with os.scandir(folder) as entries:
            for entry in entries:
                if entry.is_dir(follow_symlinks=False):
                    folders.append(entry.name)
                else:
                    names.add(entry.name)
    except OSError:
        return set(), []
    return names, folders


def marks(there: Misplaced) -> dict[Path, str]:
    """The words that the list says of each article to which a misplaced file belongs. Blocking where there are strays.

    Args:
        there: what was found in the folder.
    """
    found: dict[Path, list[str]] = {}
    for one in there.misnamed:
        found.setdefault(one.article, []).append(f"{one.path.name} {words_on_name(one)}")
    homes = homes_of(there.strays, there.articles)
    for stray in there.strays:
        if stray.article in homes:
            words = tr(
                "A layer of {name} ({layers}) belongs to it.|{n} layers of {name} ({layers}) belong to it.",
                len(stray.layers),
                name=stray.article.name,
                layers=", ".join(stray.layers),
            )
            found.setdefault(homes[stray.article], []).append(words)
    return {path: "\n".join(words) for path, words in found.items()}
