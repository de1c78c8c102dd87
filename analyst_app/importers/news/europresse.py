"""Exports of Europresse (and Eureka): a page with the name of the publication at the head of each article."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from analyst_app.importers.dates import iso_date
from analyst_app.importers.news.marked_blocks import Block, parted_at
from analyst_app.importers.news.news_article import Export, ExportSource, NewsArticle, bare, without_by

_OUTLET = re.compile(r"(?:rdp__)?DocPublicationName")
_HEADER = re.compile(r"(?:rdp__)?(?:DocHeader|DocTitreSousSection)")
_TITLE = re.compile(r"[tT]itreArticleVisu|rdp__articletitle")
_TITLES = re.compile(r"titreArticle")
_TEXT = re.compile(r"docOcurrContainer|DocText|rdp__text")
_NUMBER = re.compile(r"news\s?[·.]\s?\d{8}\s?[·.]")
_AUTHOR_WORDS = 16
_RIGHTS = re.compile(r"(?:©|Copyright|\([cC]\))")


def page(source: ExportSource, table: Mapping[str, Any]) -> Export | None:
    """The articles of a page; each begins where the name of a publication does.

    Args:
        source: the file.
        table: of the database, see docs/import.md.
    """
    before, units = parted_at(source.blocks, lambda block: bool(block.inside_any(_OUTLET)))
    return Export([_article(unit, table) for unit in units], 0, before) if units else None


def _article(unit: Sequence[Block], table: Mapping[str, Any]) -> NewsArticle:
    article = NewsArticle()
    kinds = [_kind(block) for block in unit]
    titled = max((place for place, kind in enumerate(kinds) if kind == "title"), default=-1)
    if "text" not in kinds:
        kinds = _told_by_place(unit, kinds, titled)
    author = next((place for place in range(titled + 1, len(kinds)) if kinds[place] == ""), -1) if titled >= 0 else -1
    text = next((place for place, kind in enumerate(kinds) if kind == "text"), len(kinds))
    if titled < author < text and not unit[author].inside("aside") and not unit[author].inside("footer"):
        is_sentence = len(unit[author].text.split()) > _AUTHOR_WORDS or unit[author].text.endswith((".", "!", "?", "…"))
        kinds[author] = "text" if is_sentence else "author"
    by_kind = {kind: [b.text for b, one in zip(unit, kinds, strict=True) if one == kind] for kind in set(kinds)}
    article.outlet = " ".join(by_kind.get("outlet", []))
    article.title = " ".join(by_kind.get("title", []))
    article.author = without_by(" ".join(by_kind.get("author", [])), table)
    article.body = by_kind.get("text", [])
    header = by_kind.get("header", [])
    article.date = next((line for line in header if len(iso_date(line)) == 10), header[0] if header else "")
    article.besides = [
        *by_kind.get("over the title", []),
        *by_kind.get("", []),
        *(line for line in header if iso_date(line) or line is not article.date),
    ]
    article.date = iso_date(article.date) or article.date
    return article


def _kind(block: Block) -> str:
    """Its part in the article, by the classes of the elements round it; "" where they do not tell."""
    for kind, form in (("outlet", _OUTLET), ("header", _HEADER), ("title", _TITLE)):
        if block.inside_any(form):
            return kind
    if block.inside("aside") or block.inside("footer") or block.inside_any(_TITLES):
        return "over the title" if block.inside_any(_TITLES) else ""
    return "text" if block.inside_any(_TEXT) or block.inside("section") else ""


def _told_by_place(unit: Sequence[Block], kinds: Sequence[str], titled: int) -> list[str]:
    """Of a page that does not mark the text: it stands between headline and rights; a name before it is the author."""
    told = list(kinds)
    end = next(
        (p for p in range(titled + 1, len(unit)) if _RIGHTS.match(unit[p].text) or _NUMBER.search(unit[p].text)),
        len(unit),
    )
    begin = titled + 1
    if begin + 1 < end and _is_name(unit[begin].text):
        told[begin], begin = "author", begin + 1
    told[begin:end] = ["text"] * (end - begin)
    return told


def _is_name(line: str) -> bool:
    """True of two to eight words of which most have capitals, with no stop: perhaps names of people."""
    words = bare(line).split()
    capitals = sum(word[:1].isupper() for word in words)
    return 2 <= len(words) <= 8 and 2 * capitals > len(words) and not line.rstrip().endswith((".", "!", "?", ":", "»"))
