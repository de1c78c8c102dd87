"""JSON as sidecars allow it, read with the standard parser: slow, but it knows where it is.

Python's parser takes NaN, lets the last of two equal keys win and recurses
until the interpreter stops it. Here each of these is damage.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from json import decoder
from typing import Any, NamedTuple, NoReturn

from analyst_app.errors import sayable
from analyst_app.wording import tr

MAX_DEPTH = 64
"""Of lists and objects in each other in one record, the record being the first."""
_WRAPPED = 8
"""A record that waits lies in an item that says why, and that in the file's lists: so much deeper a file may be."""
_SPACE = " \t\n\r"
_SPACES = re.compile(f"[{_SPACE}]*")
_CONFLICT = re.compile(r"^(?:<{7}|={7}|>{7})(?: |\r?$)", re.MULTILINE)
"""A line that Git and others write between two versions."""
_SCAN_STRING: Any = decoder.scanstring  # type: ignore[attr-defined]  # not in the stubs


class Damage(ValueError):
    """A file is no JSON as sidecars allow it; the message says why, and on which line."""

    def __init__(self, words: str, line: int = 0) -> None:
        words = sayable(words)
        super().__init__(f"{words} (line {line})" if line else words)
        self.words = words
        self.line = line


class Item(NamedTuple):
    """One member of the top-level object, or of a list or mapping in it that holds records."""

    key: str
    """The member's key."""
    name: str | None
    """Key inside a mapping of records, else None."""
    value: Any
    line: int
    """Counted from 1."""
    is_record: bool = True
    """True if it stands in a list or mapping of records; False: it is a member of the top-level object."""


def parse(text: str) -> Any:
    """The value in ``text``.

    Raises:
        Damage: it is no JSON, or has NaN, a number out of range, a key twice or absurd depth.
    """
    try:
        value, end = _DECODER.raw_decode(text, _skip(text, 0))
    except Damage:
        raise
    except RecursionError as error:
        raise Damage(tr("it is nested absurdly deep")) from error
    except ValueError as error:
        raise _located(error, text) from error
    if _skip(text, end) != len(text):
        raise Damage(tr("something follows its end"), _line(text, end))
    check_depth(value, -_WRAPPED)
    return value


def walk(text: str, lists: frozenset[str], mappings: frozenset[str]) -> Iterator[Item]:
    """The members of the object in a text, one by one.

    Args:
        text: the whole file.
        lists: keys whose lists are taken record by record.
        mappings: keys whose objects are taken member by member.

    Raises:
        Damage: as ``parse``, after everything before it was yielded.
    """
    try:
        yield from _Walker(text).members(lists, mappings)
    except Damage:
        raise
    except RecursionError as error:
        raise Damage(tr("it is nested absurdly deep")) from error
    except (ValueError, IndexError) as error:
        raise _located(error, text) from error


class Mending(NamedTuple):
    """The words about a damaged file."""

    what: str
    """The damage, as a part of a sentence."""
    remedy: str
    """The remedy, the same."""


def mending(text: str, damage: Damage) -> Mending:
    """The words about a file that is no JSON: what a sync or a merge left is told as that.

    Args:
        text: of the file.
        damage: for which it could not be read.
    """
    if not text.strip(" \t\r\n\0\ufeff"):
        return Mending(tr("it is empty"), tr("take an earlier copy of it, or remove it"))
    marker = _CONFLICT.search(text)
    if marker is not None:
        line = _line(text, marker.start())
        return Mending(
            tr("a merge has left conflict markers in it (line {line})", line=line),
            tr("keep one of the two versions of each such place"),
        )
    return Mending(str(damage), tr("mend that place"))


