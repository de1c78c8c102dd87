"""The words beside a reporting word that may name the speaker.

The name right after the reporting word, else the last actor before it that is
no possessive nor after in, of, with, by; where no name stands there, the words
for a role ("defence ministry"). Never anyone inside a quotation.
"""

from __future__ import annotations

from typing import NamedTuple

from analyst_app.core.span import Span
from analyst_app.language.compounds import heads
from analyst_app.language.language import Language
from analyst_app.language.names import (
    Name,
    is_acronym,
    may_be_in_phrase,
    name_at,
    names_in,
    phrase_before,
)
from analyst_app.language.paragraphs import LONG, piece_at, trimmed
from analyst_app.language.quotations import quotations_in
from analyst_app.language.reporting.attribution import Attribution
from analyst_app.language.reporting.caseless import named_beside
from analyst_app.language.reporting.clauses import attributions_in
from analyst_app.language.reporting.obliques import is_oblique_name, is_place_after_place
from analyst_app.language.reporting.offices import office_in
from analyst_app.language.reporting.role_words import first_role, role_at_start
from analyst_app.language.reporting.subjects import noun_after, with_described, with_role, without_listener
from analyst_app.language.sentences import sentence_at, sentence_cover
from analyst_app.language.snapping import words_in
from analyst_app.language.whole_text import read_once

_LONGEST_NAME = 4
_GAP = ", "


class Holder(NamedTuple):
    """A stretch of text that may name the speaker."""

    span: Span
    why: str
    """In the middle of a sentence."""


def attribution_of(text: str, quote: Span, language: Language) -> Attribution | None:
    """The attribution whose reported words a quote is, in its own sentence or in the line that leads to it.

    Args:
        text: the article.
        quote: the quote or claim.
        language: the language that the article is read in.
    """
    found = [a for part in _sentences_of(text, quote, language) for a in attributions_in(text, part, language)]
    outside = [a for a in found if not quote.contains(a.cue) or _is_indirect(text, quote, language)]
    reporting = [a for a in outside if any(content.overlaps(quote) for content in a.contents)]
    nearest = min(reporting or outside, key=lambda a: _gap(a.cue, quote), default=None)
    return nearest or _led_in(text, quote, language)


def holders_of(text: str, attribution: Attribution, quote: Span, language: Language) -> list[Holder]:
    """The possible speakers by an attribution, most likely first; none for a mere pronoun.

    Args:
        text: the article.
        attribution: of the quote, from ``attribution_of``.
        quote: the quote or claim.
        language: the language that the article is read in.
    """
    is_within = quote.contains(attribution.cue)  # "Die Zahl steigt laut Brandt weiter" is reported as a whole
    found = _holders(text, attribution, language)
    return [holder for holder in found if is_within or not quote.contains(holder.span)]


@read_once
def _holders(text: str, attribution: Attribution, language: Language) -> list[Holder]:
    cue = attribution.cue.of(text)
    after = _after(text, attribution, language) if attribution.is_inverted else []
    before = _before(text, attribution, language)
    found = [Holder(span, f"named after “{cue}”") for span in after]
    return [*found, *(Holder(span, f"named before “{cue}”") for span in before)]


@read_once
def pronoun_of(text: str, attribution: Attribution, language: Language) -> str:
    """The pronoun that stands for the speaker in lower case: "she said"; empty if none does.

    Args:
        text: the article.
        attribution: of the quote, from ``attribution_of``.
        language: the language that the article is read in.
    """
    side = attribution.after if attribution.is_inverted else attribution.before
    words = [word.of(text).lower() for word in words_in(text, side)]
    words = [word for word in words if word not in language.auxiliaries]
    if attribution.frame and words and words[-1] in language.determiners:  # his claim that
        own = next(
            (known for known in (language.he_pronouns, language.she_pronouns) if words[-1] in known), frozenset()
        )
        return next(iter(own & language.personal_pronouns), "")
    place = 0 if attribution.is_inverted else -1
    return _as_pronoun(words[place], language) if words else ""


def _as_pronoun(word: str, language: Language) -> str:
    """The pronoun that a word is, or ends in after a hyphen ("a-t-il"); empty if it is none."""
    last = word.lower().rpartition("-")[2]
    return last if last in language.pronouns else ""


def may_be_person(text: str, span: Span, language: Language) -> bool:
    """True if "he" or "she" may stand for some words: no body ("council"), nothing that ends in an acronym, no group.

    Args:
        text: the article.
        span: code points, half-open.
        language: the language that the article is read in.
    """
    last = span.of(text).split()[-1]
    bodies = heads(language.bodies, are_joined=language.nouns_have_capitals)
    return not is_acronym(last) and last.lower() not in bodies and last.lower() not in language.groups


