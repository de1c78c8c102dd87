"""Puts imported articles into a folder: ``name.txt`` and ``name.txt.source.json``; the original stays where it is."""

from __future__ import annotations

import contextlib
from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from analyst_app.core.ending import uninterrupted
from analyst_app.corpus.facts import ArticleFacts, facts_in
from analyst_app.corpus.intake.new_files import Entering, TakingFolder, safe_stem, taking_folder
from analyst_app.corpus.iso_dates import known_date
from analyst_app.errors import AnalystError, SaveFailed
from analyst_app.importers.imported_article import ImportedArticle
from analyst_app.storage.file_names import ARTICLE_SUFFIX, SIDECAR_SUFFIX, facts_name
from analyst_app.storage.limits import LARGEST_SIDECAR, LARGEST_TEAM_FILE
from analyst_app.storage.team_files import encode_team_file
from analyst_app.wording import tr

_MOST_NAMESAKES = 10_000


@dataclass(frozen=True, slots=True)
class TakenIn:
    """The outcome of importing one article."""

    path: Path
    """The article's text file."""
    is_new: bool
    """True if it was written; False: the very text was there already."""
    earlier: Path | None = None
    """The version that it follows: the same page, imported before with another text."""


def take_in(
    article: ImportedArticle,
    folder: Path,
    *,
    named: str = "",
    together: Collection[Path] | None = None,
    entering: Entering = lambda _: None,
) -> TakenIn:
    """Write an article into a folder.

    An article that is there already with the same text is left alone. Where
    the same page (by address, else by the original's name) is there with
    another text, this one becomes its next version, and every layer of the
    version before is copied along, to be re-anchored when it is opened. The
    text is written last: where it is missing, an import was ended in the
    middle, and the next one goes on with what lies there.

    Args:
        article: what was imported.
        folder: where it goes; made if it is missing.
        named: name without suffix; by default from the original's name, or
            the title where several articles came from one file.
        together: the articles that came in of the same original just now, which
            are no earlier versions; None: it holds only this one.
        entering: is told the folder before anything is written into it.

    Raises:
        LeadsOutside: the folder's name leads nowhere or, from an opened folder, out of it.
        SaveFailed: it could not be written.
        SidecarInvalid: what is noted beside the version before cannot be understood any more.
    """
    with taking_folder(folder) as place:
        entering(place)
        return _taken(article, place, safe_stem(named or Path(article.original).stem or article.title), together)


def _taken(article: ImportedArticle, folder: TakingFolder, stem: str, together: Collection[Path] | None) -> TakenIn:
    text = article.text.encode("utf-8", "replace")
    versions = [name for name in _namesakes(folder, stem) if _is_same_page(folder, name, article)]
    for name in versions:
        if folder.holds(name, text):
            return TakenIn(folder.path / name, is_new=False)
    if together is not None:  # of several in one original only an address or a title tells which it was before
        is_known = bool(article.url or article.title)
        versions = [name for name in versions if is_known and folder.path / name not in together]
    earlier = versions[-1] if versions else ""
    first = (_facts_beside(folder, earlier).version_of or earlier) if earlier else ""
    facts = replace(ArticleFacts.of(article), version_of=first)
    name = _written(folder, safe_stem(Path(first).stem) if first else stem, text, facts, earlier)
    return TakenIn(folder.path / name, is_new=True, earlier=folder.path / earlier if earlier else None)


def stem_of(article: ImportedArticle, *, of_several: bool) -> str:
    """The name an article's file should have: date and title if its original held several.

    Args:
        article: the imported article.
        of_several: whether its file holds several articles.
    """
    if article.named and of_several:
        return safe_stem(article.named)
    if of_several or not article.original:
        return safe_stem(" ".join(filter(None, [known_date(article.date), article.title])))
    return safe_stem(Path(article.original).stem)


def _namesakes(folder: TakingFolder, stem: str) -> Iterator[str]:
    """Articles that the name or its numbered variants have, as far as they go on."""
    yield from filter(folder.has, [_article(stem)])
    for number in range(2, _MOST_NAMESAKES):
        found = list(filter(folder.has, (_article(f"{stem} v{number}"), _article(f"{stem} {number}"))))
        yield from found
        if not found:
            return


def _article(stem: str) -> str:
    return f"{stem}{ARTICLE_SUFFIX}"


def _facts_beside(folder: TakingFolder, article: str) -> ArticleFacts:
    """The facts beside an article.

    Raises:
        OSError: they are not there, or cannot be read.
        SidecarInvalid: they cannot be understood.
    """
    name = facts_name(article)
    return facts_in(folder.read(name, limit=LARGEST_TEAM_FILE), name)


def _is_same_page(folder: TakingFolder, name: str, article: ImportedArticle) -> bool:
    try:
        facts = _facts_beside(folder, name)
    except (AnalystError, OSError):
        return False
    if facts.url and article.url:
        return facts.url == article.url
    return bool(facts.original) and facts.original == article.original and facts.title == article.title


@uninterrupted()  # an article comes in with all that is beside it, or not at all
def _written(folder: TakingFolder, stem: str, text: bytes, facts: ArticleFacts, earlier: str) -> str:
    mark = "v" if earlier else ""
    for number in range(2 if earlier else 1, _MOST_NAMESAKES):
        name = _article(f"{stem} {mark}{number}" if number > 1 else stem)
        has_facts = folder.has(facts_name(name))
        if folder.has(name) or (has_facts and not _is_begun(folder, name, facts)):
            continue
        try:
            if earlier:
                _copy_layers(folder, earlier, name)
            if not has_facts:
                folder.write(facts_name(name), encode_team_file(facts.to_data()))
            folder.write(name, text)  # last: whoever sees the article sees its facts and layers
        except FileExistsError:
            continue
        return name
    raise SaveFailed(
        tr("{path} holds too many files named {stem}. Choose another folder.", path=folder.path, stem=stem)
    )


def _is_begun(folder: TakingFolder, name: str, facts: ArticleFacts) -> bool:
    """True if the facts beside a missing article are those of an import that was ended before the text."""
    if folder.holds(facts_name(name), encode_team_file(facts.to_data())):
        return True
    try:
        found = _facts_beside(folder, name)
    except (AnalystError, OSError):
        return False
    told = ("original", "original_sha256", "importer", "url", "version_of", "pages")
    return all(getattr(found, fact) == getattr(facts, fact) for fact in told) and bool(facts.original_sha256)


def _copy_layers(folder: TakingFolder, earlier: str, name: str) -> None:
    for layer in folder.names():
        target = f"{name}{layer.removeprefix(earlier)}"
        if not layer.startswith(f"{earlier}.") or not layer.endswith(SIDECAR_SUFFIX) or folder.has(target):
            continue
        try:
            data = folder.read(layer, limit=LARGEST_SIDECAR)
        except OSError:  # no layer's file, or a link that leads elsewhere: check names it
            continue
        with contextlib.suppress(FileExistsError):
            folder.write(target, data)
