"""All that the assistant would propose for a whole article: quotes with speakers, actors, lines to skip.

A suggestion is another type than an annotation: only a person's act turns one
into the other.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field
from heapq import merge

from analyst_app.assist.certainty import certainty
from analyst_app.core.codebook import PARTS, Part
from analyst_app.core.span import Span
from analyst_app.language.actor_namings import naming_of
from analyst_app.language.language import Language
from analyst_app.language.names import may_be_in_phrase, names_in
from analyst_app.language.paragraphs import pieces_in
from analyst_app.language.people import is_same_person, surname
from analyst_app.language.quotations import all_quotations
from analyst_app.language.quote_modes import TERM, mode_of
from analyst_app.language.reporting.clauses import attributions_in
from analyst_app.language.reporting.speakers import Proposal, propose
from analyst_app.language.sentences import sentences_in
from analyst_app.language.snapping import words_in
from analyst_app.language.whole_quotes import whole_quote
from analyst_app.language.whole_text import WholeText
from analyst_app.language.zones import Zone, zones


@dataclass(frozen=True, slots=True)
class SuggestedQuote:
    """A quotation or reported clause, and the person who may have said it."""

    segments: tuple[Span, ...]
    """One a paragraph, with the marks."""
    mode: str
    speaker: Proposal | None
    """None also for a term: nobody speaks it."""
    score: float
    """0 to 1: the share of such suggestions that is right."""
    why: str
    """The reason for the score in a few words: ``‘said’ after the quote``."""


@dataclass(frozen=True, slots=True)
class SuggestedActor:
    """A person or body, and the places where the article names it."""

    name: str
    """The fullest form."""
    naming: str
    mentions: list[Span] = field(default_factory=list)
    """By start; titles and possessives left out."""


@dataclass(frozen=True, slots=True)
class Suggestions:
    """All that is proposed for an article."""

    quotes: list[SuggestedQuote]
    """By start."""
    actors: list[SuggestedActor]
    """Those that speak or are named in full or twice, by first mention."""
    zones: list[Zone]


def suggestions(text: str, language: Language, parts: Collection[Part] = PARTS, rule: str = "quotation") -> Suggestions:
    """All that is proposed for an article; linear in its length, for a worker or the command line.

    Args:
        text: of the article.
        language: of the article.
        parts: those that the codebook's tags play; nothing is proposed for another.
        rule: the edge rule of the tag that plays quotation.
    """
    text = WholeText(text, language)
    left_out = list(zones(text, language))
    quotes = [suggested_quote(text, segments, language) for segments in _quoted(text, left_out, language, rule)]
    return Suggestions(
        quotes if "quotation" in parts else [],
        _actors(text, quotes, left_out, language) if "actor" in parts else [],
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
        if not _is_left_out(segments[0], line, text, zone_starts):
            yield segments


def _is_left_out(span: Span, line: int, text: str, zone_starts: dict[int, Span]) -> bool:
    while line < span.start and text[line].isspace():
        line += 1
    return line in zone_starts and zone_starts[line].contains(span)


def _clauses(text: str, marked: list[Span], language: Language) -> Iterator[tuple[Span]]:
    """Reported clauses without quotation marks, by start."""
    number = 0
    for piece in pieces_in(text, Span(0, len(text))):
        for sentence in sentences_in(text, piece, language) if piece.length else ():
            if not piece.contains(sentence):
                continue
            while number < len(marked) and marked[number].end <= sentence.start:
                number += 1
            if number < len(marked) and marked[number].contains(sentence):
                continue
            near = marked[max(0, number - 1) : number + 8]
            clauses = [c for attribution in attributions_in(text, sentence, language) for c in attribution.contents]
            yield from sorted((c,) for c in clauses if not any(c.overlaps(span) for span in near))


def suggested_quote(text: str, segments: tuple[Span, ...], language: Language) -> SuggestedQuote:
    """The suggestion for one quotation or reported clause.

    Args:
        text: of the article.
        segments: one a paragraph, with the marks; code points, half-open.
        language: of the article.
    """
    mode = mode_of(text, segments[0], language)
    whole = Span(segments[0].start, segments[-1].end)
    who = propose(text, whole, (), (), language, most=1) if mode != TERM else []
    speaker = who[0] if who else None
    return SuggestedQuote(segments, mode, speaker, *certainty(text, whole, mode, speaker))


def _actors(
    text: str, quotes: Iterable[SuggestedQuote], left_out: list[Zone], language: Language
) -> list[SuggestedActor]:
    speakers = {q.speaker.span for q in quotes if q.speaker and q.speaker.span}
    spans = {name.span for name in names_in(text, Span(0, len(text)), language)}
    inside = spans - set(_held(spans - speakers, speakers))
    skipped = [zone.span for zone in left_out if zone.kind in ("repeat", "byline", "promo", "caption")]
    wanted = inside | speakers
    groups: dict[str, list[_Person]] = {}
    for span in sorted(wanted - set(_held(wanted, skipped))):
        name = span.of(text)
        same = groups.setdefault(surname(name), [])
        person = next((one for one in same if is_same_person(name, one.longest)), None)
        if person is None:
            same.append(person := _Person(name))
        person.take(span, name)
    found = [_actor(text, person.mentions, language) for same in groups.values() for person in same]
    kept = [a for a in found if any(m in speakers for m in a.mentions) or _is_someone(text, a, language)]
    return sorted(kept, key=lambda actor: actor.mentions[0])


def _is_someone(text: str, actor: SuggestedActor, language: Language) -> bool:
    """True if a name is given in full or twice, and not only as an adjective: "Kovian troops"."""
    if " " in actor.name:
        return True
    return len(actor.mentions) > 1 and not all(_describes(text, mention, language) for mention in actor.mentions)


def _describes(text: str, mention: Span, language: Language) -> bool:
    words = words_in(text, Span(mention.end, min(len(text), mention.end + 60)))
    if not words or text[mention.end : words[0].start] not in (" ", "\u00a0"):
        return False
    after = words[0].of(text)
    joins = after.lower() in language.conjunctions
    return joins or (after[0].islower() and may_be_in_phrase(after, language))


@dataclass(slots=True)
class _Person:
    """The mentions of one person so far."""

    longest: str
    """The longest form of the name; of equally long ones the first."""
    mentions: list[Span] = field(default_factory=list)

    def take(self, span: Span, name: str) -> None:
        self.mentions.append(span)
        self.longest = max(self.longest, name, key=len)


def _held(spans: Iterable[Span], holders: Iterable[Span]) -> Iterator[Span]:
    """The spans that lie inside one of some others; in one walk over both."""
    waiting = sorted(holders, reverse=True)
    reach = 0
    for span in sorted(spans):
        while waiting and waiting[-1].start <= span.start:
            reach = max(reach, waiting.pop().end)
        if span.end <= reach:
            yield span


def _actor(text: str, spans: list[Span], language: Language) -> SuggestedActor:
    fullest = max(spans, key=lambda span: span.length)
    return SuggestedActor(fullest.of(text), naming_of(text, fullest, language), spans)
