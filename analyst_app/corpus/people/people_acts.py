"""Acts on people: each answers with an Edit and changes nothing itself."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace

from analyst_app.corpus.people.people_file import Edit, PeopleFile, new_id
from analyst_app.errors import ChangeRefused
from analyst_app.language.known_people import Person
from analyst_app.language.people import spelt
from analyst_app.wording import tr


def added(name: str, *, aliases: Sequence[str] = (), kind: str = "") -> Edit:
    """A new person.

    Args:
        name: as the team calls them.
        aliases: other names.
        kind: value of the attribute kind.

    Raises:
        ChangeRefused: the name is empty.
    """
    person = tidied(Person(new_id(), name, tuple(aliases), kind))
    return Edit(tr("Add {name}", name=person.name), {person.id: person})


def changed_person(person: Person) -> Edit:
    """A person as a form gave them.

    Args:
        person: with the id that they have.

    Raises:
        ChangeRefused: the name is empty.
    """
    person = tidied(person)
    return Edit(tr("Change {name}", name=person.name), {person.id: person})


def with_names(person: Person, names: Collection[str]) -> Person:
    """A person who is called by these names, too.

    Args:
        person: any.
        names: other names of theirs.
    """
    return replace(person, aliases=(*person.aliases, *names))


def removed(people: Sequence[Person]) -> Edit:
    """People taken off the list; what is tagged stays as it is.

    Args:
        people: at least one.
    """
    label = tr("Remove {name}", name=people[0].name)
    if len(people) > 1:
        label = tr("Remove {n} person|Remove {n} people", len(people))
    return Edit(label, {person.id: None for person in people})


def merged_people(first: Person, others: Sequence[Person]) -> Edit:
    """Several people who are one: the first stays, with the names, roles and ids of the others.

    Layers that name the id of another go on meaning the one who stays.

    Args:
        first: the one whose name and id stay.
        others: those who are the same.

    Raises:
        ChangeRefused: nobody else is named.
    """
    others = [one for one in others if one.id != first.id]
    if not others:
        raise ChangeRefused(tr("Choose two people or more to merge them into the first."))
    whole = first
    for other in others:
        whole = replace(
            whole,
            aliases=(*whole.aliases, *other.names),
            kind=whole.kind or other.kind,
            roles=(*whole.roles, *(role for role in other.roles if role not in whole.roles)),
            wikidata=whole.wikidata or other.wikidata,
            note="\n".join(filter(None, [whole.note, other.note])),
            merged=(*whole.merged, other.id, *other.merged),
        )
    label = tr("Merge {names}", names=" + ".join(one.name for one in (first, *others)))
    return Edit(label, {first.id: tidied(whole), **{one.id: None for one in others}})


def split_person(person: Person, names: Collection[str], *, name: str) -> tuple[Edit, str]:
    """One person who is two: the names that are given go to a new one.

    Args:
        person: the one who is split.
        names: those that go.
        name: the new person's name, one of them or another.

    Returns:
        The act, and the id of the new person.

    Raises:
        ChangeRefused: the new person has no name, or the old one would have none.
    """
    go = {spelt(one) for one in (*names, name)}
    stay = [one for one in person.names if spelt(one) not in go]
    if not stay:
        raise ChangeRefused(tr("One name has to stay with {name}.", name=person.name))
    other = tidied(Person(new_id(), name, tuple(names), person.kind))
    left = tidied(replace(person, name=stay[0], aliases=tuple(stay[1:])))
    return Edit(tr("Split {name}", name=person.name), {person.id: left, other.id: other}), other.id


def settled(file: PeopleFile, person: Person) -> Edit:
    """One of the readings of a person that two copies left, as the one that stands.

    Args:
        file: the people.
        person: the reading that was chosen.
    """
    return Edit(tr("Settle {name}", name=person.name), {person.id: person}, {person.id})


def tidied(person: Person) -> Person:
    """A person whose names have single spaces and stand once each.

    Raises:
        ChangeRefused: the name is empty.
    """
    name = " ".join(person.name.split())
    if not name:
        raise ChangeRefused(tr("A person needs a name."))
    aliases: dict[str, str] = {}
    for alias in person.aliases:
        words = " ".join(alias.split())
        if words and spelt(words) != spelt(name):
            aliases.setdefault(spelt(words), words)
    return replace(person, name=name, aliases=tuple(aliases.values()))


def inverse(edit: Edit, before: PeopleFile, now: PeopleFile) -> Edit | None:
    """The act that takes another back; None if a person of it has changed since.

    Args:
        edit: the act.
        before: the people as they were before it.
        now: the people as they are.
    """
    for person_id, person in edit.people.items():
        if _at(now, person_id) != person:
            return None
    people = {person_id: _at(before, person_id) for person_id in edit.people}
    return Edit(edit.label, people)


def _at(file: PeopleFile, person_id: str) -> Person | None:
    body = file.file.records.records.get(person_id)
    return Person.of(body.body) if body is not None else None
