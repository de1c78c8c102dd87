"""The people of a corpus as they stand in the nearest ``actors.json``."""

from __future__ import annotations

import uuid
from collections.abc import Collection, Mapping
from functools import cached_property
from pathlib import Path
from typing import NamedTuple

from analyst_app.corpus.articles import people_path
from analyst_app.language.known_people import KnownPeople, Person
from analyst_app.storage.file_names import PEOPLE
from analyst_app.storage.shared.record_file import RecordFile, read_records, write_records
from analyst_app.storage.shared.record_kinds import ACTORS
from analyst_app.wording import tr


class PeopleFile:
    """The people of one file, as they were read or written.

    Args:
        path: of the file, which need not be there.
        file: what is in it.
    """

    def __init__(self, path: Path, file: RecordFile | None = None) -> None:
        self.path, self.file = path, file if file is not None else RecordFile()

    @cached_property
    def known(self) -> KnownPeople:
        """The people by name."""
        return KnownPeople(Person.of(version.body) for version in self.file.records.records.values())

    @property
    def trouble(self) -> str:
        """A sentence on what is wrong with the file; empty: nothing is."""
        if self.file.refusal:
            return tr("{name} {refusal}. Until then it is only read.", name=self.path.name, refusal=self.file.refusal)
        bad = [*self.file.problems][:1]
        return (
            tr(
                "{name}: {words} (line {line}). It is kept; the others are here.",
                name=self.path.name,
                words=bad[0].words,
                line=bad[0].line,
            )
            if bad
            else ""
        )

    def readings(self, person_id: str) -> list[Person]:
        """Second readings of a person that a merge left, and that somebody has to settle."""
        return [Person.of(version.body) for version in self.file.records.readings.get(person_id, ())]

    @property
    def unsettled(self) -> frozenset[str]:
        """Ids of the people who have second readings."""
        return frozenset(self.file.records.readings)


class Edit(NamedTuple):
    """An act on people: who they are afterwards, by id; None for one who is there no more."""

    label: str
    people: Mapping[str, Person | None]
    settled: Collection[str] = ()
    """Ids whose second readings it settles."""


def new_id() -> str:
    """An id for a person who has none."""
    return str(uuid.uuid4())


def read_people(article: Path, folder: Path | None, known: PeopleFile | None = None) -> PeopleFile:
    """The people who apply to an article: of the nearest file up to the opened folder. Blocking.

    Args:
        article: its path, or that of any file in its folder.
        folder: the opened folder; None: a single article is open.
        known: the people as they were read before; given back if nothing is otherwise.

    Raises:
        SidecarInvalid: the file cannot be read.
    """
    path = people_path(article, folder) or (folder or article.parent) / PEOPLE
    if known is None or known.path != path:
        return PeopleFile(path, read_records(path, ACTORS))
    file = read_records(path, ACTORS, known.file)
    return known if file is known.file else PeopleFile(path, file)


def write_edit(before: PeopleFile, edit: Edit) -> PeopleFile:
    """Bring an act into the file, whatever others have written since. Blocking.

    Args:
        before: the people as last read or written.
        edit: the act.

    Raises:
        SidecarConflict: the file is damaged, of a newer version, or another program keeps changing it.
        SidecarInvalid: it cannot be read.
        SaveFailed: the system would not; the old file is intact.
    """
    bodies = dict(before.file.records.bodies)
    for person_id, person in edit.people.items():
        if person is None:
            bodies.pop(person_id, None)
        else:
            bodies[person_id] = person.body()
    records = before.file.records
    return PeopleFile(before.path, write_records(before.path, ACTORS, records, bodies, edit.settled))
