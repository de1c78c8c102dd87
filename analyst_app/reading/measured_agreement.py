"""The agreement of a corpus as a typed value: that of the command ``agree``, by the same road."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any, Literal

from analyst_app.agreement.agreement import MEASURES, TagAgreement
from analyst_app.agreement.corpus_agreement import ArticleFigures, CorpusAgreement
from analyst_app.agreement.gamma import Gamma
from analyst_app.agreement.jackknife import Interval
from analyst_app.agreement.rule import Rule, Tolerance
from analyst_app.corpus.shared_articles import FinishedWork
from analyst_app.errors import MissingExtra, UsageError
from analyst_app.reading.arguments import names_of, path_of, switch_of
from analyst_app.reading.as_read import AsRead
from analyst_app.reading.corpus_measuring import Heard, Kept, Telling, measured, measured_data
from analyst_app.reading.read_corpus import Corpus, open_corpus, seal_of
from analyst_app.wording import tr

if TYPE_CHECKING:
    import os

Measure = Literal["f1_exact", "f1_overlap", "kappa", "alpha", "u_alpha", "ac1", "gamma"]
"""A measure, each with its paper in ``docs/review.md``."""


@dataclass(frozen=True)
class MeasuredAgreement:
    """The agreement of annotators, over all articles that two or more of them have read."""

    measure: Measure
    """The measure that was asked for."""
    value: float | None
    """Its figure over all tags but the helpers; None where it is not defined: ``why`` says why."""
    why: str
    """The reason for which there is no figure; empty if there is one."""
    interval: Interval | None
    """The bounds of the figure of all such articles, in 95 of 100 corpora; None: too few articles."""
    layers: tuple[str, ...]
    """Ids of the layers that are compared."""
    articles: int
    """Number of articles that it rests on."""
    overall: TagAgreement
    """All measures over all tags but the helpers."""
    tags: Mapping[str, TagAgreement]
    """All measures of each tag, by its id."""
    by_article: tuple[ArticleFigures, ...]
    """All measures of each article, the worst first."""
    remarks: tuple[str, ...]
    """Sentences on what does not count, and why."""
    problems: tuple[str, ...]
    """A sentence about each file that was left out."""
    data: Mapping[str, Any] = field(repr=False)
    """The document that ``analyst-app agree --json`` prints for the same question."""

    def __float__(self) -> float:
        """The figure; not a number where it is not defined."""
        return float("nan") if self.value is None else self.value


def agreement(
    corpus: Corpus | str | os.PathLike[str],
    layers: Sequence[str] | None = None,
    *,
    measure: Measure = "alpha",
    tolerance: int | str = 0,
    tags: Sequence[str] = (),
    regardless_of_tag: bool = False,
    unfinished: bool = False,
) -> MeasuredAgreement:
    """The agreement of annotators: the figures of ``analyst-app agree``, which goes the same way.

    Args:
        corpus: what ``aa.open`` gave, or a folder.
        layers: ids of two layers or more; None: those that people read for themselves: no gold, no ``model-…``.
        measure: whose figure stands in ``value``; all others but gamma are there, too.
        tolerance: edges are the same up to so many characters apart; also ``"2 words"``, ``"word"`` or ``"space"``.
        tags: ids of the tags that count; none: all.
        regardless_of_tag: compare spans whatever their tags are, but for helpers.
        unfinished: count layers that are empty or in progress, too, beside those that are done.

    Raises:
        UsageError: there is nothing to compare, or a layer, tag, measure or tolerance is asked for that is none.
        MissingExtra: gamma is asked for, and scipy is not installed.
    """
    opened = corpus if isinstance(corpus, Corpus) else open_corpus(path_of(corpus, "corpus"))
    layers = None if layers is None else names_of(layers, "layers")
    _refuse_wrong(measure, layers)
    any_tag, unfinished = switch_of(regardless_of_tag, "regardless_of_tag"), switch_of(unfinished, "unfinished")
    rule = Rule(_tolerance(tolerance), tuple(dict.fromkeys(names_of(tags, "tags"))), any_tag)
    heard, finished, seal = Heard([], []), FinishedWork(None if unfinished else ()), seal_of(opened)
    telling = Telling(heard.said.append)
    kept = Kept(tags_met=True, spans=measure == "gamma")
    found = measured(opened.folder, layers, heard.problems, telling, seal=seal, finished=finished, rule=rule, kept=kept)
    gamma = _gamma(found) if measure == "gamma" else None
    data = measured_data(found, rule, heard, finished, gamma=gamma)
    remarks = (*heard.remarks, *filter(None, [finished.words, seal.withheld.words]))
    return _made(found, measure, gamma, (remarks, tuple(heard.problems), data))


def _made(
    found: CorpusAgreement,
    measure: Measure,
    gamma: Gamma | None,
    told: tuple[tuple[str, ...], tuple[str, ...], Mapping[str, Any]],
) -> MeasuredAgreement:
    """The value that is given; ``told`` are its remarks, its problems and its data."""
    made, overall = found.agreement, found.agreement.overall()
    figure = gamma.figure if gamma is not None else overall.figures[measure]
    return MeasuredAgreement(
        measure,
        figure.value,
        figure.why if figure.value is None else "",
        made.intervals()[None].get(measure),
        made.layers,
        made.articles,
        overall,
        AsRead({tag: made.tag(tag) for tag in made.tags}),
        tuple(found.by_article()),
        *told,
    )


def _gamma(found: CorpusAgreement) -> Gamma:
    """Gamma, in this process: another one would run a script that has no guard once more."""
    from analyst_app.agreement.gamma import gamma

    return gamma(found.spans)


def _refuse_wrong(measure: object, layers: Sequence[str] | None) -> None:
    if not isinstance(measure, str) or measure not in (*MEASURES, "gamma"):
        known = ", ".join((*MEASURES, "gamma"))
        raise UsageError(tr("There is no measure {measure}; there are {known}.", measure=measure, known=known))
    if measure == "gamma" and find_spec("scipy") is None:
        raise MissingExtra("gamma", tr("the measure gamma"))
    if layers is not None and len(set(layers)) < max(2, len(layers)):
        raise UsageError(tr("Name two or more different layers, as in layers=[“alice”, “bob”]."))


def _tolerance(asked: int | str) -> Tolerance:
    try:
        return Tolerance.asked(str(asked))
    except ValueError:
        words = tr("“{words}” is no tolerance: write 2 (characters), “1 word”, “word” or “space”.", words=asked)
        raise UsageError(words) from None
