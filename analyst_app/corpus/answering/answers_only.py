"""Tells layers that hold only somebody's answers to a report from layers in which somebody has read an article."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

from analyst_app.corpus.answering.answer_layers import MADE_BY_IMPORT
from analyst_app.storage.file_names import sidecar_path
from analyst_app.storage.layer import holds_answers_only
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
            if _is_one(sidecar_path(Path(path), layer)):
                found.add(layer)
            else:
                asked.discard(layer)
        if not asked:
            break
    return frozenset(found & asked)


def _is_one(path: Path) -> bool:
    """True of the file of such a layer; one that is damaged holds more, as far as anybody knows."""
    try:
        data = read_regular(path, limit=LARGEST_SIDECAR)
    except OSError:
        return False  # whoever reads it next says why it cannot be read
    if MADE_BY_IMPORT not in data:
        return False
    file = parse_sidecar(data, name=path.name, document=None)
    return not file.refusal and holds_answers_only(file.layer)
