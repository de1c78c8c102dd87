"""An article as an export of a news database has it, and the article that is imported of it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from analyst_app.importers.dates import date_and_note
from analyst_app.importers.documents.text_paragraphs import joined, tidy, with_title
from analyst_app.importers.imported_article import ImportedArticle
from analyst_app.importers.news.marked_blocks import Block

_LONG = 130
"""Characters from which on a line is a paragraph, not a line broken at a fixed width."""
_DATE_WORDS = 3
"""Words of a date; a line that has more tells of a weekday, a time or an edition."""
_NO_BREAKS = str.maketrans({"\u00a0": " ", "\u202f": " ", "\u2007": " ", **dict.fromkeys("\u200b\u200e\u200f\ufeff")})


@dataclass
class NewsArticle:
    """One article of an export, in the words of the export; whatever it lacks is empty."""

    title: str = ""
    outlet: str = ""
    author: str = ""
    date: str = ""
    """As printed."""
    url: str = ""
    body: list[str] = field(default_factory=list)
    """Its paragraphs."""
    besides: list[str] = field(default_factory=list)
    """All lines of it that are in no body and no fact."""
    said: list[str] = field(default_factory=list)
    """Remarks on how it was read, one sentence each."""

    def imported(self) -> ImportedArticle:
        """The article with its facts; its text is empty if the export has neither headline nor body of it."""
        date, notes = date_and_note(self.date)
        said = [*self.said, *notes]
        if not self.date:
            said.append("No date was found in the export.")
        if not self.url:
            said.append("No address was found in the export.")
        if not any(map(str.strip, self.body)):
            said.append("The export holds no text of it.")
        facts = {tidy(words) for words in (self.title, self.outlet, self.author, self.date, self.url)}
        more = [tidy(self.date)] if date and (len(self.date.split()) > _DATE_WORDS or ":" in self.date) else []
        besides = [line for line in map(tidy, (*more, *self.besides)) if line and (line not in facts or line in more)]
        if besides:
            said.append(f"Left out: {' · '.join(besides)}")
        text = joined(with_title(self.title, self.body))
        return ImportedArticle(
            text, tidy(self.title), tidy(self.outlet), tidy(self.author), date, tidy(self.url), notes=tuple(said)
        )


@dataclass
class Export:
    """The articles of an export."""

    articles: list[NewsArticle]
    declared: int = 0
    """So many articles the file itself says that it holds; 0: it does not say."""
    before: list[str] = field(default_factory=list)
    """Lines before the first article, but those of the cover page that only tell of the search."""
    after: list[str] = field(default_factory=list)
    """Lines after the last one's end."""


@dataclass(frozen=True)
class ExportSource:
    """A file in the two forms in which a reader may look at it."""

    lines: list[str]
    """Its lines; a blank one parts paragraphs."""
    blocks: list[Block] = field(default_factory=list)
    """Of a web page; else none."""
    title: str = ""
    """The title in a document's properties, which may stand before its text."""
    notes: tuple[str, ...] = ()
    """Remarks on how the file was read, one sentence each."""


Reader = Callable[[ExportSource, Mapping[str, Any]], Export | None]
"""Takes a file and the table of its database; gives the articles, or None where the file is not of this form."""


def bare(line: str) -> str:
    """A line without white space at its ends, its no-break spaces as spaces: for comparing, not for the text."""
    return line.translate(_NO_BREAKS).strip()


def blocks_of(lines: Iterable[str]) -> list[list[str]]:
    """The stretches of lines that blank ones part."""
    found: list[list[str]] = [[]]
    for line in lines:
        if bare(line):
            found[-1].append(line)
        elif found[-1]:
            found.append([])
    return [block for block in found if block]


def paragraphs_of(blocks: Iterable[list[str]]) -> list[str]:
    """The paragraphs of an article's body: lines that were broken at a fixed width are joined.

    Args:
        blocks: its lines, as ``blocks_of`` parts them.
    """
    held = list(blocks)
    if any(len(line) > _LONG and not re.match(r"\s*https?://\S+$", line) for block in held for line in block):
        return [line for block in held for line in map(tidy, block) if line]
    return [tidy(" ".join(block)) for block in held]


def without_by(words: str, table: Mapping[str, Any]) -> str:
    """An author without the “By” that stands before the name.

    Args:
        words: the byline.
        table: of the database; its ``by`` lists such words.
    """
    line = tidy(words.translate(_NO_BREAKS))
    for by in table.get("by", ()):
        if line.casefold().startswith(by.casefold()) and re.match(r"[:\s]+[^\W\d_]", line[len(by) :]):
            return line[len(by) :].lstrip(": ")
    return line
