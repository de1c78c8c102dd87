"""Reported speech where the finite verb stands second and commas part all clauses, as in German.

There a reported clause follows a comma without "that" ("sagte er, die Stadt
werde zahlen"), the speaker stands before or right after the helper ("Am
Freitag hatte Ada Brandt vor Gericht erklärt, …"), and a phrase such as "laut"
stands anywhere within what it attributes.
"""

from __future__ import annotations

from itertools import pairwise
from typing import NamedTuple

from analyst_app.core.span import Span
from analyst_app.language.language import Language
from analyst_app.language.names import is_capitalised
from analyst_app.language.snapping import first_word_in, words_in

_COMMAS = 4
"""Commas after a verb that may close an apposition before the reported clause begins."""
_PLACE = 4
"""More words than so few after the noun of a phrase are no longer its place."""


class Sides(NamedTuple):
    """The stretches beside a reporting verb that may name the speaker."""

    before: Span
    after: Span
    is_inverted: bool


def reported_start(text: str, commas: list[int], end: int, language: Language) -> int | None:
    """The beginning of the clause that is reported after a comma; None if none is.

    Args:
        text: the article.
        commas: the places of the commas after the verb, in code points.
        end: of the sentence.
        language: the language that the article is read in.
    """
    ends = [*commas[1:], end]
    for comma, close in list(zip(commas, ends, strict=False))[:_COMMAS]:
        words = [word.of(text).lower() for word in words_in(text, Span(comma + 1, close))]
        if not words:
            return None
        is_reported = not language.subjunctives.isdisjoint(words) or _is_infinitive(words)
        if words[0] in language.complementizers | language.conjunctions | language.clause_openers:
            return None
        if not is_reported and words[0] in language.determiners | language.relatives:
            if is_finite(words[-1], language) or words[0] in language.relatives:
                continue  # a clause about the noun before it: ", die am Montag begann,"
            is_reported = any(is_finite(word, language) for word in words[1:])
        has_verb = any(is_finite(word, language) for word in words[1:])
        if is_reported or (words[0] not in language.relatives and has_verb):
            return comma + 1
    return None


def sides(text: str, front: int, cue: Span, after: Span, language: Language) -> Sides:
    """The sides of a verb on which its subject may stand.

    Args:
        text: the article.
        front: the beginning of its clause, in code points.
        cue: the reporting verb.
        after: the words after it up to what it reports.
        language: the language that the article is read in.
    """
    front = max(front, *(text.rfind(sign, front, cue.start) + 1 for sign in ":;"))
    words = words_in(text, Span(front, cue.start))
    spelt = [word.of(text) for word in words]
    helper = next((n for n, word in enumerate(spelt) if word in language.perfect_helpers), None)
    is_adverbial = bool(words) and (opens_adverbial(spelt[0], language) or _opens_participle(spelt, language))
    told = first_word_in(text, after)
    if told and told.of(text) in language.body_pronouns and spelt and spelt[0].lower() in language.prepositions:
        return Sides(Span(words[0].end, cue.start), Span(cue.end, cue.end), False)  # In dem Antrag heißt es
    if helper is not None and (is_adverbial or helper == 0):
        return Sides(Span(front, front), Span(words[helper].end, cue.start), True)
    if helper is not None:
        return Sides(Span(front, words[helper].start), after, False)
    if is_adverbial and after.length and opens_subject(text, after, language):
        return Sides(Span(front, front), after, True)
    return Sides(Span(front, cue.start), after, not spelt and after.length > 0)


def around_phrase(text: str, cue: Span, part: Span, language: Language) -> Span | None:
    """The clause round a phrase that stands within it: "Die Zahl steigt laut Polizei weiter"; None if it is at an end.

    Args:
        text: the article.
        cue: the phrase, such as "laut" or "zufolge".
        part: the statement.
        language: the language that the article is read in.
    """
    before = words_in(text, Span(part.start, cue.start))
    rest = words_in(text, Span(cue.end, part.end))
    opens_aside = bool(rest) and rest[0].of(text) in language.relatives | language.oblique_articles
    opens_aside = opens_aside and cue.of(text) not in language.bare_reports
    if opens_aside and text[part.start : cue.start].rstrip().endswith(","):
        return Span(cue.start, cue.start)  # …, laut dem Kevin misshandelt wurde: of whom it tells, nobody knows
    if cue.of(text).lower() in language.postpositions:
        holds = any(is_finite(word.of(text), language) for word in before)
    else:
        holds = bool(before) and any(is_finite(word.of(text), language) for word in (*before, *rest))
    if not holds or not _goes_on(text, cue, part, language):
        return None
    start = part.start
    for comma in range(cue.start - 1, part.start, -1):
        first = first_word_in(text, Span(comma + 1, cue.start)) if text[comma] in ",;" else None
        if first is not None and first.of(text) in language.conjunctions:
            start = comma + 1
            break
    return Span(start, part.end)


