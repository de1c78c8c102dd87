"""An article as it may be given away where its words may not: places, hashes, and values that the codebook lists.

A title, an address, a file name, a note and a value in free words tell as much
as the text. What is left out is counted; a person may let facts and names in.
"""

from __future__ import annotations

import hashlib
import re
import uuid
from collections.abc import Container, Mapping
from dataclasses import replace
from functools import cached_property
from typing import Any

import msgspec

from analyst_app.core.annotation import LayerFacts
from analyst_app.core.codebook import Codebook
from analyst_app.export.facts.layer_row import LayerRow
from analyst_app.export.facts.source_row import facts_of, with_facts
from analyst_app.export.losses import Loss, LossTally
from analyst_app.export.rows import ORIGINS, ExportArticle, RelationRow, SpanRow
from analyst_app.storage.file_names import ARTICLE_SUFFIX
from analyst_app.wording import tr

FACTS_KEPT, NAMES_KEPT = "facts", "names"
KEEPS = (FACTS_KEPT, NAMES_KEPT)
"""All that a person can let into an export without texts."""
NAME = "name"
"""Id of the attribute that says how somebody is called."""
_HEX = 16
"""Digits of an article's number."""
_NUMBER = re.compile(rf"[0-9a-f]{{{_HEX}}}{re.escape(ARTICLE_SUFFIX)}")
_UUID = re.compile(r"[0-9A-Fa-f]{8}(?:-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}")
_STATUSES = (LayerFacts().status, "done")
_WHOLE = "CORPUS"
"""Stands for the corpus, which a file may be."""
_PLAIN_KINDS = ("text", "no layer", "uneven part", "empty part")
"""Kinds of loss whose example is no word of anybody's."""


def number_of(article: ExportArticle) -> str:
    """The name that stands for an article's own: the same for the same text under the same name, and told by neither.

    Only who has the text can find out whether a name is that of the article.
    """
    digest = hashlib.sha256(article.text.encode("utf-8", "surrogatepass"))
    digest.update(b"\0" + article.id.encode("utf-8", "surrogatepass"))
    return digest.hexdigest()[:_HEX] + ARTICLE_SUFFIX


def wordless(
    article: ExportArticle, codebook: Codebook, keep: Container[str], losses: LossTally | None = None
) -> ExportArticle:
    """An article without facts, names, notes and values in free words; its text is still there, to count places in.

    Args:
        article: as flat rows.
        codebook: says which values are words of its own, and who is named.
        keep: ``facts`` and ``names``, as far as they may go in.
        losses: gets a notice for each that is left out; its examples so far get the article's new name.
    """
    stripped = _Stripped(article, codebook, keep, losses if losses is not None else LossTally())
    return stripped.made()


