"""The people who are tagged in an article, each with the mentions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from analyst_app.core.roles import who_links, who_role
from analyst_app.language.known_people import actor_of
from analyst_app.language.people import spelt

if TYPE_CHECKING:
    from analyst_app.core.annotation import Annotation
    from analyst_app.language.known_people import KnownPeople, Person
    from analyst_app.session.session import Session

_MOST = 20_000
"""Annotations that are looked through for people, so that nobody waits."""
_MOST_NAMED = 1_000
"""Speakers of one quote that are looked at."""


class TaggedPerson:
    """A person in an article.

    Args:
        name: as known, else as printed.
        person: of the team's list; None: not on it.
    """

    def __init__(self, name: str, person: Person | None) -> None:
        self.name, self.person = name, person
        self.mentions: list[Annotation] = []
        """In the order of the article; none of those who are only on the list."""

    @property
    def key(self) -> str:
        """Names the person: the id on the list, else the name."""
        return self.person.id if self.person is not None else self.name

    @property
    def role(self) -> str:
        """The last that is known of."""
        return self.person.roles[-1].role if self.person is not None and self.person.roles else ""


def tagged_people(session: Session | None, known: KnownPeople | None) -> dict[str, TaggedPerson]:
    """Those tagged in the open article, in the order of their first mention, by id or folded name.

    Args:
        session: of the open article; None: none is open.
        known: the team's list; None: it is not read yet.
    """
    found: dict[str, TaggedPerson] = {}
    if session is not None and len(session.store.annotations) <= _MOST:
        text, tags = session.document.text, session.codebook.ids_counted_as("actor")
        for annotation in session.store.annotations:
            if annotation.tag in tags:
                given, printed = annotation.attribute("name"), annotation.span.of(text)
                person = known.meant(actor_of(annotation), given, printed) if known is not None else None
                name = person.name if person is not None else str(given or " ".join(printed.split()))
                key = person.id if person is not None else spelt(name)
                found.setdefault(key, TaggedPerson(name, person)).mentions.append(annotation)
    return found


def quotes_by_mention(session: Session) -> dict[str, int]:
    """The number of annotations that are said by each mention, by its id.

    Args:
        session: of the open article.
    """
    store, codebook = session.store, session.codebook
    counts: dict[str, int] = {}
    tags = {tag.id for tag in codebook.tags if who_role(tag) is not None}
    for annotation in store.annotations if len(store.annotations) <= _MOST else ():
        if annotation.tag in tags:
            for link in who_links(store, codebook, annotation, most=_MOST_NAMED):
                counts[link.to_id] = counts.get(link.to_id, 0) + 1
    return counts
