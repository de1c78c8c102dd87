"""The facts of an article: ``<name>.source.json`` beside it, shared by all annotators.

Written only on an explicit act. Keys that this version does not know are
kept. Version history of the format: 1, the first.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, fields, replace
from pathlib import Path
from typing import Any

from analyst_app.core.text_codecs import text_codec
from analyst_app.corpus.iso_dates import known_date
from analyst_app.errors import ChangeRefused
from analyst_app.importers.dates import iso_date
from analyst_app.importers.imported_article import ImportedArticle
from analyst_app.storage import team_files
from analyst_app.storage.file_names import facts_path
from analyst_app.storage.team_files import FACTS_HEAD
from analyst_app.wording import tr

EDITABLE = ("title", "outlet", "author", "date", "url", "language")
"""The facts that a person may type."""


@dataclass(frozen=True, slots=True)
class ArticleFacts:
    """The facts of an article's origin. Everything may be unknown, that is, empty."""

    title: str = ""
    outlet: str = ""
    author: str = ""
    date: str = ""
    """Of publication, ISO 8601."""
    url: str = ""
    language: str = ""
    """Code of the language that a person chose; empty: found out from the text."""
    encoding: str = ""
    """Python codec that a person chose for the article's bytes; never one that does not read text."""
    retrieved: str = ""
    """Time at which the original was saved, UTC."""
    original: str = ""
    """File name of what was imported."""
    original_sha256: str = ""
    importer: str = ""
    version_of: str = ""
    """File name of the article that this is a later state of."""
    notes: tuple[str, ...] = ()
    pages: tuple[int, ...] = ()
    """The beginning of each page of the original, code points."""
    zones: tuple[Mapping[str, Any], ...] = ()
    """Text that is not the article's own, such as captions: ``start``, ``end`` (code points, half-open), ``kind``."""
    times: tuple[Mapping[str, Any], ...] = ()
    """Times of the paragraphs of a transcript: ``start`` (code points), ``from``, ``to``, perhaps ``speaker``."""
    extra: Mapping[str, Any] = field(default_factory=dict)
    """Keys that are unknown here."""

    @classmethod
    def of(cls, article: ImportedArticle) -> ArticleFacts:
        """The facts that an import found out."""
        known = {item.name for item in fields(cls)}
        return cls(**{item.name: getattr(article, item.name) for item in fields(article) if item.name in known})

    @classmethod
    def from_data(cls, data: Any) -> ArticleFacts:
        """The facts in parsed JSON; a value of a wrong kind is kept aside as unknown."""
        if not isinstance(data, dict):
            return cls()
        known: dict[str, Any] = {}
        extra: dict[str, Any] = {}
        for key, value in data.items():
            if key in FACTS_HEAD:
                continue
            if key == "encoding" and text_codec(value) is None:
                extra[key] = value
            elif key in _WORDS and isinstance(value, str):
                known[key] = value
            elif key in _LISTS and isinstance(value, list) and all(isinstance(item, _LISTS[key]) for item in value):
                known[key] = tuple(value)
            else:
                extra[key] = value
        return cls(**known, extra=extra)

    def to_data(self) -> dict[str, Any]:
        """As the file holds it: unset facts absent, unknown keys last."""
        values: dict[str, Any] = dict(FACTS_HEAD)
        values |= {key: value for key in _WORDS if (value := getattr(self, key))}
        values |= {key: list(value) for key in _LISTS if (value := getattr(self, key))}
        return values | dict(sorted(self.extra.items()))

    def edited(self, values: Mapping[str, str]) -> ArticleFacts:
        """These with what a person typed, white space at the ends dropped."""
        typed: dict[str, Any] = {key: value.strip() for key, value in values.items() if key in EDITABLE}
        kept = {key: value for key, value in self.extra.items() if not typed.get(key)}
        return replace(self, **typed, extra=kept)


_WORDS = tuple(item.name for item in fields(ArticleFacts) if item.type == "str")
_LISTS: dict[str, type] = {"notes": str, "pages": int, "zones": dict, "times": dict}


def read_facts(article: Path) -> ArticleFacts:
    """The facts of an article; empty ones where there is no file.

    Raises:
        SidecarInvalid: there is a file, but it cannot be understood.
    """
    return ArticleFacts.from_data(team_files.read_team_file(facts_path(article)).data)


def facts_in(data: bytes, name: str) -> ArticleFacts:
    """The facts that a file's bytes hold.

    Args:
        data: the bytes.
        name: of the file.

    Raises:
        SidecarInvalid: they cannot be understood.
    """
    return ArticleFacts.from_data(team_files.team_file_of(data, name).data)


def checked_date(words: str) -> str:
    """The date that a person typed, in ISO 8601; "" where nothing was typed.

    Args:
        words: a date in ISO 8601, or as it is printed.

    Raises:
        ChangeRefused: it is no date that can be read for certain.
    """
    typed = words.strip()
    date = known_date(typed) or iso_date(typed)
    if typed and not date:
        raise ChangeRefused(tr("“{words}” is no date that can be read. Write it as 2024-03-05.", words=typed))
    return date


def edit_facts(article: Path, values: Mapping[str, str]) -> ArticleFacts:
    """Write what a person typed; what others changed meanwhile in other facts stays.

    Args:
        article: the article's file.
        values: new values by fact; only those that a person changed.

    Raises:
        ChangeRefused: the date is none that can be read.
        SidecarInvalid: the file cannot be understood, so it was not touched.
        SidecarConflict: someone changed it in this very moment.
        SaveFailed: the system would not.
    """
    if "date" in values:
        values = {**values, "date": checked_date(values["date"])}
    read = team_files.read_team_file(facts_path(article))
    facts = ArticleFacts.from_data(read.data).edited(values)
    if facts.to_data() != read.data and (read.seen or any(values.values())):
        team_files.write_team_file(facts_path(article), facts.to_data(), seen=read.seen)
    return facts
