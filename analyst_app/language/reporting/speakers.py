"""The people whom link mode proposes as speakers of a quote or claim.

Never an actor inside the quote nor in a skip zone. The name right after the
reporting verb, else the last actor before it that is no possessive nor after
in, of, with, by. Without a reporting verb in the sentence: the previous quote's
speaker. Then the article's people by recency; a mention after in, of, with, by
offers nobody, unless it was linked to as a speaker before. People are listed
once, however often they are mentioned, and also those that are not tagged yet.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Collection, Iterator, Sequence
from functools import cached_property
from itertools import chain, islice
from typing import NamedTuple

from analyst_app.core.annotation import Annotation
from analyst_app.core.span import Span
from analyst_app.core.store import AnnotationStore
from analyst_app.language.forms_of_address import told_by_title
from analyst_app.language.language import Language
from analyst_app.language.names import is_capitalised, name_at, names_in
from analyst_app.language.paragraphs import piece_at
from analyst_app.language.people import KnownNames, is_same_person
from analyst_app.language.reporting.attribution import Attribution
from analyst_app.language.reporting.earlier_people import EarlierPeople
from analyst_app.language.reporting.full_names import full_names_in, names_kept_in
from analyst_app.language.reporting.holders import attribution_of, holders_of, may_be_person, pronoun_of
from analyst_app.language.reporting.inflected_names import nominative_of
from analyst_app.language.reporting.inserted import inserted_in
from analyst_app.language.reporting.namesakes import fitting_told, namesake_of_role
from analyst_app.language.reporting.sentence_subjects import subject_of
from analyst_app.language.reporting.verb_gender import suits, told_by_verb
from analyst_app.language.reporting.verb_second import opens_adverbial
from analyst_app.language.sentences import sentence_at, sentence_cover
from analyst_app.language.snapping import first_word_in, words_in
from analyst_app.language.speaking.cases import nominatives
from analyst_app.language.speaking.obliques import is_oblique
from analyst_app.language.speaking.role_words import nominative_office, role_at_start
from analyst_app.language.speaking.subjects import thing_after
from analyst_app.language.transcript_turns import turn_of
from analyst_app.wording import tr

_AROUND = 3_000
"""Code points before a quote that are searched for names not yet tagged."""
_LONGEST_ROLE = 60
"""Code points that the words for a role take at the beginning of a sentence."""
_BLANKS = 16
"""Code points of white space between two lines, at most."""
_FIRST_MENTION = 200_000
"""Code points before a quote in which the full form of a name is looked for."""
_EARLIER = 3
"""Earlier speakers that are offered before everybody else."""
_MOST = 12
_NEIGHBOURS = 400


class Proposal(NamedTuple):
    """A person who may have spoken."""

    name: str
    """As to be shown: the canonical name, else the fullest form known."""
    span: Span | None
    """The mention to tag; None if an annotation is there."""
    annotation_id: str | None
    """The annotation of the mention to link to; None if it is not tagged yet."""
    cue: Span | None
    """The reporting verb that names this person; None for all others."""
    why: str
    """The reason, as the middle of a sentence."""


def propose(
    text: str,
    quote_span: Span,
    actors: Sequence[Annotation],
    quotes: Sequence[Annotation],
    language: Language,
    *,
    speaker_of: Callable[[str], str | None] = lambda quote_id: None,
    zones: Sequence[Span] = (),
    most: int = _MOST,
) -> list[Proposal]:
    """The people who may have said the words of a span, most likely first, each person once.

    The text is looked at no further than the wanted number of people needs.

    Args:
        text: the article.
        quote_span: the quote or claim.
        actors: annotations of people and bodies, by start.
        quotes: annotations of quotes, by start.
        language: word lists.
        speaker_of: the id of the actor that a quote is linked to, by the quote's id.
        zones: stretches that are not the article: captions, credits, repeats.
        most: the number of people that are wanted.
    """
    found = _Proposals(text, quote_span, actors, language, zones)
    before = [quote for quote in quotes if quote.start < quote_span.start]
    speakers = {speaker_of(quote.id) for quote in quotes}
    return list(islice(chain(found.attributed(), found.previous(before, speaker_of), found.recent(speakers)), most))


def propose_for(
    text: str,
    quote: Annotation,
    store: AnnotationStore,
    language: Language,
    *,
    actor_tags: Collection[str],
    quote_tags: Collection[str],
    skip_tags: Collection[str] = (),
    role: str = "speaker",
    most: int = _MOST,
) -> list[Proposal]:
    """``propose`` with the annotations around a quote; its cost does not grow with their number.

    Args:
        text: the article.
        quote: the quote or claim; it may be one that is not made yet.
        store: the annotations of the layer.
        language: the language that the article is read in.
        actor_tags: ids of the tags that people and bodies carry.
        quote_tags: ids of the tags that quotes carry.
        skip_tags: ids of the tags of what is not the article.
        role: the link role from a quote to its speaker.
        most: the number of people that are wanted.
    """
    row = store.row_of(quote)
    near = store.annotations[max(0, row - _NEIGHBOURS) : row + _NEIGHBOURS]
    return propose(
        text,
        quote.span,
        [annotation for annotation in near if annotation.tag in actor_tags],
        [annotation for annotation in near if annotation.tag in quote_tags and annotation.id != quote.id],
        language,
        speaker_of=lambda quote_id: next((link.to_id for link in store.links_from(quote_id, role)), None),
        zones=[annotation.span for annotation in near if annotation.tag in skip_tags],
        most=most,
    )


class _Proposals:
    """Finds proposals for one quote as they are asked for; a person who is there already is not given again."""

    def __init__(
        self, text: str, quote: Span, actors: Sequence[Annotation], language: Language, zones: Sequence[Span]
    ) -> None:
        self.text, self.quote, self.language, self.zones = text, quote, language, zones
        self.actors = [actor for actor in actors if not quote.contains(actor.span) and not self._is_skipped(actor.span)]
        self.starts = [actor.start for actor in self.actors]
        self.proposals: list[Proposal] = []
        self.attribution = inserted_in(text, quote, language) or attribution_of(text, quote, language)
        self._names = {actor.id: self._name_of(actor) for actor in self.actors}
        self._fullest_of: dict[str, str] = {}
        self._proposed: set[str] = set()
        """Names that a proposal stands for already."""
        self._only_bodies = self._pronoun(self.attribution) in language.body_pronouns

    @property
    def _earlier(self) -> EarlierPeople:
        """Those who spoke before; it is not kept, as it holds what makes it, and so nothing would be let go of."""
        return EarlierPeople(self.text, self.quote, self.language, near=lambda: self._near, is_skipped=self._is_skipped)

    # -- the rules, in their order ---------------------------------------------------

    def attributed(self) -> Iterator[Proposal]:
        """Those who stand beside the reporting verb, or before a turn; only the first of them has the cue."""
        if turn := turn_of(self.text, self.quote, self.language):
            if not turn.names_nobody:
                yield from self._person(turn.label, tr("named before the colon"))
            return
        if self.attribution is None:
            subject = self._subject_beside()
            if subject:
                yield from self._person(subject, tr("named in its sentence"))
            return
        holders = holders_of(self.text, self.attribution, self.quote, self.language)
        for holder in holders[:1]:
            person = namesake_of_role(self.text, holder.span, self._people_near, self.language)
            person = person or self._earlier.behind_epithet(holder.span)
            if person:
                yield from self._person(
                    person, tr("the {holder}", holder=holder.span.of(self.text).lower()), self.attribution.cue
                )
        for holder in holders:
            yield from self._person(holder.span, holder.why, None if self.proposals else self.attribution.cue)

    def previous(self, quotes: Sequence[Annotation], speaker_of: Callable[[str], str | None]) -> Iterator[Proposal]:
        """Those who spoke before: tagged and linked, or named beside the quotation before."""
        pronoun = "" if self.proposals else self._subject_pronoun()
        cue = self.attribution.cue if self.attribution and pronoun else None
        earlier = (span for span in self._earlier.people(pronoun) if self._suits(span))
        nearest = next(earlier, None)
        for quote in reversed(quotes[-_NEIGHBOURS:]):
            actor_id = speaker_of(quote.id)
            if actor_id is None:
                continue
            found = next((actor for actor in self.actors if actor.id == actor_id), None)
            if found and not self._is_nearer(nearest, quote):
                yield from self._actor(found, tr("speaker of the previous quote"), cue)
            break
        for span in islice(chain([nearest] if nearest else [], earlier), _EARLIER):
            yield from self._person(span, tr("spoke before"), cue if not self.proposals else None)

    def recent(self, speakers: Collection[str | None] = ()) -> Iterator[Proposal]:
        """The people of the article: before the quote from the nearest on, then after it.

        Args:
            speakers: ids of actors that quotes are linked to: they speak, after whatever word they stand.
        """
        place = bisect_left(self.starts, self.quote.start)
        before = self.actors[max(0, place - _NEIGHBOURS) : place]
        spans = [(actor.span, actor.id in speakers) for actor in before] + [(span, False) for span in self._near]
        pronoun = "" if self.proposals else self._subject_pronoun()
        for span, has_spoken in sorted(spans, key=lambda one: -one[0].start):
            if (has_spoken or not self._is_oblique(span)) and self._earlier.may_be(span, pronoun):
                yield from self._person(span, tr("mentioned before"))
        for actor in self.actors[place : place + _NEIGHBOURS]:
            if actor.id in speakers or not self._is_oblique(actor.span):
                yield from self._actor(actor, tr("mentioned later"))

    # -- finding ---------------------------------------------------------------------

    def _is_skipped(self, span: Span) -> bool:
        return bool(self.zones) and any(zone.overlaps(span) for zone in self.zones)

    def _is_oblique(self, span: Span) -> bool:
        return is_oblique(self.text, span, self.language)

    def _suits(self, span: Span) -> bool:
        """True unless the verb without a subject tells that somebody else spoke: "dodała" is no man's."""
        attribution = self.attribution
        if attribution is None or self.proposals or not self._names_nobody(attribution):
            return True
        return suits(self._fullest(span.of(self.text)), attribution.cue.of(self.text), self.language)

    def _lead(self) -> Span:
        """The words of the quote's own sentence before it."""
        start = sentence_cover(self.text, self.quote, self.language).start
        return Span(min(start, self.quote.start), self.quote.start)

    def _line_before(self) -> Span | None:
        """The sentence that leads to the quote in the line before it, with a colon."""
        if self.text[piece_at(self.text, self.quote.start).start : self.quote.start].strip():
            return None
        start = max(0, self.quote.start - _BLANKS)
        end = start + len(self.text[start : self.quote.start].rstrip())
        return sentence_at(self.text, end - 1, self.language) if self.text[end - 1 : end] == ":" else None

    def _subject_beside(self) -> Span | None:
        """The one of whom the quote's sentence speaks, before it or right after, where no reporting word is known."""
        lead = self._line_before() or self._lead()
        first = first_word_in(self.text, lead)
        if first and first.of(self.text).lower() in self.language.viewpoints:
            return self._viewer(lead)
        if first and (named := self._named_before_colon(lead)):
            return named
        if first and not (self.language.is_verb_second and opens_adverbial(first.of(self.text), self.language)):
            return subject_of(self.text, lead, self.language) or role_at_start(self.text, lead, self.language)
        if first and (found := subject_of(self.text, lead, self.language)):
            return found
        end = sentence_cover(self.text, self.quote, self.language).end
        tail = Span(self.quote.end, min(max(end, self.quote.end), self.quote.end + _LONGEST_ROLE))
        names = [name for name in names_in(self.text, tail, self.language) if not name.is_possessive]
        named = next((name.span for name in names if not is_oblique(self.text, name.whole, self.language)), None)
        return named or thing_after(self.text, tail, self.language)

    def _named_before_colon(self, lead: Span) -> Span | None:
        """The name right before the colon that leads to the marks: "Il presidente della Regione Luca Ferri: «No»"."""
        end = lead.start + len(lead.of(self.text).rstrip())
        names = names_in(self.text, lead, self.language) if self.text[end - 1 : end] == ":" else []
        ends = [name for name in names if name.span.end == end - 1 and " " in name.span.of(self.text)]
        return next((name.span for name in ends if not is_oblique(self.text, name.whole, self.language)), None)

    def _viewer(self, lead: Span) -> Span | None:
        """The one in whose view the marked words are, where a comma parts the two: "Para Ana Ruiz, «es tarde»"."""
        if not lead.of(self.text).rstrip().endswith(","):
            return None
        return next((name.span for name in names_in(self.text, lead, self.language)), None)

    def _subject_pronoun(self) -> str:
        """The pronoun that spoke: before the reporting word, or at the beginning of a sentence without one."""
        attribution = self.attribution
        standing = self.language.personal_pronouns | self.language.group_pronouns
        if attribution and (pronoun := self._pronoun(attribution)) in standing:
            return pronoun
        if attribution and self._names_nobody(attribution):
            known = self.language
            joined = attribution.cue.of(self.text).lower().rpartition("-")[2]
            untold = known.personal_pronouns - known.he_pronouns - known.she_pronouns
            return joined if joined in known.personal_pronouns else min(untold, default="")
        if attribution and holders_of(self.text, attribution, self.quote, self.language):
            return ""
        tail = Span(self.quote.end, min(len(self.text), self.quote.end + _LONGEST_ROLE))
        sides = (self._lead(), tail) if attribution is None else (self._lead(),)
        spelt = [first.of(self.text).lower() for side in sides for first in words_in(self.text, side)[:1]]
        return next((word for word in spelt if word in standing), "")

    def _names_nobody(self, attribution: Attribution) -> bool:
        """True if the one who spoke is left out ("añadió"), or is a pronoun in the phrase ("a su juicio")."""
        cue = attribution.cue.of(self.text).lower()
        if cue in self.language.own_attributions or cue.rpartition("-")[2] in self.language.personal_pronouns:
            return True
        if not self.language.dropped_pronouns:
            return False
        before = [word.of(self.text).lower() for word in words_in(self.text, attribution.before)]
        is_bare = all(word in self.language.auxiliaries for word in before)
        return is_bare and not holders_of(self.text, attribution, self.quote, self.language)

    def _pronoun(self, attribution: Attribution | None) -> str:
        return pronoun_of(self.text, attribution, self.language) if attribution else ""

    def _is_nearer(self, speaker: Span | None, quote: Annotation) -> bool:
        """True if a quotation with a speaker of its own stands between a linked quote and this one."""
        return speaker is not None and speaker.start > sentence_cover(self.text, quote.span, self.language).end

    def _people_near(self) -> list[Span]:
        return [*(actor.span for actor in self.actors), *self._near]

    @cached_property
    def _around(self) -> Span:
        """The stretch before the quote in which names are looked for."""
        start = max(0, self.quote.start - _AROUND)
        return Span(sentence_at(self.text, start, self.language).start, self.quote.start)

    @cached_property
    def _near(self) -> list[Span]:
        """Names of two words and more near the quote that nobody has tagged, outside quotations."""
        found = full_names_in(self.text, self._around, self.language)
        if self.language.definite_prefixes:  # without capitals, only who spoke has a name
            found = [span for span in self._earlier.speakers() if " " in span.of(self.text)]
        return [span for span in found if not self._is_skipped(span)] if self.zones else found

    @cached_property
    def _known_forms(self) -> list[str]:
        return [*self._names.values(), *(span.of(self.text) for span in self._near)]

    @cached_property
    def _known(self) -> KnownNames:
        is_by_text = not (self.actors or self.zones or self.language.definite_prefixes)
        known = names_kept_in(self.text, self._around, self.language) if is_by_text else None
        return known or KnownNames(self._known_forms)

    # -- collecting --------------------------------------------------------------------

    def _name_of(self, actor: Annotation) -> str:
        given = actor.attribute("name")
        return given if isinstance(given, str) and given else actor.span.of(self.text)

    def _actor_at(self, span: Span) -> Annotation | None:
        place = bisect_left(self.starts, span.end)
        near = [actor for actor in self.actors[max(0, place - 8) : place] if actor.span.overlaps(span)]
        return max(near, key=lambda actor: actor.span.clipped(span).length, default=None)

    def _person(self, span: Span, why: str, cue: Span | None = None) -> Iterator[Proposal]:
        actor = self._actor_at(span)
        if actor:
            yield from self._actor(actor, why, cue)
        elif self._only_bodies and may_be_person(self.text, span, self.language):
            return  # “It said” is no person's
        elif (cue and self.quote.contains(cue)) or not (self.quote.contains(span) or self._is_skipped(span)):
            yield from self._new(Proposal(self._named(span, cue), span, None, cue, why))

    def _actor(self, actor: Annotation, why: str, cue: Span | None = None) -> Iterator[Proposal]:
        if not (self._only_bodies and self._is_person(actor)):
            yield from self._new(Proposal(self._fullest(self._names[actor.id]), None, actor.id, cue, why))

    def _is_person(self, actor: Annotation) -> bool:
        """True of a person, by the kind that it was given, else by its words."""
        kind = str(actor.attribute("kind") or "")
        return kind == "person" if kind else may_be_person(self.text, actor.span, self.language)

    def _named(self, span: Span, cue: Span | None) -> str:
        """The fullest form of a name; of a genitive after a phrase the name that the article has of it."""
        name = span.of(self.text)
        head, _, rest = name.partition(" ")
        if self.language.name_cases and (office := nominative_office(head, self.language)):
            return f"{office} {rest}".strip()
        if cue and self.language.genitive_cases and self.language.attribution_phrases.fullmatch(cue.of(self.text)):
            for form in nominatives(name, self.language):
                full = self._fullest(form)
                if full != form or self._known.alike(form) or self._is_mentioned(form):
                    return full
        found = (cue and self._told(span, cue.of(self.text))) or self._fullest(name)
        if found == name and cue and self.language.name_cases and cue.of(self.text).lower() in self.language.phrases:
            after = Span(self.quote.end, min(len(self.text), self.quote.end + _AROUND))
            later = [span.of(self.text) for span in full_names_in(self.text, after, self.language)]
            known = KnownNames(later)
            forms = (known.fullest(form) for form in nominatives(name, self.language) if known.alike(form))
            return nominative_of(name, later, self.language) or next(forms, name)
        return found

    def _told(self, span: Span, verb: str) -> str:
        """A surname, in full if the verb tells whose, bare if its title is nobody's; empty where neither tells."""
        name = span.of(self.text)
        full = [form for form in self._known.alike(name) if " " in form] if " " not in name else []
        title = told_by_title(self.text, span, self.language) if full else ""
        if title:
            fitting = fitting_told(full, title, self.language)
            return KnownNames(fitting).fullest(name) if fitting else name
        told = told_by_verb(verb, self.language) if full else ""
        return KnownNames(fitting_told(full, told, self.language)).fullest(name) if told else ""

    def _is_mentioned(self, name: str) -> bool:
        least = max(0, self.quote.start - _FIRST_MENTION)
        return re.search(rf"(?<!\w){re.escape(name)}(?!\w)", self.text[least : self.quote.start]) is not None

    def _fullest(self, name: str) -> str:
        found = self._fullest_of.get(name)
        if found is None:
            found = self._fullest_of[name] = self._look_up(name)
        return found

    def _look_up(self, name: str) -> str:
        """The fullest form near the quote; else the one at the first mention, where names stand in full."""
        known_forms = self._known_forms if self.language.name_cases else ()
        found = nominative_of(name, known_forms, self.language) or self._known.fullest(name)
        several = any(form != name for form in self._known.alike(name))
        if found != name or several or " " in name or not is_capitalised(name):
            return found
        least = max(0, self.quote.start - _FIRST_MENTION)
        mention = self.text.find(name, least, self.quote.start)
        first = name_at(self.text, mention + len(name), self.language) if mention >= 0 else None
        return KnownNames([first.span.of(self.text)] if first else []).fullest(name)

    def _new(self, proposal: Proposal) -> Iterator[Proposal]:
        name = proposal.name
        if name not in self._proposed:
            self._proposed.add(name)
            if not any(is_same_person(name, other.name) for other in self.proposals):
                self.proposals.append(proposal)
                yield proposal
