"""REFI-QDA: a project (``.qdpx``) and its codebook (``.qdc``) for MAXQDA, NVivo, ATLAS.ti and QualCoder.

QDA-XML 1.0 (Rotterdam Exchange Format Initiative, 18 March 2019). Each tag is
a code, in the code of the tag that it stands under; the values of its choices
and flags are child codes of it, set on the same selection. Other values, and
notes, are notes on the selection. Relations are links between selections.
Sources are text in UTF-8 with LF and no byte order mark; positions count code
points, the end excluded.
"""

from __future__ import annotations

import json
import re
import zipfile
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any
from xml.etree import ElementTree
from xml.sax.saxutils import quoteattr

from analyst_app import __version__
from analyst_app.core.attribute_types import exact_words
from analyst_app.core.codebook import Codebook
from analyst_app.core.layer_ids import REFI_SUFFIX
from analyst_app.core.refi.own_project import (
    ABOUT,
    ORIGIN,
    about_guid,
    fact_guid,
    own_code_guid,
    own_guid_of,
    reading_guid,
    value_note,
    xml_words,
)
from analyst_app.core.refi.positions import Positions
from analyst_app.core.refi.tree import Meaning, guid_of
from analyst_app.export.contract import EncodedPiece, Format, Frame, Holdings, Options, Seen, Vocabulary
from analyst_app.export.facts.layer_row import layers_data
from analyst_app.export.facts.source_row import FACTS, facts_of
from analyst_app.export.formats.refi_back import read_back, written_back
from analyst_app.export.formats.refi_elements import (
    Guids,
    archive_entry,
    code_elements,
    link_element,
    note_element,
    selection_element,
    user_element,
    variable_element,
    variable_value,
)
from analyst_app.export.formats.refi_kept import KeptProject, sources_of
from analyst_app.export.losses import LossTally
from analyst_app.export.rows import ExportArticle, RelationRow, SpanRow
from analyst_app.export.unheld import tell_facts, without_beside, xml_text
from analyst_app.storage import atomic
from analyst_app.wording import marked

PROJECT, CODEBOOK = "project.qdpx", "codebook.qdc"
_PROJECT_SPACE, _CODEBOOK_SPACE = "urn:QDA-XML:project:1.0", "urn:QDA-XML:codebook:1.0"
_SOURCES, _NOTES, _LINKS, _KEPT = ".sources.xml", ".notes.xml", ".links.xml", ".kept.jsonl"
_TEXTS = "sources"
_HEAD = '<?xml version="1.0" encoding="utf-8"?>\n'
_GUID = re.compile(r"[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}")


def encode(article: ExportArticle, options: Options) -> EncodedPiece:
    """An article as a source with selections, the notes on them, and links.

    Args:
        article: the article as flat rows.
        options: the choices of the export, the same for every article.
    """
    made = _Source(article, options)
    for row in article.everything:
        made.add_span(row)
    refs = [made.note(layer.annotator, layer.note) for layer in article.layers if layer.note]
    for relation in article.relations:
        made.add_relation(relation)
    if options.kept:  # another's project has its own variables
        without_beside(article, made.losses)
        tell_facts(article, FACTS if made.origins else (), made.losses)
    files = {_NOTES: "".join(made.notes), _LINKS: "".join(made.links), _SOURCES: ""}
    if options.kept:
        files[_KEPT] = made.line(refs)
    if not made.origins:
        name = xml_text(article.id, article.id, made.losses)
        files[_SOURCES] = (
            f'<TextSource guid="{made.guid}" name={quoteattr(name)} plainTextPath="internal://{made.guid}.txt">'
            f"{''.join(made.selections)}{''.join(refs)}{made.values()}</TextSource>\n"
        )
    staged = {name: text.encode("utf-8") for name, text in files.items()}
    guids = [one.guid for one in made.origins] or [made.guid]
    staged |= {f"{_TEXTS}/{guid}.txt": article.text.encode("utf-8") for guid in guids}
    return EncodedPiece(staged, made.kept, made.losses)


