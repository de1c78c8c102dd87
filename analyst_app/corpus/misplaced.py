"""Layers that are not where their article is, and files whose name no layer has: found in one pass over the names."""

from __future__ import annotations

import os
import shlex
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple
from unicodedata import normalize

from analyst_app.corpus.carrying import FileMove
from analyst_app.corpus.left_behind import Home, Stray, home_of, homes_of, in_doubt, strays_among, strays_of
from analyst_app.corpus.misnamed import Misnamed, misnamed_among
from analyst_app.corpus.passed_over import all_have_their_article, names_below
from analyst_app.errors import AnalystError, why_unread
from analyst_app.storage.decoding import Recorded, decoded, recorded
from analyst_app.storage.file_names import is_article, sidecar_path
from analyst_app.storage.layer import with_ends
from analyst_app.storage.layers_beside import is_same_file
from analyst_app.storage.limits import LARGEST_ARTICLE, LARGEST_SIDECAR
from analyst_app.storage.regular_file import read_regular
from analyst_app.storage.sidecar_reader import parse_sidecar
from analyst_app.wording import tr

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
    is_of_text: bool = True
    """False: only the name of its article is alike; it was made on another text."""

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
    listed: list[tuple[Path, set[str]]] = []
    for place, names in names_below(folder, is_deep=is_deep):
        listed.append((place, names))
        if all_have_their_article(names):
            continue
        odd = list(misnamed_among(place, names))
        misnamed += odd
        strays += strays_among(place, names, but={one.path.name for one in odd})
    articles = (place / name for place, names in listed for name in sorted(names) if is_article(name))
    there = tuple(path for path in articles if not path.name.startswith(".")) if strays else ()
    return Misplaced(tuple(strays[:MOST_TOLD]), tuple(misnamed[:MOST_TOLD]), there)


def offers_for(article: Path, text_sha256: str, there: Misplaced) -> list[Offer]:
    """The files that belong to an article, those without an obstacle first. Blocking where there are strays.

    Args:
        article: its path.
        text_sha256: hash of its text.
        there: what is misplaced in its folder.
    """
    offers: list[Offer] = []
    for one in there.misnamed:
        if one.article == article and (one.is_free or one.made_on == text_sha256):  # else: of another text
            moves = (FileMove(one.path, one.target),)
            offers.append(Offer(True, one.path, (one.layer_id,), moves, not one.is_free))
    for stray, home in strays_of(article, text_sha256, there.strays, there.articles):
        if stray.article != article:
            offers += _of_stray(stray, home)
    return sorted(offers, key=lambda offer: offer.barred)


