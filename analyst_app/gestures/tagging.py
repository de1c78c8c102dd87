"""The annotating gestures: each function answers with an Outcome and changes nothing.

A gesture knows a selection or a caret; the annotations, the codebook and the
edge rules decide what becomes of it. An Outcome with an empty Change is a
refusal, and ``said`` is the reason.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING, Any, NamedTuple

from analyst_app.core import edits
from analyst_app.core.annotation import Annotation, Link, Record, pairs
from analyst_app.core.codebook import Codebook, Tag
from analyst_app.core.codebook_words import shown
from analyst_app.core.excerpts import excerpt, in_marks, sentence, set_apart
from analyst_app.core.finding import equal_words
from analyst_app.core.roles import CONTINUES, role_name, value_name
from analyst_app.core.span import Span, overlap_share
from analyst_app.core.store import AnnotationStore, Change
from analyst_app.gestures.automatic import automatic_attributes
from analyst_app.language.snapping import grapheme_bounds
from analyst_app.wording import in_row, tr

if TYPE_CHECKING:
    from analyst_app.language.known_people import KnownPeople, Person
    from analyst_app.language.language import Language

NEARLY_SAME = 0.8
"""More overlap than this with the same tag is worth a word."""
_HEIR_REACH = 500
"""So many annotations in each direction are looked at for another mention of a name."""


class Scene(NamedTuple):
    """An article and its layer, for gestures to act on."""

    text: str
    store: AnnotationStore
    codebook: Codebook
    language: Language
    people: KnownPeople | None = None
    """Those whom the team knows by name; None: it has no list, or that is not read yet."""

    def person_of(self, annotation: Annotation) -> Person | None:
        """The known person whom a mention means: by its id, its name or its words; None: nobody, or it is not clear."""
        if self.people is None:
            return None
        from analyst_app.language.known_people import actor_of  # language is read at the first gesture

        words = " ".join(annotation.span.of(self.text).split())
        return self.people.meant(actor_of(annotation), annotation.attribute("name"), words)

    def tag_name(self, tag_id: str) -> str:
        """A tag's name, as the codebook writes it."""
        tag = self.codebook.tag(tag_id)
        return tag.name if tag else shown(tag_id, "name")

    def role_name(self, link: Link) -> str:
        """A link's role as a person reads it."""
        source = self.store.annotation(link.from_id)
        return role_name(self.codebook.tag(source.tag) if source is not None else None, link.role)

    def words(self, span: Span) -> str:
        """The words of a span in quotation marks, their own or ours, as they stand in the middle of a sentence."""
        words = in_marks(self.text, span)
        return set_apart(words) if words == excerpt(self.text, span) else f"“{set_apart(words[1:-1])}”"


class Outcome(NamedTuple):
    """The result of a gesture as a value: a change to make, or a refusal with its reason."""

    label: str = ""
    """Its name in the Edit menu."""
    change: Change = Change()
    current: str | None = None
    """Id of the annotation that is current afterwards; None leaves it."""
    said: str = ""
    """A word for the status bar; the reason where the change is empty."""


def refused(reason: str) -> Outcome:
    """The outcome that changes nothing and says why."""
    return Outcome(said=reason)


# -- tagging -----------------------------------------------------------------


def tag_here(scene: Scene, tag: Tag, *, selection: Span | None, caret: int, place: Span | None = None) -> Outcome:
    """Tag the selection, or the tag's natural unit in a sentence that was gone to, or at the caret.

    Args:
        scene: the article and its layer.
        tag: to give.
        selection: the selected words, code points; None takes the natural unit.
        caret: position, code points.
        place: the selected sentence, if it was gone to rather than selected for its words.
    """
    from analyst_app.language.edge_rules import apply_edge_rule
    from analyst_app.language.natural_units import natural_unit, units_in

    if tag.retired:
        return refused(tr("{name} is retired in this codebook: it gets no new annotations.", name=tag.name))
    if place is not None:
        spans = units_in(tag.edge_rule, scene.text, place, scene.language)
        if not spans:
            return refused(tr("No {name} stands in this sentence. Select its words first.", name=tag.name))
        return tag_spans(scene, tag, spans)
    if selection is None:
        spans = natural_unit(tag.edge_rule, scene.text, caret, scene.language)
        if not spans:
            return refused(tr("No {name} stands at the caret. Select its words first.", name=tag.name))
        return tag_spans(scene, tag, spans)
    trimmed = apply_edge_rule(tag.edge_rule, scene.text, grapheme_bounds(scene.text, selection), scene.language)
    if not trimmed.spans:
        return refused(tr("Only white space is selected."))
    return tag_spans(scene, tag, trimmed.spans, said=trimmed.said)


