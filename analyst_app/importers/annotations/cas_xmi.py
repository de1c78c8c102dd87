"""Reads UIMA CAS as XMI, also zipped with its type system, as INCEpTION exports it."""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

from analyst_app.core.attribute_types import exact_value
from analyst_app.errors import ImportFailed
from analyst_app.importers.annotations.cas_reading import CasReading, readings_of
from analyst_app.importers.annotations.cas_types import TypeSystem
from analyst_app.importers.annotations.imported_layer import AnnotatedArticle, AnnotatedFile, annotated
from analyst_app.importers.annotations.offset_conventions import UTF_16
from analyst_app.importers.annotations.own_layers import about_in, put_layers
from analyst_app.importers.documents.zipped_xml import ZippedXml, parsed_xml
from analyst_app.importers.import_limits import LARGEST_ANNOTATIONS
from analyst_app.importers.plain_files import read_beside
from analyst_app.wording import tr

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

_TYPES = ("TypeSystem.xml", "typesystem.xml", "full-typesystem.xml")
"""Names under which a type system lies beside its XMI, in a zip or a folder."""
_FILE_NAME = re.compile(r".+\.\w{2,5}")


def read_xmi(path: Path, data: bytes, layer: str = "imported") -> AnnotatedFile:
    """The articles of an ``.xmi`` file, or of those in a zip; one that cannot be read is named, the others come in.

    Args:
        path: the file.
        data: the file's bytes.
        layer: the layer id where the file names no annotator.

    Raises:
        ImportFailed: nothing in it is XMI with a text.
        MissingExtra: a library for files of its kind is not installed.
    """
    if not data.startswith(b"PK"):
        return AnnotatedFile(_articles(parsed_xml(data, path.name), _types_beside(path), path.stem, layer))
    archive = ZippedXml(data, path.name)
    names = [name for name in archive.names() if name.endswith(".xmi")]
    if not names:
        raise ImportFailed(tr("{name} holds no .xmi file. Export the project as UIMA CAS XMI.", name=path.name))
    made = AnnotatedFile([])
    for name in archive.outside:
        made.losses.add("leads outside", name)
    fault: ImportFailed | None = None
    for name in names:
        try:
            types = types_of(archive, name)
            made.articles += _articles(archive.xml(name), types, name.removesuffix(".xmi"), layer)
        except ImportFailed as error:
            fault = error
            made.losses.add("unreadable file", f"{name}: {error}")
    if fault is not None and not made.articles:
        raise fault
    return made


def types_of(archive: ZippedXml, member: str) -> TypeSystem:
    """The type system that lies beside a member of a zip; an empty one if there is none.

    Args:
        archive: the zip.
        member: name of the XMI in it.
    """
    folder = member.rpartition("/")[0]
    names = [f"{place}{name}" for place in (f"{folder}/" if folder else "", "") for name in _TYPES]
    found = next((name for name in names if name in archive), None)
    return TypeSystem(archive.xml(found) if found else None)


def texts_of(root: Element, types: TypeSystem, name: str, layer: str) -> list[CasReading]:
    """The views of an XMI that have a text.

    Args:
        root: of the XMI.
        types: its type system.
        name: of the file, for messages.
        layer: whose reading it is.

    Raises:
        ImportFailed: it has no text.
    """
    found = readings_of(root, types, layer)
    if not found:
        raise ImportFailed(tr("{name} holds no text (sofaString). Export it anew, with the text.", name=name))
    return found


def facts_of(metadata: dict[str, str]) -> dict[str, str]:
    """Title and address of an article, as far as its metadata give them; the name of a file is no title.

    Args:
        metadata: documentTitle, documentId, documentUri.
    """
    title, address = metadata.get("documentTitle", ""), metadata.get("documentUri", "")
    facts = {"title": title} if title and not _FILE_NAME.fullmatch(title) else {}
    return facts | ({"url": address} if address.startswith(("http://", "https://")) else {})


def _articles(root: Element, types: TypeSystem, name: str, layer: str) -> list[AnnotatedArticle]:
    made = []
    for one in texts_of(root, types, name, layer):
        own, facts = name, dict[str, Any](facts_of(one.metadata))
        title, id_ = one.metadata.get("documentTitle", ""), one.metadata.get("documentId", "")
        layers = [one.layer]
        if one.about:
            known, layers_told = (exact_value(one.about[name]) for name in ("facts", "layers"))
            facts, told = about_in({"facts": known, "layers": layers_told})
            put_layers(layers, told)
        if id_ and id_ == Path(name).name and _FILE_NAME.fullmatch(title):  # INCEpTION: named after its annotator
            own, one.layer.annotator = Path(title).stem, id_
        made.append(annotated(f"{own}-{one.view}" if one.view else own, one.text, layers, facts, fixed=UTF_16))
    return made


def _types_beside(path: Path) -> TypeSystem:
    place = next((path.with_name(name) for name in _TYPES if os.path.lexists(path.with_name(name))), None)
    if place is None:
        return TypeSystem()
    return TypeSystem(parsed_xml(read_beside(place, limit=LARGEST_ANNOTATIONS), place.name))
