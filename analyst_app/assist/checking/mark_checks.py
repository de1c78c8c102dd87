"""The linter's rules on edges and quotation marks."""

from __future__ import annotations

from collections.abc import Iterator

from analyst_app.assist.checking.checked_layer import CheckedLayer, StyleFinding
from analyst_app.assist.checking.style_rules import StyleRule
from analyst_app.core.annotation import Annotation
from analyst_app.core.excerpts import in_marks
from analyst_app.core.roles import value_name
from analyst_app.core.span import Span
from analyst_app.language.quotation_signs import SIGNS
from analyst_app.language.quotations import Quotation, quotations_in
from analyst_app.language.quote_modes import mode_of
from analyst_app.language.snapping import snap_to_words
from analyst_app.wording import tr

_AROUND = 4
"""Code points beside a span in which a mark may stand."""
_MARKED = frozenset(("direct", "mixed"))
"""Modes of words that are in quotation marks, wholly or in part."""


def half_marks(layer: CheckedLayer, rule: StyleRule) -> Iterator[StyleFinding]:
    """A finding for each claim or quote that holds one mark of a pair and not the other.

    Args:
        layer: the layer and its text.
        rule: the rule itself.
    """
    for annotation in (*layer.playing("claim"), *layer.playing("quotation")):
        span = annotation.span
        if not any(sign in span.of(layer.text) for sign in SIGNS):
            continue
        for quotation in quotations_in(layer.read_text, span, layer.language):
            if quotation.is_closed and is_half_in(quotation, span):
                words = tr("{words} holds only one of two quotation marks", words=in_marks(layer.text, span))
                yield StyleFinding(rule.id, span, words, annotation.id)
                break


def is_half_in(quotation: Quotation, span: Span) -> bool:
    """True if a span holds the first or the last mark of a quotation, reaches into it, and leaves the other mark out.

    Args:
        quotation: one that is closed.
        span: code points, half-open.
    """
    first, last = quotation.segments[0], quotation.segments[-1]
    inside = quotation.inside
    if len(quotation.segments) > 1 or not inside.overlaps(span):
        return False  # parts of a quotation over paragraphs have one mark each
    has_first, has_last = span.start <= first.start < span.end, span.start < last.end <= span.end
    return has_first != has_last


def cut_word(layer: CheckedLayer, rule: StyleRule) -> Iterator[StyleFinding]:
    """A finding for each annotation that begins or ends inside a word.

    Args:
        layer: the layer and its text.
        rule: the rule itself.
    """
    text = layer.text
    for annotation in layer.annotations:
        start, end = annotation.start, annotation.end
        if not (_is_inside_word(text, start) or _is_inside_word(text, end)):
            continue
        whole = snap_to_words(text, annotation.span)
        if (whole.start < start and _is_inside_word(text, start)) or (whole.end > end and _is_inside_word(text, end)):
            words = tr(
                "{words} is cut inside a word: {whole}",
                words=in_marks(text, annotation.span),
                whole=in_marks(text, whole),
            )
            yield StyleFinding(rule.id, annotation.span, words, annotation.id)


def _is_inside_word(text: str, edge: int) -> bool:
    return 0 < edge < len(text) and text[edge - 1].isalnum() and text[edge].isalnum()


def mode_and_marks(layer: CheckedLayer, rule: StyleRule) -> Iterator[StyleFinding]:
    """A finding for each quote whose mode says that there are quotation marks where none are, or the reverse.

    Args:
        layer: the layer and its text.
        rule: the rule itself.
    """
    for quote in layer.playing("quotation"):
        mode = quote.attribute("mode")
        if mode not in ("direct", "mixed", "indirect"):
            continue
        has_mark = any(sign in _around(layer.text, quote.span) for sign in SIGNS)
        if has_mark != (mode in _MARKED) and _contradicts(layer, quote, mode):
            tag = layer.codebook.tag(quote.tag)
            name = value_name(tag.attribute("mode") if tag is not None else None, mode)
            words = in_marks(layer.text, quote.span)
            said = (
                tr("{words} is called {mode}, but stands in quotation marks", words=words, mode=name)
                if has_mark
                else tr("{words} is called {mode}, but has no quotation marks", words=words, mode=name)
            )
            yield StyleFinding(rule.id, quote.span, said, quote.id)


def _around(text: str, span: Span) -> str:
    return text[max(0, span.start - _AROUND) : span.end + _AROUND]


def _contradicts(layer: CheckedLayer, quote: Annotation, mode: str) -> bool:
    """True if the text reads otherwise: for words said to be indirect, that all of them are in the marks of a quote."""
    read = mode_of(layer.read_text, quote.span, layer.language)
    return read == "direct" if mode == "indirect" else read == "indirect"
