"""A corpus as frames: the spans, links and articles as rows with typed columns, for pandas and for Arrow."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from importlib.util import find_spec
from typing import TYPE_CHECKING, NamedTuple

from analyst_app.core.bulk_work import bulk_work
from analyst_app.core.codebook import Codebook
from analyst_app.errors import MissingExtra
from analyst_app.language.known_people import Person
from analyst_app.reading.article_rows import ArticleRows
from analyst_app.reading.columns import kinds_of_attributes
from analyst_app.reading.growing_table import GrowingTable
from analyst_app.reading.portion import ARTICLE_KINDS, LINK_KINDS, SPAN_KINDS, VALUE, Portion

if TYPE_CHECKING:
    import pandas
    import pyarrow

_PORTION = 20_000
"""Annotations that are held as objects at a time: with more, memory is what is waited for; with fewer, Arrow is."""


class Frames(NamedTuple):
    """A corpus as pandas' data frames."""

    spans: pandas.DataFrame
    """A row an annotation."""
    links: pandas.DataFrame
    """A row a link."""
    articles: pandas.DataFrame
    """A row an article."""
    problems: tuple[str, ...]
    """A sentence about each file that could not be used, and about what has no place in its text."""


class Tables(NamedTuple):
    """A corpus as Arrow tables, with the columns of ``Frames``."""

    spans: pyarrow.Table
    links: pyarrow.Table
    articles: pyarrow.Table
    problems: tuple[str, ...]


class FrameSource(NamedTuple):
    """The things that frames are made of."""

    codebook: Codebook
    person: Callable[[str], Person | None]
    """Gives the person of an id."""
    articles: Iterable[tuple[str, str, ArticleRows]]
    """Each article as it is read, with its id and its path."""


def frames(source: FrameSource) -> Frames:
    """A corpus as data frames.

    Raises:
        MissingExtra: pandas or pyarrow is not installed.
    """
    try:
        import pandas as pd
        import pyarrow as pa
    except ImportError as error:
        raise MissingExtra("notebook", "to_pandas") from error
    nullable = {pa.int64(): pd.Int64Dtype(), pa.bool_(): pd.BooleanDtype()}
    with bulk_work():
        made = tables(source)
        spans, links, articles = (one.to_pandas(types_mapper=nullable.get) for one in made[:3])
        return Frames(spans, links, articles, made.problems)


def tables(source: FrameSource) -> Tables:
    """A corpus as Arrow tables.

    Raises:
        MissingExtra: pyarrow is not installed.
    """
    if find_spec("pyarrow") is None:
        raise MissingExtra("notebook", "to_arrow")
    spans, links, articles = GrowingTable(), GrowingTable(), GrowingTable()
    problems: list[str] = []
    rows = Portion(source.codebook, source.person)

    def put_away() -> Portion:
        """Make the rows part of the tables; the next ones begin anew."""
        spans.add(rows.number, rows.spans())
        links.add(*rows.links())
        articles.add(*rows.articles())
        return Portion(source.codebook, source.person)

    with bulk_work():
        for article_id, path, read in source.articles:
            rows.take(article_id, path, read)
            problems += read.problems
            if rows.number >= _PORTION:
                rows = put_away()
        put_away()
        values = {f"{VALUE}{name}": kind for name, kind in kinds_of_attributes(source.codebook).items()}
        made = (spans.table({**SPAN_KINDS, **values}), links.table(LINK_KINDS), articles.table(ARTICLE_KINDS))
        return Tables(*made, tuple(problems))
