"""Exports of Factiva: pages with marked headlines, texts that end in a document's number, and field codes.

Nothing here depends on the language of the interface: the page marks its
headline, a document's number is built alike everywhere, the codes are the
same, and the lines about an article stand in one order, round the number of
words and the date.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise
from typing import Any

from analyst_app.importers.dates import iso_date
from analyst_app.importers.documents.text_paragraphs import tidy
from analyst_app.importers.news.labels import Labels
from analyst_app.importers.news.marked_blocks import Block
from analyst_app.importers.news.news_article import (
    Export,
    ExportSource,
    NewsArticle,
    bare,
    blocks_of,
    paragraphs_of,
    without_by,
)

_NUMBER = re.compile(r"(?:[^\W\d]+[:：]?\s*)?([A-Z][A-Z0-9_]{2,11}(?:19|20)\d{6}[0-9a-z]{5,9})")
"""The last line of an article: a word in the interface's language, and source, day and place in one number."""
_CODE = re.compile(r"([A-Z][A-Z0-9]{1,2})(?:[ \t\u00a0]{2,}|\t|[ \t\u00a0]*\|[ \t\u00a0]*|[ \t\u00a0]*$)(.*)")
_LOOSE_CODE = re.compile(r"([A-Z][A-Z0-9]{1,2})[ \t\u00a0]+(\S.*)")
_WORDS = re.compile(r"\d[\d.,'’ ]*\s?(?:[^\W\d_]+\.?)(?:\s[^\W\d_]+)?")
_TIME = re.compile(r"\d{1,2}[:.h]\d{2}(?:[:.]\d{2})?(?:\s?[ap]\.?m\.?)?(?:\s?[A-Z]{2,4})?", re.IGNORECASE)
_ADDRESS = re.compile(r"https?://\S+")
_HEADLINE = re.compile(r"(?:[a-z]{2})?Headline")
_LONGEST_DATE = 60
_LONGEST_SECTION = 40
"""Characters of a section of a newspaper, as it stands over a headline."""


def page_or_text(source: ExportSource, table: Mapping[str, Any]) -> Export | None:
    """The articles of a page with marked headlines, or else of a text without codes.

    Args:
        source: the file.
        table: of the database, see docs/import.md.
    """
    return _page(source, table) or _text(source, table)


def _page(source: ExportSource, table: Mapping[str, Any]) -> Export | None:
    """The articles of a page, each in an element of the class ``article`` with a headline that is marked."""
    by_article: dict[int, list[Block]] = {}
    outside: dict[bool, list[str]] = {False: [], True: []}
    for block in source.blocks:
        number = block.inside("article")
        if number:
            by_article.setdefault(number, []).append(block)
        else:
            outside[bool(by_article)].append(block.text)
    articles = [
        _coded(_coded_rows(blocks), table) if any(map(_is_code, blocks)) else _marked(blocks, table)
        for blocks in by_article.values()
        if any(_is_headline(block) for block in blocks)
    ]
    others = [line.text for blocks in by_article.values() if not any(map(_is_headline, blocks)) for line in blocks]
    return Export(articles, 0, [*outside[False], *others], outside[True]) if articles else None


def codes(source: ExportSource, table: Mapping[str, Any]) -> Export | None:
    """The articles of a text with field codes (HD, BY, PD, SN, LP, TD, AN), in any order, with AN at the end.

    Args:
        source: the file.
        table: of the database, see docs/import.md.
    """
    if any(map(_is_headline, source.blocks)):
        return None
    known = frozenset(table["codes"])
    lines = source.lines
    if any(re.match(r"HD[ \t]*\|", line) for line in lines):  # a table of an RTF file: cells end in bars
        lines = [re.sub(r"\s*\|\s*$", "", line) for line in lines]
    form = _CODE if any((m := _CODE.fullmatch(line.strip())) and m[1] == "HD" for line in lines) else _LOOSE_CODE
    articles: list[list[tuple[str, list[str]]]] = [[]]
    before: list[str] = []
    for line in lines:
        match = form.fullmatch(line.strip())
        rows = articles[-1]
        if match is None or match[1] not in known or (form is _LOOSE_CODE and not _follows(match, rows)):
            (rows[-1][1] if rows else before).append(line)
        elif _begins_another(match[1], [code for code, _ in rows]):
            articles.append([(match[1], [match[2]])])
        else:
            rows.append((match[1], [match[2]]))
    whole = [rows for rows in articles if {"HD", "AN"} <= {code for code, _ in rows}]
    after = [line for rows in articles if rows not in whole for _, lines in rows for line in lines]
    if whole and whole[-1][-1][0] == "AN":  # whatever follows the last number is of no article
        after = [*whole[-1][-1][1][1:], *after]
        del whole[-1][-1][1][1:]
    return Export([_coded(rows, table) for rows in whole], 0, before, after) if whole else None


