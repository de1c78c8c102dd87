"""Writes of the smaller files that faults strike: ``python -m tests.faults.team_writing``, by ``striking.Server``.

In a folder: ``corpus/a1.txt`` with a layer, facts, ``codebook.json``, ``actors.json``; ``state``; ``preferences.json``.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path

from analyst_app import resources
from analyst_app.core import edits
from analyst_app.core.codebook import Codebook
from analyst_app.core.span import Span
from analyst_app.corpus.codebook_editing import add_tag, read_codebook, write_codebook
from analyst_app.corpus.facts import edit_facts
from analyst_app.errors import AnalystError, why_unwritten
from analyst_app.preferences import load_preferences, save_preferences
from analyst_app.session import journal
from analyst_app.session.session import Session
from analyst_app.storage import layer_history
from analyst_app.storage.team_files import read_team_file, write_team_file
from tests.faults.striking import Work, serve

LAYER = "alice"


def told(act: Callable[[], object]) -> Callable[[], str]:
    def now() -> str:
        try:
            act()
        except AnalystError as error:
            return f"refused: {error}"
        except OSError as error:
            return f"refused: {why_unwritten(error)}."
        return "done"

    return now


def codebook(folder: Path) -> Callable[[], str]:
    path = folder / "corpus" / "codebook.json"
    raw, seen = read_codebook(path)
    more = add_tag(raw or resources.built_in_codebook(), "Rumour")
    return told(lambda: write_codebook(path, more, seen=seen))


def facts(folder: Path) -> Callable[[], str]:
    return told(lambda: edit_facts(folder / "corpus" / "a1.txt", {"outlet": "The Courier"}))


def registry(folder: Path) -> Callable[[], str]:
    path = folder / "corpus" / "actors.json"
    file = read_team_file(path)
    return told(lambda: write_team_file(path, {**file.data, "ada": {"name": "Ada Brandt"}}, seen=file.seen))


def preferences(folder: Path) -> Callable[[], str]:
    path = folder / "preferences.json"
    known, _ = load_preferences(path)
    return told(lambda: save_preferences(known._replace(annotator="max"), path))


def history(folder: Path) -> Callable[[], str]:
    data = (folder / "corpus" / "a1.txt.alice.annotations.json").read_bytes() + b" " * 9_000
    place = layer_history.folder_of(folder / "state", folder / "corpus" / "a1.txt.alice.annotations.json")
    return lambda: "done" if layer_history.keep(place, [data], always=True) else "refused: it is not kept."


def noting(folder: Path) -> Callable[[], str]:
    """Tags, and waits until the journal has it; a journal that fails is tried again within a second."""
    session = opened(folder)
    assert journal.flush(5)

    def now() -> str:
        session.do("Tag", edits.tag_spans("claim", [Span(20, 25)]))
        if len(session.store) != 4 or session.journal is None or not journal.flush(5):
            return "the edit was stopped"
        problem, until = session.journal.problem, time.monotonic() + 4
        while session.journal.problem and time.monotonic() < until:
            time.sleep(0.05)
        return f"done {problem}"

    return now


def opened(folder: Path) -> Session:
    article = folder / "corpus" / "a1.txt"
    session = Session.load(
        article, Session.read_article(article), layer_id=LAYER, codebook=CODEBOOK, state=folder / "state"
    )
    session.keep_journal(folder / "state")
    return session


CODEBOOK = Codebook.from_data(resources.built_in_codebook())
WORKS: dict[str, Work] = {
    "codebook": codebook,
    "facts": facts,
    "registry": registry,
    "preferences": preferences,
    "history": history,
    "journal": noting,
}

if __name__ == "__main__":
    serve(WORKS)
