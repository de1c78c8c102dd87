"""Answers to a report, as their file has them; nothing of this app's folders is known here."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Literal, NamedTuple

from analyst_app.importers.import_losses import ImportLosses

Verdict = Literal["accept", "contest", "comment"]
"""Agrees · disagrees · says something."""
MOST_ANSWERS = 50_000
"""So many of one file are read."""
LONGEST_NAME = 200
"""Code points of a name that are read; an answer's words come in whole, however many they are."""
UNMARKED = "?"
"""In the place of an annotation's mark: the file has lost it; the annotation's words and its layer tell which it is."""
UNKNOWN = "unknown"
"""Name of whoever answers without one."""
_TIME = re.compile(r"(?!0)\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ")


class GivenAnswer(NamedTuple):
    """One answer, or a remark of somebody's own on some words."""

    who: str
    words: str
    verdict: Verdict = "comment"
    when: str = ""
    """UTC, ISO 8601 with seconds and Z; empty: not known."""
    about: str = ""
    """Mark of the annotation that it answers (``core.report_marks``); empty: it answers none."""
    exact: str = ""
    """The words that it is on."""
    start: int = -1
    """Their first code point, in ``AnsweredArticle.text`` where there is one, else in the article; -1: not known."""
    prefix: str = ""
    suffix: str = ""
    """The words around them, where the file has no text."""
    to: int = -1
    """Number in the same list of the remark that it answers; -1: none."""
    layer: str = ""
    """Id of the layer of the annotation that it answers, as the file names it; empty: it does not."""
    is_resolved: bool = False
    """True if the thread that it stands in was called done."""


@dataclass
class AnsweredArticle:
    """The answers about one article."""

    name: str = ""
    """Its path in the corpus; empty: the file does not say it."""
    text_mark: str = ""
    """Mark of the text that was reported; empty: not known."""
    text: str | None = None
    """The article's paragraphs as the file has them, a line each; None: it has none."""
    edited: str | None = None
    """The same with its tracked changes, where ``text`` is without them; None: it has none."""
    said: list[GivenAnswer] = field(default_factory=list)
    marks: set[str] = field(default_factory=set)
    """Marks of the annotations that were reported with it, as far as the file tells them."""


@dataclass
class AnswerSheet:
    """All answers of a file."""

    name: str
    """The file's name."""
    articles: list[AnsweredArticle] = field(default_factory=list)
    losses: ImportLosses = field(default_factory=ImportLosses)
    """The parts of the file that cannot be answers."""

    @property
    def count(self) -> int:
        """Number of answers."""
        return sum(len(one.said) for one in self.articles)


def time_of(said: str) -> str:
    """A time as records have it; empty if it is none."""
    return said if _TIME.fullmatch(said) else ""


def told(who: str, words: str, where: str = "") -> str:
    """An answer in a line of a report: who, where, and the first words.

    Args:
        who: the person.
        words: what she says.
        where: the article.
    """
    line = " ".join(words.split())
    shown = line if len(line) <= 160 else f"{line[:159]}…"
    return ", ".join(filter(None, (where, who))) + f": “{shown}”"
