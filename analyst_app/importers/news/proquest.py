"""Exports of ProQuest: “Document 3 of 97” or a rule of underscores, then fields with labels round the full text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from analyst_app.importers.dates import iso_date
from analyst_app.importers.documents.text_paragraphs import tidy
from analyst_app.importers.news.labels import Labels, frequent_labels, numbered_lines, total_of
from analyst_app.importers.news.news_article import (
    Export,
    ExportSource,
    NewsArticle,
    bare,
    blocks_of,
    paragraphs_of,
)

_RULE = re.compile(r"[_=\-–—]{10,}")
_ADDRESS = re.compile(r"https?://\S+")
_FACTS = ("title", "author", "outlet", "date", "url")


def documents(source: ExportSource, table: Mapping[str, Any]) -> Export | None:
    """The articles of a file in which a line counts each, or a rule parts them.

    Args:
        source: the file.
        table: of the database, see docs/import.md.
    """
    labels = Labels(table)
    marks = numbered_lines(source.lines, table["pages"])
    before: list[str] = []
    if marks:
        before = source.lines[: marks[0].place]
        ends = [mark.place for mark in marks[1:]] + [len(source.lines)]
        chunks = [source.lines[mark.place + 1 : end] for mark, end in zip(marks, ends, strict=True)]
    else:
        chunks = _ruled(source.lines)
    parts = [
        [block for block in blocks_of(chunk) if not all(_RULE.fullmatch(bare(li)) for li in block)] for chunk in chunks
    ]
    after = _foot(parts[-1], labels) if parts else []
    held = [any(_role(labels, block) in ("fulltext", "abstract", "outlet") for block in part) for part in parts]
    if not any(held) or 2 * sum(held) < len(marks):
        return None
    first = held.index(True)
    before += _lines_of(parts[:first])
    after = [*_lines_of(part for part, is_held in zip(parts[first:], held[first:], strict=True) if not is_held), *after]
    parts = [part for part, is_held in zip(parts, held, strict=True) if is_held]
    frequent = frequent_labels(labels, [map(" ".join, part) for part in parts])
    articles = [_article(part, labels, frequent) for part in parts]
    if 2 * sum(bool(one.outlet) for one in articles) < len(articles):
        return None
    before = [line for line in before if bare(line) and not _RULE.fullmatch(bare(line))]
    return Export(articles, total_of(marks), before, after)


def _lines_of(parts: Iterable[list[list[str]]]) -> list[str]:
    return [line for part in parts for block in part for line in block]


def _ruled(lines: Sequence[str]) -> list[list[str]]:
    chunks: list[list[str]] = [[]]
    for line in lines:
        if re.fullmatch(r"_{10,}", bare(line)):
            chunks.append([])
        else:
            chunks[-1].append(line)
    return [chunk for chunk in chunks if any(map(bare, chunk))]


def _foot(blocks: list[list[str]], labels: Labels) -> list[str]:
    """Take away what stands under the last article: how to reach the publisher, and its terms."""
    for place, block in enumerate(blocks):
        if any(labels.begins("foot", line) for line in block) and all(
            labels.begins("foot", line) for lines in blocks[place:] for line in lines
        ):
            found = [line for lines in blocks[place:] for line in lines]
            del blocks[place:]
            return found
    return []


def _role(labels: Labels, block: Sequence[str]) -> str:
    found = labels.read(block[0])
    return found.role if found is not None else ""


def _article(blocks: Sequence[list[str]], labels: Labels, frequent: frozenset[str]) -> NewsArticle:
    article = NewsArticle()
    start = next((p for p, block in enumerate(blocks) if _role(labels, block) == "fulltext"), -1)
    is_abstract = start < 0
    if is_abstract:
        start = next((p for p, block in enumerate(blocks) if _role(labels, block) == "abstract"), len(blocks))
    if start == len(blocks):  # a label for the text that no table has
        is_abstract, frequent = False, frozenset()
        unknown = [p for p in range(1, _tail(blocks, labels, frequent)) if not _role(labels, blocks[p])]
        unknown = [p for p in unknown if not _ADDRESS.match(bare(blocks[p][0]))]
        start = min(unknown, key=lambda p: (-len(blocks[p][0]), p), default=start)
    end = max(start + 1, _tail(blocks, labels, frequent))
    for place, block in enumerate(blocks):
        if not start <= place < end:
            _take(article, block, labels, is_first=place == 0)
    if start < len(blocks):
        article.body = _text(blocks[start:end], labels)
    if is_abstract and article.body:
        article.said.append("The export holds no full text of it, but an abstract, which was taken.")
    return article


def _text(blocks: Sequence[list[str]], labels: Labels) -> list[str]:
    """The body's paragraphs, the label before the first taken away."""
    first = labels.read(blocks[0][0])
    value = first.value if first is not None else bare(blocks[0][0])
    if labels.is_line("none", value.rstrip(".")):
        value = ""
    lines = [value, *blocks[0][1:]] if value else blocks[0][1:]
    return paragraphs_of([lines, *blocks[1:]] if lines else blocks[1:])


def _tail(blocks: Sequence[list[str]], labels: Labels, frequent: frozenset[str]) -> int:
    """The place from which on every block is a field; one or two unknown ones may stand among them."""
    start, unknown = len(blocks), 0
    for place in range(len(blocks) - 1, -1, -1):
        found = labels.read(blocks[place][0])
        if found is None or found.role in ("fulltext", "abstract") or unknown > 2:
            break
        if found.role in labels.tail or (not found.role and found.label in frequent):
            start, unknown = place, 0
        else:
            unknown += 1
    return start


def _take(article: NewsArticle, block: Sequence[str], labels: Labels, *, is_first: bool) -> None:
    found = labels.read(" ".join(map(bare, block)))
    role = found.role if found is not None else ""
    line = " ".join(map(bare, block))
    if is_first and (found is None or role not in _FACTS):
        article.title = line
        return
    value = found.value if found is not None else ""
    if role == "title" and value:
        article.besides += [article.title] if article.title and tidy(article.title) != tidy(value) else []
        article.title = value
    elif role == "outlet":
        article.outlet = re.split(r"\s*;\s", value)[0]
        article.besides += [line] * (article.outlet != value)
    elif role == "info":
        name = re.split(r"\s*[;\[]", value)[0].strip(" .,")
        article.outlet = article.outlet or (name if name != value.strip(" .,") or not iso_date(name) else "")
        article.date = article.date or iso_date(value)
        article.besides.append(line)
    elif role == "date" and value:
        article.date = value
    elif role == "year":
        article.date = article.date or value
        article.besides.append(line)
    elif role == "author" and not article.author:
        article.author = value
    elif role == "url" or (found is None and _ADDRESS.fullmatch(line)) or line.startswith(("http://", "https://")):
        address = _ADDRESS.search(line)
        if address and (role == "url" or not article.url):
            article.besides += [article.url] if article.url and article.url != address[0] else []
            article.url = address[0]
            article.besides += [line] * (role != "url" and line != address[0])
        else:
            article.besides.append(line)
    else:
        article.besides.append(line)
