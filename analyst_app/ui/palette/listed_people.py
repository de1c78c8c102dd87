"""The people that the palette finds: those of the open article, then the others whom the team knows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from analyst_app.language.known_people import actor_of
from analyst_app.language.people import spelt
from analyst_app.ui.palette.entries import PEOPLE, Findable
from analyst_app.wording import tr, visible

if TYPE_CHECKING:
    from analyst_app.core.annotation import Annotation
    from analyst_app.language.known_people import KnownPeople, Person
    from analyst_app.session.session import Session

_MOST = 20_000
"""Annotations that are looked through for people, so that the palette opens at once."""


class ListedPerson:
    """A person as the palette lists one.

    Args:
        name: as known, else as printed.
        person: of the team's list; None: not on it.
    """

    def __init__(self, name: str, person: Person | None) -> None:
        self.name, self.person = name, person
        self.mentions: list[Annotation] = []
        """Those of the open article, in its order."""

    @property
    def entry(self) -> Findable:
        """Their line."""
        role = self.person.roles[-1].role if self.person is not None and self.person.roles else ""
        count = tr("{n} mention|{n} mentions", len(self.mentions)) if self.mentions else ""
        more = " · ".join(filter(None, (visible(role), count)))
        aside = tr("in this article") if self.mentions else ""
        return Findable(PEOPLE, self.person.id if self.person else self.name, visible(self.name), more, aside)


def listed_people(session: Session | None, known: KnownPeople | None) -> list[ListedPerson]:
    """Those tagged in the open article in the order of their first mention, then the rest of the list by name.

    Args:
        session: of the open article; None: none is open.
        known: the team's list; None: it is not read yet.
    """
    found: dict[str, ListedPerson] = {}
    if session is not None and len(session.store.annotations) <= _MOST:
        text, tags = session.document.text, session.codebook.ids_counted_as("actor")
        for annotation in session.store.annotations:
            if annotation.tag in tags:
                given, printed = annotation.attribute("name"), annotation.span.of(text)
                person = known.meant(actor_of(annotation), given, printed) if known is not None else None
                name = person.name if person is not None else str(given or " ".join(printed.split()))
                key = person.id if person is not None else spelt(name)
                found.setdefault(key, ListedPerson(name, person)).mentions.append(annotation)
    others = sorted(known.people, key=lambda person: spelt(person.name)) if known is not None else []
    for person in others:
        found.setdefault(person.id, ListedPerson(person.name, person))
    return list(found.values())
