"""Gives articles of a folder the facts that a RIS file has of them: only those that they lack."""

from __future__ import annotations

from collections import defaultdict
from pathlib import Path
from typing import NamedTuple

from analyst_app.core.excerpts import line_of
from analyst_app.corpus.articles import articles_in
from analyst_app.corpus.facts import edit_facts, read_facts
from analyst_app.errors import AnalystError
from analyst_app.importers.import_limits import LARGEST_DOCUMENT
from analyst_app.importers.import_losses import ImportLosses
from analyst_app.importers.plain_files import read_named
from analyst_app.importers.tables import ris
from analyst_app.session.article_text import read_beginning
from analyst_app.storage.error_log import reason
from analyst_app.wording import tr

_BEGINNING = 4_096
"""Bytes of an article in which its title stands."""


class TakenFacts(NamedTuple):
    """The outcome of taking in the facts of a file."""

    articles: dict[Path, tuple[str, ...]]
    """The articles that got facts, with the names of these."""
    records: int
    """Records in the file."""
    losses: ImportLosses
    """The records without an article, and those that several articles could be meant by."""

    def in_words(self) -> str:
        """As a sentence."""
        articles = tr("{n} article|{n} articles", len(self.articles))
        return tr("{articles} got facts of {records} records", articles=articles, records=self.records)


def is_facts_file(path: Path) -> bool:
    """True of a file that holds facts without texts, by its name."""
    return path.suffix.lower() == ".ris"


def take_in_facts(path: Path, folder: Path, *, writes: bool = True, is_strict: bool = False) -> TakenFacts:
    """Read a file of facts and note them at the articles of a folder. Blocking.

    A record's article is the one with its address, else the one with its
    title, as its facts or its first line say it. A fact that is there stays.

    Args:
        path: a RIS file.
        folder: of the articles.
        writes: False: only say what would be done.
        is_strict: True: write nothing if a record has no article, or several.

    Raises:
        ImportFailed: it is no RIS.
        MissingExtra: the library that guesses encodings is not installed.
    """
    found = ris.records(read_named(path, limit=LARGEST_DOCUMENT), path.name)
    by_key = _articles(folder) if folder.is_dir() else {}
    losses = ImportLosses()
    given: dict[Path, dict[str, str]] = {}
    for number, record in enumerate(found, 1):
        keys = [("url", record.get("url", "")), ("title", _plain(record.get("title", "")))]
        places = next((by_key[key] for key in keys if key[1] and key in by_key), [])
        if len(places) != 1:
            words = f"record {number}: {line_of(record.get('title', ''), 60)}"
            losses.add("record of several articles" if places else "record without an article", words)
            continue
        try:
            there = read_facts(places[0])
        except (AnalystError, OSError) as error:  # of this article only
            losses.add("unreadable item", f"record {number}: {reason(error, places[0])}")
            continue
        for fact, words in record.items():
            if not getattr(there, fact):
                given.setdefault(places[0], {}).setdefault(fact, words)
    if writes and not (is_strict and losses.total):
        given = {place: news for place, news in given.items() if _is_written(place, news, losses)}
    return TakenFacts({place: tuple(news) for place, news in given.items()}, len(found), losses)


def _is_written(article: Path, news: dict[str, str], losses: ImportLosses) -> bool:
    try:
        edit_facts(article, news)
    except (AnalystError, OSError) as error:  # of this article only
        losses.add("unreadable item", f"{article.name}: {reason(error, article)}")
        return False
    return True


def _articles(folder: Path) -> dict[tuple[str, str], list[Path]]:
    """The articles by address and by title; those whose facts cannot be read have none."""
    found: defaultdict[tuple[str, str], list[Path]] = defaultdict(list)
    for path in articles_in(folder):
        try:
            facts = read_facts(path)
            if facts.url:
                found["url", facts.url].append(path)
            titles = {_plain(facts.title), _plain(_first_line(path))} - {""}
        except (AnalystError, OSError):
            continue
        for title in titles:
            found["title", title].append(path)
    return found


def _first_line(path: Path) -> str:
    text = read_beginning(path, _BEGINNING).decode("utf-8-sig", "ignore")
    return next((line for line in text.split("\n") if line.strip()), "")


def _plain(title: str) -> str:
    return " ".join(title.casefold().split()).rstrip(".")
