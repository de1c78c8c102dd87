"""Annotations and links as their lines in a sidecar hold them, for fast parsing and writing.

The optional keys of the format are read as quickly as those that every
annotation has; one with any other key goes through plain mappings.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from operator import attrgetter
from typing import Any

import msgspec

from analyst_app.core.annotation import Pairs

OPTIONAL_KEYS = ("actor", "assist", "codebook", "verified")
_OPTIONAL = attrgetter(*OPTIONAL_KEYS)
_NOTHING: Any = (msgspec.UNSET,) * len(OPTIONAL_KEYS)


class _Optional(msgspec.Struct, gc=False, kw_only=True):
    """The keys that an annotation may have beside those that each has; as fields they come last."""

    actor: Any = msgspec.UNSET
    assist: Any = msgspec.UNSET
    codebook: Any = msgspec.UNSET
    verified: Any = msgspec.UNSET

    @property
    def extra(self) -> Pairs:
        """Those that are there, as of any keys that are unknown here."""
        return _told(_OPTIONAL(self))


class AnnotationLine(_Optional, gc=False):
    """An annotation as its line holds it, keys in the order of the format."""

    id: str
    rev: int
    tag: str
    start: int
    end: int
    exact: str
    prefix: str
    suffix: str
    attributes: dict[str, Any]
    note: str
    created: str
    modified: str


class LinkLine(msgspec.Struct, gc=False):
    """A link as its line holds it."""

    id: str
    rev: int
    role: str
    from_id: str = msgspec.field(name="from")
    to_id: str = msgspec.field(name="to")
    created: str = ""
    modified: str = ""


class WrittenLine(_Optional, gc=False):
    """An annotation on its way to disk or from there: attributes are bytes, since most come many times."""

    id: str
    rev: int
    tag: str
    start: int
    end: int
    exact: str
    prefix: str
    suffix: str
    attributes: msgspec.Raw
    note: str
    created: str
    modified: str


def line_item(line: AnnotationLine) -> dict[str, Any]:
    """A typed line as a mapping: the keys that it has."""
    return {key: value for key, value in msgspec.structs.asdict(line).items() if value is not msgspec.UNSET}


def extras(lines: Iterable[AnnotationLine | WrittenLine]) -> list[Pairs]:
    """The optional keys of each line; where no line has any, which is common, that is found at once."""
    told = list(map(_OPTIONAL, lines))
    return [()] * len(told) if told.count(_NOTHING) == len(told) else list(map(_told, told))


def extras_if_any(lines: Iterable[AnnotationLine | WrittenLine]) -> list[Pairs]:
    """The optional keys of each line; an empty list where no line has any."""
    told = list(map(_OPTIONAL, lines))
    return [] if told.count(_NOTHING) == len(told) else list(map(_told, told))


def _told(values: Sequence[Any]) -> Pairs:
    """The optional keys that are there, from the values of all of them."""
    if values == _NOTHING:
        return ()
    return tuple((key, one) for key, one in zip(OPTIONAL_KEYS, values, strict=True) if one is not msgspec.UNSET)
