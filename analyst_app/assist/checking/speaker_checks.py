"""The linter's rules on speakers and reporting words."""

from __future__ import annotations

from collections.abc import Iterator

from analyst_app.assist.checking.checked_layer import CheckedLayer, StyleFinding
from analyst_app.assist.checking.style_rules import StyleRule
from analyst_app.core.excerpts import in_marks
from analyst_app.core.roles import CUE, NOT_STATED, who_role
from analyst_app.wording import tr

_TERM = "term"


def no_speaker(layer: CheckedLayer, rule: StyleRule) -> Iterator[StyleFinding]:
    """A finding for each quote that has no speaker and does not say that none is stated.

    Args:
        layer: the layer and its text.
        rule: the rule itself.
    """
    tags = {tag.id for tag in layer.codebook.tags_for("quotation") if who_role(tag) is not None}
    for quote in layer.annotations:
        if quote.tag not in tags or quote.id in layer.speaking or quote.id in layer.continued:
            continue
        if quote.attribute(NOT_STATED) or quote.attribute("mode") == _TERM or layer.skipped.touches(quote.span):
            continue
        words = tr("{words} has no speaker and is not marked as not stated", words=in_marks(layer.text, quote.span))
        yield StyleFinding(rule.id, quote.span, words, quote.id)


def speaker_no_actor(layer: CheckedLayer, rule: StyleRule) -> Iterator[StyleFinding]:
    """A finding for each speaker whose tag may not speak by the codebook.

    Args:
        layer: the layer and its text.
        rule: the rule itself.
    """
    told: set[str] = set()
    for link in layer.links:
        source, end = layer.by_id.get(link.from_id), layer.by_id.get(link.to_id)
        role = who_role(layer.codebook.tag(source.tag)) if source is not None else None
        if role is None or role.role != link.role or end is None or end.tag in role.to or end.id in told:
            continue
        told.add(end.id)
        tag = layer.codebook.tag(end.tag)
        words = tr(
            "{words} speaks, but is tagged {tag}",
            words=in_marks(layer.text, end.span),
            tag=tag.name if tag is not None else end.tag,
        )
        yield StyleFinding(rule.id, end.span, words, end.id)


def orphan_cue(layer: CheckedLayer, rule: StyleRule) -> Iterator[StyleFinding]:
    """A finding for each tagged reporting word that no quote is linked to.

    Args:
        layer: the layer and its text.
        rule: the rule itself.
    """
    if not any(tag.role(CUE) for tag in layer.codebook.tags):
        return
    for cue in layer.playing("cue"):
        if (cue.id, CUE) not in layer.ends_of_roles:
            words = tr("{words} reports no quote", words=in_marks(layer.text, cue.span))
            yield StyleFinding(rule.id, cue.span, words, cue.id)
