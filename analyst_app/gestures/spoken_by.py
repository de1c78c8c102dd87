"""All that one person says: whose words annotations are, by the person and not by the single mention."""

from __future__ import annotations

from typing import NamedTuple

from analyst_app.core.annotation import Annotation
from analyst_app.core.codebook import Codebook
from analyst_app.core.roles import who_links
from analyst_app.core.store import AnnotationStore
from analyst_app.gestures.identifying import NAME

_ACTOR = "actor"
_MOST_NAMED = 1_000
"""Speakers of one quote that are looked at."""


class Speaker(NamedTuple):
    """A person or body of an article."""

    name: str
    """The fullest one."""
    called: frozenset[str]
    """All that mentions of the same one are known by: an id, a name, or their words."""


def speaker_of(store: AnnotationStore, codebook: Codebook, text: str, mention: Annotation) -> Speaker:
    """The person whom a mention means, with all that the layer's other mentions call the same one.

    A mention of one word is the same as the one fuller name that ends with it, if there is just one.

    Args:
        store: the layer.
        codebook: of the layer.
        text: of the article.
        mention: an annotation of a person.
    """
    tags = codebook.ids_counted_as("actor")
    others = [_called(one, text) for one in store.annotations if one.tag in tags]
    found = set(_called(mention, text))
    full = _full_names(others)
    found |= {whole for short, whole in full.items() if short in found}
    for called in others:
        if called & found:
            found |= called
    found |= {short for short, whole in full.items() if whole in found}
    named = mention.attribute(NAME)
    name = named if isinstance(named, str) and named else full.get(_words(mention, text), _words(mention, text))
    return Speaker(name, frozenset(found))


def is_said_by(speaker: Speaker, annotation: Annotation, store: AnnotationStore, codebook: Codebook, text: str) -> bool:
    """True if an annotation's words are a person's.

    Args:
        speaker: the person.
        annotation: any of the layer.
        store: the layer.
        codebook: of the layer.
        text: of the article.
    """
    links = who_links(store, codebook, annotation, most=_MOST_NAMED)
    ends = (store.annotation(link.to_id) for link in links)
    return any(end is not None and bool(_called(end, text) & speaker.called) for end in ends)


def _called(mention: Annotation, text: str) -> frozenset[str]:
    """The id and the name of a mention, or else its words."""
    known = (dict(mention.extra).get(_ACTOR), mention.attribute(NAME))
    return frozenset(one for one in known if isinstance(one, str) and one) or frozenset((_words(mention, text),))


def _words(mention: Annotation, text: str) -> str:
    return " ".join(mention.span.of(text).split())


def _full_names(all_called: list[frozenset[str]]) -> dict[str, str]:
    """By the last word of names of several words, the name, where only one ends so."""
    by_last: dict[str, set[str]] = {}
    for called in all_called:
        for name in called:
            *before, last = name.split() or [""]
            if before:
                by_last.setdefault(last, set()).add(name)
    return {last: next(iter(names)) for last, names in by_last.items() if len(names) == 1}