class _Source:
    """The elements of an article, one after another.

    Where the article came of a project that is written back, what is as it
    came in is only noted; the rest is made for the project's own source.
    """

    def __init__(self, article: ExportArticle, options: Options) -> None:
        self._article, self._options, self._guids = article, options, Guids.of(options.kept)
        self.origins = sources_of(article, options.kept)
        self.guid = self.origins[0].guid if self.origins else own_guid_of("source", article.id)
        self._positions = self.origins[0].positions(article.text) if self.origins else None
        if options.kept and not self.origins:  # in one file all positions count in one way
            self._positions = Positions(article.text, options.kept[0].counting)
        self.selections: list[str] = []
        self.notes: list[str] = []
        self.links: list[str] = []
        self.kept: list[Seen] = []
        self.losses = LossTally()
        self._labels: set[str] = set()
        self._unchanged: dict[str, list[tuple[str, str]]] = {one.guid: [] for one in self.origins}
        self._old_links: list[str] = []
        self._old_ends: dict[tuple[str, str], str] = {}

    def add_span(self, row: SpanRow) -> None:
        """Take in an annotation."""
        origin = next((one for one in self.origins if one.holds(row)), None)
        if origin is not None:
            key = (row.annotator, row.id)
            self._unchanged[origin.guid].append(key)
            self._old_ends[key] = guid_of(origin.records[key]["selection"])
            self.kept.append((origin.guid, row.start, row.end, row.label, row.text))
            return
        selection = _selection_guid(row.annotator, row.id, self._options)
        self._labels.add(row.label)
        xml_text(row.label, self._article.id, self.losses)  # of codes, which belong to no article
        codes, others = _codes_and_others(row, self._options, self._guids)
        refs = [self.note(row.annotator, row.note, own_guid_of("note", selection, "0"))] if row.note else []
        refs += [self.note(row.annotator, words, guid) for guid, words in (value_note(selection, *o) for o in others)]
        span = self._positions.back(row.start, row.end) if self._positions else (row.start, row.end)
        self.selections.append(selection_element(row, selection, self._guids.user(row.annotator), span, codes, refs))
        self.kept.append((self.guid, row.start, row.end, row.label, row.text))

    def note(self, annotator: str, words: str, guid: str = "") -> str:
        """Take in a note; a reference to it comes back.

        Args:
            annotator: whose it is.
            words: its text.
            guid: its own; empty: it is on the annotator's whole reading.
        """
        guid = guid or own_guid_of("note", self.guid, annotator)
        clean = xml_text(words, self._article.id, self.losses)
        self.notes.append(note_element(guid, self._guids.user(annotator), clean))
        return f'<NoteRef targetGUID="{guid}"/>'

    def values(self) -> str:
        """The facts of the article and how far each reading is, as values of variables; none in another's project."""
        if self._options.kept:
            return ""
        facts = facts_of(self._article.source)
        xml_text("".join(facts), self._article.id, self.losses)  # names of variables, which belong to no article
        held = [(fact_guid(xml_words(name)), exact_words(value)) for name, value in facts.items()]
        for layer in self._article.layers:
            said = layers_data([layer])[0]
            held.append((reading_guid(layer.annotator), layer.status))
            held.append((about_guid(layer.annotator), json.dumps(said, ensure_ascii=False)))
        return "".join(
            variable_value(guid, xml_text(words, self._article.id, self.losses)) for guid, words in held if words
        )

    def add_relation(self, row: RelationRow) -> None:
        """Take in a link."""
        keys = [(row.annotator, end) for end in (row.head, row.tail)]
        both = [self._old_ends.get(key) or _selection_guid(*key, self._options) for key in keys]
        old = next(filter(None, (origin.link_of(row) for origin in self.origins)), "")
        if old and all(key in self._old_ends for key in keys):
            self._old_links.append(old)
        else:
            kind = xml_text(row.type, self._article.id, self.losses)
            self.links.append(link_element(_selection_guid(row.annotator, row.id, self._options), kind, *both))
        self.kept.append((xml_words(row.type), *both))

    def line(self, refs: list[str]) -> str:
        """All of it that ``bind`` must know, as a line of JSON.

        Args:
            refs: references to notes on the whole article.
        """
        data: dict[str, Any] = {"into": "", "selections": [], "refs": []}
        if self.origins:
            data = {"into": self.guid, "selections": self.selections, "refs": refs}
        data |= {"unchanged": self._unchanged, "links": self._old_links, "labels": sorted(self._labels)}
        return json.dumps(data, ensure_ascii=False) + "\n"


def bind(folder: Path, options: Options) -> None:
    """Make the project and the codebook of the staged parts.

    Args:
        folder: the folder that the files lie in.
        options: the choices of the export, the same for every article.
    """
    if options.kept:
        _bind_kept(folder, options)
        return
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
    if options.kept:
        with zipfile.ZipFile(next(folder.glob("*.qdpx"))) as parts:
            yield from read_back(parts.read, options, _own_meanings(options))
        return
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
    origin = quoteattr(f"{ORIGIN} {__version__}")
    return f'{_HEAD}<CodeBook xmlns="{_CODEBOOK_SPACE}" origin={origin}>\n{_codes(options)}</CodeBook>\n'


def write_codebook(path: Path, raw: Mapping[str, Any]) -> None:
    """Write a codebook as ``.qdc``, in place of what is there.

    Args:
        path: where.
        raw: the codebook, as parsed JSON.

    Raises:
        CodebookInvalid: it breaks a rule.
        SaveFailed: it cannot be written there.
    """
    book = Codebook.from_data(raw)
    data = codebook(Options(book, Vocabulary.of(book))).encode("utf-8")
    try:
        with atomic.held(path) as target:
            atomic.replace_file(target, [data], lambda: None)
    except OSError as error:
        raise atomic.failure(path, error) from error


