"""A sidecar as it was read: the layer in it, and everything that a person should know of the file."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple

from analyst_app.core.annotation import Pairs
from analyst_app.storage.codec import AnnotationLine
from analyst_app.storage.layer import Layer
from analyst_app.storage.sidecar import VERSION


class Problem(NamedTuple):
    """Something in a sidecar that a person should know."""

    line: int
    """Counted from 1; 0 if it has none."""
    item: str
    """Id of the record, or empty."""
    kind: str
    message: str


@dataclass
class LayerFile:
    """A sidecar as it was read."""

    layer: Layer
    problems: list[Problem] = field(default_factory=list)
    damage: str = ""
    """What is wrong with the file as a whole, in words; then ``layer`` is what was salvaged."""
    version: int = VERSION
    """Of the format; above ours it may hold what we do not understand."""
    floating: list[tuple[AnnotationLine, Pairs]] = field(default_factory=list)
    """Annotations of a text that is nowhere: only quote and context can place them."""
    made_on: str = ""
    """Hash of the text that the file says it was made on."""
    lines: dict[str, int] = field(default_factory=dict)
    """By id of what waits in ``unplaced``, where it stands in the file."""
