"""Reads the export of an INCEpTION (or WebAnno) project: each document an article, each annotator a layer.

The zip holds ``source/DOC``, ``annotation/DOC/USER.*``, ``curation/DOC/CURATION_USER.*``
and ``exportedproject*.json``; annotations are WebAnno TSV 3 or UIMA CAS XMI,
which may be zipped once more with its type system. The same again as objects
of Java (``annotation_ser``) can be read by nothing but INCEpTION.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from analyst_app.core.document import text_sha256
from analyst_app.errors import ImportFailed
from analyst_app.importers.annotations.cas_types import TypeSystem
from analyst_app.importers.annotations.cas_xmi import facts_of, texts_of, types_of
from analyst_app.importers.annotations.foreign_json import parsed
from analyst_app.importers.annotations.imported_layer import (
    MISSHAPEN,
    AnnotatedArticle,
    AnnotatedFile,
    ForeignLayer,
    annotated,
    canonical,
)
from analyst_app.importers.annotations.offset_conventions import CODE_POINTS, UTF_16, Convention
from analyst_app.importers.annotations.webanno_tsv import webanno_reading
from analyst_app.importers.documents.zipped_xml import ZippedXml, parsed_xml
from analyst_app.importers.import_losses import ImportLosses
from analyst_app.wording import tr

CURATION = "gold-curation"
"""The layer of what was curated."""
_READING = re.compile(r"(?:.*/)?(annotation|curation)(_ser)?/(.+)/([^/]+?)\.(\w+)")
_PROJECT = re.compile(r"(?:.*/)?exportedproject[^/]*\.json")
_SOURCE = re.compile(r"(?:.*/)?source/(.+)")
_CURATOR, _NOBODY = "CURATION_USER", "INITIAL_CAS"
_READABLE = ("xmi", "tsv", "zip")
_SUFFIX = re.compile(r"\.(?:txt|xmi|xml|html?|pdf|tsv|conllu?|docx|json|zip)\Z", re.IGNORECASE)
_IGNORED = "IGNORE"


class _Reading(NamedTuple):
    text: str
    layer: ForeignLayer
    convention: Convention
    facts: dict[str, str]
    view: str = ""


@dataclass
class _Document:
    source: str = ""
    """Member of the zip; empty if there is none."""
    members: dict[str, list[str]] = field(default_factory=dict)
    """Members of the zip by annotator."""


def is_project(names: list[str]) -> bool:
    """True for the members of a zip that is the export of a project."""
    return any(
        _PROJECT.fullmatch(name) or ((match := _READING.fullmatch(name)) and match[5] in _READABLE) for name in names
    )


def read_project(path: Path, data: bytes) -> AnnotatedFile:
    """The articles of an exported project; what cannot be read of it is named, the rest comes in.

    Args:
        path: the file.
        data: the file's bytes.

    Raises:
        ImportFailed: it is no readable zip.
        MissingExtra: a library for files of its kind is not installed.
    """
    archive = ZippedXml(data, path.name)
    found = AnnotatedFile([])
    for name in archive.outside:
        found.losses.add("leads outside", name)
    documents = _documents(archive)
    ignored = _ignored(archive, found.losses)
    for name, document in documents.items():
        readings: list[_Reading] = []
        for user, members in document.members.items():
            try:
                readings += _readings(archive, name, user, members, (name, user) in ignored, found.losses)
            except (ImportFailed, UnicodeDecodeError, *MISSHAPEN) as error:
                found.losses.add("unreadable file", f"{members[0]}: {error}")
        found.articles += _articles(archive, name, document, readings, found.losses)
    return found


def _documents(archive: ZippedXml) -> dict[str, _Document]:
    documents: dict[str, _Document] = {}
    for name in archive.names():
        reading, source = _READING.fullmatch(name), _SOURCE.fullmatch(name)
        if reading:
            members = documents.setdefault(reading[3], _Document()).members
            user = _CURATOR if reading[1] == "curation" else reading[4]
            members.setdefault(user, []).append(name)
        elif source and not name.endswith("/"):
            documents.setdefault(source[1], _Document()).source = name
    return documents


def _ignored(archive: ZippedXml, losses: ImportLosses) -> set[tuple[str, str]]:
    """Documents with the annotators who put them aside."""
    name = next((name for name in archive.names() if _PROJECT.fullmatch(name)), "")
    try:
        project = parsed(archive.read_member(name)) if name else {}
        listed = project.get("annotation_documents") or []
        return {(str(one["name"]), str(one["user"])) for one in listed if one.get("state") == _IGNORED}
    except (ImportFailed, *MISSHAPEN) as error:
        losses.add("unreadable file", f"{name}: {error}")
        return set()


def _readings(
    archive: ZippedXml, document: str, user: str, members: list[str], is_ignored: bool, losses: ImportLosses
) -> list[_Reading]:
    member = next((name for kind in _READABLE for name in members if name.endswith(f".{kind}")), "")
    if not member:
        if user != _NOBODY:
            told = tr("its form is not read here; export the project as UIMA CAS XMI or WebAnno TSV")
            losses.add("unreadable file", f"{members[0]}: {told}")
        return []
    made = _read(archive, member, CURATION if user == _CURATOR else user)
    number = sum(len(one.layer.spans) for one in made)
    if user == _NOBODY or is_ignored:
        if number:
            said = f"{document}, {user}"
            losses.add("rejected" if is_ignored else "unknown", said, number)
        return []
    return made


def _read(archive: ZippedXml, member: str, layer: str) -> list[_Reading]:
    data = archive.read_member(member)
    if member.endswith(".tsv"):
        text, reading = webanno_reading(member, data.decode("utf-8-sig"), layer)
        return [_Reading(text, reading, CODE_POINTS, {})]
    types = TypeSystem()
    if member.endswith(".zip"):
        inner = ZippedXml(data, member)
        name = next((name for name in inner.names() if name.endswith(".xmi")), "")
        if not name:
            tsv = next((name for name in inner.names() if name.endswith(".tsv")), "")
            if tsv:
                return _read(inner, tsv, layer)
            raise ImportFailed(
                tr("{member} holds neither XMI nor TSV. Export the project as UIMA CAS XMI.", member=member)
            )
        root, types = inner.xml(name), types_of(inner, name)
    else:
        root, types = parsed_xml(data, member), types_of(archive, member)
    found = texts_of(root, types, member, layer)
    return [_Reading(one.text, one.layer, UTF_16, facts_of(one.metadata), one.view) for one in found]


def _articles(
    archive: ZippedXml, name: str, document: _Document, readings: list[_Reading], losses: ImportLosses
) -> list[AnnotatedArticle]:
    stem = _SUFFIX.sub("", name)
    source = _plain_source(archive, document.source)
    if not readings:
        if source:
            return [annotated(stem, source, [])]
        if document.source:
            losses.add("other source", document.source)
        return []
    texts: dict[tuple[str, str, Convention], list[_Reading]] = {}
    for one in readings:
        text = _as_in_source(one.text, source) if one.convention == CODE_POINTS else one.text
        texts.setdefault((one.view, text_sha256(canonical(text)[0]), one.convention), []).append(
            one._replace(text=text)
        )
    made = []
    for (view, _, convention), same in texts.items():
        facts = {key: value for one in same for key, value in one.facts.items()}
        own = f"{stem}-{view}" if view else stem
        made.append(annotated(own, same[0].text, [one.layer for one in same], facts, fixed=convention))
    if len({view for view, *_ in texts}) < len(texts):
        made[0].notes.append(tr("The text of {name} is not the same in all readings of it.", name=name))
    return made


def _plain_source(archive: ZippedXml, member: str) -> str:
    """The text of a source; empty if it is none."""
    if not member.lower().endswith(".txt"):
        return ""
    try:
        return canonical(archive.read_member(member).decode("utf-8-sig"))[0]
    except (ImportFailed, UnicodeDecodeError):
        return ""


def _as_in_source(text: str, source: str) -> str:
    """A text that TSV gives with the white space of its source, which TSV does not record between sentences."""
    size = min(len(text), len(source))
    rest = text[size:] + source[size:]
    is_same = all(one == other or (one.isspace() and other.isspace()) for one, other in zip(text, source, strict=False))
    return source if size and is_same and not rest.strip() else text
