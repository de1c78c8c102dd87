"""The people and bodies that a team knows by name, and which of them a mention means.

A name or alias that two of them have means neither: such a mention is nobody's
until a person says whose it is.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from analyst_app.core.annotation import Annotation, pairs
from analyst_app.language.people import spelt

ACTOR = "actor"
"""Key of an annotation under which the id of a person stands."""
_KNOWN = ("id", "name", "aliases", "kind", "roles", "wikidata", "note", "merged")


class Role(NamedTuple):
    """A role that a person had, and when."""

    role: str
    since: str = ""
    """First day, month or year; empty: not known."""
    until: str = ""
    extra: Mapping[str, Any] = {}
    """Keys that are unknown here."""


@dataclass(frozen=True)
class Person:
    """One person or body."""

    id: str
    name: str
    aliases: tuple[str, ...] = ()
    kind: str = ""
    roles: tuple[Role, ...] = ()
    wikidata: str = ""
    """Id at Wikidata, typed by hand; it is never looked up."""
    note: str = ""
    merged: tuple[str, ...] = ()
    """Ids of those that were found to be this one: layers may still name them."""
    extra: Mapping[str, Any] = field(default_factory=dict)
    """Keys that are unknown here."""

    @classmethod
    def of(cls, body: Mapping[str, Any]) -> Person:
        """The person of a record.

        Args:
            body: as ``actors.json`` holds it, known keys of the kinds that they must have.
        """
        roles = tuple(_role_of(one) for one in body.get("roles", []))
        merged = body.get("merged", [])
        is_sound = isinstance(merged, list) and all(isinstance(one, str) for one in merged)
        extra = {key: value for key, value in body.items() if key not in _KNOWN or (key == "merged" and not is_sound)}
        return cls(
            body["id"], body.get("name", ""), tuple(body.get("aliases", [])), body.get("kind", ""), roles,
            body.get("wikidata", ""), body.get("note", ""), tuple(merged) if is_sound else (), extra,
        )  # fmt: skip

    def body(self) -> dict[str, Any]:
        """The record, unset values left out."""
        held: dict[str, Any] = {"id": self.id, "name": self.name}
        held |= {"aliases": list(self.aliases)} if self.aliases else {}
        held |= {"kind": self.kind} if self.kind else {}
        held |= {"roles": [_body_of(role) for role in self.roles]} if self.roles else {}
        held |= {"wikidata": self.wikidata} if self.wikidata else {}
        held |= {"note": self.note} if self.note else {}
        held |= {"merged": list(self.merged)} if self.merged else {}
        return held | dict(self.extra)

    @property
    def names(self) -> tuple[str, ...]:
        """Name and aliases."""
        return (self.name, *self.aliases)

    @property
    def shown(self) -> str:
        """The name with the last role, which tells people of one name apart."""
        return f"{self.name} ({self.roles[-1].role})" if self.roles and self.roles[-1].role else self.name


class KnownPeople:
    """People by their names.

    Args:
        people: all that are known.
    """

    def __init__(self, people: Iterable[Person] = ()) -> None:
        self.people: tuple[Person, ...] = tuple(people)
        self._by_id: dict[str, Person] = {}
        self._called: dict[str, list[Person]] = {}
        for person in self.people:
            for merged in person.merged:
                self._by_id.setdefault(merged, person)
            for name in dict.fromkeys(map(spelt, person.names)):
                if name:
                    self._called.setdefault(name, []).append(person)
        self._by_id |= {person.id: person for person in self.people}

    def with_id(self, person_id: str) -> Person | None:
        """The person of an id, also of one that was found to be theirs; None: nobody has it."""
        return self._by_id.get(person_id)

    def called(self, name: str) -> list[Person]:
        """All who have a name or alias, whatever its case and spaces."""
        return self._called.get(spelt(name), [])

    def one_called(self, name: str) -> Person | None:
        """The one person who has a name or alias; None if nobody has it, or several."""
        found = self.called(name)
        return found[0] if len(found) == 1 else None

    def meant(self, actor: object, name: object, words: str) -> Person | None:
        """The person whom a mention means: by its id, else by its canonical name, else by its words.

        Args:
            actor: the id that the annotation has; anything but a text counts for none.
            name: the canonical name that it has, the same.
            words: as printed.
        """
        if isinstance(actor, str) and actor:
            return self.with_id(actor)
        if isinstance(name, str) and name:
            return self.one_called(name)
        return self.one_called(words)


def actor_of(annotation: Annotation) -> str:
    """The id of the person that an annotation says; empty if it says none."""
    actor = dict(annotation.extra).get(ACTOR)
    return actor if isinstance(actor, str) else ""


def with_actor(annotation: Annotation, actor: str) -> Annotation:
    """An annotation that says another person's id.

    Args:
        annotation: any.
        actor: the id; empty takes it away.
    """
    extra = {key: value for key, value in annotation.extra if key != ACTOR}
    return annotation._replace(extra=pairs(extra | ({ACTOR: actor} if actor else {})))


NOBODY = KnownPeople()
"""The people of a team that knows none."""


def _role_of(body: Mapping[str, Any]) -> Role:
    texts = {key: body[key] for key in ("role", "from", "to") if isinstance(body.get(key), str)}
    extra = {key: value for key, value in body.items() if key not in texts}
    return Role(texts.get("role", ""), texts.get("from", ""), texts.get("to", ""), extra)


def _body_of(role: Role) -> dict[str, Any]:
    held = {"role": role.role, "from": role.since, "to": role.until}
    return {key: value for key, value in held.items() if value} | dict(role.extra)
