"""A lesson: one finished reading of an article, with what a person made in it and what she only accepted.

What she made or corrected is learnt from. A suggestion that was accepted as it
stood says more of the suggestion than of her: the sentence that holds it is
left out, so that a model is not confirmed by its own words.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from analyst_app.core.annotation import Annotation, Link
from analyst_app.core.span import Span

SPEAKERS = "→ speaker"
"""The name under which the mentions are learnt that quotes are linked to; no tag has such an id."""
SPEAKER_ROLE = "speaker"


@dataclass(frozen=True, slots=True)
class Lesson:
    """A finished reading. Spans are code points, half-open."""

    article: str
    """The article's path in the corpus, by which articles are told apart and sorted."""
    layer: str
    """Id of the layer."""
    text: str
    language: str
    """Code of the language that the article is read in."""
    made: tuple[tuple[str, Span], ...]
    """Spans that a person made or corrected, each after its tag, sorted."""
    accepted: tuple[tuple[str, Span], ...] = ()
    """Suggestions that were accepted as they stood, sorted."""

    def spans(self, tag: str) -> list[Span]:
        """Those that a person gave a tag, by start."""
        return [span for name, span in self.made if name == tag]

    def masked(self, tag: str) -> list[Span]:
        """Those of a tag that nothing is learnt from, by start."""
        return [span for name, span in self.accepted if name == tag]


def lesson_of(
    article: str,
    layer: str,
    text: str,
    language: str,
    annotations: Iterable[Annotation],
    links: Iterable[Link],
) -> Lesson:
    """The lesson in a layer.

    Args:
        article: the article's path in the corpus.
        layer: id of the layer.
        text: of the article.
        language: code of its language.
        annotations: of the layer.
        links: of the layer.
    """
    known = {annotation.id: annotation for annotation in annotations}
    rows = [(annotation.tag, annotation) for annotation in known.values()]
    heads = {link.to_id for link in links if link.role == SPEAKER_ROLE}
    rows += [(SPEAKERS, known[head]) for head in sorted(heads) if head in known]
    made = sorted((tag, one.span) for tag, one in rows if is_of_a_person(one))
    accepted = sorted((tag, one.span) for tag, one in rows if not is_of_a_person(one))
    return Lesson(article, layer, text, language, tuple(made), tuple(accepted))


def is_of_a_person(annotation: Annotation) -> bool:
    """True unless the annotation is a suggestion that was accepted and never changed."""
    begun = dict(annotation.extra).get("assist")
    return not isinstance(begun, dict) or begun.get("edited") is True


def in_order(lessons: Iterable[Lesson]) -> list[Lesson]:
    """Lessons by article and layer, as everything here takes them: so the same layers give the same model."""
    return sorted(lessons, key=lambda lesson: (lesson.article, lesson.layer))


def articles_of(lessons: Iterable[Lesson]) -> list[str]:
    """The articles of some lessons, each once, in order."""
    return sorted({lesson.article for lesson in lessons})


def digest_of(lessons: Sequence[Lesson]) -> str:
    """A digest by which it is known whether a model was made of these very lessons.

    Args:
        lessons: in any order.
    """
    digest = hashlib.sha256()
    for lesson in in_order(lessons):
        row = [lesson.article, lesson.layer, lesson.text, lesson.language, lesson.made, lesson.accepted]
        digest.update(json.dumps(row, ensure_ascii=True).encode("ascii") + b"\n")
    return digest.hexdigest()
