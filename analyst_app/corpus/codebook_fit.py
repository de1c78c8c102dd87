"""Comparing an annotation with the codebook: its tag, its attributes and their values."""

from __future__ import annotations

from collections.abc import Iterator

from analyst_app.core.annotation import Annotation
from analyst_app.core.codebook import Codebook


def misfit(annotation: Annotation, codebook: Codebook) -> str | None:
    """The first thing that the codebook does not know, in words; None if it knows all.

    Args:
        annotation: the annotation.
        codebook: that applies.
    """
    return next(misfits(annotation, codebook), None)


def misfits(annotation: Annotation, codebook: Codebook) -> Iterator[str]:
    """Sentences about what the codebook does not know of an annotation.

    Args:
        annotation: the annotation.
        codebook: that applies.
    """
    tag = codebook.tag(annotation.tag)
    if tag is None:
        yield f'the codebook has no tag "{annotation.tag}"'
        return
    for attribute_id, value in annotation.attributes:
        attribute = tag.attribute(attribute_id)
        if attribute is None:
            yield f'the tag "{tag.id}" has no attribute "{attribute_id}"'
        elif attribute.takes(value):
            continue
        elif attribute.kind.lists_values:
            yield f'"{attribute_id}" of "{tag.id}" has no value {value!r}'
        else:
            yield f'"{attribute_id}" of "{tag.id}" should be a {attribute.type}, not {value!r}'
