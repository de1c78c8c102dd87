"""The changes of a codebook in words: for the status bar, and for whoever is about to save them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from analyst_app.core.codebook_changes import CodebookChanges, tag_name
from analyst_app.ui.widgets.message import shown_name
from analyst_app.wording import tr

_MOST_NAMED = 4


def news_in_words(old: Mapping[str, Any], new: Mapping[str, Any], changes: CodebookChanges) -> str:
    """One sentence about a codebook that has changed under the open article.

    Args:
        old: the codebook as it was, parsed JSON.
        new: as it is.
        changes: the difference.
    """
    told = [
        tr("{names} added", names=names_of(new, changes.added)) if changes.added else "",
        tr("{names} changed", names=names_of(new, changes.changed)) if changes.changed else "",
        tr("{names} retired", names=names_of(new, changes.retired)) if changes.retired else "",
        tr("{names} brought back", names=names_of(new, changes.brought_back)) if changes.brought_back else "",
        tr("{names} gone", names=names_of(old, changes.gone)) if changes.gone else "",
    ]
    words = "; ".join(filter(None, told))
    return tr("The codebook has changed: {changes}.", changes=words) if words else tr("The codebook has changed.")


def names_of(raw: Mapping[str, Any], tag_ids: Sequence[str]) -> str:
    """The names of tags in a row; of many, the first few and the number of the others.

    Args:
        raw: the codebook, parsed JSON.
        tag_ids: of the tags.
    """
    named = ", ".join(shown_name(tag_name(raw, tag_id)) for tag_id in tag_ids[:_MOST_NAMED])
    more = len(tag_ids) - _MOST_NAMED
    return tr("{names} and {n} more|{names} and {n} more", more, names=named) if more > 0 else named