def _of_stray(stray: Stray, home: Home) -> list[Offer]:
    """One offer of all layers that nothing bars, and one of each other that was made on the article's text."""
    alone = {layer: Stray(stray.article, (layer,)) for layer in stray.layers}
    barred = [layer for layer, one in alone.items() if not _is_free(one.moves(home.article)[0])]
    free = tuple(layer for layer in stray.layers if layer not in barred)
    moves = tuple(Stray(stray.article, free).moves(home.article))
    offers = [Offer(False, stray.article, free, moves, is_of_text=home.is_of_text)] if free else []
    return offers + [
        Offer(False, stray.article, (layer,), tuple(alone[layer].moves(home.article)[:1]), True)
        for layer in barred
        if home.may_be_merged(stray, layer)
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
    is_spare: bool = False
    """True if everything in it is in the layer of its article, too."""

    @property
    def sentence(self) -> str:
        """The whole sentence."""
        return tr("{file} {words}", file=self.path, words=self.words)


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
        home = home_of(stray, homes)
        for layer in stray.layers:
            path = Stray(stray.article, (layer,)).moves(stray.article)[0].old
            if home is not None and _is_spare(stray, layer, home):
                new = sidecar_path(home.article, layer)
                found.append(MisplacedNote(path, stray.article, "stray", f"{_nothing_more(new)}.", is_spare=True))
                continue
            words = _words_on_stray(stray, layer, home, in_doubt(stray, homes))
            found.append(MisplacedNote(path, stray.article, "stray", words))
    return found


def words_on_name(one: Misnamed) -> str:
    """The rest of a sentence about a file whose name no layer has; it begins with the file."""
    if one.is_free:
        return tr("is no layer's name: rename it to {name}.", name=one.target.name)
    if holds_nothing_more(one.path, one.target, one.article):
        return tr("is no layer's name, and it {words}.", words=_nothing_more(one.target))
    mine, its = one.made_on, one.target_made_on
    if not mine or not its:
        return tr(
            "is no layer's name, {name} is there already, and {which} does not say on which text it was made: look "
            "into both, and move one away.",
            name=one.target.name,
            which=one.target.name if mine else one.path.name,
        )
    if mine != its:
        return tr(
            "is no layer's name, {name} is there already, and the two were made on different texts, {which}: do not "
            "merge them; move this one to the article that it belongs to.",
            name=one.target.name,
            which=_which_fits(one.article, mine, its, one.target.name),
        )
    offer = Offer(True, one.path, (one.layer_id,), (FileMove(one.path, one.target),), True)
    return tr(
        "is no layer's name, and {name} is there already, made on the same text: merge both with {command}.",
        name=one.target.name,
        command=offer.command,
    )


def _which_fits(article: Path, mine: str, its: str, name: str) -> str:
    """The words that say which of two texts is the article's as it is."""
    try:
        known = [Recorded(sha256, "") for sha256 in (mine, its)]
        now = decoded(read_regular(article, limit=LARGEST_ARTICLE), name=article.name, given=known).sha256
    except (AnalystError, OSError):
        return tr("and {article} cannot be read", article=article.name)
    if now == mine:
        return tr("this one on {article} as it is", article=article.name)
    if now == its:
        return tr("{name} on {article} as it is", name=name, article=article.name)
    return tr("neither on {article} as it is", article=article.name)


def _is_spare(stray: Stray, layer: str, home: Home) -> bool:
    """True if a stray's layer is in the way of the article's own and everything in it stands there, too."""
    move = Stray(stray.article, (layer,)).moves(home.article)[0]
    return not _is_free(move) and home.may_be_merged(stray, layer) and holds_nothing_more(*move, home.article)


def _nothing_more(new: Path) -> str:
    return tr("holds nothing more than {path}: remove it", path=new)


def _told_apart(old: Path, new: Path) -> str:
    """The path to which a file moves; where it looks like the old name, that it differs is said."""
    is_alike = old.name != new.name and normalize("NFC", old.name) == normalize("NFC", new.name)
    return tr("{path} (the same name, its letters written otherwise)", path=new) if is_alike else str(new)


def holds_nothing_more(spare: Path, kept: Path, article: Path) -> bool:
    """True if a merge of two files of one layer would leave the kept one as it is. Blocking.

    Args:
        spare: the one file.
        kept: the other.
        article: that both were made on; as long as its text is another, the answer is no.
    """
    from analyst_app.storage.merge import counts, merge

    try:
        one, other = read_regular(spare, limit=LARGEST_SIDECAR), read_regular(kept, limit=LARGEST_SIDECAR)
        if one == other:
            return True
        given = [found for data in (one, other) if (found := recorded(data)) is not None]
        text = decoded(read_regular(article, limit=LARGEST_ARTICLE), name=article.name, given=given)
        theirs, ours = (parse_sidecar(data, name=kept.name, document=text) for data in (one, other))
        if theirs.refusal or ours.refusal or not theirs.made_on == ours.made_on == text.sha256:
            return False
        layer = with_ends(ours.layer)
        merged = merge(layer, with_ends(theirs.layer))
    except Exception:  # whatever it is, the merge that is advised comes upon it and names it
        return False
    waiting = {item.id for item in layer.unplaced} == {item.id for item in merged.unplaced}
    return waiting and not counts(layer, merged) and (merged.deleted, merged.revs) == (layer.deleted, layer.revs)


def _words_on_stray(stray: Stray, layer: str, home: Home | None, twins: Sequence[Path] = ()) -> str:
    if home is None and twins:
        return f"{_words_on_twins(twins)}."
    move = Stray(stray.article, (layer,)).moves(home.article if home is not None else stray.article)[0]
    is_free = _is_free(move)
    if home is None or not (is_free or home.may_be_merged(stray, layer)):
        return tr("has no article: put that back beside it, or move it to the article that it belongs to.")
    if not home.is_of_text:
        return tr(
            "has no article. It was made on another text than {article}, which has the same name. If it belongs to "
            "that, move it to {path}.",
            article=home.article,
            path=_told_apart(*move),
        )
    if is_free:
        return tr("belongs to {article}: move it to {path}.", article=home.article, path=_told_apart(*move))
    offer = Offer(False, home.article, (), (move,), True)
    return tr(
        "belongs to {article}, which has such a layer already: merge both with {command}.",
        article=home.article,
        command=offer.command,
    )


def _words_on_twins(twins: Sequence[Path]) -> str:
    *first, last = map(str, twins)
    return tr(
        "has no article, and its text is that of {articles} and {last}: move it to the one that it belongs to",
        articles=", ".join(first),
        last=last,
    )


def words_on_move(stray: Stray, home: Home | None, twins: Sequence[Path] = ()) -> str:
    """The words that say which files of a stray go where; empty if that is not known.

    Args:
        stray: layers without their article.
        home: the article that they belong to.
        twins: where no article is the nearest, those that have the stray's text.
    """
    if home is None:
        return _words_on_twins(twins) if twins else ""
    moves = stray.moves(home.article)
    free = tuple(layer for layer, move in zip(stray.layers, moves, strict=False) if _is_free(move))
    words = ", ".join(
        f"{old.name} to {_told_apart(old, new)}" for old, new in Stray(stray.article, free).moves(home.article)
    )
    if not home.is_of_text:
        return tr(
            "{article} has the same name, but another text: if they belong to it, move {moves}",
            article=home.article,
            moves=words,
        )
    steps = [tr("move {moves}", moves=words)] if free else []
    for layer, move in zip(stray.layers, moves, strict=False):
        if layer in free or not home.may_be_merged(stray, layer):
            continue
        if _is_spare(stray, layer, home):
            steps.append(f"{move.old.name} {_nothing_more(move.new)}")
            continue
        command = Offer(False, stray.article, (layer,), (move,), True).command
        steps.append(tr("merge both with {command}", command=command))
    return tr("its layers belong to {article}: {steps}", article=home.article, steps="; ".join(steps)) if steps else ""


def _offers_to(article: Path, there: Misplaced) -> Sequence[Offer]:
    homes = homes_of(there.strays, there.articles)
    return [
        offer
        for stray in there.strays
        for home in homes.get(stray.article, ())
        if home.article == article
        for offer in _of_stray(stray, home)
    ]


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
        home = home_of(stray, homes)
        if home is not None:
            found.setdefault(home.article, []).append(_mark_of(stray, home))
    return {path: "\n".join(words) for path, words in found.items()}


def _mark_of(stray: Stray, home: Home) -> str:
    n, name, layers = len(stray.layers), stray.article.name, ", ".join(stray.layers)
    if home.is_of_text:
        return tr(
            "A layer of {name} ({layers}) belongs to it.|{n} layers of {name} ({layers}) belong to it.",
            n,
            name=name,
            layers=layers,
        )
    return tr(
        "A layer of {name} ({layers}) has its name, but was made on another text."
        "|{n} layers of {name} ({layers}) have its name, but were made on another text.",
        n,
        name=name,
        layers=layers,
    )
