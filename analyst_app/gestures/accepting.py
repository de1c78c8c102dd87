"""A suggestion that a person takes, whole or the quote alone, or lets go: each function answers with an Outcome.

Only here a suggestion becomes annotations, and each of them keeps that it
began as one.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any, Literal

from analyst_app.core import edits
from analyst_app.core.annotation import ASSIST, Annotation, Link, Record, pairs
from analyst_app.core.codebook import Codebook, Tag
from analyst_app.core.excerpts import sentence
from analyst_app.core.roles import CUE, NOT_STATED, value_name, who_role
from analyst_app.core.span import Span
from analyst_app.core.store import AnnotationStore, Change
from analyst_app.gestures.linking import accept, proposed
from analyst_app.gestures.tagging import Outcome, Scene, refused, same_again, tag_spans
from analyst_app.wording import tr

if TYPE_CHECKING:
    from analyst_app.assist.quote_places import QuotePlace
    from analyst_app.assist.suggestions import SuggestedQuote, SuggestedSpan
    from analyst_app.language.reporting.speakers import Proposal

    Ghost = SuggestedQuote | SuggestedSpan

Who = Literal["proposed", "nobody", "not_stated"]
"""The speaker that an accepted quote gets: the one that is proposed, none, or the value "not stated"."""


_DOUBTFUL = 0.3
"""A low guess: too few quotes in lines that may be left out were counted to know the share."""


def quotation_tag(scene: Scene) -> Tag | None:
    """The tag that an accepted quote gets: the first that plays quotation and is not retired."""
    return scene.codebook.first_for("quotation")


def suggested(scene: Scene, place: QuotePlace, tag: Tag) -> SuggestedQuote:
    """The suggestion for a place of an article with its layer: its speaker is the one whom L would offer first.

    A reporting verb that a model found keeps its speaker. What stands in a line that may be left out is a doubt.

    Args:
        scene: the article and its layer.
        place: of the quotation.
        tag: that the quote would get.
    """
    found = _suggested(scene, place.quotation.segments, tag, place.learnt)
    return replace(found, score=min(found.score, _DOUBTFUL), why=place.doubt) if place.doubt else found


def _suggested(scene: Scene, segments: tuple[Span, ...], tag: Tag, learnt: SuggestedQuote | None) -> SuggestedQuote:
    from analyst_app.assist.suggestions import suggested_quote

    role = who_role(tag)
    if role is None or not scene.language.has_speakers:
        return learnt or suggested_quote(scene.text, segments, scene.language)

    def speakers(whole: Span) -> list[Proposal]:
        found = proposed(scene, edits.new_annotation(tag.id, whole), role, most=1)
        held = [scene.store.annotation(one.annotation_id or "") for one in found]
        return [one._replace(span=at.span) if at else one for one, at in zip(found, held, strict=True)]

    if learnt is None:
        return suggested_quote(scene.text, segments, scene.language, speakers)
    if learnt.speaker is None or learnt.speaker.cue is not None:
        return learnt
    return replace(learnt, speaker=next(iter(speakers(whole_span(learnt))), None))


def accepted(
    scene: Scene, ghost: SuggestedQuote, tag: Tag, *, mode: str | None = None, who: Who = "proposed"
) -> Outcome:
    """Make all that a suggestion proposes, in one step: the quote, its mode, its speaker and the reporting verb.

    A speaker that is tagged already is linked to; a term gets none, and no verb.

    Args:
        scene: the article and its layer.
        ghost: the suggestion.
        tag: of the quote.
        mode: the value of the quote's mode; None takes the one that is proposed.
        who: the speaker that it gets.
    """
    from analyst_app.language.quote_modes import TERM

    spans = _edges(scene, ghost, tag)
    quote = tag_spans(scene, tag, spans)
    made = quote.change.of(Annotation)[1]
    if not made:
        return quote
    value = ghost.mode if mode is None else mode
    is_nobodys = value == TERM and who == "proposed"  # a label or a title says by itself that nobody speaks it
    takes_none = who == "not_stated" and fitted(ghost, tag, scene.codebook).speaker is not None
    is_edited = value != ghost.mode or takes_none
    values = _values(tag, value, is_unstated=is_nobodys or who == "not_stated")
    parts = [_valued(one, values, _assist(ghost, is_edited=is_edited)) for one in made]
    records: list[Record] = [*parts, *quote.change.of(Link)[1]]
    said = [", ".join([tr("Tagged as {tag}", tag=tag.name), *_mode_words(tag, values)])]
    if who == "proposed" and not is_nobodys:
        spoken = _spoken(scene, ghost, tag, same_again(scene.store, tag.id, spans[0]) or parts[0])
        as_proposed = _assist(ghost, is_edited=False)
        records += [
            _valued(one, {}, as_proposed) if isinstance(one, Annotation) else one for one in spoken.change.added
        ]
        said.append(spoken.said)
    elif values.get(NOT_STATED):
        said.append(tr("speaker not stated"))
    label = tr("Accept the suggestion") if who == "proposed" else quote.label
    return Outcome(label, edits.add(*records), parts[0].id, sentence([*said, quote.said]))


def fitted(ghost: SuggestedQuote, tag: Tag, codebook: Codebook, mode: str | None = None) -> SuggestedQuote:
    """A suggestion without the speaker and the reporting verb for which there is no place: it shows what is made of it.

    Args:
        ghost: the suggestion.
        tag: that the quote would get.
        codebook: says what the tag links to.
        mode: that a person chose instead of the proposed one; nobody speaks a term.
    """
    from analyst_app.language.quote_modes import TERM

    role, speaker = who_role(tag), ghost.speaker
    if speaker is None:
        return ghost
    if mode == TERM or role is None or not any(codebook.tag(end) for end in role.to):
        return replace(ghost, speaker=None)
    takes_cue = tag.role(CUE) is not None and codebook.first_for("cue") is not None
    return ghost if takes_cue else replace(ghost, speaker=speaker._replace(cue=None))


def span_accepted(scene: Scene, ghost: SuggestedSpan, tag: Tag) -> Outcome:
    """Make the span of another tag that a suggestion proposes.

    Args:
        scene: the article and its layer.
        ghost: the suggestion.
        tag: of the span.
    """
    from analyst_app.language.edge_rules import apply_edge_rule

    made = tag_spans(scene, tag, apply_edge_rule(tag.edge_rule, scene.text, ghost.span, scene.language).spans)
    parts = made.change.of(Annotation)[1]
    if not parts:
        return made
    records = [_valued(one, {}, _assist(ghost, is_edited=False)) for one in parts]
    said = tr("Tagged as {tag}", tag=tag.name)
    change = edits.add(*records, *made.change.of(Link)[1])
    return Outcome(tr("Accept the suggestion"), change, records[0].id, sentence([said, made.said]))


def dismissed(scene: Scene, ghost: Ghost) -> Outcome:
    """Note in the layer that there is no quotation, or nothing of a tag, at a place: it is not proposed there again.

    Args:
        scene: the article and its layer.
        ghost: the suggestion.
    """
    from analyst_app.assist.quote_places import QUOTATION, dismissal
    from analyst_app.assist.suggestions import SuggestedSpan

    span = whole_span(ghost)
    tag = scene.codebook.tag(ghost.tag) if isinstance(ghost, SuggestedSpan) else None
    label = tr("No {tag}", tag=tag.name) if tag is not None else tr("No quotation")
    said = tr("{no}: {words} is not proposed again", no=label, words=scene.words(span))
    entry = dismissal(scene.text, span, tag.id if tag is not None else QUOTATION)
    return Outcome(label, edits.add(entry), said=sentence([said]))


def all_accepted(scene: Scene, ghosts: Sequence[Ghost], tag: Tag) -> Outcome:
    """Make all that several suggestions propose, in one step.

    Args:
        scene: the article and its layer.
        ghosts: the suggestions, by start.
        tag: of the quotes.
    """
    from analyst_app.assist.suggestions import SuggestedSpan

    trial = AnnotationStore(scene.store.records(), length=len(scene.text))
    changes: list[Change] = []
    for ghost in ghosts:
        now, other = scene._replace(store=trial), tag
        if isinstance(ghost, SuggestedSpan):
            other = scene.codebook.tag(ghost.tag) or tag
            outcome = span_accepted(now, ghost, other)
        else:
            outcome = accepted(now, ghost, tag)
        if outcome.change:
            trial.apply(outcome.change)
            changes.append(outcome.change)
    if not changes:
        return refused(tr("None of these suggestions is left to be accepted."))
    label = tr("Accept {n} suggestion|Accept {n} suggestions", len(changes))
    said = tr("{n} suggestion accepted|{n} suggestions accepted", len(changes))
    return Outcome(label, edits.merged(changes), said=sentence([said]))


def all_suggested(scene: Scene, left: Sequence[QuotePlace | SuggestedSpan], tag: Tag) -> list[Ghost]:
    """The suggestions for what is left of an article with its layer, in its order. Linear, for a worker.

    Args:
        scene: the article, read as a whole, and its layer.
        left: places of quotes, and spans of other tags.
        tag: that the quotes would get.
    """
    from analyst_app.assist.suggestions import SuggestedSpan

    return [
        one if isinstance(one, SuggestedSpan) else fitted(suggested(scene, one, tag), tag, scene.codebook)
        for one in left
    ]


def whole_span(ghost: Ghost) -> Span:
    """The span of a suggestion, of a quote from its first segment to its last; code points, half-open."""
    from analyst_app.assist.suggestions import SuggestedSpan

    if isinstance(ghost, SuggestedSpan):
        return ghost.span
    return Span(ghost.segments[0].start, ghost.segments[-1].end)


def _edges(scene: Scene, ghost: SuggestedQuote, tag: Tag) -> list[Span]:
    """The spans that the tag's edge rule makes of a suggestion, as of any selection."""
    from analyst_app.language.edge_rules import apply_edge_rule

    return [
        span
        for segment in ghost.segments
        for span in apply_edge_rule(tag.edge_rule, scene.text, segment, scene.language).spans
    ]


