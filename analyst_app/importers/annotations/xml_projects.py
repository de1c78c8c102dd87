"""Reads UIMA CAS (XMI, also zipped as INCEpTION exports it)."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from analyst_app.errors import ImportFailed
from analyst_app.importers.annotations.imported_layer import (
    AnnotatedArticle,
    ForeignLayer,
    ForeignLink,
    ForeignSpan,
    annotated,
)
from analyst_app.importers.documents.zipped_xml import ZippedXml, parsed_xml

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

_XMI = "{http://www.omg.org/XMI}id"
_STRUCTURE = ("DocumentAnnotation", "DocumentMetaData", "Sentence", "Token", "TagsetDescription", "CASMetadata")
_OWN = ("sofa", "begin", "end", "Governor", "Dependent", "label", "value", "identifier", "note", _XMI)


def read_xmi(path: Path, data: bytes, layer: str = "imported") -> list[AnnotatedArticle]:
    """The article of an ``.xmi`` file, or of the one in a zip.

    Args:
        path: the file.
        data: the file's bytes.
        layer: the layer id where the file names no annotator.

    Raises:
        ImportFailed: it is no XMI, or its text is missing.
        MissingExtra: a library for files of its kind is not installed.
    """
    if data.startswith(b"PK"):
        archive = ZippedXml(data, path.name)
        names = [name for name in archive.names() if name.endswith(".xmi")]
        if not names:
            raise ImportFailed(f"{path.name} holds no .xmi file. Export the project as UIMA CAS XMI.")
        return [_cas(archive.xml(name), Path(name).stem, layer) for name in names]
    return [_cas(parsed_xml(data, path.name), path.stem, layer)]


def _cas(root: Element, name: str, layer: str) -> AnnotatedArticle:
    sofa = next((one for one in root if one.tag.endswith("}Sofa")), None)
    text = sofa.get("sofaString") if sofa is not None else None
    if text is None:
        raise ImportFailed(f"{name} holds no text (sofaString). Export it anew, with the text.")
    found = ForeignLayer(layer)
    for one in root:
        kind = one.tag.rpartition("}")[2]
        if one.get("begin") is None or kind in _STRUCTURE:
            continue
        start, end = int(one.get("begin", 0)), int(one.get("end", 0))
        label = one.get("label") or one.get("value") or kind
        if one.get("Governor") and one.get("Dependent"):
            found.links.append(ForeignLink(label, one.get("Governor", ""), one.get("Dependent", "")))
            continue
        held = tuple(
            (key.removeprefix("attr_"), _plain(value)) for key, value in sorted(one.attrib.items()) if key not in _OWN
        )
        found.spans.append(ForeignSpan(one.get(_XMI, ""), label, start, end, None, held, one.get("note", "")))
    found.spans = _measured(text, found.spans)
    return annotated(name, text, [found])


def _measured(text: str, spans: list[ForeignSpan]) -> list[ForeignSpan]:
    """Spans with their words by Java's units, unless code points fit word edges better."""
    from analyst_app.core.offsets import OffsetMap
    from analyst_app.importers.annotations.imported_layer import Convention, found_convention

    if text.isascii() or found_convention(text, spans)[0] != Convention("UTF-16 units"):
        return spans
    units = OffsetMap.of(text)
    return [
        span._replace(words=text[units.to_codepoints(span.start) : units.to_codepoints(span.end)]) for span in spans
    ]


def _plain(value: str) -> object:
    return {"true": True, "false": False}.get(value, value)
