"""The report of the assistant in words and in a table."""

from __future__ import annotations

from typing import TYPE_CHECKING

from analyst_app.assist.learning.model import LEAST_ARTICLES
from analyst_app.corpus.overview import Cell, Table
from analyst_app.ui.widgets.message import shown_name
from analyst_app.wording import decimal, tr

if TYPE_CHECKING:
    from analyst_app.assist.learning.schooling import Report
    from analyst_app.assist.learning.trial import TagFigures
    from analyst_app.core.codebook import Codebook

_SAID = 3
"""Sentences about files that could not be read that are shown."""


def share(value: float) -> str:
    """A share as it is printed: ``.72``, ``1.00``."""
    words = decimal(value, 2)
    return words[1:] if words.startswith("0") else words


def tag_name(tag: str, codebook: Codebook) -> str:
    """The name of a tag; its id if the codebook does not know it."""
    known = codebook.tag(tag)
    return shown_name(known.name if known is not None else tag)


def in_words(one: TagFigures, articles: int, codebook: Codebook) -> str:
    """The figures of a tag in a sentence.

    Args:
        one: the figures.
        articles: from which it was learnt.
        codebook: names the tag.
    """
    told = tr(
        "{tag}: learnt from {n} article, found {rules} → {learnt} ± {error}."
        "|{tag}: learnt from {n} articles, found {rules} → {learnt} ± {error}.",
        articles,
        tag=tag_name(one.tag, codebook),
        rules=share(one.rules),
        learnt=share(one.learnt),
        error=share(one.error),
    )
    if one.is_on:
        return f"{told} {tr('It is better than the rules, so it proposes.')}"
    if one.gain > one.error:
        return f"{told} {tr('Too little of it is right to help, so nothing is proposed.')}"
    return f"{told} {tr('The gain may be chance, so the rules go on alone.')}"


def figures_table(report: Report, codebook: Codebook) -> Table:
    """The figures of each tag, a row a tag.

    Args:
        report: with a model.
        codebook: names the tags.
    """
    figures = report.model.figures if report.model is not None else ()
    rows = [
        (
            Cell(tag_name(one.tag, codebook)),
            Cell(one.spans),
            Cell(share(one.rules)),
            Cell(share(one.learnt)),
            Cell(f"± {share(one.error)}"),
            Cell(tr("yes") if one.is_on else tr("no")),
        )
        for one in figures
    ]
    columns = (tr("Tag"), tr("Learnt from"), tr("Found by rules"), tr("As learnt"), tr("Range"), tr("Proposes"))
    return Table(tr("Learnt from your team"), columns, tuple(rows))


def summary(report: Report) -> str:
    """The outcome, a sentence a line.

    Args:
        report: of the process that learns.
    """
    return "\n".join([_outcome(report), *_remarks(report)])


def _outcome(report: Report) -> str:
    if report.is_blind:
        return tr("This corpus is read blind: nothing is learnt and nothing proposed in it.")
    if report.lacks:
        return report.lacks
    if report.missing:
        return tr(
            "The assistant learns from {least} finished articles on: {n} more is needed. Ctrl+Enter marks one as done."
            "|The assistant learns from {least} finished articles on: {n} more are needed. "
            "Ctrl+Enter marks one as done.",
            report.missing,
            least=LEAST_ARTICLES,
        )
    if report.model is None or not report.model.figures:
        return tr("No tag was given often enough to learn it: ten times, in five articles.")
    return tr("Learnt from {n} finished article.|Learnt from {n} finished articles.", report.articles)


def _remarks(report: Report) -> list[str]:
    told = []
    if report.in_review:
        told.append(
            tr(
                "{n} article is being reviewed and was left out.|{n} articles are being reviewed and were left out.",
                report.in_review,
            )
        )
    told += [shown_name(words) for words in report.problems[:_SAID]]
    more = len(report.problems) - _SAID
    return [*told, tr("… and {n} more|… and {n} more", more)] if more > 0 else told
