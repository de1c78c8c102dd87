"""Agreement as the JSON document of ``analyst-app agree --json``."""

from __future__ import annotations

from itertools import combinations
from typing import Any

from analyst_app.agreement.agreement import MEASURES, Agreement, TagAgreement
from analyst_app.agreement.corpus_agreement import CorpusAgreement
from analyst_app.agreement.gamma import SEED, Gamma
from analyst_app.agreement.jackknife import FEWEST, LEVEL, Interval
from analyst_app.agreement.measures import Figure
from analyst_app.agreement.rule import PLAIN, Rule
from analyst_app.core.annotation import Unit

_DIGITS = 6


def corpus_data(made: CorpusAgreement, rule: Rule, unit: Unit = "month") -> dict[str, Any]:
    """Return the document for a corpus: that of its agreement, article by article, and of people with themselves.

    Args:
        made: the agreement of the corpus.
        rule: by which it was made.
        unit: of the periods that it is told over.
    """
    return agreement_data(made.agreement) | {
        "rule": {
            "words": rule.words,
            "is_plain": rule == PLAIN,
            "tolerance": {"unit": rule.tolerance.unit, "number": rule.tolerance.number},
            "tags": list(rule.tags) or None,
            "regardless_of_tag": rule.regardless_of_tag,
        },
        "by_article": [{"article": one.article, **_figures(one.figures)} for one in made.by_article()],
        "over_time": {
            "by": unit,
            "periods": [
                {"period": one.period or None, "articles": one.articles, **_figures(one.figures)}
                for one in made.over_time(unit)
            ],
            "unreadable_times": made.unreadable_times,
        },
        "themselves": {
            person: {
                "layers": list(own.layers),
                "articles": own.articles,
                "overall": _figures(own.overall().figures),
                "tags": {tag: _figures(own.tag(tag).figures) for tag in own.tags if any(own.tag(tag).spans.values())},
            }
            for person, own in made.selves.items()
        },
        "second_without_first": made.without_first.data,
    }


def gamma_data(found: Gamma | None) -> dict[str, Any] | None:
    """Return gamma as ``agree --json`` has it; None where it was not asked for."""
    if found is None:
        return None
    return {
        "value": _rounded(found.figure.value),
        "error": None if found.figure.value is None else _rounded(found.error),
        "articles": found.articles,
        "draws": found.draws,
        "seed": SEED,
        "why": _why(value=found.figure),
    }


def agreement_data(agreement: Agreement) -> dict[str, Any]:
    """Return the document that ``analyst-app agree --json`` prints.

    An undefined measure is None, and ``why`` gives the reason under its name.
    """
    intervals = agreement.intervals()
    return {
        "layers": list(agreement.layers),
        "articles": agreement.articles,
        "tags": {
            tag: _tag(agreement.tag(tag), intervals[tag], agreement.why_no_interval(tag)) for tag in agreement.tags
        },
        "overall": _tag(agreement.overall(), intervals[None], agreement.why_no_interval(None)),
        "all_values": _figures(agreement.all_values()),
        "attributes": _attributes(agreement),
        "links": _links(agreement),
        "pairs": {f"{one},{two}": _pair(agreement, one, two) for one, two in combinations(agreement.layers, 2)},
        "intervals": {"method": "jackknife", "level": LEVEL, "over": "articles", "fewest": FEWEST},
    }


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, _DIGITS)


def _tag(agreement: TagAgreement, intervals: dict[str, Interval | None], why_none: str) -> dict[str, Any]:
    figures = {**agreement.figures, "boundaries.mean": agreement.moved, "boundaries.exact": agreement.exact}
    why = {name: figure.why for name, figure in figures.items() if figure.value is None}
    interval: dict[str, list[float] | None] = {}
    for name in MEASURES:
        bounds = intervals[name]
        interval[name] = None if bounds is None else [round(bound, _DIGITS) for bound in bounds]
        if bounds is None and name not in why:
            why[f"interval.{name}"] = why_none
    return {
        "spans": agreement.spans,
        **{name: _rounded(agreement.figures[name].value) for name in MEASURES},
        "interval": interval,
        "boundaries": {
            "n": agreement.matched,
            "mean": _rounded(agreement.moved.value),
            "exact": _rounded(agreement.exact.value),
        },
        "why": why,
    }


def _attributes(agreement: Agreement) -> dict[str, Any]:
    return {
        tag: {
            name: {
                "alpha": _rounded(one.alpha.value),
                "n": one.n,
                "coverage": _rounded(one.coverage),
                "why": _why(alpha=one.alpha),
            }
            for name, one in by_name.items()
        }
        for tag, by_name in agreement.attributes().items()
    }


def _links(agreement: Agreement) -> dict[str, Any]:
    return {
        role: {"f1": _rounded(figure.value), "agreed": agreed, "links": total, "why": _why(f1=figure)}
        for role, (figure, agreed, total) in agreement.links().items()
    }


def _pair(agreement: Agreement, one: str, two: str) -> dict[str, Any]:
    overall = agreement.pair(one, two)
    met: dict[str, dict[str, int]] = {}
    for (mine, theirs), number in sorted(agreement.tags_met(one, two).items()):
        met.setdefault(mine, {})[theirs] = number
    return {
        "tags_met": met,
        "overall": _figures(overall),
        "tags": {tag: _figures(agreement.pair(one, two, tag)) for tag in agreement.tags},
    }


def _figures(figures: dict[str, Figure]) -> dict[str, Any]:
    return {**{name: _rounded(figure.value) for name, figure in figures.items()}, "why": _why(**figures)}


def _why(**figures: Figure) -> dict[str, str]:
    return {name: figure.why for name, figure in figures.items() if figure.value is None}
