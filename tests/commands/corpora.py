"""Small corpora on disk for the commands."""

from __future__ import annotations

from pathlib import Path

from analyst_app.core import edits
from analyst_app.core.annotation import pairs
from analyst_app.core.codebook import Codebook
from analyst_app.core.span import Span
from analyst_app.resources import built_in_codebook
from analyst_app.session.session import Session
from tests.saves import save_now


def write_layer(article: Path, layer: str, *items: tuple, links: tuple = ()) -> Path:
    """A layer of (tag, words, attributes): each annotation stands where the words do first."""
    document = Session.read_article(article)
    session = Session.load(
        article,
        document,
        layer_id=layer,
        codebook=Codebook.from_data(built_in_codebook()),
        state=article.parent / ".state",
    )
    made = []
    for tag, words, *rest in items:
        start = document.text.index(words)
        one = edits.new_annotation(tag, Span(start, start + len(words)))
        made.append(one._replace(attributes=pairs(rest[0])) if rest else one)
    joined = [edits.new_link(role, made[one].id, made[two].id) for role, one, two in links]
    session.do("make", edits.add(*made, *joined))
    save_now(session)
    return session.sidecar


def write_article(folder: Path, name: str = "depot.txt", text: str = "") -> Path:
    article = folder / name
    article.write_text(
        text or "Ada Brandt said “we will not leave”. The depot will close by May. Nobody agreed.\n", "utf-8"
    )
    return article
