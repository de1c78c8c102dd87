"""Small corpora with layers, written by the app's own saver."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from analyst_app.core.annotation import Annotation, LayerFacts, Link, Record, new_id, pairs
from analyst_app.core.store import Change
from analyst_app.corpus.articles import built_in
from analyst_app.session.session import Session
from analyst_app.storage import team_files
from analyst_app.storage.file_names import facts_path
from tests.saves import save_now

TIME = "2026-11-22T09:00:00Z"


def write_article(folder: Path, name: str, text: str, **facts: str) -> Path:
    """An article and its facts."""
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8", newline="")
    if facts:
        team_files.write_team_file(facts_path(path), {"format": "media-source", "version": 1} | facts, seen="")
    return path


def annotate(
    path: Path,
    layer: str,
    *marks: tuple[str, str] | tuple[str, str, dict[str, Any]],
    links: tuple[tuple[int, str, int], ...] = (),
    status: str = "in_progress",
) -> list[Annotation]:
    """Mark the first place of some words each with a tag; link them by their numbers; save."""
    document = Session.read_article(path)
    session = Session.load(path, document, layer_id=layer, codebook=built_in(), state=path.parent / ".state")
    made = []
    for tag, words, *rest in marks:
        start = document.text.index(words)
        attributes = pairs(rest[0]) if rest else ()
        made.append(Annotation(new_id(), tag, start, start + len(words), attributes, created=TIME, modified=TIME))
    added: list[Record] = [*made]
    added += [Link(new_id(), role, made[one].id, made[other].id, TIME, TIME) for one, role, other in links]
    old = session.store.layer
    removed: tuple[Record, ...] = ()
    if status != old.status:
        removed, added = (old,), [*added, LayerFacts(status)]
    session.do("mark", Change(removed, tuple(added)))
    save_now(session)
    return made
