"""The evidence: each quote with its source, verdict, the words that differ, hash and date, as a page or a table.

The page stands alone: no script, nothing loaded, every word of an article
escaped, and printable. The table is CSV, with a sign before what a spreadsheet
would take for a formula (OWASP, CSV injection).
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from analyst_app.assist.verifying.checked_quotes import CheckedQuote, stale_words, stored_verdict
from analyst_app.assist.verifying.verdicts import DiffPiece, doubt_words, verdict_words
from analyst_app.core.annotation import Annotation
from analyst_app.core.span import Span
from analyst_app.errors import Unreadable, UsageError
from analyst_app.export.report.html_page import HEADS, escaped, page
from analyst_app.wording import tr, visible

_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_AROUND = 80
"""Code points of the source beside the place that are shown."""
_GAP = 240
"""Code points of the source between two pieces that are shown whole; of more the middle is left out."""
_COLUMNS = "article layer annotation quote speaker source verdict why in_source text_sha256 stored by at date"
_STYLE = """
main{font-family:Georgia,serif;max-width:60em;margin:2em auto;padding:0 1em}
h1{font-size:1.5em}section{border-top:1px solid var(--control);padding:.8em 0;break-inside:avoid}
.facts{font:13px/1.4 system-ui,sans-serif;color:var(--muted)}.verdict{font-weight:bold}
.pair{display:flex;gap:2em}.pair>div{flex:1 1 0;min-width:0;overflow-wrap:anywhere;white-space:pre-wrap}
del,ins{color:var(--text);border-radius:3px}del{background:#d9534f40;text-decoration:line-through}
ins{background:#3d9a5040;text-decoration:underline}
.fair{color:var(--muted);text-decoration:underline dotted;background:none}.hash{font-family:monospace;font-size:11px}
@media print{main{margin:0;max-width:none}del,ins{background:none}del{border:1px solid}ins{font-weight:bold}}
@media (max-width:40em){.pair{display:block}}
"""


class Evidence(NamedTuple):
    """A row of the report."""

    article: str
    """Its name, as shown."""
    layer: str
    quote: CheckedQuote


class Marked(NamedTuple):
    """A stretch of words, and whether it is shared with the other text."""

    words: str
    kind: str
    """``same``, ``fair`` (differs honestly) or ``other`` (differs)."""


def quote_marked(row: CheckedQuote) -> list[Marked]:
    """The quote's words in stretches, those that the source has not marked.

    Args:
        row: a quote and its verdict.
    """
    return list(_stretches(row.said, [(piece.quote, piece) for piece in row.judgement.pieces]))


def source_marked(row: CheckedQuote) -> list[Marked]:
    """The source's words round the place in stretches, those that the quote has not marked; nothing if not found.

    Args:
        row: a quote and its verdict.
    """
    text = row.text.text
    places = sorted((piece.source, piece) for piece in row.judgement.pieces if piece.source.length)
    if not places:
        return []
    start, end = max(0, places[0][0].start - _AROUND), min(len(text), places[-1][0].end + _AROUND)
    start = text.find(" ", start, places[0][0].start) + 1 or start if start else 0
    end = max(text.rfind(" ", places[-1][0].end, end), places[-1][0].end) if end < len(text) else end
    shown = list(_stretches(text[start:end], [(Span(a.start - start, a.end - start), piece) for a, piece in places]))
    shown = [one if len(one.words) <= _GAP else _cut(one) for one in shown]
    before, after = "…" if start else "", "…" if end < len(text) else ""
    return [Marked(before, "same"), *shown, Marked(after, "same")]


def _cut(one: Marked) -> Marked:
    half = _GAP // 2
    return one._replace(words=f"{one.words[:half]} […] {one.words[-half:]}")


def _stretches(text: str, places: Sequence[tuple[Span, DiffPiece]]) -> Iterator[Marked]:
    at = 0
    for span, piece in places:
        if span.end <= at:
            continue
        if span.start > at:
            yield Marked(text[at : span.start], "same")
        kind = "same" if piece.kind == "same" else "fair" if piece.is_fair else "other"
        yield Marked(text[max(at, span.start) : span.end], kind)
        at = span.end
    if at < len(text):
        yield Marked(text[at:], "same")


def as_row(one: Evidence) -> dict[str, Any]:
    """A row as plain data, for ``--json``; offsets count code points of the article, of ``said`` and of the source.

    Args:
        one: the row.
    """
    row, judgement = one.quote, one.quote.judgement
    place = judgement.place
    return {
        "article": one.article,
        "layer": one.layer,
        "id": row.annotation.id,
        "start": row.annotation.start,
        "end": row.annotation.end,
        "quote": row.exact,
        "said": row.said,
        "speaker": row.speaker,
        "source": {"id": row.source.id, "file": row.source.file, "version": row.source.is_version},
        "source_changed": row.is_source_newer,
        "text_sha256": row.text.sha256,
        "verdict": judgement.verdict,
        "doubts": list(judgement.doubts),
        "place": None if place is None else {**place._asdict(), "exact": place.of(row.text.text)},
        "diff": [
            {"kind": piece.kind, "fair": piece.is_fair, "said": piece.quote._asdict(), "source": piece.source._asdict()}
            for piece in judgement.pieces
        ],
        "stored": stored_verdict(row.annotation),
        "stale": stale_words(row.annotation, row.exact, row.text, row.source.id),
    }


def as_csv(rows: Sequence[Evidence], date: str) -> bytes:
    """The table: UTF-8 with a byte order mark, so that spreadsheets see what it is.

    Args:
        rows: in the order in which they are shown.
        date: of the report.
    """
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(_COLUMNS.split())
    for one in rows:
        row, stored = one.quote, stored_verdict(one.quote.annotation) or {}
        place = row.judgement.place
        fields = [
            *(one.article, one.layer, row.annotation.id, row.exact, row.speaker, row.source.file),
            *(row.judgement.verdict, "; ".join(map(doubt_words, row.judgement.doubts))),
            *(place.of(row.text.text) if place is not None else "", row.text.sha256),
            *(str(stored.get(key, "")) for key in ("verdict", "by", "at")),
            date,
        ]
        writer.writerow([_harmless(field) for field in fields])
    return out.getvalue().encode("utf-8-sig", "backslashreplace")


def _harmless(field: str) -> str:
    """A field that no reader of tables obeys or stops at, as some do at a NUL."""
    field = visible(field)
    return f"'{field}" if field.startswith(_FORMULA) else field


def as_page(rows: Sequence[Evidence], date: str, *, title: str, notes: Sequence[str] = ()) -> bytes:
    """The page.

    Args:
        rows: in the order in which they are shown.
        date: of the report.
        title: of the corpus.
        notes: sentences about what is not in it.
    """
    heading = tr("Quotes and their sources: {title}", title=title)
    counted = tr("{n} comparison|{n} comparisons", len(rows))
    body = [f"<main><h1>{escaped(heading)}</h1>", f'<p class="facts">{escaped(counted)} · {escaped(date)}</p>']
    body += [f'<p class="facts">{escaped(note)}</p>' for note in notes]
    return page(heading, [*body, *map(_section, rows), "</main>"], style=_STYLE)


def _section(one: Evidence) -> str:
    row = one.quote
    why = " · ".join(map(doubt_words, row.judgement.doubts))
    verdict = verdict_words(row.judgement.verdict)
    source = source_marked(row)
    nowhere = tr("Nothing was compared.") if row.judgement.verdict == "not_comparable" else ""
    found = _marks(source, "ins") if source else escaped(nowhere or tr("This source has no such place."))
    said = _marks(quote_marked(row), "del")
    reasons = (f" – {why}" if why else "") + _stored(row.annotation, row)
    head = " · ".join(filter(None, [one.article, one.layer, row.speaker]))
    named = tr("another version: {file}", file=row.source.file) if row.source.is_version else row.source.file
    return (
        f'<section><p class="facts">{escaped(head)}</p>'
        f'<p><span class="verdict">{escaped(verdict)}</span>{escaped(reasons)}</p>'
        f'<div class="pair"><div dir="auto">{said}</div><div dir="auto">{found}</div></div>'
        f'<p class="facts">{escaped(named)} · <span class="hash">{escaped(row.text.sha256)}</span></p></section>'
    )


def _stored(annotation: Annotation, row: CheckedQuote) -> str:
    stored = stored_verdict(annotation)
    if stored is None or stored.get("source") != row.source.id:
        return ""
    words = tr(
        " (stored: {verdict}, {who}, {when})",
        verdict=verdict_words(str(stored["verdict"])),
        who=str(stored.get("by", "")),
        when=str(stored.get("at", "")),
    )
    return words + (tr(", stale") if stale_words(annotation, row.exact, row.text) else "")


def _marks(stretches: Sequence[Marked], element: str) -> str:
    tags = {
        "same": ("", ""),
        "fair": (f'<{element} class="fair">', f"</{element}>"),
        "other": (f"<{element}>", f"</{element}>"),
    }
    return "".join(f"{tags[one.kind][0]}{escaped(one.words)}{tags[one.kind][1]}" for one in stretches if one.words)


def report_of(path: Path, rows: Sequence[Evidence], date: str, *, title: str, notes: Sequence[str] = ()) -> bytes:
    """The report that a file's name asks for: CSV for ``.csv``, else a page.

    Args:
        path: of the file.
        rows: in the order in which they are shown.
        date: of the report.
        title: of the corpus.
        notes: sentences about what is not in it.
    """
    if path.suffix.lower() == ".csv":
        return as_csv(rows, date)
    return as_page(rows, date, title=title, notes=notes)


SUFFIXES = (".html", ".htm", ".csv")
"""Endings that a report's name may have."""


def write_report(path: Path, data: bytes, *, overwrite: bool = False) -> None:
    """Write a report with every step of saving. Blocking.

    Args:
        path: of the file; its ending says what it is.
        data: the report.
        overwrite: True to replace an earlier report.

    Raises:
        UsageError: the name ends in none of ``SUFFIXES``, is a link, or a file is there and may not be replaced.
        SaveFailed: the system would not; nothing was left there.
    """
    from analyst_app.storage import atomic
    from analyst_app.storage.copies import write_new

    if path.suffix.lower() not in SUFFIXES:
        raise UsageError(tr("{name} is no name for a report: it ends in .html or .csv.", name=path.name))
    if path.is_symlink():
        raise UsageError(tr("{name} is a link, and a report is not written through one. Name a file.", name=path.name))
    try:
        if overwrite and path.exists():
            if not _is_report(path):
                words = tr("{name} is no earlier report, so it is not replaced. Give another name.", name=path.name)
                raise UsageError(words)
            with atomic.held(path) as target:
                atomic.replace_file(target, [data], lambda: None)
        else:
            write_new(path, data)
    except FileExistsError as error:
        words = tr("{name} is there already. Give another name, or --overwrite.", name=path.name)
        raise UsageError(words) from error
    except OSError as error:
        raise atomic.failure(path, error) from error


def _is_report(path: Path) -> bool:
    """True of a file that begins as a report does, or is empty; saving refuses what is no file."""
    if not path.is_file():
        return True
    from analyst_app.storage.atomic import read_regular
    from analyst_app.storage.limits import LARGEST_TEAM_FILE

    try:
        head = read_regular(path, limit=LARGEST_TEAM_FILE).removeprefix(b"\xef\xbb\xbf")
    except Unreadable:
        return False
    return not head or head.startswith((*HEADS, _COLUMNS.replace(" ", ",").encode()))
