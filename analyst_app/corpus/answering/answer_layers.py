"""The layers of those who answered: one a person and article, made by imports of answers and by nothing else.

Nobody's own file is written, nor is one made that would be somebody's own: a
person who reads here, or will, has a layer of her name, and who answers one
of her name and ``-answers``.
"""

from __future__ import annotations

from collections.abc import Container
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path

from analyst_app.core.annotation import Annotation, Entry, Pairs, pairs
from analyst_app.core.document import Document
from analyst_app.core.layer_ids import GOLD, LONGEST, free_id
from analyst_app.core.store import Change
from analyst_app.corpus.intake.people_of_layers import person_in
from analyst_app.errors import SaveFailed, SidecarInvalid
from analyst_app.importers.annotations.imported_layer import layer_id as id_of_name
from analyst_app.importers.answers.answer_sheet import UNKNOWN
from analyst_app.storage import atomic
from analyst_app.storage.file_names import sidecar_path
from analyst_app.storage.layer import Layer, is_of_answers, shared_id
from analyst_app.storage.limits import LARGEST_SIDECAR
from analyst_app.storage.reanchor import anchored
from analyst_app.storage.regular_file import read_regular
from analyst_app.storage.saver import LayerSaver
from analyst_app.storage.sidecar import new_layer
from analyst_app.storage.sidecar_reader import parse_sidecar
from analyst_app.wording import tr

MADE_BY_IMPORT = b'"answers": true'
"""In the head of such a layer, as the app writes it: no other layer need be parsed."""
_RESERVED = (GOLD, "model-")
"""Beginnings of ids that are no person's."""
_ANSWERS = "answers"
"""Key of the head's ``imported`` that says that an import of answers made the layer."""


def proposed_id(own: str) -> str:
    """The id of a layer of answers, before it is known whether another person's has it.

    Args:
        own: the id that the person's own layer has, or would have.
    """
    if own.startswith(_RESERVED):
        return f"{_ANSWERS}-{own}"[:LONGEST].rstrip("-_")
    return own[: LONGEST - len(_ANSWERS) - 1].rstrip("-_") + f"-{_ANSWERS}"


@dataclass
class AnswerLayer:
    """The answers of one person about one article, and the layer that they go to."""

    layer_id: str
    person: str
    layer: Layer
    seen: str
    """SHA-256 of the layer's file; empty: there is none yet."""
    added: list[Annotation | Entry] = field(default_factory=list)
    known: set[str] = field(default_factory=set)
    """Ids of its records, deleted ones too: these never come a second time."""
    is_written: bool = False

    def add(self, record: Annotation | Entry) -> bool:
        """Take a record in; False if it is there already, or was deleted there."""
        if record.id in self.known:
            return False
        self.known.add(record.id)
        self.added.append(record)
        return True

    def reply_to(self, targets: Container[tuple[str, str]], words: str) -> tuple[str, str] | None:
        """The one of some annotations that she has answered in these very words; None: she has answered none so.

        Args:
            targets: layer and id of each annotation.
            words: the answer's.
        """
        said = " ".join(words.split())
        for body in (dict(one.body) for one in (*self.layer.entries, *self.added) if isinstance(one, Entry)):
            target = str(body.get("of", "")), str(body.get("to", ""))
            if target in targets and " ".join(str(body.get("comment", "")).split()) == said:
                return target
        return None

    def is_resolved(self, reply_id: str) -> bool:
        """True if a reply that is there says that its thread is resolved.

        Args:
            reply_id: its id.
        """
        return reply_id in self._resolved

    @cached_property
    def _resolved(self) -> frozenset[str]:
        return frozenset(one.id for one in self.layer.entries if dict(one.body).get("resolved") is True)


class AnswerLayers:
    """The layers of those who answer about one article.

    Args:
        article: path of its file.
        document: its text.
        codebook: id and version of the codebook that applies.
    """

    def __init__(self, article: Path, document: Document, codebook: Pairs) -> None:
        self._article, self._document, self._codebook = article, document, codebook
        self._by_person: dict[str, AnswerLayer] = {}
        self._ids: set[str] = set()

    def of(self, person: str) -> AnswerLayer:
        """The layer of a person, read if an earlier import made it.

        Args:
            person: the name that she answers under.
        """
        if person not in self._by_person:
            self._by_person[person] = self._found(person)
            self._ids.add(self._by_person[person].layer_id)
        return self._by_person[person]

    def all(self) -> list[AnswerLayer]:
        """Those that were asked for."""
        return list(self._by_person.values())

    def write(self) -> None:
        """Write each layer that something was added to; what another program wrote into it meanwhile stays.

        Raises:
            SaveFailed: the system would not write.
            SidecarConflict: a file was changed meanwhile into something that cannot be merged.
            LayerTaken: another person's layer has come to stand there meanwhile.
        """
        for one in self._by_person.values():
            if one.added and not one.is_written:
                path = sidecar_path(self._article, one.layer_id)
                LayerSaver(path, self._document, one.layer, one.seen).save(Change((), tuple(one.added)))
                one.is_written = True

    def _found(self, person: str) -> AnswerLayer:
        proposed = proposed_id(id_of_name(person) if any(map(str.isalnum, person)) else UNKNOWN)
        there: dict[str, AnswerLayer | None] = {}

        def is_taken(layer_id: str) -> bool:
            there[layer_id] = self._there(layer_id, person)
            return there[layer_id] is None

        found = there[free_id(proposed, is_taken)]
        assert found is not None  # noqa: S101 - for the type checker: of a free id there is one
        return found

    def _there(self, layer_id: str, person: str) -> AnswerLayer | None:
        """The layer of an id if it is, or would be, of that person's answers; None: it is somebody's own."""
        path = sidecar_path(self._article, layer_id)
        if layer_id in self._ids:
            return None
        try:
            data = read_regular(path, limit=LARGEST_SIDECAR)
        except FileNotFoundError:
            layer = new_layer(self._document, layer_id, self._codebook)
            extra = pairs({"imported": {_ANSWERS: True, "annotator": person}})
            return AnswerLayer(layer_id, person, replace(layer, head=replace(layer.head, extra=extra)), "")
        except OSError as error:
            raise SaveFailed(
                tr("{name} cannot be read, so no answers were taken in. Look who may read it.", name=path.name)
            ) from error
        if b'"imported"' not in data:
            return None
        file = parse_sidecar(data, name=path.name, document=self._document)
        if file.refusal or person_in(file.layer.head.extra) != person or not is_of_answers(file.layer.head.extra):
            return None
        try:
            layer = anchored(file, self._document).layer
        except SidecarInvalid:
            return None
        known = {shared_id(record) for record in layer.records()} | set(layer.deleted)
        return AnswerLayer(layer_id, person, layer, atomic.digest_of([data]), known=known)
