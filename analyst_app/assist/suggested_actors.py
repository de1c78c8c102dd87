"""The people and bodies whom an article names, each with its mentions and its kind."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from analyst_app.assist.same_people import one_person
from analyst_app.core.span import Span
from analyst_app.language.actor_namings import naming_of
from analyst_app.language.compounds import heads, with_ends
from analyst_app.language.datelines import outside_dateline
from analyst_app.language.forms_of_address import told_by_title
from analyst_app.language.headlines import headlines_in
from analyst_app.language.language import Language
from analyst_app.language.name_kinds import NameKind, kind_by_words, kind_in_place
from analyst_app.language.names import Name, is_acronym, is_capitalised, names_in
from analyst_app.language.people import KnownNames, is_same_person, spelt, surname
from analyst_app.language.reporting.inflected_names import nominative_of
from analyst_app.language.reporting.namesakes import fitting_told
from analyst_app.language.snapping import first_word_in, last_words_in, words_in
from analyst_app.language.speaking.obliques import is_oblique
from analyst_app.language.zones import Zone

_PLACES_ASKED = 8
"""Mentions of one name at which the words beside it are asked for its kind."""
_REACH = 40
"""Code points beside a name that are looked at."""

_NEAR = 3_000
"""Code points before a surname in which the full name tells whose it is, where several have it."""
_ENDS_OF_CASES = frozenset("aąeęiouyáéíóúůýаеёиоуыюяй")
"""Letters in which names in other cases end; one that ends in another is most likely never declined."""
_SHARED = 2
"""Letters with which a name begins in all its cases."""


@dataclass(frozen=True, slots=True)
class SuggestedActor:
    """A person or body, and the places where the article names it."""

    name: str
    """The fullest form."""
    kind: NameKind
    """Empty if neither its words nor those beside it tell."""
    naming: str
    mentions: list[Span] = field(default_factory=list)
    """By start; titles and possessives left out."""


@dataclass(frozen=True, slots=True)
class SuggestedActors:
    """The names of an article."""

    actors: list[SuggestedActor]
    """People and bodies, and whoever speaks, by first mention."""
    others: list[SuggestedActor]
    """States, adjectives, places, works and times, by first mention."""


def suggested_actors(
    text: str,
    spoken_by: Mapping[Span, str],
    left_out: Iterable[Zone],
    language: Language,
    terms: Collection[Span] = (),
) -> SuggestedActors:
    """The people and bodies of an article, apart from all else that has a name.

    Args:
        text: of the article, best a ``WholeText``.
        spoken_by: the mentions of those who speak its quotes, each with the name that the quote's speaker has.
        left_out: its lines to skip.
        language: of the article.
        terms: marked words that nobody speaks; a name that is all of one is nobody: the street “Old Quay”.
    """
    names = {name.span: name for name in names_in(text, Span(0, len(text)), language)}
    speakers = {span for span in spoken_by if _may_speak(text, span, names, language)}
    inside = names.keys() - set(_held(names.keys() - speakers, speakers))
    skipped = [zone.span for zone in left_out if zone.kind in ("repeat", "byline", "promo", "caption")]
    wanted = inside | speakers
    spans = sorted(wanted - set(_held(wanted, skipped)) - set(_all_of(terms, wanted)))
    spans = outside_dateline(text, spans, language)
    headed = set(_held(spans, headlines_in(text, language)))
    in_body = {span: spoken_by.get(span) or span.of(text) for span in spans if span not in headed}
    people = _grouped(_in_nominative(in_body, language), speakers, _Forms(text, names, language))
    for span in sorted(headed):
        people.take_if_known(span, span.of(text))
    found = [_actor(text, one, names, language) for one in _with_first_words(list(people), names, language)]
    kept = [one for one in found if _is_someone(text, one, speakers, names, language)]
    kept = [one for one in kept if not _is_only_oblique(text, one, language)]
    names_of_kept = set(map(id, kept))
    return SuggestedActors(
        sorted(kept, key=_place),
        sorted((one for one in found if id(one) not in names_of_kept and one.kind), key=_place),
    )


def _place(actor: SuggestedActor) -> Span:
    return actor.mentions[0]


@dataclass(slots=True)
class _Person:
    """The mentions of one person so far."""

    longest: str
    """The longest form of the name; of equally long ones the first."""
    mentions: list[Span] = field(default_factory=list)

    full: list[Span] = field(default_factory=list)
    """The mentions by more than one word, by start."""

    def take(self, span: Span, name: str) -> None:
        self.mentions.append(span)
        self.longest = max(self.longest, name, key=len)
        if " " in name:
            self.full.append(span)

    def is_named_near(self, span: Span) -> bool:
        """True if the full name stands a little before a mention."""
        before = bisect_left(self.full, span)
        return before > 0 and span.start - self.full[before - 1].start <= _NEAR


class _Forms(NamedTuple):
    """The article, for the title that tells which of several a surname is."""

    text: str
    names: Mapping[Span, Name]
    language: Language

    def is_titled(self, span: Span) -> bool:
        """True if a title stands before a mention."""
        return span in self.names and self.names[span].whole.start < span.start

    def fitting(self, people: list[_Person], span: Span) -> list[_Person]:
        """Those of some people whom a mention's title may be said of."""
        told = told_by_title(self.text, span, self.language)
        return [one for one in people if fitting_told((one.longest,), told, self.language)] if told else people


