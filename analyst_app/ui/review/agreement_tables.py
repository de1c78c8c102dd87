"""The agreement of a corpus as tables of words and numbers."""

from __future__ import annotations

from collections.abc import Callable
from itertools import combinations

from analyst_app.agreement.agreement import MEASURES, Agreement, TagAgreement
from analyst_app.agreement.all_values import VALUE_MEASURES
from analyst_app.agreement.corpus_agreement import CorpusAgreement, LayerPair
from analyst_app.agreement.jackknife import Interval
from analyst_app.agreement.measure_words import (
    INTERVAL_WORDS,
    MEASURE_WORDS,
    VALUE_WORDS,
    MeasureWords,
    interval_words,
    number_words,
)
from analyst_app.agreement.measures import Figure
from analyst_app.agreement.rule import ANY
from analyst_app.core.codebook import Codebook
from analyst_app.corpus.overview import Cell, Table
from analyst_app.wording import decimal, in_row, marked, share, tr, whole

_MEASURE_OF_TWO, _MEASURE_OF_MORE, _TWO = "kappa", "alpha", 2
"""The measures that are told in a sentence; two is also from how many tags on one can be the least."""


def tags_of(agreement: Agreement) -> list[str]:
    """The tags that anybody used; then, empty, all but the helpers together."""
    return [*(tag for tag in agreement.tags if any(agreement.tag(tag).spans.values())), ""]


def tag_name(tag: str, codebook: Codebook) -> str:
    """A tag as it is called; the empty one stands for all but the helpers."""
    known = codebook.tag(tag)
    if known is None and tag == ANY:
        return tr("any tag")
    return known.name if known is not None else tag or tr("overall")


def attribute_name(tag: str, attribute: str, codebook: Codebook) -> str:
    """An attribute as it is called.

    Args:
        tag: the id of the tag that has it.
        attribute: its id.
        codebook: knows both, or not.
    """
    known = codebook.tag(tag)
    found = known.attribute(attribute) if known is not None else None
    return found.name if found is not None else attribute


def role_name(role: str, codebook: Codebook) -> str:
    """A role as the first tag that has it calls it."""
    known = (tag.role(role) for tag in codebook.tags)
    return next((one.name for one in known if one is not None), role)


def measure_told(words: MeasureWords) -> str:
    """A measure's name, the sentence about it, and its paper."""
    return tr("{measure}: {sentence}", measure=tr(words.name), sentence=_sentence_of(words))


def _sentence_of(words: MeasureWords) -> str:
    return f"{tr(words.sentence)} ({words.paper})"


def _measure_names() -> list[str]:
    return [tr(MEASURE_WORDS[name].name) for name in MEASURES]


def _why(figure: Figure) -> str:
    """The reason why a figure is undefined; empty if it is not."""
    return tr(figure.why) if figure.why else ""


def figures(made: CorpusAgreement, codebook: Codebook) -> Table:
    """A row a tag, a column a measure; to be read on the screen."""
    agreement = made.agreement
    rows = []
    for tag in tags_of(agreement):
        one, bounds = _of(agreement, tag), made.intervals.get(tag or None, {})
        cells = [tag_name(tag, codebook), " / ".join(whole(number) for number in one.spans.values())]
        cells += [_with_interval(one.figures[name], bounds.get(name)) for name in MEASURES]
        rows.append((*map(Cell, cells), Cell(_edges(one))))
    columns = (tr("tag"), tr("spans of {layers}", layers=" / ".join(agreement.layers)), *_measure_names())
    has_any = any(any(bounds.values()) for bounds in made.intervals.values())
    note = tr(INTERVAL_WORDS) if has_any else tr("No intervals: {why}.", why=tr(agreement.why_no_interval(None)))
    return Table(tr("Figures"), (*columns, tr(MEASURE_WORDS["moved"].name)), tuple(rows), note)


