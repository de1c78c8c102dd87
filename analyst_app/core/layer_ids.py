"""Ids of layers: their rule, and what their beginning says. An id is also the middle of a sidecar's file name."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from functools import lru_cache

GOLD = "gold-"
"""Beginning of the ids of layers that hold a reviewer's result."""
PROGRAM = "model-"
"""Beginning of the ids of layers that a program made: never taken for a person's."""
LONGEST = 32
"""Characters in the longest id."""
RULE = rf"[a-z0-9][a-z0-9_-]{{0,{LONGEST - 1}}}"
"""Regular expression that matches a whole id."""
FACTS_SUFFIX = ".source.json"
"""End of the name of the facts beside an article."""
REFI_SUFFIX = ".refi.json"
"""End of the names of files that keep what an import of a REFI-QDA project had no place for."""
LETTERS = "ABCDEFGHI"
"""The letters of the readers in a review, in their order."""
MOST_READERS = len(LETTERS)
"""So many are reviewed at once: each has a digit that takes her reading."""
_LAYER_ID = re.compile(RULE)


@lru_cache(maxsize=256)
def is_layer_id(name: str) -> bool:
    """True if a layer may have this name."""
    return _LAYER_ID.fullmatch(name) is not None


def is_gold(layer_id: str) -> bool:
    """True if the layer is a reviewer's result, by its id."""
    return layer_id.startswith(GOLD)


def is_program(layer_id: str) -> bool:
    """True if a program made the layer, by its id: it is nobody's reading, and counts only where it is named."""
    return layer_id.startswith(PROGRAM)


def is_reading(layer_id: str) -> bool:
    """True of a layer that a person read for herself, by its id: it is no gold and no program's."""
    return not is_gold(layer_id) and not is_program(layer_id)


def nearest_id(name: str) -> str:
    """The layer id nearest to a name: small letters, digits, - and _; ``annotator`` if nothing is left."""
    plain = unicodedata.normalize("NFKD", name.strip().lower()).encode("ascii", "ignore").decode("ascii")
    return re.sub(r"[^a-z0-9_-]+", "-", plain).strip("-_")[:LONGEST].strip("-_") or "annotator"


def free_id(wanted: str, is_taken: Callable[[str], bool]) -> str:
    """A layer id, or that with the first number behind it under which it is nobody else's.

    Args:
        wanted: the id.
        is_taken: True of an id that somebody has.
    """
    made, number = wanted, 2
    while is_taken(made):
        end = f"-{number}"
        made, number = f"{wanted[: LONGEST - len(end)]}{end}", number + 1
    return made


def gold_layer(annotator: str) -> str:
    """Return the id of the layer that a reviewer's decisions go to."""
    return annotator if is_gold(annotator) else f"{GOLD}{annotator}"[:LONGEST].rstrip("-_")
