"""Reads REFI-QDA codebooks (``.qdc``): the codes of a project, without its texts."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from analyst_app.core.refi.tree import Node, all_below, children_of, node_attributes, node_of
from analyst_app.errors import ImportFailed
from analyst_app.importers.annotations import code_mapping
from analyst_app.importers.annotations.imported_layer import AnnotatedFile
from analyst_app.importers.annotations.refi import refi_own
from analyst_app.importers.documents.zipped_xml import parsed_xml
from analyst_app.importers.import_losses import ImportLosses
from analyst_app.resources import built_in_codebook
from analyst_app.wording import tr


def read_qdc(
    path: Path, data: bytes, *, codebook: Mapping[str, Any] | None = None, mapping: Any = None
) -> AnnotatedFile:
    """The codebook that codes make; no articles.

    Args:
        path: the file.
        data: the file's bytes.
        codebook: of the folder, as parsed JSON; a code of a name that it has becomes that tag.
        mapping: of the codes, as parsed JSON in the shape of ``code_mapping.to_data``.

    Raises:
        ImportFailed: it is no codebook, or damaged, or has no code; or the mapping is none.
        MissingExtra: a library for files of its kind is not installed.
    """
    element = parsed_xml(data, path.name)
    space, _, local = element.tag.rpartition("}")
    root = node_of(element, f"{space}}}" if space else "")
    if local != "CodeBook":
        raise ImportFailed(tr("{name} holds no REFI-QDA codebook. Export it anew from where it comes.", name=path.name))
    codes = code_mapping.codes_of(_tops(root), {}, {})
    is_own = refi_own.is_own(node_attributes(root).get("origin", ""))
    known = built_in_codebook() if codebook is None and is_own else codebook
    places = code_mapping.proposed(codes, known, are_ids=is_own)
    if mapping is not None:
        places = code_mapping.from_data(mapping, codes, places)
    found = code_mapping.codebook_of(codes, places, path.stem)
    if found is None:
        raise ImportFailed(
            tr("{name} holds no code that can become a tag. Export it anew from where it comes.", name=path.name)
        )
    losses = ImportLosses()
    if is_own and refi_own.is_built_in(codes, places):
        return AnnotatedFile([], losses, built_in_codebook())
    for one in all_below(root):
        if one["tag"] == "Set":
            losses.add("unknown", f"set {node_attributes(one).get('name', '')}")
    for code in codes:
        if not code.is_codable and not places[code.guid].tag and (code.definition or code.colour):
            losses.add("unknown", f"colour or description of the category {'/'.join(code.path)}")
        if places[code.guid].attribute and code.colour:
            losses.add("unknown", f"colour of the value {'/'.join(code.path)}")
    return AnnotatedFile([], losses, found)


def _tops(root: Node) -> list[Node]:
    return [top for codes in children_of(root, "Codes") for top in children_of(codes, "Code")]
