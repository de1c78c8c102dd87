"""The words of the import command on articles that it shows, and on answers that it takes in."""

from __future__ import annotations

import argparse
from pathlib import Path

from analyst_app.commands import terminal
from analyst_app.corpus.answering.answer_intake import TakenAnswers, take_answers
from analyst_app.corpus.intake.answer_files import read_answers
from analyst_app.importers.imported_article import ImportedArticle
from analyst_app.wording import marked, tr

_FACTS = {
    "title": marked("title"),
    "outlet": marked("outlet"),
    "author": marked("author"),
    "date": marked("date"),
    "url": marked("url"),
}
"""Names of the facts of an article."""


def show(article: ImportedArticle) -> None:
    """Put the facts, the size and the ends of an article on the screen."""
    for name, words in _FACTS.items():
        terminal.put(f"{tr(words):<8}{getattr(article, name) or '–'}")
    paragraphs = article.text.strip().split("\n\n")
    counts = tr("{n} character|{n} characters", len(article.text)), tr("{n} paragraph|{n} paragraphs", len(paragraphs))
    terminal.put(f"{tr('text'):<8}{', '.join(counts)}")
    for words in dict.fromkeys((paragraphs[0], paragraphs[-1])):
        terminal.put(f"        {words if len(words) <= 200 else words[:199] + '…'}")
    for note in article.notes:
        terminal.put(f"{tr('note'):<8}{note}")
    print()


def taken_answers(path: Path, folder: Path, options: argparse.Namespace) -> tuple[str, TakenAnswers]:
    """The outcome of a file with answers to a report, said as it happens: in a sentence, and as it is.

    Args:
        path: of the file.
        folder: of the articles.
        options: of the command.

    Raises:
        ImportFailed: the file cannot be read, or holds no answer; says why.
        MissingExtra: the library that reads XML safely is not installed.
        OSError: the file cannot be read.
        SaveFailed: a layer could not be read or written.
        SidecarConflict: a layer was changed meanwhile into something that cannot be merged.
    """
    sheet = read_answers(path)
    taken = take_answers(sheet, folder, is_strict=options.strict, writes=not options.preview)
    words = taken.in_words()
    if options.strict and taken.losses.total:
        return words, taken
    if not taken.people and not taken.there:
        terminal.say(f"{path}: {words}")
    elif not options.json:
        terminal.put(f"{path}: {words}")
    for sentence in taken.losses.sentences():
        terminal.say(f"{path}: {sentence}")
    return words, taken
