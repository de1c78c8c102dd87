"""A corpus that is read blind: three people's layers, in each state that one can be in."""

from __future__ import annotations

import json
from pathlib import Path

from analyst_app.core import edits
from analyst_app.corpus.articles import built_in
from analyst_app.resources import built_in_codebook
from analyst_app.session.session import Session
from tests.corpus.corpora import annotate, write_article
from tests.saves import save_now

TEXT = "Ada Brandt said “we will not leave”. The depot will close by May. Nobody agreed.\n"
CLAIM = "The depot will close by May"
STRAY = "Nobody agreed"
QUOTE = "“we will not leave”"
ARTICLES = ("begun.txt", "done.txt", "empty.txt", "new.txt")
"""How far alice is with each; bob is done with all, and carol has begun all."""


def write_corpus(folder: Path, *, sealed: bool = True) -> Path:
    """Alice has done done.txt, begun begun.txt, opened empty.txt; bob is done with all, carol has one stray in each."""
    folder.mkdir(parents=True, exist_ok=True)
    codebook = built_in_codebook() | ({"sealed": True} if sealed else {})
    (folder / "codebook.json").write_text(json.dumps(codebook), "utf-8")
    for name in ARTICLES:
        article = write_article(folder, name, TEXT)
        annotate(article, "bob", ("claim", CLAIM), ("quote", QUOTE, {"mode": "direct"}), status="done")
        annotate(article, "carol", ("claim", STRAY))
    annotate(folder / "done.txt", "alice", ("claim", CLAIM), ("quote", QUOTE, {"mode": "direct"}), status="done")
    annotate(folder / "begun.txt", "alice", ("claim", CLAIM))
    annotate(folder / "empty.txt", "alice", ("claim", CLAIM))
    take_all_away(folder / "empty.txt", "alice")
    return folder


def take_all_away(article: Path, layer: str) -> None:
    """Take every annotation of a layer away again."""
    document = Session.read_article(article)
    session = Session.load(article, document, layer_id=layer, codebook=built_in(), state=article.parent / ".state")
    session.do("delete", edits.remove(session.store, list(session.store.annotations)))
    save_now(session)
