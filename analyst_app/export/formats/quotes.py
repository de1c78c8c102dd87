"""Quotes with their speakers, one quote a row: a table to read, without look-ups.

Speaker, cue and via are followed through the links; a quote that continues
another has its speaker. Everything that is no quote is named as left out.
"""

from __future__ import annotations

import re
from bisect import bisect_right

from analyst_app.export.cells import BOM, csv_row, csv_rows, cut, guarded, plain, records, unguarded
from analyst_app.export.contract import EncodedPiece, Format, Frame, Holdings, Options, Seen
from analyst_app.export.facts.fact_columns import OTHER, cell_of, other_columns
from analyst_app.export.facts.source_row import facts_of
from analyst_app.export.losses import LossTally
from analyst_app.export.rows import ExportArticle, SpanRow
from analyst_app.export.unheld import unheld
from analyst_app.wording import marked

_COLUMNS = (
    *("outlet", "date", "title", "paragraph", "text", "words", "mode", "speaker", "kind", "naming"),
    *("cue", "via", "note", "document", "annotator", "split", "start", "end"),
    *("author", "url", "language", "retrieved"),
)
_OF_THE_SPEAKER = frozenset({"speaker", "kind", "naming"})
_FOLLOWED = ("speaker", "cue", "via", "continues")
_WORD = re.compile(r"\w+(?:[-'’]\w+)*")
_PARAGRAPH = re.compile(r"^.*\S", re.MULTILINE)


def columns(options: Options) -> tuple[str, ...]:
    """The heads of the table; those of the speaker are missing where the codebook says that no tag plays the quotation.

    Where it says nothing of parts, annotations with the usual id are quotes,
    even if the codebook lacks their tag, and their speakers are shown.
    """
    has_speakers = bool(options.codebook.ids_counted_as("quotation"))
    named = [name for name in _COLUMNS if has_speakers or name not in _OF_THE_SPEAKER]
    return (*named, *other_columns(options.vocabulary.facts))


def quote_rows(article: ExportArticle, options: Options) -> list[list[str]]:
    """The table's rows: one for each quote, in reading order.

    Args:
        article: with the annotations.
        options: their codebook says which tags play the quotation.
    """
    quotations = options.codebook.ids_counted_as("quotation")
    ends = _Ends(article)
    starts = [found.start() for found in _PARAGRAPH.finditer(article.text)]
    found, said = options.vocabulary.facts, facts_of(article.source)
    names = ("author", "url", "language", "retrieved", *other_columns(found).values())
    more = [cell_of(said.get(name), found.get(name, "")) for name in names]
    title = article.source.title or next((line.strip() for line in article.text.splitlines() if line.strip()), "")
    return [
        [
            article.source.outlet,
            article.source.date,
            title,
            str(bisect_right(starts, row.start)),
            row.text,
            str(len(_WORD.findall(row.text))),
            plain(row.attributes.get("mode", "")),
            *ends.speaker(row),
            ends.names(row, "cue"),
            ends.names(row, "via"),
            row.note,
            article.id,
            row.annotator,
            article.split,
            str(row.start),
            str(row.end),
            *more,
        ]
        for row in article.spans
        if row.label in quotations
    ]


def losses_of(article: ExportArticle, options: Options) -> LossTally:
    """Everything that a table of quotes leaves out.

    Args:
        article: with the annotations.
        options: their codebook says which tags play the quotation.
    """
    quotations = options.codebook.ids_counted_as("quotation")
    losses = LossTally()
    ends = _Ends(article)
    quotes = [row for row in article.spans if row.label in quotations]
    shown = {id(end) for row in quotes for role in _FOLLOWED for end in ends.at(row, role)}
    for row in article.spans:
        if row.label in quotations:
            for name in row.attributes:
                if name != "mode":
                    losses.add("attribute", article.id, f"{name} of {row.text[:60]}")
        elif id(row) not in shown:
            losses.add("other label", article.id, f"{row.label}: {row.text[:60]}")
    for zone in article.zones:
        losses.add("zone", article.id, zone.text)
    labels = {(row.annotator, row.id): row.label for row in article.spans}
    for relation in article.relations:
        if relation.type not in _FOLLOWED or labels.get((relation.annotator, relation.head)) not in quotations:
            losses.add("relation", article.id, f"{relation.type} of {relation.head}")
    losses.take(unheld(article, "layer note"))
    return losses


