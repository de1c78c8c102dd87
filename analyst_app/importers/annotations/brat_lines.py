"""The lines of a brat ``.ann`` file by the kind of their id: spans, events, relations, attributes, notes.

An event stands at the span that triggers it, with its arguments as links from
there. A further event of the same trigger is a span of its own, for its
arguments are not those of the first.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from analyst_app.core.attribute_types import exact_value
from analyst_app.importers.annotations.imported_layer import ForeignLink
from analyst_app.importers.import_losses import ImportLosses
from analyst_app.wording import tr

_SPAN = re.compile(r"(\S+) (\d+ \d+(?:;\d+ \d+)*)(?:\t(.*))?", re.DOTALL)
_ARGUMENT = re.compile(r"([^\s:]+):(\S+)")
_TRUTH = {"": True, "true": True, "false": False}
"""Values of attributes that are no words."""
_NOTE, _REFERENCE = "AnnotatorNotes", "Reference"
_VERIFIED = ("AnnotationError", "AnnotationIncomplete", "AnnotationUnconfirmed", "AnnotationWarning")
"""Kinds of notes that brat itself makes: remarks, no attributes."""


@dataclass
class BratSpan:
    """A text-bound annotation, or an event at one."""

    key: str
    tag: str
    parts: list[tuple[int, int]]
    """Code points, half-open."""
    words: str
    attributes: dict[str, list[Any]] = field(default_factory=dict)
    """Values by name; True for one without a value."""
    notes: list[str] = field(default_factory=list)


class _Said(NamedTuple):
    """An attribute or a remark, before it is known what its target is."""

    line: int
    target: str
    name: str
    """Name of the attribute; empty: a remark."""
    value: Any


def _value(words: str) -> str | bool:
    return _TRUTH.get(words, words) if words else words


class BratLines:
    """Takes the lines of an ``.ann`` file apart.

    Args:
        text: its content.
        losses: takes each line, and each attribute of a relation, that has no place.
        is_own: True of an export of this app, whose remarks say which values they were.
    """

    def __init__(self, text: str, losses: ImportLosses, *, is_own: bool = False) -> None:
        self._losses = losses
        self._value: Callable[[str], Any] = exact_value if is_own else _value
        self.spans: dict[str, BratSpan] = {}
        """Spans by id."""
        self.links: list[ForeignLink] = []
        """Relations, arguments of events, and equivalences."""
        self.notes: list[str] = []
        """Remarks on how it was read, one sentence each."""
        self._events: dict[str, tuple[int, str, str]] = {}
        """Line, type and trigger by id."""
        self._standing: dict[str, str] = {}
        """The span that stands for an event."""
        self._arguments: list[tuple[str, str, str]] = []
        self._said: list[_Said] = []
        self._others: dict[str, str] = {}
        """Other things of which something may be said, as words: relations, equivalences."""
        self._named_ends: dict[str, None] = {}
        for number, line in enumerate(text.split("\n"), 1):
            line = line.removesuffix("\r")
            if line.strip() and not self._is_taken(line, number):
                losses.add("unreadable item", f"line {number}: {line[:60]}")
        self._stand()
        for role, head, tail in self._arguments:
            self.links.append(ForeignLink(role, self._standing.get(head, head), self._standing.get(tail, tail)))
        for one in self._said:
            self._put(one)
        if self._named_ends:
            self.notes.append(tr("Ends of relations, from the first to the second: {names}.",
                                 names="; ".join(self._named_ends)))  # fmt: skip

    def _is_taken(self, line: str, number: int) -> bool:
        key, _, rest = line.partition("\t")
        takers: dict[str, Callable[[str, str, int], bool]] = {
            "T": self._span, "E": self._event, "R": self._relation, "*": self._equivalence,
            "A": self._attribute, "M": self._attribute, "N": self._reference, "#": self._remark,
        }  # fmt: skip
        take = takers.get(key[:1])
        try:
            return take is not None and take(key, rest, number)
        except ValueError:  # an offset of thousands of digits
            return False

    def _span(self, key: str, rest: str, number: int) -> bool:
        match = _SPAN.fullmatch(rest)
        if match is None or key in self.spans:
            return False
        parts = [(int(one.split(" ")[0]), int(one.split(" ")[1])) for one in match[2].split(";")]
        self.spans[key] = BratSpan(key, match[1], parts, match[3] or "")
        return True

    def _event(self, key: str, rest: str, number: int) -> bool:
        head, *arguments = rest.split() or [""]
        trigger, found = _ARGUMENT.fullmatch(head), [_ARGUMENT.fullmatch(one) for one in arguments]
        if trigger is None or None in found or key in self._events:
            return False
        self._events[key] = (number, trigger[1], trigger[2])
        self._arguments += [(one[1], key, one[2]) for one in found if one is not None]
        return True

    def _relation(self, key: str, rest: str, number: int) -> bool:
        role, *arguments = rest.split() or [""]
        found = [match for one in arguments if (match := _ARGUMENT.fullmatch(one))]
        if len(found) != len(arguments) or len(found) < 2:
            return False
        if [one[1] for one in found[:2]] == ["Arg2", "Arg1"]:
            found[:2] = found[1], found[0]
        names = [one[1] for one in found[:2]]
        if names != ["Arg1", "Arg2"]:
            self._named_ends[f"{role} {names[0]} → {names[1]}"] = None
        self._arguments.append((role, found[0][2], found[1][2]))
        self._others[key] = f"{role} {found[0][2]} → {found[1][2]}"
        for one in found[2:]:
            self._losses.add("relation end", f"line {number}: {role}, {one[0]}")
        return True

    def _equivalence(self, key: str, rest: str, number: int) -> bool:
        role, *members = rest.split() or [""]
        self._arguments += [(role, members[0], other) for other in members[1:]]
        return len(members) > 1

    def _attribute(self, key: str, rest: str, number: int) -> bool:
        name, _, about = rest.partition(" ")
        target, _, value = about.partition(" ")
        if name and target:
            said = _TRUTH.get(value.rstrip(), value.rstrip())
            self._said.append(_Said(number, target.rstrip(), name, said))
        return bool(name and target)

    def _reference(self, key: str, rest: str, number: int) -> bool:
        head, _, words = rest.partition("\t")
        name, _, about = head.partition(" ")
        target, _, entry = about.partition(" ")  # as Wikipedia:534366
        told = " ".join(filter(None, (entry, words)))
        if target:
            self._said.append(_Said(number, target, "", told if name == _REFERENCE else f"{name}: {told}"))
        return bool(target)

    def _remark(self, key: str, rest: str, number: int) -> bool:
        head, _, words = rest.partition("\t")
        name, _, target = head.partition(" ")
        if not name or not target:
            return False
        if name == _NOTE:
            self._said.append(_Said(number, target, "", words))
        elif name in _VERIFIED:
            self._said.append(_Said(number, target, "", f"{name}: {words}"))
        else:  # a value that brat's attributes cannot hold, as this app's own export writes it
            self._said.append(_Said(number, target, name, self._value(words)))
        return True

    def _stand(self) -> None:
        """Find the span that stands for each event."""
        taken: set[str] = set()
        for key, (number, tag, trigger) in self._events.items():
            span = self.spans.get(trigger)
            if span is None:
                self._losses.add("relation end", f"line {number}: {tag} {key} → {trigger}")
            elif trigger in taken or span.tag != tag:
                self.spans[key] = BratSpan(key, tag, span.parts, span.words)
                self._standing[key] = key
            else:
                self._standing[key] = trigger
                taken.add(trigger)

    def _put(self, one: _Said) -> None:
        """Put what is said at its span; of an event, at the one that stands for it."""
        span = self.spans.get(self._standing.get(one.target, one.target))
        said = f"{one.name} = {one.value}" if one.name else str(one.value)
        if span is None:
            about = self._others.get(one.target, one.target)
            self._losses.add("attribute of no span", f"line {one.line}: {about}: {said}")
        elif not one.name:
            span.notes.append(str(one.value))
        elif one.value not in span.attributes.setdefault(one.name, []):
            span.attributes[one.name].append(one.value)
