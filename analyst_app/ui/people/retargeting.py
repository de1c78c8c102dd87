"""Mentions that say one person's id, and are to say another's: a change of each article's own layer."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from analyst_app.core.annotation import Annotation, pairs
from analyst_app.core.store import Change
from analyst_app.gestures.identifying import NAME
from analyst_app.language.known_people import Person, actor_of, with_actor
from analyst_app.language.people import spelt

if TYPE_CHECKING:
    from analyst_app.corpus.people.people_tally import MentionKey
    from analyst_app.session.session import Session

Jobs = dict[Path, Callable[[Any], Change]]
"""Makes the change of each article's own layer, from its Session."""


def retargeting(
    folder: Path, keys: Sequence[MentionKey], *, layer: str, names: Collection[str], to: Person
) -> tuple[Jobs, Jobs]:
    """The changes that give mentions another person's id and name, by article, and those that take it back.

    A mention that has neither an id nor a name is left alone: its words alone say whom it means. Taking back gives
    each what it said before; one that says another person by then stays.

    Args:
        folder: of the corpus.
        keys: the mentions; only those of the annotator's own layer are changed.
        layer: id of that layer.
        names: the words of the mentions that are meant.
        to: the person.
    """
    wanted: dict[str, set[str]] = defaultdict(set)
    for key in keys:
        if key.layer == layer:
            wanted[key.article].add(key.id)
    folded = {spelt(name) for name in names}
    there: Jobs = {}
    back: Jobs = {}
    for article, ids in wanted.items():
        said: dict[str, Annotation] = {}
        there[folder / article] = partial(_change, ids=ids, names=folded, to=to, said=said)
        back[folder / article] = partial(_change_back, to=to, said=said)
    return there, back


def _change(
    session: Session, *, ids: Collection[str], names: Collection[str], to: Person, said: dict[str, Annotation]
) -> Change:
    def is_meant(one: Annotation) -> bool:
        return spelt(one.span.of(session.document.text)) in names or spelt(str(one.attribute(NAME) or "")) in names

    found = [one for one_id in ids if (one := session.store.annotation(one_id)) is not None and is_meant(one)]
    pairs_of = [(one, _said(one, to)) for one in found if actor_of(one) or one.attribute(NAME)]
    said.update((old.id, old) for old, _ in pairs_of)
    return _of_pairs(pairs_of)


def _change_back(session: Session, *, to: Person, said: Mapping[str, Annotation]) -> Change:
    found = [(one, old) for one_id, old in said.items() if (one := session.store.annotation(one_id)) is not None]
    return _of_pairs([(one, _as_before(one, old)) for one, old in found if one == _said(one, to)])


def _of_pairs(found: Iterable[tuple[Annotation, Annotation]]) -> Change:
    changed = [(old, new) for old, new in found if old != new]
    return Change(tuple(old for old, _ in changed), tuple(new for _, new in changed))


def _said(one: Annotation, to: Person) -> Annotation:
    held = dict(one.attributes)
    if NAME in held:
        one = one._replace(attributes=pairs(held | {NAME: to.name}))
    return with_actor(one, to.id)


def _as_before(one: Annotation, old: Annotation) -> Annotation:
    """A mention with the name and id that it had; what else was said of it since stays."""
    held, before = dict(one.attributes), dict(old.attributes)
    if NAME in before:
        held[NAME] = before[NAME]
    return with_actor(one._replace(attributes=pairs(held)), actor_of(old))
