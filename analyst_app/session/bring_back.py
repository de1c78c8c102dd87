"""Bringing back work that never reached its layer: one Change onto the layer as it is now, and its acts in words.

Where both the work and somebody else changed a record since, the one that
stands stays, and the version of the work waits beside it for a person to choose.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any, NamedTuple

from analyst_app.core.annotation import Annotation, Entry, LayerFacts, Link, Pairs, Record, Unplaced
from analyst_app.core.document import Document
from analyst_app.core.rebase import RecordEdits, rebase, without_twins, would_hold
from analyst_app.core.store import AnnotationStore, Change, composed, key_of
from analyst_app.session import journal_lines
from analyst_app.session.journal import LeftWork
from analyst_app.session.journal_lines import JournalLine, LooseChange
from analyst_app.storage import codec, record_parsing, sidecar
from analyst_app.storage.layer import second_reading
from analyst_app.storage.layer_file import LayerFile
from analyst_app.storage.lines.typed_lines import AnnotationLine
from analyst_app.storage.reanchor import anchored
from analyst_app.wording import tr

_LONGEST = 60
"""Code points of a quotation in a list."""
_MARKS = tuple("\"'“”„‟‘’‚‛«»‹›「『《〈＂")
"""Quotation marks: words that begin with one of them are not put between others."""


class BroughtBack(NamedTuple):
    """Work as it would come back."""

    change: Change
    left_out: int = 0
    """Records that were changed elsewhere since, so that the work's version cannot take their place."""
    lost: int = 0
    """Records and acts that cannot be understood."""
    twins: int = 0
    """Annotations that stay out because the same words already are tagged the same."""

    def __bool__(self) -> bool:
        return bool(self.change) or bool(self.left_out) or bool(self.lost)


def without(works: Sequence[LeftWork], is_left: Callable[[JournalLine], bool]) -> tuple[list[LeftWork], int]:
    """Left work without some of its steps, and how many those are.

    Args:
        works: of several runs.
        is_left: told a line of a journal; True leaves it out.
    """
    kept = [work._replace(lines=[line for line in work.lines if not is_left(line)]) for work in works]
    return kept, sum(len(work.lines) for work in works) - sum(len(work.lines) for work in kept)


class ActInWords(NamedTuple):
    """One act of left work, for a list."""

    when: float
    """Seconds since 1970, UTC."""
    label: str
    """Its name in the Edit menu."""
    about: str
    """The words that it is about; may be empty."""


def returned(store: AnnotationStore, document: Document, work: LeftWork) -> BroughtBack:
    """The change that brings left work back; do it as any other. May take a moment if the text has changed since.

    Args:
        store: the layer as it is now.
        document: the article's text as it is now.
        work: that never reached the layer.
    """
    loose, bad = _loose(work)
    wanted, damaged = _on_same_text(document, loose)
    left_out = 0
    if work.text_sha256 != document.sha256 and (work.text_sha256 or damaged):  # unknown, and all of it fits: the same
        wanted, damaged, left_out = _on_other_text(store, document, loose, work.text_sha256)
    left_out += _without_effect(store, wanted)
    fitting, skipped = rebase(store, wanted)
    removed, added, stay_out = _settled(store, document, fitting, skipped)
    whole = Change((*fitting.removed, *removed), (*fitting.added, *added))
    change, twins = without_twins(store, whole)
    return BroughtBack(change, left_out + stay_out, bad + damaged + work.lost, twins)


def _without_effect(store: AnnotationStore, wanted: Change) -> int:
    """The number of annotations and links that were deleted in left work and are not in the layer at all."""
    made = {key_of(record) for record in wanted.added}
    gone = [record for record in wanted.removed if isinstance(record, Annotation | Link) and key_of(record) not in made]
    return sum(store.record(key_of(record)) is None for record in gone)


def returned_together(store: AnnotationStore, document: Document, works: Sequence[LeftWork]) -> BroughtBack:
    """The one change that brings back the work of several runs, the oldest first. May take a moment.

    Args:
        store: the layer as it is now.
        document: the article's text as it is now.
        works: that never reached the layer.
    """
    if len(works) == 1:
        return returned(store, document, works[0])
    trial = AnnotationStore(store.records(), length=len(document))
    found = []
    for work in works:
        found.append(returned(trial, document, work))
        trial.apply(found[-1].change)
    return BroughtBack(
        composed(one.change for one in found),
        sum(one.left_out for one in found),
        sum(one.lost for one in found),
        sum(one.twins for one in found),
    )


def in_words(work: LeftWork) -> list[ActInWords]:
    """The acts of left work, the oldest first, for a person who wants to look before deciding."""
    acts: list[ActInWords] = []
    for line in work.lines:
        if line.joins and acts:
            acts[-1] = acts[-1]._replace(about=_about(line) or acts[-1].about)
        else:
            acts.append(ActInWords(line.at, line.label, _about(line)))
    return acts


def _about(line: journal_lines.JournalLine) -> str:
    try:
        change = journal_lines.loose(line)
    except ValueError:
        return ""
    items = [item for name, item in (*change.added, *change.removed) if name == "annotations"]
    quotes = {str(item.get("id")): str(item.get("exact", "")) for item in items if isinstance(item, dict)}
    if not quotes:
        return ""
    first = " ".join(next(iter(quotes.values())).split())
    shown = first if len(first) <= _LONGEST else first[: _LONGEST - 1] + "…"
    shown = shown if shown[:1] in _MARKS else f"“{shown}”"
    more = len(quotes) - 1
    return tr("{quote} and {n} more|{quote} and {n} more", more, quote=shown) if more else shown


