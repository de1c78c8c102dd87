"""Folders with the articles of a team that was made up, and its layers, written by the app's own saver."""

from __future__ import annotations

import json
from pathlib import Path

from analyst_app.assist.learning.lessons import SPEAKERS, Lesson
from analyst_app.core.annotation import Annotation, LayerFacts, Link, Record, new_id
from analyst_app.core.codebook import Codebook
from analyst_app.core.store import Change
from analyst_app.resources import built_in_codebook
from analyst_app.session.session import Session
from tests.assist.learning.teams import article
from tests.corpus.corpora import TIME
from tests.saves import save_now


def codebook_data() -> dict[str, object]:
    """The built-in codebook with the team's own tag."""
    data = built_in_codebook()
    data["tags"].append({"id": "promise", "name": "Promise", "key": "H", "colour": "#7c3aed"})
    return data


def write(folder: Path, *, done: int, begun: int = 0) -> Path:
    """A folder of articles that alice has read.

    Args:
        folder: to be made.
        done: how many she has finished.
        begun: how many she has begun.
    """
    folder.mkdir(parents=True)
    (folder / "codebook.json").write_text(json.dumps(codebook_data()), "utf-8")
    for number in range(done + begun):
        write_read(folder, article(number), status="done" if number < done else "in_progress")
    return folder


def write_unread(folder: Path, number: int, text: str) -> Path:
    """An article that nobody has begun."""
    path = folder / f"{number:02}.txt"
    path.write_text(text, "utf-8", newline="")
    return path


def write_read(folder: Path, lesson: Lesson, *, status: str) -> Path:
    """An article with the layer of a lesson; each quote is linked to the speaker before it."""
    path = folder / lesson.article
    path.write_text(lesson.text, "utf-8", newline="")
    document = Session.read_article(path)
    codebook = Codebook.from_data(codebook_data())
    session = Session.load(path, document, layer_id=lesson.layer, codebook=codebook, state=folder.parent / "state")
    marks = [(tag, span) for tag, span in lesson.made if tag != SPEAKERS]
    added: list[Record] = [Annotation(new_id(), tag, *span, created=TIME, modified=TIME) for tag, span in marks]
    actors = [one for one in added if isinstance(one, Annotation) and one.tag == "actor"]
    for one in list(added):
        if isinstance(one, Annotation) and one.tag == "quote":
            speaker = max((actor for actor in actors if actor.end <= one.start), key=lambda actor: actor.end)
            added.append(Link(new_id(), "speaker", one.id, speaker.id, TIME, TIME))
    removed: tuple[Record, ...] = ()
    if status == "done":
        removed, added = (session.store.layer,), [*added, LayerFacts(status)]
    session.do("read", Change(removed, tuple(added)))
    save_now(session)
    return path
