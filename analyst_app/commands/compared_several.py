"""The answer of ``compare`` about three layers or more: every place of the article with what each layer has there."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from itertools import combinations
from typing import TYPE_CHECKING, Any

from analyst_app.agreement.partial_scores import partial_scores
from analyst_app.alignment.align import KINDS, compare
from analyst_app.alignment.gathering import gather
from analyst_app.core.annotation import Annotation, Link
from analyst_app.wording import in_row, tr

if TYPE_CHECKING:
    from analyst_app.alignment.align import Difference, Reading
    from analyst_app.alignment.gathering import Gathered, Voice

_WIDTH = 60
_OF_TWO = ("only_a", "only_b")
"""Kinds of a comparison of two; of several layers the kind is ``only_some``."""
_KINDS = (*(kind for kind in KINDS if kind not in _OF_TWO), "only_some")
Told = Callable[[Annotation, str], dict[str, Any]]


class ComparedSeveral:
    """Three layers or more, all at once.

    Args:
        readings: the layers.
        text: the article.
    """

    def __init__(self, readings: Sequence[Reading], text: str) -> None:
        self._readings, self._text = readings, text
        self._layers = [reading.layer for reading in readings]
        self._annotations = [{one.id: one for one in reading.annotations} for reading in readings]
        self._links: list[dict[str, list[Link]]] = [{} for _ in readings]
        for links, reading in zip(self._links, readings, strict=True):
            for link in reading.links:
                links.setdefault(link.from_id, []).append(link)
        self._places = gather(readings).differences

    def data(self, told: Told) -> dict[str, Any]:
        """The document of ``--json``: every annotation in one place, each place with who says the same there.

        Args:
            told: gives an annotation as it stands in the document of two.
        """
        pairs = {f"{one.layer},{two.layer}": compare(one, two) for one, two in combinations(self._readings, 2)}
        return {
            "article_length": len(self._text),
            "layers": self._layers,
            "differences": [self._item(place, told) for place in self._places],
            "counts": self._counts(),
            "pairs": {
                name: {"counts": found.counts, "scores": scores_of(found.differences)} for name, found in pairs.items()
            },
        }

    def lines(self) -> Iterator[str]:
        """The places at which not all say the same, a line for all who do, and the number of each kind."""
        yield in_row(self._layers)
        for place in self._places:
            kind = str(place.shown_kind)
            for voice in place.voices if not place.is_same else ():
                yield f"{kind:<12} {'+'.join(self._named(voice))}: {self._said(place, voice)}"
                kind = ""
        told = in_row(f"{kind} {count}" for kind, count in self._counts().items() if count)
        yield told or tr("no annotations")

    # -- inside ----------------------------------------------------------------

    def _counts(self) -> dict[str, int]:
        counts = Counter(str(place.shown_kind) for place in self._places)
        return {kind: counts[kind] for kind in _KINDS}

    def _named(self, voice: Voice) -> list[str]:
        return [self._layers[number] for number in voice]

    def _item(self, place: Gathered, told: Told) -> dict[str, Any]:
        sides = zip(self._layers, self._links, place.sides, strict=True)
        return {
            "kind": place.shown_kind,
            "start": place.start,
            "end": place.end,
            "sides": {
                layer: [told(one, self._text) | {"links": [*map(_link, links.get(one.id, ()))]} for one in side]
                for layer, links, side in sides
            },
            "voices": [self._named(voice) for voice in place.voices],
            "majority": self._named(place.majority),
        }

    def _said(self, place: Gathered, voice: Voice) -> str:
        """The annotations that some have at a place, in one line."""
        return "  ".join(self._annotation(voice[0], one) for one in place.sides[voice[0]]) or tr("nothing")

    def _annotation(self, reader: int, one: Annotation) -> str:
        facts = [f"{name}: {_value(value)}" for name, value in one.attributes]
        facts += [tr("note: “{words}”", words=_short(one.note))] if one.note else []
        for link in self._links[reader].get(one.id, ()):
            end = self._annotations[reader].get(link.to_id)
            facts.append(f"{link.role} → “{_short(self._text[end.start : end.end])}”" if end else link.role)
        told = f"{one.tag} {one.start}–{one.end} “{_short(self._text[one.start : one.end])}”"
        return f"{told} ({', '.join(facts)})" if facts else told


def scores_of(differences: Sequence[Difference]) -> dict[str, Any]:
    """The four scores of a comparison of two, and why one is undefined.

    Args:
        differences: all of the comparison.
    """
    figures = partial_scores(differences)
    why = {name: figure.why for name, figure in figures.items() if figure.value is None}
    return {**{name: figure.value for name, figure in figures.items()}, "why": why}


def _link(link: Link) -> dict[str, Any]:
    return {"id": link.id, "role": link.role, "from": link.from_id, "to": link.to_id}


def _value(value: object) -> str:
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


def _short(words: str) -> str:
    flat = " ".join(words.split())
    return flat if len(flat) <= _WIDTH else f"{flat[: _WIDTH - 1]}…"
