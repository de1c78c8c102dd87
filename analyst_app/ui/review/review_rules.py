"""Writing a rule that came up in a review into the team's codebook. For a worker thread."""

from __future__ import annotations

from pathlib import Path

from analyst_app import resources
from analyst_app.corpus import articles
from analyst_app.corpus.codebook_editing import read_codebook, write_codebook
from analyst_app.review.causes import with_rule
from analyst_app.session.layer_names import CODEBOOK_NAME


def note_rule(article: Path, folder: Path | None, tag: str, rule: str) -> Path:
    """Add a sentence to a tag's edge rules in the codebook that applies; where there is none, one is made.

    Args:
        article: to which it applies.
        folder: the opened one.
        tag: id of the tag.
        rule: the sentence.

    Raises:
        SidecarInvalid: the codebook cannot be read.
        SidecarConflict: someone has changed it meanwhile.
        SaveFailed: the system would not.
    """
    path = articles.codebook_file(article, folder) or (folder or article.parent) / CODEBOOK_NAME
    data, seen = read_codebook(path)
    data = data or resources.built_in_codebook()
    write_codebook(path, {**with_rule(data, tag, rule), "version": data.get("version", 1) + 1}, seen=seen)
    return path