class _People:
    """The people and bodies met so far, found by the last word of their names."""

    def __init__(self, forms: _Forms) -> None:
        self._groups: dict[str, list[_Person]] = {}
        self._found: dict[str, list[_Person]] = {}
        """Those that may be meant by each name that was asked for since the last fuller form came."""
        self._forms = forms

    def __iter__(self) -> Iterator[_Person]:
        for same in self._groups.values():
            for person in same:
                person.mentions.sort()
                yield person

    def take(self, span: Span, name: str, *, speaks: bool) -> None:
        """Note a mention of one who is known, or becomes so by it; a name that fits two is nobody's but who speaks."""
        if self.take_if_known(span, name) or (self._alike(name) and not speaks):
            return
        self._groups.setdefault(surname(name), []).append(person := _Person(name))
        self._found.clear()
        person.take(span, name)

    def take_if_known(self, span: Span, name: str) -> bool:
        """Note a mention of one who is known; False if nobody is by that name, or several are."""
        same = self._alike(name)
        if len(same) > 1:
            same = [one for one in same if spelt(one.longest) == spelt(name)] or same
        if self._forms.is_titled(span):
            same = self._forms.fitting(same, span)
        if _are_several(same):
            same = [one for one in same if one.is_named_near(span)]
        if not same or _are_several(same):
            return False
        if len(name) > len(same[0].longest):
            self._found.clear()
        same[0].take(span, name)
        return True

    def _alike(self, name: str) -> list[_Person]:
        if name not in self._found:
            self._found[name] = [
                one for one in self._groups.get(surname(name), ()) if is_same_person(name, one.longest)
            ]
        return self._found[name]


def _are_several(people: list[_Person]) -> bool:
    return len(people) > 1 and len(one_person([one.longest for one in people])) > 1


def _grouped(names: Mapping[Span, str], speakers: Collection[Span], forms: _Forms) -> _People:
    """The people of some mentions; the fullest names come first, so that a short one finds all whose it may be."""
    people = _People(forms)
    for span in sorted(names, key=lambda span: (-names[span].count(" "), span not in speakers)):
        people.take(span, names[span], speaks=span in speakers)
    return people


