"""Words and sentences for formats that label tokens: the same for a text whoever has read it, and whatever was marked.

Words end where Unicode says (UAX #29, word boundaries), so a sign of Chinese,
Japanese or Thai is a word of its own. Three things are added, as that standard
leaves open: white space always parts words; no grapheme is torn (the vowel
sign AM of Thai and Lao); and an apostrophe parts a word before a last ``s``
(*Brandt ’s*) and, as in French and Italian, before a vowel or ``h`` (*l’ homme*),
for a name stands beside it.

Nothing here looks at spans: tokens that followed them would tell a model
where spans are. A span whose edge lies inside a word is widened to whole words.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from functools import cache, lru_cache, partial
from itertools import accumulate, pairwise
from operator import add, itemgetter
from typing import NamedTuple

import msgspec

from analyst_app.core.span import Span
from analyst_app.export.losses import LossTally
from analyst_app.export.rows import ExportArticle, SpanRow
from analyst_app.language.language import Language
from analyst_app.language.languages import language_of
from analyst_app.language.quotations import all_quotations
from analyst_app.language.sentences import sentences_in

_WORD_LIKE = 40
"""Characters of a run that is likely to come again: a word with its marks."""
_FLAG_SIGNS = r"\p{WB=Regional_Indicator}"
_MARKS = r"[\p{WB=Extend}\p{WB=Format}\p{WB=ZWJ}]"


class Token(NamedTuple):
    """A token of a text that tokens cover whole, as spaCy counts them."""

    start: int
    end: int
    has_space: bool
    """True if one space follows that belongs to it."""


_span = partial(tuple.__new__, Span)
_token = partial(tuple.__new__, Token)
"""As ``_make``, without a call of Python: an article has a thousand."""


def words(text: str) -> list[Span]:
    """The words of a text and its other signs, white space left out.

    Args:
        text: the text.
    """
    starts, said = starts_and_words(text)
    return list(map(_span, zip(starts, map(add, starts, map(len, said)), strict=True)))


def starts_and_words(text: str) -> tuple[list[int], list[str]]:
    """The same in two columns: the start of each word, and the words.

    Args:
        text: the text.
    """
    stretches = text.split(" ")
    found = [_known_words(one) if len(one) <= _WORD_LIKE else _words_of(one) for one in stretches]
    begins = accumulate([len(one) + 1 for one in stretches], initial=0)
    starts = [begin + offset for begin, (offsets, _) in zip(begins, found, strict=False) for offset in offsets]
    return starts, [one for _, pieces in found for one in pieces]


def covering(text: str) -> list[Token]:
    """Tokens that cover the whole text, white space too.

    Args:
        text: the article.
    """
    pieces: list[tuple[int, int]] = []
    with_space: set[int] = set()
    position = 0
    for token in [*words(text), (len(text), len(text))]:
        start, end = token
        gap = position
        if pieces and gap < start and text[gap] == " ":
            with_space.add(len(pieces) - 1)
            gap += 1
        if gap < start:
            pieces.append((gap, start))
        if start < end:
            pieces.append(token)
        position = end
    return [_token((start, end, place in with_space)) for place, (start, end) in enumerate(pieces)]


def sentences(text: str, language: str = "") -> list[Span]:
    """The sentences of a text; one that ends inside quotation marks goes on to where they close.

    Args:
        text: the article.
        language: code of the language that a person noted for the article; empty: found from the text.

    Raises:
        LanguageInvalid: a language's file of words is damaged.
    """
    kept: list[Span] = []
    read_in = language_of(text, language)
    quoted = _Quoted(text, read_in)
    for sentence in sentences_in(text, Span(0, len(text)), read_in):
        if kept and quoted.holds_break(kept[-1].end, sentence.start):
            kept[-1] = Span(kept[-1].start, sentence.end)
        elif sentence.length:
            kept.append(sentence)
    return kept


def by_sentence(text: str, tokens: Sequence[Span], language: str = "") -> list[list[Span]]:
    """Tokens grouped by sentence; none is left out.

    Args:
        text: the article.
        tokens: the tokens, in order.
        language: code of the language that a person noted for the article; empty: found from the text.

    Raises:
        LanguageInvalid: a language's file of words is damaged.
    """
    starts = [token[0] for token in tokens]
    later = [bisect_left(starts, sentence.start) for sentence in sentences(text, language)[1:]]
    return [list(tokens[first:last]) for first, last in pairwise([0, *later, len(tokens)]) if first < last]


def touched(tokens: Sequence[Span | Token], start: int, end: int) -> range:
    """Places of the tokens that a stretch covers, or a part of them.

    Args:
        tokens: the tokens, in order.
        start: first code point of the stretch.
        end: the one after its last.
    """
    first = bisect_right(tokens, start, key=_end)
    last = bisect_left(tokens, end, key=_start)
    return range(first, last)


def on_tokens(
    rows: Iterable[SpanRow], tokens: Sequence[Span] | Sequence[Token], article: ExportArticle, losses: LossTally
) -> list[SpanRow]:
    """Spans as the words that they touch; each that had other edges is named as lost.

    Args:
        rows: span rows of the article.
        tokens: its words, in order.
        article: the article as flat rows.
        losses: takes what is not as it was: an edge inside a word, or white space at an edge; a span of
            white space alone is left out.
    """
    kept = []
    for row in rows:
        places = touched(tokens, row.start, row.end)
        if not places:
            losses.add("off-token edge", article.id, f"{row.label}: {row.text!r}")
            continue
        start, end = tokens[places[0]].start, tokens[places[-1]].end
        if (start, end) == (row.start, row.end):
            kept.append(row)
            continue
        words_ = article.text[start:end]
        if start < row.start or row.end < end:
            losses.add("widened span", article.id, f"{row.label}: {row.text} → {words_}")
        if row.start < start or end < row.end:
            losses.add("edge white space", article.id, f"{row.label}: {row.text!r}")
        kept.append(msgspec.structs.replace(row, start=start, end=end, text=words_))
    return kept


_start, _end = itemgetter(0), itemgetter(1)


class _Quoted:
    """The stretches between quotation marks, each in one paragraph, outer ones only."""

    def __init__(self, text: str, language: Language) -> None:
        self._starts: list[int] = []
        self._ends: list[int] = []
        for quotation in all_quotations(text, language):
            for segment in quotation.segments if quotation.is_closed and not quotation.depth else ():
                self._starts.append(segment.start)
                self._ends.append(segment.end)

    def holds_break(self, end: int, start: int) -> bool:
        """True if the break between ``end`` and ``start`` lies inside a stretch."""
        index = bisect_left(self._starts, end) - 1
        return index >= 0 and self._ends[index] > start


def _tokens_of(run: str) -> list[tuple[int, int]]:
    """Start and end of each token in a run without white space."""
    patterns = _patterns()
    edges = {0, len(run)}
    position = 0
    for piece in _between_flags(run, patterns):
        for part in patterns.boundary.split(piece):
            position += len(part)
            edges.add(position)
    if patterns.joined.search(run):
        edges &= {0, *(match.end() for match in patterns.grapheme.finditer(run))}
    if "'" in run or "’" in run:
        edges |= {match.start() for match in patterns.at_apostrophe.finditer(run)}
    return list(pairwise(sorted(edges)))


def _between_flags(run: str, patterns: _Patterns) -> Iterator[str]:
    """A run in pieces at whose ends tokens end: the library counts all flags before each flag of one piece."""
    if len(run) <= _WORD_LIKE or not patterns.flag_sign.search(run):
        yield run
    else:
        yield from (match[0] for match in patterns.flags.finditer(run))


def _words_of(stretch: str) -> tuple[tuple[int, ...], tuple[str, ...]]:
    """The starts of the words of a stretch between spaces, and the words; other white space may part it into runs."""
    runs = stretch.split()
    if runs == [stretch]:
        places = _tokens_of(stretch)
        return tuple(first for first, _ in places), tuple(stretch[first:last] for first, last in places)
    starts: list[int] = []
    said: list[str] = []
    end = 0
    for run in runs:
        start = stretch.index(run, end)
        end = start + len(run)
        offsets, pieces = _known_words(run) if len(run) <= _WORD_LIKE else _words_of(run)
        starts += [start + one for one in offsets]
        said += pieces
    return tuple(starts), tuple(said)


@lru_cache(maxsize=20_000)
def _known_words(stretch: str) -> tuple[tuple[int, ...], tuple[str, ...]]:
    """As ``_words_of``, of a short stretch, which news say again and again."""
    return _words_of(stretch)


class _Patterns(NamedTuple):
    """The patterns that words are found by."""

    boundary: re.Pattern[str]
    """Places at which UAX #29 has a word begin or end."""
    joined: re.Pattern[str]
    """Signs that a grapheme goes on with and a word does not."""
    grapheme: re.Pattern[str]
    at_apostrophe: re.Pattern[str]
    """Before the s of a genitive, and after an article or preposition that lost its vowel."""
    flag_sign: re.Pattern[str]
    flags: re.Pattern[str]
    """Two signs that make a flag, or what stands between flags."""


@cache
def _patterns() -> _Patterns:
    import regex

    made: list[re.Pattern[str]] = [
        regex.compile(one)
        for one in (
            r"(?w)\b",
            r"[\u0e33\u0eb3\p{GCB=Prepend}]",
            r"\X",
            r"(?i)(?<=\w)(?=['’]s(?!\w))|(?<=\w['’])(?=[aeiouyhà-æè-ïò-öù-ü])",
            _FLAG_SIGNS,
            rf"(?s:(?:{_FLAG_SIGNS}{_MARKS}*+){{1,2}}|[^{_FLAG_SIGNS}]++)",
        )
    ]
    return _Patterns(*made)
