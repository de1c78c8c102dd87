"""Exports of Integrum: before each article a run of codes, one a line (^ИС: source, ^ДТ: date, ^ЗГ: headline)."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from analyst_app.importers.documents.text_paragraphs import tidy
from analyst_app.importers.news.news_article import (
    Export,
    ExportSource,
    NewsArticle,
    bare,
    blocks_of,
    paragraphs_of,
)

_CODE = re.compile(r"\^([А-ЯЁ]{2}):\s*(.*)")
_ENTRY = re.compile(r"(\d+)\.(?:\s.*)?")


def codes(source: ExportSource, table: Mapping[str, Any]) -> Export | None:
    """The articles of a page or a text; the list at its head says how many there are.

    Args:
        source: the file.
        table: of the database, see docs/import.md.
    """
    units: list[tuple[dict[str, list[str]], list[str]]] = []
    before: list[str] = []
    code = ""
    for line in source.lines:
        match = _CODE.fullmatch(bare(line))
        if match:
            if not units or units[-1][1] or match[1] in units[-1][0]:
                units.append(({}, []))
            code = match[1]
            units[-1][0][code] = [match[2]] if match[2] else []
        elif not units:
            before.append(line)
        elif code and bare(line) and not units[-1][0][code]:
            units[-1][0][code].append(bare(line))  # its value stands on the next line
        elif not bare(line) and not units[-1][1]:
            code = ""
        else:
            code = ""
            units[-1][1].append(line)
    held = [unit for unit in units if len(unit[0]) >= 3 or "ЗГ" in unit[0]]
    if not held:
        return None
    numbers = [int(found[1]) for line in before if (found := _ENTRY.fullmatch(bare(line)))]
    declared = len(numbers) if numbers == list(range(1, len(numbers) + 1)) else 0
    after = [line for unit in units if unit not in held for line in _lines_of(*unit)]
    return Export([_article(*unit, table) for unit in held], declared, list(filter(bare, before)), after)


def _lines_of(about: Mapping[str, Sequence[str]], lines: Sequence[str]) -> list[str]:
    """All lines of a run of codes that is no article's."""
    return [*(f"^{code}: {' '.join(values)}" for code, values in about.items()), *lines]


def _article(about: Mapping[str, Sequence[str]], lines: Sequence[str], table: Mapping[str, Any]) -> NewsArticle:
    article = NewsArticle()
    facts: Mapping[str, str] = table["codes"]
    for code, values in about.items():
        value = tidy(" ".join(values))
        fact = facts.get(code, "")
        if fact == "body":
            article.body += values
        elif fact and value and not getattr(article, fact):
            setattr(article, fact, value)
        elif value:
            article.besides.append(f"{code}: {value}")
    blocks = blocks_of(lines)
    if blocks and article.title and tidy(" ".join(blocks[0])) == article.title:
        del blocks[0]  # the headline stands again over the text
    article.body += paragraphs_of(blocks)
    return article