def tag_spans(scene: Scene, tag: Tag, spans: Iterable[Span], *, said: str = "") -> Outcome:
    """Make one annotation a span in one step, parts of one quotation joined; the same again is refused.

    Args:
        scene: the article and its layer.
        tag: to give.
        spans: in reading order, code points; several are parts of one.
        said: a word for the status bar that comes first.
    """
    chain: list[Annotation] = []
    fresh: list[Annotation] = []
    words = [said] if said else []
    for span in spans:
        same = same_again(scene.store, tag.id, span)
        if same is None:
            near = nearly_same(scene.store, tag.id, span)
            if near is not None:
                share = round(100 * overlap_share(near.span, span))
                words.append(
                    tr(
                        "Overlaps another {name} by {share} %: {span}",
                        name=tag.name,
                        share=share,
                        span=scene.words(near.span),
                    )
                )
            same = edits.new_annotation(tag.id, span, automatic_attributes(tag, scene.text, span, scene.language))
            fresh.append(same)
        chain.append(same)
    if not fresh:
        return refused(tr("That is tagged as {name} already.", name=tag.name))
    links: list[Record] = []
    if tag.role(CONTINUES):
        links = [
            edits.new_link(CONTINUES, later.id, earlier.id)
            for earlier, later in pairwise(chain)
            if later in fresh or earlier in fresh
        ]
    if len(chain) > 1:
        words.append(tr("{n} part of one {name}|{n} parts of one {name}", len(chain), name=tag.name))
    return Outcome(tr("Tag as {name}", name=tag.name), edits.add(*fresh, *links), fresh[0].id, sentence(words))


def same_again(store: AnnotationStore, tag_id: str, span: Span) -> Annotation | None:
    """The annotation of that very span and tag, if there is one.

    Args:
        store: the layer.
        tag_id: of the tag.
        span: code points, half-open.
    """
    return next((a for a in store.touching(*span) if a.span == span and a.tag == tag_id), None)


def nearly_same(store: AnnotationStore, tag_id: str, span: Span, *, but: str = "") -> Annotation | None:
    """The annotation of that tag that shares most with a span, if that is more than NEARLY_SAME.

    Args:
        store: the layer.
        tag_id: of the tag.
        span: code points, half-open.
        but: id of an annotation that does not count.
    """
    near = [a for a in store.touching(*span) if a.tag == tag_id and a.id != but]
    best = max(near, key=lambda a: overlap_share(a.span, span), default=None)
    return best if best is not None and overlap_share(best.span, span) > NEARLY_SAME else None


def retag(scene: Scene, annotation: Annotation, tag: Tag) -> Outcome:
    """Give an annotation another tag: valid values and links stay, the others go and are named.

    Args:
        scene: the article and its layer.
        annotation: as it is now.
        tag: the new one.
    """
    from analyst_app.language.edge_rules import apply_edge_rule

    if annotation.tag == tag.id:
        return refused(tr("It is a {name} already.", name=tag.name))
    words: list[str] = []
    span = annotation.span
    trimmed = apply_edge_rule(tag.edge_rule, scene.text, span, scene.language)
    if len(trimmed.spans) == 1 and trimmed.spans[0] != span:
        span = trimmed.spans[0]
        words.append(trimmed.said)
    if same_again(scene.store, tag.id, span):
        return refused(tr("That is tagged as {name} already.", name=tag.name))
    change, lost = edits.retag(scene.store, scene.codebook, annotation, tag)
    added = []
    for record in change.added:
        if isinstance(record, Annotation):
            held = {**automatic_attributes(tag, scene.text, span, scene.language), **dict(record.attributes)}
            record = record._replace(start=span.start, end=span.end, attributes=pairs(held))
        added.append(record)
    if lost:
        words.append(tr("Gone with the old tag: {lost}", lost=in_row(lost)))
    return Outcome(
        tr("Change to {name}", name=tag.name), Change(change.removed, tuple(added)), annotation.id, sentence(words)
    )


# -- changing what is there --------------------------------------------------


def press_digit(scene: Scene, annotation: Annotation, digit: int) -> Outcome:
    """Set the value that has a digit; the same again clears it, 0 clears all.

    Args:
        scene: the article and its layer.
        annotation: as it is now.
        digit: 0 to 9.
    """
    tag = scene.codebook.tag(annotation.tag)
    name = scene.tag_name(annotation.tag)
    if tag is None:
        return refused(tr("{tag} is no tag of this codebook: its values cannot be set.", tag=annotation.tag))
    change = edits.toggle_digit(annotation, tag, digit)
    if digit == 0:
        return Outcome(
            tr("Clear values"), change, said=tr("All values cleared.") if change else tr("No values are set.")
        )
    found = tag.for_digit(digit)
    if found is None:
        return refused(tr("{digit} is no value of a {name}.", digit=digit, name=name))
    attribute, value = found
    held = attribute.toggled(annotation.attribute(attribute.id), value)
    words = (
        tr("{attribute} cleared", attribute=attribute.name)
        if held is None
        else f"{attribute.name}: {value_name(attribute, held)}"
    )
    return Outcome(tr("Set {attribute}", attribute=attribute.name), change, said=words + ".")


def set_value(annotation: Annotation, name: str, attribute_id: str, value: Any) -> Outcome:
    """Set an attribute as a form does.

    Args:
        annotation: as it is now.
        name: of the attribute, for the Edit menu.
        attribute_id: of the attribute.
        value: None, False and empty text unset it.
    """
    value = None if value == "" or value is False else value
    return Outcome(tr("Set {attribute}", attribute=name), edits.set_attribute(annotation, attribute_id, value))


