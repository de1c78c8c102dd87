"""Answers of readers about an article, from the layers that imports of them made beside it."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

from analyst_app.core.annotation import Annotation, Entry
from analyst_app.core.document import Document
from analyst_app.core.layer_ids import is_gold
from analyst_app.corpus.answering.answer_layers import MADE_BY_IMPORT
from analyst_app.corpus.intake.people_of_layers import person_in
from analyst_app.corpus.sealing import Seal
from analyst_app.storage.file_names import sidecar_path
from analyst_app.storage.layer import is_of_answers
from analyst_app.storage.layers_beside import layers_of
from analyst_app.storage.limits import LARGEST_SIDECAR
from analyst_app.storage.reanchor import anchored
from analyst_app.storage.regular_file import read_regular
from analyst_app.storage.sidecar_reader import parse_sidecar


class ReadersAnswers(NamedTuple):
    """The answers of one reader."""

    layer: str
    person: str
    remarks: tuple[Annotation, ...]
    entries: tuple[Entry, ...]


def answers_beside(article: Path, document: Document, layer_id: str, seal: Seal) -> list[ReadersAnswers]:
    """The answers about an article that a person may see; hers are not among them. Blocking.

    Args:
        article: path of its file.
        document: its text.
        layer_id: the layer of the person who would see them.
        seal: of the corpus.
    """
    found = []
    for info in layers_of(article, only=lambda one: one != layer_id and not is_gold(one)):
        if info.status == "damaged" or seal.hides(article, info.layer_id):
            continue
        path = sidecar_path(article, info.layer_id)
        try:
            data = read_regular(path, limit=LARGEST_SIDECAR)
        except OSError:
            continue  # it went meanwhile, or who opens it is told why
        if MADE_BY_IMPORT not in data:
            continue
        file = parse_sidecar(data, name=path.name, document=document)
        extra = file.layer.head.extra
        if not file.refusal and is_of_answers(extra):
            layer = anchored(file, document).layer
            person = person_in(extra) or info.layer_id
            found.append(ReadersAnswers(info.layer_id, person, tuple(layer.annotations), tuple(layer.entries)))
    return found
