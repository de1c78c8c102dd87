"""The page of a corpus: contents with counts, people with their quotes, tables by tag and outlet."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from urllib.parse import quote

from analyst_app.core.codebook import Codebook
from analyst_app.export.contract import Options
from analyst_app.export.report.answer_form import FORM_STYLE, answer_form
from analyst_app.export.report.answer_script import script_source
from analyst_app.export.report.article_page import at_level, page_style
from analyst_app.export.report.contents import (
    ContentsRow,
    CorpusPerson,
    by_outlet,
    by_tag,
    in_order,
    people_of,
    report_title,
    shown_tags,
    tag_name,
)
from analyst_app.export.report.html_page import apart, escaped, page
from analyst_app.wording import tr

INDEX = "index.html"
_ANCHORS = re.compile(r' id="(a-[^"]*)"')
_USED_ANCHORS = re.compile(r'((?: id="| href="#))(a-[^"]*)"')
_PLACE = "\x00articles\x00"
"""The place of the pieces in the page; no page can hold these characters."""
_Link = Callable[[ContentsRow, str], str]
CORPUS_STYLE = """
.people>li{margin-bottom:10px}
.people q{font-family:"Noto Serif",Georgia,"Times New Roman",serif;quotes:none}
h2{margin-top:40px}
"""


def contents_page(rows: Sequence[ContentsRow], options: Options) -> bytes:
    """The page that leads to the pages of all articles.

    Args:
        rows: of the contents, in order.
        options: the choices of the export, the same for every article.
    """

    def link(row: ContentsRow, anchor: str) -> str:
        return quote(row.path) + (f"#{anchor}" if anchor else "")

    title = report_title(options)
    body = [f"<main><h1>{apart(title)}</h1>", *_sections(rows, options, link), "</main>"]
    return page(title, body, style=page_style(options.vocabulary.labels, options.codebook) + CORPUS_STYLE)


def one_page(rows: Sequence[ContentsRow], piece_of: Callable[[ContentsRow], str], options: Options) -> Iterator[bytes]:
    """The one page of all articles, in portions.

    Args:
        rows: of the contents, in order.
        piece_of: gives the piece of an article.
        options: the choices of the export, the same for every article.
    """
    repeated = _repeated(rows, piece_of)

    def link(row: ContentsRow, anchor: str) -> str:
        if anchor in repeated.get(row.key, ()):
            return f"#{anchor}-{row.key}"
        return f"#{anchor or f'r-{row.key}'}"

    style = page_style(options.vocabulary.labels, options.codebook) + CORPUS_STYLE
    if len(rows) == 1:
        title, level, before = rows[0].title, 1, []
        skip = [f'<a class="skip" href="#h-{rows[0].key}">{escaped(tr("To the article"))}</a>', "<main>"]
    else:
        title, level = report_title(options), 2
        skip, before = ["<main>"], [f"<h1>{apart(title)}</h1>", *_sections(rows, options, link)]
    body = [*skip, *before, _PLACE, "</main>", answer_form()]
    whole = page(title, body, style=style + FORM_STYLE, scripts=(script_source(),))
    head, _, tail = whole.partition(_PLACE.encode())
    yield head
    for row in rows:
        piece = at_level(piece_of(row), level)
        if row.key in repeated:
            piece = _with_own_anchors(piece, repeated[row.key], row.key)
        yield piece.encode("utf-8", "backslashreplace")
    yield tail


def _repeated(rows: Sequence[ContentsRow], piece_of: Callable[[ContentsRow], str]) -> dict[str, frozenset[str]]:
    """By an article's key, the anchors that an earlier article has, too: copies of a layer have the same ids."""
    seen: set[str] = set()
    repeated: dict[str, frozenset[str]] = {}
    for row in rows if len(rows) > 1 else ():
        found = set(_ANCHORS.findall(piece_of(row)))
        if again := found & seen:
            repeated[row.key] = frozenset(again)
        seen |= found
    return repeated


def _with_own_anchors(piece: str, repeated: frozenset[str], key: str) -> str:
    """A piece whose repeated anchors, and links to them, end with the article's key."""

    def own(found: re.Match[str]) -> str:
        return f'{found[1]}{found[2]}-{key}"' if found[2] in repeated else found[0]

    return _USED_ANCHORS.sub(own, piece)


def places(folder: Path, inner: str) -> Iterator[Path]:
    """A folder in another, with all folders in it.

    Args:
        folder: the outer one.
        inner: path of the inner one.
    """
    top = folder / inner
    if top.is_dir():
        yield top
        yield from (path for path in top.rglob("*") if path.is_dir())


def _sections(rows: Sequence[ContentsRow], options: Options, link: _Link) -> list[str]:
    people, has_outlets = people_of(rows), any(row.outlet for row in rows)
    return [
        *_section("contents", tr("Contents"), _contents(rows, options.codebook, link)),
        *(_section("people", tr("People"), _people(people, link)) if people else []),
        *_section("tags", tr("By tag"), _by_tag(rows, options.codebook)),
        *(_section("outlets", tr("By outlet"), _by_outlet(rows, options.codebook)) if has_outlets else []),
    ]


