"""The claim at a caret or in a sentence: the part of the sentence that holds it, without attribution and marks.

A sentence can report several statements, and state some in its own voice:
"The board looks for a buyer but unions say the search is a sham" holds two
claims. The one round the caret is taken, whatever stands beside it; with the
caret in the attribution itself that is the sentence.
"""

from __future__ import annotations

from itertools import pairwise

from analyst_app.core.span import Span
from analyst_app.language.datelines import past_dateline
from analyst_app.language.edge_rules import apply_edge_rule
from analyst_app.language.language import Language
from analyst_app.language.marked_words import has_verb, is_clause_in_marks
from analyst_app.language.names import is_capitalised
from analyst_app.language.paragraphs import trimmed
from analyst_app.language.quotations import quotations_in
from analyst_app.language.reporting.attribution import Attribution
from analyst_app.language.reporting.clauses import attributions_in, statements_in
from analyst_app.language.sentences import sentence_at
from analyst_app.language.snapping import first_word_in, word_at, words_in

_COMMAS = ",–—،，"
_HOLDER_WORDS = 8
"""A subject of a reporting verb between commas, or after "but", has at most so many words."""
_LEAST_WORDS = 3
"""Fewer words than this are no statement beside another."""


def claim_at(text: str, caret: int, language: Language) -> Span | None:
    """The claim round a caret; None on an empty line.

    Args:
        text: the article.
        caret: a caret, in code points.
        language: the language that the article is read in.
    """
    sentence = _sentence_at(text, caret, language)
    if sentence.length == 0:
        return None
    around = [q for q in quotations_in(text, Span(caret, caret), language) if q.depth == 0]
    for quotation in around:
        for segment, inside in zip(quotation.segments, quotation.insides, strict=True):
            if segment.start <= caret <= segment.end and is_clause_in_marks(text, segment, language):
                unit = sentence.clipped(inside)
                return unit if unit.length else sentence
    return _part_at(text, caret, sentence, language)


def claim_in(text: str, sentence: Span, language: Language) -> Span:
    """The claim of a sentence: what it reports first, else the whole of it.

    Args:
        text: the article.
        sentence: code points, half-open.
        language: the language that the article is read in.
    """
    sentence = past_dateline(text, sentence, language)
    reported = reported_in(text, sentence, language)
    if reported is None:
        return _marked_in(text, sentence, language) or sentence
    first = trimmed(text, reported)
    found = claim_at(text, first.start + (first.length > 1), language)
    return found if found and sentence.contains(found) else first


def _marked_in(text: str, sentence: Span, language: Language) -> Span | None:
    """The part in a sentence of a marked statement that begins before it or goes on after it, or is all of it."""
    for quotation in quotations_in(text, sentence, language):
        for segment, inside in zip(quotation.segments, quotation.insides, strict=True):
            part = sentence.clipped(inside)
            if quotation.depth or not segment.overlaps(sentence) or not part.length:
                continue
            is_cut = not sentence.contains(segment) or segment == sentence
            if is_cut and is_clause_in_marks(text, segment, language):
                return part
    return None


def reported_at(text: str, caret: int, language: Language) -> Span | None:
    """The reported clause round a caret, without the reporting words and the final stop; None if it stands in none.

    Args:
        text: the article.
        caret: a caret, in code points.
        language: the language that the article is read in.
    """
    sentence = _sentence_at(text, caret, language)
    found = attributions_in(text, sentence, language)
    contents = _reported_round(text, [found, statements_in(text, sentence, language)], caret, language)
    if contents:
        return min(contents, key=lambda content: content.length)
    beside = (_beside_insertion(text, a, caret, sentence, language) for a in found)
    part = next((one for one in beside if one is not None and one != sentence), None)
    return apply_edge_rule("clause", text, part, language).spans[0] if part else None


def reported_in(text: str, sentence: Span, language: Language) -> Span | None:
    """The first clause that a sentence reports; None if it reports none.

    Args:
        text: the article.
        sentence: code points, half-open.
        language: the language that the article is read in.
    """
    sentence = past_dateline(text, sentence, language)
    found = [c.clipped(sentence) for a in attributions_in(text, sentence, language) for c in a.contents]
    return min((content for content in found if content.length and _states(text, content, language)), default=None)


def _sentence_at(text: str, caret: int, language: Language) -> Span:
    """The sentence at a caret, without a dateline that the caret stands behind."""
    sentence = sentence_at(text, caret, language)
    told = past_dateline(text, sentence, language)
    return told if caret >= told.start else sentence


