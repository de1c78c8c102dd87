"""Sentences: where they end, and where a stop does not end one.

Every decision looks at the words on both sides of a stop only, so a sentence is
the same from whichever caret it is asked for. A closing mark belongs to the
sentence whose stop it follows; sentences inside a quotation are sentences.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from analyst_app.core.span import Span
from analyst_app.language.language import Language
from analyst_app.language.paragraphs import paragraph_at as paragraph_at
from analyst_app.language.paragraphs import piece_at, pieces_in, trimmed
from analyst_app.language.snapping import word_pattern
from analyst_app.language.whole_text import read_once

_STOPS = re.compile(
    r"(?P<stop>[.!?…؟۔।]+|[。！？]+)"
    r"(?P<close>(?:[\"'”’“‘»«›‹)\]」』״]|[ \u00a0\u202f]»(?![\w]))*)"
)
_WORD = re.compile(r"\w+")
_BEFORE = re.compile(r"[\w.\-’']*\Z")
_OPENING = " \u00a0\u202f\t\"'`“”‘’„‚«»‹›([「『—–-¿¡"
_ATTRIBUTION_WORDS = 6
_LONGEST = 4_000
"""Code points; what goes on for longer without a stop is a list or a table, and is cut: no rule walks all of it."""


def sentences_in(text: str, span: Span, language: Language) -> list[Span]:
    """The sentences that touch a span, whole, without outer white space.

    Args:
        text: the article.
        span: code points, half-open.
        language: the language that the article is read in.
    """
    found: list[Span] = []
    for piece in pieces_in(text, span):
        for sentence in _sentences(text, piece, language):
            if sentence.start > span.end:
                return found
            if sentence.end >= span.start:
                found.append(sentence)
    return found


def sentences_before(text: str, span: Span, language: Language) -> Iterator[Span]:
    """The sentences that touch a span, whole, the last of them first; no more is read than is asked for.

    Args:
        text: the article.
        span: code points, half-open.
        language: the language that the article is read in.
    """
    for piece in reversed(list(pieces_in(text, span))):
        for sentence in reversed(_sentences(text, piece, language)):
            if sentence.start <= span.end and sentence.end >= span.start:
                yield sentence


def sentence_at(text: str, position: int, language: Language) -> Span:
    """The sentence that a caret stands in; between two, the one before.

    On an empty line an empty span.

    Args:
        text: the article.
        position: a caret, in code points.
        language: the language that the article is read in.
    """
    piece = piece_at(text, position)
    before: Span | None = None
    for sentence in _sentences(text, piece, language):
        if sentence.start > position and before is not None:
            break
        before = sentence
        if position < sentence.end:
            break
    return before or Span(position, position)


def next_sentence(text: str, position: int, language: Language) -> Span | None:
    """The first sentence that begins after a position.

    Args:
        text: the article.
        position: a caret, in code points.
        language: the language that the article is read in.
    """
    for piece in pieces_in(text, Span(position, len(text))):
        for sentence in _sentences(text, piece, language):
            if sentence.start > position:
                return sentence
    return None


def previous_sentence(text: str, position: int, language: Language) -> Span | None:
    """The last sentence that begins before a position.

    Args:
        text: the article.
        position: a caret, in code points.
        language: the language that the article is read in.
    """
    while position >= 0:
        piece = piece_at(text, position)
        earlier = [s for s in _sentences(text, piece, language) if s.start < position]
        if earlier:
            return earlier[-1]
        position = piece.start - 1
    return None


def sentence_cover(text: str, span: Span, language: Language) -> Span:
    """From the beginning of the sentence at a span's start to the end of the one at its end.

    Args:
        text: the article.
        span: code points, half-open.
        language: the language that the article is read in.
    """
    first = sentence_at(text, span.start, language)
    if span.end <= first.end:
        return first if first.start <= span.start else Span(span.start, first.end)
    last = sentence_at(text, max(span.start, span.end - 1), language)
    return Span(min(first.start, span.start), max(last.end, span.end))


@read_once
def _sentences(text: str, piece: Span, language: Language) -> list[Span]:
    found: list[Span] = []
    start = piece.start
    for match in _STOPS.finditer(text, piece.start, piece.end):
        if match.start() < start or not _ends(text, match, start, piece, language):
            continue
        found += _cut(text, _sentence(text, start, match.end()))
        start = match.end()
    return found + _cut(text, _sentence(text, start, piece.end))


def _sentence(text: str, start: int, end: int) -> Span:
    """A stretch without outer white space, of which one space before it is most often all."""
    return trimmed(text, Span(start + 1 if start < end - 1 and text[start] == " " else start, end))


def _cut(text: str, sentence: Span) -> list[Span]:
    """The sentence, or the parts of one that is too long, each up to a space where there is one."""
    if 0 < sentence.end - sentence.start <= _LONGEST:
        return [sentence]
    parts = []
    while sentence.length > _LONGEST:
        most = sentence.start + _LONGEST
        space = text.rfind(" ", sentence.start + _LONGEST // 2, most)
        part = Span(sentence.start, space if space > 0 else most)
        parts.append(trimmed(text, part))
        sentence = trimmed(text, Span(part.end, sentence.end))
    return [*parts, sentence] if sentence.length else parts


def _ends(text: str, match: re.Match[str], start: int, piece: Span, language: Language) -> bool:
    """True if the stop in ``match`` ends the sentence that began at ``start``."""
    end = match.end()
    if end >= piece.end or match["stop"][0] in "。！？":
        return True
    if not text[end].isspace():
        return False
    begin = end
    while begin < piece.end and text[begin] in _OPENING:
        begin += 1
    if begin >= piece.end:
        return True
    following = text[begin]
    if following.islower() or (following in ",;:)]" and not text.startswith(",,", begin)):
        return False
    word = _word_from(text, begin, piece.end)
    closed = bool(match["close"])
    if match["stop"] == "." and not _is_full_stop(text, match.start(), start, word, closed, language):
        return False
    if closed and match["stop"] != ".":
        return text[end:begin].strip() != "" or not _attribution_follows(text, begin, piece.end, language)
    return True


def _is_full_stop(text: str, stop: int, start: int, following: str, closed: bool, language: Language) -> bool:
    """True if a single "." is no part of an abbreviation, initial or number."""
    before = text[max(start, stop - 40) : stop].rpartition(" ")[2]
    if not before.isalnum():
        found = _BEFORE.search(text, max(start, stop - 40), stop)
        before = found.group().lstrip("’'-") if found else ""
    if not before or closed:
        return True
    is_initial = len(following) == 1 and text[stop + 1 : stop + 5].strip()[1:2] == "."  # Russian М. С. Лисина
    bare, new_start = before.lower(), following.lower() in language.function_words and not is_initial
    if bare in language.titles and bare in language.abbreviations:
        return False
    if len(before) == 1 and before.isalpha():
        return new_start and following != before
    if bare in language.abbreviations & language.determiners and not following[:1].isdigit():
        return True  # “said no. Ms. Brandt left”, but “No. 5 is old”
    if (
        ("." in before and not before[-1].isdigit())
        or bare in language.abbreviations
        or bare.rpartition("-")[2] in language.abbreviations
    ):
        return new_start
    if before.isdigit():
        is_number_of_list = not text[start : stop - len(before)].strip()
        return not (is_number_of_list or (following.lower() in language.months and not new_start))
    return True


def _attribution_follows(text: str, begin: int, end: int, language: Language) -> bool:
    """True if words such as "Ada Brandt asked" come next, so that the quotation's sentence goes on."""
    for count, match in enumerate(word_pattern().finditer(text, begin, min(end, begin + 120))):
        word = match.group()
        if language.is_reporting(word):
            return True
        is_name = word[0].isupper() or "-" in word or language.is_title(word)
        known = word.lower() in language.particles | language.roles | language.groups | language.articles
        if count >= _ATTRIBUTION_WORDS or not (is_name or known):
            return False
        gap = text[match.end() : match.end() + 1]
        if gap not in (" ", "\u00a0", "."):
            return False
    return False


def _word_from(text: str, begin: int, end: int) -> str:
    match = _WORD.match(text, begin, end)
    return match.group() if match else ""