def _loose(work: LeftWork) -> tuple[list[LooseChange], int]:
    found, bad = [], 0
    for line in work.lines:
        try:
            found.append(journal_lines.loose(line))
        except ValueError:
            bad += 1
    return found, bad


def _on_same_text(document: Document, changes: list[LooseChange]) -> tuple[Change, int]:
    """The change that left work makes on the text that it was done on, and how many of its changes are damaged."""
    found, bad, shared = [], 0, record_parsing.Shared()
    for one in changes:
        try:
            found.append(journal_lines.placed(one, document.text, shared))
        except ValueError:
            bad += 1
    return composed(found), bad


# -- what stands there already -----------------------------------------------


# -- where both changed a record ---------------------------------------------


def _settled(
    store: AnnotationStore, document: Document, fitting: Change, skipped: RecordEdits
) -> tuple[list[Record], list[Record], int]:
    """Records to remove and to add for what did not fit, and how many records stay out."""
    removed: list[Record] = []
    added: list[Record] = []
    left_out = 0
    came = {record.id for record in fitting.added if isinstance(record, Annotation)}
    gone = {record.id for record in fitting.removed if isinstance(record, Annotation)} - came
    for held, new in skipped.values():
        waits = _waiting(store, document, held, new)
        if isinstance(new, Annotation) and held is None:
            added.append(new)  # it was deleted elsewhere, and changed here
            came.add(new.id)
        elif isinstance(new, LayerFacts | Entry):
            removed += [held] if held is not None else []
            added.append(new)
        elif waits is not None:
            added += [waits] if store.record((Unplaced, waits.id)) is None else []
        elif not isinstance(new, Link):
            left_out += 1
    for held, new in skipped.values():
        if isinstance(new, Link):
            if held is None and would_hold(store, new, came, gone):
                added.append(new)
            elif held is None:
                added += _link_that_waits(store, document, new)
            else:
                left_out += 1
    return removed, added, left_out


def _waiting(store: AnnotationStore, document: Document, held: Record | None, new: Record | None) -> Unplaced | None:
    if isinstance(held, Annotation) and isinstance(new, Annotation):
        return second_reading(new, document)
    return new if isinstance(new, Unplaced) and held is None else None


def _link_that_waits(store: AnnotationStore, document: Document, link: Link) -> list[Record]:
    item = codec.unplaced("end_missing", document.sha256, codec.link_item(link, 1))
    return [item] if store.record((Unplaced, item.id)) is None else []


# -- where the article has changed since -------------------------------------


class _Ends(NamedTuple):
    """An item before and after left work; None: it was not there."""

    before: Any
    after: Any


def _on_other_text(
    store: AnnotationStore, document: Document, changes: list[LooseChange], made_on: str
) -> tuple[Change, int, int]:
    """The change that left work makes on another text; how many items are damaged, how many were deleted elsewhere."""
    removed: list[Record] = []
    added: list[Record] = []
    quoted: list[tuple[AnnotationLine, Pairs]] = []
    bad, left_out, shared = 0, 0, record_parsing.Shared()
    for name, ends in _ends(changes):
        try:
            if name != "annotations":
                removed += [journal_lines.record_of(name, ends.before, shared)] if ends.before is not None else []
                added += [journal_lines.record_of(name, ends.after, shared)] if ends.after is not None else []
                continue
            held = _same_today(store, ends.before)
            removed += [held] if held is not None else []
            if ends.after is not None:
                quoted.append(record_parsing.annotation_line_of(ends.after))
            elif held is None and ends.before is not None and store.annotation(str(ends.before.get("id"))):
                left_out += 1  # it was deleted here, and changed elsewhere
        except ValueError:
            bad += 1
    empty = sidecar.new_layer(document, "", ())
    layer = anchored(LayerFile(empty, floating=quoted, made_on=made_on), document).layer
    waiting = [_beside(store, item) for item in layer.unplaced]
    return Change(tuple(removed), (*layer.annotations, *waiting, *added)), bad, left_out


def _same_today(store: AnnotationStore, item: Any) -> Annotation | None:
    """The annotation of today whose content, but for its place, is that of an item; None if there is none."""
    if item is None:
        return None
    before, _ = record_parsing.annotation_line_of(item)
    held = store.annotation(before.id)
    content = (before.tag, before.attributes, before.note)
    return held if held is not None and (held.tag, dict(held.attributes), held.note) == content else None


def _beside(store: AnnotationStore, item: Unplaced) -> Unplaced:
    """An item without a place waits as a second reading where the annotation itself still stands."""
    held = store.annotation(str(item.record.get("id")))
    return item if held is None else codec.unplaced("reading", item.text_sha256, item.record, item.extra)


def _ends(changes: list[LooseChange]) -> Iterator[tuple[str, _Ends]]:
    ends: dict[tuple[str, str], _Ends] = {}
    for change in changes:
        for side in change:
            for name, item in side:
                key = (name, _key(name, item))
                if side is change.removed:
                    ends[key] = _Ends(ends[key].before if key in ends else item, None)
                else:
                    ends[key] = _Ends(ends[key].before if key in ends else None, item)
    for (name, _), end in ends.items():
        yield name, end


def _key(name: str, item: Any) -> str:
    if name == "layer" or not isinstance(item, dict):
        return name
    return repr(item.get("record")) if name == "unplaced" else str(item.get("id"))
