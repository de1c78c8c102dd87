"""All that the assistant would propose for a whole article: quotes with speakers, actors, lines to skip.

A suggestion is another type than an annotation: only a person's act turns one
into the other.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass, field
from functools import partial
from heapq import merge
from typing import Literal

from analyst_app import __version__
from analyst_app.assist.certainty import certainty
from analyst_app.assist.suggested_actors import SuggestedActor, SuggestedActors, suggested_actors
from analyst_app.core.bulk_work import bulk_work
from analyst_app.core.codebook import PARTS, Part
from analyst_app.core.span import Span
from analyst_app.language.datelines import past_dateline
from analyst_app.language.language import Language
from analyst_app.language.paragraphs import pieces_in
from analyst_app.language.quotation_signs import tags_in
from analyst_app.language.quotations import all_quotations
from analyst_app.language.quote_modes import TERM, mode_of, whole_quote
from analyst_app.language.reporting.clauses import attributions_in
from analyst_app.language.reporting.free_indirect import free_indirect_in
from analyst_app.language.reporting.inserted import without_inserted
from analyst_app.language.reporting.speakers import Proposal, propose
from analyst_app.language.sentences import sentences_in
from analyst_app.language.transcript_turns import turn_of
from analyst_app.language.whole_text import WholeText
from analyst_app.language.zones import Zone, zones

_LETTERS = 5
"""Code points for each object that is kept of an article while it is gone through: there is one a word, about."""
By = Literal["rules", "learnt"]
"""The part of the assistant that a suggestion comes from, as sidecars name it."""


@dataclass(frozen=True, slots=True)
class SuggestedQuote:
    """A quotation or reported clause, and the person who may have said it."""

    segments: tuple[Span, ...]
    """One a paragraph, with the marks; two where the attribution stands within a reported clause."""
    mode: str
    speaker: Proposal | None
    """None also for a term: nobody speaks it."""
    score: float
    """0 to 1: the share of such suggestions that is right."""
    why: str
    """The reason for the score in a few words: ``‘said’ after the quote``."""
    by: By = "rules"
    """The maker of the proposal."""
    version: str = __version__
    """Of the program's rules, or of the model."""


@dataclass(frozen=True, slots=True)
class SuggestedSpan:
    """Words that may belong to any other tag of the codebook; only what was learnt proposes such."""

    tag: str
    """Id of the tag."""
    span: Span
    """Code points, half-open."""
    score: float
    """0 to 1: the share of such suggestions that is right."""
    why: str
    """The reason for the score in a few words."""
    by: By
    version: str
    """Of the model."""


@dataclass(frozen=True, slots=True)
class Suggestions:
    """All that is proposed for an article."""

    quotes: list[SuggestedQuote]
    """By start."""
    actors: list[SuggestedActor]
    """People and bodies, by first mention."""
    others: list[SuggestedActor]
    """States, adjectives, places, works and times that have a name, by first mention; nobody in particular."""
    zones: list[Zone]
    spans: list[SuggestedSpan] = field(default_factory=list)
    """By start."""


