"""A corpus that the tests of the API read: two people, gold, a list of people, facts, and one of each damaged file."""

from __future__ import annotations

import json
from pathlib import Path

from analyst_app.resources import built_in_codebook
from tests.commands.corpora import write_article, write_layer

TEXT = "🔥 Ada Brandt said “we will not leave”. The depot will close by May. Nobody agreed.\n"
QUOTE, CLAIM, NAME = "“we will not leave”", "The depot will close by May", "Ada Brandt"
BEHIND_THE_NAMES = (
    "analyst_app.reading.arguments",
    "analyst_app.reading.article_display",
    "analyst_app.reading.article_rows",
    "analyst_app.reading.columns",
    "analyst_app.reading.data_frames",
    "analyst_app.reading.growing_table",
    "analyst_app.reading.layer_writing",
    "analyst_app.reading.measured_agreement",
    "analyst_app.reading.new_records",
    "analyst_app.reading.portion",
    "analyst_app.reading.read_article",
    "analyst_app.reading.read_corpus",
    "analyst_app.reading.typed_records",
)
"""The modules that ``import analyst_app as aa`` imports as its names are used."""
PERSON = "2f1c9c62-5a3e-4b0e-9d7e-0c4f0d9f4a11"


def write_corpus(folder: Path) -> Path:
    """Two articles; in one, alice has tagged actor, quote and claim and bob the claim, and one lies in a sub-folder."""
    (folder / "codebook.json").write_text(json.dumps(built_in_codebook()), "utf-8")
    article = write_article(folder, "depot.txt", TEXT)
    write_layer(
        article,
        "alice",
        ("actor", NAME, {"kind": "person"}),
        ("quote", QUOTE, {"mode": "direct"}),
        ("claim", CLAIM, {"hedged": True}),
        links=(("speaker", 1, 0),),
    )
    write_layer(article, "bob", ("claim", "depot will close by May"))
    facts = {"format": "media-source", "version": 1, "title": "The depot", "date": "2026-11-28", "desk": "city",
             "reach": 1200, "language": "en"}  # fmt: skip
    article.with_name("depot.txt.source.json").write_text(json.dumps(facts), "utf-8")
    people = {"format": "media-actors", "version": 1, "deleted": {},
              "actors": [{"id": PERSON, "rev": 1, "name": NAME, "aliases": ["A. Brandt"], "kind": "person",
                          "created": "2026-01-01T00:00:00Z", "modified": "2026-01-01T00:00:00Z"}]}  # fmt: skip
    (folder / "actors.json").write_text(json.dumps(people), "utf-8")
    (folder / "sub").mkdir()
    write_layer(write_article(folder / "sub", "harbour.txt"), "alice", ("claim", CLAIM))
    return folder
