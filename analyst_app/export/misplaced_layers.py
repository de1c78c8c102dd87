"""Names in an export the layers that lie apart from their article or have no layer's name, with the move to make."""

from __future__ import annotations

from pathlib import Path

from analyst_app.corpus.misplaced import notes
from analyst_app.export.job import ExportOutcome
from analyst_app.wording import tr


def name_misplaced(outcome: ExportOutcome, corpus: Path, *, with_pseudonyms: bool) -> None:
    """Take note of such files; where an article is missing, the damage tells where its layers belong.

    Args:
        outcome: of the export; gets them.
        corpus: a folder of articles, or one article.
        with_pseudonyms: whether what is written must not hold names of annotators; then files are only counted.
    """
    found = notes(corpus)
    if with_pseudonyms:
        outcome.misplaced = [note.sentence for note in found]
        if found:
            outcome.losses.add("misplaced file", corpus.name, tr("not named, for annotators are not"), len(found))
        return
    for number, words in enumerate(outcome.damaged):
        moves = [note.sentence for note in found if note.kind == "stray" and words.startswith(f"{note.article} ")]
        outcome.damaged[number] = " ".join([words, *moves])
    told = " ".join(outcome.damaged)
    outcome.misplaced = [note.sentence for note in found if note.sentence not in told]
    for sentence in outcome.misplaced:
        outcome.losses.add("misplaced file", corpus.name, sentence)


def misplaced_section(outcome: ExportOutcome, *, with_pseudonyms: bool) -> list[str]:
    """The part of ``LOSSES.md`` that names each; nothing if there is none.

    Args:
        outcome: of the export.
        with_pseudonyms: whether names of annotators must not stand there.
    """
    if not outcome.misplaced or with_pseudonyms:
        return []
    lines = [f"- {' '.join(words.split())}" for words in outcome.misplaced]
    return ["## Layers that lie apart from their article, or under a name that no layer has\n", *lines]
