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
    name_at,
    names_in,
)
from analyst_app.language.paragraphs import LONG, piece_at, trimmed
from analyst_app.language.quotations import quotations_in
from analyst_app.language.reporting.attribution import Attribution
from analyst_app.language.reporting.clauses import attributions_in
from analyst_app.language.sentences import sentence_at, sentence_cover
from analyst_app.language.snapping import first_word_in, words_in
from analyst_app.language.speaking.adverbs import is_adverb, without_adverbs
from analyst_app.language.speaking.antecedents import antecedent_of
from analyst_app.language.speaking.caseless import named_beside
from analyst_app.language.speaking.clause_subjects import apposed_subject, clause_subject
from analyst_app.language.speaking.described_subjects import described_subject
from analyst_app.language.speaking.documents import giver_in, is_document
from analyst_app.language.speaking.joined_pronouns import joined_pronoun
from analyst_app.language.speaking.obliques import is_oblique_name, is_place_after_place
from analyst_app.language.speaking.quoted_as import quoted_as
from analyst_app.language.speaking.role_phrases import is_caseless, role_phrase, with_head
from analyst_app.language.speaking.role_words import ends_with_role, office_in, role_at_start
from analyst_app.language.speaking.subjects import named_between_commas, noun_after, with_role, without_listener
from analyst_app.language.whole_text import read_once
from analyst_app.wording import tr

_LONGEST_NAME = 4
_GAP = ", "
_CLOSING = "”\"'’»"
"""Marks with which a quotation ends."""
_NEAR = 60
"""Code points before a verb in which the words right before it stand."""


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
    if told := antecedent_of(text, quote, language):
        return [Holder(told, tr("named before the quote"))]
    is_within = quote.contains(attribution.cue)  # "Die Zahl steigt laut Brandt weiter" is reported as a whole
    found = _holders(text, attribution, language)
    return [holder for holder in found if is_within or not quote.contains(holder.span)]


@read_once
def _holders(text: str, attribution: Attribution, language: Language) -> list[Holder]:
    cue = attribution.cue.of(text)
    if language.is_participle(cue) and (
        told := quoted_as(text, _sentence_before(text, attribution, language), language)
    ):
        return [Holder(told, tr("named before “{cue}”", cue=cue))]
    if joined_pronoun(cue, language):
        return []  # dit-il
    if _has_no_subject(text, attribution, language):
        return [
            Holder(span, tr("named before “{cue}”", cue=cue)) for span in _of_earlier_verb(text, attribution, language)
        ]
    is_inverted = attribution.is_inverted or _trails(text, attribution, language)
    after = _after(text, attribution, language) if is_inverted else []
    said = [word.of(text) for word in words_in(text, attribution.before)]
    is_manner = is_inverted and bool(said) and not without_adverbs(said, language)
    before = [] if is_manner else _before(text, attribution, language)
    found = [Holder(span, tr("named after “{cue}”", cue=cue)) for span in after]
    return [*found, *(Holder(span, tr("named before “{cue}”", cue=cue)) for span in before)]


@read_once
def pronoun_of(text: str, attribution: Attribution, language: Language) -> str:
    """The pronoun that stands for the speaker in lower case: "she said"; empty if none does.

    Args:
        text: the article.
        attribution: of the quote, from ``attribution_of``.
        language: the language that the article is read in.
    """
    if _has_no_subject(text, attribution, language):
        return _pronoun_of_earlier_verb(text, attribution, language)
    if joined := joined_pronoun(attribution.cue.of(text), language):
        return joined
    side = attribution.after if attribution.is_inverted else attribution.before
    said = [word.of(text) for word in words_in(text, side)]
    said = said if attribution.is_inverted else without_adverbs(said, language)
    words = [word for word in map(str.lower, said) if word not in language.auxiliaries]
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


# -- a reporting word without a subject of its own ----------------------------------


