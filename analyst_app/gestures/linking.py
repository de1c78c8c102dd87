"""The gestures of link mode: each function answers with an Outcome and changes nothing."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from typing import TYPE_CHECKING

from analyst_app.core import edits
from analyst_app.core.annotation import ASSIST, Annotation, Link, Record
from analyst_app.core.codebook import LinkRole, Tag
from analyst_app.core.excerpts import sentence
from analyst_app.core.roles import CONTINUES, CUE, NOT_STATED, who_role
from analyst_app.core.span import Span
from analyst_app.core.store import Change
from analyst_app.gestures.automatic import automatic_attributes
from analyst_app.gestures.tagging import Outcome, Scene, refused, same_again
from analyst_app.wording import in_row, tr

if TYPE_CHECKING:
    from analyst_app.language.reporting.speakers import Proposal


def roles_of(tag: Tag | None) -> list[LinkRole]:
    """The roles that link mode offers, the speaker's first; parts and cues link themselves."""
    if tag is None:
        return []
    first = who_role(tag)
    offered = [role for role in tag.links if role.role not in (CONTINUES, CUE)]
    return sorted(offered, key=lambda role: role is not first)


def speaking_role(scene: Scene, annotation: Annotation) -> LinkRole | None:
    """The role by which quotes say that an annotation speaks; None if its tag is nobody's speaker.

    Args:
        scene: the article and its layer.
        annotation: the person or body.
    """
    roles = (who_role(tag) for tag in scene.codebook.tags)
    return next((one for one in roles if one is not None and one.role == "speaker" and annotation.tag in one.to), None)


def first_part(scene: Scene, annotation: Annotation) -> Annotation:
    """The first part of the quotation that an annotation continues; itself if it continues none.

    Args:
        scene: the article and its layer.
        annotation: any part of the quotation.
    """
    seen = {annotation.id}
    while True:
        earlier = scene.store.links_from(annotation.id, CONTINUES)
        found = scene.store.annotation(earlier[0].to_id) if earlier else None
        if found is None or found.id in seen:
            return annotation
        seen.add(found.id)
        annotation = found


def accept(
    scene: Scene,
    annotation: Annotation,
    role: LinkRole,
    target: Annotation | Span,
    *,
    cue: Span | None = None,
    instead_of: Sequence[Link] = (),
    made: Collection[str] = (),
) -> Outcome:
    """Link an annotation to someone; a name not yet tagged is tagged in the same step, so is the reporting verb.

    Args:
        scene: the article and its layer.
        annotation: the quote or claim.
        role: speaker, source …
        target: an annotation, or the span of a name that is none yet.
        cue: the reporting verb's span.
        instead_of: links of that role that go in the same step.
        made: ids of names that were tagged by linking only; one that no link needs any longer goes, too, as does one
            that an accepted suggestion tagged.
    """
    records: list[Record] = []
    removed: list[Record] = []
    words: list[str] = []
    end = target if isinstance(target, Annotation) else _tag_name(scene, role, target, records, words)
    if end is None:
        return refused(tr("Those words cannot be tagged as someone. Select a name."))
    if end.id == annotation.id:
        return refused(tr("An annotation is not linked to itself."))
    change = edits.link(scene.store, role.role, annotation.id, end.id)
    if not change:
        return refused(tr("{span} is its {name} already.", span=scene.words(end.span), name=role.name))
    records += change.added
    gone, unneeded = _replaced(scene, instead_of, made)
    removed += gone
    if annotation.attribute(NOT_STATED) and _is_who(scene, annotation, role):
        cleared = edits.set_attribute(annotation, NOT_STATED, None)
        removed += cleared.removed
        records += cleared.added
    if cue is not None:
        if instead_of:
            removed += _other_cue(scene, annotation, cue)
        records += _tag_cue(scene, annotation, cue, is_new=bool(instead_of))
    before = [scene.words(other.span) for link in instead_of if (other := _end(scene, link)) is not None]
    words.append(_linked_words(role.name, scene.words(end.span), before))
    words += [tr("{span} is no longer tagged", span=scene.words(one.span)) for one in unneeded]
    return Outcome(tr("Link {role}", role=role.name), Change(tuple(removed), tuple(records)), said=sentence(words))


def _linked_words(role: str, end: str, before: list[str]) -> str:
    if not before:
        return f"{role} → {end}"
    return tr("{link} instead of {before}", link=f"{role} → {end}", before=in_row(before))


