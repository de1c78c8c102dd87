"""The version of the codebook that an annotation was made under.

A layer says the version of its first annotation once, at its head, and that
never moves. An annotation that was made, or given another tag, edge or value,
under another version says so itself: ``"codebook": 4``.
"""

from __future__ import annotations

from typing import NamedTuple

from analyst_app.core.annotation import Annotation, Pairs, Record, pairs
from analyst_app.core.codebook import Codebook
from analyst_app.core.store import Change

KEY = "codebook"
"""The key of an annotation that was made under another version than its layer's first."""


class CodebookUse(NamedTuple):
    """The codebook that a layer was begun under, and the one that applies now."""

    begun: int | None
    """Version at the head of the layer; None: the layer does not say one of this codebook."""
    now: int
    """Version of the codebook that applies."""
    since: str = ""
    """Time from which that has applied here, as annotations have it."""

    @classmethod
    def of(cls, head: Pairs, codebook: Codebook, since: str = "") -> CodebookUse:
        """The codebook of a layer's head beside the one that applies.

        Args:
            head: id and version, as a layer's head has them.
            codebook: that applies.
            since: time from which it has applied here.
        """
        said = dict(head)
        version = said.get("version")
        is_ours = said.get("id") == codebook.id and type(version) is int
        return cls(version if is_ours else None, codebook.version, since)

    def version_of(self, annotation: Annotation) -> int | None:
        """The version that an annotation was made under; None: nobody knows.

        Args:
            annotation: of the layer.
        """
        for key, value in annotation.extra:
            if key == KEY and type(value) is int:
                return value
        return self.begun

    def is_older(self, annotation: Annotation) -> bool:
        """True if an annotation is known to be made under an older version than the one that applies."""
        version = self.version_of(annotation)
        return version is not None and version < self.now

    def confirmed(self, annotation: Annotation) -> Annotation:
        """The annotation as one that is made under the version that applies."""
        extra = {key: value for key, value in annotation.extra if key != KEY}
        if self.begun is not None and self.now != self.begun:
            extra[KEY] = self.now
        return annotation._replace(extra=pairs(extra))

    def stamped(self, change: Change) -> Change:
        """A change whose new annotations, and those with another tag, edge or value, say what they are made under.

        What comes back as it once was, from an earlier save say, keeps what it says.

        Args:
            change: what a person does now.
        """
        if self.begun is None or (self.begun == self.now and not _says_version(change)):
            return change
        old = {one.id: one for one in change.removed if isinstance(one, Annotation)}
        added = tuple([self._stamped(one, old) if isinstance(one, Annotation) else one for one in change.added])
        return change if added == change.added else Change(change.removed, added)

    def _stamped(self, new: Annotation, old: dict[str, Annotation]) -> Record:
        if self.begun == self.now and not new.extra:
            return new
        before = old.get(new.id)
        if before is None:
            is_made_now = new.created >= self.since
        elif self.version_of(before) != self.version_of(new):
            return new  # it comes with what it says: an earlier save, or one that is called right
        else:
            is_made_now = (before.tag, before.span, before.attributes) != (new.tag, new.span, new.attributes)
        return self.confirmed(new) if is_made_now else new


def _says_version(change: Change) -> bool:
    """True if a new annotation says a version. The first decision of a review brings a thousand, and none does."""
    return bool([1 for one in change.added if isinstance(one, Annotation) for key, _ in one.extra if key == KEY])
