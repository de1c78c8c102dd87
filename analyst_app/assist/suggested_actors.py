"""The people and bodies whom an article names, each with its mentions."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from analyst_app.core.span import Span
from analyst_app.language.actor_namings import naming_of
from analyst_app.language.language import Language
from analyst_app.language.names import may_be_in_phrase, names_in
from analyst_app.language.people import is_same_person, surname
from analyst_app.language.snapping import words_in
from analyst_app.language.zones import Zone


@dataclass(frozen=True, slots=True)
class SuggestedActor:
    """A person or body, and the places where the article names it."""

    name: str
    """The fullest form."""
    naming: str
    mentions: list[Span] = field(default_factory=list)
    """By start; titles and possessives left out."""


def suggested_actors(
    text: str, speakers: set[Span], left_out: Iterable[Zone], language: Language
) -> list[SuggestedActor]:
    """The people and bodies of an article: those that speak or are named in full or twice, by first mention.

    Args:
        text: of the article, best a ``WholeText``.
        speakers: the mentions of those who speak its quotes.
        left_out: its lines to skip.
        language: of the article.
    """
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
