"""The contribution of an article, or of a part of one, to agreement: whole numbers that can be summed.

Every measure follows from sums over articles, so a corpus, one without an
article and the live panel are all additions of the same vectors.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import combinations
from typing import Any, NamedTuple

from analyst_app.agreement.all_values import ValueSums, value_sums
from analyst_app.agreement.counted_layer import UNUSED, CountedLayer, counted_layer
from analyst_app.agreement.coverage import length_of, shared_lengths, united
from analyst_app.agreement.pair_counts import Lengths, LinkEnds, count_links, pair_sums, tags_met
from analyst_app.agreement.paired_places import Answers, pairs_among
from analyst_app.agreement.tag_sums import SCALE, Sums, TagSums
from analyst_app.alignment.align import Reading
from analyst_app.core.bulk_work import bulk_work

SKIP = frozenset({"skip"})
"""Ids of the tags that mark what is not the article, where no codebook says otherwise."""


class PairTally(NamedTuple):
    """The contribution of two layers."""

    sums: Sums
    """Sums by tag, of these two layers."""
    partners: Mapping[str, str]
    """Id in B of each matched annotation of A; empty unless asked for."""
    tags: Mapping[tuple[str, str], int]
    """Number of spans by the tag that A gave and the tag that B gave, an empty one where only one has a span there;
    empty unless asked for."""


class Tally(NamedTuple):
    """The contribution of one article."""

    whole: Sums
    """Sums by tag, over all layers."""
    pairs: dict[tuple[str, str], PairTally]
    """The contribution of every two layers, by their ids."""
    spans: Mapping[str, Mapping[str, int]]
    """Number of spans of each tag, by layer."""
    attributes: Counter[tuple[str, str, Any, Any]]
    """Number of matched pairs, over all pairs of layers, by tag, attribute and both values; None where unset."""
    links: Counter[tuple[str, str]]
    """Number of links by (role, "both" or "all"), over all pairs of layers."""
    members: list[set[str]]
    """Ids of the annotations that count, for each layer in the order given; empty unless asked for."""
    values: ValueSums | None = None
    """The sums over all values at once; None if they were not asked for."""


class FiguresWanted(NamedTuple):
    """The figures that are asked for beside those of each tag."""

    helpers: frozenset[str] | None = None
    """Ids of the tags that stay out of the sums over all values at once; None: there are no such sums."""
    tags_met: bool = False
    """True if it is counted which tag met which."""
    ids: bool = False
    """True if it is told which annotations count, and which answer each other: not for a corpus held in memory."""


def tally(
    readings: Sequence[Reading],
    length: int,
    skip: frozenset[str] = SKIP,
    wanted: FiguresWanted = FiguresWanted(),  # noqa: B008
) -> Tally:
    """Return the contribution of one article to the agreement of its layers.

    Text that any of the layers marks as skipped counts for none of them: its
    characters are left out and so are spans wholly inside it; of a span partly
    inside only the outside characters count. (The tags that skip are
    themselves counted on the whole text.)

    Args:
        readings: two or more layers, each once, always in the same order.
        length: length of the text in code points.
        skip: ids of the tags that mark what is not the article.
        wanted: says what is counted beside each tag by itself.
    """
    with bulk_work(sum(len(reading.annotations) for reading in readings)):
        return _tallied(readings, length, skip, wanted)


def _tallied(readings: Sequence[Reading], length: int, skip: frozenset[str], wanted: FiguresWanted) -> Tally:
    zones = united((one.start, one.end) for reading in readings for one in reading.annotations if one.tag in skip)
    layers = [counted_layer(reading, zones, skip) for reading in readings]
    lengths = Lengths(length, length - length_of(zones), skip)
    used = {tag for layer in layers for tag in layer.by_tag}
    covered = {tag: shared_lengths([layer.by_tag.get(tag, UNUSED).units for layer in layers]) for tag in used}
    has_links = any(layer.links for layer in layers)
    answers = Answers(len(layers), wants_ends=has_links, wants_partners=wanted.ids or wanted.tags_met)
    paired = {tag: answers.of_tag(tag, [layer.by_tag.get(tag, UNUSED).annotations for layer in layers]) for tag in used}
    linked = [LinkEnds.of(layer.links, ends) for layer, ends in zip(layers, answers.ends, strict=True)]
    links: Counter[tuple[str, str]] = Counter()
    pairs: dict[tuple[str, str], PairTally] = {}
    for pair, by_both in _by_both(covered, len(layers)).items():
        a, b = layers[pair[0]], layers[pair[1]]
        sums = pair_sums((a, b), pair, paired, by_both, lengths)
        partners = answers.partners.get(pair, {})
        met = tags_met(a, b, partners, skip) if wanted.tags_met else {}
        pairs[a.layer, b.layer] = PairTally(sums, partners if wanted.ids else {}, met)
        count_links(linked, pair, answers.other_ends.get(pair, {}), links)
    whole = next(iter(pairs.values())).sums
    if len(pairs) > 1:
        whole = _whole(layers, [pair.sums for pair in pairs.values()], covered, lengths)
    spans = {layer.layer: {tag: len(own.annotations) for tag, own in layer.by_tag.items()} for layer in layers}
    members = [layer.ids for layer in layers] if wanted.ids else []
    values = None
    if wanted.helpers is not None:
        apart = wanted.helpers | skip
        flat = ({tag: own.units for tag, own in layer.by_tag.items() if tag not in apart} for layer in layers)
        values = value_sums(flat, lengths.article)
    return Tally(whole, pairs, spans, answers.attributes, links, members, values)


def _by_both(covered: Mapping[str, Mapping[int, int]], observers: int) -> dict[tuple[int, int], dict[str, int]]:
    """Return for every two observers the number of characters that both gave a tag."""
    found: dict[tuple[int, int], dict[str, int]] = {pair: {} for pair in combinations(range(observers), 2)}
    for tag, by_covering in covered.items():
        for covering, length in by_covering.items():
            for pair in pairs_among(covering):
                by_tag = found[pair]
                by_tag[tag] = by_tag.get(tag, 0) + length
    return found


def _whole(
    layers: Sequence[CountedLayer],
    pairs: Sequence[Sums],
    covered: Mapping[str, Mapping[int, int]],
    lengths: Lengths,
) -> Sums:
    """Return the sums of all layers at once: spans over all pairs of layers, characters over all observers."""
    by_tag: dict[str, list[int]] = {}
    observers = len(layers)
    for tag, by_covering in covered.items():
        own = [layer.by_tag[tag] for layer in layers if tag in layer.by_tag]
        added = map(sum, zip(*[sums.of(tag)[4:9] for sums in pairs], strict=True))
        agreed = sum([2 * len(pairs_among(covering)) * length for covering, length in by_covering.items()])
        by_tag[tag] = [
            observers * lengths.of(tag),
            sum([one.length for one in own]),
            agreed * SCALE // (observers - 1),
            sum([one.squares for one in own]),
            *added,
            *_NOT_OF_TWO,
        ]
    return Sums(by_tag, list(TagSums(pairable=observers * lengths.article)))


_NOT_OF_TWO = [0] * 4
"""The numbers of ``TagSums`` that only two layers have."""