def _sentences_of(text: str, quote: Span, language: Language) -> list[Span]:
    if quote.length <= LONG:
        return [sentence_cover(text, quote, language)]
    return [sentence_at(text, quote.start, language), sentence_at(text, quote.end - 1, language)]


def _is_indirect(text: str, quote: Span, language: Language) -> bool:
    return not any(s.overlaps(quote) for q in quotations_in(text, quote, language) for s in q.segments)


def _led_in(text: str, quote: Span, language: Language) -> Attribution | None:
    """The attribution of the line before, if that ends with a colon."""
    piece = piece_at(text, quote.start)
    if text[piece.start : quote.start].strip():
        return None
    end = piece.start
    while end > 0 and text[end - 1].isspace() and piece.start - end < 20:
        end -= 1
    if end == 0 or text[end - 1] not in ":：":
        return None
    return next(iter(attributions_in(text, sentence_at(text, end - 1, language), language)), None)


def _gap(cue: Span, quote: Span) -> tuple[int, int]:
    return (max(cue.start - quote.end, quote.start - cue.end, 0), cue.start)


# -- after the reporting word ------------------------------------------------------


def _after(text: str, attribution: Attribution, language: Language) -> list[Span]:
    side = attribution.after
    first = next((one.of(text) for one in words_in(text, side)), "")
    if _as_pronoun(first, language) in language.personal_pronouns:
        return []
    names = [name for name in names_in(text, side, language) if not is_oblique_name(text, name, side.start, language)]
    names = [name for name in names if text[name.whole.start - 1 : name.whole.start] != "("]  # la CNTD (CNTD), Ana Ruiz
    names = without_listener(text, names, side, language)
    head = _with_head(text, names[0], side.end, language) if names else Span(side.start, side.start)
    if names and language.cases and is_acronym(head.of(text)):
        head = with_role(text, head, side.start, language)
    if head.length:
        return [head]
    apposed = _apposed(text, side.end, language)
    if apposed:
        return [apposed]
    if office := office_in(text, side, attribution.cue, language):
        return [office]
    words = words_in(text, side)
    if words and _is_caseless(words[0].of(text)):
        named = named_beside(text, side, language)
        return [named] if named else []
    return noun_after(text, words, language)


def _apposed(text: str, comma: int, language: Language) -> Span | None:
    """The name right after a comma: "said the union’s chair, Ada Brandt"."""
    if text[comma : comma + 2] != ", ":
        return None
    near = Span(comma + 2, min(len(text), comma + 80))
    name = next(iter(names_in(text, near, language)), None)
    if name is None or name.is_possessive:
        return None
    titles = words_in(text, Span(near.start, name.whole.start))
    if not all(language.is_title(word.of(text)) for word in titles):
        return None
    return None if is_place_after_place(text, name, max(0, comma - 80), language) else name.span


# -- before the reporting word -----------------------------------------------------


def _before(text: str, attribution: Attribution, language: Language) -> list[Span]:
    side = trimmed(text, attribution.before)
    if side.length == 0:
        is_participle = language.is_participle(attribution.cue.of(text)) and not attribution.is_inverted
        return _sentence_subject(text, attribution, language) if is_participle else []
    if attribution.frame and side.of(text).lower() in language.determiners:  # Brandt renewed her call for
        subject = _sentence_subject(text, attribution._replace(cue=side), language)
        return [span for span in subject if span.length and may_be_person(text, span, language)]
    end = _before_helpers(text, side, language)
    last = next(iter(reversed(words_in(text, Span(side.start, end)))), None)
    if last and _as_pronoun(last.of(text), language):
        return []
    antecedent = _antecedent(text, side, end, language)
    if antecedent:
        return [antecedent]
    names = [name for name in names_in(text, side, language) if _may_be_subject(text, name, side.start, end, language)]
    names = [name for name in names if text[name.whole.start - 1 : name.whole.start] != "("]  # Jan Malý (ODS)
    spans = [_with_head(text, name, end, language) for name in names]
    kept = [span for span in reversed(spans) if span.length and not _in_relative_clause(text, span, side, language)]
    full = {name.span for name in names}
    kept.sort(key=lambda span: span not in full and span.end != end)  # “Mistura, the UN envoy, said”
    if language.name_cases and (apposed := _named_between_commas(text, side, names)):
        return [apposed]  # “Rzeczniczka Holt, Julia Tran, napisała”
    if names and text[side.end - 1] == "," == text[names[0].span.end] and names[0].whole.start == side.start:
        kept.sort(key=lambda span: span != names[0].span)  # “Ada Brandt, Sail’s chair, said”
    if _shares_subject(text, attribution, side, kept, language):
        kept.reverse()
        role = role_at_start(text, side, language)
        if role and not any(span.start <= role.end + len(_GAP) for span in kept):
            kept.insert(0, role)
        kept = kept or [span for span in _sentence_subject(text, attribution, language) if span.length]
    phrase = _phrase(text, side, end, language)
    if not kept and (office := office_in(text, side, attribution.cue, language)):
        return [office]
    if phrase is None or any(phrase.overlaps(span) for span in kept):
        return kept
    speaks = phrase.end == end and phrase.of(text).split()[-1].lower() in language.speakers
    return [phrase, *kept] if speaks else [*kept, phrase]  # “the party of Brandt, which critics said …”


