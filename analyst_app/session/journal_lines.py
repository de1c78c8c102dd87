"""The lines of a journal: what was done with a layer, one JSON object a line, and what follows from them.

Version history of the journal:
    1  the first.

A journal begins with a line ``open`` (article, layer, hash of the text, hash of
the layer's file). ``done`` and ``undone`` are steps of earlier runs, or of this
one before the journal was shortened; ``step``, ``undo`` and ``redo`` are acts of
this one, counted from 1; ``saved``, ``writing`` and ``dropped`` say up to which
act the file holds everything, will hold it, or never shall. Records stand in it as in a sidecar.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

import msgspec

from analyst_app.core.annotation import SECTIONS, Annotation, Entry, LayerFacts, Link, Record, Unplaced
from analyst_app.core.history import Step
from analyst_app.core.store import Change, composed
from analyst_app.storage import codec, record_parsing, strict_json
from analyst_app.storage.limits import JOURNAL_BYTES, JOURNAL_DAYS, JOURNAL_STEPS

VERSION = 1
_DAY = 86_400.0
_END_OF_TIME = 1e11
"""Seconds: a time after that is none."""
_DAMAGED = "damaged"
_MANY = 100
"""Damaged lines that are looked at closely."""
_UNDO_PREFIX, _REDO_PREFIX = "Undo: ", "Redo: "


class JournalLine(msgspec.Struct, omit_defaults=True, gc=False):
    """One line of a journal; which fields count depends on ``do``."""

    do: str
    at: float = 0.0
    """Seconds since 1970, UTC."""
    act: int = 0
    """The number of the act in its run."""
    label: str = ""
    current: str | None = None
    hold: str | None = None
    joins: bool = False
    """True if it is one step with the line before it."""
    cancels: bool = False
    """True if the step that it joins comes to nothing by it."""
    skipped: int = 0
    """Steps that no longer fitted and were left out on the way; of ``open``, acts of left work that were lost."""
    is_made: bool = True
    """True if there was a step to take back or to make again."""
    upto: int = 0
    """The last act that it is about; of ``open``, the last before the journal was shortened."""
    is_all: bool = False
    """True if that was the last act by then."""
    file: str = ""
    """SHA-256 of the layer's file."""
    text: str = ""
    """SHA-256 of the article's text."""
    article: str = ""
    layer: str = ""
    version: int = 0
    back: bool = False
    """True if the change was taken back, not made."""
    change: msgspec.Raw = msgspec.Raw(b"")


_DECODER = msgspec.json.Decoder(JournalLine)
_NAMES = [name for name in JournalLine.__struct_fields__ if name != "change"]
_USUAL = {name: getattr(JournalLine(""), name) for name in _NAMES}


# -- lines to bytes ----------------------------------------------------------


def encoded(line: JournalLine) -> bytes:
    """A line with its line end."""
    facts = {name: value for name in _NAMES if (value := getattr(line, name)) != _USUAL[name]}
    change = bytes(line.change)
    words = codec.encode_value(facts)
    return (words[:-1] + b',"change":' + change + b"}" if change else words) + b"\n"


def encoded_change(change: Change, text: str) -> msgspec.Raw:
    """A change as it stands in a line.

    Args:
        change: any.
        text: of the article, which the records' offsets refer to.

    Raises:
        SaveFailed: a record does not read back as what was to be written.
    """
    sides = b'{"removed":' + _records(change.removed, text) + b',"added":' + _records(change.added, text) + b"}"
    return msgspec.Raw(sides)


def _records(records: Sequence[Record], text: str) -> bytes:
    sections: list[tuple[str, list[Any]]] = [
        ("annotations", [one for one in records if isinstance(one, Annotation)]),
        ("links", [one for one in records if isinstance(one, Link)]),
        ("unplaced", [one for one in records if isinstance(one, Unplaced)]),
        *((name, [one for one in records if isinstance(one, Entry) and one.section == name]) for name in SECTIONS),
        ("layer", [one for one in records if isinstance(one, LayerFacts)]),
    ]
    parts = [b'"%s":[%s]' % (name.encode(), _lines(name, held, text)) for name, held in sections if held]
    return b"{" + b",".join(parts) + b"}"


def _lines(name: str, records: list[Any], text: str) -> bytes:
    def chunk(part: list[Any]) -> bytes:
        if name == "annotations":
            return codec.annotation_lines(part, {}, text)
        if name == "links":
            return codec.link_lines(part, {})
        if name == "unplaced":
            return codec.unplaced_lines(part, {})
        if name == "layer":
            facts = [{"status": one.status, "note": one.note} | dict(one.extra) for one in part]
            return b",".join(codec.encode_value(fact) for fact in facts)
        return codec.entry_lines(part, {})

    return b",".join(chunk(part).replace(b"\n", b"") for part in codec.chunks(records))


