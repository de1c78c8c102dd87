"""The words by which an article is told in the list: its date, how far it is, and all that is known of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from analyst_app.core.layer_ids import is_gold
from analyst_app.errors import sayable
from analyst_app.ui.widgets.message import shown_words
from analyst_app.wording import day, in_row, marked, month_of, shortened, tr

if TYPE_CHECKING:
    from collections.abc import Sequence

    from analyst_app.corpus.articles import ListedArticle

STATUSES = {"": marked("Not started"), "in_progress": marked("Begun"), "done": marked("Done")}
"""The states of an article, as a group of them is headed."""
_MONTHS = 12
BETWEEN = " · "
"""Stands between two facts."""


def shown_line(words: str) -> str:
    """Words of a file, or its name, on one line: nothing in them acts on the words around them."""
    return shown_words(sayable(" ".join(shortened(words).split())))


def shown_date(date: str, *, with_year: bool = True) -> str:
    """A date as it is read: 12 Mar 2024, or as much of it as is known.

    Args:
        date: in ISO 8601, as far as it is known; other words stay as they are.
        with_year: False leaves the year out of a whole date.
    """
    year, _, rest = date.partition("T")[0].partition("-")
    month, _, number = rest.partition("-")
    if not (year.isdecimal() and len(year) == 4 and month.isdecimal() and 1 <= int(month) <= _MONTHS):
        return date
    if not number.isdecimal():
        return month_of(int(year), int(month))
    return day(int(year), int(month), int(number), with_year=with_year)


def progress_words(article: ListedArticle, left: int | None) -> list[str]:
    """The progress of an article: "16 tags", "4 left"; or that it is not started.

    Args:
        article: the line of the list.
        left: quotations that are not tagged; None: not known.
    """
    if article.count is None:
        return [tr("not started")]
    words = [tr("{n} tag|{n} tags", article.count)]
    if article.status != "done" and left:
        words.append(tr("{n} left|{n} left", left))
    return words


def facts_line(article: ListedArticle, left: int | None, *, with_year: bool, day: str = "") -> str:
    """The line under a title, without the outlet: date, and how far it is.

    Args:
        article: the line of the list.
        left: quotations that are not tagged; None: not known.
        with_year: False where all articles are of one year.
        day: the words for the day by which she is to have read it; empty: there is none.
    """
    words = (shown_date(article.date, with_year=with_year), *progress_words(article, left), day)
    return BETWEEN.join(shown_line(one) for one in words if one)


def readers(article: ListedArticle) -> list[str]:
    """The other people who have a layer on an article; a reviewer's result is no reading."""
    return [layer for layer in article.others if not is_gold(layer)]


def in_words(article: ListedArticle, left: int | None) -> list[str]:
    """The facts of an article: title, outlet, date, status, and what is tagged.

    Args:
        article: the line of the list.
        left: quotations that are not tagged; None: not known.
    """
    words = [article.shown_title, article.outlet, shown_date(article.date)]
    if article.count is None:
        words.append(tr("not started"))
    else:
        words.append(tr("done") if article.status == "done" else tr("begun"))
        words.append(tr("{n} annotation|{n} annotations", article.count))
        words.append(tr("{n} quotation left|{n} quotations left", left) if left else "")
    return [shown_line(one) for one in words if one]


def further_lines(article: ListedArticle, others: Sequence[str], mark: str) -> list[str]:
    """The lines on who else has read an article, and on what of it is not read or lies elsewhere.

    Args:
        article: the line of the list.
        others: the other people who have read it, as far as they are told.
        mark: says which files that belong to it lie elsewhere; empty: none.
    """
    read = [tr("also read by {names}", names=in_row(others))] if others else []
    return [shown_line(one) for one in (*read, *article.problem.splitlines(), *mark.splitlines())]