def is_term(scene: Scene, annotation: Annotation) -> bool:
    """True of a quote that is a label, title or scare quote: nobody speaks it, unless its value says otherwise.

    Args:
        scene: the article and its layer.
        annotation: any annotation.
    """
    from analyst_app.language.quote_modes import TERM, mode_of

    tag = scene.codebook.tag(annotation.tag)
    if tag is None or tag not in scene.codebook.tags_for("quotation"):
        return False
    mode = tag.attribute("mode")
    if mode is not None and mode.automatic:
        return bool(annotation.attribute("mode") == TERM)
    return mode_of(scene.text, annotation.span, scene.language) == TERM


def proposed(scene: Scene, annotation: Annotation, role: LinkRole, *, most: int = 12) -> list[Proposal]:
    """The people who may be at the other end of a link, most likely first.

    Args:
        scene: the article and its layer.
        annotation: the quote or claim; it may be one that is not made yet.
        role: speaker, source …
        most: the number of people that are wanted.
    """
    from analyst_app.language.reporting.speakers import propose_for

    tags = scene.codebook.tags
    return propose_for(
        scene.text,
        annotation,
        scene.store,
        scene.language,
        actor_tags=role.to,
        quote_tags=[tag.id for tag in tags if tag.role(role.role) is not None],
        skip_tags=[tag.id for tag in scene.codebook.tags_for("skip")],
        role=role.role,
        most=most,
    )


def tagged_span(scene: Scene, role: LinkRole, span: Span) -> Span:
    """The words that ``accept`` would tag of a name: the edge rule of the first tag at a role's end applied to it.

    Args:
        scene: the article and its layer.
        role: speaker, source …
        span: of the name as it was found or selected.
    """
    from analyst_app.language.edge_rules import apply_edge_rule

    tag = next((tag for end in role.to if (tag := scene.codebook.tag(end)) is not None), None)
    spans = apply_edge_rule(tag.edge_rule, scene.text, span, scene.language).spans if tag is not None else ()
    return spans[0] if len(spans) == 1 else span


def not_stated(scene: Scene, annotation: Annotation) -> Outcome:
    """Note that the article does not say who spoke; links to a speaker go.

    Args:
        scene: the article and its layer.
        annotation: the quote or claim.
    """
    tag = scene.codebook.tag(annotation.tag)
    if tag is None or tag.attribute(NOT_STATED) is None:
        return refused(
            tr("A {tag} has no value for “not stated” in this codebook.", tag=scene.tag_name(annotation.tag))
        )
    role = who_role(tag)
    links = scene.store.links_from(annotation.id, role.role) if role else []
    change = edits.merged([edits.unlink(links), edits.set_attribute(annotation, NOT_STATED, True)])
    if not change:
        return refused(tr("It says “not stated” already."))
    gone = tr("{n} link removed|{n} links removed", len(links)) if links else ""
    return Outcome(tr("Speaker not stated"), change, said=sentence([tr("Speaker not stated"), gone]))


def unlink(scene: Scene, links: Iterable[Link]) -> Outcome:
    """Take links out.

    Args:
        scene: the article and its layer.
        links: those to take out.
    """
    gone = list(links)
    words = [
        tr("{link} link to {span} removed", link=scene.role_name(link), span=scene.words(end.span))
        for link in gone
        if (end := _end(scene, link))
    ]
    return Outcome(tr("Remove link"), edits.unlink(gone), said=sentence(words))


def removable(scene: Scene, annotation: Annotation) -> list[Link]:
    """The links that Shift+L may take from an annotation: its own, or, of an actor, those that lead to it.

    A link to the reporting verb came with the speaker's; it stands back while there is another.

    Args:
        scene: the article and its layer.
        annotation: the one that the key was pressed on.
    """
    links = scene.store.links_from(annotation.id) or scene.store.links_to(annotation.id)
    return [link for link in links if link.role != CUE] or links


def without_speaker(scene: Scene, actor: Annotation, *, reach: int = 2_000) -> list[Annotation]:
    """Annotations that could have an actor as their speaker and have none yet: in its sentence first, then the nearest.

    Args:
        scene: the article and its layer.
        actor: the person or body.
        reach: number of annotations that are looked at on each side.
    """
    from analyst_app.language.sentences import sentence_at

    store, row = scene.store, scene.store.row_of(actor)
    near = store.annotations[max(0, row - reach) : row + reach]
    home = sentence_at(scene.text, actor.start, scene.language)

    def distance(one: Annotation) -> tuple[bool, int, int]:
        return (not one.span.overlaps(home), _distance(one.span, actor.span), one.start)

    return sorted((one for one in near if _wants(scene, one, actor)), key=distance)