def _text(source: ExportSource, table: Mapping[str, Any]) -> Export | None:
    """The articles of a text without codes: each ends in a line with its document's number."""
    chunks: list[list[str]] = [[]]
    for line in source.lines:
        chunks[-1].append(line)
        if _NUMBER.fullmatch(bare(line)):
            chunks.append([])
    after = chunks.pop()
    before = _take_property(chunks, source.title)
    heads = [_head_of(chunk) for chunk in chunks]
    if not chunks or not any(head is not None for head in heads):
        return None
    first_lines = Counter(tidy(bare(chunk_lines[0])) for chunk in chunks if (chunk_lines := list(filter(bare, chunk))))
    sections = frozenset(line for line, count in first_lines.items() if count > 1)
    found = [_plain(chunk, head, sections, table) for chunk, head in zip(chunks, heads, strict=True)]
    return Export(found, 0, before, after)


# -- pages -----------------------------------------------------------------------------


def _is_headline(block: Block) -> bool:
    return bool(block.inside("#hd") or block.inside_any(_HEADLINE))


def _is_paragraph(block: Block) -> bool:
    return any(name.lower().endswith("articleparagraph") for one in block.within for name in one.names)


def _is_code(block: Block) -> bool:
    return bool(re.fullmatch(r"[A-Z][A-Z0-9]{1,2}", bare(block.text))) and bool(block.inside("td"))


def _marked(blocks: Sequence[Block], table: Mapping[str, Any]) -> NewsArticle:
    article = NewsArticle()
    article.title = " ".join(block.text for block in blocks if _is_headline(block))
    article.author = without_by(" ".join(b.text for b in blocks if b.inside("author") and not _is_headline(b)), table)
    head = next((place for place, block in enumerate(blocks) if _is_headline(block)), 0)
    places = [place for place, block in enumerate(blocks) if _is_paragraph(block)] or [
        place for place, block in enumerate(blocks)
        if place > head and block.inside("p") and not (_is_headline(block) or block.inside("author")
        or block.inside("div") > block.inside("p") or _NUMBER.fullmatch(bare(block.text)))
    ]  # fmt: skip
    last = len(blocks) - 1 if not places else places[-1]
    if places:
        about = [block.text for block in blocks[: places[0]] if not (_is_headline(block) or block.inside("author"))]
        article.body = [block.text for block in blocks[places[0] : last + 1]]
        rest = [block.text for block in blocks[last + 1 :]]
    else:  # an article of which the export has nothing but what is about it
        about, rest = [block.text for block in blocks if not (_is_headline(block) or block.inside("author"))], []
    after_head = [b.text for b in blocks[head : places[0] if places else None] if b.text in about]
    article.date, article.outlet = _date_and_outlet(after_head)
    article.url = next((found[0] for line in rest if (found := _ADDRESS.search(line))), "")
    article.besides = [*about, *rest]
    return article


def _coded_rows(blocks: Iterable[Block]) -> list[tuple[str, list[str]]]:
    """The rows of a table with a code and a value each."""
    rows: list[tuple[str, list[str]]] = []
    for block in blocks:
        if _is_code(block):
            rows.append((bare(block.text), []))
        elif rows:
            rows[-1][1].extend((block.text, ""))
    return rows


def _date_and_outlet(lines: Sequence[str]) -> tuple[str, str]:
    """Of the lines about an article: number of words, date, perhaps time, outlet, code, …, language, rights."""
    held = [line for line in map(bare, lines) if line]
    count = next((place for place, line in enumerate(held) if _WORDS.fullmatch(line) and not iso_date(line)), -1)
    dated = (place for place, line in enumerate(held) if place > count and _is_date(line))
    at = next(dated, count + 1 if count >= 0 and count + 2 < len(held) else -1)
    if at < 0:
        return "", ""
    outlet = next((line for line in held[at + 1 :] if not _TIME.fullmatch(line)), "")
    return held[at], outlet


def _is_date(line: str) -> bool:
    return len(line) <= _LONGEST_DATE and len(iso_date(line)) == 10


# -- codes -----------------------------------------------------------------------------


def _begins_another(code: str, seen: Sequence[str]) -> bool:
    """True if a code stands in the next article: this one has it, or has ended in its number."""
    return (code in seen and code in ("HD", "AN", "PD", "SN")) or (seen[-1:] == ["AN"] and "HD" in seen)


def _follows(match: re.Match[str], rows: Sequence[tuple[str, list[str]]]) -> bool:
    """True if a code that one blank parts from its words is no word of the body (“IN Berlin”, “AN old man”)."""
    if match[1] == "AN":
        return bool(_NUMBER.fullmatch(match[2].strip()))
    return not rows or rows[-1][0] not in ("LP", "TD") or match[1] in ("TD", "NS", "PUB", "IPD", "RE")