def move_edges(scene: Scene, annotation: Annotation, span: Span) -> Outcome:
    """Give an annotation other edges; id, attributes, links and note stay.

    Args:
        scene: the article and its layer.
        annotation: as it is now.
        span: the new place, code points.
    """
    from analyst_app.language.edge_rules import apply_edge_rule

    trimmed = apply_edge_rule("none", scene.text, grapheme_bounds(scene.text, span), scene.language)
    if not trimmed.spans:
        return refused(tr("An annotation needs at least one character."))
    span = trimmed.spans[0]
    if span == annotation.span:
        return Outcome(tr("Move edges"))
    if same_again(scene.store, annotation.tag, span):
        return refused(tr("Another {tag} has these edges already.", tag=scene.tag_name(annotation.tag)))
    words = [trimmed.said] if trimmed.said else []
    near = nearly_same(scene.store, annotation.tag, span, but=annotation.id)
    if near is not None:
        words.append(
            tr("Overlaps another {tag}: {span}", tag=scene.tag_name(annotation.tag), span=scene.words(near.span))
        )
    return Outcome(tr("Move edges"), edits.resize(annotation, span), annotation.id, sentence(words))


def delete(scene: Scene, annotations: Sequence[Annotation]) -> Outcome:
    """Take annotations out; links to a name move to another mention of it.

    Args:
        scene: the article and its layer.
        annotations: those to take out.
    """
    gone = {annotation.id for annotation in annotations}
    heirs: dict[str, str] = {}
    words = []
    for annotation in annotations:
        incoming = [link for link in scene.store.links_to(annotation.id) if link.from_id not in gone]
        heir = heir_of(scene, annotation, gone) if incoming else None
        if heir is not None:
            heirs[annotation.id] = heir.id
            words.append(
                tr(
                    "{n} link moved to {span}|{n} links moved to {span}",
                    len(incoming),
                    span=scene.words(heir.span),
                )
            )
    change = edits.remove(scene.store, annotations, heirs=heirs)
    removed, _ = change.of(Link)
    lost = sum(link.to_id not in heirs or link.from_id in gone for link in removed) if heirs else len(removed)
    if lost:
        words.append(tr("{n} link deleted with it|{n} links deleted with it", lost))
    only = annotations[0] if len(annotations) == 1 else None
    label = tr("Delete {tag}", tag=scene.tag_name(only.tag)) if only else tr("Delete annotations")
    words.insert(
        0,
        tr("Deleted {span}", span=scene.words(only.span))
        if only
        else tr("Deleted {n} annotation|Deleted {n} annotations", len(annotations)),
    )
    return Outcome(label, change, said=sentence(words))


def to_delete(
    store: AnnotationStore,
    current: Annotation | None,
    selection: Span | None,
    lets: Callable[[Annotation], bool] = lambda _: True,
) -> Annotation | str:
    """The annotation that Delete acts on, or the reason why there is none.

    With a selection it is only the one annotation of that very span.

    Args:
        store: the layer.
        current: the current annotation.
        selection: the selected words, code points.
        lets: true of those that the text shows; by default of all.
    """
    if selection is None:
        return current or tr("No annotation is current.")
    same = [one for one in store.touching(*selection) if one.span == selection and lets(one)]
    if len(same) == 1:
        return same[0]
    return (
        tr("Several annotations have just this span. Press Esc and choose one.")
        if same
        else (tr("No annotation has just the selected words. Press Esc to delete the current one."))
    )


def heir_of(scene: Scene, annotation: Annotation, gone: Iterable[str] = ()) -> Annotation | None:
    """Another mention of the same name, the nearest one; by identity first, then by the words.

    Args:
        scene: the article and its layer.
        annotation: the mention that goes.
        gone: ids of annotations that go with it.
    """
    name, words = annotation.attribute("name"), equal_words(annotation.span.of(scene.text))
    out = {annotation.id, *gone}
    by_part: Annotation | None = None
    for other in _around(scene.store, annotation):
        if other.tag != annotation.tag or other.id in out:
            continue
        if name and other.attribute("name") == name:
            return other
        if name and other.attribute("name"):
            continue
        theirs = equal_words(other.span.of(scene.text))
        if theirs == words:
            return other
        if by_part is None and _is_part(words, theirs):
            by_part = other
    return by_part


def _around(store: AnnotationStore, annotation: Annotation) -> Iterator[Annotation]:
    """Annotations by distance in the list, the ones before first."""
    row, everything = store.row_of(annotation), store.annotations
    for distance in range(1, _HEIR_REACH):
        for place in (row - distance, row + distance):
            if 0 <= place < len(everything):
                yield everything[place]


def _is_part(one: str, other: str) -> bool:
    """True if one name is the last words of the other: Brandt, Ada Brandt."""
    return f" {one}".endswith(f" {other}") or f" {other}".endswith(f" {one}")
