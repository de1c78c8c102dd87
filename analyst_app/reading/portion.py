"""A portion of the rows of a corpus, article by article: what frames are made of."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from operator import attrgetter
from typing import Any

from analyst_app.core.annotation import ASSIST
from analyst_app.core.codebook import Codebook
from analyst_app.core.layer_ids import is_gold
from analyst_app.corpus.iso_dates import known_date
from analyst_app.corpus.sourcing.verified_sources import VERIFIED
from analyst_app.language.known_people import ACTOR, Person
from analyst_app.reading.article_rows import ArticleRows, LayerRows
from analyst_app.reading.columns import (
    Columns,
    Kind,
    SparseValues,
    TypedColumn,
    kinds_of_attributes,
    tags_of_attributes,
    with_switches,
)
from analyst_app.session.codebook_use import KEY as CODEBOOK
from analyst_app.storage.lines.typed_lines import AnnotationLine

_FACTS = ("title", "outlet", "author", "date", "url", "language", "retrieved")
VALUE, _FACT = "value.", "fact."
"""Beginnings of the columns of an attribute's values, and of facts of the team's own."""
_WHOLE_DAY = 10
"""Signs of a date that names a day: 2024-03-05."""
_EXACT, _ATTRIBUTES = attrgetter("exact"), attrgetter("attributes")
_OF_ROW = [(name, attrgetter(name)) for name in ("id", "tag", "start", "end", "note", "created", "modified")]
_OF_LAYER = ("article", "layer", "annotator", "is_gold", "status", "codebook_version")
"""Columns of which every annotation of a layer has the same."""
_OPTIONAL = ("actor", "person", "assist", "score", "edited", "verdict")
SPAN_KINDS: Mapping[str, Kind] = {
    "article": "text",
    "layer": "text",
    "annotator": "text",
    "is_gold": "flag",
    "status": "text",
    "id": "text",
    "tag": "text",
    "start": "whole",
    "end": "whole",
    "exact": "text",
    "note": "text",
    "actor": "text",
    "person": "text",
    "assist": "text",
    "score": "number",
    "edited": "flag",
    "verdict": "text",
    "codebook_version": "whole",
    "created": "moment",
    "modified": "moment",
}
LINK_KINDS: Mapping[str, Kind] = {
    "article": "text",
    "layer": "text",
    "id": "text",
    "role": "text",
    "from_id": "text",
    "from_tag": "text",
    "from_exact": "text",
    "to_id": "text",
    "to_tag": "text",
    "to_exact": "text",
    "created": "moment",
}
ARTICLE_KINDS: Mapping[str, Kind] = {
    "article": "text",
    "path": "text",
    "title": "text",
    "outlet": "text",
    "author": "text",
    "date": "text",
    "url": "text",
    "language": "text",
    "retrieved": "text",
    "day": "moment",
    "characters": "whole",
    "layers": "texts",
    "text": "text",
    "text_sha256": "text",
}


class Portion:
    """A portion of the rows of a corpus, column by column."""

    def __init__(self, codebook: Codebook, person: Callable[[str], Person | None]) -> None:
        """Begin without any rows.

        Args:
            codebook: of the corpus.
            person: gives the person of an id.
        """
        self._person = person
        self._kinds = kinds_of_attributes(codebook)
        self._having = tags_of_attributes(codebook)
        self._spans: dict[str, list[Any]] = {name: [] for name in SPAN_KINDS}
        self._links: dict[str, list[Any]] = {name: [] for name in LINK_KINDS}
        self._articles: dict[str, list[Any]] = {name: [] for name in ARTICLE_KINDS}
        self._runs: list[int] = []
        """Number of annotations of each layer, one after another."""
        self._values, self._optional, self._facts = SparseValues(), SparseValues(), SparseValues()

    @property
    def number(self) -> int:
        """Number of the annotations."""
        return len(self._spans["id"])

    def take(self, article_id: str, path: str, read: ArticleRows) -> None:
        """Take an article with its layers.

        Args:
            article_id: its id.
            path: of its file.
            read: as it was read.
        """
        self._take_article(article_id, path, read)
        for layer, rows in read.layers.items():
            self._take_layer(article_id, layer, rows, read.text)

    def _take_article(self, article_id: str, path: str, read: ArticleRows) -> None:
        columns, facts = self._articles, read.facts
        self._facts.take(len(columns["article"]), [facts.extra])
        columns["article"].append(article_id)
        columns["path"].append(path)
        for name in _FACTS:
            columns[name].append(getattr(facts, name) or None)
        day = known_date(facts.date)
        columns["day"].append(day if len(day) == _WHOLE_DAY else None)
        columns["characters"].append(len(read.text))
        columns["layers"].append(list(read.layers))
        columns["text"].append(read.text)
        columns["text_sha256"].append(read.text_sha256)

    def _take_layer(self, article_id: str, layer: str, layer_rows: LayerRows, text: str) -> None:
        rows, columns = layer_rows.annotations, self._spans
        if not rows:
            return
        first, begun = self.number, dict(layer_rows.codebook).get("version")
        for name, value in (
            ("article", article_id),
            ("layer", layer),
            ("annotator", layer_rows.reader or layer),
            ("is_gold", is_gold(layer)),
            ("status", layer_rows.status),
            ("codebook_version", begun if type(begun) is int else None),
        ):
            columns[name].append(value)
        self._runs.append(len(rows))
        for name, of_row in _OF_ROW:
            columns[name].extend(map(of_row, rows))
        if isinstance(rows[0], AnnotationLine):
            columns["exact"].extend(map(_EXACT, rows))
            self._values.take(first, map(_ATTRIBUTES, rows))
        else:
            columns["exact"] += [text[one.start : one.end] for one in rows]
            self._values.take(first, [dict(one.attributes) for one in rows])
        for row, extra in enumerate(layer_rows.extras, first):
            if extra:
                self._take_extra(row, dict(extra))
        if layer_rows.links:
            self._take_links(article_id, layer, layer_rows, text)

    def _take_extra(self, row: int, said: dict[str, Any]) -> None:
        """Take the keys of one annotation that not all of them have."""
        actor, assist, verified, version = (said.get(key) for key in (ACTOR, ASSIST, VERIFIED, CODEBOOK))
        put = self._optional.put
        if isinstance(actor, str) and actor:
            person = self._person(actor)
            put(row, "actor", actor)
            put(row, "person", person.name if person is not None else None)
        if isinstance(assist, dict):
            score = assist.get("score")
            put(row, "assist", str(assist.get("by", "")))
            put(row, "score", float(score) if isinstance(score, int | float) else None)
            put(row, "edited", assist.get("edited") is True)
        if isinstance(verified, dict):
            put(row, "verdict", str(verified.get("verdict", "")))
        if type(version) is int:
            put(row, "codebook_version", version)

    def _take_links(self, article_id: str, layer: str, layer_rows: LayerRows, text: str) -> None:
        columns, rows = self._links, layer_rows.links
        ends = {one.id: (one.tag, text[one.start : one.end]) for one in layer_rows.annotations}
        columns["article"] += [article_id] * len(rows)
        columns["layer"] += [layer] * len(rows)
        columns["created"] += [one.created for one in rows]
        columns["id"] += [one.id for one in rows]
        columns["role"] += [one.role for one in rows]
        for side, ids in (("from", [one.from_id for one in rows]), ("to", [one.to_id for one in rows])):
            found = [ends[one] for one in ids]  # a link without an end waits, and is none of the links
            columns[f"{side}_id"] += ids
            columns[f"{side}_tag"] += [tag for tag, _ in found]
            columns[f"{side}_exact"] += [exact for _, exact in found]

    def spans(self) -> Columns:
        """A row an annotation; a column in which none has anything is not there."""
        number, tags = self.number, self._spans["tag"]
        made: Columns = {}
        for name, kind in SPAN_KINDS.items():
            if name in _OF_LAYER:
                made[name] = TypedColumn(kind, self._spans[name], self._runs)
            elif name not in _OPTIONAL:
                made[name] = TypedColumn(kind, self._spans[name])
            elif name in self._optional:
                made[name] = TypedColumn(kind, self._optional.values(name, number))
        if "codebook_version" in self._optional:
            made["codebook_version"] = TypedColumn("whole", self._versions())
        there = frozenset(tags)
        for name in dict.fromkeys([*self._kinds, *self._values.names]):
            having = self._having.get(name, frozenset()) & there
            if name in self._values or (self._kinds.get(name) == "flag" and having):
                column = self._values.column(name, number, self._kinds.get(name))
                made[f"{VALUE}{name}"] = with_switches(column, tags, having)
        return made

    def _versions(self) -> list[int | None]:
        """The version of each annotation: its own, else that of its layer."""
        of_layers = zip(self._spans["codebook_version"], self._runs, strict=True)
        found = [version for version, times in of_layers for _ in range(times)]
        for row, own in enumerate(self._optional.values("codebook_version", self.number)):
            if own is not None:
                found[row] = own
        return found

    def links(self) -> tuple[int, Columns]:
        """A row a link: their number, and the columns."""
        made: Columns = {name: TypedColumn(kind, self._links[name]) for name, kind in LINK_KINDS.items()}
        return len(self._links["id"]), made

    def articles(self) -> tuple[int, Columns]:
        """A row an article, facts of the team's own last: their number, and the columns."""
        made: Columns = {name: TypedColumn(kind, self._articles[name]) for name, kind in ARTICLE_KINDS.items()}
        number = len(self._articles["article"])
        for name in self._facts.names:
            made[f"{_FACT}{name}"] = self._facts.column(name, number)
        return number, made
