"""The gestures on several annotations at once: another tag, a value, deletion; each is one step.

As those on one, each function answers with an Outcome and changes nothing.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from analyst_app.core import edits
from analyst_app.core.annotation import Annotation, Record
from analyst_app.core.codebook import Attribute, Tag
from analyst_app.core.excerpts import sentence
from analyst_app.core.roles import value_name
from analyst_app.core.store import Change
from analyst_app.gestures import tagging
from analyst_app.gestures.tagging import Outcome, Scene, refused
from analyst_app.wording import tr


def retag(scene: Scene, annotations: Sequence[Annotation], tag: Tag) -> Outcome:
    """Give annotations another tag, with what is valid for it; those whose place has that tag already are left out.

    Args:
        scene: the article and its layer.
        annotations: those that were chosen.
        tag: the new one.
    """
    old: list[Annotation] = []
    renewed: list[Annotation] = []
    places = set()
    for annotation in annotations:
        _, added = tagging.retag(scene, annotation, tag).change.of(Annotation)
        for one in added:
            if one.span not in places:
                places.add(one.span)
                old.append(annotation)
                renewed.append(one)
    name = tag.name
    if not renewed:
        return refused(tr("All of them are tagged as {tag} already.", tag=name))
    links: list[Record] = list(edits.links_that_end(scene.store, scene.codebook, {one.id: tag.id for one in renewed}))
    words = [tr("{n} annotation changed to {tag}|{n} annotations changed to {tag}", len(renewed), tag=name)]
    if left := len(annotations) - len(renewed):
        words.append(tr("{n} was tagged so already|{n} were tagged so already", left))
    values = sum(len(_lost_values(*both)) for both in zip(old, renewed, strict=True))
    if values:
        words.append(tr("{n} value gone with the old tag|{n} values gone with the old tag", values))
    if links:
        words.append(tr("{n} link gone with the old tag|{n} links gone with the old tag", len(links)))
    label = tr("Change {n} annotation to {tag}|Change {n} annotations to {tag}", len(renewed), tag=name)
    return Outcome(label, Change((*old, *links), tuple(renewed)), said=sentence(words))


def press_digit(scene: Scene, annotations: Sequence[Annotation], digit: int) -> Outcome:
    """Set the value that has a digit on all; clear it if all have it; 0 clears all values.

    Args:
        scene: the article and its layer.
        annotations: those that were chosen.
        digit: 0 to 9.
    """
    if digit == 0:
        change = edits.merged([edits.replace(one, one._replace(attributes=())) for one in annotations])
        return (
            _told(tr("Clear values"), tr("All values cleared"), change) if change else refused(tr("No values are set."))
        )
    tag = common_tag(scene, annotations)
    if tag is None:
        return refused(tr("A digit means another value for each tag: choose annotations of one tag."))
    found = tag.for_digit(digit)
    if found is None:
        return refused(tr("{digit} is no value of a {tag}.", digit=digit, tag=tag.name))
    return toggle_value(annotations, *found)


def toggle_value(annotations: Sequence[Annotation], attribute: Attribute, value: Any) -> Outcome:
    """Set a value on all; clear it if all have it.

    Args:
        annotations: those that were chosen, of one tag.
        attribute: of that tag.
        value: of the attribute.
    """

    def held(one: Annotation) -> Any:
        return one.attribute(attribute.id)

    is_set = any(value not in attribute.each(held(one)) for one in annotations)
    changed = [one for one in annotations if (value in attribute.each(held(one))) != is_set]
    change = edits.merged(
        [edits.set_attribute(one, attribute.id, attribute.toggled(held(one), value)) for one in changed]
    )
    told = f"{attribute.name}: {value_name(attribute, value)}" if is_set else tr("{name} cleared", name=attribute.name)
    return _told(tr("Set {name}", name=attribute.name), told, change)


def common_tag(scene: Scene, annotations: Sequence[Annotation]) -> Tag | None:
    """The one tag that all of them have; None if there are several, or the codebook does not know it.

    Args:
        scene: the article and its layer.
        annotations: those that were chosen.
    """
    tags = {one.tag for one in annotations}
    return scene.codebook.tag(tags.pop()) if len(tags) == 1 else None


def _told(label: str, words: str, change: Change) -> Outcome:
    number = tr("{n} annotation changed|{n} annotations changed", len(change.added))
    return Outcome(label, change, said=sentence([words, number]))


def _lost_values(old: Annotation, new: Annotation) -> set[str]:
    return {name for name, _ in old.attributes} - {name for name, _ in new.attributes}