class _Walker:
    """A cursor over the text of one object."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.at = 0
        self._line = 1
        self._counted = 0

    def members(self, lists: frozenset[str], mappings: frozenset[str]) -> Iterator[Item]:
        self._expect("{")
        seen: set[str] = set()
        for key in self._keys():
            if key in seen:
                raise Damage(tr('the key "{key}" stands twice', key=key), self.line)
            seen.add(key)
            opening = self.text[self.at]
            if key in lists and opening == "[":
                for _ in self._elements():
                    line = self.line
                    yield Item(key, None, self._value(), line)
            elif key in mappings and opening == "{":
                self._expect("{")
                names: set[str] = set()
                for name in self._keys():
                    if name in names:
                        raise Damage(tr('the key "{name}" stands twice', name=name), self.line)
                    names.add(name)
                    line = self.line
                    yield Item(key, name, self._value(), line)
            else:
                line = self.line
                yield Item(key, None, self._value(), line, False)
        self.at = _skip(self.text, self.at)
        if self.at != len(self.text):
            raise Damage(tr("something follows its end"), self.line)

    @property
    def line(self) -> int:
        """The line of the cursor, counted on from the last one asked for."""
        self._line += self.text.count("\n", self._counted, self.at)
        self._counted = max(self._counted, self.at)
        return self._line

    def _keys(self) -> Iterator[str]:
        """Each key of the object that was just entered, the cursor on its value."""
        self.at = _skip(self.text, self.at)
        if self.text[self.at : self.at + 1] == "}":
            self.at += 1
            return
        while True:
            self._expect('"')
            key, self.at = _SCAN_STRING(self.text, self.at, True)
            self._expect(":")
            self.at = _skip(self.text, self.at)
            if self.at >= len(self.text):
                raise Damage(tr("it breaks off"), self.line)
            yield key
            if self._ends("}"):
                return

    def _elements(self) -> Iterator[None]:
        """Each element of the list at the cursor, the cursor on it."""
        self._expect("[")
        self.at = _skip(self.text, self.at)
        if self.text[self.at : self.at + 1] == "]":
            self.at += 1
            return
        while True:
            self.at = _skip(self.text, self.at)
            yield
            if self._ends("]"):
                return

    def _value(self) -> Any:
        value, self.at = _DECODER.raw_decode(self.text, self.at)
        check_depth(value, -_WRAPPED)
        return value

    def _ends(self, closing: str) -> bool:
        self.at = _skip(self.text, self.at)
        found = self.text[self.at : self.at + 1]
        if found not in (",", closing):
            raise Damage(
                tr("{found} stands where a comma should be", found=repr(found)) if found else tr("it breaks off"),
                self.line,
            )
        self.at += 1
        return found == closing

    def _expect(self, character: str) -> None:
        self.at = _skip(self.text, self.at)
        found = self.text[self.at : self.at + 1]
        if found != character:
            raise Damage(
                tr("{found} stands where {character} should be", found=repr(found), character=character)
                if found
                else tr("it breaks off"),
                self.line,
            )
        self.at += 1


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    made = dict(pairs)
    if len(made) != len(pairs):
        seen: set[str] = set()
        for key, _ in pairs:
            if key in seen:
                raise Damage(tr('the key "{key}" stands twice', key=key))
            seen.add(key)
    return made


def _no_constant(name: str) -> NoReturn:
    raise Damage(tr("{name} is no JSON number", name=name))


def _finite(digits: str) -> float:
    value = float(digits)
    if value in (float("inf"), float("-inf")):
        raise Damage(tr("the number {digits} is out of range", digits=digits[:20]))
    return value


def check_depth(value: Any, depth: int = 0) -> None:
    """Refuse a value that is nested deeper than any sidecar is.

    Args:
        value: parsed JSON.
        depth: of the value itself in its record; below 0 if the record lies in it.

    Raises:
        Damage: it is.
    """
    if depth > MAX_DEPTH or (depth == MAX_DEPTH and isinstance(value, dict | list) and value):
        raise Damage(tr("it is nested absurdly deep"))
    if isinstance(value, dict):
        for member in value.values():
            if isinstance(member, dict | list):
                check_depth(member, depth + 1)
    elif isinstance(value, list):
        for member in value:
            if isinstance(member, dict | list):
                check_depth(member, depth + 1)


def check_record_depth(section: str, record: Any) -> None:
    """Refuse a record of a layer that is nested deeper than any sidecar's is.

    Args:
        section: of the sidecar in which it stands, such as ``annotations``.
        record: parsed JSON. What waits in ``unplaced`` holds a record itself, and what was set aside any other item.

    Raises:
        Damage: it is.
    """
    depth = 0
    if section == "unplaced" and isinstance(record, dict):
        depth = -3 if record.get("why") == "invalid" else -1
    check_depth(record, depth)


def _skip(text: str, at: int) -> int:
    if at >= len(text) or text[at] not in _SPACE:
        return at
    spaces = _SPACES.match(text, at)  # at once: a file may hold megabytes of them
    return spaces.end() if spaces is not None else at


def _line(text: str, at: int) -> int:
    return text.count("\n", 0, at) + 1


def _located(error: Exception, text: str) -> Damage:
    if isinstance(error, json.JSONDecodeError):
        ended = error.pos >= len(text.rstrip())
        return Damage(tr("it breaks off") if ended else tr("it is no JSON: {msg}", msg=error.msg), error.lineno)
    if isinstance(error, ValueError):  # of int(), which names a function of Python's
        return Damage(tr("a number in it has more digits than can be read"))
    return Damage(tr("it is no JSON: {error}", error=error))


_DECODER = json.JSONDecoder(object_pairs_hook=_once, parse_constant=_no_constant, parse_float=_finite)