def encode(article: ExportArticle, options: Options) -> EncodedPiece:
    """An article's quotes as guarded rows.

    Args:
        article: the article as flat rows.
        options: the choices of the export, the same for every article.
    """
    rows = quote_rows(article, options)
    losses = losses_of(article, options)
    safe = [[cut(guarded(cell)) for cell in row] for row in rows]
    for row, short in zip(rows, safe, strict=True):
        if any(len(one) > len(other) for one, other in zip(row, short, strict=True)):
            losses.add("long cell", article.id, row[4][:40])
    data = "".join(csv_row(row, line_end="\r\n") for row in safe).encode("utf-8")
    kept = [_seen(records([row], columns(options))[0]) for row in safe]
    return EncodedPiece({"quotes.csv": data}, kept, losses)


def read(files: dict[str, bytes], options: Options) -> list[Seen]:
    """The quotes of rows.

    Args:
        files: the files by name, each as bytes.
        options: the choices of the export, the same for every article.
    """
    return [_seen(cells) for data in files.values() for cells in records(csv_rows(data), columns(options))]


def _seen(cells: dict[str, str]) -> Seen:
    words = unguarded(cells["text"])
    return (unguarded(cells["document"]), int(cells["start"]), int(cells["end"]), words, unguarded(cells["speaker"]))


class _Ends:
    """Follows relations from a quote."""

    def __init__(self, article: ExportArticle) -> None:
        self._spans = {(row.annotator, row.id): row for row in article.spans}
        self._leads: dict[tuple[str, str, str], list[SpanRow]] = {}
        for relation in article.relations:
            tail = self._spans.get((relation.annotator, relation.tail))
            if tail:
                self._leads.setdefault((relation.annotator, relation.head, relation.type), []).append(tail)

    def at(self, row: SpanRow, role: str) -> list[SpanRow]:
        """The spans that a role of this one leads to, in reading order."""
        return sorted(self._leads.get((row.annotator, row.id, role), ()), key=lambda end: (end.start, end.id))

    def speaker(self, row: SpanRow) -> tuple[str, str, str]:
        """Name, kind and naming of who speaks; of the quote that it continues if it says none."""
        visited: set[str] = set()
        while not (speakers := self.at(row, "speaker")) and row.id not in visited:
            visited.add(row.id)
            row = next(iter(self.at(row, "continues")), row)
        if not speakers and row.attributes.get("speaker_not_stated"):
            return ("(not stated)", "", "")
        return (
            "; ".join(map(_name, speakers)),
            "; ".join(plain(speaker.attributes.get("kind", "")) for speaker in speakers),
            "; ".join(plain(speaker.attributes.get("naming", "")) for speaker in speakers),
        )

    def names(self, row: SpanRow, role: str) -> str:
        """The names at the other ends of a role."""
        return "; ".join(map(_name, self.at(row, role)))


def _name(row: SpanRow) -> str:
    return plain(row.attributes.get("name") or row.text)


FORMAT = Format(
    name="quotes",
    holdings=Holdings(
        "one quote a row with its speaker",
        overlaps="yes",
        relations="only speaker, cue and via",
        values="only mode",
        notes="only on quotes",
        readings="only whose",
        facts="columns of their type",
    ),
    title=marked("Quotes with their speakers, one a row (CSV)"),
    purpose=marked("Who said what, one quote a row with its speaker: to read, sort and count in a spreadsheet."),
    encode=encode,
    read=read,
    frames=lambda options: {"quotes.csv": Frame((BOM + csv_row(columns(options), line_end="\r\n")).encode("utf-8"))},
    suffix=".csv",
    single="quotes.csv",
    usage='pandas.read_csv("PATH/quotes.csv", keep_default_na=False)',
    needs_facts=True,
    mixed=lambda options: [
        f"{OTHER}{name}"
        for name in other_columns(options.vocabulary.facts).values()
        if options.vocabulary.facts[name] == "mixed"
    ],
)
