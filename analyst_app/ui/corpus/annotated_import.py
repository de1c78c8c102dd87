"""Files of other programs' annotations in the import: read whole, shown as one line, written with their layers."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

from analyst_app.core.excerpts import counted
from analyst_app.corpus.annotated_intake import others_kind, read_others, take_in_annotated
from analyst_app.corpus.intake import TakenIn
from analyst_app.corpus.new_files import Entering
from analyst_app.importers.imported_article import ImportedArticle
from analyst_app.session.faults import reason
from analyst_app.ui.corpus.import_list import ImportCandidate
from analyst_app.wording import tr


def has_annotations(path: Path) -> bool:
    """In a worker: whether a file holds annotations of another program."""
    try:
        return bool(others_kind(path))
    except Exception:
        return False  # whoever reads it next says why it cannot be read


def candidate_of(path: Path) -> ImportCandidate:
    """In a worker: the line of such a file, with the text of its first article; or why it cannot be read."""
    try:
        return _candidate(path)
    except Exception as error:
        return ImportCandidate(path, problem=reason(error, path))


def _candidate(path: Path) -> ImportCandidate:
    found = read_others(path)
    articles = found.articles
    if not articles:
        return ImportCandidate(path, problem=f"{path.name} holds no article.")
    layers: Counter[str] = Counter()
    for article in articles:
        for layer, (spans, _) in article.layers.items():
            layers[layer] += len(spans)
    first = articles[0]
    notes = [f"{counted(len(articles), 'article')} with annotations of {_named(layers)}"]
    notes += dict.fromkeys(note for article in articles for note in article.notes)
    notes += found.all_losses().sentences()
    title = first.facts.get("title", "") or first.name
    title = title if len(articles) == 1 else f"{title} and {len(articles) - 1:,} more"
    return ImportCandidate(
        path,
        ImportedArticle(first.text, title, notes=tuple(notes)),
        of_several=len(articles) > 1,
        has_layers=True,
    )


def take_in_whole(path: Path, folder: Path, *, entering: Entering) -> tuple[TakenIn, str, bool]:
    """In a worker: write the articles of a file with their layers.

    Args:
        path: the file.
        folder: where they go.
        entering: is told each folder before anything is written into it.

    Returns:
        The first article that came in, as new; what is said of all; and whether all of them came in.

    Raises:
        ImportFailed: the file cannot be understood any more.
        SaveFailed: something could not be written, or a layer is there already.
    """
    taken = take_in_annotated(path, folder, entering=entering)
    layers: Counter[str] = Counter()
    for article in taken:
        layers.update(article.layers)
    refused = [article.refused for article in taken if article.refused]
    articles = counted(len(taken) - len(refused), "article")
    words = tr("{articles} imported, with annotations of {layers}", articles=articles, layers=_named(layers))
    if refused:
        words = f"{words}. {refused[0]}"
    if len(refused) > 1:
        words += " " + tr("So it is with {n} other.|So it is with {n} others.", len(refused) - 1)
    first = next(article for article in taken if not article.refused)
    return TakenIn(first.path, is_new=True), words, not refused


def _named(layers: Counter[str]) -> str:
    """``alice (12), bob (3)``."""
    return ", ".join(f"{layer} ({count:,})" for layer, count in sorted(layers.items()))
