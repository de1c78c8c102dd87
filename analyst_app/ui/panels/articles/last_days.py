"""The last days of a person's own articles, in words: in the rows of the list, and in the line above them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from analyst_app.corpus.assigning.article_spelling import key_of
from analyst_app.ui.panels.articles.article_words import shown_date
from analyst_app.wording import tr

if TYPE_CHECKING:
    from analyst_app.corpus.articles import ListedArticle


def today() -> str:
    """The day where the person is, ISO 8601."""
    return datetime.now(UTC).astimezone().date().isoformat()


def day_words(article: ListedArticle, days: Mapping[str, str]) -> str:
    """The last day of an article, or that it is late; empty: it has none, or is done.

    Args:
        article: the line of the list.
        days: the day by article of hers, as ``key_of`` spells it; empty: none.
    """
    day = days.get(key_of(article.name), "") if article.status != "done" else ""
    if not day:
        return ""
    shown = shown_date(day, with_year=day[:4] != today()[:4])
    return tr("late: {day}", day=shown) if day < today() else tr("by {day}", day=shown)


def own_words(articles: Iterable[ListedArticle], days: Mapping[str, str]) -> str:
    """The number of her own articles that are left, and by when: "5 to read by 4 Dec", "5 to read, 2 late"; or nothing.

    Args:
        articles: hers.
        days: the day by article, as ``key_of`` spells it; empty: none.
    """
    open_days = [days.get(key_of(one.name), "") for one in articles if one.status != "done"]
    if not open_days:
        return ""
    left = tr("{n} to read|{n} to read", len(open_days))
    now = today()
    late = sum(bool(day) and day < now for day in open_days)
    if late:
        return tr("{left}, {n} late|{left}, {n} late", late, left=left)
    first = min(filter(None, open_days), default="")
    if not first:
        return left
    shown = shown_date(first, with_year=first[:4] != now[:4])
    if len(set(open_days)) == 1:
        return tr("{left} by {day}", left=left, day=shown)
    return tr("{left}, the next by {day}", left=left, day=shown)
