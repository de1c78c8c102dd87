"""Facts that an import knows of an article which is there already: it gets those that it lacks, and keeps its own."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from analyst_app.core.attribute_types import exact_words
from analyst_app.core.excerpts import line_of
from analyst_app.errors import SaveFailed, SidecarConflict, SidecarInvalid
from analyst_app.storage.file_names import facts_path
from analyst_app.storage.team_files import FACTS_HEAD, read_team_file, write_team_file
from analyst_app.wording import tr

OF_THE_FILE = ("original", "original_sha256", "importer", "encoding", "version_of")
"""Facts that are of the article's own file, and of no other copy of its text."""
_OF_PLACES = ("pages", "zones", "times")
"""Facts with positions, which hold for the very text only."""


def unlike_facts(article: Path, known: Mapping[str, Any]) -> Iterator[str]:
    """A sentence if an article that is there has other facts, which stay.

    Args:
        article: its file.
        known: what the import says of it.
    """
    try:
        there = read_team_file(facts_path(article)).data
    except SidecarInvalid:
        return
    unlike = [
        f"{fact} “{line_of(exact_words(said), 60)}”"
        for fact, said in known.items()
        if fact not in OF_THE_FILE and there.get(fact) not in (None, "", [], {}) and there[fact] != said
    ]
    if unlike:
        yield tr("{name} keeps its own facts; the file says: {facts}.", name=article.name, facts=", ".join(unlike))


def filled_facts(article: Path, known: Mapping[str, Any], *, is_same_text: bool) -> Iterator[str]:
    """Write the facts that an article lacks; a sentence on them, or on why they cannot be written.

    Args:
        article: its file.
        known: what the import says of it.
        is_same_text: False where it was read of another state of the text.
    """
    never = OF_THE_FILE if is_same_text else (*OF_THE_FILE, *_OF_PLACES)
    said = {key: value for key, value in known.items() if key not in never}
    if not said:
        return
    try:
        read = read_team_file(facts_path(article))
        new = {key: value for key, value in said.items() if read.data.get(key) in (None, "", [], {})}
        if not new:
            return
        write_team_file(facts_path(article), {**FACTS_HEAD, **read.data, **new}, seen=read.seen)
    except (SidecarInvalid, SidecarConflict, SaveFailed) as error:
        yield tr("{name} did not get the facts of the file: {why}", name=article.name, why=error)
        return
    yield tr("{name} got facts that it lacked: {facts}.", name=article.name, facts=", ".join(new))