def _goes_on(text: str, cue: Span, part: Span, language: Language) -> bool:
    """True if more follows the phrase than its noun and where that is: "laut Polizei in Berlin" ends there."""
    words = words_in(text, Span(cue.end, part.end))
    if cue.of(text).lower() in language.postpositions:
        return bool(words)
    noun = next((n for n, word in enumerate(words) if is_capitalised(word.of(text))), len(words))
    tail = words[noun + 1 :]
    if any(text[n] == "," and n + 1 < part.end for n in range(cue.end, part.end)):
        return bool(tail)
    known = language.function_words | language.auxiliaries
    known -= language.prepositions | language.determiners
    return len(tail) >= _PLACE or any(word.of(text) in known for word in tail)


def is_bare_report(text: str, word: Span, sentence: Span, language: Language) -> bool:
    """True if a word attributes by itself after a comma or marks: "„Es reicht“, so Brandt".

    Args:
        text: the article.
        word: code points, half-open.
        sentence: the sentence round it.
        language: the language that the article is read in.
    """
    if word.of(text) not in language.bare_reports or word.start == sentence.start:
        return False
    if text[sentence.start : word.start].rstrip()[-1:] not in (",", "–", "—", "“", "«", "”"):
        return False
    rest = words_in(text, Span(word.end, min(sentence.end, word.end + 120)))
    spelt = rest[0].of(text) if rest else ""
    if not is_capitalised(spelt) and spelt not in language.subject_articles:
        return False
    close = next((n for n in range(rest[0].start, sentence.end) if text[n] in ",:;“”„–"), sentence.end)
    inside = [one.of(text) for one in rest if one.end <= close]
    return not any(is_finite(one, language) or language.is_reporting(one) for one in inside[1:])


def may_trail(text: str, lead: Span, cue: Span, quote_ends: list[int], language: Language) -> bool:
    """True if a statement may stand before the clause of a verb: "…, sagte Brandt", "…, wie Brandt sagte".

    Args:
        text: the article.
        lead: what stands before the verb's clause in its statement, code points, half-open.
        cue: the reporting verb.
        quote_ends: the ends of the quotations before it.
        language: the language that the article is read in.
    """
    if _leads_to_verb(text, lead, cue, language):
        return False
    first = next(iter(words_in(text, Span(lead.end, cue.end))), cue)
    return first == cue or lead.end in quote_ends or first.of(text) in language.report_openers


def opens_subject(text: str, after: Span, language: Language) -> bool:
    """True if the words after a verb begin as its subject may.

    Args:
        text: the article.
        after: code points, half-open.
        language: the language that the article is read in.
    """
    spelt = [word.of(text) for word in words_in(text, after)]
    while spelt and spelt[0] in language.function_words - language.subject_articles - language.pronouns:
        spelt = spelt[1:]  # äußerte sich auch der Chef
    return bool(spelt) and (is_capitalised(spelt[0]) or spelt[0] in language.subject_articles | language.pronouns)


def opens_adverbial(word: str, language: Language) -> bool:
    """True if a clause that begins with a word has its subject after the verb: "Dazu sagte Brandt", "Am Montag …".

    Args:
        word: as written.
        language: the language that the article is read in.
    """
    small = word.lower()
    if small in language.subject_articles or small in language.pronouns:
        return False
    if small in language.report_openers:
        return small in language.bare_reports
    return small in language.prepositions or (small in language.function_words and small not in language.determiners)


def is_finite(word: str, language: Language) -> bool:
    """True if a word, as written, may be a finite verb: a noun has a capital.

    Args:
        word: as written.
        language: the language that the article is read in.
    """
    return (
        word.islower() and language.may_be_finite(word) and word not in language.function_words - language.auxiliaries
    )


def _opens_participle(spelt: list[str], language: Language) -> bool:
    """True of words that begin with a participle and what belongs to it: "Gefragt nach dem Preis", "Passend dazu"."""
    if len(spelt) < 2 or spelt[0].lower() in language.all_first_names:
        return False
    opens = language.prepositions | (language.function_words - language.determiners)
    return spelt[0].endswith(("end", "gt", "rt", "ft", "cht", "llt", "chen")) and spelt[1] in opens


def _leads_to_verb(text: str, lead: Span, cue: Span, language: Language) -> bool:
    """True if what stands before a verb is no statement: "Gefragt nach dem Preis, sagte Roth", "als „falsch“ …"."""
    if lead.length and cue.of(text).lower() in language.judging:
        return True
    spelt = [word.of(text) for word in words_in(text, lead)]
    return _opens_participle(spelt, language) and not any(is_finite(word, language) for word in spelt[1:])


def _is_infinitive(words: list[str]) -> bool:
    """True of a clause such as "das Depot zu erhalten"."""
    return any(one == "zu" and two.endswith("n") for one, two in pairwise(words))
