"""The words for people on records of a reading: suggestions, origins, items without a place."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from analyst_app.core.excerpts import line_of
from analyst_app.export.rows import CODEBOOK, ORIGINS
from analyst_app.wording import tr

LONG_WORDS = 400
"""Characters of an item without a place that are shown."""


def assist_words(assist: Mapping[str, Any]) -> str:
    """That an annotation began as a suggestion.

    Args:
        assist: as its layer says it.
    """
    if assist.get("edited") is True:
        return tr("suggested by the program, then changed by the annotator")
    return tr("suggested by the program, accepted by the annotator")


def extra_words(extra: Mapping[str, Any]) -> list[str]:
    """Under which codebook an annotation was made, and of whose annotations.

    Args:
        extra: what its layer says of it beside the usual.
    """
    said = []
    if type(version := extra.get(CODEBOOK)) is int:
        said.append(tr("made under version {number} of the codebook", number=str(version)))
    if isinstance(origins := extra.get(ORIGINS), list) and origins:
        names = dict.fromkeys(str(one).partition(":")[0] for one in origins)
        said.append(tr("made of what {names} marked", names=", ".join(names)))
    return said


def words_of(record: Any) -> str:
    """The words of an item without a place, with its tag or role.

    Args:
        record: of the item, which need not be understood.
    """
    if not isinstance(record, Mapping):
        return line_of(str(record), LONG_WORDS)
    named = str(record.get("tag") or record.get("role") or "")
    exact, note = record.get("exact"), record.get("note")
    words = [line_of(str(one), LONG_WORDS) for one in (exact, note) if isinstance(one, str) and one]
    return ": ".join(filter(None, (named, " · ".join(words))))
