"""The words and signs of an article as a tagger sees them: each with what can be said of it and its neighbours.

What is said comes from the rules of ``language``: quotation marks, reporting
words, reported clauses, names. So a tagger learns where a team departs from
the rules, and needs few articles for it.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from analyst_app.core.span import Span
from analyst_app.language.language import Language
from analyst_app.language.names import names_in
from analyst_app.language.paragraphs import pieces_in, trimmed
from analyst_app.language.quotations import quotations_in
from analyst_app.language.reporting.clauses import attributions_in
from analyst_app.language.sentences import sentences_in

VERSION = 1
"""Rises with each change of what is said of a word: a model of another version is made anew."""

_TOKEN = re.compile(r"\w+(?:[-’']\w+)*|[^\w\s]")
_LISTS = (
    ("verb", "reporting_verbs"),
    ("that-verb", "that_verbs"),
    ("that", "complementizers"),
    ("pronoun", "pronouns"),
    ("role", "roles"),
    ("group", "groups"),
    ("title", "titles"),
    ("prep", "prepositions"),
    ("aux", "auxiliaries"),
    ("det", "determiners"),
    ("rel", "relatives"),
    ("conj", "conjunctions"),
    ("inf", "infinitive_marks"),
)
_FAR = (1, 2, 3, 5, 8, 13, 21)


class Described(NamedTuple):
    """A paragraph as a tagger sees it."""

    tokens: list[Span]
    """Words and signs in code points, half-open, by start."""
    features: list[list[str]]
    """Of each token."""
    sentences: list[int]
    """Of each token, the number of its sentence in the paragraph."""


def described(text: str, language: Language, proposed: Iterable[Span] = ()) -> Iterator[Described]:
    """The paragraphs of an article, without empty ones.

    Args:
        text: of the article; a ``WholeText`` is quicker.
        language: of the article.
        proposed: what the rules propose for the tag, as one feature among others.
    """
    wanted = sorted(proposed)
    for piece in pieces_in(text, Span(0, len(text))):
        inside = trimmed(text, piece)
        if inside.length:
            near = [
                span for span in wanted[: bisect_right(wanted, (inside.end, inside.end))] if span.end > inside.start
            ]
            tokens = [Span(*match.span()) for match in _TOKEN.finditer(text, *inside)]
            if tokens:
                yield _described(text, inside, tokens, language, near)


def _described(text: str, piece: Span, tokens: list[Span], language: Language, proposed: list[Span]) -> Described:
    own = [_own(text, token, language) for token in tokens]
    _mark(own, tokens, "rule", proposed)
    sentences = [s for s in sentences_in(text, piece, language) if s.length and piece.contains(s)]
    quotations = [s for q in quotations_in(text, piece, language) if q.depth == 0 for s in q.segments]
    _mark(own, tokens, "marks", quotations)
    _mark(own, tokens, "name", [name.span for name in names_in(text, piece, language)])
    for sentence in sentences:
        _describe_sentence(text, sentence, tokens, own, language)
    lowers = [token.of(text).lower() for token in tokens]
    features = [_with_neighbours(own, lowers, place) for place in range(len(tokens))]
    starts = [sentence.start for sentence in sentences]
    return Described(tokens, features, [bisect_right(starts, token.start) for token in tokens])


def _own(text: str, token: Span, language: Language) -> list[str]:
    """All that is said of a word by itself."""
    word = token.of(text)
    lower = word.lower()
    said = [f"w={lower}", f"shape={_shape(word)}"]
    if len(lower) > 4:
        said.append(f"end={lower[-3:]}")
    said += [f"is={name}" for name, field in _LISTS if lower in getattr(language, field)]
    return said


def _shape(word: str) -> str:
    if word.isupper():
        return "X" if len(word) == 1 else "XX"
    if word[0].isupper():
        return "Xx"
    if word[0].isdigit():
        return "9"
    return "x" if word[0].isalnum() else word


def _mark(own: list[list[str]], tokens: list[Span], name: str, spans: Iterable[Span]) -> None:
    """Say of the tokens of some spans that they begin one, are in it, end it."""
    for span in spans:
        first, last = rows_of(tokens, span)
        for row in range(first, last):
            own[row].append(f"{name}={'B' if row == first else 'E' if row == last - 1 else 'I'}")


def rows_of(tokens: Sequence[Span], span: Span) -> tuple[int, int]:
    """The number of the first token that a span touches, and of the one after the last.

    Args:
        tokens: words, or other spans of which none overlaps another, by start.
        span: code points, half-open.
    """
    first = bisect_left(tokens, (span.start,))
    if first and tokens[first - 1].end > span.start:
        first -= 1
    return first, bisect_left(tokens, (span.end,))


def _describe_sentence(text: str, sentence: Span, tokens: list[Span], own: list[list[str]], language: Language) -> None:
    first, last = rows_of(tokens, sentence)
    if first == last:
        return
    own[first].append("sentence=B")
    own[last - 1].append("sentence=E")
    attributions = attributions_in(text, sentence, language)
    cues = [attribution.cue for attribution in attributions]
    _mark(own, tokens, "cue", cues)
    for attribution in attributions:
        _mark(own, tokens, "said", attribution.contents)
        _mark(own, tokens, "who", [attribution.before, attribution.after])
    verbs = sorted({row for cue in cues for row in range(*rows_of(tokens, cue))})
    listed = [row for row in range(first, last) if any(f in ("is=verb", "is=that-verb") for f in own[row])]
    for name, rows in (("cue", verbs), ("verb", listed)):
        for row in range(first, last):
            own[row].append(f"to-{name}={_distance(row, rows)}")


def _distance(row: int, rows: list[int]) -> str:
    """The way to the nearest of some tokens, in rough steps; the sign says on which side it is."""
    if not rows:
        return "none"
    way = min((row - other for other in rows), key=abs)
    return f"{'-' if way < 0 else '+'}{bisect_left(_FAR, abs(way))}"


def _with_neighbours(own: list[list[str]], lowers: list[str], place: int) -> list[str]:
    said = list(own[place])
    for step in (-2, -1, 1, 2):
        other = place + step
        if not 0 <= other < len(own):
            said.append(f"{step}:none")
            continue
        if abs(step) == 1:
            said += [f"{step}:{feature}" for feature in own[other] if not feature.startswith(("end=", "to-"))]
        else:
            said += [f"{step}:{feature}" for feature in own[other] if feature.startswith(("w=", "is=", "cue="))]
    if place:
        said.append(f"pair={lowers[place - 1]} {lowers[place]}")
    return said