def _with_first_words(people: list[_Person], names: Mapping[Span, Name], language: Language) -> list[_Person]:
    """The people and bodies, those of one word joined to the only name that begins with it: Norvane, Norvane Shipping.

    Never a first name, a place or a surname that somebody has, nor one with a title.
    """
    longer: dict[str, list[_Person]] = defaultdict(list)
    for one in people:
        words = one.longest.split()
        if len(words) > 1 and all(map(is_capitalised, words)) and kind_by_words(one.longest, language) in ("", "body"):
            longer[spelt(words[0])].append(one)
    taken: set[int] = set()
    for one in people:
        same = longer.get(spelt(one.longest), [])
        is_known = kind_by_words(one.longest, language) or spelt(one.longest) in language.first_names
        is_titled = any(span in names and names[span].whole != span for span in one.mentions)
        if len(same) == 1 and not is_known and not is_titled:
            same[0].mentions = sorted([*same[0].mentions, *one.mentions])
            taken.add(id(one))
    return [one for one in people if id(one) not in taken]


def _in_nominative(names: Mapping[Span, str], language: Language) -> dict[Span, str]:
    """The mentions with the full name of which each is another case, where the article has that: "Nováka"."""
    if not language.name_cases:
        return dict(names)
    full: dict[str, list[str]] = defaultdict(list)
    for name in dict.fromkeys(names.values()):
        if " " in name:
            full[name.split()[-1][:_SHARED]].append(name)
    known = KnownNames(name for same in full.values() for name in same)
    found = {
        name: nominative_of(name, full[name.split()[-1][:_SHARED]], language)
        for name in dict.fromkeys(names.values())
        if " " in name or not known.alike(name)  # “Петрова” is Анна Петрова, where there is one
    }
    single = [name for name in dict.fromkeys(names.values()) if " " not in name]
    for name in single:
        found[name] = found.get(name) or nominative_of(name, [one for one in single if one[:2] == name[:2]], language)
    return {span: name if found.get(base := found.get(name) or name) else base for span, name in names.items()}


def _actor(text: str, person: _Person, names: dict[Span, Name], language: Language) -> SuggestedActor:
    spans = person.mentions
    fullest = max(spans, key=lambda span: (span.of(text) == person.longest, span.length))
    naming = naming_of(text, fullest, language)
    name = person.longest if language.name_cases else fullest.of(text)  # the nominative
    kind = _kind(text, fullest, spans, names, language) if naming == "named" else _of_role(name, language)
    return SuggestedActor(name, kind, naming, spans)


def _of_role(words: str, language: Language) -> NameKind:
    head = words.split()[-1].lower()
    if head in heads(language.bodies, are_joined=language.nouns_have_capitals):
        return "body"
    return "person" if head in heads(language.roles, are_joined=language.nouns_have_capitals) else "group"


def _kind(text: str, fullest: Span, spans: list[Span], names: dict[Span, Name], language: Language) -> NameKind:
    """The kind by the fullest form, else by its title or what stands beside any of the first mentions."""
    kind = kind_by_words(fullest.of(text), language)
    if kind:
        return kind
    asked = [fullest, *spans[:_PLACES_ASKED]]
    if any(span in names and names[span].whole != span for span in asked):
        return "person"
    is_first_name = spelt(fullest.of(text)) in language.first_names
    if is_first_name and not any(_is_in_place(text, span, language) for span in asked):
        return "person"
    beside = Counter(kind for span in asked if (kind := kind_in_place(text, span, language)))
    if beside:
        return beside.most_common(1)[0][0]
    begins = [span for span in asked if span.of(text) == fullest.of(text).split()[0] != fullest.of(text)]
    return "body" if any(_is_spoken_for(text, span, language) for span in begins) else ""


def _is_spoken_for(text: str, mention: Span, language: Language) -> bool:
    """True of a name for which somebody speaks: "a spokesman for Norvane"; "of" would be of a town or a child, too."""
    words = last_words_in(text, Span(max(0, mention.start - _REACH), mention.start), 2)
    small = [word.of(text).lower() for word in words]
    if len(small) < 2 or small[0] not in language.roles or small[1] not in language.body_links:
        return False
    return any(small[1] in links for links in with_ends(language.reporting_nouns).values())


def _may_speak(text: str, span: Span, names: dict[Span, Name], language: Language) -> bool:
    """True of a name, of words for a role or body ("harbour officials"), and of a script without capitals."""
    words = span.of(text).split()
    head = words[-1].lower()
    if head in language.speakers | language.bodies or language.is_title(head) or not words[0][0].isascii():
        return True
    return span in names or (is_capitalised(words[0]) and words[0].lower() not in language.no_names)


