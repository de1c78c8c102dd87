"""Tells layers that hold only somebody's answers to a report from layers in which somebody has read an article."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

from analyst_app.corpus.answering.answer_layers import MADE_BY_IMPORT, NOTE, is_of_answers
from analyst_app.storage.file_names import sidecar_path
from analyst_app.storage.limits import LARGEST_SIDECAR
from analyst_app.storage.regular_file import read_regular
from analyst_app.storage.sidecar_reader import parse_sidecar


def layers_of_answers(articles: Iterable[tuple[str, Sequence[str]]], layers: Iterable[str]) -> frozenset[str]:
    """The ids of layers that hold nothing but answers to a report, in whatever article they stand. Blocking.

    Args:
        articles: the path of each article, and the ids of its layers.
        layers: the ids that are asked about; of one that is a reading somewhere no further file is read.
    """
    asked, found = set(layers), set[str]()
    for path, beside in articles:
        for layer in asked.intersection(beside):
            if holds_answers_only(sidecar_path(Path(path), layer)):
                found.add(layer)
            else:
                asked.discard(layer)
        if not asked:
            break
    return frozenset(found & asked)


def holds_answers_only(path: Path) -> bool:
    """True if an import of answers made a layer's file and nobody has read the article in it since. Blocking.

    Args:
        path: of the file; one that is damaged holds more, as far as anybody knows.
    """
    try:
        data = read_regular(path, limit=LARGEST_SIDECAR)
    except OSError:
        return False  # whoever reads it next says why it cannot be read
    if MADE_BY_IMPORT not in data:
        return False
    file = parse_sidecar(data, name=path.name, document=None)
    layer = file.layer
    if file.refusal or not is_of_answers(layer.head.extra):
        return False
    return layer.facts.status != "done" and not layer.links and all(one.tag == NOTE for one in layer.annotations)
