"""Index of gold annotations by the annotations that they were made of."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from types import MappingProxyType

_NONE: Mapping[str, str] = MappingProxyType({})


class OriginIndex:
    """The ids of gold annotations by the origins that they name (``layer:id``).

    What both layers share comes and goes as a whole: it is looked up where it
    was drawn up, and copied only as far as single ones become another matter.
    """

    def __init__(self) -> None:
        self._own: dict[str, set[str]] = {}
        self._shared: Mapping[str, str] = _NONE

    def __bool__(self) -> bool:
        """Return True if anything in gold names an origin."""
        return bool(self._shared or self._own)

    def of(self, ref: str) -> Collection[str]:
        """Return the ids of the gold annotations that were made of an annotation."""
        own = self._own.get(ref)
        if own is not None:
            return own
        return (self._shared[ref],) if ref in self._shared else ()

    def refs(self) -> set[str]:
        """Return the origins that are named; of what both layers share, only those that were looked at singly."""
        return {ref for ref, ids in self._own.items() if ids}

    def add(self, ref: str, gold_id: str) -> None:
        """Note that a gold annotation was made of an annotation.

        Args:
            ref: name of the annotation, ``layer:id``.
            gold_id: id of the gold annotation.
        """
        self._at(ref).add(gold_id)

    def discard(self, ref: str, gold_id: str) -> None:
        """Note that a gold annotation is no longer there, or no longer made of an annotation.

        Args:
            ref: name of the annotation, ``layer:id``.
            gold_id: id of the gold annotation.
        """
        own = self._at(ref)
        own.discard(gold_id)
        if not own and ref not in self._shared:
            del self._own[ref]

    def bring(self, made_of: Mapping[str, str]) -> None:
        """Take in all that both layers share, which gold has got.

        Args:
            made_of: id of the gold annotation by origin; it must not change afterwards.
        """
        if not self._shared:
            self._shared = made_of
        for ref in made_of if self._shared is not made_of else self._own.keys() & made_of.keys():
            self.add(ref, made_of[ref])

    def take_back(self, made_of: Mapping[str, str]) -> None:
        """Take out all that both layers share, which gold has lost."""
        if self._shared is made_of:
            self._shared = _NONE
        for ref in made_of if self._shared else self._own.keys() & made_of.keys():
            self.discard(ref, made_of[ref])

    def _at(self, ref: str) -> set[str]:
        own = self._own.get(ref)
        if own is None:
            own = self._own[ref] = {self._shared[ref]} if ref in self._shared else set()
        return own
