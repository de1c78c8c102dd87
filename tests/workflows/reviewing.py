"""Layers to be compared, and the way into a review by keys."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from analyst_app.core import edits
from analyst_app.core.annotation import Annotation, Link, Record
from analyst_app.core.codebook import Codebook
from analyst_app.core.store import Change
from analyst_app.resources import built_in_codebook
from analyst_app.session.session import Session
from tests.saves import save_now
from tests.workflows.person import Person


def load(article: Path, layer: str) -> Session:
    return Session.load(
        article,
        Session.read_article(article),
        layer_id=layer,
        codebook=Codebook.from_data(built_in_codebook()),
        state=article.parent / ".state",
    )


def put_layer(article: Path, layer: str, annotations: list[Annotation], links: Sequence[Link] = ()) -> Path:
    session = load(article, layer)
    session.do("make", Change((), (*annotations, *links)))
    save_now(session)
    return session.sidecar


def spans(layer: str, *items: tuple[str, int, int]) -> list[Annotation]:
    when = "2026-01-01T00:00:00Z"
    return [
        Annotation(f"{layer}-{n}", tag, start, end, created=when, modified=when)
        for n, (tag, start, end) in enumerate(items)
    ]


def sidecar(article: Path, layer: str) -> Path:
    return article.with_name(f"{article.name}.{layer}.annotations.json")


def delete(article: Path, layer: str, *ids: str) -> None:
    """What a colleague does on another machine: these annotations go, with their links."""
    session = load(article, layer)
    links = {link for one in ids for link in (*session.store.links_from(one), *session.store.links_to(one))}
    gone: list[Record] = [one for one in session.store.annotations if one.id in ids]
    session.do("delete", Change((*gone, *links), ()))
    save_now(session)


def mark_done(article: Path, layer: str) -> None:
    """A colleague says that she is done with the article."""
    session = load(article, layer)
    session.do("done", edits.set_layer(session.store, status="done"))
    save_now(session)


def begin(person: Person, name: str = "depot.txt") -> None:
    person.wait_open(name)
    person.keys("Ctrl+Shift+C")
    person.wait(lambda: person.window.findChild(object, "compare_dialog"), "the dialog")
    person.keys("Enter", person.window.findChild(object, "compare_dialog"))
    person.wait(lambda: person.review is not None, "the review")
    person.wait(lambda: person.is_idle)


def waiting(person: Person) -> int:
    return len(person.review.waiting())
