"""The mend for each slip that the linter finds: one gesture a finding, an Outcome as for every other gesture."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from analyst_app.core import edits
from analyst_app.core.annotation import Annotation, in_reading_order
from analyst_app.core.excerpts import in_marks
from analyst_app.core.roles import CUE, who_role
from analyst_app.core.span import Span
from analyst_app.gestures import linking, tagging
from analyst_app.gestures.tagging import Outcome, Scene, refused
from analyst_app.wording import marked, tr

if TYPE_CHECKING:
    from analyst_app.assist.checking.checked_layer import CheckedLayer, StyleFinding


CHANGED = marked("That has changed since the check, or is in order by now. Check again.")


def still_stands(scene: Scene, finding: StyleFinding) -> bool:
    """True if a finding would be found again in a layer as it is now; only what it is about is looked at.

    Args:
        scene: the article and its layer.
        finding: as it was found.
    """
    if not finding.annotation_id:
        return not finding.like or any(_missing(scene, finding))
    annotation = scene.store.annotation(finding.annotation_id)
    if annotation is None or annotation.span != finding.span:
        return False
    from analyst_app.assist.checking.layer_findings import CHECKS
    from analyst_app.assist.checking.style_rules import style_rules

    found = CHECKS[finding.rule](_beside(scene, annotation), style_rules()[finding.rule])
    return any(one.annotation_id == annotation.id for one in found)


def _beside(scene: Scene, annotation: Annotation) -> CheckedLayer:
    """The part of a layer that the rules ask about one annotation: its links with their ends, and what it touches."""
    from analyst_app.assist.checking.checked_layer import CheckedLayer

    links = [*scene.store.links_from(annotation.id), *scene.store.links_to(annotation.id)]
    ends = (scene.store.annotation(end) for link in links for end in (link.from_id, link.to_id))
    near = {one.id: one for one in (annotation, *ends, *scene.store.touching(*annotation.span)) if one is not None}
    return CheckedLayer(scene.text, in_reading_order([*near.values()]), links, scene.codebook, scene.language.code)


def _missing(scene: Scene, finding: StyleFinding) -> Iterator[Annotation]:
    """The annotations that a finding misses, as far as their words stand there and nothing of that tag touches them."""
    for like, exact in zip(finding.like, finding.exact, strict=True):
        is_there = scene.codebook.tag(like.tag) is not None and like.span.of(scene.text) == exact
        if is_there and not any(one.tag == like.tag for one in scene.store.touching(*like.span)):
            yield like


def mend(scene: Scene, finding: StyleFinding) -> Outcome:
    """The mend of a finding; a refusal where the layer has changed since, or nothing can be done.

    Args:
        scene: the article and its layer as they are now.
        finding: as it was found.
    """
    if not still_stands(scene, finding):
        return refused(tr(CHANGED))
    if not finding.annotation_id:
        return _tag_alike(scene, finding)
    annotation = scene.store.annotation(finding.annotation_id)
    if annotation is None:
        return refused(tr(CHANGED))
    return _MENDS[finding.rule](scene, annotation)


def _tag_alike(scene: Scene, finding: StyleFinding) -> Outcome:
    """Make the annotations that are missing."""
    if not finding.like:
        return refused(tr("Nothing is missing here: the other article lacks a tag. Check that one."))
    made = [
        edits.new_annotation(like.tag, like.span, dict(like.attributes))._replace(extra=like.extra)
        for like in _missing(scene, finding)
    ]
    if not made:
        return refused(tr(CHANGED))
    name = scene.tag_name(made[0].tag)
    words = tr("Tagged {n} place as {tag}.|Tagged {n} places as {tag}.", len(made), tag=name)
    return Outcome(tr("Tag as {tag}", tag=name), edits.add(*made), made[0].id, words)


def _link_speaker(scene: Scene, annotation: Annotation) -> Outcome:
    """Link the likeliest speaker; where nobody is likely, say that none is stated."""
    role = who_role(scene.codebook.tag(annotation.tag))
    if role is None:
        return refused(tr("This codebook has no link to a speaker."))
    proposals = linking.proposed(scene, annotation, role, most=1)
    first = proposals[0] if proposals else None
    known = scene.store.annotation(first.annotation_id) if first is not None and first.annotation_id else None
    target = known or (first.span if first is not None else None)
    if first is None or target is None or linking.is_term(scene, annotation):
        return linking.not_stated(scene, annotation)
    return linking.accept(scene, annotation, role, target, cue=first.cue)._replace(current=annotation.id)


def _retag_speaker(scene: Scene, annotation: Annotation) -> Outcome:
    """Give a speaker the first tag that may speak for those who link to it."""
    for link in scene.store.links_to(annotation.id):
        source = scene.store.annotation(link.from_id)
        role = who_role(scene.codebook.tag(source.tag)) if source is not None else None
        if role is not None and role.role == link.role:
            tag = next((tag for end in role.to if (tag := scene.codebook.tag(end)) and not tag.retired), None)
            if tag is not None:
                return tagging.retag(scene, annotation, tag)
    return refused(tr("No tag of this codebook may speak."))


def _whole_marks(scene: Scene, annotation: Annotation) -> Outcome:
    """Take both marks into a quote, and leave both out of anything else."""
    from analyst_app.assist.checking.mark_checks import is_half_in
    from analyst_app.language.quotations import quotations_in

    span = annotation.span
    is_quote = annotation.tag in {tag.id for tag in scene.codebook.tags_for("quotation")}
    for quotation in quotations_in(scene.text, span, scene.language):
        if not (quotation.is_closed and is_half_in(quotation, span)):
            continue
        whole = Span(min(span.start, quotation.span.start), max(span.end, quotation.span.end))
        inside = span.clipped(quotation.inside)
        reaches_out = whole not in (quotation.span, span) and not quotation.span.contains(span)
        return tagging.move_edges(scene, annotation, whole if is_quote or reaches_out else inside)
    return refused(tr("Both marks are inside, or none. Check again."))


def _whole_words(scene: Scene, annotation: Annotation) -> Outcome:
    from analyst_app.language.snapping import snap_to_words

    return tagging.move_edges(scene, annotation, snap_to_words(scene.text, annotation.span))


def _mode_of_marks(scene: Scene, annotation: Annotation) -> Outcome:
    from analyst_app.language.quote_modes import mode_of

    tag = scene.codebook.tag(annotation.tag)
    attribute = tag.attribute("mode") if tag is not None else None
    read = mode_of(scene.text, annotation.span, scene.language)
    if attribute is None or attribute.value(read) is None:
        return refused(tr("This codebook has no mode “{mode}”.", mode=read))
    outcome = tagging.set_value(annotation, attribute.name, "mode", read)
    return outcome._replace(current=annotation.id, said=tr("{name}: {value}.", name=attribute.name, value=read))


def _link_cue(scene: Scene, annotation: Annotation) -> Outcome:
    """Link a reporting word to the only quote of its sentence that has none; else take it out."""
    from analyst_app.language.sentences import sentence_cover

    near = sentence_cover(scene.text, annotation.span, scene.language)
    quotes = [
        one
        for one in scene.store.touching(*near)
        if (tag := scene.codebook.tag(one.tag)) is not None
        and (role := tag.role(CUE)) is not None
        and annotation.tag in role.to
        and not scene.store.links_from(one.id, CUE, most=1)
    ]
    if len(quotes) == 1:
        change = edits.link(scene.store, CUE, quotes[0].id, annotation.id)
        words = tr("Linked to {words}.", words=in_marks(scene.text, quotes[0].span))
        return Outcome(tr("Link the reporting word"), change, quotes[0].id, words)
    return tagging.delete(scene, [annotation])


_MENDS: dict[str, Callable[[Scene, Annotation], Outcome]] = {
    "no_speaker": _link_speaker,
    "speaker_no_actor": _retag_speaker,
    "half_marks": _whole_marks,
    "cut_word": _whole_words,
    "mode_and_marks": _mode_of_marks,
    "orphan_cue": _link_cue,
}
