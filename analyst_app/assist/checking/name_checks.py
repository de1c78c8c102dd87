"""The linter's rule on names: tagged in most places, and left in others."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from analyst_app.assist.checking.checked_layer import CheckedLayer, Cover, StyleFinding
from analyst_app.assist.checking.style_rules import StyleRule
from analyst_app.core.annotation import Annotation, Pairs
from analyst_app.core.span import Span
from analyst_app.language.names import is_capitalised
from analyst_app.wording import tr

_BEFORE = re.compile(r"([\w.'’-]+)[ \u00a0]\Z")
_AFTER = re.compile(r"[ \u00a0]([^\W\d_][\w'’-]*)")
_LONGEST_WORD = 40


def left_mentions(layer: CheckedLayer, rule: StyleRule) -> Iterator[StyleFinding]:
    """A finding for each name that stands untagged in places, just as it is tagged in others.

    Args:
        layer: the layer and its text.
        rule: says how often a name must be tagged, and how much of it may be left.
    """
    actors = layer.playing("actor")
    spelt: dict[str, list[Annotation]] = {}
    for actor in actors:
        spelt.setdefault(actor.span.of(layer.text), []).append(actor)
    names = {
        name: tagged
        for name, tagged in spelt.items()
        if len(tagged) >= rule.numbers["least_tagged"] and len(name) > 1 and is_capitalised(name.split()[-1])
    }
    if not names:
        return
    longest_first = sorted(names, key=lambda name: (-len(name), name))
    pattern = re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, longest_first))})(?!\w)")
    tagged = Cover([actor.span for actor in actors])
    left: dict[str, list[Span]] = {}
    for match in pattern.finditer(layer.text):
        span = Span(*match.span())
        if not (tagged.touches(span) or layer.skipped.touches(span) or _is_of_longer_name(layer, span)):
            left.setdefault(match[0], []).append(span)
    for name, places in left.items():
        count = len(names[name])
        if len(places) > rule.numbers["most_left"] * count:
            continue
        words = tr(
            "“{name}” is tagged {tagged} times and left {n} time|“{name}” is tagged {tagged} times and left {n} times",
            len(places),
            name=" ".join(name.split()),
            tagged=count,
        )
        like = _alike(names[name], places)
        yield StyleFinding(rule.id, places[0], words, "", tuple(places), like, (name,) * len(places))


def _is_of_longer_name(layer: CheckedLayer, span: Span) -> bool:
    """True if a word beside the name has a capital, too, and may make it another's name: Omar before Brandt."""
    after = _AFTER.match(layer.text, span.end)
    if after and is_capitalised(after[1]):
        return True
    before = _BEFORE.search(layer.text, max(0, span.start - _LONGEST_WORD), span.start)
    if before is None or not is_capitalised(before[1]):
        return False
    return not (layer.language.is_title(before[1]) or before[1].lower() in layer.language.function_words)


def _alike(tagged: list[Annotation], places: list[Span]) -> tuple[Annotation, ...]:
    """Annotations for other places with the values that all of the tagged ones share."""
    tag = Counter(one.tag for one in tagged).most_common(1)[0][0]
    same = [one for one in tagged if one.tag == tag]
    values: Pairs = tuple(pair for pair in same[0].attributes if all(pair in one.attributes for one in same))
    extra: Pairs = tuple(pair for pair in same[0].extra if pair[0] == "actor" and all(pair in o.extra for o in same))
    return tuple(Annotation("", tag, *place, attributes=values, extra=extra) for place in places)
