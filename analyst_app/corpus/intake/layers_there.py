"""The layers beside an article: whose they are, whether they hold what one would, and a name for a second reading."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from pathlib import Path

from analyst_app.core.annotation import Annotation, Link
from analyst_app.core.document import Document
from analyst_app.core.ending import uninterrupted
from analyst_app.corpus.intake.new_files import TakingFolder
from analyst_app.corpus.intake.people_of_layers import person_in
from analyst_app.errors import SidecarInvalid
from analyst_app.importers.annotations.imported_layer import layer_id
from analyst_app.storage.file_names import sidecar_name
from analyst_app.storage.layer import Layer
from analyst_app.storage.layer_file import LayerFile
from analyst_app.storage.limits import LARGEST_SIDECAR
from analyst_app.storage.sidecar import encode
from analyst_app.storage.sidecar_reader import parse_sidecar

_LONGEST = 32
"""Characters of a layer id."""
_MOST = 100
"""Readings of one text by one person in one import that are told apart by a number."""


class SecondReadings:
    """Names for the second reading of a text in one import, where two files say the same of whose it is, or nothing."""

    def __init__(self) -> None:
        self._written: set[Path] = set()

    def wrote(self, folder: Path, article: str, layers: Iterable[str]) -> None:
        """Note the layers that this import wrote.

        Args:
            folder: where the article is.
            article: name of its file.
            layers: ids of its layers.
        """
        self._written.update(folder / sidecar_name(article, one) for one in layers)

    def id_of(
        self, own_id: str, article: Path, original: Path, person: str, there: Callable[[str], bool | None]
    ) -> str:
        """The id of a layer: of its file's or folder's name, where this import wrote another reading under its own.

        Args:
            own_id: the id that it would have.
            article: path of the article's file.
            original: the file of the reading.
            person: whose reading it is; empty: the file does not say it.
            there: of an id, whether the very layer is there; None: none of that id is.
        """
        if there(own_id) is not False:
            return own_id
        is_ours = article.parent / sidecar_name(article.name, own_id) in self._written
        for other in _names(own_id, article, original, person):
            found = there(other)
            if found or (found is None and is_ours):
                return other
        return own_id


def _names(own_id: str, article: Path, original: Path, person: str) -> Iterable[str]:
    """Ids for another reading, the most telling first: of the file, of its folder, numbered."""
    names = [layer_id(original.stem), layer_id(original.absolute().parent.name)]
    if names[0] == layer_id(article.stem):
        names.reverse()
    for name in names:
        made = f"{own_id}-{name}" if person else name
        if made != own_id:
            yield made[:_LONGEST].rstrip("-_")
    for number in range(2, _MOST):
        yield f"{own_id[: _LONGEST - 4]}-{number}"


def _read_layer(folder: TakingFolder, document: Document, name: str) -> LayerFile | None:
    """A layer in the file of a name beside an article; None if it is not there, or cannot be read."""
    try:
        return parse_sidecar(folder.read(name, limit=LARGEST_SIDECAR), name=name, document=document)
    except (OSError, SidecarInvalid):
        return None


def person_there(folder: TakingFolder, document: Document, name: str, layer_id: str) -> str | None:
    """The person whose reading a layer in the file of a name is; None if it is not there.

    Args:
        folder: where its article is.
        document: the article's text.
        name: of the sidecar.
        layer_id: its layer's id.
    """
    if not folder.has(name):
        return None
    found = _read_layer(folder, document, name)
    return layer_id if found is None else person_in(found.layer.head.extra) or layer_id


def is_same(folder: TakingFolder, document: Document, name: str, layer: Layer) -> bool:
    """True if a sidecar holds just what a layer would: an import wrote it that was ended before the text.

    Args:
        folder: where its article is.
        document: the article's text.
        name: of the sidecar.
        layer: what it would hold.
    """
    found = _read_layer(folder, document, name)
    if found is None or found.damage or found.refusal or found.made_on != document.sha256:
        return False
    known = found.layer
    return known.facts == layer.facts and (
        _content(known.annotations, known.links) == _content(layer.annotations, layer.links)
    )


def _content(annotations: list[Annotation], links: list[Link]) -> tuple[Counter[tuple[object, ...]], ...]:
    """Annotations and links without their ids and times."""
    spans = {one.id: (one.tag, one.start, one.end, repr(one.attributes), one.note) for one in annotations}
    return Counter(spans.values()), Counter((one.role, spans.get(one.from_id), spans.get(one.to_id)) for one in links)


@uninterrupted()
def write_layers(folder: TakingFolder, article: str, layers: dict[str, Layer], there: set[str]) -> dict[str, int]:
    """Write the layers that are not ``there``, and count their annotations.

    Args:
        folder: where the article is.
        article: name of its file.
        layers: all that it would have, by id.
        there: ids of those that it has already.

    Raises:
        SaveFailed: one could not be written.
    """
    written = {}
    for one, layer in layers.items():
        if one not in there:
            folder.write(sidecar_name(article, one), b"".join(encode(layer)))
            written[one] = len(layer.annotations)
    return written