def _is_someone(
    text: str, actor: SuggestedActor, speakers: set[Span], names: dict[Span, Name], language: Language
) -> bool:
    """True of people and bodies; of a name of unknown kind, if it looks like a person's, speaks or acts."""
    if actor.naming != "named" or actor.kind in ("person", "body"):
        return True
    if actor.kind:
        return False
    words = actor.name.split()
    if actor.name.upper() == actor.name.lower():  # a script without capitals
        return not speakers.isdisjoint(actor.mentions)
    if not all(map(is_capitalised, words)) or (words[-1] == "I") or (len(words) > 1 and all(map(is_acronym, words))):
        return False
    if "-" in words[-1] and words[-1].rpartition("-")[2].islower():
        return False  # Academy Award-winning
    asked = actor.mentions[:_PLACES_ASKED]
    if any(_is_spoken_for(text, one, language) for one in asked):
        return True
    if not speakers.isdisjoint(actor.mentions) or sum(_acts(text, one, language) for one in asked) > sum(
        _is_in_place(text, one, language) for one in asked
    ):
        return True
    if len(words) == 1 or any(_is_in_place(text, mention, language) for mention in asked):
        return False
    return not any(f" {words[-1].lower()}{end}" in text for end in " ,.")


def _is_only_oblique(text: str, actor: SuggestedActor, language: Language) -> bool:
    """True of a name that the article has in another case only, so that nobody can tell it: "według Nowaka"."""
    if not language.name_cases or actor.naming != "named" or actor.kind == "body":
        return False
    if not any(word[-1].lower() in _ENDS_OF_CASES or not language.is_nominative(word) for word in actor.name.split()):
        return False
    return all(_is_after_phrase(text, one, language) or is_oblique(text, one, language) for one in actor.mentions)


def _is_after_phrase(text: str, mention: Span, language: Language) -> bool:
    """True of a name right after words that attribute: "podle Nováka"."""
    before = text[max(0, mention.start - _REACH) : mention.start].rstrip()
    return any(before.lower().endswith(phrase) for phrase in language.attributions)


def _acts(text: str, mention: Span, language: Language) -> bool:
    """True of a name right before a verb: "Granica closed its camp"."""
    after = first_word_in(text, Span(mention.end, min(len(text), mention.end + _REACH)))
    if after is None or text[mention.end : after.start] not in (" ", "\u00a0"):
        return False
    if _before(text, mention) in language.prepositions:
        return False
    verb = after.of(text)
    begins = text[max(0, mention.start - 2) : mention.start].strip()[-1:] in ("", ".", "!", "?", "”")
    if begins and language.may_be_finite(verb):
        return True
    return language.is_past(verb) or verb in language.auxiliaries or language.is_reporting(verb)


def _is_in_place(text: str, mention: Span, language: Language) -> bool:
    """True of a name after a preposition of place: "at Eastgate"."""
    return _before(text, mention) in language.place_prepositions


def _before(text: str, mention: Span) -> str:
    """The word before a name, in lower case."""
    words = words_in(text, Span(max(0, mention.start - _REACH), mention.start))
    return words[-1].of(text).lower() if words else ""


def _all_of(terms: Iterable[Span], names: Collection[Span]) -> Iterator[Span]:
    """The names between the marks of a term, but for its comma or stop."""
    for term in terms:
        inner = (Span(term.start + 1, end) for end in range(term.end - 2, term.end))
        yield from (span for span in inner if span in names)


def _held(spans: Iterable[Span], holders: Iterable[Span]) -> Iterator[Span]:
    """The spans that lie inside one of some others; in one walk over both."""
    waiting = sorted(holders, reverse=True)
    reach = 0
    for span in sorted(spans):
        while waiting and waiting[-1].start <= span.start:
            reach = max(reach, waiting.pop().end)
        if span.end <= reach:
            yield span
