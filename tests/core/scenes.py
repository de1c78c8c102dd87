"""A text with its annotations, as the gestures' tests want it."""

from __future__ import annotations

import json
from functools import cache
from importlib.resources import files

from analyst_app.core import edits
from analyst_app.core.annotation import Annotation
from analyst_app.core.codebook import Codebook, Tag
from analyst_app.core.span import Span
from analyst_app.core.store import AnnotationStore
from analyst_app.gestures.tagging import Outcome, Scene
from analyst_app.language.languages import language


@cache
def codebook() -> Codebook:
    return Codebook.from_data(json.loads(files("analyst_app.resources").joinpath("codebooks/media.json").read_text()))


def scene_of(text: str) -> Scene:
    return Scene(text, AnnotationStore(length=len(text)), codebook(), language("en"))


def tag_of(tag_id: str) -> Tag:
    tag = codebook().tag(tag_id)
    assert tag is not None
    return tag


def span_of(scene: Scene, words: str, nth: int = 0) -> Span:
    start = -1
    for _ in range(nth + 1):
        start = scene.text.index(words, start + 1)
    return Span(start, start + len(words))


def put(scene: Scene, tag: str, words: str, nth: int = 0, **values: object) -> Annotation:
    annotation = edits.new_annotation(tag, span_of(scene, words, nth), values)
    scene.store.apply(edits.add(annotation))
    return annotation


def connect(scene: Scene, role: str, one: Annotation, other: Annotation) -> None:
    scene.store.apply(edits.link(scene.store, role, one.id, other.id))


def done(scene: Scene, outcome: Outcome) -> Annotation:
    """The annotation that is current after an outcome was carried out."""
    assert outcome.change, outcome.said
    scene.store.apply(outcome.change)
    found = scene.store.annotation(outcome.current or "")
    assert found is not None
    return found


def words_by_tag(scene: Scene, tag: str) -> list[str]:
    return [a.span.of(scene.text) for a in scene.store.annotations if a.tag == tag]