def _bind_kept(folder: Path, options: Options) -> None:
    staged = {"Sources": _SOURCES, "Notes": _NOTES, "Links": _LINKS}
    texts = sorted((folder / _TEXTS).glob("*.txt"))
    with (folder / _KEPT).open(encoding="utf-8") as lines:
        made = written_back(
            options,
            lines,
            {element: (folder / name).read_text("utf-8") for element, name in staged.items()},
            {text.stem: text.read_bytes for text in texts},
        )
    (folder / CODEBOOK).write_text(made.codebook, "utf-8")
    with zipfile.ZipFile(folder / PROJECT, "w", zipfile.ZIP_DEFLATED) as parts:
        for name, data in made.members:
            parts.writestr(archive_entry(name), data)
    for text in texts:
        text.unlink()
    if (folder / _TEXTS).is_dir():
        (folder / _TEXTS).rmdir()
    for name in (*staged.values(), _KEPT):
        (folder / name).unlink()


def _own_meanings(options: Options) -> dict[str, Meaning]:
    """The meanings of the codes that this program makes, by guid."""
    found = {own_code_guid(label): Meaning(label) for label in options.vocabulary.labels}
    for tag in options.codebook.tags:
        for attribute in tag.attributes:
            found[own_code_guid(tag.id, attribute.id)] = Meaning(tag.id, attribute.id, True)
            for value in attribute.values:
                found[own_code_guid(tag.id, attribute.id, value.id)] = Meaning(tag.id, attribute.id, value.id)
    return found


def _opening(options: Options) -> str:
    users = "".join(user_element(own_guid_of("user", name), name) for name in options.annotators)
    head = f'{_HEAD}<Project xmlns="{_PROJECT_SPACE}" name={quoteattr(options.codebook.name or "Analyst App")}'
    head += f" origin={quoteattr(f'{ORIGIN} {__version__}')}>\n"
    names = dict.fromkeys([*FACTS, *options.vocabulary.facts])
    variables = [variable_element(fact_guid(xml_words(name)), name) for name in names]
    for name in options.annotators:
        variables.append(variable_element(reading_guid(name), f"reading: {name}"))
        variables.append(variable_element(about_guid(name), f"{ABOUT}{name}"))
    book = f"<CodeBook>\n{_codes(options)}</CodeBook>\n"
    return f"{head}<Users>{users}</Users>\n{book}<Variables>{''.join(variables)}</Variables>\n"


def _codes(options: Options) -> str:
    return f"<Codes>\n{code_elements(options)}</Codes>\n"


def _codes_and_others(row: SpanRow, options: Options, guids: Guids) -> tuple[dict[str, bool], list[tuple[str, Any]]]:
    """Guids of the codes of a span, those of its tag and values; and the attributes for which there is none.

    True of a code that is the only one of a list of values.
    """
    codes = {guids.code(row.label): False}
    others: list[tuple[str, Any]] = []
    for name, value in row.attributes.items():
        found = [
            _value_code(options, guids, row.label, name, one) for one in (value if isinstance(value, list) else [value])
        ]
        if found and all(found) and len(set(found)) == len(found):
            codes |= dict.fromkeys(found, isinstance(value, list) and len(value) == 1)
        else:
            others.append((name, value))
    return codes, others


def _value_code(options: Options, guids: Guids, label: str, name: str, value: Any) -> str:
    """The child code of an attribute's value; empty if there is none."""
    names = (label, name) if value is True else (label, name, str(value))
    if names in guids.codes:
        return guids.codes[names]
    tag = options.codebook.tag(label)
    attribute = tag.attribute(name) if tag else None
    if attribute and attribute.kind.is_switch and value is True:
        return guids.code(label, name)
    if attribute and attribute.value(value):
        return guids.code(label, name, value)
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
    if not options.kept and len(options.annotators) <= 1 and _GUID.fullmatch(record_id):
        return record_id.lower()
    return own_guid_of("record", annotator, record_id)


FORMAT = Format(
    name="refi-qda",
    seen_as="-",
    holdings=Holdings(
        "`project.qdpx`, `codebook.qdc`",
        overlaps="yes",
        relations="links",
        values="child codes, notes",
        notes="notes",
        readings="users, variables",
        facts="variables",
        records="variables",
    ),
    title=marked("For MAXQDA, NVivo, ATLAS.ti and QualCoder (REFI-QDA)"),
    purpose=marked("A REFI-QDA project and codebook: opens in MAXQDA, NVivo, ATLAS.ti and QualCoder."),
    encode=encode,
    frames=lambda options: {name: Frame() for name in (_SOURCES, _NOTES, _LINKS, *((_KEPT,) if options.kept else ()))},
    bind=bind,
    unbind=unbind,
    suffix=".qdpx",
    single=PROJECT,
    keeps=(REFI_SUFFIX, KeptProject.from_bytes),
    holds_path=True,
    needs_vocabulary=True,
    holds_records=True,
)
