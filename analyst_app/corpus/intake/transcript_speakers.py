"""Tags the speakers of an imported transcript as actors, where a person asked for it."""

from __future__ import annotations

from pathlib import Path

from analyst_app.corpus.intake.annotated_intake import AnnotatedIntake
from analyst_app.corpus.intake.new_files import Entering
from analyst_app.importers.annotations.imported_layer import (
    AnnotatedFile,
    ForeignLayer,
    ForeignSpan,
    annotated,
)
from analyst_app.importers.annotations.offset_conventions import Convention
from analyst_app.importers.imported_article import ImportedArticle


def tag_speakers(article: ImportedArticle, path: Path, *, layer: str, entering: Entering = lambda _: None) -> int:
    """Write a layer in which each name before a paragraph is an actor; the number of them.

    Args:
        article: the transcript.
        path: of its text, which is written already.
        layer: whose reading it is, a layer id.
        entering: is told the folder before anything is written into it.

    Raises:
        LeadsOutside: a link stands where the folder should be.
        SaveFailed: the layer could not be written, or is there already.
    """
    spans = [
        ForeignSpan(str(number), "actor", time["start"], time["start"] + len(time["speaker"]), time["speaker"])
        for number, time in enumerate(article.times)
        if time.get("speaker")
    ]
    if spans:
        reading = annotated(path.stem, article.text, [ForeignLayer(layer, spans)], fixed=Convention())
        AnnotatedIntake(path.parent, layer, entering=entering).take(AnnotatedFile([reading]), path)
    return len(spans)
