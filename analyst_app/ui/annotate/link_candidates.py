"""The offers of link mode: people for a quote or claim, quotes for a person."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from analyst_app.core.annotation import Annotation
from analyst_app.core.codebook import LinkRole
from analyst_app.core.roles import NOT_STATED, who_role
from analyst_app.core.span import Span
from analyst_app.gestures.linking import is_term, proposed, tagged_span, without_speaker
from analyst_app.gestures.tagging import Scene
from analyst_app.wording import tr

if TYPE_CHECKING:
    from analyst_app.language.known_people import Person
    from analyst_app.language.reporting.speakers import Proposal

_AROUND = 20_000
"""Code points on each side in which names not yet tagged are found by typing."""
_PEOPLE = 20_000
"""Annotations on each side among which people are found by typing."""
_QUOTES = 12


class LinkCandidate(NamedTuple):
    """One line of the list."""

    name: str
    why: str
    span: Span
    """The place in the text, code points."""
    target: Annotation | Span
    """The annotation at the other end, or the words that are to be tagged as one."""
    cue: Span | None = None
    words: str = ""
    """As printed where the frame stands; empty: the name is just those words."""
    aliases: tuple[str, ...] = ()
    """Other names of the person, by which typing finds them."""

    @property
    def shown(self) -> str:
        """The framed words, and whose they are where those alone do not say."""
        from analyst_app.language.people import spelt

        return f"{self.words} ({self.name})" if self.words and spelt(self.words) != spelt(self.name) else self.name


def linked(scene: Scene, subject: Annotation, role: LinkRole) -> list[LinkCandidate]:
    """Those to whom links of a role lead already, in the order of the text."""
    ends = [scene.store.annotation(link.to_id) for link in scene.store.links_from(subject.id, role.role)]
    return [
        LinkCandidate(
            _name(scene, one),
            tr("the {role} now", role=role.name),
            one.span,
            one,
            words=_printed(scene, one.span),
        )
        for one in sorted((end for end in ends if end is not None), key=lambda end: end.start)
    ]


def people(scene: Scene, subject: Annotation, role: LinkRole) -> list[LinkCandidate]:
    """The people who may be at the other end of a link from a quote or claim, most likely first."""
    is_who = who_role(scene.codebook.tag(subject.tag)) is role
    nobody = _nobody(scene, subject) if is_who and is_term(scene, subject) else []
    proposals = proposed(scene, subject, role)
    found = [_candidate(scene, role, proposal, has_cue=is_who) for proposal in proposals]
    may_tag = takes_names(scene, role)
    allowed = [one for one in found if one is not None and (may_tag or isinstance(one.target, Annotation))]
    return [*nobody, *_by_person(scene, allowed)]


def _by_person(scene: Scene, found: list[LinkCandidate]) -> list[LinkCandidate]:
    """Each known person once, under the name that the team knows; the others as they are."""
    if scene.people is None or not scene.people.people:
        return found
    kept: dict[str, LinkCandidate] = {}
    for number, one in enumerate(found):
        known = _known(scene, one)
        if known is None:
            kept[f"row {number}"] = one
        else:
            kept.setdefault(known.id, one._replace(name=known.name, aliases=known.aliases))
    return list(kept.values())


def _known(scene: Scene, one: LinkCandidate) -> Person | None:
    if isinstance(one.target, Annotation):
        return scene.person_of(one.target)
    return scene.people.one_called(one.name) if scene.people is not None else None


def _nobody(scene: Scene, subject: Annotation) -> list[LinkCandidate]:
    """The one row for a term: "not stated", which stands for the quote itself."""
    tag = scene.codebook.tag(subject.tag)
    if tag is None or tag.attribute(NOT_STATED) is None:
        return []
    return [LinkCandidate(tr("not stated"), tr("a term: nobody speaks it"), subject.span, subject)]


def more_people(scene: Scene, subject: Annotation, role: LinkRole, known: list[LinkCandidate]) -> list[LinkCandidate]:
    """The other people of the article, for typing: those tagged, then names that are not; of both the nearest first."""
    from analyst_app.language.datelines import is_in_dateline
    from analyst_app.language.names import names_in
    from analyst_app.language.people import spelt

    store, row = scene.store, scene.store.row_of(subject)
    seen = {spelt(name) for one in known for name in (one.name, *one.aliases)}
    found: list[LinkCandidate] = []
    near = store.annotations[max(0, row - _PEOPLE) : row + _PEOPLE]
    skip_tags = {tag.id for tag in scene.codebook.tags_for("skip")}
    left_out = [subject.span, *(one.span for one in near if one.tag in skip_tags)]
    for actor in sorted(near, key=lambda one: _distance(one.span, subject.span)):
        if actor.tag in role.to and not _is_in(actor.span, left_out):
            name = _name(scene, actor)
            if spelt(name) not in seen:
                seen.add(spelt(name))
                found.append(
                    LinkCandidate(name, tr("in the article"), actor.span, actor, words=_printed(scene, actor.span))
                )
    if takes_names(scene, role):
        around = Span(max(0, subject.start - _AROUND), min(len(scene.text), subject.end + _AROUND))
        names = names_in(scene.text, around, scene.language)
        for name_ in sorted(names, key=lambda one: _distance(one.span, subject.span)):
            name = " ".join(name_.span.of(scene.text).split())
            is_out = _is_in(name_.span, left_out) or is_in_dateline(scene.text, name_.span, scene.language)
            if spelt(name) not in seen and not is_out:
                seen.add(spelt(name))
                found.append(LinkCandidate(name, tr("not yet tagged"), name_.span, name_.span))
    return _by_person(scene, found)


def quotes(scene: Scene, actor: Annotation) -> list[LinkCandidate]:
    """The quotes that have no speaker yet, the nearest first."""
    return [
        LinkCandidate(" ".join(one.span.of(scene.text).split()), tr("no speaker yet"), one.span, one)
        for one in without_speaker(scene, actor)[:_QUOTES]
    ]


def takes_names(scene: Scene, role: LinkRole) -> bool:
    """True if a role leads to names, so that one not yet tagged can be offered."""
    return any(tag.id in role.to for tag in scene.codebook.tags_for("actor"))


def matching(candidates: list[LinkCandidate], letters: str) -> list[LinkCandidate]:
    """Those with a word that begins with the letters, before those that hold them elsewhere."""
    from analyst_app.language.people import spelt

    wanted = spelt(letters)
    words = [
        (one, "".join(f" {spelt(name)}" for name in (one.name, *one.aliases)).replace("-", " ")) for one in candidates
    ]
    begins = [one for one, name in words if f" {wanted}" in name]
    return begins + [one for one, name in words if wanted in name and one not in begins]


def _candidate(scene: Scene, role: LinkRole, proposal: Proposal, *, has_cue: bool) -> LinkCandidate | None:
    target: Annotation | Span | None = proposal.span
    if proposal.annotation_id is not None:
        target = scene.store.annotation(proposal.annotation_id)
    if target is None:
        return None
    if isinstance(target, Span):
        target = span = tagged_span(scene, role, target)
        why = tr("{why} · not yet tagged", why=proposal.why)
    else:
        span, why = target.span, proposal.why
    name, cue = " ".join(proposal.name.split()), proposal.cue if has_cue else None
    return LinkCandidate(name, why, span, target, cue, _printed(scene, span))


def _distance(one: Span, other: Span) -> int:
    return max(one.start - other.end, other.start - one.end, 0)


def _is_in(span: Span, stretches: list[Span]) -> bool:
    return any(stretch.contains(span) for stretch in stretches)


def _name(scene: Scene, actor: Annotation) -> str:
    person = scene.person_of(actor)
    if person is not None:
        return person.name
    return str(actor.attribute("name") or _printed(scene, actor.span))


def _printed(scene: Scene, span: Span) -> str:
    return " ".join(span.of(scene.text).split())