def _part_at(text: str, caret: int, sentence: Span, language: Language) -> Span:
    """The part of a sentence, outside marked statements, that holds the caret."""
    found = attributions_in(text, sentence, language)
    beside = next((part for a in found if (part := _beside_insertion(text, a, caret, sentence, language))), None)
    if beside is not None:
        return beside
    readings = [_of_clauses(found), _of_clauses(statements_in(text, sentence, language))]
    contents = _reported_round(text, readings, caret, language)
    reported = min(contents, key=lambda content: content.length, default=None)
    if reported is not None:
        part = _between_thats(text, reported.clipped(sentence), caret, language)
        return part if _holds(part, caret) and _has_subject(text, part, sentence, language) else sentence
    return next((part for a in found if (part := _before_but(text, a, caret, sentence, language))), None) or sentence


def _of_clauses(found: list[Attribution]) -> list[Attribution]:
    """Those that report a clause, which is a claim: "to go" and "him of lying" are none."""
    return [attribution for attribution in found if not attribution.frame]


def _reported_round(text: str, readings: list[list[Attribution]], caret: int, language: Language) -> list[Span]:
    """The reported words that hold a caret, of the first reading that has some: of the outermost verbs, or of any."""
    for found in readings:
        contents = [
            c for a in found for c in a.contents if _holds(c, caret) and (a.frame or _states(text, c, language))
        ]
        if contents:
            return contents
    return []


def _states(text: str, content: Span, language: Language) -> bool:
    """True if reported words state something: "it a “quiet zone”" does not."""
    quotations = quotations_in(text, content, language)
    if not any(content.contains(q.span) and q.span.start > content.start for q in quotations):
        return True
    return has_verb(text, content, language)


def _has_subject(text: str, claim: Span, sentence: Span, language: Language) -> bool:
    """True unless a claim in a clause about a name has that for its subject: "a plan, which they say will fail"."""
    commas = _commas(text, Span(sentence.start, claim.start), language)
    opened = words_in(text, Span(commas[-1], claim.start)) if commas else []
    words = words_in(text, claim)
    if not opened or opened[0].of(text).lower() not in language.relatives:
        return True
    return len(words) > 1 and words[0].of(text) not in language.auxiliaries - language.determiners


def _holds(span: Span, caret: int) -> bool:
    return span.start <= caret <= span.end


def _commas(text: str, span: Span, language: Language) -> list[int]:
    """The places of commas and dashes outside quotation marks."""
    quoted = [s for q in quotations_in(text, span, language) for s in q.segments]
    places = [n for n in range(*span) if text[n] in _COMMAS]
    return [n for n in places if not any(segment.start <= n < segment.end for segment in quoted)]


# -- beside an inserted attribution: "Still, analysts say, Russia needs the US" ------------------------------------


def _beside_insertion(
    text: str, attribution: Attribution, caret: int, sentence: Span, language: Language
) -> Span | None:
    """The part beside an attribution between commas that holds the caret; the sentence where neither is a statement."""
    cue = attribution.cue
    before = _commas(text, Span(sentence.start, cue.start), language)
    after = _commas(text, Span(cue.end, sentence.end), language)
    if not before or not after:
        return None
    left, right = Span(sentence.start, before[-1]), trimmed(text, Span(after[0] + 1, sentence.end))
    holder = [*words_in(text, Span(before[-1], cue.start)), *words_in(text, Span(cue.end, after[0]))]
    opened = words_in(text, right)
    if holder and holder[0].of(text).lower() in language.conjunctions | language.relatives:
        return None  # no insertion, but the next statement, or a clause about a name
    first = first_word_in(text, left)
    if len(before) == 1 and first is not None and first.of(text).lower() in language.condition_openers:
        return sentence  # "If it falls, engineers warn, the town is cut off" says one thing
    if len(holder) > _HOLDER_WORDS or not opened or _reports_next(text, attribution, right, language):
        return None
    if any(q.segments[0].start < before[-1] for q in quotations_in(text, left, language)):
        return None
    is_cut, joins = _is_cut(text, left, opened, language), opened[0].of(text).lower() in language.conjunctions
    if _holds(right, caret):
        told = trimmed(text, Span(opened[0].end, right.end)) if joins else right
        return sentence if is_cut or not _holds(told, caret) else told
    return left if _holds(left, caret) and joins and not is_cut else sentence


