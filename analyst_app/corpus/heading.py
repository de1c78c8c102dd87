"""The line by which an article is known where no title is given, and the facts of one that is in no index."""

from __future__ import annotations

import re
from contextlib import suppress
from dataclasses import replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from analyst_app.corpus.articles import ListedArticle

_SAYS_SOMETHING = re.compile(r"^[^\n]*?\w[^\n]*", re.MULTILINE)
_LONGEST = 200
"""Code points: a text without a line end is no heading as a whole."""

_LARGEST = 4 << 20
"""Bytes of a file that is read for its first line alone."""


def heading(text: str) -> str:
    """The first line of a text with a letter or a digit in it, its white space made one; empty if there is none.

    Args:
        text: of the article.
    """
    found = _SAYS_SOMETHING.search(text)
    return " ".join(found[0][:_LONGEST].split()) if found is not None else ""


def with_facts(line: ListedArticle) -> ListedArticle:
    """A line of the list with its article's facts and first line, for one that is in no index. Blocking.

    Args:
        line: of the article; what cannot be read stays unknown.
    """
    from analyst_app.corpus.facts import ArticleFacts, read_facts
    from analyst_app.corpus.iso_dates import known_date
    from analyst_app.errors import AnalystError
    from analyst_app.session.article_text import read_article

    facts, first = ArticleFacts(), ""
    with suppress(AnalystError, OSError):  # opening the article says what is the matter
        facts = read_facts(line.path)
    with suppress(AnalystError, OSError):
        if line.path.stat().st_size <= _LARGEST:
            first = heading(read_article(line.path, facts.encoding or None).text)
    return replace(line, title=facts.title, outlet=facts.outlet, date=known_date(facts.date), heading=first)