def suggestions(text: str, language: Language, parts: Collection[Part] = PARTS, rule: str = "quotation") -> Suggestions:
    """All that is proposed for an article; linear in its length, for a worker or the command line.

    Args:
        text: of the article.
        language: of the article.
        parts: those that the codebook's tags play; nothing is proposed for another.
        rule: the edge rule of the tag that plays quotation.
    """
    with bulk_work(len(text) // _LETTERS):
        whole = WholeText(text, language)
        found = _suggestions(whole, language, parts, rule)
        whole.forget()
        return found


def _suggestions(text: WholeText, language: Language, parts: Collection[Part], rule: str) -> Suggestions:
    left_out = list(zones(text, language))
    quotes = [suggested_quote(text, segments, language) for segments in _quoted(text, left_out, language, rule)]
    speakers = {quote.speaker.span: quote.speaker.name for quote in quotes if quote.speaker and quote.speaker.span}
    terms = [segment for quote in quotes if quote.mode == TERM for segment in quote.segments]
    named = SuggestedActors([], [])
    if "actor" in parts:
        named = suggested_actors(text, speakers, left_out, language, terms)
    return Suggestions(
        quotes if "quotation" in parts else [],
        named.actors,
        named.others,
        left_out if "skip" in parts else [],
    )


def _quoted(text: str, left_out: list[Zone], language: Language, rule: str) -> Iterator[tuple[Span, ...]]:
    """The quotations and reported clauses that are no lines to skip, by start."""
    outer = [q.segments for q in all_quotations(text, language) if q.depth == 0]
    marked = sorted({whole_quote(rule, text, segments, language) for segments in outer})
    taken = [segment for segments in marked for segment in segments]
    zone_starts = {zone.span.start: zone.span for zone in left_out}
    for segments in merge(marked, _clauses(text, taken, language)):
        line = text.rfind("\n", 0, segments[0].start) + 1
        has_words = any(character.isalnum() for segment in segments for character in segment.of(text))
        if has_words and not _is_left_out(segments[0], line, text, zone_starts):
            yield segments


def quoted_places(text: str, language: Language, rule: str = "quotation") -> list[tuple[Span, ...]]:
    """The places of all quotes that would be suggested, by start: without modes and speakers, which cost most.

    Args:
        text: of the article.
        language: of the article.
        rule: the edge rule of the tag that plays quotation.
    """
    with bulk_work(len(text) // _LETTERS):
        whole = WholeText(text, language)
        found = list(_quoted(whole, list(zones(whole, language)), language, rule))
        whole.forget()
        return found


def _is_left_out(span: Span, line: int, text: str, zone_starts: dict[int, Span]) -> bool:
    while line < span.start and text[line].isspace():
        line += 1
    return line in zone_starts and zone_starts[line].contains(span)


def _clauses(text: str, marked: list[Span], language: Language) -> Iterator[tuple[Span, ...]]:
    """Reported clauses without quotation marks, by start; one that its attribution parts has two segments."""
    number = 0
    for piece in pieces_in(text, Span(0, len(text))):
        tags = tags_in(text, piece)
        for sentence in sentences_in(text, piece, language) if piece.length else ():
            if not piece.contains(sentence):
                continue
            while number < len(marked) and marked[number].end <= sentence.start:
                number += 1
            if number < len(marked) and marked[number].contains(sentence):
                continue
            told = past_dateline(text, sentence, language)
            found = attributions_in(text, told, language)
            contents = ((c.clipped(told), attribution.cue) for attribution in found for c in attribution.contents)
            clauses = [without_inserted(text, content, cue, language) for content, cue in contents if content.length]
            if not found and language.subjunctives and (free := free_indirect_in(text, told, language)):
                clauses.append((free,))
            if clauses:
                if tags:
                    clauses = [one for one in clauses if not any(_is_cut(one, *tag) for tag in tags)]
                near = marked[max(0, number - 1) : number + 8]
                yield from sorted(c for c in clauses if not any(part.overlaps(span) for part in c for span in near))


def _is_cut(segments: tuple[Span, ...], start: int, end: int) -> bool:
    """True if a clause begins or ends inside a tag of a web page: what is said there, no reader sees."""
    return any(start < edge < end for segment in segments for edge in segment)


def suggested_quote(
    text: str, segments: tuple[Span, ...], language: Language, speakers: Callable[[Span], list[Proposal]] | None = None
) -> SuggestedQuote:
    """The suggestion for one quotation or reported clause.

    Args:
        text: of the article.
        segments: one a paragraph, with the marks; code points, half-open.
        language: of the article.
        speakers: gives those who may have said a span, where more is known than the text; None: the text is asked.
    """
    mode = _mode(text, segments, language)
    whole = Span(segments[0].start, segments[-1].end)
    turn = turn_of(text, whole, language)
    is_nobody_s = mode == TERM or (turn is not None and turn.names_nobody)
    if speakers is None:
        speakers = partial(_by_text, text, language)
    who = [] if is_nobody_s else speakers(whole)
    speaker = who[0] if who else None
    return SuggestedQuote(
        segments, mode, speaker, *certainty(text, whole, mode, speaker, has_speakers=language.has_speakers)
    )


def _mode(text: str, segments: tuple[Span, ...], language: Language) -> str:
    """The mode of the first segment; of a clause in two parts that of the whole, as marks may stand in the second."""
    is_parted = len(segments) > 1 and "\n" not in text[segments[0].end : segments[1].start]
    return mode_of(text, Span(segments[0].start, segments[-1].end) if is_parted else segments[0], language)


def _by_text(text: str, language: Language, whole: Span) -> list[Proposal]:
    return propose(text, whole, (), (), language, most=1)