def _named_between_commas(text: str, side: Span, names: list[Name]) -> Span | None:
    """The full name that stands alone between the commas after a title and a surname in the genitive."""
    if len(names) != 2 or text[side.end - 1] != "," or " " in names[0].span.of(text):
        return None
    holder, name = names
    between = text[holder.span.end : name.whole.start]
    is_apposed = between == ", " and not text[name.span.end : side.end - 1].strip()
    is_titled = holder.whole.start < holder.span.start
    return name.span if is_apposed and is_titled and " " in name.span.of(text) else None


def _may_be_subject(text: str, name: Name, least: int, end: int, language: Language) -> bool:
    """True of a name that no preposition holds, or that stands right before the cue: "as Brandt noted"."""
    if not is_oblique_name(text, name, least, language):
        return True
    before = words_in(text, Span(max(least, name.whole.start - 20), name.whole.start))
    opens = before[-2].of(text).lower() if len(before) > 1 and _is_article(before[-1], text, language) else ""
    opens = opens or (before[-1].of(text).lower() if before else "")
    is_clause = opens in language.aside_openers | language.report_openers
    return is_clause and name.span.end == end and not name.is_possessive


def _is_article(word: Span, text: str, language: Language) -> bool:
    return word.of(text).lower() in language.articles


def _sentence_subject(text: str, attribution: Attribution, language: Language) -> list[Span]:
    """The name or role with which the sentence of a cue begins, outside quotations; none if it begins with neither."""
    sentence = sentence_at(text, attribution.cue.start, language)
    before = Span(sentence.start, max(sentence.start, attribution.cue.start))
    quoted = [q.span for q in quotations_in(text, before, language)]
    names = [name for name in names_in(text, before, language) if not any(q.overlaps(name.span) for q in quoted)]
    names = [name for name in names if not is_oblique_name(text, name, sentence.start, language)]
    role = role_at_start(text, sentence, language)
    if (
        role
        and not (names and names[0].whole.start <= role.end + len(_GAP))
        and not any(q.overlaps(role) for q in quoted)
    ):
        return [role]
    head = _with_head(text, names[0], before.end, language) if names else Span(0, 0)
    return [head if head.length else names[0].span] if names else []


def _shares_subject(text: str, attribution: Attribution, side: Span, kept: list[Span], language: Language) -> bool:
    """True if a cue has the subject of the verb before it: "Brandt met Reyes and said", "Brandt left, saying"."""
    end = _before_helpers(text, side, language)
    last = next(iter(reversed(words_in(text, Span(side.start, end)))), None)
    if last is not None and last.of(text).lower() in language.conjunctions:
        return True
    if not language.is_participle(attribution.cue.of(text)):
        return False
    if not kept:
        return not words_in(text, side)
    return "," in text[kept[0].end : attribution.cue.start]


def _before_helpers(text: str, side: Span, language: Language) -> int:
    """The end of a side without helpers: "Brandt has also" ends after Brandt."""
    end = side.end
    words = words_in(text, side)
    while words:
        count = _time_at_end(text, words, language) or int(words[-1].of(text).lower() in language.auxiliaries)
        if not count:
            break
        end = words[-count].start
        words = words[:-count]
    return trimmed(text, Span(side.start, end)).end


def _time_at_end(text: str, words: list[Span], language: Language) -> int:
    """The number of words of a time with which a side ends: "Brandt on Friday", "Brandt this past week"."""
    last = words[-1].of(text)
    if last.lower() not in language.months | language.pointed_times:
        return 0
    count = 1
    while count < min(len(words), 4) and words[-count - 1].of(text).lower() in language.time_openers:
        count += 1
    return count if count > 1 or last.lower() in language.months else 0


