"""Mentions that say one person's id, and are to say another's: a change of each article's own layer."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Sequence
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


def retargeting(folder: Path, keys: Sequence[MentionKey], *, layer: str, names: Collection[str], to: Person) -> Jobs:
    """The changes that give mentions another person's id and name, by article.

    A mention that has neither an id nor a name is left alone: its words alone say whom it means.

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
    return {folder / article: partial(_change, ids=ids, names=folded, to=to) for article, ids in wanted.items()}


def _change(session: Session, *, ids: Collection[str], names: Collection[str], to: Person) -> Change:
    def is_meant(one: Annotation) -> bool:
        return spelt(one.span.of(session.document.text)) in names or spelt(str(one.attribute(NAME) or "")) in names

    found = [one for one_id in ids if (one := session.store.annotation(one_id)) is not None and is_meant(one)]
    pairs_of = [(one, _said(one, to)) for one in found if actor_of(one) or one.attribute(NAME)]
    changed = [(old, new) for old, new in pairs_of if old != new]
    return Change(tuple(old for old, _ in changed), tuple(new for _, new in changed))


def _said(one: Annotation, to: Person) -> Annotation:
    held = dict(one.attributes)
    if NAME in held:
        one = one._replace(attributes=pairs(held | {NAME: to.name}))
    return with_actor(one, to.id)