# -- bytes to lines ----------------------------------------------------------


def decoded(data: bytes) -> tuple[list[JournalLine], int]:
    """The lines of a journal, and how many could not be understood; such a one is a line ``damaged``.

    A line without its end was being written, and counts as none: the last one, and one that was then written whole.
    """
    rows = data.split(b"\n")
    lines, bad = [], 0
    for number, row in enumerate(rows[:-1]):
        if not row:
            continue
        line = _line(row)
        if line is None:
            if bad > _MANY or not any(later.startswith(row) for later in rows[number + 1 : -1]):
                bad += 1
                lines.append(JournalLine(_DAMAGED))
            continue
        if not 0 <= line.at < _END_OF_TIME:
            line.at = 0.0
        lines.append(line)
    return lines, bad


def _line(row: bytes) -> JournalLine | None:
    try:
        return _DECODER.decode(row)
    except (msgspec.MsgspecError, RecursionError, ValueError):
        pass
    try:  # surrogates, escaped
        facts = json.loads(row)
        change = msgspec.Raw(json.dumps(facts.pop("change")).encode()) if "change" in facts else msgspec.Raw(b"")
        return JournalLine(**{name: _checked(name, value) for name, value in facts.items()}, change=change)
    except (ValueError, TypeError, AttributeError, KeyError, RecursionError):
        return None


def _checked(name: str, value: Any) -> Any:
    usual = _USUAL[name]
    if usual is not None and not isinstance(value, type(usual)) and not (name == "at" and isinstance(value, int)):
        raise TypeError(name)
    if usual is None and value is not None and not isinstance(value, str):
        raise TypeError(name)
    return value


class LooseChange(NamedTuple):
    """A change whose annotations are not yet put on a text."""

    removed: list[tuple[str, Any]]
    """Section and item, as they stand in the line."""
    added: list[tuple[str, Any]]


def loose(line: JournalLine) -> LooseChange:
    """The change of a line, turned round if it was taken back.

    Raises:
        ValueError: it is none.
    """
    try:
        (sides,) = codec.parse_items(bytes(line.change))
        removed, added = [[(name, item) for name, held in sides[key].items() for item in held] for key in _SIDES]
    except (KeyError, TypeError, AttributeError) as error:
        raise ValueError("no change") from error
    return LooseChange(added, removed) if line.back else LooseChange(removed, added)


_SIDES = ("removed", "added")


def placed(change: LooseChange, text: str, shared: record_parsing.Shared) -> Change:
    """A change on the text that it was made on.

    Args:
        change: as it was read.
        text: of the article.
        shared: values that are kept once.

    Raises:
        ValueError: a record is damaged, or does not fit the text.
    """
    return Change(
        tuple([_record(name, item, text, shared) for name, item in change.removed]),
        tuple([_record(name, item, text, shared) for name, item in change.added]),
    )


def _record(name: str, item: Any, text: str, shared: record_parsing.Shared) -> Record:
    strict_json.check_record_depth(name, item)  # what a sidecar may not hold is not brought back into one
    if name == "annotations":
        line, extra = record_parsing.annotation_line_of(item)
        made = record_parsing.annotation_from_line(line, text, shared)
        return made._replace(extra=extra) if extra else made
    return record_of(name, item, shared)


def record_of(name: str, item: Any, shared: record_parsing.Shared) -> Record:
    """A record that has no place in the text.

    Args:
        name: the section of the line that holds it.
        item: as parsed.
        shared: values that are kept once.

    Raises:
        ValueError: it is damaged.
    """
    if name == "links":
        link, extra = record_parsing.link_line_of(item)
        made = record_parsing.link_from_line(link, shared)
        return made._replace(extra=extra) if extra else made
    if name == "unplaced":
        return record_parsing.unplaced_of(item)[0]
    if name == "layer":
        return record_parsing.facts_of(item)[0]
    for section in SECTIONS:
        if name == section:
            return record_parsing.entry_of(item, section)[0]
    raise ValueError(name)


def steps_of(groups: Iterable[Sequence[JournalLine]], text: str) -> list[Step]:
    """Steps of undo, each made of the lines that were joined to one.

    Args:
        groups: of lines, the oldest first.
        text: of the article.

    Raises:
        ValueError: a record is damaged, or does not fit the text.
    """
    shared = record_parsing.Shared()
    steps = []
    for group in groups:
        whole = composed(placed(loose(line), text, shared) for line in group)
        steps.append(Step(group[0].label, whole, group[0].current, group[0].hold))
    return steps


# -- what follows from the lines ---------------------------------------------

Group = list[JournalLine]
"""The lines of one step."""


