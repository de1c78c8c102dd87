"""A place that a person typed into a field."""

from __future__ import annotations

from pathlib import Path


def whole_path(words: str) -> Path | None:
    """The place that is meant, ``~`` being home; None: a part of one would lie wherever the program was started.

    Args:
        words: as they were typed.
    """
    try:
        place = Path(words.strip()).expanduser()
    except RuntimeError:  # ~ and a name that nobody has
        return None
    return place if place.is_absolute() else None