def _coded(rows: Iterable[tuple[str, list[str]]], table: Mapping[str, Any]) -> NewsArticle:
    article = NewsArticle()
    facts = {"HD": "title", "SN": "outlet", "PD": "date"}
    for code, lines in rows:
        value = tidy(" ".join(lines))
        if code in ("LP", "TD"):
            article.body += paragraphs_of(blocks_of(lines))
        elif code in facts and not getattr(article, facts[code]):
            setattr(article, facts[code], value)
        elif code == "BY":
            article.author = without_by(value, table)
        elif code in ("URL", "ART") and not article.url and (found := _ADDRESS.search(value)):
            article.url = found[0]
            article.besides += [f"{code} {value}"] * (value != found[0])
        elif value:
            article.besides.append(f"{code} {value}")
    return article


# -- texts -----------------------------------------------------------------------------


def _take_property(chunks: Sequence[list[str]], title: str) -> list[str]:
    """Take away the title in a document's properties where it stands over the first article's own headline."""
    first = [place for place, line in enumerate(chunks[0]) if bare(line)][:3] if chunks and title else []
    if len(first) < 3 or tidy(chunks[0][first[0]]) != tidy(title) or _WORDS.fullmatch(bare(chunks[0][first[1]])):
        return []
    taken = chunks[0][first[0]]
    del chunks[0][: first[1]]
    return [taken]


def _head_of(chunk: Sequence[str]) -> tuple[int, int] | None:
    """The places of the number of words and of the date that follows it; the first may be -1 where it is missing."""
    held = [place for place, line in enumerate(chunk) if bare(line)][:14]
    for one, two in pairwise(held):
        if _WORDS.fullmatch(bare(chunk[one])) and not iso_date(chunk[one]) and (
            _is_date(chunk[two]) or re.search(r"\d{4}", chunk[two])
        ):  # fmt: skip
            return one, two
    for place in held[1:]:
        if _is_date(bare(chunk[place])):
            return -1, place
    return None


def _plain(
    chunk: Sequence[str], head: tuple[int, int] | None, sections: frozenset[str], table: Mapping[str, Any]
) -> NewsArticle:
    if head is None:
        held = [line for line in chunk if bare(line)]
        said = ["No line of it is a date with the outlet after it, so that its first line was taken as the headline."]
        return NewsArticle(tidy(held[0]), body=paragraphs_of(blocks_of(chunk[:-1])), besides=held[-1:], said=said)
    count, at = head
    article = _headed([line for line in chunk[: count if count >= 0 else at] if bare(line)], sections, table)
    article.date = bare(chunk[at])
    place = at + 1
    while place < len(chunk) and (not bare(chunk[place]) or _TIME.fullmatch(bare(chunk[place]))):
        place += 1
    article.outlet = tidy(chunk[place]) if place < len(chunk) - 1 else ""
    begin = _body_begin(chunk, place + 1, Labels(table))
    end = len(chunk) - 1
    while end > begin and (not bare(chunk[end - 1]) or _ADDRESS.fullmatch(bare(chunk[end - 1]))):
        end -= 1
    article.body = paragraphs_of(blocks_of(chunk[begin:end]))
    rest = [*chunk[count:at], *chunk[at + 1 : begin], *chunk[end:]] if count >= 0 else [*chunk[at:begin], *chunk[end:]]
    article.url = next((found[0] for line in chunk[end:] if (found := _ADDRESS.search(line))), "")
    article.besides += rest
    return article


def _body_begin(chunk: Sequence[str], start: int, labels: Labels) -> int:
    """The place after the line about rights, else after the language, else after the outlet's code."""
    stop = min(len(chunk), start + 12)
    for name in ("rights", "languages"):
        for place in range(start, stop):
            if labels.begins(name, chunk[place]) if name == "rights" else labels.is_line(name, chunk[place]):
                return place + 1
    place = start
    while place < stop and (not bare(chunk[place]) or re.fullmatch(r"[A-Z0-9]{2,8}|\d+", bare(chunk[place]))):
        place += 1
    return place


def _headed(lines: Sequence[str], sections: frozenset[str], table: Mapping[str, Any]) -> NewsArticle:
    """Section, headline and author of the lines before the number of words, which nothing marks in a text."""
    held = [tidy(line) for line in lines]
    article = NewsArticle()
    if len(held) > 1 and without_by(held[-1], table) != held[-1]:
        article.author = without_by(held.pop(), table)
    if len(held) > 1 and (held[0] in sections or (article.author and len(held[0]) <= _LONGEST_SECTION)):
        article.besides.append(held.pop(0))
    if article.author:  # a headline of several lines
        held = [" ".join(held)]
    if len(held) > 1 and not article.author and _is_name(held[-1]) and not _is_name(held[-2]):
        article.author = held.pop()
    if len(held) > 1:
        longest = max(held, key=len)
        article.said.append(
            f"The headline was told from other lines by its length alone: “{'”, “'.join(held)}”. Check it."
        )
        article.besides += [line for line in held if line is not longest]
        held = [longest]
    article.title = held[0] if held else ""
    return article


def _is_name(line: str) -> bool:
    """True of two to five words with capitals and no stop: perhaps a person's name."""
    words = line.split()
    return 2 <= len(words) <= 5 and all(word[0].isupper() for word in words) and not re.search(r"[.!?:;,“”\"]$", line)
