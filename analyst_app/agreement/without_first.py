"""Second readings of an article that have no first one beside them, and so are compared with nobody."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

from analyst_app.wording import tr


class SecondReading(NamedTuple):
    """A layer that says whose second reading it is."""

    layer: str
    """Its id."""
    person: str
    """Id of the person's own layer, which would be her first reading."""


def without_first(persons: Mapping[str, str]) -> tuple[SecondReading, ...]:
    """Return the second readings of an article whose person has no first one there, though others have read it.

    Args:
        persons: by layer that counts in the article, whose reading it is.
    """
    if len(set(persons.values())) < 2:
        return ()
    return tuple(SecondReading(layer, person) for layer, person in persons.items() if person not in persons)


class WithoutFirst:
    """Counts such readings over articles."""

    def __init__(self) -> None:
        self._articles: Counter[SecondReading] = Counter()

    def note(self, found: Iterable[SecondReading]) -> None:
        """Count those of one more article."""
        self._articles.update(found)

    @property
    def layers(self) -> frozenset[str]:
        """Their ids."""
        return frozenset(one.layer for one in self._articles)

    @property
    def words(self) -> str:
        """A sentence that names them; empty if there are none."""
        told = [
            tr(
                "{layer} in {n} article (a second reading; no first one by {person} counts there)"
                "|{layer} in {n} articles (a second reading; no first one by {person} counts there)",
                number,
                layer=one.layer,
                person=one.person,
            )
            for one, number in sorted(self._articles.items())
        ]
        return tr("Not compared with other people: {layers}.", layers=", ".join(told)) if told else ""

    @property
    def data(self) -> list[dict[str, Any]]:
        """The same as ``agree --json`` has it."""
        return [
            {"layer": one.layer, "reader": one.person, "articles": number}
            for one, number in sorted(self._articles.items())
        ]
