"""The people that the palette finds: those of the open article, then the others whom the team knows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from analyst_app.language.people import spelt
from analyst_app.ui.palette.entries import PEOPLE, Findable
from analyst_app.ui.people.tagged_people import TaggedPerson, tagged_people
from analyst_app.wording import tr, visible

if TYPE_CHECKING:
    from analyst_app.language.known_people import KnownPeople
    from analyst_app.session.session import Session


def entry_of(person: TaggedPerson) -> Findable:
    """The line of a person.

    Args:
        person: tagged, or on the list.
    """
    count = tr("{n} mention|{n} mentions", len(person.mentions)) if person.mentions else ""
    more = " · ".join(filter(None, (visible(person.role), count)))
    aside = tr("in this article") if person.mentions else ""
    return Findable(PEOPLE, person.key, visible(person.name), more, aside)


def listed_people(session: Session | None, known: KnownPeople | None) -> list[TaggedPerson]:
    """Those tagged in the open article in the order of their first mention, then the rest of the list by name.

    Args:
        session: of the open article; None: none is open.
        known: the team's list; None: it is not read yet.
    """
    found = tagged_people(session, known)
    others = sorted(known.people, key=lambda person: spelt(person.name)) if known is not None else []
    for person in others:
        found.setdefault(person.id, TaggedPerson(person.name, person))
    return list(found.values())
