"""A corpus with a speech in it: articles that quote it honestly and otherwise."""

from __future__ import annotations

from pathlib import Path

from analyst_app.corpus.sourcing.attached_sources import Attachment, attached, read_sources
from tests.corpus.corpora import annotate, write_article

SPEECH = (
    "Good morning. We will not, uh, leave the depot until every last locker is empty. "
    "The council has offered us 12 million crowns. I thank you all.\n"
)
ARTICLE = (
    "Ada Brandt said: “We will not leave the depot until every last locker is empty.”\n"
    "“The council has offered us 13 million crowns,” she said.\n"
    "She said that nobody would go.\n"
)
FAIR = "“We will not leave the depot until every last locker is empty.”"
WRONG = "“The council has offered us 13 million crowns,”"
INDIRECT = "that nobody would go"


def corpus_with_speech(folder: Path) -> Path:
    """The folder: one article with three quotes of alice, and the speech attached to it."""
    article = write_article(folder, "depot.txt", ARTICLE)
    annotate(
        article,
        "alice",
        ("quote", FAIR, {"mode": "direct"}),
        ("quote", WRONG, {"mode": "direct"}),
        ("quote", INDIRECT, {"mode": "indirect"}),
        ("actor", "Ada Brandt"),
    )
    speech = folder / "speeches" / "speech.txt"
    speech.parent.mkdir(parents=True)
    speech.write_text(SPEECH, "utf-8")
    attached(read_sources(article, folder), speech, Attachment("depot.txt"))
    return folder
