"""The codebook and the people of a whole corpus: those of its folder, with what those of sub-folders add."""

from __future__ import annotations

from pathlib import Path

from analyst_app.core.codebook import Codebook
from analyst_app.corpus.articles import built_in, codebook_data, codebook_file
from analyst_app.corpus.people.people_file import read_people
from analyst_app.language.known_people import KnownPeople, Person
from analyst_app.storage.error_log import reason
from analyst_app.wording import in_english


def corpus_codebook(corpus: Path, folders: tuple[str, ...], damaged: list[str]) -> Codebook:
    """The codebook of a corpus; tags of further codebooks in sub-folders follow its own.

    Args:
        corpus: folder, or one article.
        folders: folders that hold annotated articles.
        damaged: takes a sentence about each that cannot be used.
    """
    top = corpus if corpus.is_dir() else corpus.parent
    files = dict.fromkeys(codebook_file(Path(folder) / "x", top) for folder in (str(top), *folders))
    books: list[Codebook] = []
    for path in filter(None, files):
        try:
            books.append(Codebook.from_data(codebook_data(path)[0], where=str(path)))
        except Exception as error:
            damaged.append(reason(error, path))
    with in_english():  # its names go into the export
        books = books or [built_in()]
    first = books[0]
    tags = {tag.id: tag for book in reversed(books) for tag in book.tags}
    ordered = dict.fromkeys(tag.id for book in books for tag in book.tags)
    return Codebook(first.id, first.version, first.name, tuple(tags[tag_id] for tag_id in ordered))


def corpus_people(corpus: Path, folders: tuple[str, ...], damaged: list[str]) -> KnownPeople:
    """The people whom the team of a corpus knows, those of the upper folders first.

    Args:
        corpus: folder, or one article.
        folders: folders that hold annotated articles.
        damaged: takes a sentence about each file of people that cannot be used.
    """
    top = corpus if corpus.is_dir() else corpus.parent
    found: dict[str, Person] = {}
    for folder in dict.fromkeys((str(top), *folders)):
        try:
            file = read_people(Path(folder) / "x", top)
        except Exception as error:
            damaged.append(reason(error, Path(folder)))
            continue
        for person in file.known.people:
            found.setdefault(person.id, person)
    damaged[:] = dict.fromkeys(damaged)
    return KnownPeople(found.values())