@dataclass
class JournalState:
    """The state that a journal's lines lead to."""

    done: list[Group] = field(default_factory=list)
    """Steps that could be undone when the file was last written, the oldest first."""
    undone: list[Group] = field(default_factory=list)
    """Steps that could be made again then, the last first to be made again."""
    unsaved: list[JournalLine] = field(default_factory=list)
    """All that was done after that, as lines ``left``, in order."""
    file: str = ""
    """SHA-256 that the layer's file then had."""
    text: str = ""
    """SHA-256 of the text that it was done on."""
    article: str = ""
    layer: str = ""
    lost: int = 0
    """Acts after that which the lines hold no more."""


def state_of(lines: Sequence[JournalLine], seen: str | None) -> JournalState:
    """The state that lines lead to.

    Args:
        lines: of one journal.
        seen: SHA-256 of the layer's file as it is now; None: not known.
    """
    found = JournalState()
    upto = dropped = 0
    for line in lines:
        if line.do == "open":
            found.file, found.text, found.article, found.layer = line.file, line.text, line.article, line.layer
            upto, found.lost = line.upto, line.skipped
        elif line.do == "saved" or (line.do == "writing" and line.file == seen):
            upto, found.file = line.upto, line.file
        elif line.do == "dropped":
            dropped = line.upto
    stacks = _Stacks([], [])
    is_later, acts, loose_end = False, max(upto, dropped), 0
    known: dict[int, JournalLine] = {}
    for line in lines:
        if line.do in ("done", "undone"):
            stacks.inherit(line)
        elif line.do == _DAMAGED:
            loose_end += 1
            continue
        elif line.do == "left":
            found.unsaved.append(line)
        elif line.do in ("step", "undo", "redo") and line.act > 0 and known.get(line.act) != line:  # twice counts once
            known[line.act] = line
            found.lost += max(0, line.act - acts - 1)
            acts = max(acts, line.act)
            if line.act > upto and not is_later:
                is_later = True
                found.done, found.undone = list(map(list, stacks.done)), list(map(list, stacks.undone))
            made = list(stacks.act(line))
            if line.act > max(upto, dropped):
                found.unsaved += made
        loose_end = 0  # a gap in the numbers of the acts tells more exactly what was lost before this line
    found.lost += loose_end
    if not is_later:
        found.done, found.undone = stacks.done, stacks.undone
    return found


class _Stacks(NamedTuple):
    """Undo and redo as the session had them."""

    done: list[Group]
    undone: list[Group]

    def inherit(self, line: JournalLine) -> None:
        """Take a step of an earlier run."""
        stack = self.done if line.do == "done" else self.undone
        if line.joins and stack:
            stack[-1].append(line)
        else:
            stack.append([line])

    def act(self, line: JournalLine) -> Iterator[JournalLine]:
        """Follow an act; gives it as lines ``left``."""
        if line.do == "step":
            self.undone.clear()
            if line.joins and self.done:
                self.done[-1].append(line)
                if line.cancels:
                    self.done.pop()
            else:
                self.done.append([line])
            yield _as(line, "left", joins=line.joins)
            return
        source, target = (self.done, self.undone) if line.do == "undo" else (self.undone, self.done)
        del source[len(source) - min(line.skipped, len(source)) :]
        if not line.is_made or not source:
            return
        group = source.pop()
        target.append(group)
        is_back = line.do == "undo"
        for one in reversed(group) if is_back else group:
            made = _as(one, "left", joins=one is not (group[-1] if is_back else group[0]))
            made.label = (_UNDO_PREFIX if is_back else _REDO_PREFIX) + group[0].label
            made.at, made.back = line.at, is_back
            yield made


def _as(line: JournalLine, do: str, *, joins: bool = False) -> JournalLine:
    """A line's step, for another purpose."""
    return JournalLine(
        do,
        at=line.at,
        label=line.label,
        current=line.current,
        hold=line.hold,
        joins=joins,
        change=line.change,
    )


def kept_lines(found: JournalState, now: float) -> list[bytes]:
    """The undo part as lines: the latest steps within the limits of number, bytes and age.

    Args:
        found: the state.
        now: seconds since 1970.
    """
    room, number = JOURNAL_BYTES, JOURNAL_STEPS
    stacks: dict[str, list[list[bytes]]] = {"undone": [], "done": []}
    for do, stack in (("undone", found.undone), ("done", found.done)):
        for group in reversed(stack):
            rows = [encoded(_as(line, do, joins=index > 0)) for index, line in enumerate(group)]
            room -= sum(map(len, rows))
            number -= 1
            if room < 0 or number < 0 or now - group[-1].at > JOURNAL_DAYS * _DAY:
                break
            stacks[do].insert(0, rows)
    return [row for do in ("done", "undone") for rows in stacks[do] for row in rows]
