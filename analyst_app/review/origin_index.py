"""Which gold annotations were made of which annotations of the layers."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from types import MappingProxyType

_NONE: Mapping[str, str] = MappingProxyType({})


class OriginIndex:
    """Ids of gold annotations by the origins that they name.

    What both layers share comes and goes as a whole: it is looked up where it
    was drawn up, and copied only as far as single ones become another matter.
    """

    def __init__(self) -> None:
        self._own: dict[str, set[str]] = {}
        self._shared: Mapping[str, str] = _NONE

    def __bool__(self) -> bool:
        """Whether anything in gold names an origin."""
        return bool(self._shared or self._own)

    def of(self, ref: str) -> Collection[str]:
        """The annotations that were made of one."""
        own = self._own.get(ref)
        if own is not None:
            return own
        return (self._shared[ref],) if ref in self._shared else ()

    def refs(self) -> set[str]:
        """What is named; of what is shared, only where there is more to it."""
        return {ref for ref, ids in self._own.items() if ids}

    def add(self, ref: str, gold_id: str) -> None:
        """One more was made of it."""
        self._at(ref).add(gold_id)

    def discard(self, ref: str, gold_id: str) -> None:
        """One was made of it no longer."""
        own = self._at(ref)
        own.discard(gold_id)
        if not own and ref not in self._shared:
            del self._own[ref]

    def bring(self, made_of: Mapping[str, str]) -> None:
        """Gold has got what both share.

        Args:
            made_of: by origin, the id of the annotation; stays as it is.
        """
        if not self._shared:
            self._shared = made_of
        for ref in made_of if self._shared is not made_of else self._own.keys() & made_of.keys():
            self.add(ref, made_of[ref])

    def take_back(self, made_of: Mapping[str, str]) -> None:
        """Gold has lost what both share."""
        if self._shared is made_of:
            self._shared = _NONE
        for ref in made_of if self._shared else self._own.keys() & made_of.keys():
            self.discard(ref, made_of[ref])

    def _at(self, ref: str) -> set[str]:
        own = self._own.get(ref)
        if own is None:
            own = self._own[ref] = {self._shared[ref]} if ref in self._shared else set()
        return own
