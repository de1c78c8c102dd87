"""The process that the faults strike: ``python -m tests.faults.saving``, driven line by line.

``fork FOLDER [COUNT]`` makes a child that has an article open with one tag unsaved,
and prints its process id; ``go`` lets the child save (and, if that fails, once
more); then its words are printed: ``saved`` or ``failed: <why>`` a line, and ``end``.
"""

from __future__ import annotations

import os
import select
import sys
from pathlib import Path

from analyst_app import resources
from analyst_app.core import edits
from analyst_app.core.codebook import Codebook
from analyst_app.core.span import Span
from analyst_app.errors import AnalystError
from analyst_app.session.session import Session
from analyst_app.storage import merge, reanchor  # noqa: F401 - loaded before the faults begin
from tests.saves import save_now

CODEBOOK = Codebook.from_data(resources.built_in_codebook())


def opened(folder: Path) -> Session:
    article = folder / "a1.txt"
    document = Session.read_article(article)
    return Session.load(article, document, layer_id="alice", codebook=CODEBOOK, state=folder / "state")


def tag(session: Session, number: int = 0) -> None:
    session.do("Tag", edits.tag_spans("claim", [Span(number % 100, number % 100 + 5)]))


def save(session: Session) -> str:
    try:
        save_now(session)
    except AnalystError as error:
        assert not session.is_saved
        return f"failed: {error}\n"
    assert session.is_saved
    return "saved\n"


def child(folder: Path, go: int, say: int) -> None:
    session = opened(folder)
    tag(session)
    os.write(say, b"ready\n")
    select.select([go], [], [])
    words = save(session)
    os.write(say, words.encode())
    if words != "saved\n":
        os.write(say, save(session).encode())
    os._exit(0)


def serve() -> None:
    while line := sys.stdin.readline():
        folder = Path(line.strip().removeprefix("fork "))
        go_reader, go_writer = os.pipe()
        say_reader, say_writer = os.pipe()
        process = os.fork()
        if not process:
            child(folder, go_reader, say_writer)
        os.close(go_reader)
        os.close(say_writer)
        with os.fdopen(say_reader) as said:
            said.readline()
            print(process, flush=True)
            sys.stdin.readline()
            os.write(go_writer, b"g")
            for word in said:
                print(word, end="", flush=True)
        os.waitpid(process, 0)
        os.close(go_writer)
        print("end", flush=True)


if __name__ == "__main__":
    serve()