def _assist(ghost: Ghost, *, is_edited: bool) -> dict[str, Any]:
    return {"by": ghost.by, "version": ghost.version, "score": round(ghost.score, 2), "edited": is_edited}


def _values(tag: Tag, mode: str, *, is_unstated: bool) -> dict[str, Any]:
    """The values of an accepted quote, as far as its tag has places for them."""
    values: dict[str, Any] = {}
    attribute = tag.attribute("mode")
    if attribute is not None and attribute.takes(mode):
        values["mode"] = mode
    if is_unstated and tag.attribute(NOT_STATED) is not None:
        values[NOT_STATED] = True
    return values


def _valued(one: Annotation, values: dict[str, Any], assist: dict[str, Any]) -> Annotation:
    held = {**dict(one.attributes), **values}
    return one._replace(attributes=pairs(held), extra=pairs({**dict(one.extra), ASSIST: assist}))


def _mode_words(tag: Tag, values: dict[str, Any]) -> Iterable[str]:
    mode = tag.attribute("mode")
    return [value_name(mode, values["mode"])] if "mode" in values else []


def _spoken(scene: Scene, ghost: SuggestedQuote, tag: Tag, quote: Annotation) -> Outcome:
    """The link to the speaker, and what has to be tagged for it; empty if the codebook has no place for it."""
    role, speaker = who_role(tag), fitted(ghost, tag, scene.codebook).speaker
    if role is None or speaker is None or scene.store.links_from(quote.id, role.role, most=1):
        return Outcome()
    target: Annotation | Span | None = scene.store.annotation(speaker.annotation_id or "") or speaker.span
    if isinstance(target, Span):
        target = _tagged(scene, target, role.to) or target
    if target is None:
        return Outcome()
    return accept(scene, quote, role, target, cue=speaker.cue)


def _tagged(scene: Scene, span: Span, tags: Iterable[str]) -> Annotation | None:
    """The annotation of somebody that stands at a name already: of just these words, else the nearest to them."""
    for tag_id in tags:
        if (same := same_again(scene.store, tag_id, span)) is not None:
            return same
    near = [one for one in scene.store.touching(*span) if one.tag in tags]
    return min(near, key=lambda one: abs(one.start - span.start) + abs(one.end - span.end), default=None)
