"""The person whom a search asks for, by any name of ``actors.json``."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from analyst_app.errors import UsageError
from analyst_app.wording import in_row, tr

if TYPE_CHECKING:
    from analyst_app.corpus.concordance import Query
    from analyst_app.corpus.corpus_index import CorpusIndex
    from analyst_app.corpus.people.people_file import PeopleFile
    from analyst_app.language.known_people import Person


def person_called(folder: Path, name: str) -> tuple[PeopleFile, Person]:
    """The one person of a folder's list who has a name, alias or id, with the list.

    Args:
        folder: the corpus.
        name: as typed; an id, where several have the name.

    Raises:
        UsageError: nobody has it, or several.
        SidecarInvalid: the list cannot be read.
    """
    from analyst_app.corpus.people.people_file import read_people

    file = read_people(folder / "-", folder)
    by_id = file.known.with_id(name)
    found = file.known.called(name) or ([by_id] if by_id is not None else [])
    if not found and file.file.refusal:
        words = tr("{why} Nobody who could be read in it is called {name}.", why=file.trouble, name=name)
        raise UsageError(words)
    if not found:
        raise UsageError(tr("Nobody on the list of people ({file}) is called {name}.", file=file.path, name=name))
    if len(found) > 1:
        shown = in_row(f"{one.shown} [{one.id}]" for one in found)
        raise UsageError(
            tr("Several people are called {name}: {people}. Give another name, or an id.", name=name, people=shown)
        )
    return file, found[0]


def mentions_of(index: CorpusIndex, query: Query, file: PeopleFile, person: Person) -> Query:
    """A query that asks for the mentions of one person only.

    Args:
        index: of the corpus, up to date.
        query: what else is asked.
        file: the list of people.
        person: one of them.
    """
    from analyst_app.corpus.articles import codebook_for
    from analyst_app.corpus.people.people_tally import PersonTally, tallied
    from analyst_app.preferences import state_folder

    codebook = codebook_for(index.folder / "-", index.folder, state_folder()).codebook
    counted = tallied(
        index,
        file,
        actors=sorted(codebook.ids_counted_as("actor")),
        quotations=sorted(codebook.ids_counted_as("quotation")),
        layers=query.annotators,
    )
    keys = counted.people.get(person.id, PersonTally(person.name)).mentions
    paths = frozenset(key.article for key in keys)
    paths = paths & query.paths if query.paths else paths
    return replace(query, annotation_ids=frozenset(key.id for key in keys), paths=paths or frozenset(("",)))
