"""Those who spoke before a quote, or of whom the sentences before it speak: for "he", "she", "they" and bare quotes.

The sentences are gone through from the nearest back; one that goes on with the
same pronoun adds nobody but those whom it names as speakers.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from itertools import islice

from analyst_app.core.span import Span
from analyst_app.language.forms_of_address import Told, told_beside
from analyst_app.language.headlines import heads_article, is_headline
from analyst_app.language.language import Language
from analyst_app.language.names import names_in
from analyst_app.language.paragraphs import piece_at
from analyst_app.language.people import surname
from analyst_app.language.reporting.attribution import Attribution
from analyst_app.language.reporting.clauses import attributions_in
from analyst_app.language.reporting.holders import holders_of, may_be_person, pronoun_of
from analyst_app.language.reporting.namesakes import namesake_of_role
from analyst_app.language.reporting.sentence_subjects import apposed_in, is_named_like_person, owner_in, subject_of
from analyst_app.language.reporting.verb_gender import told_by_name
from analyst_app.language.sentences import sentences_before
from analyst_app.language.snapping import first_word_in, words_in
from analyst_app.language.speaking.role_words import role_at_start

_AROUND = 3_000
"""Code points before a quote whose sentences are gone through."""
_SENTENCES = 40
"""Those of them that are gone through: a transcript has a hundred short ones there, an article about 25."""


class EarlierPeople:
    """The people before one quote.

    Args:
        text: the article.
        quote: the quote or claim.
        language: word lists.
        near: the full names near the quote, by start, when they are needed.
        is_skipped: True of a span that is not the article.
    """

    def __init__(
        self,
        text: str,
        quote: Span,
        language: Language,
        *,
        near: Callable[[], Sequence[Span]],
        is_skipped: Callable[[Span], bool],
    ) -> None:
        self.text, self.quote, self.language = text, quote, language
        self._near, self._is_skipped = near, is_skipped

    def people(self, pronoun: str) -> Iterator[Span]:
        """Those who spoke before, the nearest first; for a pronoun, those for whom it may stand.

        Args:
            pronoun: the subject of the quote's reporting word, in lower case; empty if that is none.
        """
        held: list[Span] = []
        for span in self._in_order(pronoun):
            named = self._behind_role(span) or span
            if not self._may_stand_for(named, pronoun):
                continue
            if named is span and not held and pronoun and self._is_epithet(span):
                held = [span]  # “the businessman”: most likely the one before
                continue
            yield named
            yield from held
            held = []
        yield from held

    def speakers(self) -> list[Span]:
        """Those whom a reporting word before the quote names, by start."""
        found = []
        for sentence in self._sentences():
            for attribution in attributions_in(self.text, sentence, self.language):
                if attribution.cue.start < self.quote.start:
                    found += [
                        holder.span for holder in holders_of(self.text, attribution, self.quote, self.language)[:1]
                    ]
        return sorted(span for span in found if span.end <= self.quote.start)

    def behind_epithet(self, span: Span) -> Span | None:
        """The person before of whom some words only tell: "the Italian", "the 57-year-old scientist"; None if none is.

        Args:
            span: of the words, without their article.
        """
        words = span.of(self.text).split()
        is_people = len(words) == 1 and words[0].lower() in self.language.demonyms
        if self.language.is_plural(words[-1]) or not (is_people or len(words) > 1) or not self._is_epithet(span):
            return None
        told = told_beside(self.text, span, self.language)
        untold = sorted(self.language.personal_pronouns - self.language.he_pronouns - self.language.she_pronouns)
        pronoun: str = told or (untold[0] if untold else "")
        return next((one for one in self.people(pronoun) if one.end <= span.start and one != span), None)

    def may_be(self, span: Span, pronoun: str) -> bool:
        """False of a man for "she" and of a woman for "he".

        Args:
            span: of a mention, code points, half-open.
            pronoun: in lower case; empty if there is none.
        """
        known = (self.language.she_pronouns, self.language.he_pronouns)
        told = self._told(span) if any(pronoun in pronouns for pronouns in known) else ""
        return not told or pronoun in known[told == "he"]

    # -- inside ------------------------------------------------------------------------

    def _in_order(self, pronoun: str) -> Iterator[Span]:
        """All who may be meant, the nearest first, whoever they are."""
        pronouns = self.language.personal_pronouns
        is_person = pronoun in pronouns
        for sentence in self._sentences():
            reports = False
            for attribution in reversed(attributions_in(self.text, sentence, self.language)):
                if attribution.cue.start >= self.quote.start:
                    continue
                asked = self._asked(attribution) if is_person else None
                if asked:
                    yield asked
                if not attribution.contents:
                    continue
                holders = holders_of(self.text, attribution, self.quote, self.language)
                is_person = is_person or (not holders and pronoun_of(self.text, attribution, self.language) in pronouns)
                spans = [holder.span for holder in holders[:1]]
                yield from (s for s in spans if not is_person or may_be_person(self.text, s, self.language))
                reports = reports or bool(holders)
            before = Span(sentence.start, min(sentence.end, self.quote.start))
            if is_person and not reports:
                subject = subject_of(self.text, before, self.language) or owner_in(self.text, before, self.language)
                if subject and self._goes_on(sentence, pronoun):
                    subject = apposed_in(self.text, before, self.language)  # “Her rival, Nina Wolff, cheered”
            elif pronoun in self.language.group_pronouns:
                subject = role_at_start(self.text, before, self.language)
            else:
                subject = None
            if subject:
                yield subject

    def _sentences(self) -> Iterator[Span]:
        """Those before the quote, and the one that it stands in; the nearest first."""
        start = max(0, self.quote.start - _AROUND)
        found = sentences_before(self.text, Span(start, max(start, self.quote.start - 1)), self.language)
        before = (one for one in found if one.start < self.quote.start)
        return (one for one in islice(before, _SENTENCES) if not self._is_skipped(one))

    def _goes_on(self, sentence: Span, pronoun: str) -> bool:
        """True of a sentence that begins with the pronoun, or with its possessive: "His aim is clear"."""
        first = first_word_in(self.text, sentence)
        spelt = first.of(self.text).lower() if first else ""
        return any(
            pronoun in known and spelt in known for known in (self.language.he_pronouns, self.language.she_pronouns)
        )

    def _asked(self, attribution: Attribution) -> Span | None:
        """The one who was asked, and so speaks next: "Reyes asked Ada Brandt about it. “No,” she said"."""
        if attribution.cue.of(self.text).lower() not in self.language.asking_verbs:
            return None
        name = next(iter(names_in(self.text, Span(attribution.cue.end, attribution.cue.end + 40), self.language)), None)
        is_next = name is not None and self.text[attribution.cue.end : name.whole.start] == " "
        return name.span if name is not None and is_next and not name.is_possessive else None

    def _is_epithet(self, span: Span) -> bool:
        """True of words for somebody whom no office names and nobody brought in: "the 57-year-old scientist"."""
        words = span.of(self.text).split()
        is_name = not words[-1][0].islower() and words[-1].lower() not in self.language.demonyms
        head = words[-1].lower()
        is_known = head in self.language.roles or head in self.language.demonyms
        if is_name or not is_known or self.language.is_title(words[-1]) or head in self.language.bodies:
            return False
        before = words_in(self.text, Span(max(0, span.start - 20), span.start))
        if (
            not before
            or before[-1].of(self.text).lower() not in self.language.articles - self.language.indefinite_articles
        ):
            return False
        start = max(0, span.start - _AROUND)
        for match in re.finditer(rf"(?<!\w){re.escape(words[-1])}(?!\w)", self.text[start : span.start]):
            ahead = words_in(self.text, Span(max(0, start + match.start() - 40), start + match.start()))[-4:]
            if any(word.of(self.text).lower() in self.language.indefinite_articles for word in ahead):
                return False
        return True

    # -- whom a pronoun may stand for ---------------------------------------------------

    def _may_stand_for(self, span: Span, pronoun: str) -> bool:
        words = span.of(self.text).split()
        if not any(map(str.isalpha, span.of(self.text))) or words[0].lower() in self.language.pronouns:
            return False
        if pronoun in self.language.group_pronouns:
            return self._is_several(span)
        if pronoun not in self.language.personal_pronouns:
            return True
        line = piece_at(self.text, span.start)
        if heads_article(self.text, line) or is_headline(self.text, line, self.language):
            return False
        if not is_named_like_person(self.text, span, self.language):
            return False
        told = self._told(span)
        return (
            not told
            or pronoun in (self.language.he_pronouns if told == "he" else self.language.she_pronouns)
            or (pronoun not in self.language.he_pronouns | self.language.she_pronouns)
        )

    def _is_several(self, span: Span) -> bool:
        last = span.of(self.text).split()[-1].lower()
        if last in self.language.groups or (span.of(self.text)[0].islower() and self.language.is_plural(last)):
            return True
        return not may_be_person(self.text, span, self.language)

    def _told(self, span: Span) -> Told:
        """The man or woman that a mention tells of, else what all full forms of its name near the quote do."""
        name = span.of(self.text)
        told = told_beside(self.text, span, self.language) or told_by_name(name, self.language)
        if told or " " in name:
            return told
        same = [one for one in self._near() if surname(one.of(self.text)) == surname(name)]
        found = {told_beside(self.text, one, self.language) for one in same}
        return found.pop() if len(found) == 1 else ""

    def _behind_role(self, span: Span) -> Span | None:
        """The person of whom a role tells that was named before: "the senator"."""
        return namesake_of_role(self.text, span, self._near, self.language)