def figures_apart(made: CorpusAgreement, codebook: Codebook) -> Table:
    """The same with every number in a column of its own, for a spreadsheet."""
    agreement = made.agreement
    rows = []
    for tag in tags_of(agreement):
        one, bounds = _of(agreement, tag), made.intervals.get(tag or None, {})
        cells: list[str | int | float | None] = [tag_name(tag, codebook), *one.spans.values()]
        for name in MEASURES:
            cells += [one.figures[name].value, *(bounds.get(name) or (None, None))]
        rows.append(tuple(map(Cell, [*cells, one.matched, one.moved.value, one.exact.value])))
    columns = [tr("tag"), *(tr("spans {layer}", layer=layer) for layer in agreement.layers)]
    for name in _measure_names():
        columns += [name, tr("{measure} from", measure=name), tr("{measure} to", measure=name)]
    columns += [tr("matched"), tr("edges differ by"), tr("edges equal")]
    return Table(tr("Figures"), tuple(columns), tuple(rows))


def pairs(agreement: Agreement, measure: str, tag: str) -> Table:
    """The matrix of one measure: every layer with every other."""
    found = {
        (one, two): _pair_figure(agreement, (one, two), measure, tag) for one, two in combinations(agreement.layers, 2)
    }
    rows = []
    for one in agreement.layers:
        cells = [Cell(one)]
        for two in agreement.layers:
            figure = found.get((one, two)) or found.get((two, one))
            cells.append(Cell("·" if figure is None else _number(figure)))
        rows.append(tuple(cells))
    return Table(tr("Pairs"), ("", *agreement.layers), tuple(rows))


def tags_met(agreement: Agreement, pair: LayerPair, codebook: Codebook) -> Table:
    """A row a tag of the one layer, a column a tag of the other: how often they met; the last is where nothing is."""
    met = agreement.tags_met(*pair)
    known = (*agreement.tags, "")
    mine = [tag for tag in known if any(one == tag for one, _ in met)]
    theirs = [tag for tag in known if any(other == tag for _, other in met)]
    rows = tuple((Cell(_met_name(tag, codebook)), *(Cell(met[tag, other]) for other in theirs)) for tag in mine)
    head = tr("{one} / {other}", one=pair[0], other=pair[1])
    return Table(tr("Tags that met"), (head, *(_met_name(tag, codebook) for tag in theirs)), rows)


def at_once(made: CorpusAgreement) -> Table:
    """The figures over all tags at once, and of people with themselves; each with what it says."""
    found = made.agreement.all_values()
    rows = [
        (Cell(tr(words.name)), Cell(_number(found[name])), Cell(_why(found[name]) or _sentence_of(words)))
        for name, words in ((name, VALUE_WORDS[name]) for name in VALUE_MEASURES)
    ]
    for own in made.selves.values():
        figures, layers = own.overall().figures, in_row(own.layers)
        told = tr("one person twice, {n} article|one person twice, {n} articles", own.articles)
        rows += [
            (Cell(f"{tr(MEASURE_WORDS[name].name)} · {layers}"), Cell(_number(figures[name])), Cell(told))
            for name in MEASURES
            if figures[name].value is not None
        ]
    return Table(tr("All at once"), (tr("figure"), tr("value"), tr("what it says")), tuple(rows))


def by_article(made: CorpusAgreement, title_of: Callable[[str], str]) -> Table:
    """A row an article, the least alpha first."""
    rows = tuple(
        (Cell(title_of(one.article), file=one.article), *(Cell(_number(one.figures[name])) for name in MEASURES))
        for one in made.by_article()
    )
    return Table(tr("Articles"), (tr("article"), *_measure_names()), rows)


def over_time(made: CorpusAgreement) -> Table:
    """A row a month in which tags of articles were last changed."""
    rows = tuple(
        (
            Cell(one.period or tr("no time")),
            Cell(one.articles),
            *(Cell(_number(one.figures[name])) for name in MEASURES),
        )
        for one in made.over_time()
    )
    head = (tr("month"), tr("articles"), *_measure_names())
    return Table(tr("Over time"), head, rows)


