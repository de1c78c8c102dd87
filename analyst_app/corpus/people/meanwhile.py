"""A person who was edited in a form while a colleague changed the same record: both edits, field by field."""

from __future__ import annotations

from dataclasses import fields, replace
from typing import Any, NamedTuple

from analyst_app.language.known_people import Person
from analyst_app.wording import tr

_LISTS = ("aliases", "roles", "merged")


class BothEdits(NamedTuple):
    """The outcome of two edits of one person."""

    person: Person
    """With both edits; where they contradict each other, with what was typed."""
    contradicted: tuple[str, ...]
    """The fields that both have changed, each otherwise: words for a person, with what stands there."""


def both_edits(base: Person, typed: Person, now: Person) -> BothEdits:
    """What was typed, put onto the person as it stands by now.

    Args:
        base: the person when the form was opened.
        typed: as the form gives it.
        now: as it stands.
    """
    held: dict[str, Any] = {}
    contradicted: list[str] = []
    for key in (one.name for one in fields(Person)):
        was, mine, hers = (getattr(one, key) for one in (base, typed, now))
        if key in _LISTS:
            added = tuple(one for one in mine if one not in was and one not in hers)
            held[key] = (*(one for one in hers if one in mine or one not in was), *added)
        elif mine in (was, hers):
            held[key] = hers
        else:
            held[key] = mine
            if hers != was:
                contradicted.append(_words(key, hers))
    return BothEdits(replace(typed, **held), tuple(contradicted))


def _words(key: str, hers: object) -> str:
    names = {"name": tr("name"), "kind": tr("kind"), "wikidata": tr("Wikidata id"), "note": tr("note")}
    return f"{names.get(key, key)} “{hers}”"
