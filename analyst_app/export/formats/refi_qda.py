"""REFI-QDA: a project (``.qdpx``) and its codebook (``.qdc``) for MAXQDA, NVivo, ATLAS.ti and QualCoder.

QDA-XML 1.0 (Rotterdam Exchange Format Initiative, 18 March 2019). Each tag is
a code; the values of its choices and flags are child codes of it, set on the
same selection. Other values, and notes, are notes on the selection. Relations
are links between selections. Sources are text in UTF-8 with LF and no byte
order mark; positions count code points, the end excluded.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from xml.etree import ElementTree
from xml.sax.saxutils import quoteattr

from analyst_app import __version__
from analyst_app.export.cells import plain
from analyst_app.export.contract import EncodedPiece, Format, Frame, Options, Seen
from analyst_app.export.formats.refi_elements import (
    archive_entry,
    code_description,
    link_element,
    note_element,
    own_code_guid,
    own_guid_of,
    selection_element,
    value_codes,
    xml_words,
)
from analyst_app.export.losses import LossTally
from analyst_app.export.rows import ExportArticle, SpanRow
from analyst_app.export.unheld import NOT_XML, unheld, xml_text

PROJECT, CODEBOOK = "project.qdpx", "codebook.qdc"
_PROJECT_SPACE, _CODEBOOK_SPACE = "urn:QDA-XML:project:1.0", "urn:QDA-XML:codebook:1.0"
_SOURCES, _NOTES, _LINKS = ".sources.xml", ".notes.xml", ".links.xml"
_TEXTS = "sources"
_HEAD = '<?xml version="1.0" encoding="utf-8"?>\n'
_GUID = re.compile(r"[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}")


def encode(article: ExportArticle, options: Options) -> EncodedPiece:
    """An article as a source with selections, the notes on them, and links.

    Args:
        article: the article as flat rows.
        options: the choices of the export, the same for every article.
    """
    losses = LossTally()
    source = own_guid_of("source", article.id)
    selections, notes = [], []
    kept: list[Seen] = []
    for row in article.everything:
        selection = _selection_guid(row.annotator, row.id, options)
        codes = [own_code_guid(row.label)]
        remarks = [row.note] if row.note else []
        for name, value in row.attributes.items():
            code = _value_code(options, row, name)
            if code:
                codes.append(code)
            else:
                remarks.append(f"{name} = {plain(value)}")
        refs = []
        for number, remark in enumerate(remarks):
            note = own_guid_of("note", selection, str(number))
            refs.append(f'<NoteRef targetGUID="{note}"/>')
            notes.append(note_element(note, row.annotator, xml_text(remark, article.id, losses)))
        selections.append(selection_element(row, selection, codes, refs))
        kept.append((source, row.start, row.end, row.label, row.text))
    for layer in article.layers:
        if layer.note:
            note = own_guid_of("note", source, layer.annotator)
            notes.append(note_element(note, layer.annotator, xml_text(layer.note, article.id, losses)))
    refs = [
        f'<NoteRef targetGUID="{own_guid_of("note", source, layer.annotator)}"/>'
        for layer in article.layers
        if layer.note
    ]
    losses.take(unheld(article))
    name = NOT_XML.sub("\ufffd", article.id)
    sources = (
        f'<TextSource guid="{source}" name={quoteattr(name)} plainTextPath="internal://{source}.txt">'
        f"{''.join(selections)}{''.join(refs)}</TextSource>\n"
    )
    links = []
    for one in article.relations:
        ends = _selection_guid(one.annotator, one.head, options), _selection_guid(one.annotator, one.tail, options)
        links.append(link_element(_selection_guid(one.annotator, one.id, options), one.type, *ends))
        kept.append((one.type, *ends))
    files = {_SOURCES: sources, _NOTES: "".join(notes), _LINKS: "".join(links)}
    staged = {name: text.encode("utf-8") for name, text in files.items()}
    return EncodedPiece(staged | {f"{_TEXTS}/{source}.txt": article.text.encode("utf-8")}, kept, losses)


def bind(folder: Path, options: Options) -> None:
    """Make the project and the codebook of the staged parts.

    Args:
        folder: the folder that the files lie in.
        options: the choices of the export, the same for every article.
    """
    (folder / CODEBOOK).write_text(codebook(options), "utf-8")
    with zipfile.ZipFile(folder / PROJECT, "w", zipfile.ZIP_DEFLATED) as parts:
        with parts.open(archive_entry("project.qde"), "w", force_zip64=True) as project:
            project.write(_opening(options).encode("utf-8"))
            for name, element in ((_SOURCES, "Sources"), (_NOTES, "Notes"), (_LINKS, "Links")):
                _copy(folder / name, element, project)
            project.write(b"</Project>\n")
        for text in sorted((folder / _TEXTS).glob("*.txt")):
            parts.writestr(archive_entry(f"{_TEXTS}/{text.name}"), text.read_bytes())
            text.unlink()
    if (folder / _TEXTS).is_dir():  # no article, no text
        (folder / _TEXTS).rmdir()
    for name in (_SOURCES, _NOTES, _LINKS):
        (folder / name).unlink()


def unbind(folder: Path, options: Options) -> Iterator[Seen]:
    """The coded selections and links of the project, cut from its sources.

    Args:
        folder: the folder that the files lie in.
        options: the choices of the export, the same for every article.
    """
    labels = {own_code_guid(label): label for label in options.vocabulary.labels}
    space = f"{{{_PROJECT_SPACE}}}"
    with zipfile.ZipFile(next(folder.glob("*.qdpx"))) as parts, parts.open("project.qde") as project:
        for _, element in ElementTree.iterparse(project):  # noqa: S314 - a file that this very program has just written
            if element.tag == f"{space}TextSource":
                source = element.attrib["guid"]
                text = parts.read(f"{_TEXTS}/{source}.txt").decode("utf-8")
                for selection in element.iter(f"{space}PlainTextSelection"):
                    start, end = int(selection.attrib["startPosition"]), int(selection.attrib["endPosition"])
                    for code in selection.iter(f"{space}CodeRef"):
                        if code.attrib["targetGUID"] in labels:
                            yield (source, start, end, labels[code.attrib["targetGUID"]], text[start:end])
                element.clear()
            elif element.tag == f"{space}Link":
                yield (element.attrib["name"], element.attrib["originGUID"], element.attrib["targetGUID"])


def codebook(options: Options) -> str:
    """The codebook as ``.qdc``."""
    origin = quoteattr(f"Analyst App {__version__}")
    return f'{_HEAD}<CodeBook xmlns="{_CODEBOOK_SPACE}" origin={origin}>\n{_codes(options)}</CodeBook>\n'


def _opening(options: Options) -> str:
    users = "".join(
        f'<User guid="{own_guid_of("user", name)}" name={quoteattr(name)} id={quoteattr(name)}/>'
        for name in options.annotators
    )
    head = f'{_HEAD}<Project xmlns="{_PROJECT_SPACE}" name={quoteattr(options.codebook.name or "Analyst App")}'
    head += f" origin={quoteattr(f'Analyst App {__version__}')}>\n"
    return f"{head}<Users>{users}</Users>\n<CodeBook>\n{_codes(options)}</CodeBook>\n"


def _codes(options: Options) -> str:
    codes = []
    for label in options.vocabulary.labels:
        tag = options.codebook.tag(label)
        about = f"<Description>{code_description(tag)}</Description>" if tag and tag.definition else ""
        colour = f' color="{tag.colour}"' if tag else ""
        opening = f'<Code guid="{own_code_guid(label)}" name={quoteattr(xml_words(label))} isCodable="true"{colour}>'
        codes.append(f"{opening}{about}{value_codes(tag)}</Code>\n")
    return f"<Codes>\n{''.join(codes)}</Codes>\n"


def _value_code(options: Options, row: SpanRow, name: str) -> str:
    """The child code of an attribute's value; empty if there is none."""
    tag = options.codebook.tag(row.label)
    attribute = tag.attribute(name) if tag else None
    value = row.attributes[name]
    if attribute and attribute.kind.is_switch and value is True:
        return own_code_guid(row.label, name)
    if attribute and attribute.value(value):
        return own_code_guid(row.label, name, value)
    return ""


def _copy(path: Path, element: str, project: Any) -> None:
    if path.stat().st_size == 0:
        return
    project.write(f"<{element}>\n".encode())
    with path.open("rb") as staged:
        while portion := staged.read(1 << 20):
            project.write(portion)
    project.write(f"</{element}>\n".encode())


def _selection_guid(annotator: str, record_id: str, options: Options) -> str:
    if len(options.annotators) <= 1 and _GUID.fullmatch(record_id):
        return record_id.lower()
    return own_guid_of("record", annotator, record_id)


FORMAT = Format(
    name="refi-qda",
    purpose="A REFI-QDA project and codebook: opens in MAXQDA, NVivo, ATLAS.ti and QualCoder.",
    encode=encode,
    frames=lambda _: {name: Frame() for name in (_SOURCES, _NOTES, _LINKS)},
    bind=bind,
    unbind=unbind,
    suffix=".qdpx",
    single=PROJECT,
    needs_vocabulary=True,
)