def _antecedent(text: str, side: Span, end: int, language: Language) -> Span | None:
    """The words that "who" stands for right before the cue: "the envoy to Kova, who said"."""
    last = next(iter(reversed(words_in(text, Span(side.start, end)))), None)
    if last is None or last.of(text).lower() not in language.relatives:
        return None
    before = last.start
    while before > side.start and text[before - 1] in ",  ":
        before -= 1
    name = name_at(text, before, language)
    if name and name.span.end == before and not is_oblique_name(text, name, side.start, language):
        return name.span
    return _phrase(text, side, before, language)


def _phrase(text: str, side: Span, end: int, language: Language) -> Span | None:
    """The words for a role: right before the cue, or first of a side with an apposition."""
    direct = _phrase_up_to(text, end, side.start, language)
    if direct:
        return direct
    words = words_in(text, side)
    if words and _is_caseless(words[0].of(text)):
        return named_beside(text, side, language)
    comma = text.find(",", side.start, side.end)
    before_comma = _phrase_up_to(text, comma, side.start, language) if comma > 0 else None
    if before_comma and language.dropped_pronouns and not _is_subject(text, before_comma, side, language):
        before_comma = None  # “Visiblemente cansado, añadió que …”
    return before_comma or first_role(text, words, language)


def _is_subject(text: str, phrase: Span, side: Span, language: Language) -> bool:
    """True of words for a role or body, and of those that have an article."""
    before = words_in(text, Span(side.start, phrase.start))
    has_article = bool(before) and before[-1].of(text).lower() in language.determiners
    return has_article or phrase.of(text).split()[-1].lower() in language.speakers | language.bodies


def _phrase_up_to(text: str, end: int, least: int, language: Language) -> Span | None:
    """The noun phrase that ends there, or the one that it only places: "police in the eastern state of Saxony"."""
    phrase = phrase_before(text, end, least, language)
    placing = language.prepositions
    while phrase is not None:
        words = words_in(text, Span(least, phrase.start))
        if language.name_cases and words and words[-1].of(text).lower() in language.prepositions:
            last = words_in(text, phrase)[-1]
            if last.start > phrase.start and last.of(text).lower() in language.speakers:
                return last  # “W komunikacie urząd podał”
        while words and words[-1].of(text).lower() in language.determiners - language.prepositions:
            words.pop()
        if not words or words[-1].of(text).lower() not in placing - language.aside_openers - language.report_openers:
            break
        if len(words) > 1 and words[-2].of(text).lower() in language.quantifiers:
            break  # “most of the candidates said”
        phrase = phrase_before(text, words[-1].start, least, language)
        placing = language.place_prepositions
    return phrase


def _with_head(text: str, name: Name, end: int, language: Language) -> Span:
    """A name, or the phrase that it only describes: "Kovian defence ministry"; empty if that is nobody."""
    last = name.span
    if language.nouns_have_capitals:  # a word in lower case after a name is no noun
        return name.span
    if language.cases:  # a noun after a name is another's, but for one that its adjective describes
        return with_described(text, name.span, end, language)
    for word in words_in(text, Span(name.span.end, min(end, name.span.end + 80))):
        spelt = word.of(text)
        if text[last.end : word.start] not in (" ", "\u00a0") or not may_be_in_phrase(spelt, language):
            break
        last = word
    if language.adjective_endings and not name.span.of(text).lower().endswith(tuple(language.adjective_endings)):
        return name.span  # “сказал Петров журналистам”: only an adjective describes
    head = last.of(text).lower()
    if last is name.span or language.is_past(head):  # “Brandt paused”
        return name.span
    if head in language.speakers:
        return Span(name.span.start, last.end)
    if len(words_in(text, name.span)) > 1 or name.whole != name.span:
        return name.span
    return Span(name.span.start, last.end if last.end == end else name.span.start)


def _in_relative_clause(text: str, span: Span, side: Span, language: Language) -> bool:
    """True if a comma and "who" open a clause before a name: "Ortiz, who beat Brandt, said"."""
    comma = text.rfind(",", side.start, span.start)
    words = words_in(text, Span(comma + 1, span.start)) if comma >= 0 else []
    return bool(words) and words[0].of(text).lower() in language.relatives


def _is_caseless(word: str) -> bool:
    return word[:1].isalpha() and word[:1].upper() == word[:1].lower()
