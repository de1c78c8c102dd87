"""The reporting words of a sentence: verbs and phrases outside quotation marks that attribute."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Hashable, Iterable
from functools import wraps
from typing import Any, Concatenate, ParamSpec, TypeVar

from analyst_app.core.span import Span
from analyst_app.language.compounds import longest_words
from analyst_app.language.dialogue_dashes import joined_verb
from analyst_app.language.language import Language, Words
from analyst_app.language.names import is_capitalised
from analyst_app.language.paragraphs import trimmed
from analyst_app.language.reporting.attribution import Attribution
from analyst_app.language.reporting.comparisons import is_compared
from analyst_app.language.reporting.frames import framed_content
from analyst_app.language.reporting.helped import is_helped
from analyst_app.language.reporting.nouns import noun_attribution
from analyst_app.language.reporting.unquoted import COMMAS, COMMAS_AND_DASHES, Unquoted
from analyst_app.language.reporting.verb_second import is_bare_report, is_finite
from analyst_app.language.snapping import cuts_word, first_word_in, words_in
from analyst_app.language.speaking.adverbs import without_adverbs
from analyst_app.language.speaking.joined_pronouns import joined_pronoun, speaks
from analyst_app.language.speaking.subjects import leads_to_name
from analyst_app.language.whole_text import WholeText

View = TypeVar("View", bound="Cued")
Asked = ParamSpec("Asked")
Answer = TypeVar("Answer")

_PART = re.compile(r"\w+")
_HELPED_WITHIN = 5
"""Words from a helper on among which its verb stands."""
_MARKS = ("“", '"', "„", "«", "‘", "`")
_CONTRACTED = re.compile("['’]")
_LEADS = (":", *_MARKS)
"""Signs after a verb that lead to what it reports."""


def may_attribute(text: str, sentence: Span, language: Language) -> bool:
    """False if no word of a sentence can be a reporting word, as far as that is known without reading the sentence.

    Args:
        text: the article; of one that is no ``WholeText`` nothing is known.
        sentence: code points, half-open.
        language: the language that the article is read in.
    """
    places = _places_in(text, sentence, language)
    return places is None or bool(places)


def _places_in(text: str, sentence: Span, language: Language) -> list[int] | None:
    """The places where words of a sentence begin that may be reporting words; None if nothing is known."""
    if text.__class__ is not WholeText or text.language is not language or cuts_word(text, sentence):
        return None
    places = text.cue_places if text.cue_places is not None else _read(text)
    first = bisect_left(places, sentence.start)
    return places[first : bisect_left(places, sentence.end, first)]


def _read(text: WholeText) -> list[int]:
    """Note where the words begin that may be reporting words or of a phrase; each spelling is asked for once."""
    words = words_in(text, Span(0, len(text)))
    spelt = [text[start:end] for start, end in words]
    cues = {word for word in set(spelt) if _may_be_cue(word, text.language)}
    text.cue_places = [word.start for word, own in zip(words, spelt, strict=True) if own in cues]
    return text.cue_places


def _may_be_cue(spelt: str, language: Language) -> bool:
    if joined_verb(spelt, language).lower() in language.cue_ends or spelt in language.bare_reports:
        return True
    if joined_pronoun(spelt, language):
        return True
    phrases = longest_words(language.attributions | language.own_attributions)
    return not phrases.isdisjoint(_PART.findall(spelt.lower()))


def once(method: Callable[Concatenate[View, Asked], Answer]) -> Callable[Concatenate[View, Asked], Answer]:
    """A method of a sentence that does not work out an answer again; two rules ask for the same."""

    @wraps(method)
    def asked(view: View, /, *places: Asked.args, **named: Asked.kwargs) -> Answer:
        key = (method, *places)
        if key not in view.known:
            view.known[key] = method(view, *places, **named)
        answer: Answer = view.known[key]
        return answer

    return asked


class Cued(Unquoted):
    """A sentence with its reporting words.

    Args:
        text: the article.
        sentence: code points, half-open.
        language: the language that the article is read in.
    """

    def __init__(self, text: str, sentence: Span, language: Language) -> None:
        super().__init__(text, sentence, language)
        self.span, self.language = sentence, language
        self.known: dict[Hashable, Any] = {}
        """The answers of the methods that are worked out once."""
        self.cues = self._cues()
        """By start."""

    def _cues(self) -> list[Span]:
        ends = self.language.cue_ends
        known = {n: joined_verb(self.words[n].of(self.text), self.language) for n in self._candidates()}
        found = [
            self._whole_cue(n, word)
            for n, word in known.items()
            if (word.lower() in ends and self._is_cue(n, word)) or self._speaks(n)
        ]
        for match in self.language.attribution_phrases.finditer(self.text, self.span.start, self.span.end):
            phrase = Span(*match.span())
            if not self.is_quoted(phrase.start) and not self._is_at_end(phrase):
                found = [cue for cue in found if not cue.overlaps(phrase)] + [phrase]
        if self.language.bare_reports:
            found += [w for w in self.words if is_bare_report(self.text, w, self.span, self.language)]
        return sorted(found)

    def _speaks(self, number: int) -> bool:
        """True of "lâche-t-elle" right behind a quotation."""
        rest = [word.of(self.text) for word in self.words[number + 1 : number + _HELPED_WITHIN]]
        is_joined = speaks(self.words[number].of(self.text), rest, self.language)
        return is_joined and self._follows_quotation(self.words[number])

    def _candidates(self) -> Iterable[int]:
        """The numbers of the words that may be reporting words, as far as that is known of them alone."""
        places = _places_in(self.text, self.span, self.language)
        if places is None:
            return range(len(self.words))
        numbers = ((bisect_left(self.words, (place,)), place) for place in places)
        return [n for n, place in numbers if n < len(self.words) and self.words[n].start == place]

    def _whole_cue(self, number: int, spelt: str) -> Span:
        """A reporting word with the one before it where only both report: "put it"."""
        word, before = self.words[number], self.words[number - 1] if number else None
        if before is None or not self.language.is_reporting(f"{before.of(self.text)} {spelt}"):
            return word
        return Span(before.start, word.end)

    def _is_at_end(self, phrase: Span) -> bool:
        """True if a phrase ends its clause, where nouns have capitals, and so names nobody: "es sei laut."."""
        if not self.language.nouns_have_capitals or phrase.of(self.text).lower() in self.language.postpositions:
            return False
        after = next((word for word in self.words if word.start >= phrase.end), None)
        return after is None or any(sign in self.text[phrase.end : after.start] for sign in ",;:!?")

    def _is_cue(self, number: int, spelt: str) -> bool:
        word = self.words[number]
        gap = Span(self.words[number - 1].end if number else word.start, word.start)
        is_apart = any(gap.start <= quote.start < gap.end for quote in self.quoted)  # a “raw time,” said Cole
        before = self.words[number - 1].of(self.text).lower() if number and not is_apart else ""
        if self._is_split(number) or self._is_framed(number):
            return True
        if noun_attribution(self.text, word, self.span, self.language):
            return True
        if self.language.is_reporting(f"{before} {spelt}"):
            return True
        if spelt in self.language.helped_verbs:
            if is_helped(self.text, self.words, number, self.language):
                return True
            if not self.language.is_reporting(spelt) or not self._is_finite(number):
                return False  # French "dit" is both forms, but "le dit budget"
        if spelt.lower() in self.language.that_verbs and self._opens_that(number):
            return before not in self.language.infinitive_marks | self.language.determiners
        is_name = spelt[0].isupper() and (number > 0 or (spelt.isascii() and not self.language.dropped_pronouns))
        if (is_name and number) or not self.language.is_reporting(spelt):
            return False
        if is_name and not leads_to_name(self.text, word, self.language):
            return False
        if spelt.lower() in self.language.noun_forms and not self._is_verb(number):
            return False
        leads = self._leads_to_that(number)
        if (before in self.language.infinitive_marks and not leads) or is_compared(self.text, word, self.language):
            return False
        follows_directly = number > 0 and gap.of(self.text).strip() == ""
        if before in self.language.prepositions and not leads and not self._is_adverb(number - 1) and follows_directly:
            return False
        if before in self.language.determiners:
            return before in self.language.groups or before in self.language.quantifiers
        passive = before in self.language.passives and follows_directly
        return not passive or self.language.is_participle(spelt)

    def _leads_to_that(self, number: int) -> bool:
        """True if "that" follows, so that an infinitive reports as well: "wants to say that", "by saying that"."""
        if self.language.is_verb_second or self.language.needs_that:
            return False
        if self.text[self.words[number].end : self.words[number].end + 2].lstrip()[:1] in _MARKS:
            return True  # was quoted as saying “no”
        if number + 1 >= len(self.words):
            return False
        after = self.words[number + 1].of(self.text).lower()
        return after in self.language.complementizers - self.language.questions

    def _is_finite(self, number: int) -> bool:
        """True if a comma or the end of a quotation stands before a verb, a subject does, or "that" follows."""
        word = self.words[number]
        before = self.words[number - 1] if number else None
        start = before.end if before else self.span.start
        if any(sign in self.text[start : word.start] for sign in (*COMMAS, *"»”!?…—–")) or self._opens_that(number):
            return True
        spelt = before.of(self.text) if before else ""
        return spelt.lower() in self.language.personal_pronouns or spelt[:1].isupper()

    def _is_verb(self, number: int) -> bool:
        """True if a form that may be a noun has a subject or helper before it, or "that" or a quotation after it."""
        word = self.words[number]
        after = self.text[word.end : word.end + 3].lstrip()
        if after[:1] in _LEADS or (number + 1 < len(self.words) and self._opens_that(number)):
            return True
        if not number or self.text[self.words[number - 1].end : word.start].strip(" ,\u00a0"):
            return False
        before = self.words[number - 1].of(self.text)
        known = self.language.pronouns | self.language.speakers | self.language.auxiliaries | self.language.relatives
        return before.lower() in known or is_capitalised(before)

    def _is_adverb(self, number: int) -> bool:
        """True if a preposition only stands between helper and verb: "have since said"."""
        helper = self.words[number - 1].of(self.text).lower() if number else ""
        return helper in self.language.auxiliaries - self.language.passives

    def _opens_that(self, number: int) -> bool:
        """True if "that" or "they were" follows, or nothing does and a comma stands before the verb's subject."""
        if number + 1 < len(self.words):
            after = [word.of(self.text).lower() for word in self.words[number + 1 : number + 3]]
            is_clause = after[0] in self.language.pronouns and self.language.may_be_finite(after[-1])
            return after[0] in self.language.complementizers or (is_clause and len(after) > 1)
        before = Span(self.span.start, self.words[number].start).of(self.text)
        return any(comma in before for comma in COMMAS)

    def _is_split(self, number: int) -> bool:
        """True if a verb's particle ends its clause: "wirft der Stadt vor, sie habe"."""
        particles = self.language.split_verbs.get(self.words[number].of(self.text).lower())
        if not particles:
            return False
        return self.particle_end(self.words[number], particles, self.span.end) is not None

    def particle_end(self, verb: Span, particles: Words, end: int) -> int | None:
        """The end of the particle with which a verb's clause ends, past an apposition: "gab Huber, der Chef, an".

        Args:
            verb: code points, half-open.
            particles: of which one must end the clause.
            end: of the sentence.
        """
        colon = self.comma_after(verb.end, end)
        for close in sorted({*self.commas_after(verb.end, end)[:3], colon, end}):
            last = next(reversed([w for w in self.words if verb.end <= w.start and w.end <= close]), None)
            if last is not None and last.of(self.text).lower() in particles:
                return last.end
        return None

    def _is_framed(self, number: int) -> bool:
        """True if a verb's own word leads on to what it reports: "accused the firm of lying"."""
        word, before = self.words[number], self.words[number - 1] if number else None
        if word.of(self.text).lower() not in self.language.frames or (number and word.of(self.text)[0].isupper()):
            return False
        if before is not None and self.text[before.end : word.start].strip() == "":
            spelt = before.of(self.text)
            known = self.language.infinitive_marks | self.language.determiners | self.language.passives
            if spelt.lower() in known or self.language.possessive.search(spelt):
                return False
        return framed_content(self.text, word, self.span.end, self.language) is not None

    def _opens_with(self, side: Span, known: Words) -> bool:
        first = first_word_in(self.text, side)
        return first is not None and first.of(self.text).lower() in known

    def _has_verb(self, side: Span) -> bool:
        spelt = [word.of(self.text).lower() for word in words_in(self.text, side)]
        is_short = len(spelt) == 2 and spelt[1] in self.language.past_forms  # taxes fell
        if len(spelt) > 1 and _CONTRACTED.split(spelt[0])[0] in self.language.pronouns - {spelt[0]}:
            return True  # he’s late
        return is_short or (len(spelt) > 2 and any(self.language.may_be_finite(word) for word in spelt[1:]))

    def _bare(self, side: Span) -> list[str]:
        """The words of a side that are no helpers, nor only tell the manner."""
        said = without_adverbs([word.of(self.text) for word in words_in(self.text, side)], self.language)
        spelt = [word.lower() for word in said]
        return [word for word in spelt if word not in self.language.auxiliaries]

    def _is_part_of_noun(self, quote: Span, cue: Span) -> bool:
        """True of marked words after a preposition that nothing parts from the verb: "z „Gazetą” przyznała"."""
        before = next(reversed([word for word in self.words if word.end <= quote.start]), None)
        between = self.text[quote.end : cue.start]
        if before is None or between.strip() or self.text[quote.end - 2] in COMMAS_AND_DASHES + ".!?":
            return False
        return (
            before.of(self.text).lower() in self.language.prepositions
            and not self.text[before.end : quote.start].strip()
        )

    def _is_aside(self, side: Span) -> bool:
        """True if a side opens a clause of its own: "when he announced"."""
        return self._opens_with(side, self.language.relatives | self.language.aside_openers)

    def _is_about_name(self, cue: Span, part: Span) -> bool:
        """True of a cue within a clause that only tells of a name: "A spokesman, who asked not to be named, said"."""
        commas = self.commas(part.start, cue.start)
        return bool(commas) and self._opens_with(Span(commas[-1], cue.start), self.language.relatives)

    def _is_clause(self, content: Span) -> bool:
        """True if words without "that" are a clause: "a plan to sell it" is none."""
        if not self._has_verb(content):
            return False
        spelt = [word.of(self.text).lower() for word in words_in(self.text, content)]
        is_new = spelt[0] in self.language.indefinite_articles
        return not is_new or any(w in self.language.auxiliaries or self.language.is_past(w) for w in spelt[1:])

    def _follows_quotation(self, cue: Span) -> bool:
        """True if nothing but helpers stands between a quotation and a cue after it."""
        ends = [quote.end for quote in self.quoted if quote.end <= cue.start]
        return bool(ends) and not self._bare(Span(ends[-1], cue.start))

    def _ends_quotation(self, position: int) -> bool:
        return any(quote.end == position for quote in self.quoted)

    def _resumed(self, reported: Span) -> Span:
        inside = [quote for quote in self.quoted if reported.contains(quote)]
        return Span(inside[0].start, inside[-1].end)

    def _without_stop(self, span: Span) -> Span:
        start, end = trimmed(self.text, span)
        while start < end and self.text[start] in "–—•, ":  # of an item in a list
            start += 1
        while end > start and self.text[end - 1] in ".,;:،؛。–— " and not self.is_quoted(end - 1):
            end -= 1
        return trimmed(self.text, Span(start, end))

    def _is_inserted(self, cue: Span, part: Span) -> bool:
        """True if a comma or quotation leads to its subject and one follows: "the log, she says, was lost"."""
        if self.text[cue.end : cue.end + 1] != "," or cue.end + 1 >= part.end:
            return False
        if self.language.is_verb_second and not self._verb_follows(cue.end + 1, part):
            return False
        before = Span(part.start, cue.start)
        commas = self.commas(*before, COMMAS_AND_DASHES)
        if not commas:
            return any(before.contains(quote) for quote in self.quoted)
        first = first_word_in(self.text, Span(commas[-1], cue.start))
        return first is None or first.of(self.text).lower() not in self.language.conjunctions

    def _verb_follows(self, start: int, part: Span) -> bool:
        """True if a sentence goes on with its verb: "Der Plan, sagt sie, sei tot"."""
        first = first_word_in(self.text, Span(start, part.end))
        return first is not None and is_finite(first.of(self.text), self.language)

    def _may_speak(self, side: Span, is_empty_fine: bool) -> bool:
        words = words_in(self.text, side)
        if not words:
            return is_empty_fine
        first = words[0].of(self.text)
        if first.lower() in self.language.relatives:
            return False
        known = self.language.determiners | self.language.pronouns | self.language.speakers
        return is_capitalised(first) or first.lower() in known

    def _past_rest(self, quoted: int, commas: list[int], cue: Span, after: Span) -> int:
        """The end of marked words, or the comma after what goes on behind them: "a “bad time” for all, said Cole"."""
        if not commas or commas[-1] <= quoted or not self._bare(Span(quoted, commas[-1])):
            return quoted
        rest = Span(quoted, commas[-1])
        is_told = not self._may_speak(rest, is_empty_fine=True) and not self._bare(Span(commas[-1] + 1, cue.start))
        return commas[-1] + 1 if is_told and after.length else quoted

    def _goes_on_to_say(self, opens: str, left: Span, right: Span) -> bool:
        """True if a participle after a comma reports more: "…”, she said, adding that it was late"."""
        if not self.language.is_participle(opens) or not any(cue.start == right.start for cue in self.cues):
            return False
        return self._reports(left) and opens.lower() not in self.language.judging

    def _reports(self, part: Span) -> bool:
        judging = self.language.judging  # “what she calls …” is no statement of its own
        verbs = (cue for cue in self.cues if part.contains(cue) and cue.of(self.text).lower() not in judging)
        return any(noun_attribution(self.text, cue, part, self.language) is None for cue in verbs)

    def _calls(self, part: Span) -> bool:
        """True if a noun of speech leads on there: "Brandt's call for calm went unheeded, and residents said"."""
        return any(noun_attribution(self.text, cue, part, self.language) for cue in self.cues if part.contains(cue))

    def _dissents(self, part: Span) -> bool:
        """True if somebody only disagrees there: "prices rose, but the bank disagrees"."""
        spelt = [word.of(self.text).lower() for word in self.words if part.contains(word)]
        return not self.language.dissents.isdisjoint(spelt[1:])

    def predicates(self, part: Span) -> list[Span]:
        """A statement cut before a second verb of the same subject: "praised the crew and said it was late".

        Args:
            part: the statement, code points, half-open.
        """
        if self.language.is_verb_second or self.language.needs_that:
            return [part]
        parts, start = [], part.start
        for cue in self.cues:
            number = bisect_left(self.words, cue)
            if not number or self.words[number : number + 1] != [cue] or cue.end > part.end:
                continue
            joiner = self.words[number - 1]
            if joiner.start < part.start:
                continue
            verb = cue.of(self.text).lower()
            is_joined = joiner.of(self.text).lower() in self.language.joiners
            reports = self.language.is_reporting(verb) or verb in self.language.frames
            if not is_joined or not reports or self.language.is_participle(verb) or verb in self.language.noun_forms:
                continue
            left = Span(start, joiner.start)
            if self._reports(left):
                parts.append(left)
                start = cue.start
        return [*parts, Span(start, part.end)]

    def shares_subject(self, part: Span, attribution: Attribution) -> bool:
        """True if a statement begins with its verb, whose subject is that of the statement before.

        Args:
            part: the statement, code points, half-open.
            attribution: of the statement.
        """
        before = next(reversed([word for word in self.words if word.end <= part.start]), None)
        is_joined = before is not None and before.of(self.text).lower() in self.language.joiners
        return attribution.cue.start == part.start and is_joined
