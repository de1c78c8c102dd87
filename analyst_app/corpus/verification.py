"""The findings of ``check``: each sidecar against its article, item by item, with its line."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from analyst_app.core.annotation import Annotation, Entry, Link, Unplaced
from analyst_app.core.codebook import Codebook
from analyst_app.core.document import Document
from analyst_app.corpus.codebook_fit import misfits
from analyst_app.corpus.quick_check import QuickCheck
from analyst_app.corpus.record_lines import RecordLines
from analyst_app.errors import DocumentUnreadable, LeadsOutside, SidecarInvalid, why_unread
from analyst_app.language.known_people import actor_of
from analyst_app.storage import layers_beside, sidecar_reader, team_files
from analyst_app.storage.atomic import read_regular
from analyst_app.storage.decoding import decoded, recorded_beside, recorded_in
from analyst_app.storage.error_log import why
from analyst_app.storage.file_names import facts_path
from analyst_app.storage.layer import Layer
from analyst_app.storage.layer_file import LayerFile
from analyst_app.storage.limits import LARGEST_ARTICLE, LARGEST_SIDECAR
from analyst_app.storage.record_parsing import LONGEST_ID
from analyst_app.wording import marked, tr, visible

if TYPE_CHECKING:
    from analyst_app.corpus.sourcing.verified_sources import VerdictCheck
    from analyst_app.corpus.value_faults import Fault

_SHOWN = 40
"""Characters of an id that is too long."""
_MOST_WORDS = 2_000
"""Characters of a sentence about a problem; beyond that it repeats a value that is too long itself."""
_WAITS = {
    "orphan": marked("has no place in the text any more"),
    "unconfirmed": marked("has probably moved; confirm its place"),
    "end_missing": marked("is a link without one of its ends"),
    "reading": marked("is a second reading from a merge; choose one"),
    "invalid": marked("is not understood and was set aside"),
}


class Finding(NamedTuple):
    """One problem."""

    file: str
    line: int
    """Counted from 1; 0 if it concerns the file."""
    item: str
    """Id of the record, or empty."""
    kind: str
    message: str


def finding_words(finding: Finding) -> str:
    """A finding in one line: file, line, kind, record and what is wrong."""
    place = f":{finding.line}" if finding.line else ""
    shown = visible(finding.item)
    item = f"{shown} " if shown and shown not in finding.message else ""
    return f"{finding.file}{place}: {finding.kind}: {item}{finding.message}"


class Homeless(NamedTuple):
    """The annotations of a layer that wait and do not stand in their article with their context."""

    article: Path
    file: Path
    """Of the layer."""
    items: list[Unplaced]


@dataclass
class Verification:
    """Numbers of files looked at, and the problems found."""

    articles: int = 0
    layers: int = 0
    findings: list[Finding] = field(default_factory=list)
    homeless: list[Homeless] = field(default_factory=list)

    def tell(self, file: Path, kind: str, message: str, line: int = 0, item: str = "") -> None:
        """Take note of a problem.

        Args:
            file: that has the problem.
            kind: one word, for programs.
            message: the rest of a sentence that begins with the file.
            line: counted from 1; 0 if it concerns the file.
            item: id of the record, or empty.
        """
        if len(item) > LONGEST_ID:
            item = f"{item[:_SHOWN]}…"
        if len(message) > _MOST_WORDS:
            message = f"{message[: _MOST_WORDS // 2]} … {message[-_MOST_WORDS // 2 :]}"
        self.findings.append(Finding(str(file), line, item, kind, visible(message)))

    def tell_link(self, file: Path, error: BaseException | None) -> bool:
        """Take note of a file that is a link and not followed, if that is behind an error; False: it is not.

        Args:
            file: that could not be used.
            error: for which it could not.
        """
        while error is not None and not isinstance(error, LeadsOutside):
            error = error.__cause__
        if error is not None:
            self.tell(file, "link", tr("is not used: {strerror}", strerror=error.strerror))
        return error is not None


class Verifier:
    """Verifies the layers of articles that share a codebook.

    Args:
        codebook: that applies to them.
        into: takes note of what is found.
        entry_problem: says what is wrong with a decision or a reply, as the rest of a sentence.
        is_known: True of the id of a person whom the team knows; asked only where an annotation says one.
        folder: the folder that was named; None: a single article was.
    """

    def __init__(
        self,
        codebook: Codebook,
        into: Verification,
        entry_problem: Callable[[Entry], str] = lambda entry: "",
        is_known: Callable[[str], bool] = bool,
        folder: Path | None = None,
    ) -> None:
        self.codebook = codebook
        self.into = into
        self._entry_problem = entry_problem
        self._is_known = is_known
        self._quick = QuickCheck(codebook)
        self._folder = folder
        self._verdicts: VerdictCheck | None = None

    def verify(self, article: Path, sidecars: Sequence[tuple[str, Path]], *, has_facts: bool = True) -> None:
        """Verify the layers of one article.

        Args:
            article: its path.
            sidecars: its layers: id and path.
            has_facts: whether a ``.source.json`` lies beside it.
        """
        self.into.articles += 1
        encoding = self._encoding(article) if has_facts else None
        source = self._source(article)
        if not sidecars:
            self._document(article, source, encoding, sidecars)
        for layer_id, path in sidecars:
            self.into.layers += 1
            try:
                self._verify_layer(article, source, encoding, sidecars, layer_id)
            except Exception as error:
                self.into.tell(path, "fault", why(error, path))

    def _verify_layer(
        self,
        article: Path,
        source: bytes | None,
        encoding: str | None,
        sidecars: Sequence[tuple[str, Path]],
        layer_id: str,
    ) -> None:
        path = dict(sidecars)[layer_id]
        try:
            data = read_regular(path, limit=LARGEST_SIDECAR)
        except LeadsOutside as error:
            self.into.tell(path, "link", tr("is not used: {strerror}", strerror=error.strerror))
            return
        except OSError as error:
            self.into.tell(path, "unreadable", tr("cannot be read: {error}", error=why_unread(error)))
            return
        if source is not None and self._is_fine(source, article, data, layer_id):
            return
        alone = self._verify(path, data, self._document(article, source, encoding, sidecars), layer_id)
        if alone:
            self.into.homeless.append(Homeless(article, path, alone))

    def _is_fine(self, source: bytes, article: Path, sidecar: bytes, layer_id: str) -> bool:
        try:
            says_well = partial(self.says_well, article.parent, article.name)
            return self._quick.is_fine(source, article.name, sidecar, layer_id, says_well)
        except Exception:  # whatever it is, the full verification comes upon it and names it
            return False

    def says_well(self, folder: Path, name: str, annotations: Sequence[Annotation]) -> bool:
        """True if nothing is wrong with the optional keys of annotations.

        Args:
            folder: of their article; the path of each of many is not made where nothing is to be asked.
            name: of the article.
            annotations: those of a layer that have such keys.
        """
        if not annotations:
            return True
        from analyst_app.corpus.value_faults import faults_of_keys

        if any(map(self._unknown_actor, annotations)) or any(True for _ in faults_of_keys(annotations)):
            return False
        return not any(True for _ in self._verdict_faults(folder / name, annotations))

    def _unknown_actor(self, annotation: Annotation) -> str:
        """The id of a person whom nobody knows, that an annotation says; else empty."""
        actor = actor_of(annotation) if annotation.extra else ""
        return actor if actor and not self._is_known(actor) else ""

    def _verdict_faults(self, path: Path, annotations: Sequence[Annotation]) -> Iterator[Fault]:
        if self._verdicts is None:
            from analyst_app.corpus.sourcing.verified_sources import VerdictCheck  # few folders have verdicts

            self._verdicts = VerdictCheck(self._folder)
        return self._verdicts.faults(path, annotations)

    def verify_copies(self, article: Path, layer_ids: Sequence[str]) -> list[Path]:
        """Name the files that a sync tool left beside a layer, and return them.

        Args:
            article: its path.
            layer_ids: its layers.
        """
        found = [copy for layer_id in layer_ids for copy in layers_beside.conflict_copies(article, layer_id)]
        for copy in found:
            message = tr("is a sync tool's second copy of a layer; put it in with analyst-app merge")
            self.into.tell(copy, "conflict_copy", message)
        return found

    def _encoding(self, article: Path) -> str | None:
        if problem := team_files.encoding_problem(article):
            self.into.tell(facts_path(article), "encoding", problem)
        try:
            from analyst_app.corpus.value_faults import faults_of_facts

            for fault in faults_of_facts(team_files.read_team_file(facts_path(article)).data):
                self.into.tell(facts_path(article), "facts", fault.words)
        except SidecarInvalid as error:
            path = facts_path(article)
            if not self.into.tell_link(path, error):
                self.into.tell(path, "facts", str(error).removeprefix(f"{path.name} "))
        return team_files.source_encoding(article)

    def _source(self, article: Path) -> bytes | None:
        try:
            return read_regular(article, limit=LARGEST_ARTICLE)
        except FileNotFoundError:
            self.into.tell(article, "source_missing", tr("the article is gone"))
        except LeadsOutside as error:
            self.into.tell(article, "link", tr("is not used: {strerror}", strerror=error.strerror))
        except OSError as error:
            self.into.tell(article, "source_unreadable", tr("cannot be read: {error}", error=why_unread(error)))
        return None

    def _document(
        self, article: Path, source: bytes | None, encoding: str | None, sidecars: Sequence[tuple[str, Path]]
    ) -> Document | None:
        if source is None:
            return None
        given = (said for _, path in sidecars for said in recorded_in(path))
        try:
            found = decoded(
                source, name=article.name, noted=encoding, given=given, beside=partial(recorded_beside, article)
            )
            if "\0" in found.text:
                self.into.tell(article, "source_nul", _nul_words(article, found.text))
            return found
        except DocumentUnreadable as error:
            self.into.tell(article, "source_unreadable", str(error))
        except Exception as error:
            self.into.tell(article, "fault", why(error, article))
        return None

    def _verify(self, path: Path, data: bytes, document: Document | None, layer_id: str) -> list[Unplaced]:
        """Take note of what is wrong with a layer; those that wait and are not at home in the text."""
        tell = self.into.tell
        found = sidecar_reader.parse_sidecar(data, name=path.name, document=document, is_strict=True)
        if found.is_newer:  # what is wrong in it, only the newer version knows
            tell(path, "version", found.refusal)
            return []
        for problem in found.problems:
            tell(path, problem.kind, problem.message, problem.line, problem.item)
        named = {problem.line for problem in found.problems if problem.kind == "invalid"}
        for item in found.layer.unplaced:
            line = found.lines.get(item.id, 0)
            if item.why != "invalid" or line not in named:
                tell(path, item.why, tr(_WAITS[item.why]), line, _id_in(item.record))
        if not found.damage and found.layer.head.annotator != layer_id:
            tell(
                path,
                "annotator",
                tr('says that it is the layer of "{annotator}"', annotator=found.layer.head.annotator),
            )
        lines = RecordLines(data)
        self._verify_values(path, lines, found)
        self._verify_links(path, lines, found, document)
        self._verify_entries(path, lines, found.layer)
        if document is None:
            return []
        from analyst_app.corpus.words_elsewhere import homeless  # both: most folders need no full verification
        from analyst_app.storage.reanchor import anchored

        on_text = anchored(found, document)
        if found.made_on != document.sha256 and not found.damage:
            message = tr(
                "made on another text: {moved} found again, {doubtful} to be confirmed or placed",
                moved=on_text.moved,
                doubtful=on_text.doubtful,
            )
            tell(path, "text", message)
        self._verify_codebook(path, lines, on_text.layer)
        return homeless(document.text, on_text.layer.unplaced)

    def _verify_values(self, path: Path, lines: RecordLines, found: LayerFile) -> None:
        from analyst_app.corpus.value_faults import faults_of_layer

        for fault in (*faults_of_layer(found), *self._verdict_faults(path, found.layer.annotations)):
            line = lines.of(fault.item) if fault.item else 0
            self.into.tell(path, "invalid", fault.words, line, fault.item)
        for one in found.layer.annotations:
            if actor := self._unknown_actor(one):
                message = tr(
                    "annotation {id} means actor {actor}, whom no record has; say who it is again (I)",
                    id=one.id,
                    actor=actor,
                )
                self.into.tell(path, "actor", message, lines.of(one.id), one.id)

    def _verify_links(self, path: Path, lines: RecordLines, found: LayerFile, document: Document | None) -> None:
        layer = found.layer
        there = {annotation.id for annotation in layer.annotations}
        if found.damage or document is None or found.made_on != document.sha256:  # then others may yet be placed
            there |= {line.id for line, _ in found.floating} | {_id_in(item.record) for item in layer.unplaced}
        for link in layer.links:
            for end in (link.from_id, link.to_id):
                if end not in there:
                    message = tr("links to {end}, which is not there", end=end)
                    self.into.tell(path, "end_missing", message, lines.of(link.id), link.id)

    def _verify_entries(self, path: Path, lines: RecordLines, layer: Layer) -> None:
        for entry in layer.entries:
            try:
                message = self._entry_problem(entry)
            except Exception as error:
                message = why(error, path)
            if message:
                self.into.tell(path, entry.section.removesuffix("s"), message, lines.of(entry.id), entry.id)

    def _verify_codebook(self, path: Path, lines: RecordLines, layer: Layer) -> None:
        tags = {annotation.id: annotation.tag for annotation in layer.annotations}
        records: list[Annotation | Link] = [*layer.annotations, *layer.links]
        for record in records:
            try:
                messages = list(self._misfits(record, tags))
            except Exception as error:
                messages = [why(error, path)]
            for message in messages:
                self.into.tell(path, "codebook", message, lines.of(record.id), record.id)

    def _misfits(self, record: Annotation | Link, tags: dict[str, str]) -> Iterator[str]:
        if isinstance(record, Annotation):
            yield from misfits(record, self.codebook)
            return
        tag = self.codebook.tag(tags.get(record.from_id, ""))
        role = tag.role(record.role) if tag else None
        if tag is not None and role is None:
            yield tr('the tag "{id}" has no link "{role}"', id=tag.id, role=record.role)
        elif role is not None and record.to_id in tags and tags[record.to_id] not in role.to:
            yield tr('a link "{role}" leads to the tag "{tags}"', role=record.role, tags=tags[record.to_id])


def _nul_words(article: Path, text: str) -> str:
    return tr(
        "is read as text, but {n} NUL character stands in it, at {first}: other programs may take it for binary data."
        ' If it is in another encoding, such as utf-16-le, say so ("encoding" in {facts}); else take it out'
        "|is read as text, but {n} NUL characters stand in it, the first at {first}: other programs may take it for"
        ' binary data. If it is in another encoding, such as utf-16-le, say so ("encoding" in {facts}); else take them'
        " out",
        text.count("\0"),
        first=text.index("\0"),
        facts=facts_path(article).name,
    )


def _id_in(record: object) -> str:
    record_id = record.get("id", "") if isinstance(record, dict) else ""
    return record_id if isinstance(record_id, str) else ""
