"""A sidecar as it was read: the layer in it, and everything that a person should know of the file."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple

from analyst_app.core.annotation import Pairs
from analyst_app.core.document import Document, Source
from analyst_app.storage.layer import Layer
from analyst_app.storage.lines.typed_lines import AnnotationLine
from analyst_app.storage.sidecar import GENERATOR, VERSION
from analyst_app.wording import number_shown, tr

_SOURCE = (("name", ""), ("sha256", ""), ("encoding", "utf-8-sig"))


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
    """Damage of the whole file, in words; then ``layer`` is what was salvaged. Empty: none."""
    version: int = VERSION
    """Of the format; above ours it may hold what we do not understand."""
    floating: list[tuple[AnnotationLine, Pairs]] = field(default_factory=list)
    """Annotations of a text that is nowhere: only quote and context can place them."""
    made_on: str = ""
    """Hash of the text that the file says it was made on."""
    lines: dict[str, int] = field(default_factory=dict)
    """By id of what waits in ``unplaced``, where it stands in the file."""
    listed: int = 0
    """Annotations that the file lists, those included that do not fit the text."""

    @property
    def is_newer(self) -> bool:
        """True if a later version of the app wrote the file: it may hold what this one does not understand."""
        return self.version > VERSION

    @property
    def is_damaged(self) -> bool:
        """True if the file is broken; one of a newer version never is, since only that version can tell."""
        return bool(self.damage) and not self.is_newer

    @property
    def refusal(self) -> str:
        """Reason why nothing may be made of the file but looking at it, as it follows the file's name; or empty."""
        if self.is_newer:
            return tr(
                "has format version {version}; that needs a newer Analyst App than {generator}",
                version=number_shown(self.version),
                generator=GENERATOR,
            )
        return tr("is damaged: {damage}", damage=self.damage) if self.damage else ""

    @property
    def kept_document(self) -> Document | None:
        """The article as the file keeps it; None if it does not keep the text."""
        if self.floating or not self.layer.text_sha256:
            return None
        facts = dict(self.layer.head.source)
        newline = facts.get("newline", "lf")
        words = [str(facts.get(key, usual)) for key, usual in _SOURCE]
        return Document(self.layer.text, Source(words[0], words[1], words[2], newline))

    @property
    def annotation_count(self) -> int:
        """Annotations in the file; in a damaged one those that were salvaged."""
        return len(self.layer.annotations) + len(self.floating) if self.damage else self.listed
