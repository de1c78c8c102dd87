"""Puts imported articles into a folder: ``name.txt`` and ``name.txt.source.json``; the original stays where it is."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from analyst_app.corpus.facts import ArticleFacts, read_facts
from analyst_app.corpus.new_files import holds, safe_stem, write_new
from analyst_app.errors import AnalystError, SaveFailed, why_unwritten
from analyst_app.importers.imported_article import ImportedArticle
from analyst_app.storage.file_names import ARTICLE_SUFFIX, SIDECAR_SUFFIX, facts_path
from analyst_app.storage.limits import LARGEST_SIDECAR
from analyst_app.storage.regular_file import read_regular
from analyst_app.storage.team_files import encode_team_file

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


def take_in(article: ImportedArticle, folder: Path, *, named: str = "") -> TakenIn:
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

    Raises:
        SaveFailed: it could not be written.
        SidecarInvalid: what is noted beside the article is no JSON object.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise SaveFailed(f"{folder} cannot be made: {why_unwritten(error)}.") from error
    stem = safe_stem(named or Path(article.original).stem or article.title)
    text = article.text.encode("utf-8", "replace")
    versions = [path for path in _namesakes(folder, stem) if _is_same_page(path, article)]
    for path in versions:
        if holds(path, text):
            return TakenIn(path, is_new=False)
    earlier = versions[-1] if versions else None
    first = _first_version(earlier) if earlier is not None else ""
    facts = replace(ArticleFacts.of(article), version_of=first)
    path = _written(folder, safe_stem(Path(first).stem) if first else stem, text, facts, earlier)
    return TakenIn(path, is_new=True, earlier=earlier)


def stem_of(article: ImportedArticle, *, of_several: bool) -> str:
    """The name an article's file should have: date and title if its original held several.

    Args:
        article: the imported article.
        of_several: whether its file holds several articles.
    """
    if of_several or not article.original:
        return safe_stem(" ".join(filter(None, [article.date, article.title])))
    return safe_stem(Path(article.original).stem)


def _namesakes(folder: Path, stem: str) -> Iterator[Path]:
    """Articles that the name or its numbered variants have, as far as they go on."""
    yield from (path for path in [_article(folder, stem)] if path.exists())
    for number in range(2, _MOST_NAMESAKES):
        found = [
            path
            for path in (_article(folder, f"{stem} v{number}"), _article(folder, f"{stem} {number}"))
            if path.exists()
        ]
        yield from found
        if not found:
            return


def _article(folder: Path, stem: str) -> Path:
    return folder / f"{stem}{ARTICLE_SUFFIX}"


def _is_same_page(path: Path, article: ImportedArticle) -> bool:
    try:
        facts = read_facts(path)
    except AnalystError:
        return False
    if facts.url and article.url:
        return facts.url == article.url
    return bool(facts.original) and facts.original == article.original and facts.title == article.title


def _first_version(path: Path) -> str:
    return read_facts(path).version_of or path.name


def _written(folder: Path, stem: str, text: bytes, facts: ArticleFacts, earlier: Path | None) -> Path:
    mark = "v" if earlier is not None else ""
    for number in range(2 if earlier is not None else 1, _MOST_NAMESAKES):
        path = _article(folder, f"{stem} {mark}{number}" if number > 1 else stem)
        has_facts = os.path.lexists(facts_path(path))
        if os.path.lexists(path) or (has_facts and not _is_begun(path, facts)):
            continue
        try:
            if earlier is not None:
                _copy_layers(earlier, path)
            if not has_facts:
                write_new(facts_path(path), encode_team_file(facts.to_data()))
            write_new(path, text)  # last: whoever sees the article sees its facts and layers
        except FileExistsError:
            continue
        return path
    raise SaveFailed(f"{folder} holds too many files named {stem}.")


def _is_begun(path: Path, facts: ArticleFacts) -> bool:
    """True if the facts beside a missing article are those of an import that was ended before the text."""
    try:
        found = read_facts(path)
    except AnalystError:
        return False
    told = ("original", "original_sha256", "importer", "url", "version_of", "pages")
    return all(getattr(found, fact) == getattr(facts, fact) for fact in told) and bool(facts.original_sha256)


def _copy_layers(earlier: Path, path: Path) -> None:
    for layer in earlier.parent.glob(f"{_literal(earlier.name)}.*{SIDECAR_SUFFIX}"):
        target = path.with_name(path.name + layer.name.removeprefix(earlier.name))
        if os.path.lexists(target):
            continue
        try:
            data = read_regular(layer, limit=LARGEST_SIDECAR)
        except OSError:  # no layer's file, or a link that leads elsewhere: check names it
            continue
        with contextlib.suppress(FileExistsError):
            write_new(target, data)


def _literal(name: str) -> str:
    """A name as a glob pattern that only means itself."""
    return "".join(f"[{letter}]" if letter in "*?[" else letter for letter in name)
