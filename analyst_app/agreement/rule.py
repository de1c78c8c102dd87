"""The rule by which layers are compared: which tags count, and which edges count as the same."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Sequence
from itertools import accumulate, combinations
from typing import Literal, NamedTuple

from analyst_app.agreement.agreement import Scope
from analyst_app.alignment.align import Reading
from analyst_app.alignment.matching import match
from analyst_app.core.annotation import Annotation
from analyst_app.wording import tr

ANY = "any"
"""The tag that stands for all where spans count regardless of their tags."""

Unit = Literal["characters", "spaces", "words"]

_WORD = re.compile(r"\w+")
_INK = re.compile(r"\S+")
_ASKED = re.compile(r"(?P<number>\d+)?\s*(?P<unit>characters?|c|words?|w|(?:white[ -]?)?spaces?)?", re.IGNORECASE)


class Tolerance(NamedTuple):
    """The distance up to which two edges count as the same."""

    unit: Unit = "characters"
    """Characters; words, of which a part counts as the whole; or spaces: with nothing but white space in between."""
    number: int = 0
    """Greatest number of characters or words between the two."""

    @property
    def is_none(self) -> bool:
        """True if only equal edges are the same."""
        return self.unit == "characters" and not self.number

    @property
    def words(self) -> str:
        """The rule in words."""
        if self.is_none:
            return tr("edges count as the same only where they are equal")
        if self.unit == "spaces":
            return tr("edges count as the same where only white space lies between them")
        if self.unit == "words":
            if not self.number:
                return tr("an edge within a word counts as one beside it")
            return tr(
                "edges count as the same up to {n} word apart|edges count as the same up to {n} words apart",
                self.number,
            )
        return tr(
            "edges count as the same up to {n} character apart|edges count as the same up to {n} characters apart",
            self.number,
        )

    @classmethod
    def asked(cls, words: str) -> Tolerance:
        """Return the tolerance that is meant by words such as ``3``, ``2 words`` or ``space``.

        Raises:
            ValueError: the words mean none.
        """
        found = _ASKED.fullmatch(words.strip())
        if found is None or not found[0]:
            raise ValueError(words)
        unit, number = (found["unit"] or "c").lower(), found["number"]
        if "space" in unit:
            if number is not None:
                raise ValueError(words)
            return cls("spaces")
        if unit.startswith("w"):
            return cls("words", int(number or 0))
        if number is None:
            raise ValueError(words)
        return cls("characters", int(number))


class Rule(NamedTuple):
    """The tags and edges that count when layers are compared."""

    tolerance: Tolerance = Tolerance()
    tags: tuple[str, ...] = ()
    """Ids of the tags that count; none: all."""
    regardless_of_tag: bool = False
    """True if spans are compared whatever their tags are."""

    @property
    def words(self) -> str:
        """The rule in a sentence without its end."""
        tags = tr("only the tags {tags} count", tags=", ".join(self.tags)) if self.tags else ""
        regardless = tr("spans count regardless of their tags") if self.regardless_of_tag else ""
        return "; ".join(filter(None, (self.tolerance.words, tags, regardless)))

    def scope(self, scope: Scope) -> Scope:
        """Return the scope in which figures are shown by this rule.

        Args:
            scope: that of the codebook.
        """
        chosen = frozenset(self.tags)
        helpers = scope.helpers - chosen
        hidden = frozenset(scope.tags) - chosen if chosen else frozenset[str]()
        if self.regardless_of_tag:
            return scope._replace(tags=(ANY,), helpers=helpers - {ANY}, flags=frozenset(), hidden=scope.skip - {ANY})
        tags = tuple([tag for tag in scope.tags if tag not in hidden])
        return scope._replace(tags=tags, helpers=helpers, hidden=hidden)

    def applied(self, readings: Sequence[Reading], text: str, scope: Scope) -> list[Reading]:
        """Return the layers of one article as they are compared by this rule.

        Args:
            readings: the layers as they were read.
            text: of the article.
            scope: that of the codebook.
        """
        found = list(readings)
        if self.tags:
            kept = scope.skip.union(self.tags)
            found = [one._replace(annotations=[own for own in one.annotations if own.tag in kept]) for one in found]
        if self.regardless_of_tag:
            apart = scope.helpers.difference(self.tags)
            found = [_untagged(one, scope.skip, apart) for one in found]
        if not self.tolerance.is_none:
            found = _with_same_edges(found, self.tolerance, text)
        return found


PLAIN = Rule()
"""All tags count, each by itself, and only equal edges are the same."""


def _untagged(reading: Reading, skip: frozenset[str], apart: frozenset[str]) -> Reading:
    """Return a layer in which each stretch is marked once, with no tag in particular, and nothing is linked."""
    stretches: dict[tuple[int, int], Annotation] = {}
    skipping = []
    for one in reading.annotations:
        if one.tag in skip:
            skipping.append(one)
        elif one.tag not in apart:
            stretches.setdefault((one.start, one.end), one._replace(tag=ANY, attributes=()))
    return Reading(reading.layer, [*stretches.values(), *skipping])


_Node = tuple[int, int]
"""Number of a layer, and the place of an annotation in it."""


def _with_same_edges(readings: Sequence[Reading], tolerance: Tolerance, text: str) -> list[Reading]:
    """Return the layers with the edges of answering spans made equal where they count as the same.

    Spans that answer each other, tag by tag, form groups. In a group, the edges
    that lie within the tolerance of the first of them become the innermost of
    these: never are edges the same that lie farther apart, and what only one
    has beyond them counts for nobody.
    """
    start_at, end_at = _places(tolerance, text)
    annotations = [list(reading.annotations) for reading in readings]
    for group in _groups(readings):
        own = {node: annotations[node[0]][node[1]] for node in group}
        starts = _made_same([(start_at(one.start), one.start, node) for node, one in own.items()], tolerance, max)
        ends = _made_same([(end_at(one.end), one.end, node) for node, one in own.items()], tolerance, min)
        for node, one in own.items():
            if starts[node] < ends[node]:
                annotations[node[0]][node[1]] = one._replace(start=starts[node], end=ends[node])
    return [reading._replace(annotations=own) for reading, own in zip(readings, annotations, strict=True)]


def _made_same(
    edges: list[tuple[int, int, _Node]], tolerance: Tolerance, innermost: Callable[[Sequence[int]], int]
) -> dict[_Node, int]:
    """Return for each annotation the edge that it gets."""
    made: dict[_Node, int] = {}
    run: list[tuple[int, int, _Node]] = []
    for edge in [*sorted(edges), None]:
        if run and (edge is None or edge[0] - run[0][0] > tolerance.number):
            made |= dict.fromkeys((node for _, _, node in run), innermost([position for _, position, _ in run]))
            run = []
        if edge is not None:
            run.append(edge)
    return made


def _groups(readings: Sequence[Reading]) -> list[list[_Node]]:
    """Return the annotations of one tag that answer each other, over all pairs of layers."""
    by_tag: dict[str, dict[int, list[int]]] = {}
    for layer, reading in enumerate(readings):
        for place, one in enumerate(reading.annotations):
            by_tag.setdefault(one.tag, {}).setdefault(layer, []).append(place)
    group_of: dict[_Node, list[_Node]] = {}
    for layers in by_tag.values():
        for first, second in combinations(layers, 2):
            mine = [readings[first].annotations[place] for place in layers[first]]
            theirs = [readings[second].annotations[place] for place in layers[second]]
            for row, column in match(mine, theirs).pairs:
                _join((first, layers[first][row]), (second, layers[second][column]), group_of)
    return list({id(group): group for group in group_of.values()}.values())


def _join(one: _Node, other: _Node, group_of: dict[_Node, list[_Node]]) -> None:
    mine, theirs = group_of.setdefault(one, [one]), group_of.setdefault(other, [other])
    if mine is theirs:
        return
    if len(mine) < len(theirs):
        mine, theirs = theirs, mine
    mine += theirs
    group_of.update(dict.fromkeys(theirs, mine))


_Place = Callable[[int], int]


def _places(tolerance: Tolerance, text: str) -> tuple[_Place, _Place]:
    """Return what counts how far in the text a start, and an end, lies, in the unit of a tolerance."""
    if tolerance.unit == "characters":
        return (lambda position: position), (lambda position: position)
    found = [match.span() for match in (_WORD if tolerance.unit == "words" else _INK).finditer(text)]
    starts, ends = [start for start, _ in found], [end for _, end in found]
    if tolerance.unit == "words":  # one that is cut counts as the whole
        return (lambda position: bisect_right(ends, position)), (lambda position: bisect_left(starts, position))
    before = [0, *accumulate(end - start for start, end in found)]

    def written(position: int) -> int:
        """Number of characters before a position that are no white space."""
        run = bisect_left(starts, position)
        return before[run] - max(ends[run - 1] - position, 0) if run else 0

    return written, written