def _wants(scene: Scene, one: Annotation, actor: Annotation) -> bool:
    tag = scene.codebook.tag(one.tag)
    role = who_role(tag)
    if role is None or actor.tag not in role.to or role.role != "speaker":
        return False
    if one.attribute(NOT_STATED) or one.span.contains(actor.span):
        return False
    store = scene.store
    return not (store.links_from(one.id, role.role, most=1) or store.links_from(one.id, CONTINUES, most=1))


def _distance(one: Span, other: Span) -> int:
    return max(one.start - other.end, other.start - one.end, 0)


def _is_who(scene: Scene, annotation: Annotation, role: LinkRole) -> bool:
    who = who_role(scene.codebook.tag(annotation.tag))
    return who is not None and who.role == role.role


def _tag_name(scene: Scene, role: LinkRole, span: Span, records: list[Record], words: list[str]) -> Annotation | None:
    """The annotation of a name, made if it is not there; the edge rule applies here too."""
    from analyst_app.language.edge_rules import apply_edge_rule

    tag = next((tag for end in role.to if (tag := scene.codebook.tag(end)) is not None), None)
    if tag is None:
        return None
    trimmed = apply_edge_rule(tag.edge_rule, scene.text, span, scene.language)
    if len(trimmed.spans) != 1:
        return None
    span = trimmed.spans[0]
    found = same_again(scene.store, tag.id, span)
    if found is None:
        found = edits.new_annotation(tag.id, span, automatic_attributes(tag, scene.text, span, scene.language))
        records.append(found)
        words += [trimmed.said, tr("Tagged {span} as {name}", span=scene.words(span), name=tag.name)]
    return found


def _replaced(scene: Scene, links: Sequence[Link], made: Collection[str]) -> tuple[list[Record], list[Annotation]]:
    """The records that go when links are replaced, and the names among them that only those links needed."""
    unneeded: list[Annotation] = []
    for link in links:
        end = _end(scene, link)
        others = [*scene.store.links_to(link.to_id), *scene.store.links_from(link.to_id)]
        if end is None or not (end.id in made or _is_as_proposed(end)):
            continue
        if not end.note and all(other in links for other in others):
            unneeded.append(end)
    return [*links, *unneeded], unneeded


def _is_as_proposed(end: Annotation) -> bool:
    """True of somebody whom an accepted suggestion tagged for the link, and nobody has changed since."""
    began_as = dict(end.extra).get(ASSIST)
    return isinstance(began_as, dict) and began_as.get("edited") is False


def _other_cue(scene: Scene, annotation: Annotation, cue: Span) -> list[Record]:
    """The link to another reporting verb than this one, and the verb itself if nothing else needs it."""
    gone: list[Record] = []
    for link in scene.store.links_from(annotation.id, CUE):
        verb = _end(scene, link)
        if verb is None or verb.span == cue:
            continue
        gone.append(link)
        if scene.store.links_to(verb.id, most=2) == [link] and not verb.note:
            gone.append(verb)
    return gone


def _tag_cue(scene: Scene, annotation: Annotation, span: Span, *, is_new: bool = False) -> list[Record]:
    """The reporting verb's annotation and the link to it, as far as the codebook has them.

    Args:
        scene: the article and its layer.
        annotation: the quote or claim.
        span: of the verb.
        is_new: True if it stands for another verb that goes.
    """
    tag, owner = scene.codebook.first_for("cue"), scene.codebook.tag(annotation.tag)
    if tag is None or owner is None or owner.role(CUE) is None:
        return []
    cues = [verb for link in scene.store.links_from(annotation.id, CUE) if (verb := _end(scene, link)) is not None]
    if cues and (not is_new or any(verb.span == span for verb in cues)):
        return []
    found = same_again(scene.store, tag.id, span)
    made: list[Record] = []
    if found is None:
        found = edits.new_annotation(tag.id, span)
        made.append(found)
    return [*made, edits.new_link(CUE, annotation.id, found.id)]


def _end(scene: Scene, link: Link) -> Annotation | None:
    return scene.store.annotation(link.to_id)
