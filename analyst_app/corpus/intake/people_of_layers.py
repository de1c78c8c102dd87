"""The layer ids of an import's people: each person has one id everywhere, and no other person has it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from analyst_app.core.annotation import Pairs
from analyst_app.core.layer_ids import free_id


class PeopleOfLayers:
    """Gives the people of an import their layer ids: ``a@x.org`` and ``a@y.org`` stay two, in all its articles."""

    def __init__(self) -> None:
        self._ids: dict[str, str] = {}

    def id_of(self, person: str, proposed: str, there: Callable[[str], str | None]) -> str:
        """The id of a person's layer.

        Args:
            person: as the file names them.
            proposed: an id made of that name.
            there: the person whose layer of an id lies beside the article already; None: nobody's does.
        """
        if person in self._ids:
            return self._ids[person]
        taken = set(self._ids.values())
        made = free_id(proposed, lambda one: one in taken or there(one) not in (None, one, person))
        self._ids[person] = made
        return made


def person_in(extra: Pairs) -> str:
    """The person that a sidecar's head names as its imported annotator; empty if it names none.

    Args:
        extra: the keys of the head that are not the format's own.
    """
    imported: Any = dict(extra).get("imported")
    if not isinstance(imported, Mapping):
        imported = dict(imported) if isinstance(imported, tuple) else {}
    named = imported.get("annotator", "")
    return named if isinstance(named, str) else ""
