"""The facts of an article: ``<name>.source.json`` beside it, shared by all annotators.

Written only on an explicit act. Keys that this version does not know are
kept. Version history of the format: 1, the first.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field, fields, replace
from pathlib import Path
from typing import Any

from analyst_app.errors import DocumentUnreadable
from analyst_app.importers.imported_article import ImportedArticle

SUFFIX = ".source.json"
EDITABLE = ("title", "outlet", "author", "date", "url")
"""What a person may type."""
_FORMAT = "media-source"
_MOST_BYTES = 4_000_000


@dataclass(frozen=True, slots=True)
class ArticleFacts:
    """Where an article comes from. Everything may be unknown, that is, empty."""

    title: str = ""
    outlet: str = ""
    author: str = ""
    date: str = ""
    """Of publication, ISO 8601."""
    url: str = ""
    encoding: str = ""
    """Python codec that a person chose for the article's bytes."""
    retrieved: str = ""
    """When the original was saved, UTC."""
    original: str = ""
    """File name of what was imported."""
    original_sha256: str = ""
    importer: str = ""
    version_of: str = ""
    """File name of the article that this is a later state of."""
    notes: tuple[str, ...] = ()
    pages: tuple[int, ...] = ()
    """Where each page of the original begins, code points."""
    extra: Mapping[str, Any] = field(default_factory=dict)
    """Keys that are unknown here."""

    @classmethod
    def of(cls, article: ImportedArticle) -> ArticleFacts:
        """What an import found out."""
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
            if key in ("format", "version"):
                continue
            if key in _WORDS and isinstance(value, str):
                known[key] = value
            elif key in _LISTS and isinstance(value, list) and all(isinstance(item, _LISTS[key]) for item in value):
                known[key] = tuple(value)
            else:
                extra[key] = value
        return cls(**known, extra=extra)

    def to_bytes(self) -> bytes:
        """The file: one fact a line, unset ones absent."""
        values: dict[str, Any] = {"format": _FORMAT, "version": 1}
        values |= {key: value for key in (*_WORDS, *_LISTS) if (value := getattr(self, key))}
        values |= dict(sorted(self.extra.items()))
        lines = (f"{json.dumps(key)}: {json.dumps(value, ensure_ascii=False)}" for key, value in values.items())
        return ("{" + ",\n ".join(lines) + "}\n").encode("utf-8", "backslashreplace")

    def edited(self, values: Mapping[str, str]) -> ArticleFacts:
        """These with what a person typed, white space at the ends dropped."""
        typed: dict[str, Any] = {key: value.strip() for key, value in values.items() if key in EDITABLE}
        return replace(self, **typed)


_WORDS = tuple(item.name for item in fields(ArticleFacts) if item.type == "str")
_LISTS: dict[str, type] = {"notes": str, "pages": int}


def facts_path(article: Path) -> Path:
    """Where the facts of an article stand."""
    return article.with_name(article.name + SUFFIX)


def read_facts(article: Path) -> ArticleFacts:
    """The facts of an article; empty ones where there is no file.

    Raises:
        DocumentUnreadable: there is a file, but it cannot be understood.
    """
    path = facts_path(article)
    try:
        with path.open("rb") as stream:
            raw = stream.read(_MOST_BYTES)
        return ArticleFacts.from_data(json.loads(raw.decode("utf-8-sig")))
    except FileNotFoundError:
        return ArticleFacts()
    except OSError as error:
        raise DocumentUnreadable(f"{path.name} cannot be read: {error.strerror or error}.") from error
    except json.JSONDecodeError as error:
        raise DocumentUnreadable(
            f"{path.name}, line {error.lineno}: {error.msg}. Mend that line, or take the file away."
        ) from error
    except (ValueError, RecursionError) as error:
        raise DocumentUnreadable(f"{path.name} is not JSON in UTF-8. Save it as UTF-8 text.") from error
