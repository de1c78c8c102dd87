"""Opens a layer for editing: from its sidecar, put on today's text; a new one where there is no file yet."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

from analyst_app.core.annotation import Pairs
from analyst_app.core.bulk_work import bulk_work
from analyst_app.core.codebook import Codebook
from analyst_app.core.document import Document
from analyst_app.errors import LeadsOutside, why_unread
from analyst_app.storage import atomic, layer_history, layers_beside, sidecar, sidecar_reader
from analyst_app.storage.layer import Layer
from analyst_app.storage.layer_file import LayerFile
from analyst_app.storage.limits import LARGEST_SIDECAR
from analyst_app.storage.reanchor import anchored
from analyst_app.storage.saver import LayerSaver
from analyst_app.wording import tr

_SHOWN = 40
"""Characters of a name that stand in a sentence."""
_BYTES = 128
"""A record takes so many in a file, at least."""


class OpenedLayer(NamedTuple):
    """A layer with its way to disk."""

    saver: LayerSaver
    """Holds the layer as it was read."""
    barred: str = ""
    """Why nothing may be changed, in words; empty if it may."""
    problems: tuple[str, ...] = ()
    """Sentences about what reading found."""
    is_damaged: bool = False
    """True if the sidecar is damaged and writing it anew would help."""
    is_elsewhere: bool = False
    """True if the sidecar is a link that is not followed."""
    leads_to: str = ""
    """The folder that a person may allow links to lead into, if the sidecar is a link that is not followed for that."""


def open_layer(
    file: Path, document: Document, *, layer_id: str, codebook: Codebook, state: Path, keep_text: bool = True
) -> OpenedLayer:
    """The layer in a sidecar, or a new one. Blocking; never fails because of the file's content.

    Args:
        file: the sidecar.
        document: the article's text.
        layer_id: which layer.
        codebook: that applies.
        state: the local state folder, for the history of saves.
        keep_text: whether a new layer keeps the article's text.
    """
    history = layer_history.folder_of(state, file)
    codebook_facts: Pairs = (("id", codebook.id), ("version", codebook.version))
    try:
        data = atomic.read_regular(file, limit=LARGEST_SIDECAR)
    except FileNotFoundError:
        layer = sidecar.new_layer(document, layer_id, codebook_facts, has_content=keep_text)
        return OpenedLayer(LayerSaver(file, document, layer, "", history))
    except OSError as error:
        layer = sidecar.new_layer(document, layer_id, codebook_facts)
        barred = tr("{name} cannot be read: {error}", name=file.name, error=why_unread(error))
        saver = LayerSaver(file, document, layer, "?", history)
        if isinstance(error, LeadsOutside):
            return OpenedLayer(saver, barred, is_elsewhere=True, leads_to=error.folder)
        return OpenedLayer(saver, barred)
    with bulk_work(len(data) // _BYTES, stays=True):
        found = sidecar_reader.parse_sidecar(data, name=file.name, document=document)
        on_text = anchored(found, document)
        layer = _headed(on_text.layer, layer_id, codebook_facts)
        is_other_text = found.made_on != document.sha256
        seen = hashlib.sha256(data).hexdigest()
        if not found.damage:
            layers_beside.remember(seen, found.layer, found.listed)
        del data  # alone: letting go of much at once stops the other threads
        saver = LayerSaver(file, document, layer, seen, history, keep_old=is_other_text)
    problems = _sentences(file.name, found, on_text.moved, on_text.doubtful, is_other_text)
    barred = _barred(file.name, found) or of_another(file.name, found, layer_id)
    return OpenedLayer(saver, barred, tuple(problems), found.is_damaged or (bool(barred) and not found.refusal))


def _headed(layer: Layer, layer_id: str, codebook_facts: Pairs) -> Layer:
    """The layer under its id; the codebook of its first annotation stays, and what else the file says of it."""
    said = dict(layer.head.codebook)
    is_begun = bool(layer.annotations or layer.unplaced or layer.deleted)
    if not (is_begun and isinstance(said.get("id"), str) and type(said.get("version")) is int):
        unknown = tuple(pair for pair in layer.head.codebook if pair[0] not in ("id", "version"))
        layer = replace(layer, head=replace(layer.head, codebook=codebook_facts + unknown))
    return replace(layer, head=replace(layer.head, annotator=layer_id))


def _barred(name: str, found: LayerFile) -> str:
    if found.is_damaged:
        return tr(
            "{name} {refusal}; salvaged: {n} annotation|{name} {refusal}; salvaged: {n} annotations",
            found.annotation_count,
            name=name,
            refusal=found.refusal,
        )
    return f"{name} {found.refusal}" if found.refusal else ""


def of_another(name: str, found: LayerFile, layer_id: str) -> str:
    """Why a file is not taken for the layer of its name: it says whose it is. Empty if it is that layer's.

    Args:
        name: of the file.
        found: its content.
        layer_id: that its name gives.
    """
    annotator = found.layer.head.annotator
    if annotator.casefold() in ("", layer_id.casefold()):
        return ""
    return tr('{name} says that it is the layer of "{annotator}"', name=name, annotator=annotator[:_SHOWN])


def _sentences(name: str, found: LayerFile, moved: int, doubtful: int, is_other_text: bool) -> list[str]:
    said = [
        f"{name}{f', line {problem.line}' if problem.line else ''}: {problem.message}." for problem in found.problems
    ]
    if is_other_text and moved:
        said.append(
            tr(
                "The article has changed since it was annotated: {n} annotation was found again."
                "|The article has changed since it was annotated: {n} annotations were found again.",
                moved,
            )
        )
    elif is_other_text and doubtful:
        said.append(tr("The article has changed since it was annotated."))
    return said