def _section(name: str, title: str, inside: Iterable[str]) -> list[str]:
    return [f'<section aria-labelledby="s-{name}">', f'<h2 id="s-{name}">{escaped(title)}</h2>', *inside, "</section>"]


def _contents(rows: Sequence[ContentsRow], codebook: Codebook, link: _Link) -> Iterator[str]:
    shown = shown_tags(rows, codebook)
    has_outlet, has_date, has_split = (any(getattr(row, name) for row in rows) for name in ("outlet", "date", "split"))
    names = [tr("Article"), *([tr("Outlet")] if has_outlet else []), *([tr("Date")] if has_date else [])]
    names += [tr("Split")] if has_split else []
    heads = [f'<th scope="col">{escaped(name)}</th>' for name in (*names, tr("Readings"))]
    heads += [f'<th scope="col" class="number">{apart(tag_name(tag, codebook))}</th>' for tag in shown]
    yield from _table(heads, (_contents_line(row, link, shown, (has_outlet, has_date, has_split)) for row in rows))


def _contents_line(row: ContentsRow, link: _Link, shown: Sequence[str], has: tuple[bool, bool, bool]) -> str:
    lang = f' lang="{escaped(row.language)}"'
    title = f'<th scope="row"><a href="{escaped(link(row, ""))}" dir="auto"{lang}>{escaped(row.title)}</a></th>'
    cells = [words for words, is_shown in zip((row.outlet, row.date, row.split), has, strict=True) if is_shown]
    plain = "".join(f"<td>{apart(words)}</td>" for words in cells)
    readings = ", ".join(f"{apart(name)} ({apart(status)})" for name, status in row.layers)
    return f"<tr>{title}{plain}<td>{readings}</td>{''.join(_number(row.tags.get(tag, 0)) for tag in shown)}</tr>"


def _people(people: Sequence[CorpusPerson], link: _Link) -> Iterator[str]:
    yield '<ul class="people">'
    for one in people:
        counts = [tr("{n} quote|{n} quotes", len(one.quotes)), tr("{n} mention|{n} mentions", one.mentions)]
        kind = f' <span class="muted">{apart(one.kind)}</span>' if one.kind else ""
        where = ", ".join(
            f'<a href="{escaped(link(row, ""))}" dir="auto">{escaped(row.title)}</a>' for row in one.articles
        )
        quotes = "".join(
            f'<li><a href="{escaped(link(row, quoted.anchor))}"><q dir="auto" lang="{escaped(row.language)}">'
            f"{escaped(quoted.words)}</q></a>"
            + (
                f' <span class="muted" dir="auto">{escaped(row.title)}</span></li>'
                if len(one.articles) > 1
                else "</li>"
            )
            for row, quoted in one.quotes
        )
        said = f"<ul>{quotes}</ul>" if quotes else ""
        yield f"<li><bdi><b>{escaped(one.name)}</b></bdi>{kind} · {escaped(' · '.join(counts))} · {where}{said}</li>"
    yield "</ul>"


def _by_tag(rows: Sequence[ContentsRow], codebook: Codebook) -> Iterator[str]:
    found = by_tag(rows)
    names = (tr("Tag"), tr("Annotations"), tr("Articles"))
    heads = [f'<th scope="col"{_NUMBER if place else ""}>{apart(name)}</th>' for place, name in enumerate(names)]
    lines = (
        f'<tr><th scope="row">{apart(tag_name(tag, codebook))}</th>{"".join(map(_number, found[tag]))}</tr>'
        for tag in in_order(found, codebook)
    )
    yield from _table(heads, lines)


def _by_outlet(rows: Sequence[ContentsRow], codebook: Codebook) -> Iterator[str]:
    shown = shown_tags(rows, codebook)
    names = [tr("Outlet"), tr("Articles"), *(tag_name(tag, codebook) for tag in shown)]
    heads = [f'<th scope="col"{_NUMBER if place else ""}>{apart(name)}</th>' for place, name in enumerate(names)]
    lines = (
        f'<tr><th scope="row">{apart(outlet or tr("not known"))}</th>{_number(count)}'
        f"{''.join(_number(tags.get(tag, 0)) for tag in shown)}</tr>"
        for outlet, (count, tags) in by_outlet(rows).items()
    )
    yield from _table(heads, lines)


def _table(heads: Iterable[str], lines: Iterable[str]) -> Iterator[str]:
    yield f'<div class="scroll" tabindex="0"><table><thead><tr>{"".join(heads)}</tr></thead><tbody>'
    yield from lines
    yield "</tbody></table></div>"


_NUMBER = ' class="number"'


def _number(number: int) -> str:
    return f"<td{_NUMBER}>{number:,}</td>" if number else f"<td{_NUMBER}></td>"