def _has_no_subject(text: str, attribution: Attribution, language: Language) -> bool:
    """True of "…, saying" and "…, but told the mayor": what follows is the listener or what is said."""
    cue = attribution.cue.of(text).lower()
    if attribution.frame or not _says_subjects(language):
        return False
    is_participle = language.is_participle(cue)
    if not is_participle and (cue not in language.addressed_verbs or cue in language.judging):
        return False
    before = words_in(text, Span(max(0, attribution.cue.start - _NEAR), attribution.cue.start))
    if is_participle:
        last = before[-1].of(text).lower() if before else ""  # by saying, issued a statement saying
        is_led = last in language.prepositions | language.aside_openers or is_document(last, language)
        return not before or is_led or "," in text[before[-1].end : attribution.cue.start]
    while before and before[-1].of(text).lower() in language.auxiliaries:
        before.pop()
    own = words_in(text, attribution.before)
    is_joined = bool(before) and before[-1].of(text).lower() in language.conjunctions
    return is_joined and all(word.of(text).lower() in language.conjunctions | language.auxiliaries for word in own)


def _says_subjects(language: Language) -> bool:
    """True where each clause has its subject, before its verb, with no case of its own."""
    return not (language.is_verb_second or language.dropped_pronouns or language.cases)


def _earlier_verb(text: str, attribution: Attribution, language: Language) -> Attribution | None:
    """The attribution before a verb in its sentence, whose subject it has as well."""
    sentence = sentence_at(text, attribution.cue.start, language)
    found = attributions_in(text, sentence, language)
    before = [one for one in found if one.cue.end <= attribution.cue.start and one.contents]
    return before[-1] if before else None


def _sentence_before(text: str, attribution: Attribution, language: Language) -> Span:
    start = sentence_at(text, attribution.cue.start, language).start
    return Span(min(start, attribution.cue.start), attribution.cue.start)


def _of_earlier_verb(text: str, attribution: Attribution, language: Language) -> list[Span]:
    earlier = _earlier_verb(text, attribution, language)
    if earlier is not None:
        return [holder.span for holder in _holders(text, earlier, language)]
    subject = clause_subject(text, _sentence_before(text, attribution, language), language)
    is_somebody = subject is not None and not _as_pronoun(subject.of(text), language)
    return [subject] if subject is not None and is_somebody else []


def _pronoun_of_earlier_verb(text: str, attribution: Attribution, language: Language) -> str:
    earlier = _earlier_verb(text, attribution, language)
    if earlier is not None:
        return pronoun_of(text, earlier, language)
    subject = clause_subject(text, _sentence_before(text, attribution, language), language)
    return _as_pronoun(subject.of(text), language) if subject is not None else ""


def _trails(text: str, attribution: Attribution, language: Language) -> bool:
    """True if what stands between a quotation and the verb is what it is about: "“No” to the plan, said Brandt"."""
    side, after = trimmed(text, attribution.before), words_in(text, attribution.after)
    if not side.length or not after or text[side.end - 1] != "," or not _says_subjects(language):
        return False
    if any(content.start >= attribution.cue.end for content in attribution.contents):
        return False
    first = first_word_in(text, side)
    opens = language.prepositions | language.complementizers | language.condition_openers
    return first is not None and first.of(text).lower() in opens and text[first.start - 2] in _CLOSING


# -- after the reporting word ------------------------------------------------------


