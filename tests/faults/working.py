"""A person at work without a window, until the process is killed: ``python -m tests.faults.working KIND PATH STATE``.

``review`` settles one difference after another in a gold layer; ``codebook`` adds one tag after another.
Each line on stdout is a fact: ``T id t`` a record was made at time t, ``S n`` the file holds n records.
"""

from __future__ import annotations

import os
import sys
import threading
import time
from pathlib import Path

from analyst_app import resources
from analyst_app.alignment.align import Reading
from analyst_app.core.annotation import Annotation
from analyst_app.core.codebook import Codebook
from analyst_app.corpus.codebook_editing import add_tag, read_codebook, write_codebook
from analyst_app.errors import AnalystError
from analyst_app.review.adjudicate import Review
from analyst_app.review.decisions import Ruling
from analyst_app.session.session import Saved, Session
from analyst_app.storage.error_log import state_folder
from tests.faults import failing_disk

PACE = 0.02
GOLD = "gold-max"


def say(words: str) -> None:
    os.write(1, f"{words}\n".encode())


class Saver:
    """Saves a session in a thread, as the window does."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._ended: Saved | Exception | None = None
        self._task = None

    def look(self) -> None:
        """Take note of a save that ended, and begin the next."""
        session, ended = self._session, self._ended
        if self._task is None:
            self._task = session.begin_save()
            if self._task is not None:
                threading.Thread(target=self._run, daemon=True).start()
        elif ended is not None:
            task, self._task, self._ended = self._task, None, None
            if isinstance(ended, Exception):
                session.fail_save(task)
            else:
                session.finish_save(ended)
                if session.is_saved:
                    say(f"S {len(session.store.entries('decisions'))}")

    def _run(self) -> None:
        assert self._task is not None
        try:
            self._ended = self._task.run()
        except AnalystError as error:
            self._ended = error


def review(article: Path, state: str) -> None:
    document = Session.read_article(article)
    codebook = Codebook.from_data(resources.built_in_codebook())
    session = Session.load(article, document, layer_id=GOLD, codebook=codebook, state=state_folder())
    session.keep_journal(state_folder())
    failing_disk.strike(state, article)
    starts = range(0, len(document) - 40, 40)
    sides = [
        Reading(name, [Annotation(f"{name}{start}", tag, start, start + 20) for start in starts])
        for name, tag in (("a", "claim"), ("b", "quote"))
    ]
    made = Review(*sides, text=document.text, text_sha256=document.sha256, gold=session.store, reviewer="max")
    session.listener = made.heard
    saver = Saver(session)
    for place in list(made.waiting()):
        change = made.decide([place], Ruling("take", ("a",)))
        session.do("Decide", change)
        ids = [record.id for record in change.added if record.id]
        say(f"T {ids[-1]} {time.time()}")
        saver.look()
        time.sleep(PACE)
    while True:
        saver.look()
        time.sleep(PACE)


def edit_codebook(path: Path) -> None:
    raw, seen = read_codebook(path)
    for number in range(100_000):
        raw = add_tag(raw, f"Tag {os.getpid()} {number}")
        seen = write_codebook(path, raw, seen=seen)
        say(f"S {len(raw['tags'])}")
        if len(raw["tags"]) > 300:
            raw = dict(raw, tags=raw["tags"][:20])


if __name__ == "__main__":
    if sys.argv[1] == "review":
        review(Path(sys.argv[2]), sys.argv[3])
    else:
        edit_codebook(Path(sys.argv[2]))