class _Stripped:
    """The rest of an article, and the tally of all that is left out of it."""

    def __init__(self, article: ExportArticle, codebook: Codebook, keep: Container[str], losses: LossTally) -> None:
        self._article, self._codebook, self._losses = article, codebook, losses
        self._has_facts, self._has_names = FACTS_KEPT in keep, NAMES_KEPT in keep
        self._named = codebook.ids_counted_as("actor")
        self._id = article.id if self._has_facts else number_of(article)

    def made(self) -> ExportArticle:
        """The article without the rest."""
        article = self._article
        for kind, shown in self._losses.examples.items():
            self._losses.examples[kind] = [Loss(self._id, one.words) for one in shown]
        made = msgspec.structs.replace(
            article,
            id=self._id,
            spans=[self._span(row) for row in article.spans],
            zones=[self._span(row) for row in article.zones],
            relations=[self._relation(row) for row in article.relations],
            layers=[self._layer(row) for row in article.layers],
        )
        if not self._has_facts:
            self._tell("withheld file name")
            for _ in facts_of(article.source):
                self._tell("withheld fact")
            made.source = msgspec.structs.replace(with_facts(article.source, lambda name: False), name="")
            made.language = ""
        return made

    def _tell(self, kind: str) -> None:
        self._losses.add(kind, self._id, "")

    def _span(self, row: SpanRow) -> SpanRow:
        is_named = self._has_names and row.label in self._named
        attributes = {}
        for name, value in row.attributes.items():
            if (is_named and name == NAME) or self._is_listed(row.label, name, value):
                attributes[name] = value
            else:
                self._tell("withheld name" if name == NAME and row.label in self._named else "withheld value")
        gone: dict[str, Any] = {"attributes": attributes, "id": self._key(row.id)}
        if row.note:
            self._tell("withheld note")
            gone["note"] = ""
        if isinstance(row.actor, str) and not self._has_names:
            self._tell("withheld name")
            gone["actor"] = msgspec.UNSET
        if row.verified is not msgspec.UNSET:
            self._tell("withheld verdict")
            gone["verified"] = msgspec.UNSET
        if isinstance(row.extra, dict) and ORIGINS in row.extra:
            gone["extra"] = row.extra | {ORIGINS: self._origins(row.extra[ORIGINS])}
        return msgspec.structs.replace(row, **gone)

    def _is_listed(self, label: str, name: str, value: Any) -> bool:
        """True for a number, a yes or no, and a value that the codebook lists."""
        tag = self._codebook.tag(label)
        attribute = tag.attribute(name) if tag else None
        if attribute is None or not attribute.takes(value):
            return False
        return attribute.kind.lists_values or not isinstance(value, str | list | Mapping)

    def _relation(self, row: RelationRow) -> RelationRow:
        return msgspec.structs.replace(row, id=self._key(row.id), head=self._key(row.head), tail=self._key(row.tail))

    def _layer(self, row: LayerRow) -> LayerRow:
        if row.note:
            self._tell("withheld note")
        if row.status not in _STATUSES:
            self._tell("withheld value")
        return msgspec.structs.replace(row, note="", status=row.status if row.status in _STATUSES else "")

    def _key(self, key: str) -> str:
        """The id of a record: its own if it is a UUID, as this app gives them, else one that stands for it."""
        return key if _UUID.fullmatch(key) else str(uuid.uuid5(uuid.NAMESPACE_OID, f"{self._secret}{key}"))

    @cached_property
    def _secret(self) -> str:
        """A word that only who has the text can make: so nobody else can try out which id it was."""
        return hashlib.sha256(self._article.text.encode("utf-8", "surrogatepass") + b"\0ids").hexdigest()

    def _origins(self, said: Any) -> list[str]:
        """Origins as ``layer:id``, as far as they are that."""
        pairs = [one.partition(":") for one in said if isinstance(one, str)] if isinstance(said, list) else []
        return [f"{layer}:{self._key(key)}" for layer, between, key in pairs if between]


def tell_wordless(losses: LossTally, codebook: Codebook, articles: int) -> None:
    """Count what an export without texts leaves out as a whole.

    Args:
        losses: of the export, added to.
        codebook: of the corpus, as it is.
        articles: number of the articles in it.
    """
    losses.add("text", "", "analyst-app rehydrate", articles)
    if examples := sum(len(tag.examples) + len(tag.counterexamples) for tag in codebook.tags):
        losses.add("withheld example", "", "", examples)


def without_words(losses: LossTally, keep: Container[str]) -> None:
    """Let no example of a loss say words; it names its article, if that has a number or its name may be told.

    Args:
        losses: changed in place; its counts stay.
        keep: ``facts`` and ``names``, as far as they may be told.
    """
    for kind, shown in losses.examples.items():
        losses.examples[kind] = [
            Loss(
                one.article if (one.article and FACTS_KEPT in keep) or _NUMBER.fullmatch(one.article) else _WHOLE,
                one.words if kind in _PLAIN_KINDS else tr("not shown"),
            )
            for one in shown
        ]


def without_examples_of(codebook: Codebook) -> Codebook:
    """A codebook without examples, for they may quote articles."""
    return replace(codebook, tags=tuple(tag._replace(examples=(), counterexamples=()) for tag in codebook.tags))