def _after(text: str, attribution: Attribution, language: Language) -> list[Span]:
    side = attribution.after
    first = next((one.of(text) for one in words_in(text, side)), "")
    if _as_pronoun(first, language) in language.personal_pronouns:
        return []
    names = [name for name in names_in(text, side, language) if not is_oblique_name(text, name, side.start, language)]
    names = [name for name in names if text[name.whole.start - 1 : name.whole.start] != "("]  # la CNTD (CNTD), Ana Ruiz
    names = without_listener(text, names, side, language)
    head = with_head(text, names[0], side.end, language) if names else Span(side.start, side.start)
    if names and language.cases and is_acronym(head.of(text)):
        head = with_role(text, head, side.start, language)
    if head.length:
        return [head]
    if given := giver_in(text, side, language):
        return [given]
    apposed = _apposed(text, side.end, language)
    if attribution.cue.of(text).lower() in language.phrases and not ends_with_role(text, side, language):
        apposed = None  # “According to a plan, Brandt left …”
    if apposed:
        return [apposed]
    if office := office_in(text, side, attribution.cue, language):
        return [office]
    words = words_in(text, side)
    if words and is_caseless(words[0].of(text)):
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
    last = _last_said(text, Span(side.start, end), language)
    if last and _as_pronoun(last.of(text), language):
        return []
    if antecedent := _antecedent(text, side, end, language):
        return [antecedent]
    if _says_subjects(language) and (described := described_subject(text, Span(side.start, end), language)):
        return [described]
    names = [name for name in names_in(text, side, language) if _may_be_subject(text, name, side.start, end, language)]
    names = [name for name in names if text[name.whole.start - 1 : name.whole.start] != "("]  # Jan Malý (ODS)
    spans = [with_head(text, name, end, language) for name in names]
    kept = [span for span in reversed(spans) if span.length]
    kept = [span for span in kept if span.end == end or not _in_relative_clause(text, span, side, language)]
    kept.sort(key=lambda span: span.end != end and span not in [name.span for name in names])  # “Mistura, the envoy”
    if language.name_cases and (between := named_between_commas(text, side, names)):
        return [between]  # “Rzeczniczka Holt, Julia Tran, napisała”
    if names and text[side.end - 1] == "," == text[names[0].span.end] and names[0].whole.start == side.start:
        kept.sort(key=lambda span: span != names[0].span)  # “Ada Brandt, Sail’s chair, said”
    apposed = apposed_subject(text, Span(side.start, end), language) if _says_subjects(language) else None
    if apposed is not None and not _as_pronoun(apposed.of(text), language):
        kept = [apposed, *(span for span in kept if not span.overlaps(apposed))]  # “Ada Brandt, Sail’s chair, said”
    if _shares_subject(text, attribution, side, kept, language):
        kept.reverse()
        role = role_at_start(text, side, language)
        if role and not any(span.start <= role.end + len(_GAP) for span in kept):
            kept.insert(0, role)
        shared = clause_subject(text, side, language) if _says_subjects(language) else None
        if shared is not None and _as_pronoun(shared.of(text), language):
            return []  # “He put on a Kovian accent and joked”
        if shared is not None:
            kept = [shared, *(span for span in kept if not span.overlaps(shared))]
        kept = kept or [span for span in _sentence_subject(text, attribution, language) if span.length]
    phrase = giver_in(text, Span(side.start, end), language) if not kept else None
    phrase = phrase or role_phrase(text, side, end, language)
    if not kept and (office := office_in(text, side, attribution.cue, language)):
        return [office]
    if phrase is None or any(phrase.overlaps(span) for span in kept):
        return kept
    speaks = phrase.end == end and phrase.of(text).split()[-1].lower() in language.speakers
    return [phrase, *kept] if speaks else [*kept, phrase]  # “the party of Brandt, which critics said …”


def _last_said(text: str, side: Span, language: Language) -> Span | None:
    """The last word of a side that does not only tell the manner: "a-t-elle simplement"."""
    told = [word for word in words_in(text, side) if not is_adverb(word.of(text), language)]
    return told[-1] if told else None


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
    head = with_head(text, names[0], before.end, language) if names else Span(0, 0)
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
        if not count or (_says_subjects(language) and "," in text[words[-1].end : end]):
            break  # “who would not speak openly, said”
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
    return role_phrase(text, side, before, language)


def _in_relative_clause(text: str, span: Span, side: Span, language: Language) -> bool:
    """True if a comma and "who" open a clause before a name: "Ortiz, who beat Brandt, said"."""
    comma = text.rfind(",", side.start, span.start)
    words = words_in(text, Span(comma + 1, span.start)) if comma >= 0 else []
    return bool(words) and words[0].of(text).lower() in language.relatives