def values_and_links(agreement: Agreement, codebook: Codebook) -> Table:
    """Attributes on matched spans, and links by role."""
    rows = []
    for tag, by_name in agreement.attributes().items():
        for name, one in by_name.items():
            label = f"{tag_name(tag, codebook)} · {attribute_name(tag, name, codebook)}"
            told = tr(
                "{both} of {n} matched span has both values|{both} of {n} matched spans have both values",
                one.matched,
                both=whole(one.n),
            )
            rows.append((Cell(label), Cell(tr("alpha")), Cell(_number(one.alpha)), Cell(_why(one.alpha) or told)))
    for role, (figure, agreed, total) in agreement.links().items():
        told = tr("{agreed} agreed, {n} link in all|{agreed} agreed, {n} links in all", total, agreed=whole(agreed))
        rows.append(
            (
                Cell(tr("link · {role}", role=role_name(role, codebook))),
                Cell("F1"),
                Cell(_number(figure)),
                Cell(_why(figure) or told),
            )
        )
    return Table(tr("Values and links"), (tr("of"), tr("measure"), tr("figure"), tr("from")), tuple(rows))


def costs(made: CorpusAgreement, tag: str, pair: LayerPair | None, title_of: Callable[[str], str]) -> Table:
    """The articles in which most is lost.

    Args:
        made: the agreement.
        tag: of which; empty: of all but the helpers.
        pair: of which layers; None: of all.
        title_of: gives an article's title by its name.
    """
    rows = tuple(
        (Cell(title_of(cost.article), file=cost.article), Cell(in_row(cost.pair)), Cell(cost.characters))
        for cost in made.costliest(tag, pair)
    )
    return Table(tr("Where it is lost"), (tr("article"), tr("layers"), tr("characters that differ")), rows)


def in_a_sentence(agreement: Agreement, codebook: Codebook) -> str:
    """The agreement over all tags, and the tag in which it is least; empty where it is undefined."""
    measure = _MEASURE_OF_TWO if len(agreement.layers) == _TWO else _MEASURE_OF_MORE
    overall = agreement.overall().figures[measure]
    if overall.value is None:
        return ""
    words = marked("Over all tags {name} is {number}: 1 is all the same, 0 no more than by chance.")
    told = tr(words, name=tr(MEASURE_WORDS[measure].name), number=_number(overall))
    tags = (tag for tag in tags_of(agreement) if tag and tag not in agreement.scope.helpers)
    known = ((agreement.tag(tag).figures[measure], tag) for tag in tags)
    found = [(figure.value, tag) for figure, tag in known if figure.value is not None]
    if len(found) < _TWO or min(found)[0] == max(found)[0]:
        return told
    least, tag = min(found)
    below = tr("They agree least on {tag}: {number}.", tag=tag_name(tag, codebook), number=number_words(least))
    return f"{told} {below}"


# -- inside ------------------------------------------------------------------------------


def _of(agreement: Agreement, tag: str) -> TagAgreement:
    return agreement.tag(tag) if tag else agreement.overall()


def _met_name(tag: str, codebook: Codebook) -> str:
    return tag_name(tag, codebook) if tag else tr("nothing there")


def _pair_figure(agreement: Agreement, pair: LayerPair, measure: str, tag: str) -> Figure:
    return agreement.pair(*pair, tag or None)[measure]


def _number(figure: Figure) -> str:
    return number_words(figure.value)


def _with_interval(figure: Figure, bounds: Interval | None) -> str:
    return _number(figure) if bounds is None else f"{_number(figure)}  {interval_words(bounds)}"


def _edges(agreement: TagAgreement) -> str:
    if agreement.moved.value is None or agreement.exact.value is None:
        return "–"
    moved, exact = decimal(agreement.moved.value, 1), share(agreement.exact.value)
    return tr("{moved} · {exact} equal", moved=moved, exact=exact)
