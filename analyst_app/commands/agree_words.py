"""The agreement as lines of text, as ``analyst-app agree`` prints it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from analyst_app.agreement.agreement import MEASURES
from analyst_app.agreement.all_values import VALUE_MEASURES
from analyst_app.agreement.measure_words import MEASURE_WORDS, VALUE_WORDS
from analyst_app.commands.terminal import put
from analyst_app.wording import decimal, in_row, marked, tr, whole

_MANY = 2
"""From more layers than this on, every two have lines of their own."""


def show(
    data: dict[str, Any],
    measure: str | None = None,
    undone: str = "",
    *,
    by_article: bool = False,
    confusion: bool = False,
    over_time: bool = False,
) -> None:
    """Print the agreement.

    Args:
        data: as ``agreement_data.corpus_data`` gives it.
        measure: the only measure to print; None: all.
        undone: the sentence about layers that count though they are not done; empty: all are.
        by_article: print the figures of each article, too.
        confusion: print which tag met which, too.
        over_time: print the figures of each period, too.
    """
    layers, measures = data["layers"], MEASURES if measure is None else (measure,)
    rows = {name: row for name, row in data["tags"].items() if any(row["spans"].values())}
    unused = [name for name in data["tags"] if name not in rows]
    if rows:
        rows[tr("overall")] = data["overall"]
    pairs = data["pairs"] if len(layers) > _MANY else {}
    width = max([10, *map(len, rows), *map(len, pairs)]) + 2
    told = marked("{n} article, layers {layers}|{n} articles, layers {layers}")
    put(tr(told, data["articles"], layers=in_row(layers)))
    if undone:
        put(undone)
    if not data["rule"]["is_plain"]:
        put(tr("rule: {rule}", rule=data["rule"]["words"]))
    put(f"{'':<{width}}{_heads(measures)}   {tr('spans')}")
    for name, row in rows.items():
        spans = in_row(str(number) for number in row["spans"].values())
        put(f"{name:<{width}}{_figures(row, measures)}   {spans}")
        if any(row["interval"].values()):
            put(f"{'':<{width}}" + "".join(f"{_range(row['interval'][name]):>12}" for name in measures))
    for pair, row in pairs.items():
        put(f"{pair:<{width}}{_figures(row['overall'], measures)}")
    for line in (*_undefined(rows, measures), *_more(data, rows), *_beyond_tags(data, measures)):
        put(line)
    if unused:
        put(tr("used by nobody: {tags}", tags=in_row(unused)))
    if confusion:
        _show_tags_met(data["pairs"])
    if over_time:
        _show_periods(data["over_time"]["periods"], measures)
    if by_article:
        _show_articles(data["by_article"], measures)


def _show_tags_met(pairs: dict[str, Any]) -> None:
    for pair, row in pairs.items():
        one, other = pair.split(",")
        put(tr("which tag of {one} met which of {other}:", one=one, other=other))
        for mine, met in row["tags_met"].items():
            told = [f"{theirs or tr('nothing')} {whole(number)}" for theirs, number in met.items()]
            put(f"  {mine or tr('nothing')}: {', '.join(told)}")


def _show_periods(periods: Sequence[dict[str, Any]], measures: Sequence[str]) -> None:
    put(tr("by the time at which the tags were last changed:"))
    put(f"  {'':<10}{_heads(measures)}")
    for one in periods:
        period = one["period"] or tr("no time")
        put(f"  {period:<10}{_figures(one, measures)}   {tr('{n} article|{n} articles', one['articles'])}")


def _show_articles(articles: Sequence[dict[str, Any]], measures: Sequence[str]) -> None:
    by = measures[0] if len(measures) == 1 else "alpha"
    put(tr("the articles, the least {measure} first:", measure=tr(MEASURE_WORDS[by].name)))
    width = max([len(one["article"]) for one in articles], default=0) + 2
    put(f"  {'':<{width}}{_heads(measures)}")
    for one in sorted(articles, key=lambda one: (one[by] is None, one[by] or 0.0, one["article"])):
        put(f"  {one['article']:<{width}}{_figures(one, measures)}")


def _more(data: dict[str, Any], rows: dict[str, Any]) -> Iterator[str]:
    """Facts that have no column in the table."""
    for name, row in rows.items():
        edges = row["boundaries"]
        if edges["n"]:
            told = marked(
                "{tag}, edges of {n} pair: differ by {mean} characters on average, {exact} % do not"
                "|{tag}, edges of {n} pairs: differ by {mean} characters on average, {exact} % do not"
            )
            mean, exact = decimal(edges["mean"], 1), decimal(100 * edges["exact"], 0)
            yield tr(told, edges["n"], tag=name, mean=mean, exact=exact)
    for tag, by_name in data["attributes"].items():
        for name, row in by_name.items():
            told = marked(
                "{tag}, {attribute}: alpha {alpha}, {n} pair with both values"
                "|{tag}, {attribute}: alpha {alpha}, {n} pairs with both values"
            )
            yield tr(told, row["n"], tag=tag, attribute=name, alpha=_with_why(row, "alpha"))
    for role, row in data["links"].items():
        told = marked("link {role}: F1 {figure}, {agreed} agreed, {all} in all")
        yield tr(told, role=role, figure=_with_why(row, "f1"), agreed=row["agreed"], all=row["links"])


def _beyond_tags(data: dict[str, Any], measures: Sequence[str]) -> Iterator[str]:
    """The figures over all tags at once, and those of people with themselves."""
    at_once = data["all_values"]
    told = [f"{tr(VALUE_WORDS[name].name)} {_with_why(at_once, name)}" for name in VALUE_MEASURES]
    yield tr("all tags at once: {figures}", figures=in_row(told))
    if data.get("gamma"):
        yield _gamma(data["gamma"])
    for person, own in data["themselves"].items():
        told = [f"{tr(MEASURE_WORDS[name].name)} {_with_why(own['overall'], name)}" for name in measures]
        yield tr(
            "{person} with herself or himself ({layers}), {n} article: {figures}"
            "|{person} with herself or himself ({layers}), {n} articles: {figures}",
            own["articles"],
            person=person,
            layers=in_row(own["layers"]),
            figures=in_row(told),
        )


def _gamma(found: dict[str, Any]) -> str:
    if found["value"] is None:
        return tr("no gamma: {why}", why=tr(found["why"]["value"]))
    told = marked(
        "gamma {value}, of {n} article; drawing chance {draws} times it is off by {error} at most, in 95 of 100 cases"
        "|gamma {value}, of {n} articles; drawing chance {draws} times it is off by {error} at most, in 95 of 100 cases"
    )
    return tr(
        told,
        found["articles"],
        value=decimal(found["value"], 3),
        draws=found["draws"],
        error=decimal(found["error"], 4),
    )


def _undefined(rows: dict[str, Any], measures: Sequence[str]) -> Iterator[str]:
    """Why there is a dash in the table, or no interval: equal reasons together."""
    found: dict[tuple[str, tuple[str, ...]], list[str]] = {}
    for name, row in rows.items():
        by_reason: dict[str, dict[str, None]] = {}
        for key, why in row["why"].items():
            measure = key.removeprefix("interval.")
            if measure in measures:
                heading = tr("intervals") if key != measure else tr(MEASURE_WORDS[measure].name)
                by_reason.setdefault(why, {})[heading] = None
        for why, headings in by_reason.items():
            found.setdefault((why, tuple(headings)), []).append(name)
    for (why, missing), names in found.items():
        yield tr("no {figures} of {tags}: {why}", figures=in_row(missing), tags=in_row(names), why=tr(why))


def _with_why(row: dict[str, Any], measure: str) -> str:
    value = row[measure]
    return decimal(value, 3) if value is not None else f"– ({tr(row['why'][measure])})"


def _heads(measures: Sequence[str]) -> str:
    return "".join(f"{tr(MEASURE_WORDS[name].name):>12}" for name in measures)


def _figures(row: dict[str, Any], measures: Sequence[str]) -> str:
    return "".join(f"{_number(row[measure]):>12}" for measure in measures)


def _number(value: float | None) -> str:
    return "–" if value is None else decimal(value, 3)


def _range(bounds: list[float] | None) -> str:
    return "–" if bounds is None else f"{decimal(bounds[0], 2)}..{decimal(bounds[1], 2)}"
