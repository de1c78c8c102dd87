"""Attributions: who said what, one attribution a line, for those who learn to attribute quotations.

The roles are those of PARC 3 (Pareti 2016) and PolNeAR (Newell, Margolin and Ruths 2018): ``content`` is what is
said, ``cue`` the words that attribute it, ``source`` who said it. Each is a list of stretches: a quotation that goes
on after its cue, or in another paragraph, is one attribution with several of content. Beside them stand the ids of
the annotations, whom a mention means, and the attribution inside whose content this one lies. ``articles`` has the
texts, to which offsets belong: code points, half-open.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import msgspec

from analyst_app.core.roles import CONTINUES, NOT_STATED, WHO
from analyst_app.export.contract import EncodedPiece, Format, Frame, Holdings, Options, Seen
from analyst_app.export.losses import LossTally
from analyst_app.export.rows import ExportArticle, SpanRow
from analyst_app.export.unheld import unheld
from analyst_app.wording import marked

ATTRIBUTIONS, ARTICLES = "attributions", "articles"
_OF_A_QUOTE = ("mode", NOT_STATED)
_OF_A_PERSON = ("kind", "naming", "name")
_ROLES = ("content", "cue", "source")
_encode = msgspec.json.Encoder(order="deterministic").encode


def encode(article: ExportArticle, options: Options) -> EncodedPiece:
    """An article's attributions, a line each, and its text.

    Args:
        article: the article as flat rows.
        options: the choices of the export; their codebook says what tags play.
    """
    losses = unheld(article, "layer note")
    lines: list[dict[str, Any]] = []
    held: set[int] = set()
    for one in article.apart():
        reading = _Reading(one, options)
        lines += reading.lines()
        held |= reading.held
        reading.tell(losses)
    for row in article.spans:
        if id(row) not in held:
            losses.add("other label", article.id, f"{row.label}: {row.text[:60]}")
    for zone in article.zones:
        losses.add("zone", article.id, zone.text)
    stem = options.stem(article)
    text = {"id": article.id, "text": article.text, "source": msgspec.to_builtins(article.source)}
    files = {
        f"{ATTRIBUTIONS}/{stem}.jsonl": b"".join(_encode(line) + b"\n" for line in lines),
        f"{ARTICLES}/{stem}.jsonl": _encode(text) + b"\n",
    }
    return EncodedPiece(files, [_seen(line) for line in lines], losses)


def read(files: dict[str, bytes], options: Options) -> list[Seen]:
    """The attributions of such lines.

    Args:
        files: the files by name, each as bytes.
        options: the choices of the export, the same for every article.
    """
    found = (data for name, data in files.items() if name.startswith(ATTRIBUTIONS))
    return [_seen(msgspec.json.decode(line)) for data in found for line in data.splitlines()]


def _seen(line: dict[str, Any]) -> Seen:
    stretches = [(role, one["id"], one["start"], one["end"], one["text"]) for role in _ROLES for one in line[role]]
    return (line["article"], line["annotator"], line["inside"] or "", *stretches)


class _Reading:
    """The attributions of one annotator's reading.

    Args:
        article: with her rows alone.
        options: their codebook says what tags play.
    """

    def __init__(self, article: ExportArticle, options: Options) -> None:
        self._article = article
        book = options.codebook
        self._plays = {part: book.ids_counted_as(part) for part in ("quotation", "cue", "actor")}
        self._spans = {row.id: row for row in article.spans}
        self._quotes = [row for row in article.spans if row.label in self._plays["quotation"]]
        self._heads = self._heads_of_parts()
        self.held: set[int] = set()
        """Of each row that has a place in a line."""
        self._told: set[str] = set()
        """Ids of relations that have."""

    def lines(self) -> list[dict[str, Any]]:
        """The attributions in reading order."""
        parts: dict[str, list[SpanRow]] = {}
        for row in sorted(self._quotes, key=lambda row: (row.start, row.end)):
            parts.setdefault(self._heads[row.id], []).append(row)
        around = self._around(parts)
        return [self._line(head, rows, around.get(head)) for head, rows in parts.items()]

    def tell(self, losses: LossTally) -> None:
        """Name what of these annotations has no place in a line."""
        article = self._article
        for row in article.spans:
            known = _OF_A_QUOTE if row.label in self._plays["quotation"] else _OF_A_PERSON
            for name in row.attributes if id(row) in self.held else ():
                if name not in known:
                    losses.add("attribute", article.id, f"{name} of {row.text[:60]}")
            if row.note and (id(row) not in self.held or row.label not in self._plays["quotation"]):
                losses.add("note", article.id, row.note)
        for relation in article.relations:
            if relation.id not in self._told:
                losses.add("relation", article.id, f"{relation.type} of {relation.head}")

    def _line(self, head: str, content: Sequence[SpanRow], inside: str | None) -> dict[str, Any]:
        ids = {row.id for row in content}
        first = content[0]
        ends = list(self._ends(ids))
        cues = [row for _, row in ends if row.label in self._plays["cue"]]
        sources = [row for role, row in ends if role in WHO and row.label not in self._plays["cue"]]
        others = [
            {"role": role, **self._stretch(row), **_person(row)}
            for role, row in ends
            if role not in WHO and row.label not in self._plays["cue"]
        ]
        return {
            "id": head,
            "article": self._article.id,
            "annotator": first.annotator,
            "mode": next((row.attributes["mode"] for row in content if "mode" in row.attributes), None),
            "source_not_stated": any(row.attributes.get(NOT_STATED) is True for row in content),
            "content": [self._stretch(row) for row in content],
            "cue": [self._stretch(row) for row in cues],
            "source": [{**self._stretch(row), **_person(row)} for row in sources],
            "others": others,
            "inside": inside,
            "note": "\n".join(row.note for row in content if row.note),
        }

    def _ends(self, ids: set[str]) -> Iterator[tuple[str, SpanRow]]:
        """Role and span of each end that the parts of an attribution lead to, each once, in reading order."""
        found: dict[tuple[str, str], SpanRow] = {}
        for relation in self._article.relations:
            end = self._spans.get(relation.tail)
            if relation.head not in ids or end is None:
                continue
            self._told.add(relation.id)
            if relation.type != CONTINUES or end.id not in ids:
                found.setdefault((relation.type, end.id), end)
        for (role, _), row in sorted(found.items(), key=lambda item: (item[1].start, item[1].end, item[0])):
            yield role, row

    def _stretch(self, row: SpanRow) -> dict[str, Any]:
        self.held.add(id(row))
        return {"id": row.id, "start": row.start, "end": row.end, "text": row.text}

    def _heads_of_parts(self) -> dict[str, str]:
        """By id of each quote that of the first of those which it goes on with; of a circle, the least of all ids."""
        before = {
            relation.head: relation.tail
            for relation in self._article.relations
            if relation.type == CONTINUES and {relation.head, relation.tail} <= {row.id for row in self._quotes}
        }
        heads = {}
        for row in self._quotes:
            passed, at = {row.id}, row.id
            while at in before and before[at] not in passed:
                at = before[at]
                passed.add(at)
            heads[row.id] = min(passed) if before.get(at) in passed else at
        return heads

    def _around(self, parts: dict[str, list[SpanRow]]) -> dict[str, str]:
        """By head of an attribution that of the one in whose content its first stretch lies, the innermost."""
        around: dict[str, str] = {}
        open_ones: list[SpanRow] = []
        for row in sorted(self._quotes, key=lambda row: (row.start, -row.end, row.id)):
            open_ones = [other for other in open_ones if other.end > row.start]
            head = self._heads[row.id]
            holding = [other for other in open_ones if other.end >= row.end and self._heads[other.id] != head]
            if holding and parts[head][0] is row:
                around[head] = self._heads[min(holding, key=lambda other: other.end - other.start).id]
            open_ones.append(row)
        return around


def _person(row: SpanRow) -> dict[str, Any]:
    """The words of a mention on whom it means: its values, and the id on the team's list of people."""
    said = {name: row.attributes.get(name) for name in _OF_A_PERSON}
    return said | {"person": row.actor if isinstance(row.actor, str) else None}


def _frames(options: Options) -> dict[str, Frame]:
    return {
        f"{folder}/{stem}.jsonl": Frame() for folder in (ATTRIBUTIONS, ARTICLES) for stem in options.splits or ("data",)
    }


FORMAT = Format(
    name="attribution",
    holdings=Holdings(
        "one attribution a line with content, cue and source, as in PARC and PolNeAR; the articles beside",
        overlaps="yes",
        relations="only those of quotes",
        values="only mode, kind, naming and name",
        notes="only on quotes",
        readings="only whose",
        facts="`source` of the articles",
    ),
    title=marked("For learning who said what (attributions, JSON Lines)"),
    purpose=marked(
        "One attribution a line with content, cue and source, as in PARC and PolNeAR: to learn who said what."
    ),
    encode=encode,
    read=read,
    frames=_frames,
    usage='datasets.load_dataset("json", data_files="PATH/attributions/*.jsonl")',
)
