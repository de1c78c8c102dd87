"""Pages of the archives of Asahi (Kikuzo) and Yomiuri (Yomidasu): a row of facts over each article."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from analyst_app.importers.dates import iso_date
from analyst_app.importers.news.marked_blocks import Block, parted_at
from analyst_app.importers.news.news_article import Export, ExportSource, NewsArticle, bare


def kikuzo(source: ExportSource, table: Mapping[str, Any]) -> Export | None:
    """The articles of a page of Kikuzo: a table of facts (``topic-list``), the headline, the text (``detail001``).

    Args:
        source: the file.
        table: of the database, see docs/import.md.
    """
    before, units = parted_at(source.blocks, lambda block: bool(block.inside("topic-list")))
    held = [unit for unit in units if any(block.inside("font002") or block.inside("detail001") for block in unit)]
    before += [block.text for unit in units if unit not in held for block in unit]
    return Export([_kikuzo(unit, table) for unit in held], 0, before) if held else None


def yomidasu(source: ExportSource, table: Mapping[str, Any]) -> Export | None:
    """The articles of a page of Yomidasu: a row of facts with the headline (``contentsTable``), then the text.

    Args:
        source: the file.
        table: of the database, see docs/import.md.
    """
    rows: list[tuple[int, list[Block]]] = []
    before: list[str] = []
    for block in source.blocks:
        number = block.inside("contentsTable")
        if number and (not rows or rows[-1][0] != number):
            rows.append((number, []))
        (rows[-1][1].append(block) if rows else before.append(block.text))
    return Export([_yomidasu(unit, table) for _, unit in rows], 0, before) if rows else None


def _kikuzo(unit: list[Block], table: Mapping[str, Any]) -> NewsArticle:
    heads = [block.text for block in unit if block.inside("topic-list") and block.inside("th")]
    cells = [
        block.text for block in unit if block.inside("topic-list") and block.inside("td") and not block.inside("th")
    ]
    article = NewsArticle(outlet=table["outlet"])
    dated = [cell for cell in cells if iso_date(cell)]
    article.date = dated[0] if dated else dict(zip(heads, cells, strict=False)).get("発行日", "")
    article.title = " ".join(block.text for block in unit if block.inside("font002"))
    article.body = [_indented(block.text) for block in unit if block.inside("detail001")]
    article.besides = [*cells, *(_others(unit, ("topic-list", "font002", "detail001")))]
    return article


def _yomidasu(unit: list[Block], table: Mapping[str, Any]) -> NewsArticle:
    cells = [block for block in unit if block.inside("contentsTable")]
    article = NewsArticle(outlet=table["outlet"])
    at = next((place for place, cell in enumerate(cells) if len(iso_date(cell.text)) == 10), -1)
    article.date = cells[at].text if at >= 0 else cells[1].text if len(cells) > 1 else ""
    titles = [cell.text for cell in cells if cell.inside("wp50")] or [cell.text for cell in cells[at + 1 : at + 2]]
    article.title = titles[0] if titles else ""
    article.body = [_indented(block.text) for block in unit if block.inside("mb10") and block.inside("p")]
    article.besides = [cell.text for cell in cells if cell.text not in (article.title, article.date)]
    article.besides += _others(unit, ("contentsTable", "selectSearchTable", "mb10"))
    return article


def _others(unit: list[Block], names: tuple[str, ...]) -> list[str]:
    return [block.text for block in unit if not any(map(block.inside, names))]


def _indented(text: str) -> str:
    """A paragraph without the wide blank that indents it."""
    return bare(text.lstrip("\u3000"))
