"""The parts of a Word report before its articles: how to answer, contents, people, and tables by tag and outlet."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from analyst_app.core.codebook import Codebook
from analyst_app.core.excerpts import line_of
from analyst_app.export.report.contents import (
    ContentsRow,
    CorpusPerson,
    by_outlet,
    by_tag,
    in_order,
    people_of,
    shown_tags,
    tag_name,
)
from analyst_app.export.report.docx_laid import LaidReading
from analyst_app.export.report.docx_sections import (
    DEFINITION,
    PEOPLE,
    WIDTH,
    in_rows,
    person_cell,
    quote_cell,
    tag_cell,
)
from analyst_app.export.report.docx_text import Shade
from analyst_app.export.report.docx_words import cell, head_cell, in_our_line, joined, jump, paragraph, plain, table
from analyst_app.export.report.text_html import anchor_of
from analyst_app.wording import tr

_MOST_COLUMNS, _COLUMN = 5, 820
"""Tags that a table of articles counts apart, and the width of a column of counts."""
_READINGS, _ARTICLES = 1_700, 1_050
"""Widths of a column of annotators, and of one of articles counted."""


def how_to_answer() -> str:
    """The sentence that says how a reader answers, and what comes of it."""
    return plain(
        tr(
            "To answer, reply to a comment; for a remark of your own, select words and add a comment. Then save the "
            "file and send it back: each answer finds its annotation again. Please leave the text as it is."
        ),
        "HowTo",
    )


def front(title: str, laid: Sequence[LaidReading], shades: Mapping[str, Shade], codebook: Codebook) -> Iterator[str]:
    """All that stands before several articles.

    Args:
        title: of the report.
        laid: the articles in its order.
        shades: the looks of tags.
        codebook: has their names.
    """
    yield plain(title, "Heading1")
    yield plain(tr("{n} article|{n} articles", len(laid)), "Muted")
    yield how_to_answer()
    yield from _contents(laid, codebook)
    yield from _people(laid)
    yield from _tags(laid, shades, codebook)
    yield from _outlets(laid, codebook)


def _contents(laid: Sequence[LaidReading], codebook: Codebook) -> Iterator[str]:
    """The articles with their facts, readings and counts; each title leads to its article."""
    rows = [one.row for one in laid]
    columns = _most_used(rows, codebook)
    heads = [tr("Article"), tr("Readings"), *(tag_name(tag, codebook) for tag in columns)]
    lines = [[head_cell(words) for words in heads]]
    for one in laid:
        row = one.row
        led = paragraph(jump(row.title, one.head), "Cell", words=row.title)
        facts = joined(row.outlet, row.date, row.split)
        readings = "".join(cell(in_our_line(f"{name} ({state})" if state else name)) for name, state in row.layers)
        counts = (_count(row.tags.get(tag, 0)) for tag in columns)
        lines.append([led + (plain(facts, "CellMuted") if facts else ""), readings or cell(""), *counts])
    yield plain(tr("Contents"), "Heading2")
    yield table(
        lines, (WIDTH - _READINGS - _COLUMN * len(columns), _READINGS, *([_COLUMN] * len(columns))), has_head=True
    )
    if len(shown_tags(rows, codebook)) > len(columns):
        yield plain(tr("The tags that are used most have a column; all of them stand under “By tag”."), "Muted")


def _most_used(rows: Sequence[ContentsRow], codebook: Codebook) -> list[str]:
    """The ids of the tags that have a column: as many as there is room for, those that are used most."""
    shown, used = shown_tags(rows, codebook), by_tag(rows)
    most = set(sorted(shown, key=lambda tag: -used[tag][0])[:_MOST_COLUMNS])
    return [tag for tag in shown if tag in most]


def _people(laid: Sequence[LaidReading]) -> Iterator[str]:
    """The people of all articles with their quotes; each number and title leads to its place."""
    found = people_of(one.row for one in laid)
    if found:
        heads = {one.row.key: one.head for one in laid}
        jumps = {
            (one.row.key, anchor_of(mark.row.annotator, mark.row.id)): one.jump(mark.number)
            for one in laid
            for mark in one.reading.marks
        }
        yield plain(tr("People"), "Heading2")
        yield table([row for one in found for row in _person(one, heads, jumps)], PEOPLE)


def _person(
    person: CorpusPerson, heads: Mapping[str, str], jumps: Mapping[tuple[str, str], str]
) -> Iterator[list[str]]:
    counts = [tr("{n} quote|{n} quotes", len(person.quotes)), tr("{n} mention|{n} mentions", person.mentions)]
    said = [cell(" · ".join(counts))]
    said += [paragraph(jump(row.title, heads[row.key]), "Cell", words=row.title) for row in person.articles]
    is_in_several = len(person.articles) > 1
    said += [
        quote_cell(jumps[row.key, quoted.anchor], quoted.words, row.title if is_in_several else "")
        for row, quoted in person.quotes
    ]
    yield from in_rows(person_cell(person.name, person.kind), said)


def _tags(laid: Sequence[LaidReading], shades: Mapping[str, Shade], codebook: Codebook) -> Iterator[str]:
    """The tags that occur: name in its look, annotations, articles, and definition."""
    found = by_tag(one.row for one in laid)
    if not found:
        return
    tags = {tag.id: tag for one in laid for tag in one.reading.tags}
    lines = [[head_cell(words) for words in (tr("Tag"), tr("Annotations"), tr("Articles"), tr("Definition"))]]
    for label in in_order(found, codebook):
        numbers = map(_count, found[label])
        lines.append([tag_cell(tags[label], shades), *numbers, cell(line_of(tags[label].definition, DEFINITION))])
    yield plain(tr("By tag"), "Heading2")
    yield table(lines, (2_200, 1_450, _ARTICLES, WIDTH - 3_650 - _ARTICLES), has_head=True)


def _outlets(laid: Sequence[LaidReading], codebook: Codebook) -> Iterator[str]:
    """Articles and annotations by tag of each outlet, if one is known."""
    rows = [one.row for one in laid]
    if not any(row.outlet for row in rows):
        return
    columns = _most_used(rows, codebook)
    heads = [tr("Outlet"), tr("Articles"), *(tag_name(tag, codebook) for tag in columns)]
    lines = [[head_cell(words) for words in heads]]
    for outlet, (count, used) in by_outlet(rows).items():
        lines.append([cell(outlet or tr("not known")), _count(count), *(_count(used[tag]) for tag in columns)])
    yield plain(tr("By outlet"), "Heading2")
    yield table(
        lines, (WIDTH - _ARTICLES - _COLUMN * len(columns), _ARTICLES, *([_COLUMN] * len(columns))), has_head=True
    )


def _count(number: int) -> str:
    return cell(f"{number:,}" if number else "")