def _reports_next(text: str, attribution: Attribution, right: Span, language: Language) -> bool:
    """True if the words after the comma only go on with the attribution: "said Hanna Wiese, who runs the shelter"."""
    first = first_word_in(text, right)
    opens = first.of(text).lower() if first else ""
    goes_on = language.relatives | language.aside_openers | language.complementizers | language.prepositions
    contents = attribution.contents
    is_over = any(c.end <= attribution.cue.start for c in contents) and not any(c.overlaps(right) for c in contents)
    return opens in goes_on or (is_over and (attribution.is_inverted or not _is_statement(text, right, language)))


def _is_statement(text: str, right: Span, language: Language) -> bool:
    """True of "the dam broke" and "and prices rose": a subject, then a past form or helper."""
    spelt = [word.of(text) for word in words_in(text, right)]
    opens = language.determiners | language.pronouns | language.conjunctions
    verbs = [word for word in spelt[1:] if language.is_past(word) or word in language.auxiliaries - opens]
    return bool(verbs) and (spelt[0].lower() in opens or is_capitalised(spelt[0]))


def _is_cut(text: str, left: Span, opened: list[Span], language: Language) -> bool:
    """True if an insertion stands between a subject and its verb, so that neither side is a statement."""
    verb = opened[0].of(text).lower()
    if verb in language.auxiliaries:
        return True
    words = words_in(text, left)
    first = next(iter(words), None)
    if first is not None and _wants_plural_verb(text, words, opened[0], language):
        return True
    if first is None or not language.may_be_finite(verb) or verb in language.no_names:
        return False
    opens = first.of(text)
    return opens.lower() in language.determiners | language.pronouns or (
        is_capitalised(opens) and opens.lower() not in language.function_words | language.prepositions
    )


def _wants_plural_verb(text: str, left: list[Span], next_word: Span, language: Language) -> bool:
    """True between "Its engines" and "burn": a plural without a verb, then a bare word that opens nothing."""
    spelt = [word.of(text).lower() for word in left]
    follows = next_word.of(text)
    is_time = any(spelt[-1].startswith(time) for time in language.pointed_times)
    if len(spelt) < 2 or spelt[0] not in language.determiners or is_time or not language.is_plural(spelt[-1]):
        return False
    if any(language.may_be_finite(word) for word in spelt[1:-1]):
        return False
    is_closed = follows.lower() in language.closed - language.reporting_verbs
    return follows.islower() and not is_closed and not language.is_plural(follows)


# -- before a statement that another reports: "… a peace process but experts say it is stumbling" ------------------


def _before_but(text: str, attribution: Attribution, caret: int, sentence: Span, language: Language) -> Span | None:
    """The side of a conjunction before a reporting verb's subject that holds the caret."""
    quoted = [s for q in quotations_in(text, sentence, language) for s in q.segments]
    words = words_in(text, Span(sentence.start, attribution.cue.start))
    words = [word for word in words if not any(segment.contains(word) for segment in quoted)]
    for number in range(len(words) - 1, _LEAST_WORDS - 1, -1):
        if len(words) - number - 1 > _HOLDER_WORDS:
            return None
        word = words[number]
        spelt, before = word.of(text).lower(), text[: word.start].rstrip()[-1:]
        if spelt not in language.conjunctions or number == len(words) - 1:
            continue
        if spelt in language.joiners and before not in _COMMAS:
            continue  # "since Washington and Moscow announced a deal"
        if words[number + 1].of(text).lower() in language.auxiliaries:
            return None  # "looked at it and has said": one subject for both
        left, right = trimmed(text, Span(sentence.start, word.start)), Span(word.end, sentence.end)
        if caret <= word.start:
            return left if left.end >= caret - 1 else None
        return trimmed(text, right) if caret > word.end else None
    return None


def _between_thats(text: str, content: Span, caret: int, language: Language) -> Span:
    """The one of several reported clauses, joined by "and that" or ", that", that holds the caret."""
    start = content.start
    words = words_in(text, content)
    opened = word_at(text, len(text[:start].rstrip()))
    that = opened.of(text).lower() if opened else ""
    for before, word in pairwise(words):
        if word.of(text).lower() not in language.complementizers:
            continue
        if before.of(text).lower() in language.conjunctions:
            end = before.start
        elif word.of(text).lower() == that and text[: word.start].rstrip()[-1:] in _COMMAS:
            end = word.start
        else:
            continue
        if caret <= end:
            return trimmed(text, Span(start, end))
        start = word.end
    return trimmed(text, Span(start, content.end))
