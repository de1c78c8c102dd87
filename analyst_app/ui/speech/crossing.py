"""Tells when the caret goes into an annotation or out of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from analyst_app.wording import tr

if TYPE_CHECKING:
    from collections.abc import Sequence

    from analyst_app.core.annotation import Annotation
    from analyst_app.ui.speech.layer_words import LayerWords

MOST_CROSSED = 4
"""Annotations that are named where the caret goes into, or out of, many at once."""
FULL = 2
"""The level of detail at which values and notes are said, too."""


class Crossing:
    """The annotations that the caret stands in, and which of them are new."""

    def __init__(self) -> None:
        self._inside: dict[str, Annotation] = {}

    def begin(self, inside: Sequence[Annotation]) -> None:
        """Take it as it is: the caret was not moved by hand, or nothing is to be said of it.

        Args:
            inside: the annotations at the caret.
        """
        self._inside = {one.id: one for one in inside}

    def follow(self, inside: Sequence[Annotation], words: LayerWords, detail: int) -> list[str]:
        """The words on a move: on annotations that were left, then on those that were gone into, the widest first.

        Args:
            inside: the annotations at the caret now.
            words: of their layer.
            detail: 1, or 2 for values and notes, too.
        """
        before = self._inside
        self.begin(inside)
        left = [one for key, one in before.items() if key not in self._inside]
        entered = sorted((one for one in inside if one.id not in before), key=lambda one: (one.start, -one.end))
        said = [tr("out of {tag}", tag=words.tag(one)) for one in left[:MOST_CROSSED]]
        return said + [entered_words(one, words, detail) for one in entered[:MOST_CROSSED]]


def entered_words(annotation: Annotation, words: LayerWords, detail: int) -> str:
    """The words on an annotation that the caret goes into: ``in Quote, speaker Brandt``.

    Args:
        annotation: it.
        words: of its layer.
        detail: 1, or 2 for values and note, too.
    """
    said = [tr("in {tag}", tag=words.tag(annotation)), words.speaker(annotation)]
    if detail >= FULL:
        said += words.values(annotation)
        said.append(tr("note: {words}", words=annotation.note) if annotation.note else "")
    return ", ".join(filter(None, said))
