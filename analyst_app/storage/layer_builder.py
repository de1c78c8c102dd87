"""Building a Layer from parsed items: what is good gets its place, what is bad waits, nothing is dropped."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import islice
from operator import le
from typing import Any, TypeVar, cast

import msgspec

from analyst_app.core.annotation import Annotation, Link, Pairs, Record, Section, Unplaced, in_reading_order
from analyst_app.core.document import Document, text_sha256
from analyst_app.errors import sayable
from analyst_app.storage.codec import CONTEXT, annotation_item, link_item, unplaced
from analyst_app.storage.error_log import why
from analyst_app.storage.layer import FACTS_ID, WAITING, Head, Layer, order
from analyst_app.storage.layer_file import LayerFile, Problem
from analyst_app.storage.lines.typed_lines import AnnotationLine, LinkLine, line_item
from analyst_app.storage.record_parsing import (
    BAD_REV,
    HIGHEST_REV,
    BadItem,
    LineColumns,
    Shared,
    SoundLines,
    annotation_from_line,
    annotation_line_of,
    check_depths,
    entry_of,
    facts_of,
    link_from_line,
    link_line_of,
    saturated,
    unplaced_of,
)
from analyst_app.storage.sidecar import FORMAT, VERSION, source_pairs
from analyst_app.storage.strict_json import Damage, Item, check_record_depth
from analyst_app.wording import tr

_T = TypeVar("_T", bound=Record)
_R = TypeVar("_R", Annotation, Link)
_PORTION = 1_000
"""Records whose keys are held at once."""
_SHOWN = 40
"""Characters of an id that stand in a sentence about a value."""
_HEAD_KEYS = (
    "format",
    "version",
    "generator",
    "source",
    "text",
    "codebook",
    "annotator",
    "reviewer",
    "layer",
)
_TEXT_KEYS = ("unit", "length", "sha256", "content")


class LayerBuilder:
    """Takes the items of one file in turn."""

    def __init__(
        self, name: str, document: Document | None, *, is_salvage: bool = False, is_strict: bool = False
    ) -> None:
        self.name = name
        self.document = document
        self.is_salvage = is_salvage
        self.is_strict = is_strict
        self.shared = Shared()
        self.seen = {FACTS_ID}
        self.waiting: dict[str, Unplaced] = {}
        self.is_floating = False
        self._mistakes = 0
        self._columns: LineColumns | None = None
        self.file = LayerFile(Layer(Head((), ""), "", ""))

    # -- the head --------------------------------------------------------------

    def begin(self, envelope: dict[str, Any]) -> None:
        """Take the facts at the head.

        Raises:
            Damage: they are not those of a sidecar.
        """
        if envelope.get("format") != FORMAT:
            raise Damage(tr('it does not say "format": "{format}"', format=FORMAT))
        version = envelope.get("version")
        if type(version) is not int or version < 1:
            raise Damage(tr('its "version" is no whole number'))
        self.file.version = version
        for key, kind in (("source", dict), ("text", dict), ("codebook", dict), ("layer", dict)):
            if not isinstance(envelope.get(key, {}), kind):
                raise Damage(tr('"{key}" is no object in {{ }}', key=key))
        for key in ("generator", "annotator", "reviewer"):
            if not isinstance(envelope.get(key, ""), str):
                raise Damage(tr('"{key}" is no text', key=key))
        self._take_text(envelope.get("text", {}))
        layer = self.file.layer
        layer.head = self._head(envelope)
        try:
            layer.facts, layer.facts_rev = facts_of(envelope.get("layer", {}))
        except BadItem as error:
            raise Damage(f'"layer" {error}') from error
        self._check_rev(tr("the layer's own record"), envelope.get("layer", {}).get("rev"))

    def _head(self, envelope: dict[str, Any]) -> Head:
        text = envelope.get("text", {})
        known = source_pairs(self.document.source) if self.document is not None else ()
        source = _ordered(envelope.get("source", {}), ("name", "sha256", "encoding", "newline")) or known
        return Head(
            source,
            envelope.get("annotator", ""),
            _ordered(envelope.get("codebook", {}), ("id", "version")),
            envelope.get("generator", ""),
            envelope.get("reviewer"),
            "content" in text,
            tuple(sorted((key, value) for key, value in text.items() if key not in _TEXT_KEYS)),
            tuple(sorted((key, value) for key, value in envelope.items() if key not in _HEAD_KEYS)),
        )

    def take_text(self, document: Document) -> None:
        """Take records as made on an article's text, of which the file says no more than that."""
        self.file.made_on = document.sha256
        self.file.layer.text, self.file.layer.text_sha256 = document.text, document.sha256

    def _take_text(self, facts: dict[str, Any]) -> None:
        layer, document = self.file.layer, self.document
        made_on, content = facts.get("sha256"), facts.get("content")
        self.file.made_on = made_on if isinstance(made_on, str) else ""
        if document is not None and made_on == document.sha256:
            layer.text, layer.text_sha256 = document.text, document.sha256
            if content is not None and content != document.text:
                self._problem(0, "", "text", tr('"content" is not the text that "sha256" says; the article was used'))
            return
        if isinstance(content, str) and _sha256(content) == made_on:
            layer.text, layer.text_sha256 = content, made_on
            return
        if content is not None:
            self._problem(
                0, "", "text", tr('"content" is not the text that "sha256" says; quotes and context are used')
            )
        self.is_floating = True
        if document is not None:
            layer.text, layer.text_sha256 = document.text, document.sha256

    # -- records ---------------------------------------------------------------

    def sound_lines(self, section: str, chunk: bytes) -> bool:
        """Take annotations or links of lines in a row, if nothing is to be said of any of them; else none, and False.

        Args:
            section: of the sidecar in which they stand.
            chunk: the lines, without the comma after the last.
        """
        if self.is_strict or (self.is_floating and section == "annotations"):
            return False
        if self._columns is None:
            self._columns = LineColumns(self.file.layer.text, self.shared)
        layer = self.file.layer
        if section == "links":
            return self._take(self._columns.links(chunk), layer.links)
        before = len(layer.annotations)
        is_taken = section == "annotations" and self._take(self._columns.annotations(chunk), layer.annotations)
        self.file.listed += len(layer.annotations) - before
        return is_taken

    def _take(self, found: SoundLines[_R] | None, rows: list[_R]) -> bool:
        if found is None or not self.seen.isdisjoint(found.ids):
            return False
        self.seen |= found.ids
        rows += found.records
        self.file.layer.revs.update(found.revs)
        return True

    def annotation_lines(self, lines: Sequence[AnnotationLine], number: int) -> None:
        """Take typed annotations of lines in a row.

        Args:
            lines: the annotations.
            number: of the first line in the file, from 1.

        Raises:
            Damage: a value is nested absurdly deep.
        """
        rows, revs, seen = self.file.layer.annotations, self.file.layer.revs, self.seen
        self.file.listed += len(lines)
        text, shared = self.file.layer.text, self.shared
        if self.is_floating:
            for at, line in enumerate(lines, number):
                try:
                    check_depths(line)
                    self._float(line, line.extra, at)
                except BadItem as error:
                    self._bad("annotation", line_item(line), at, error)
            return
        for line in lines:
            try:
                annotation = annotation_from_line(line, text, shared)
                check_depths(line)
                if line.id in seen:
                    raise BadItem(tr("has the id of another record"))
            except BadItem as error:
                self._bad("annotation", line_item(line), number, error)
            except (Damage, MemoryError):
                raise
            except Exception as error:
                self._bad("annotation", line_item(line), number, self._mistake(error))
            else:
                seen.add(line.id)
                rows.append(annotation)
                if self.is_strict:
                    self._check_context(line, number)
                    self._check_rev(line.id, line.rev, number)
                if line.rev > 1:
                    revs[line.id] = saturated(line.rev)
            number += 1

    def link_lines(self, lines: Iterable[LinkLine], number: int) -> None:
        """Take typed links of lines in a row.

        Args:
            lines: the links.
            number: of the first line in the file, from 1.
        """
        for at, line in enumerate(lines, number):
            try:
                self._link(line, ())
            except BadItem as error:
                self._bad("link", msgspec.to_builtins(line), at, error)
            except MemoryError:
                raise
            except Exception as error:
                self._bad("link", msgspec.to_builtins(line), at, self._mistake(error))

    def item(self, item: Item) -> None:
        """Take one parsed record of any section.

        Raises:
            Damage: it is nested absurdly deep.
        """
        check_record_depth(item.key, item.value)
        if self.is_strict and isinstance(item.value, dict):
            self._check_rev(str(item.value.get("id") or item.key)[:_SHOWN], item.value.get("rev"), item.line)
        try:
            if item.key == "annotations":
                self.file.listed += 1
                self._annotation(*annotation_line_of(item.value), item.line)
            elif item.key == "links":
                self._link(*link_line_of(item.value))
            elif item.key == "unplaced":
                self._wait(*unplaced_of(item.value), item.line)
            elif item.key == "deleted":
                self._deleted(str(item.name), item.value)
            else:
                self._entry(item)
        except BadItem as error:
            self._bad_item(item, error)
        except MemoryError:
            raise
        except Exception as error:
            self._bad_item(item, self._mistake(error))

    def _bad_item(self, item: Item, error: BadItem) -> None:
        if item.name is not None:
            self._bad("tombstone", {item.name: item.value}, item.line, error, item.name)
        else:
            self._bad(item.key.removesuffix("s"), item.value, item.line, error)

    def _annotation(self, line: AnnotationLine, extra: Pairs, number: int) -> None:
        if self.is_floating:
            self._float(line, extra, number)
            return
        annotation = annotation_from_line(line, self.file.layer.text, self.shared)
        self._once(line.id)
        if self.is_strict:
            self._check_context(line, number)
        self.file.layer.annotations.append(annotation._replace(extra=extra) if extra else annotation)
        self._rev(line.id, line.rev)

    def _check_context(self, line: AnnotationLine, number: int) -> None:
        text = self.file.layer.text
        before, after = text[max(0, line.start - CONTEXT) : line.start], text[line.end : line.end + CONTEXT]
        if line.prefix != before or line.suffix != after:
            self._problem(number, line.id, "context", tr("has a prefix or suffix that is not the text beside it"))

    def _float(self, line: AnnotationLine, extra: Pairs, number: int) -> None:
        if line.rev < 1:
            raise BadItem(BAD_REV)
        if not line.id or not line.tag or not line.exact:
            raise BadItem(tr("has no id, tag or text"))
        self._once(line.id)
        self._check_rev(line.id, line.rev, number)
        line.rev = saturated(line.rev)
        self.file.floating.append((line, extra))

    def _link(self, line: LinkLine, extra: Pairs) -> None:
        link = link_from_line(line, self.shared)._replace(extra=extra)
        self._once(line.id)
        self.file.layer.links.append(link)
        self._rev(line.id, line.rev)

    def _entry(self, item: Item) -> None:
        entry, rev = entry_of(item.value, cast("Section", item.key))
        self._once(entry.id)
        self.file.layer.entries.append(entry)
        self._rev(entry.id, rev)

    def _wait(self, waiting: Unplaced, rev: int, line: int) -> None:
        self.waiting[waiting.id] = waiting
        self.file.lines[waiting.id] = line
        if waiting.why not in WAITING:
            self._rev(waiting.id, rev)

    def _deleted(self, record_id: str, rev: Any) -> None:
        if type(rev) is not int or rev < 1:
            raise BadItem(tr("has a rev that is no whole number above 0"))
        if self.is_strict and (not record_id or rev > HIGHEST_REV):
            above = tr("has a rev above {highest}, the highest that is written", highest=HIGHEST_REV)
            words = above if record_id else tr("has no id")
            self._problem(0, record_id, "deleted", f"tombstone {record_id} {words}".replace("  ", " "))
        self.file.layer.deleted[record_id] = saturated(rev)

    def _once(self, record_id: str) -> None:
        if record_id in self.seen:
            raise BadItem(tr("has the id of another record"))
        self.seen.add(record_id)

    def _check_rev(self, subject: str, rev: Any, line: int = 0) -> None:
        if self.is_strict and type(rev) is int and rev > HIGHEST_REV:
            words = tr("{id} has a rev above {highest}, the highest that is written", id=subject, highest=HIGHEST_REV)
            self._problem(line, subject, "invalid", words)

    def _rev(self, record_id: str, rev: int) -> None:
        self._check_rev(record_id, rev)
        if rev > 1:
            self.file.layer.revs[record_id] = saturated(rev)

    def _mistake(self, error: Exception) -> BadItem:
        """A record that the app itself fails at: the file counts as damaged, for its records are not all understood."""
        self._mistakes += 1
        return BadItem(why(error, self.name))

    def _bad(self, what: str, value: Any, line: int, error: BadItem, record_id: Any = None) -> None:
        """Keep a bad item as it is; in a salvage a second version of a record is a reading of it."""
        layer = self.file.layer
        if record_id is None and isinstance(value, dict):
            record_id = value.get("id")
        record_id = record_id if isinstance(record_id, str) else ""
        made_on = self.file.made_on or layer.text_sha256
        why = "reading" if self.is_salvage and record_id in self.seen else "invalid"
        waiting = unplaced(why, made_on, value)
        self.waiting[waiting.id] = waiting
        self.file.lines[waiting.id] = line
        self._problem(line, record_id, "invalid", f"{what} {record_id or tr('without an id')} {error}")

    def _problem(self, line: int, item: str, kind: str, message: str) -> None:
        self.file.problems.append(Problem(line, item, kind, sayable(message)))

    # -- the end ---------------------------------------------------------------

    def finished(self) -> LayerFile:
        """The layer, its sections sorted and its tombstones squared with what lives."""
        layer = self.file.layer
        layer.annotations = in_order(layer.annotations)
        layer.links = in_order(layer.links)
        layer.entries = in_order(layer.entries)
        if self.is_salvage:
            self._forget_doubles()
        layer.unplaced = sorted(self.waiting.values(), key=order)
        for record_id in [record_id for record_id in layer.deleted if record_id in self.seen]:
            rev = max(layer.revs.get(record_id, 1), layer.deleted.pop(record_id))  # the living record stands
            self._rev(record_id, rev)
            self._problem(0, record_id, "deleted", tr("{id} is there and listed as deleted; it was kept", id=record_id))
        if self._mistakes:
            self.file.damage = tr("the program fails at records of it ({mistakes})", mistakes=self._mistakes)
        return self.file

    def _forget_doubles(self) -> None:
        """Lines that a merge tool left twice are one record."""
        layer = self.file.layer
        alive = {one.id: annotation_item(one, layer.rev(one), layer.text) for one in layer.annotations}
        alive |= {one.id: link_item(one, layer.rev(one)) for one in layer.links}
        for item in list(self.waiting.values()):
            record_id = item.record.get("id") if item.why == "reading" else None
            if isinstance(record_id, str) and alive.get(record_id) == item.record:
                del self.waiting[item.id]

    def damaged(
        self, words: str, envelope: dict[str, Any], items: list[Item], lost: Iterable[Problem] = ()
    ) -> LayerFile:
        """The layer of what could be salvaged of a damaged file.

        Args:
            words: what is wrong, as a part of a sentence.
            envelope: what was understood of the head.
            items: the records that were understood.
            lost: the lines that were not.
        """
        envelope = {"format": FORMAT, "version": VERSION} | {
            key: value
            for key, value in envelope.items()
            if key not in ("source", "text", "codebook", "layer") or isinstance(value, dict)
        }
        try:
            self.begin(envelope)
        except Damage as error:
            words = words if "format" not in str(error) else str(error)
            self.begin({"format": FORMAT, "version": VERSION})
        for item in items:
            try:
                self.item(item)
            except Damage as error:
                self._problem(item.line, "", "invalid", str(error))
        file = self.finished()
        file.damage = words
        file.problems += lost
        count = tr("{n} record|{n} records", len(items))
        said = tr("{name} is damaged: {words}. Salvaged: {count}", name=self.name, words=words, count=count)
        self._problem(0, "", "damaged", said)
        return file


def _ordered(mapping: dict[str, Any], known: tuple[str, ...]) -> Pairs:
    """A mapping as pairs: known keys in their order, then the others sorted."""
    keys = [key for key in known if key in mapping] + sorted(key for key in mapping if key not in known)
    return tuple((key, mapping[key]) for key in keys)


def in_order(rows: list[_T]) -> list[_T]:
    """Records sorted; nearly always they are, and 200,000 are looked through without one long call."""
    if rows and isinstance(rows[0], Annotation):
        return cast("list[_T]", in_reading_order(cast("list[Annotation]", rows)))
    for at in range(0, len(rows), _PORTION):
        keys = [order(row) for row in rows[at : at + _PORTION + 1]]
        if not all(map(le, keys, islice(keys, 1, None))):
            return sorted(rows, key=order)
    return rows


def _sha256(text: str) -> str:
    try:
        return text_sha256(text)
    except UnicodeEncodeError:
        return ""
